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
    if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "{")].contains(first) {
      return
    }
    let scalar = string(line.text, min(line.end, line.text + 4)).unicodeScalars.first
    if let scalar, first >= 0x80,
      scalar.properties.isAlphabetic || "“”‘’«»¿¡„（「『".unicodeScalars.contains(scalar)
    {
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
      if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "`")
      {
        return reportMark(line, at)
      }
      at += 1
    }
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
    } else {
      findings.error(
        .unfinishedLine, span(line.end, line.end),
        "A spoken line ends a sentence, with `.`, `?`, `!`, `…` or `:`.",
        notes: [
          ("A long sentence stays on one line; a reply begins with `-`, and everything else with `@`.", nil)
        ], replace: (span(line.end, line.end), "."))
    }
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
