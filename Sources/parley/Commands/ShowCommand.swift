import ArgumentParser
import LineEditor
import Transcripts

extension Show.Format: ExpressibleByArgument {}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A recorded conversation for people to read.")

  @Argument(help: "The transcript.")
  var file: String

  @Option(help: "text, markdown or html.")
  var format: Show.Format = .text

  func run() throws {
    let transcript = try TranscriptReading.transcript(at: file)
    let width = TerminalSize(of: 1).map { Wrapping.measure(columns: $0.columns) }
    Output.line(Show.render(transcript, as: format, width: format == .text ? width : nil))
  }
}

/// Reading transcripts for a command, its problems told in words.
enum TranscriptReading {
  static func transcript(at path: String) throws -> Transcript {
    do throws(TranscriptProblem) {
      return try Transcript.read(path)
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
