/// A script tidied: the same lines, notes and blank lines included, with even indentation, single spaces between
/// marks, no space at line ends, one blank line above each heading and at most one elsewhere.
///
/// It never changes what a script means, and formatting twice changes nothing. A file that can't be read as text
/// comes back as it was.
public func format(_ file: SourceFile) -> SourceFile {
  guard file.isScript, Encoding.firstInvalid(file.bytes) == nil else { return file }
  var current = file
  // Tidying one broken line may bring another mark to light; two rounds settle it, and four are the bound.
  for _ in 0..<4 {
    var formatter = Formatter(current)
    formatter.run()
    let next = SourceFile(path: file.path, bytes: formatter.result)
    if next == current { break }
    current = next
  }
  return current
}

private struct Formatter {
  let bytes: [UInt8]
  let lines: [SourceLine]
  /// By line: how deep it stands.
  var depths: [Int]
  var result: [UInt8] = []

  init(_ file: SourceFile) {
    var reader = LineReader(bytes: file.bytes, file: 0)
    reader.read()
    bytes = file.bytes
    lines = reader.lines
    var ignored = Findings()
    let outline = Outline(lines: lines, bytes: bytes, file: 0, findings: &ignored)
    depths = Array(repeating: -1, count: lines.count)
    guard !ignored.hasErrors else {
      // Where indentation is wrong, what it means is not ours to say.
      for (index, line) in lines.enumerated() where !line.isEmpty { depths[index] = line.indent / 2 }
      isBroken = true
      return
    }
    for node in outline.nodes { depths[node.line] = node.depth }
    markWords(outline)
    indentNotes()
  }

  private var isBroken = false
  /// By line: whether it is a `words:` line of an intent.
  private var isWords: [Bool] = []

  private mutating func markWords(_ outline: Outline) {
    isWords = Array(repeating: false, count: lines.count)
    for (index, node) in outline.nodes.enumerated()
    where lines[node.line].kind == .directive(.intent) {
      for child in outline.nodes[index..<node.end]
      where bytes[lines[child.line].text..<lines[child.line].end].starts(with: Self.words) {
        isWords[child.line] = true
      }
    }
  }

  private static let words = Array("words:".utf8)

  /// A note stands as deep as the line that follows it.
  private mutating func indentNotes() {
    var depth = 0
    for index in lines.indices.reversed() {
      switch lines[index].kind {
      case .blank: break
      case .note: depths[index] = min(depth, lines[index].indent / 2)
      default: depth = depths[index]
      }
    }
  }

  mutating func run() {
    result.reserveCapacity(bytes.count)
    var isBlankDue = false
    for (index, line) in lines.enumerated() {
      if line.kind == .blank {
        isBlankDue = !result.isEmpty
        continue
      }
      if isBlankDue || needsBlank(index) { result.append(0x0A) }
      isBlankDue = false
      write(index)
      result.append(0x0A)
    }
  }

  /// A heading has a blank line above it, and above the notes that belong to it.
  private func needsBlank(_ index: Int) -> Bool {
    guard index > 0, !result.isEmpty else { return false }
    var at = index
    if lines[index].kind == .note {
      guard lines[index - 1].kind != .note else { return false }
      while at < lines.count, lines[at].kind == .note { at += 1 }
      guard at < lines.count else { return false }
    } else if lines[index - 1].kind == .note {
      return false
    }
    return lines[at].kind == .heading
  }

  private mutating func write(_ index: Int) {
    let line = lines[index]
    if isBroken {
      result += bytes[line.start..<line.end]
      return
    }
    for _ in 0..<(max(0, depths[index]) * 2) { result.append(0x20) }
    switch line.kind {
    case .speech where isWords[index]: writeList(line.text, line.end, areWords: true)
    case .blank, .speech: result += bytes[line.text..<line.end]
    case .note:
      result += [0x2F, 0x2F]
      let rest = bytes[(line.text + 2)..<line.end]
      if let first = rest.first, first != 0x20, first != 0x2F { result.append(0x20) }
      result += rest
    case .heading, .reply, .arrow:
      result += bytes[line.text..<markEnd(line)]
      if line.rest < line.end { result.append(0x20) }
      if line.kind == .heading {
        writeTitle(line.rest, line.end)
      } else {
        writeList(line.rest, line.end, areWords: line.kind == .reply)
      }
    case .directive(let directive): writeDirective(line, directive)
    }
  }

  /// The end of a line's mark, without the spaces after it.
  private func markEnd(_ line: SourceLine) -> Int {
    var end = line.rest
    while end > line.text, isSpace(bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func writeDirective(_ line: SourceLine, _ directive: Directive?) {
    guard let directive else {
      result += bytes[line.text..<line.end]
      return
    }
    result.append(UInt8(ascii: "@"))
    result += Array(directive.rawValue.utf8)
    if line.rest < line.end { result.append(0x20) }
    switch directive {
    case .example: writeTitle(line.rest, line.end)
    case .promise:
      let colon = bytes[line.rest..<line.end].firstIndex(of: UInt8(ascii: ":")) ?? line.rest
      writeTitle(line.rest, colon)
      writeList(colon, line.end)
    case .same: writeList(line.rest, line.end, areWords: true, fromColon: false)
    default: writeList(line.rest, line.end)
    }
  }

  /// Words for people, with runs of spaces as one.
  private mutating func writeTitle(_ start: Int, _ end: Int) {
    for at in start..<end {
      if isSpace(bytes[at]) {
        if at > start, !isSpace(bytes[at - 1]) { result.append(0x20) }
      } else {
        result.append(bytes[at])
      }
    }
  }

  /// Words and marks with runs of spaces as one, none before a comma or colon, and one after. Quotations stay.
  ///
  /// Where they are words to listen for, two spaces follow a comma, so that a comma lost later leaves a gap; and a gap
  /// between two words, which is an error, stays one.
  private mutating func writeList(_ start: Int, _ end: Int, areWords: Bool = false, fromColon: Bool = true) {
    var isQuoted = false
    var hasColon = !fromColon
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isSpace(byte), !isQuoted {
        let first = at
        while at < end, isSpace(bytes[at]) { at += 1 }
        guard at < end, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: ":") else { continue }
        let isAfterComma = result.last == UInt8(ascii: ",")
        let isGap = at - first > 1 && hasColon && arrowLength(bytes, at: at, before: end) == nil
        result += areWords && (isAfterComma || (isGap && !isAfterColon)) ? [0x20, 0x20] : [0x20]
        continue
      }
      if !isQuoted, byte == 0x2D, at + 1 < end, bytes[at + 1] == 0x3E {
        if result.last != 0x20 { result.append(0x20) }
        result += [0x2D, 0x3E]
        at += 2
        if !isApart(at, end) { result.append(0x20) }
        continue
      }
      result.append(byte)
      at += 1
      guard !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") else { continue }
      let isFirst = byte == UInt8(ascii: ",") || !hasColon
      if byte == UInt8(ascii: ":") { hasColon = true }
      if isFirst, !isApart(at, end) {
        result += areWords && byte == UInt8(ascii: ",") ? [0x20, 0x20] : [0x20]
      }
    }
  }

  private var isAfterColon: Bool { result.last == UInt8(ascii: ":") }

  /// Whether no space is wanted before what stands here.
  private func isApart(_ at: Int, _ end: Int) -> Bool {
    at == end || isSpace(bytes[at]) || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ":")
  }
}
