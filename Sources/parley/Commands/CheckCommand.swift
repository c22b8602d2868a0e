import ArgumentParser
import Dialogue
import Intents
import ModelCheck
import Script
import Transcripts

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Everything that can be known of a script without a user.")

  @Argument(help: "The folder of scripts; --scripts says the same.")
  var folder: String?

  @OptionGroup var script: ScriptOptions

  @Flag(help: "Make every change that a problem suggests, then check again.")
  var fix = false

  @Flag(
    help:
      "Say which intents take each other's lines, trying each line without having learned from it. Slower.")
  var confusions = false

  func run() throws {
    var folder = try ScriptFolder(path: folder ?? script.path)
    if fix { folder = try mend(folder) }
    let compilation = compile(
      folder.source, today: String(Clock.moment.stamp.prefix(10)), listener: ListenerStore().listener)
    let diagnostics = compilation.diagnostics + rehearse(compilation)
    for diagnostic in diagnostics { Output.line(render(diagnostic, source: folder.source)) }
    let errors = diagnostics.filter { $0.severity == .error }.count
    let warnings = diagnostics.count - errors
    var broken = 0
    if let program = compilation.program {
      for promise in program.promises { broken += report(promise, in: program) }
    }
    if confusions && compilation.program != nil { report(compilation.definition.confusions()) }
    Output.line(
      "\(Count.of(errors, "error")), \(Count.of(warnings, "warning")), "
        + "\(Count.of(broken, "promise")) not kept in \(folder.path).")
    if errors > 0 || broken > 0 { throw Failure.check }
  }

  /// Writes the suggested changes; a file that none concerns is left alone.
  private func mend(_ folder: ScriptFolder) throws -> ScriptFolder {
    let mended = applyFixes(compile(folder.source).diagnostics, to: folder.source)
    for (old, new) in zip(folder.source.files, mended.files) where old.bytes != new.bytes {
      try ScriptFiles.write(new.bytes, to: "\(folder.path)/\(new.path)")
      Output.line("mended \(folder.path)/\(new.path)")
    }
    return try ScriptFolder(path: folder.path)
  }

  /// Pairs of intents shown, and lines shown of each.
  private static let mostPairs = 20
  private static let mostLines = 3

  /// Says which intents confuse each other. It is advice, no error: lines may lie close.
  private func report(_ confusions: [IntentConfusion]) {
    for pair in confusions.prefix(Self.mostPairs) {
      let words = pair.words.map(\.feature).joined(separator: ", ")
      Output.line(
        "\(Count.of(pair.lines.count, "line")) of \(pair.actual) would be heard as \(pair.given)"
          + (words.isEmpty ? "." : ", the first by \(words)."))
      for line in pair.lines.prefix(Self.mostLines) { Output.line("  \(line)") }
    }
    let total = confusions.map(\.lines.count).reduce(0, +)
    Output.line(
      "\(Count.of(total, "line")) of an intent heard as another's when not learned from, "
        + "in \(Count.of(confusions.count, "pair")).")
  }

  /// Says what became of a promise; 1 when it was not shown to hold.
  private func report(_ promise: Promise, in program: Program) -> Int {
    switch program.check(promise) {
    case .kept:
      Output.line("Kept on every path: \(promise.title).")
      return 0
    case .broken(let path):
      Output.line(
        "Broken promise: \(promise.title). \(Count.of(path.count, "turn")) from the start break it:")
      for words in path.compactMap(program.words) { Output.line("  \(words)") }
      return 1
    case .undecided(let reason):
      Output.line("Promise not decided: \(promise.title). \(reason).")
      return 1
    }
  }
}
