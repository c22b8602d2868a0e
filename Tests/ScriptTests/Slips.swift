import Dialogue
import Intents
import Script

/// One slip of a hand or an editor: a small change to one line.
struct Slip: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case lostMark = "a mark lost"
    case wrongArrow = "an arrow autocorrected"
    case wrongDash = "a dash autocorrected"
    case smartQuotes = "quotes autocorrected"
    case indent = "indentation shifted"
    case colon = "a colon lost, doubled or made a semicolon"
    case name = "a name misspelt"
    case word = "a word of the language misspelt"
    case capital = "a capital set"
    case lostLine = "a line of structure lost"
    case joinedLine = "two lines run together"
    case doubledLine = "a line doubled"
    case comma = "a comma lost or doubled"
    case bracket = "a bracket, brace or quote lost"
    case ending = "a sentence's end lost or changed"
    case tail = "the end of a line of marks lost"
    case negation = "a not lost, or and made or"
    case number = "a number changed"
  }

  var kind: Kind
  var file: Int
  /// From 1.
  var line: Int
  var range: Range<Int>
  var replacement: [UInt8]

  func applied(to source: ScriptSource) -> ScriptSource {
    var files = source.files
    files[file].bytes.replaceSubrange(range, with: replacement)
    return ScriptSource(files: files)
  }
}

/// Every single slip of the kinds above in all script files.
func slips(in source: ScriptSource) -> [Slip] {
  var maker = SlipMaker()
  for (index, file) in source.files.enumerated() where file.isScript { maker.visit(file, index) }
  return maker.slips
}

private struct SlipMaker {
  var slips: [Slip] = []
  var bytes: [UInt8] = []
  var file = 0
  var line = 0

