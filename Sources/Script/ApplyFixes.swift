/// The script with the machine-applicable fixes of some diagnostics made: the first fix of each, edits that overlap
/// an earlier one left out. Compile again to see what is left; mending one thing may bring another to light.
public func applyFixes(_ diagnostics: [Diagnostic], to source: ScriptSource) -> ScriptSource {
  var edits: [String: [Edit]] = [:]
  for diagnostic in diagnostics {
    guard let fix = diagnostic.fixes.first else { continue }
    let isFree = fix.edits.allSatisfy { edit in
      !(edits[edit.file] ?? []).contains { overlaps($0.range, edit.range) }
    }
    guard isFree else { continue }
    for edit in fix.edits { edits[edit.file, default: []].append(edit) }
  }
  return ScriptSource(
    files: source.files.map { file in
      SourceFile(path: file.path, bytes: apply(edits[file.path] ?? [], to: file.bytes))
    })
}

/// Insertions at one place overlap each other, so that a line is not mended twice over.
private func overlaps(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
  a.lowerBound == b.lowerBound || (a.lowerBound < b.upperBound && b.lowerBound < a.upperBound)
}

private func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var at = 0
  for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
    let start = min(max(edit.range.lowerBound, at), bytes.count)
    result += bytes[at..<start]
    result += Array(edit.replacement.utf8)
    at = min(max(edit.range.upperBound, start), bytes.count)
  }
  return result + bytes[at...]
}
