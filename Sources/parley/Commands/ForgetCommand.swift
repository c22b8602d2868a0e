import ArgumentParser
import FoundationEssentials
import Transcripts

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Delete kept conversations for good.")

  @Argument(help: "The transcripts to delete.")
  var files: [String] = []

  @Flag(help: "Delete every kept conversation, and the lines the up arrow recalls.")
  var all = false

  @Option(help: ArgumentHelp("Where conversations are kept.", valueName: "dir"))
  var transcripts: String?

  func validate() throws {
    if all == !files.isEmpty {
      throw ValidationError("Name the transcripts to delete, or say --all.")
    }
  }

  func run() throws {
    let places = Places(transcripts: transcripts)
    let result = all ? try wipeAll(places) : Forgetting.wipe(files)
    guard let result else { return print("There is nothing to delete.") }
    print("\(Count.of(result.wiped.count, "conversation")) deleted.")
    for problem in result.problems {
      ErrorOutput.say("I could not delete \(problem.path): \(problem.reason).")
    }
    if !result.problems.isEmpty { throw Failure.io }
  }

  private func wipeAll(_ places: Places) throws -> Forgetting.Result? {
    try? FileManager.default.removeItem(atPath: places.history)
    guard FileManager.default.fileExists(atPath: places.transcripts) else { return nil }
    do throws(SystemError) {
      return try Forgetting.wipeAll(in: places.transcripts)
    } catch {
      throw Complaint("I can't look into \(places.transcripts): \(error.words)", Failure.io)
    }
  }
}
