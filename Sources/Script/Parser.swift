/// Reads one file into its syntax. Never fails: what can't be read is reported and left out.
struct Parser {
  let bytes: [UInt8]
  let file: Int
  /// The name that the file's own name gives it.
  let baseName: String
  var syntax: FileSyntax
  var findings = Findings()
  /// Whether errors in spoken questions are excused: inside of `unclear`.
  var mayAsk = false
  /// Where lines end that stand in no step, and that was said of.
  private var outsideEnd = -1

  init(_ source: SourceFile, file: Int) {
    bytes = source.bytes
    self.file = file
    baseName = source.baseName
    syntax = FileSyntax(file: file, heading: Span(file: file, start: 0, end: 0))
  }

  var nodes: [Outline.Node] { syntax.outline.nodes }
  var tokenizer: Tokenizer { Tokenizer(bytes: bytes, file: file) }

  mutating func parse() {
    var reader = LineReader(bytes: bytes, file: file)
    reader.read()
    findings.append(reader.findings)
    syntax.lines = reader.lines
    syntax.outline = Outline(lines: reader.lines, bytes: bytes, file: file, findings: &findings)
    checkDoubled()
    var node = parseHeading()
    while node < nodes.count { node = parseTopLevel(node) }
    findings.dropConsequences()
    dropEmptiedBlocks()
  }

  /// Take back what only followed from lines nested too deep, which are left out: what they stand under looks empty.
  private mutating func dropEmptiedBlocks() {
    guard findings.all.contains(where: { $0.code == .nestedTooDeep }) else { return }
    let deepest = Set(nodes.filter { $0.depth == Outline.deepest - 1 }.map { syntax.lines[$0.line].text })
    findings.drop(where: { $0.code == .emptyBlock && deepest.contains($0.span.start) })
  }

  /// The same line twice running is a slip of the hand.
  private mutating func checkDoubled() {
    for index in syntax.lines.indices.dropFirst() where !syntax.lines[index].isEmpty {
      let line = syntax.lines[index]
      let above = syntax.lines[index - 1]
      guard line.end - line.start == above.end - above.start, line.kind == above.kind,
        bytes[line.start..<line.end].elementsEqual(bytes[above.start..<above.end]),
        !bytes[line.text..<line.end].starts(with: Array("you:".utf8))
      else { continue }
      findings.warning(
        .saidTwice, span(line), "The line above says the same.", hint: "delete it",
        replace: (span(above.end, line.end), ""))
    }
  }

  func line(_ node: Int) -> SourceLine { syntax.lines[nodes[node].line] }

  func span(_ line: SourceLine) -> Span { Span(file: file, start: line.text, end: line.end) }

  func span(_ start: Int, _ end: Int) -> Span { Span(file: file, start: start, end: end) }

  func string(_ start: Int, _ end: Int) -> String { tokenizer.string(start, end) }

  /// What stands between two offsets without spaces at its ends.
  func trimmed(_ start: Int, _ end: Int) -> Span {
    var (start, end) = (start, end)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return span(start, end)
  }

