import ArgumentParser
import Transcripts

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Which steps, replies and source points a set of transcripts reaches.")

  @Argument(help: "Transcripts, or folders of them.")
  var paths: [String]

  @OptionGroup var script: ScriptOptions
  @OptionGroup var secret: PassphraseOptions

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    var coverage = Coverage(program: try script.load().program)
    try Corpus.each(paths, passphrase: try secret.passphrase(forAny: paths)) { transcript in
      for record in transcript.records { coverage.take(record) }
    }
    Output.line(json ? coverage.json : coverage.words)
  }
}

/// Going through many transcripts for a command. One that can't be read is told and left out.
enum Corpus {
  static func each(_ paths: [String], passphrase: String?, _ body: (Transcript) -> Void) throws {
    var count = 0
    var worst: Complaint?
    TranscriptFiles.each(paths, passphrase: passphrase) { part in
      do throws(TranscriptProblem) {
        let part = try part.get()
        body(try Transcript(part.bytes, path: part.source))
        count += 1
      } catch {
        let complaint = TranscriptReading.complaint(error)
        ErrorOutput.say(complaint.words)
        worst = complaint
      }
    }
    if count == 0 { throw worst ?? Complaint("There are no transcripts there.", Failure.noInput) }
  }
}
