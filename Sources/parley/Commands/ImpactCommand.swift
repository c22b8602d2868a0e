import ArgumentParser
import Script
import Transcripts

struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "What an edit of the scripts changes in conversations that were had, grouped by cause.")

  @Argument(help: "The folder of scripts as they were.")
  var old: String

  @Argument(help: "The folder of scripts as they are now.")
  var new: String

  @Argument(help: "Transcripts, or folders of them.")
  var paths: [String]

  @OptionGroup var secret: PassphraseOptions

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    var impact = Impact(old: try replayer(old), new: try replayer(new))
    TranscriptFiles.each(paths, passphrase: try secret.passphrase(forAny: paths)) { part in
      switch part {
      case .success(let part): impact.take(part)
      case .failure(let problem): impact.take(problem)
      }
    }
    Output.line(json ? impact.json : impact.words)
    if impact.sessions == 0 { throw Failure.noInput }
  }

  private func replayer(_ path: String) throws -> Replayer {
    let (program, folder) = try ScriptOptions.load(path)
    return Replayer(program: program, digest: folder.digest)
  }
}
