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

  @Flag(help: "One JSON object a line: each problem, each promise, and the counts last.")
  var json = false

  @Option(
    help: ArgumentHelp("Also check a folder that is this script in another language.", valueName: "dir"))
  var translation: String?

  func run() throws {
    var folder = try ScriptFolder(path: folder ?? script.path)
    if fix { folder = try mend(folder) }
    let compilation = Self.compiled(folder)
    var count = Counts()
    show(compilation.diagnostics + rehearse(compilation), of: folder, &count)
    if let program = compilation.program {
      for (index, promise) in program.promises.enumerated() {
        let place = folder.source.place(compilation.places.promises[index])
        if !report(promise, at: place, in: program) { count.broken += 1 }
      }
    }
    if let translation { try check(translation, against: compilation, &count) }
    if confusions && !json && compilation.program != nil { report(compilation.definition.confusions()) }
    Output.line(json ? count.json : count.words(for: folder.path))
    if count.errors > 0 || count.broken > 0 { throw Failure.check }
  }

  private static func compiled(_ folder: ScriptFolder) -> Compilation {
    compile(folder.source, today: String(Clock.moment.stamp.prefix(10)), listener: ListenerStore().listener)
  }

  private struct Counts {
    var errors = 0
    var warnings = 0
    var broken = 0

    func words(for path: String) -> String {
      "\(Count.of(errors, "error")), \(Count.of(warnings, "warning")), "
        + "\(Count.of(broken, "promise")) not kept in \(path == "." ? "this folder" : path)."
    }

    var json: String {
      var line = JSONLine()
      line.add("errors", errors)
      line.add("warnings", warnings)
      line.add("promises_not_kept", broken)
      return line.line
    }
  }

  private func show(_ diagnostics: [Diagnostic], of folder: ScriptFolder, _ count: inout Counts) {
    let texts =
      json
      ? diagnostics.map { DiagnosticJSON.line($0, in: folder) }
      : renderEach(diagnostics, source: folder.source)
    for (diagnostic, text) in zip(diagnostics, texts) {
      Output.line(text)
      if diagnostic.severity == .error { count.errors += 1 } else { count.warnings += 1 }
    }
  }

  /// The translation by itself, and then beside the original; a translation with errors is not compared yet.
  private func check(_ path: String, against original: Compilation, _ count: inout Counts) throws {
    let folder = try ScriptFolder(path: path)
    let translation = Self.compiled(folder)
    show(
      translation.diagnostics + rehearse(translation) + checkTranslation(of: original, translation),
      of: folder,
      &count)
  }

  /// Writes the suggested changes; a file that none concerns is left alone.
  private func mend(_ folder: ScriptFolder) throws -> ScriptFolder {
    let mended = applyFixes(compile(folder.source).diagnostics, to: folder.source)
    for (old, new) in zip(folder.source.files, mended.files) where old.bytes != new.bytes {
      try ScriptFiles.write(new.bytes, to: "\(folder.path)/\(new.path)")
      if !json { Output.line("mended \(folder.path)/\(new.path)") }
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

  /// Says what became of a promise; false when it was not shown to hold.
  private func report(_ promise: Promise, at place: String, in program: Program) -> Bool {
    let verdict = program.check(promise)
    if json {
      Output.line(Self.json(promise, place, verdict, program))
    } else {
      for line in Self.words(promise, place, verdict, program) { Output.line(line) }
    }
    return verdict == .kept
  }

  private static func words(
    _ promise: Promise, _ place: String, _ verdict: PromiseVerdict, _ program: Program
  ) -> [String] {
    switch verdict {
    case .kept: return ["Kept on every path: \(promise.title)."]
    case .broken(let path, let step):
      let turns = path.compactMap(program.words)
      let way =
        turns.isEmpty
        ? "It is broken from the first line on."
        : "\(Count.of(turns.count, "turn")) from the start \(turns.count == 1 ? "breaks" : "break") it:"
      return ["Broken promise: \(promise.title) (\(place)). \(way)"] + turns.map { "  " + $0 }
        + ["  " + program.words(breaking: promise, at: step)]
    case .undecided(let reason): return ["Promise not decided: \(promise.title) (\(place)). \(reason)."]
    }
  }

  private static func json(
    _ promise: Promise, _ place: String, _ verdict: PromiseVerdict, _ program: Program
  ) -> String {
    var line = JSONLine()
    line.add("promise", promise.title)
    line.add("place", place)
    switch verdict {
    case .kept: line.add("verdict", "kept")
    case .broken(let path, let step):
      line.add("verdict", "broken")
      line.add("turns", path.compactMap(program.words))
      line.add("breaks", program.words(breaking: promise, at: step))
    case .undecided(let reason):
      line.add("verdict", "undecided")
      line.add("reason", "\(reason)")
    }
    return line.line
  }
}
