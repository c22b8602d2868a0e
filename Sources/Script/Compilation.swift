public import Dialogue
import Dispatch
public import Intents

/// What came of a script: a program when it has no error, and everything there is to say about it.
public struct Compilation: Sendable {
  /// Nil when there is any error.
  public var program: Program?
  /// All of them, by file and position.
  public var diagnostics: [Diagnostic]
  /// Where everything in the program was written.
  public var places: Places
  public var source: ScriptSource
  /// What the listener was made of, also when none was made.
  public var definition = ListenerDefinition(intents: [])

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Where the parts of a program were written.
public struct Places: Sendable {
  public struct Step: Sendable {
    public var address: String
    public var heading: Span
    /// From the heading to the last line.
    public var whole: Span
    public var ask: Span?
    /// By index in `Question.replies` or `Look.replies`.
    public var replies: [Span] = []
    /// By position in `Step.code`.
    public var code: [Span] = []
  }

  public struct Intent: Sendable {
    public var name: Span
    public var says: [Span]
    public var not: [Span]
  }

  public struct Example: Sendable {
    public var whole: Span
    public var acts: [Span]
  }

  /// By `StepID`, `FactID`, `TagID` and `IntentID`.
  public var steps: [Step] = []
  public var facts: [Span] = []
  public var tags: [Span] = []
  public var intents: [Intent] = []
  /// By index in the program's lists of the same names.
  public var examples: [Example] = []
  public var promises: [Span] = []
  public var closed: [Span] = []
  public var urgent: [Span] = []
  public var anytime: [Span] = []
}

/// Compile a script. Bad scripts give diagnostics, never a crash.
///
/// - Parameters:
///   - today: `YYYY-MM-DD`, for telling old helplines; nil leaves that check out.
///   - listener: makes the listener, or has one from before that was made of the same.
public func compile(
  _ source: ScriptSource, today: String? = nil,
  listener: @escaping (ListenerDefinition) -> Listener = { Listener($0) }
) -> Compilation {
  compile(source, today: today, listens: true, listener: listener)
}

/// The same, with a listener that hears nothing when nobody is to be listened to: quicker.
package func compile(
  _ source: ScriptSource, today: String? = nil, listens: Bool,
  listener: @escaping (ListenerDefinition) -> Listener = { Listener($0) }
) -> Compilation {
  compile(source, read(source.files), today: today, listens: listens, listener: listener)
}

/// A file as it was read, for compiling its script again after another file has changed.
package struct ReadFile: Sendable {
  /// Whether it can't be read, whatever stands in other files.
  package var hasErrors: Bool { findings.hasErrors }
  /// Nil for a file that is no script, and for one that is no text.
  var syntax: FileSyntax?
  /// What a file that is no script holds.
  var table: DataTable?
  var findings = Findings()
  var isText = true

  package init(_ file: SourceFile, index: Int) {
    guard file.isScript else {
      table = DataTable(file, file: index)
      return
    }
    guard Encoding.check(file.bytes, file: index, findings: &findings) else {
      isText = false
      return
    }
    var parser = Parser(file, file: index)
    parser.parse()
    findings.append(parser.findings)
    syntax = parser.syntax
  }
}

/// Every file by itself, in order; on all cores, the largest first, since no file knows of another.
package func read(_ files: [SourceFile]) -> [ReadFile] {
  let largestFirst = files.indices.sorted {
    (files[$1].bytes.count, $0) < (files[$0].bytes.count, $1)
  }
  var read = [ReadFile?](repeating: nil, count: files.count)
  read.withUnsafeMutableBufferPointer { places in
    // Every file has a place of its own, which only its own reading writes.
    nonisolated(unsafe) let places = places
    DispatchQueue.concurrentPerform(iterations: files.count) { turn in
      let index = largestFirst[turn]
      places[index] = ReadFile(files[index], index: index)
    }
  }
  return read.compactMap(\.self)
}

/// Compile files that were read already: `read[i]` is `source.files[i]`.
package func compile(
  _ source: ScriptSource, _ read: [ReadFile], today: String? = nil, listens: Bool,
  listener: @escaping (ListenerDefinition) -> Listener = { Listener($0) }
) -> Compilation {
  var findings = Findings()
  for file in read { findings.append(file.findings) }
  guard read.allSatisfy(\.isText) else {
    return Compilation(
      program: nil, diagnostics: findings.diagnostics(source), places: Places(), source: source)
  }
  var compiler = Compiler(
    source: source, files: read.compactMap(\.syntax), tables: read.map(\.table), findings: findings)
  compiler.compile(today: today, listener: listens ? listener : nil)
  let diagnostics = compiler.findings.diagnostics(source)
  return Compilation(
    program: compiler.findings.hasErrors ? nil : compiler.program, diagnostics: diagnostics,
    places: compiler.places, source: source, definition: compiler.definition)
}
