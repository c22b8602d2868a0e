/// Spoken lines: prose without marks, whose slips must never be printed.
extension Parser {
  mutating func parseSpeech(_ line: SourceLine, joins: Bool) -> SpeechSyntax? {
    let before = findings.all.count
    checkStart(line)
    if findings.all.count == before { checkMarks(line) }
    var speech = SpeechSyntax(pieces: [], joins: joins, asks: false, isQuestion: false, span: span(line))
    speech.pieces = parsePieces(line)
    let ending = ending(of: line)
    speech.asks = ending.asks
    speech.isQuestion = ending.asks && !ending.isColon && !ending.isClosed
    if findings.all.count == before {
      if !ending.isFinished { reportUnfinished(line) } else { checkNumbers(line) }
    }
    return findings.all.count == before ? speech : nil
  }

  // MARK: Where a line begins

  private mutating func checkStart(_ line: SourceLine) {
    let first = bytes[line.text]
    if isLetter(first) || isDigit(first) { return }
    if first == UInt8(ascii: "*"), emphasisEnd(line.text, line) != nil { return reportMark(line, line.text) }
    if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "{")].contains(first) {
      return
    }
    let scalar = string(line.text, min(line.end, line.text + 4)).unicodeScalars.first
    if let scalar, first >= 0x80,
      scalar.properties.isAlphabetic || "“”‘’«»¿¡„（「『".unicodeScalars.contains(scalar)
    {
      return
    }
    if line.end - line.text <= Habits.longest, let name = Habits.heading(string(line.text, line.end)) {
      findings.error(
        .strangeStart, span(line), "A step's heading is two hashes and a name, like `## start`.",
        hint: "write `## \(name)`", replace: (span(line), "## \(name)"))
      return
    }
    findings.error(
      .strangeStart, span(line.text, line.text + utf8Length(first)),
      "A spoken line begins with a letter, a digit, a quote or a bracket. Marks are `#`, `-`, `->`, `@` and `//`."
    )
  }

  private func utf8Length(_ first: UInt8) -> Int {
    first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  // MARK: What may not stand in a line

  private mutating func checkMarks(_ line: SourceLine) {
    var at = line.text
    while at < line.end {
      let byte = bytes[at]
      if let length = arrowLength(bytes, at: at, before: line.end), isArrowHere(at, length) {
        return reportArrow(line, at, length)
      }
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%"), let end = factWithoutBraces(at, line) {
        let name = string(at + 1, end)
        findings.error(
          .markInSpeech, span(at, byte == UInt8(ascii: "%") ? end + 1 : end), "A fact is spoken in braces.",
          hint: "write `{\(name)}`",
          replace: (span(at, byte == UInt8(ascii: "%") ? end + 1 : end), "{\(name)}"))
        return
      }
      if byte == UInt8(ascii: "<"), at + 1 < line.end,
        isLetter(bytes[at + 1]) || ["/", "<"].contains(string(at + 1, at + 2))
      {
        return reportMark(line, at)
      }
      if byte == UInt8(ascii: "/"), bytes[at..<line.end].starts(with: "// ".utf8), isSpace(bytes[at - 1]) {
        var end = at
        while end > line.text, isSpace(bytes[end - 1]) { end -= 1 }
        findings.error(
          .markInSpeech, span(at, line.end), "This note would be spoken. Notes have lines of their own.",
          replace: (span(end, line.end), ""))
        return
      }
      if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "`")
      {
        return reportMark(line, at)
      }
      at += 1
    }
  }

  /// The end of a name behind `$`, or between two `%`; money and percentages are none.
  private func factWithoutBraces(_ at: Int, _ line: SourceLine) -> Int? {
    var end = at + 1
    while end < line.end, isNameByte(bytes[end]) { end += 1 }
    guard end > at + 1, isLetter(bytes[at + 1]) else { return nil }
    return bytes[at] == UInt8(ascii: "$") || (end < line.end && bytes[end] == bytes[at]) ? end : nil
  }

  /// A dash followed by a space and `>` is an arrow; a dash in prose is a dash.
  private func isArrowHere(_ at: Int, _ length: Int) -> Bool { length > 0 }

  private mutating func reportArrow(_ line: SourceLine, _ at: Int, _ length: Int) {
    let arrow = span(at, at + length)
    var end = at
    while end > line.text, isSpace(bytes[end - 1]) { end -= 1 }
    if end > line.text, ".?!:\"".utf8.contains(bytes[end - 1]) {
      findings.error(
        .markInSpeech, arrow, "An arrow stands on a line of its own, or at the end of a reply's line.",
        replace: (span(end, at), "\n" + String(repeating: " ", count: line.indent)))
    } else {
      findings.error(
        .missingMark, span(line), "This looks like a reply that has lost its dash.",
        hint: "write `- ` before it",
        replace: (span(line.text, line.text), "- "))
    }
  }

  private mutating func reportMark(_ line: SourceLine, _ at: Int) {
    if bytes[at] == UInt8(ascii: "*"), let end = emphasisEnd(at, line) {
      let plain = string(at, end).utf8.filter { $0 != UInt8(ascii: "*") }
      findings.error(
        .markInSpeech, span(at, end), "`*` is not spoken. For emphasis, find the words.",
        replace: (span(at, end), String(decoding: plain, as: UTF8.self)))
      return
    }
    let mark = span(at, at + 1)
    if bytes[at] == UInt8(ascii: "["), at == line.text || looksLikeReply(line) {
      findings.error(
        .missingMark, span(line), "This looks like a reply that has lost its dash.",
        hint: "write `- ` before it",
        replace: (span(line.text, line.text), "- "))
      return
    }
    findings.error(
      .markInSpeech, mark,
      "`\(string(at, at + 1))` is not spoken. Prose needs no marks; for emphasis, find the words.")
  }

  /// Where words between stars end, stars included.
  private func emphasisEnd(_ start: Int, _ line: SourceLine) -> Int? {
    let star = UInt8(ascii: "*")
    var at = start
    while at < line.end, bytes[at] == star { at += 1 }
    let first = at
    while at < line.end, bytes[at] != star { at += 1 }
    guard at < line.end, at > first else { return nil }
    while at < line.end, bytes[at] == star { at += 1 }
    return at
  }

  // MARK: Where a line ends

  private func ending(of line: SourceLine) -> (isFinished: Bool, asks: Bool, isColon: Bool, isClosed: Bool) {
    var end = line.end
    var isClosed = false
    while end > line.text, let length = closerLength(end, line.text) {
      end -= length
      isClosed = true
    }
    guard end > line.text else { return (false, false, false, isClosed) }
    let last = bytes[end - 1]
    let three = end - 3 >= line.text ? Array(bytes[(end - 3)..<end]) : []
    let isWideQuestion = three == [0xEF, 0xBC, 0x9F]
    let isWideColon = three == [0xEF, 0xBC, 0x9A]
    let isOther = three == [0xE2, 0x80, 0xA6] || three == [0xE3, 0x80, 0x82] || three == [0xEF, 0xBC, 0x81]
    let isColon = last == UInt8(ascii: ":") || isWideColon
    let asks = last == UInt8(ascii: "?") || isWideQuestion || isColon
    let isFinished = asks || isOther || last == UInt8(ascii: ".") || last == UInt8(ascii: "!")
    return (isFinished, asks, isColon, isClosed)
  }

  /// The length of a closing quote or bracket that ends at an offset.
  private func closerLength(_ end: Int, _ start: Int) -> Int? {
    let last = bytes[end - 1]
    if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || last == UInt8(ascii: ")") { return 1 }
    guard end - 2 >= start else { return nil }
    if bytes[end - 2] == 0xC2, last == 0xBB { return 2 }
    guard end - 3 >= start else { return nil }
    let isQuote =
      bytes[end - 3] == 0xE2 && bytes[end - 2] == 0x80 && (last == 0x9D || last == 0x99 || last == 0x9C)
    let isWide = bytes[end - 3] == 0xEF && bytes[end - 2] == 0xBC && last == 0x89
    return isQuote || isWide ? 3 : nil
  }

  private mutating func reportUnfinished(_ line: SourceLine) {
    let whole = span(line)
    if let directive = directiveWithoutMark(line) {
      findings.error(
        .missingMark, whole,
        "This line ends no sentence. It looks like `@\(directive)` that has lost its `@`.",
        hint: "write `@` before it", replace: (span(line.text, line.text), "@"))
    } else if looksLikeReply(line) {
      findings.error(
        .missingMark, whole, "This looks like a reply that has lost its dash.", hint: "write `- ` before it",
        replace: (span(line.text, line.text), "- "))
    } else if let here = habit(of: line) ?? lostArrow(line) {
      findings.error(
        .missingMark, whole, Habits.spoken,
        hint: "write `\(here)`", replace: (whole, here))
    } else {
      findings.error(
        .unfinishedLine, span(line.end, line.end),
        "A spoken line ends a sentence, with `.`, `?`, `!`, `…` or `:`.",
        notes: [
          ("A long sentence stays on one line; a reply begins with `-`, and everything else with `@`.", nil)
        ], replace: sentenceEnd(line))
    }
  }

  private func habit(of line: SourceLine) -> String? {
    line.end - line.text > Habits.longest ? nil : Habits.line(string(line.text, line.end))
  }

  /// A line of one small word is no sentence: a way on that has lost its arrow.
  private func lostArrow(_ line: SourceLine) -> String? {
    guard line.end - line.text <= Nearest.longest else { return nil }
    let text = string(line.text, line.end)
    guard text.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || isDigit($0) || $0 == 0x5F || $0 == 0x2E }),
      isLetter(bytes[line.text])
    else { return nil }
    return "-> " + text
  }

  /// Lines stand in order, and every one may be unfinished, so it is searched by halves.
  private func lineBelow(_ line: SourceLine) -> SourceLine? {
    var (low, high) = (0, syntax.lines.count)
    while low < high {
      let middle = (low + high) / 2
      if syntax.lines[middle].start < line.next { low = middle + 1 } else { high = middle }
    }
    return low < syntax.lines.count ? syntax.lines[low] : nil
  }

  /// What ends an unfinished sentence: the line below, where it goes on there, else a full stop; nothing after a comma
  /// or a dash, where words are missing.
  private func sentenceEnd(_ line: SourceLine) -> (span: Span, text: String)? {
    if let below = lineBelow(line), below.kind == .speech, below.indent == line.indent {
      let first = string(below.text, min(below.end, below.text + 4)).unicodeScalars.first
      if first?.properties.isLowercase == true { return (span(line.end, below.text), " ") }
    }
    let last = String(decoding: bytes[line.text..<line.end].suffix(3), as: UTF8.self).unicodeScalars.last
    if let last, ",;-–—".unicodeScalars.contains(last) { return nil }
    return (span(line.end, line.end), ".")
  }

  private func directiveWithoutMark(_ line: SourceLine) -> String? {
    var end = line.text
    while end < line.end, isLetter(bytes[end]) { end += 1 }
    let first = string(line.text, end)
    var second = end
    while second < line.end, isSpace(bytes[second]) { second += 1 }
    var secondEnd = second
    while secondEnd < line.end, isLetter(bytes[secondEnd]) { secondEnd += 1 }
    let both = first + " " + string(second, secondEnd)
    return Directive.byName[both]?.rawValue ?? Directive.byName[first]?.rawValue
  }

  /// A few plain words and a colon, or reserved words alone.
  private func looksLikeReply(_ line: SourceLine) -> Bool {
    let text = string(line.text, line.end)
    if ReservedHead.all.contains(text) || text.hasPrefix("anything as ") || text.hasPrefix("one of ") {
      return true
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let label = text[..<colon]
    return label.split(separator: " ").count <= 3 && label == label.lowercased()
  }

  // MARK: Numbers that belong in a data file

  private mutating func checkNumbers(_ line: SourceLine) {
    var at = line.text
    while at < line.end {
      guard isDigit(bytes[at]) else {
        at += 1
        continue
      }
      let start = at
      var digits = 0
      var end = at
      while at < line.end,
        isDigit(bytes[at]) || (isNumberGap(bytes[at]) && at + 1 < line.end && isDigit(bytes[at + 1]))
      {
        if isDigit(bytes[at]) { digits += 1 }
        at += 1
        end = at
      }
      if isDateOrThousands(start, end) { continue }
      let isPartOfWord = start > line.text && isLetter(bytes[start - 1])
      let isEmergency = ["911", "999", "112", "988", "000"].contains(string(start, end))
      if !isPartOfWord, digits >= 7 || isEmergency || (digits >= 6 && digits < end - start) {
        findings.error(
          .phoneNumber, span(start, end),
          "Phone numbers differ by country and change. Write `{emergency}`, or `@show helplines for` a purpose, and keep the number in the helplines file."
        )
      }
    }
  }

  /// `2026-11-22`, and `1 000 000`.
  private func isDateOrThousands(_ start: Int, _ end: Int) -> Bool {
    let days = bytes[start..<end].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if days.map(\.count) == [4, 2, 2] { return days.allSatisfy { $0.allSatisfy(isDigit) } }
    let groups = bytes[start..<end].split(separator: 0x20, omittingEmptySubsequences: false)
    guard let first = groups.first, groups.count > 1, (1...3).contains(first.count), first.first != 0x30
    else {
      return false
    }
    return groups.dropFirst().allSatisfy { $0.elementsEqual("000".utf8) }
  }

  private func isNumberGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "-") }

  // MARK: Braces

  private mutating func parsePieces(_ line: SourceLine) -> [SpeechSyntax.Piece] {
    var pieces: [SpeechSyntax.Piece] = []
    var textStart = line.text
    var at = line.text
    while at < line.end {
      if bytes[at] == UInt8(ascii: "}") {
        findings.error(
          .brace, span(at, at + 1), "This brace closes nothing. Braces hold a fact, like `{name}`.")
        return pieces
      }
      guard bytes[at] == UInt8(ascii: "{") else {
        at += 1
        continue
      }
      if let end = doubledBraces(at, line) {
        findings.error(
          .brace, span(at, end), "A fact stands in one pair of braces.",
          replace: (span(at, end), string(at + 1, end - 1)))
        return pieces
      }
      var close = at + 1
      while close < line.end, bytes[close] != UInt8(ascii: "}"), bytes[close] != UInt8(ascii: "{") {
        close += 1
      }
      guard close < line.end, bytes[close] == UInt8(ascii: "}") else {
        reportUnclosed(at, line)
        return pieces
      }
      if at > textStart { pieces.append(.text(string(textStart, at))) }
      if let piece = parseBrace(at, close) { pieces.append(piece) }
      at = close + 1
      textStart = at
    }
    if line.end > textStart { pieces.append(.text(string(textStart, line.end))) }
    return pieces
  }

  /// Where `{{name}}` ends, when it begins here.
  private func doubledBraces(_ open: Int, _ line: SourceLine) -> Int? {
    guard open + 1 < line.end, bytes[open + 1] == UInt8(ascii: "{") else { return nil }
    var end = open + 2
    while end < line.end, isNameByte(bytes[end]) || isSpace(bytes[end]) || bytes[end] == UInt8(ascii: ",") {
      end += 1
    }
    return bytes[end..<line.end].starts(with: "}}".utf8) ? end + 2 : nil
  }

  private mutating func reportUnclosed(_ open: Int, _ line: SourceLine) {
    var end = open + 1
    while end < line.end, isNameByte(bytes[end]) { end += 1 }
    findings.error(
      .brace, span(open, end), "This brace is never closed.", hint: "write `}` after the fact's name",
      replace: (span(end, end), "}"))
  }

  private mutating func parseBrace(_ open: Int, _ close: Int) -> SpeechSyntax.Piece? {
    let found = tokenizer.tokens(open + 1, close, &findings)
    if found.count == 1, found[0].kind == .word {
      switch found[0].text {
      case "emergency": return .emergency
      case "choices": return .choices
      default: return .fact(found[0].word, reflected: false)
      }
    }
    if found.count == 3, found[0].kind == .word, found[1].kind == .comma, found[2].text == "reflected" {
      return .fact(found[0].word, reflected: true)
    }
    if found.count == 3, found[0].kind == .word, found[1].kind == .comma,
      Nearest.match(found[2].text, among: ["reflected"]) != nil
    {
      findings.error(
        .brace, found[2].span, "There is no such way of saying a fact.", hint: "did you mean `reflected`?",
        replace: (found[2].span, "reflected"))
      return nil
    }
    findings.error(
      .brace, span(open, close + 1),
      "Braces hold a fact, like `{name}` or `{name, reflected}`, or `{choices}` or `{emergency}`.")
    return nil
  }
}
