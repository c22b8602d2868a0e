import ArgumentParser
import Transcripts

struct MissesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "misses",
    abstract: "What people said that nothing matched: what to write next.",
    discussion:
      "Grouped by step, with the reply each group came nearest to and the words that would have done it.")

  @Argument(help: "Transcripts, or folders of them.")
  var paths: [String]

  @OptionGroup var script: ScriptOptions
  @OptionGroup var secret: PassphraseOptions

  @Option(help: "Sayings shown of each group.")
  var most = 5

  func run() throws {
    var misses = Misses(program: try script.load().program)
    try Corpus.each(paths, passphrase: try secret.passphrase(forAny: paths)) { transcript in
      for record in transcript.records { misses.take(record) }
    }
    Output.line(misses.words(most: max(1, most)))
  }
}
