/// Something to say about a script. It carries what a renderer, an editor and a fixing tool need.
public struct Diagnostic: Equatable, Sendable {
  public enum Severity: String, Sendable {
    /// The script can't run.
    case error
    case warning
  }

  public var code: Code
  public var severity: Severity
  /// Path of the file.
  public var file: String
  /// Byte offsets in the file.
  public var span: Range<Int>
  /// One or two sentences: what is wrong, and what would be right.
  public var message: String
  /// A short remark to stand under the span; empty when the message says it all.
  public var hint: String
  public var notes: [Note]
  /// Edits that a tool may make without asking; applying all of them of one diagnostic mends it.
  public var fixes: [Fix]
}

/// Something that belongs to a diagnostic, maybe elsewhere.
public struct Note: Equatable, Sendable {
  public var message: String
  public var file: String?
  public var span: Range<Int>?
}

/// One way to mend what a diagnostic found.
public struct Fix: Equatable, Sendable {
  public var title: String
  public var edits: [Edit]
}

/// A piece of a file and what should stand there.
public struct Edit: Equatable, Sendable {
  public var file: String
  public var range: Range<Int>
  public var replacement: String
}

/// Collects what is found while reading, with spans; paths are filled in at the end.
struct Findings {
  struct Finding {
    var code: Code
    var severity: Diagnostic.Severity
    var span: Span
    var message: String
    var hint: String
    var notes: [(message: String, span: Span?)]
    var fixes: [(title: String, edits: [(span: Span, text: String)])]
  }

  private(set) var all: [Finding] = []

  var hasErrors: Bool { all.contains { $0.severity == .error } }

  mutating func error(
    _ code: Code, _ span: Span, _ message: String, hint: String = "",
    notes: [(message: String, span: Span?)] = [], replace fix: (span: Span, text: String)? = nil
  ) {
    add(code, .error, span, message, hint, notes, fix)
  }

  mutating func warning(
    _ code: Code, _ span: Span, _ message: String, hint: String = "",
    notes: [(message: String, span: Span?)] = [], replace fix: (span: Span, text: String)? = nil
  ) {
    add(code, .warning, span, message, hint, notes, fix)
  }

  private mutating func add(
    _ code: Code, _ severity: Diagnostic.Severity, _ span: Span, _ message: String, _ hint: String,
    _ notes: [(message: String, span: Span?)], _ fix: (span: Span, text: String)?
  ) {
    let fixes = fix.map { [(title: Self.title($0.text), edits: [$0])] } ?? []
    all.append(
      Finding(
        code: code, severity: severity, span: span, message: message, hint: hint, notes: notes, fixes: fixes))
  }

  private static func title(_ text: String) -> String {
    let shown = text.filter { $0 != "\n" }
    return shown.allSatisfy { $0 == " " } ? "change the spaces" : "write `\(shown)`"
  }

  /// Take back what only followed from a lost mark: lines below it are indented under nothing.
  mutating func dropConsequences() {
    let lost = Set(all.filter { $0.code == .missingMark }.map(\.span.start))
    guard !lost.isEmpty else { return }
    all.removeAll { $0.code == .unexpectedIndent && lost.contains($0.notes.first?.span?.start ?? -1) }
  }

  mutating func drop(where isToGo: (Finding) -> Bool) { all.removeAll(where: isToGo) }

  mutating func append(_ other: Findings) { all += other.all }

  /// In the order of files and positions; the same finding twice counts once.
  func diagnostics(_ source: ScriptSource) -> [Diagnostic] {
    let order = all.indices.sorted { a, b in
      let (x, y) = (all[a].span, all[b].span)
      return (x.file, x.start, x.end, a) < (y.file, y.start, y.end, b)
    }
    var result: [Diagnostic] = []
    for index in order {
      let diagnostic = Self.diagnostic(all[index], source)
      if result.last != diagnostic { result.append(diagnostic) }
    }
    return result
  }

  private static func diagnostic(_ finding: Finding, _ source: ScriptSource) -> Diagnostic {
    func path(_ span: Span) -> String {
      source.files.indices.contains(span.file) ? source.files[span.file].path : ""
    }
    return Diagnostic(
      code: finding.code, severity: finding.severity, file: path(finding.span),
      span: finding.span.start..<finding.span.end, message: finding.message, hint: finding.hint,
      notes: finding.notes.map { note in
        Note(message: note.message, file: note.span.map(path), span: note.span.map { $0.start..<$0.end })
      },
      fixes: finding.fixes.map { fix in
        Fix(
          title: fix.title,
          edits: fix.edits.map {
            Edit(file: path($0.span), range: $0.span.start..<$0.span.end, replacement: $0.text)
          })
      })
  }
}
