import ArgumentParser
import LineEditor
import Script
import Transcripts

extension Show.Format: ExpressibleByArgument {}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "A recorded conversation for people to read.",
    discussion:
      "With --safety: every word the scripts say where someone is in danger, and when, for a clinician.")

  @Argument(help: "The transcript.")
  var file: String?

  @Flag(help: "Show the scripts' safety texts rather than a transcript.")
  var safety = false

  @OptionGroup var script: ScriptOptions
  @OptionGroup var secret: PassphraseOptions

  @Option(help: "text, markdown or html.")
  var format: Show.Format = .text

  func validate() throws {
    if safety == (file != nil) { throw ValidationError("Name a transcript to show, or say --safety.") }
  }

  func run() throws {
    let width = TerminalSize(of: 1).map { Wrapping.measure(columns: $0.columns) }
    guard let file else {
      let review = Document(SafetyReview(try script.load().program))
      return Output.line(review.rendered(as: format, width: width ?? 100))
    }
    let passphrase = try secret.passphrase(forAny: [file])
    let transcript = try TranscriptReading.transcript(at: file, passphrase: passphrase)
    Output.line(Show.render(transcript, as: format, width: format == .text ? width : nil))
  }
}

/// Reading transcripts for a command, its problems told in words.
enum TranscriptReading {
  static func transcript(at path: String, passphrase: String? = nil) throws -> Transcript {
    do throws(TranscriptProblem) {
      return try Transcript.read(path, passphrase: passphrase)
    } catch {
      throw complaint(error)
    }
  }

  static func complaint(_ problem: TranscriptProblem) -> Complaint {
    if case .system(let error) = problem.cause {
      return Complaint(problem.words, error.isMissing ? Failure.noInput : Failure.io)
    }
    return Complaint(problem.words, Failure.data)
  }
}
