import Script

/// Every single slip of every kind in all script files, in the order of files and lines.
package func slips(in source: ScriptSource) -> [Slip] {
  var maker = SlipMaker()
  for (index, file) in source.files.enumerated() where file.isScript { maker.visit(file, index) }
  return maker.slips
}

struct SlipMaker {
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

  mutating func add(_ kind: Slip.Kind, _ range: Range<Int>, _ replacement: String) {
    slips.append(Slip(kind: kind, file: file, line: line, range: range, replacement: Array(replacement.utf8)))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func visitLine(_ start: Int, _ end: Int) {
    guard let first = bytes[start..<end].firstIndex(where: { $0 != 0x20 }) else { return }
    let whole = text(first..<end)
    guard !whole.hasPrefix("//") else { return }
    if end < bytes.count {
      add(whatIsLost(whole), start..<blockEnd(first - start, end, whole), "")
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

  /// What a line is when it is lost whole.
  func whatIsLost(_ whole: String) -> Slip.Kind {
    let isClaim = ["@example", "@promise", "from:", "you:", "coach:", "at:"].contains(where: whole.hasPrefix)
    let isSaying = ["says:", "not:", "words:"].contains(where: whole.hasPrefix)
    if isClaim { return .lostClaim }
    if isSaying { return .lostSaying }
    if whole.hasPrefix("- ") { return .lostReply }
    return "#-@".contains(whole.first ?? " ") ? .lostLine : .lostSpeech
  }

  /// Where the line ends, with those indented under it when it is a reply or an example.
  func blockEnd(_ indent: Int, _ end: Int, _ whole: String) -> Int {
    var next = end + 1
    guard whole.hasPrefix("- ") || whole.hasPrefix("@example") else { return next }
    while next < bytes.count {
      let stop = bytes[next...].firstIndex(of: 0x0A) ?? bytes.count
      guard let first = bytes[next..<stop].firstIndex(where: { $0 != 0x20 }), first - next > indent else {
        break
      }
      next = min(stop + 1, bytes.count)
    }
    return next
  }

  mutating func visitMark(_ first: Int, _ end: Int, _ whole: String) {
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

  mutating func visitMarked(_ first: Int, _ end: Int, _ whole: String) {
    visitArrows(first, end)
    visitTails(first, end, whole)
    visitSpaces(first, end, whole)
    let isTitle = whole.hasPrefix("# ") || whole.hasPrefix("@example") || whole.hasPrefix("@promise")
    let titleEnd = isTitle ? (bytes[first..<end].firstIndex(of: 0x3A) ?? end) : first
    if !whole.hasPrefix("@example") { visitPunctuation(titleEnd, end, isProse: false) }
    if whole.hasPrefix("# "), let tag = bytes[(first + 1)..<end].firstIndex(of: 0x23) {
      visitWords(tag, end, isReply: false)
    } else if whole.hasPrefix("@promise") {
      visitWords(titleEnd, end, isReply: false)
    } else if whole.hasPrefix("- ") {
      visitReply(first, end)
    } else if whole.hasPrefix("@same") {
      // The words themselves are what people say.
      visitWords(first, first + 5, isReply: false)
      visitPhrases(first + 6, end)
    } else if !isTitle {
      visitWords(first, end, isReply: false)
    }
  }

  /// A label is prose, as phrases are; what else stands in a reply is the language's.
  mutating func visitReply(_ first: Int, _ end: Int) {
    if let colon = bytes[first..<end].firstIndex(of: 0x3A) {
      let arrow = (colon..<(end - 1)).first { bytes[$0] == 0x2D && bytes[$0 + 1] == 0x3E }
      visitPhrases(colon + 1, arrow ?? end)
    }
    if isReserved(first, end) {
      visitWords(first, end, startsInPhrases: false, isReply: true)
      return
    }
    let colon = bytes[first..<end].firstIndex(of: 0x3A)
    let labelEnd = colon ?? bytes[first..<end].firstIndex(of: 0x3E).map { $0 - 2 } ?? end
    visitPhrases(first + 2, labelEnd)
    let rest = (first..<max(first, end - 1)).first {
      bytes[$0] == 0x5B || (bytes[$0] == 0x2D && bytes[$0 + 1] == 0x3E && $0 > first)
    }
    guard let rest else { return }
    visitWords(rest, end, startsInPhrases: true, isReply: true)
  }

  /// Whether a reply's head is the language's own words or an intent.
  func isReserved(_ first: Int, _ end: Int) -> Bool {
    let head = text((first + 2)..<end)
    let reserved = [
      "yes", "no", "a number", "a day", "a length of time", "one of", "anything", "enter", "none of these",
      "unclear", "still unclear",
    ]
    return head.hasPrefix("[")
      || reserved.contains { head == $0 || head.hasPrefix($0 + " ") || head.hasPrefix($0 + ":") }
  }

  mutating func visitArrows(_ first: Int, _ end: Int) {
    guard
      let arrow = (first..<max(first, end - 1)).first(where: { bytes[$0] == 0x2D && bytes[$0 + 1] == 0x3E })
    else { return }
    for wrong in ["→", "–>", "- >", "=>"] { add(.wrongArrow, arrow..<(arrow + 2), wrong) }
    if arrow > first {
      let before = bytes[arrow - 1] == 0x20 ? arrow - 1 : arrow
      add(.lostMark, before..<min(end, arrow + 2), "")
    }
  }

  mutating func visitPunctuation(_ first: Int, _ end: Int, isProse: Bool) {
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
        if isAlone {
          add(.number, at..<(at + 1), "x")
          add(.number, at..<(at + 1), bytes[at] == 0x39 ? "8" : String(bytes[at] - 0x2F))
        }
      default: break
      }
    }
  }

  mutating func visitTails(_ first: Int, _ end: Int, _ whole: String) {
    for tail in [" and ask again", " and back", " is known", " is empty", " is full"]
    where whole.hasSuffix(tail) {
      add(.tail, (end - tail.utf8.count)..<end, "")
    }
    let isCondition = ["@when", "@or when", "@closed", "@promise"].contains(where: whole.hasPrefix)
    guard isCondition else { return }
    let isTitled = whole.hasPrefix("@promise")
    let start = isTitled ? bytes[first..<end].firstIndex(of: 0x3A) ?? end : first
    for (wrong, right) in [(" not ", " "), (" and ", " or "), (" or ", " and ")] {
      replace(.negation, wrong, right, start, end)
    }
    for (wrong, right) in [(" is ", " "), (" over ", " under "), (" under ", " over ")] {
      replace(.comparison, wrong, right, start, end)
    }
  }

  mutating func replace(_ kind: Slip.Kind, _ wrong: String, _ right: String, _ first: Int, _ end: Int) {
    let length = wrong.utf8.count
    for at in first..<max(first, end - length + 1) where text(at..<(at + length)) == wrong {
      add(kind, at..<(at + length), right)
    }
  }

  mutating func visitKeyed(_ first: Int, _ end: Int) {
    let colon = bytes[first..<end].firstIndex(of: 0x3A) ?? end
    misspell(first, colon, .word)
    add(.colon, colon..<(colon + 1), "")
    add(.colon, colon..<(colon + 1), ";")
    if text(first..<colon) == "words" {
      visitPunctuation(colon + 1, end, isProse: false)
      visitPhrases(colon + 1, end)
    }
    if text(first..<colon) == "at" || text(first..<colon) == "from" {
      visitWords(colon + 1, end, isReply: false)
    }
  }

  mutating func visitSpeech(_ first: Int, _ end: Int) {
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