  /// The text between two offsets without spaces at its ends, runs of spaces inside counting as one.
  func word(_ start: Int, _ end: Int) -> Word {
    let span = trimmed(start, end)
    let text = bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
      var isEven = true
      for at in text.indices where isSpace(text[at]) && (text[at] != 0x20 || isSpace(text[at + 1])) {
        isEven = false
      }
      if isEven { return String(decoding: text, as: UTF8.self) }
      return text.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
        .joined(separator: " ")
    }
    return Word(text: text, span: span)
  }

  mutating func tokens(_ line: SourceLine) -> [Token] {
    tokenizer.tokens(line.rest, line.end, &findings)
  }

  /// The nodes directly inside of one.
  func children(_ node: Int) -> [Int] {
    var result: [Int] = []
    var child = node + 1
    while child < nodes[node].end {
      result.append(child)
      child = nodes[child].end
    }
    return result
  }

  // MARK: The file's own heading

  private mutating func parseHeading() -> Int {
    if !baseName.utf8.allSatisfy({ isNameByte($0) && !($0 >= 0x41 && $0 <= 0x5A) }) {
      findings.error(
        .fileName, nodes.isEmpty ? span(0, 0) : span(line(0)),
        "This file's own name can be no topic's: it is made of lower-case letters, digits and `_`. Rename it `\(Parser.plainName(baseName)).parley`."
      )
      return nodes.first.map { line(0).kind == .heading && hashes(line(0)) == 1 ? $0.end : 0 } ?? 0
    }
    guard let first = nodes.first, case .heading = line(0).kind, hashes(line(0)) == 1 else {
      let at = nodes.isEmpty ? span(0, 0) : span(line(0))
      findings.error(
        .heading, at, "A file begins with its name and title, like `# \(baseName): A title for people`.",
        replace: (span(at.start, at.start), "# \(baseName): \(baseName)\n"))
      return 0
    }
    let heading = line(0)
    syntax.heading = span(heading)
    let parts = headingParts(heading)
    syntax.tags = parts.tags
    guard let colon = bytes[heading.rest..<parts.end].firstIndex(of: UInt8(ascii: ":")) else {
      findings.error(
        .heading, syntax.heading,
        "A file's heading is its name, a colon and a title, like `# \(baseName): A title`.",
        replace: (span(heading.rest, heading.rest), "\(baseName): "))
      return first.end
    }
    let name = word(heading.rest, colon)
    syntax.name = name
    syntax.title = word(colon + 1, parts.end).text
    if syntax.title.hasPrefix(":") {
      findings.error(
        .heading, span(colon, colon + 2), "One colon stands between a file's name and its title.")
    }
    if syntax.title.isEmpty {
      findings.error(
        .heading, name.span, "The heading has no title. People read it; write one after the colon.")
    }
    if name.text != baseName {
      findings.error(
        .fileName, name.span, "This file is called `\(baseName)`, but its heading says `\(name.text)`.",
        replace: (name.span, baseName))
    }
    checkName(Word(text: baseName, span: name.span), "A topic")
    return first.end
  }

  func hashes(_ line: SourceLine) -> Int {
    var count = 0
    while line.text + count < line.end, bytes[line.text + count] == UInt8(ascii: "#") { count += 1 }
    return count
  }

  /// A heading's tags, and where the text before them ends.
  mutating func headingParts(_ line: SourceLine) -> (end: Int, tags: [Word]) {
    var end = line.end
    for index in line.rest..<line.end
    where bytes[index] == UInt8(ascii: "#") && (index == line.rest || isSpace(bytes[index - 1])) {
      end = index
      break
    }
    var tags: [Word] = []
    for token in tokenizer.tokens(end, line.end, &findings) {
      if token.kind == .tag, !token.text.isEmpty {
        tags.append(token.word)
      } else {
        findings.error(.heading, token.span, "After a heading's text only tags stand, each with its `#`.")
      }
    }
    while end > line.rest, isSpace(bytes[end - 1]) { end -= 1 }
    return (end, tags)
  }

  /// Names are what recordings and places use; one plain form keeps them stable.
  mutating func checkName(_ name: Word, _ what: String) {
    let bytes = Array(name.text.utf8)
    let isPlain = bytes.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || isDigit($0) || $0 == UInt8(ascii: "_") }
    if isPlain, let first = bytes.first, !isDigit(first), !Self.reservedNames.contains(name.text) { return }
    let better = Self.plainName(name.text)
    findings.error(
      .badName, name.span,
      Self.reservedNames.contains(name.text)
        ? "`\(name.text)` already means something in this language. Choose another name."
        : "\(what)'s name is made of lower-case letters, digits and `_`, and begins with a letter.",
      replace: better.isEmpty || better == name.text ? nil : (name.span, better))
  }

  static let reservedNames: Set<String> = [
    "back", "ask", "anywhere", "emergency", "choices", "known", "empty", "full", "not", "and", "or", "is",
    "yes",
    "no", "helplines", "reflected", "one",
  ]

  static func plainName(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isLetter(byte) {
        result.append(byte | 0x20)
      } else if isDigit(byte), !result.isEmpty {
        result.append(byte)
      } else if byte == 0x20 || byte == 0x2D || byte == UInt8(ascii: "_"), !result.isEmpty {
        result.append(UInt8(ascii: "_"))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: The top level

  private mutating func parseTopLevel(_ node: Int) -> Int {
    let line = line(node)
    switch line.kind {
    case .heading:
      if hashes(line) == 2 { return parseStep(node) }
      findings.error(
        .heading, span(line),
        hashes(line) == 1
          ? "A file has one `#` heading, its first line. A step's heading has two, like `## name`."
          : "Headings have one `#` (the file) or two (a step).",
        replace: (span(line.text, line.text + hashes(line)), "##"))
      return hashes(line) == 1 || hashes(line) == 3 ? parseStep(node) : nodes[node].end
    case .directive(let directive?) where !directive.isStepLine:
      parseDeclaration(directive, node)
      return nodes[node].end
    case .directive(nil):
      reportUnknownDirective(line)
      return nodes[node].end
    default:
      // Of several lines in a row the first says it for all.
      if node != outsideEnd { reportOutside(line) }
      outsideEnd = nodes[node].end
      return nodes[node].end
    }
  }

  private mutating func reportOutside(_ line: SourceLine) {
    findings.error(
      .outsideStep, span(line), "This stands in no step. Write a heading like `## start` above it.",
      notes: [("A step ends where a declaration such as `@example` or `@fact` begins.", nil)])
  }

  mutating func reportUnknownDirective(_ line: SourceLine) {
    var end = line.text + 1
    while end < line.end, isNameByte(bytes[end]) { end += 1 }
    let spaced = end == line.text + 1
    if spaced { while end < line.end, isSpace(bytes[end]) { end += 1 } }
    while spaced, end < line.end, isNameByte(bytes[end]) { end += 1 }
    let name = word(line.text + 1, end)
    let whole = span(line.text, end)
    if let here = Habits.directives[name.text.lowercased()] {
      findings.error(
        .unknownDirective, whole, "There is no `@\(name.text)` in this language.", hint: "write `\(here)`",
        replace: (whole, here))
    } else if let right = directiveMeant(name, line) {
      findings.error(
        .unknownDirective, right.span, "There is no `\(string(right.span.start, right.span.end))`.",
        hint: "did you mean `@\(right.name)`?", replace: (right.span, "@" + right.name))
    } else {
      findings.error(.unknownDirective, whole, "There is no `@\(name.text)` in this language.")
    }
  }

  /// What a directive was meant to be, with the words that stand for it.
  private func directiveMeant(_ first: Word, _ line: SourceLine) -> (name: String, span: Span)? {
    var secondStart = first.span.end
    while secondStart < line.end, isSpace(bytes[secondStart]) { secondStart += 1 }
    var secondEnd = secondStart
    while secondEnd < line.end, isLetter(bytes[secondEnd]) { secondEnd += 1 }
    let joined = first.text.replacing("_", with: " ")
    if let name = Nearest.match(joined, among: Directive.allCases.map(\.rawValue)) {
      let two = first.text + " " + string(secondStart, secondEnd)
      if secondEnd > secondStart,
        Nearest.distance(two, name, limit: 9) < Nearest.distance(joined, name, limit: 9)
      {
        return (name, span(line.text, secondEnd))
      }
      return (name, span(line.text, first.span.end))
    }
    guard secondEnd > secondStart else { return nil }
    let two = first.text + " " + string(secondStart, secondEnd)
    return Nearest.match(two, among: Directive.allCases.map(\.rawValue).filter { $0.contains(" ") })
      .map { ($0, span(line.text, secondEnd)) }
  }
}
