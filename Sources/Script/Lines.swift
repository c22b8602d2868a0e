/// One line of a file: where it stands and what its first mark says it is.
struct SourceLine: Sendable {
  enum Kind: Equatable, Sendable {
    case blank, note, heading, reply, arrow, speech
    case directive(Directive?)
  }

  var kind: Kind
  /// First byte of the line, and of the next one.
  var start: Int
  var next: Int
  /// First byte that is no space, and the byte after the last one that is no space.
  var text: Int
  var end: Int
  /// First byte after the mark and the spaces that follow it.
  var rest: Int
  /// Spaces before the text; a tab counts as two.
  var indent: Int

  var isEmpty: Bool { kind == .blank || kind == .note }
}

/// What may follow an `@`.
package enum Directive: String, CaseIterable, Sendable {
  case start, tags, helplines, points, lines, alike, fact, closed, urgent, anytime, unclear, same, renamed,
    intent,
    example
  case promise, covers, when, otherwise, or, once, shuffled, set, add, remove, change, remember, forget
  case withdraw, show, pause, end
  case heldFact = "held fact"
  case stillUnclear = "still unclear"
  case orWhen = "or when"
  case inOrder = "in order"
  case lookThrough = "look through"

  /// Whether indented lines belong to it.
  var opens: Bool {
    switch self {
    case .urgent, .anytime, .unclear, .stillUnclear, .intent, .example, .when, .orWhen, .otherwise, .or,
      .once,
      .inOrder, .shuffled:
      true
    default: false
    }
  }

  /// Whether it stands among a step's lines, rather than outside of steps.
  var isStepLine: Bool {
    switch self {
    case .covers, .when, .orWhen, .otherwise, .or, .once, .inOrder, .shuffled, .lookThrough, .set, .add,
      .remove, .change, .remember, .forget, .withdraw, .show, .pause, .end:
      true
    default: false
    }
  }

  var isManifestOnly: Bool {
    switch self {
    case .start, .tags, .helplines, .points, .lines, .alike, .closed, .urgent, .anytime, .unclear,
      .stillUnclear,
      .renamed:
      true
    default: false
    }
  }

  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// Cuts a file into lines and reads each line's first mark. Every byte is in exactly one line.
struct LineReader {
  let bytes: [UInt8]
  let file: Int
  var lines: [SourceLine] = []
  var findings = Findings()

  init(bytes: [UInt8], file: Int) {
    self.bytes = bytes
    self.file = file
    lines.reserveCapacity(bytes.count / 30)
  }

  mutating func read() {
    var start = Self.startsWithMark(bytes) ? 3 : 0
    if start > 0 && bytes.count == 3 { return }
    while start < bytes.count {
      var newline = start
      while newline < bytes.count, bytes[newline] != 0x0A { newline += 1 }
      readLine(start, newline)
      start = newline + 1
    }
  }

  /// A byte order mark, which some editors write, is no part of the script.
  static func startsWithMark(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  private mutating func readLine(_ start: Int, _ newline: Int) {
    var end = newline
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    var text = start
    var indent = 0
    var hasTab = false
    while text < end, isSpace(bytes[text]) {
      if bytes[text] == 0x09 { hasTab = true }
      indent += bytes[text] == 0x09 ? 2 : 1
      text += 1
    }
    var line = SourceLine(
      kind: .blank, start: start, next: min(newline + 1, bytes.count), text: text, end: end, rest: end,
      indent: indent)
    if text < end { classify(&line) }
    if hasTab && !line.isEmpty {
      let span = Span(file: file, start: start, end: text)
      findings.error(
        .tabIndent, span, "This line is indented with a tab. Indent with two spaces a level.",
        replace: (span, String(repeating: " ", count: indent)))
    }
    lines.append(line)
  }

  private mutating func classify(_ line: inout SourceLine) {
    let text = line.text
    line.rest = text
    switch bytes[text] {
    case UInt8(ascii: "/") where has("//", at: text): line.kind = .note
    case UInt8(ascii: "#"):
      line.kind = .heading
      line.rest = text
      while line.rest < line.end, bytes[line.rest] == UInt8(ascii: "#") { line.rest += 1 }
    case UInt8(ascii: "@"):
      line.rest = text + 1
      line.kind = .directive(directive(&line))
    default:
      if let length = arrowLength(bytes, at: text, before: line.end) {
        line.kind = .arrow
        line.rest = text + length
        if !has("->", at: text) || length != 2 { report(.wrongArrow, text, length, "->", "An arrow") }
      } else if bytes[text] == UInt8(ascii: "-") {
        line.kind = .reply
        line.rest = text + 1
      } else if let length = bulletLength(bytes, at: text, before: line.end) {
        line.kind = .reply
        line.rest = text + length
        report(.wrongDash, text, length, "-", "A reply's dash")
      } else {
        line.kind = .speech
      }
    }
    while line.rest < line.end, isSpace(bytes[line.rest]) { line.rest += 1 }
  }

  private mutating func report(_ code: Code, _ at: Int, _ length: Int, _ right: String, _ what: String) {
    let span = Span(file: file, start: at, end: at + length)
    findings.error(
      code, span, "\(what) is written `\(right)`.", hint: "write `\(right)`", replace: (span, right))
  }

  private func has(_ mark: StaticString, at offset: Int) -> Bool {
    mark.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  /// The directive a line names, with `rest` moved behind its words.
  private func directive(_ line: inout SourceLine) -> Directive? {
    let firstEnd = wordEnd(line.rest, line.end)
    let first = String(decoding: bytes[line.rest..<firstEnd], as: UTF8.self)
    var second = firstEnd
    while second < line.end, isSpace(bytes[second]) { second += 1 }
    let secondEnd = wordEnd(second, line.end)
    if second > firstEnd, secondEnd > second {
      let both = first + " " + String(decoding: bytes[second..<secondEnd], as: UTF8.self)
      if let directive = Directive.byName[both] {
        line.rest = secondEnd
        return directive
      }
    }
    guard let directive = Directive.byName[first] else { return nil }
    line.rest = firstEnd
    return directive
  }

  private func wordEnd(_ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, isLetter(bytes[end]) { end += 1 }
    return end
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }

/// The arrow, and what editors and hurried fingers make of it.
private let arrows: [[UInt8]] = ["-->", "->", "=>", "- >", "→", "⇒", "–>", "—>", "➔", "➜", "⟶"].map {
  Array($0.utf8)
}
private let bullets: [[UInt8]] = ["–", "—", "−", "‐", "‑", "•", "·", "*"].map { Array($0.utf8) }

func arrowLength(_ bytes: [UInt8], at offset: Int, before end: Int) -> Int? {
  let first = bytes[offset]
  guard first == 0x2D || first == 0x3D || first == 0xE2 else { return nil }
  return arrows.first { offset + $0.count <= end && bytes[offset...].starts(with: $0) }?.count
}

func bulletLength(_ bytes: [UInt8], at offset: Int, before end: Int) -> Int? {
  let first = bytes[offset]
  guard first == 0xE2 || first == 0xC2 || first == 0x2A else { return nil }
  // A star right before a word is for emphasis.
  if first == 0x2A, offset + 1 < end, !isSpace(bytes[offset + 1]) { return nil }
  return bullets.first { offset + $0.count <= end && bytes[offset...].starts(with: $0) }?.count
}

extension Directive {
  /// What may follow an `@`, for documents and completion.
  package static var names: [String] { allCases.map(\.rawValue) }
}
