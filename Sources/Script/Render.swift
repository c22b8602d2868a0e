/// Diagnostics as a person reads them: where, what, the line itself, and what to do.
public func render(_ diagnostic: Diagnostic, source: ScriptSource) -> String {
  var tables: [String: LineTable] = [:]
  return render(diagnostic, source, &tables)
}

private func render(
  _ diagnostic: Diagnostic, _ source: ScriptSource, _ tables: inout [String: LineTable]
) -> String {
  var text = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: \(diagnostic.message)\n"
  if let file = source.file(at: diagnostic.file) {
    text +=
      Excerpt(file: file, table: table(of: file, &tables), span: diagnostic.span, hint: diagnostic.hint).text
  } else if !diagnostic.hint.isEmpty {
    text += "  \(diagnostic.hint)\n"
  }
  for note in diagnostic.notes {
    text += "note: \(note.message)\n"
    if let path = note.file, let span = note.span, let file = source.file(at: path) {
      text += Excerpt(file: file, table: table(of: file, &tables), span: span, hint: "").text
    }
  }
  for fix in diagnostic.fixes where !diagnostic.hint.contains(fix.title) { text += "fix: \(fix.title)\n" }
  return text
}

private func table(of file: SourceFile, _ tables: inout [String: LineTable]) -> LineTable {
  if let table = tables[file.path] { return table }
  let table = LineTable(file)
  tables[file.path] = table
  return table
}

/// Each diagnostic by itself, in their order; each file's lines are counted once for all of them.
public func renderEach(_ diagnostics: [Diagnostic], source: ScriptSource) -> [String] {
  var tables: [String: LineTable] = [:]
  var texts: [String] = []
  for diagnostic in diagnostics { texts.append(render(diagnostic, source, &tables)) }
  return texts
}

/// Every diagnostic, with a blank line between and a count at the end.
public func render(_ diagnostics: [Diagnostic], source: ScriptSource) -> String {
  guard !diagnostics.isEmpty else { return "" }
  let errors = diagnostics.count { $0.severity == .error }
  let warnings = diagnostics.count - errors
  var counts: [String] = []
  if errors > 0 { counts.append("\(errors) \(errors == 1 ? "error" : "errors")") }
  if warnings > 0 { counts.append("\(warnings) \(warnings == 1 ? "warning" : "warnings")") }
  return renderEach(diagnostics, source: source).joined(separator: "\n") + "\n"
    + counts.joined(separator: ", ") + "\n"
}

/// The source line of a span, with carets under it.
private struct Excerpt {
  let text: String

  /// Bytes shown before the span and after its start; the rest of a long line is left out.
  static let before = 80
  static let after = 120

  init(file: SourceFile, table: LineTable, span: Range<Int>, hint: String) {
    let position = table.position(of: span.lowerBound)
    let bytes = file.bytes
    let at = min(span.lowerBound, bytes.count)
    var start = at
    while start > 0, bytes[start - 1] != 0x0A, at - start < Self.before { start -= 1 }
    while start < at, start > 0, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = at
    while end < bytes.count, bytes[end] != 0x0A, end - at < Self.after { end += 1 }
    while end > at, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    while end > at, bytes[end - 1] == 0x0D { end -= 1 }
    let isCutBefore = start > 0 && bytes[start - 1] != 0x0A
    let stop = max(at, min(span.upperBound, end))
    let lead = (isCutBefore ? "…" : "") + Self.shown(bytes[start..<at])
    let marked = Self.shown(bytes[at..<stop])
    let tail = Self.shown(bytes[stop..<max(stop, end)])
    let number = String(position.line)
    let gutter = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(1, Self.width(marked)))
    let blank = String(repeating: " ", count: Self.width(lead))
    text =
      "\(gutter)--> \(file.path):\(position.line):\(position.column)\n"
      + "\(gutter) |\n\(number) | \(lead)\(marked)\(tail)\n"
      + "\(gutter) | \(blank)\(carets)\(hint.isEmpty ? "" : " " + hint)\n"
  }

  /// Tabs as two spaces and other control characters as a dot, so that columns stay in line.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    var result = ""
    for character in String(decoding: bytes, as: UTF8.self) {
      if character == "\t" {
        result += "  "
      } else if let scalar = character.unicodeScalars.first, scalar.value < 0x20 || scalar.value == 0x7F {
        result += "·"
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// Columns in a terminal.
  private static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation { return 2 }
    if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
    if wide.contains(where: { $0.contains(first.value) }) { return 2 }
    return first.properties.generalCategory == .nonspacingMark || first.value == 0x200B ? 0 : 1
  }
}
