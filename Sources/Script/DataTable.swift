/// A data file cut into rows and cells, with nothing of it understood yet. What it may hold depends on the
/// declaration that names it.
struct DataTable: Sendable {
  let file: Int
  /// What keeps the file from being read at all; said only when something names it.
  private(set) var findings = Findings()
  /// One row after the other.
  private var cells: [Word] = []
  private var rows: [Row] = []

  private struct Row {
    var cells: Range<Int>
    /// Tells the first cell from others, capitals aside.
    var key: LineKeys.Key
    var start: Int
    var end: Int
  }

  init(_ source: SourceFile, file: Int) {
    self.file = file
    guard Encoding.check(source.bytes, file: file, findings: &findings) else { return }
    source.bytes.withUnsafeBufferPointer { cut($0) }
  }

  /// How many rows hold something; comments and empty lines are none.
  var count: Int { rows.count }

  /// Whether some row has more than one cell: a table without is one that was saved with other marks than tabs.
  var hasTabs: Bool { rows.contains { $0.cells.count > 1 } }

  func row(_ index: Int) -> ArraySlice<Word> { cells[rows[index].cells] }

  func key(ofRow index: Int) -> LineKeys.Key { rows[index].key }

  func span(ofRow index: Int) -> Span { Span(file: file, start: rows[index].start, end: rows[index].end) }

  private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      var newline = start
      while newline < bytes.count, bytes[newline] != 0x0A { newline += 1 }
      var end = newline
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      if end > start, bytes[start] != UInt8(ascii: "#") { cutRow(bytes, start, end) }
      start = newline + 1
    }
  }

  private mutating func cutRow(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    let first = cells.count
    var key = LineKeys.Key()
    var cell = start
    for at in start...end where at == end || bytes[at] == 0x09 {
      let text = UnsafeBufferPointer(rebasing: bytes[cell..<at])
      if cell == start { key = LineKeys.Key(text) }
      cells.append(
        Word(text: String(decoding: text, as: UTF8.self), span: Span(file: file, start: cell, end: at)))
      cell = at + 1
    }
    rows.append(Row(cells: first..<cells.count, key: key, start: start, end: end))
  }
}
