import Script

/// A diagnostic as one JSON object on one line, for editors and tools.
///
/// `file` is the path within the folder of scripts; `start` and `end` are byte offsets, `end` not included; `line` and
/// `column` count from 1, columns in characters.
enum DiagnosticJSON {
  static func line(_ diagnostic: Diagnostic, in folder: ScriptFolder) -> String {
    var line = JSONLine()
    line.add("folder", folder.path)
    line.add("file", diagnostic.file)
    line.add("start", diagnostic.span.lowerBound)
    line.add("end", diagnostic.span.upperBound)
    if let position = folder.source.file(at: diagnostic.file)?.position(of: diagnostic.span.lowerBound) {
      line.add("line", position.line)
      line.add("column", position.column)
    }
    line.add("severity", diagnostic.severity.rawValue)
    line.add("code", diagnostic.code.rawValue)
    line.add("message", diagnostic.message)
    line.add("hint", diagnostic.hint)
    line.add("notes", raw: list(diagnostic.notes.map(note)))
    line.add("fixes", raw: list(diagnostic.fixes.map(fix)))
    return line.line
  }

  private static func list(_ objects: [String]) -> String { "[" + objects.joined(separator: ",") + "]" }

  private static func note(_ note: Note) -> String {
    var line = JSONLine()
    line.add("message", note.message)
    if let file = note.file, let span = note.span {
      line.add("file", file)
      line.add("start", span.lowerBound)
      line.add("end", span.upperBound)
    }
    return line.line
  }

  private static func fix(_ fix: Fix) -> String {
    var line = JSONLine()
    line.add("title", fix.title)
    line.add("edits", raw: list(fix.edits.map(edit)))
    return line.line
  }

  private static func edit(_ edit: Edit) -> String {
    var line = JSONLine()
    line.add("file", edit.file)
    line.add("start", edit.range.lowerBound)
    line.add("end", edit.range.upperBound)
    line.add("replacement", edit.replacement)
    return line.line
  }
}