  mutating func visit(_ source: SourceFile, _ index: Int) {
    bytes = source.bytes
    file = index
    line = 0
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      visitLine(start, newline)
      start = newline + 1
    }
  }

  private mutating func add(_ kind: Slip.Kind, _ range: Range<Int>, _ replacement: String) {
    slips.append(Slip(kind: kind, file: file, line: line, range: range, replacement: Array(replacement.utf8)))
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func visitLine(_ start: Int, _ end: Int) {
    guard let first = bytes[start..<end].firstIndex(where: { $0 != 0x20 }) else { return }
    let whole = text(first..<end)
    guard !whole.hasPrefix("//") else { return }
    if end < bytes.count {
      let isStructure = [
        "->", "#", "@when", "@or when", "@otherwise", "@end", "@urgent", "@intent", "@in order",
      ]
      if isStructure.contains(where: whole.hasPrefix) { add(.lostLine, start..<(end + 1), "") }
      if !whole.hasPrefix("you:") { add(.doubledLine, start..<start, text(start..<(end + 1))) }
      add(.joinedLine, end..<(end + 1), " ")
    }
    add(.indent, start..<start, "  ")
    add(.indent, start..<start, " ")
    if first - start >= 2 { add(.indent, start..<(start + 2), "") }
    let isMarked = "#-@".contains(whole.first ?? " ")
    let isKeyed = ["says:", "not:", "words:", "from:", "you:", "coach:", "at:"].contains {
      whole.hasPrefix($0)
    }
    if isMarked {
      visitMark(first, end, whole)
      visitMarked(first, end, whole)
    } else if isKeyed {
      visitKeyed(first, end)
    } else {
      visitSpeech(first, end)
    }
  }

  private mutating func visitMark(_ first: Int, _ end: Int, _ whole: String) {
    var rest = first
    while rest < end, [0x23, 0x2D, 0x3E, 0x40].contains(bytes[rest]) { rest += 1 }
    let afterSpace = rest < end && bytes[rest] == 0x20 ? rest + 1 : rest
    add(.lostMark, first..<afterSpace, "")
    if rest - first == 2 { add(.lostMark, first..<(first + 1), "") }
    if whole.hasPrefix("- ") {
      add(.wrongDash, first..<(first + 1), "–")
      add(.wrongDash, first..<(first + 1), "•")
    }
  }

  private mutating func visitMarked(_ first: Int, _ end: Int, _ whole: String) {
    visitArrows(first, end)
    visitTails(first, end, whole)
    let isTitle = whole.hasPrefix("# ") || whole.hasPrefix("@example") || whole.hasPrefix("@promise")
    let titleEnd = isTitle ? (bytes[first..<end].firstIndex(of: 0x3A) ?? end) : first
    if !whole.hasPrefix("@example") { visitPunctuation(titleEnd, end, isProse: false) }
    if whole.hasPrefix("# "), let tag = bytes[(first + 1)..<end].firstIndex(of: 0x23) {
      visitWords(tag, end, isReply: false)
    } else if whole.hasPrefix("@promise") {
      visitWords(titleEnd, end, isReply: false)
    } else if whole.hasPrefix("- ") {
      visitReply(first, end)
    } else if !isTitle {
      visitWords(first, end, isReply: false)
    }
  }

  /// A label is prose, as phrases are; what else stands in a reply is the language's.
  private mutating func visitReply(_ first: Int, _ end: Int) {
    let reserved = [
      "yes", "no", "a number", "a day", "a length of time", "one of", "anything", "enter", "none of these",
      "unclear",
      "still unclear", "[",
    ]
    let head = text((first + 2)..<end)
    if reserved.contains(where: {
      head == $0 || head.hasPrefix($0 + " ") || head.hasPrefix($0 + ":") || $0 == "[" && head.hasPrefix("[")
    }) {
      visitWords(first, end, startsInPhrases: false, isReply: true)
      return
    }
    let rest = (first..<max(first, end - 1)).first {
      bytes[$0] == 0x5B || (bytes[$0] == 0x2D && bytes[$0 + 1] == 0x3E && $0 > first)
    }
    guard let rest else { return }
    visitWords(rest, end, startsInPhrases: true, isReply: true)
  }

  private mutating func visitArrows(_ first: Int, _ end: Int) {
    guard
      let arrow = (first..<max(first, end - 1)).first(where: { bytes[$0] == 0x2D && bytes[$0 + 1] == 0x3E })
    else { return }
    for wrong in ["→", "–>", "- >", "=>"] { add(.wrongArrow, arrow..<(arrow + 2), wrong) }
    if arrow > first {
      let before = bytes[arrow - 1] == 0x20 ? arrow - 1 : arrow
      add(.lostMark, before..<min(end, arrow + 2), "")
    }
  }

  private mutating func visitPunctuation(_ first: Int, _ end: Int, isProse: Bool) {
    for at in first..<end {
      switch bytes[at] {
      case 0x3A where !isProse:
        add(.colon, at..<(at + 1), "")
        add(.colon, at..<(at + 1), "::")
        add(.colon, at..<(at + 1), ";")
      case 0x2C where !isProse:
        add(.comma, at..<(at + 1), "")
        add(.comma, at..<(at + 1), ",,")
      case 0x5B, 0x5D, 0x7B, 0x7D: add(.bracket, at..<(at + 1), "")
      case 0x22:
        if !isProse {
          add(.bracket, at..<(at + 1), "")
          add(.smartQuotes, at..<(at + 1), "“")
        }
      case 0x30...0x39 where !isProse:
        let isAlone = (at == first || bytes[at - 1] == 0x20) && (at + 1 == end || bytes[at + 1] == 0x20)
        if isAlone { add(.number, at..<(at + 1), "x") }
      default: break
      }
    }
  }

  private mutating func visitTails(_ first: Int, _ end: Int, _ whole: String) {
    for tail in [" and ask again", " and back", " is known", " is empty", " is full"]
    where whole.hasSuffix(tail) {
      add(.tail, (end - tail.utf8.count)..<end, "")
    }
    for (wrong, right) in [(" not ", " "), (" and ", " or "), (" or ", " and ")] {
      guard whole.hasPrefix("@when") || whole.hasPrefix("@or when") || whole.hasPrefix("@closed") else {
        continue
      }
      var at = first
      while at + wrong.utf8.count <= end {
        if text(at..<(at + wrong.utf8.count)) == wrong { add(.negation, at..<(at + wrong.utf8.count), right) }
        at += 1
      }
    }
  }

  /// Names and words of the language; the phrases that a reply listens for are prose.
  private mutating func visitWords(_ first: Int, _ end: Int, startsInPhrases: Bool = false, isReply: Bool) {
    var at = first
    var isPhrase = startsInPhrases
    var isBracket = false
    while at < end {
      if isReply, bytes[at] == 0x3A { isPhrase = true }
      if bytes[at] == 0x2D, at + 1 < end, bytes[at + 1] == 0x3E { isPhrase = false }
      if bytes[at] == 0x5B { isBracket = true }
      if bytes[at] == 0x5D { isBracket = false }
      guard isWordByte(bytes[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < end, isWordByte(bytes[at]) { at += 1 }
      guard at - start >= 2, !isPhrase || isBracket else { continue }
      misspell(start, at, isReply && !isBracket ? .word : .name)
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F
  }

  private mutating func misspell(_ start: Int, _ end: Int, _ kind: Slip.Kind) {
    let middle = start + (end - start) / 2
    add(kind, middle..<(middle + 1), "")
    add(kind, middle..<middle, text(middle..<(middle + 1)))
    if bytes[middle - 1] != bytes[middle] {
      add(kind, (middle - 1)..<(middle + 1), text(middle..<(middle + 1)) + text((middle - 1)..<middle))
    }
    if start == end - 1 || bytes[start] >= 0x61 {
      add(.capital, start..<(start + 1), text(start..<(start + 1)).uppercased())
    }
  }

  private mutating func visitKeyed(_ first: Int, _ end: Int) {
    let colon = bytes[first..<end].firstIndex(of: 0x3A) ?? end
    misspell(first, colon, .word)
    add(.colon, colon..<(colon + 1), "")
    add(.colon, colon..<(colon + 1), ";")
    if text(first..<colon) == "at" || text(first..<colon) == "from" {
      visitWords(colon + 1, end, isReply: false)
    }
  }

  private mutating func visitSpeech(_ first: Int, _ end: Int) {
    visitPunctuation(first, end, isProse: true)
    let last = bytes[end - 1]
    if last == 0x2E || last == 0x3F || last == 0x21 || last == 0x3A {
      add(.ending, (end - 1)..<end, "")
      add(.ending, (end - 1)..<end, last == 0x3F ? "." : "?")
    }
    guard let brace = bytes[first..<end].firstIndex(of: 0x7B),
      let close = bytes[brace..<end].firstIndex(of: 0x7D)
    else {
      return
    }
    visitWords(brace, close, isReply: false)
  }
}

/// What a slip did: nothing to the program, or something, and whether anything was said about it.
enum SlipOutcome {
  case harmless, noticed, silent
}

/// Compiles scripts with slips in them, against what was said of the whole one.
struct SlipTester {
  let source: ScriptSource
  let program: Program
  private let whole: Compilation
  /// How often each thing is said of the whole script.
  private let before: [String: Int]

  init?(_ source: ScriptSource) {
    let result = compile(source, listens: false)
    guard let program = result.program else { return nil }
    self.source = source
    self.program = program
    whole = result
    before = Self.words(result.diagnostics)
  }

  private static func words(_ diagnostics: [Diagnostic]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for diagnostic in diagnostics { counts[diagnostic.code.rawValue + diagnostic.message, default: 0] += 1 }
    return counts
  }

  func outcome(_ slip: Slip) -> SlipOutcome {
    let result = compile(slip.applied(to: source), listens: false)
    guard let changed = result.program else { return .noticed }
    if Self.words(result.diagnostics).contains(where: { $0.value > before[$0.key, default: 0] }) {
      return .noticed
    }
    return isSame(changed, result) ? .harmless : .silent
  }

  private func isSame(_ other: Program, _ result: Compilation) -> Bool {
    program.steps == other.steps && program.facts == other.facts && program.tags == other.tags
      && program.topics == other.topics && program.variations == other.variations
      && program.urgent == other.urgent && program.anytime == other.anytime && program.closed == other.closed
      && program.examples == other.examples && program.promises == other.promises
      && whole.intents == result.intents
      && whole.phrases == result.phrases && program.start == other.start
      && program.title == other.title && program.helplines == other.helplines
  }
}
