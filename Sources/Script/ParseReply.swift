/// The words that a reply's head may be instead of a label.
enum ReservedHead {
  static let all: [String] = [
    "yes", "no", "a number", "a day", "a length of time", "anything", "enter", "none of these", "unclear",
    "still unclear",
  ]

  static func head(_ text: String) -> ReplySyntax.Head? {
    switch text {
    case "yes": .yes
    case "no": .no
    case "a number": .number
    case "a day": .day
    case "a length of time": .lengthOfTime
    case "anything": .anything
    case "enter": .enter
    case "none of these": .noneOfThese
    case "unclear": .unclear
    case "still unclear": .stillUnclear
    default: nil
    }
  }

  /// Words that are no head themselves but were surely meant as one.
  static let close: [String: String] = [
    "number": "a number", "day": "a day", "length of time": "a length of time",
    "other": "anything", "otherwise": "anything", "not understood": "unclear", "any": "anything",

  ]

  private static let beginnings = [
    "anything ", "enter ", "unclear ", "still unclear ", "none of these ", "a number ", "one of ",
  ]

  /// The reserved words that a label begins with, `yes` and `no` aside, or nil.
  static func prefix(of label: String) -> String? {
    // Run together with what follows, it still is no label: `anythingas reason`.
    if label.hasPrefix("anything"), slip(label) == nil { return "anything" }
    return beginnings.first { label.hasPrefix($0) }.map { String($0.dropLast()) }
  }

  /// The reserved words that a label is one slip away from, or nil.
  static func slip(_ label: String) -> String? {
    if let meant = close[label] { return meant }
    return all.first { Nearest.isOneSlip(label, $0) }
  }
}

/// Replies: `- label: phrase, phrase -> place`.
extension Parser {
  mutating func parseReply(_ node: Int) -> ReplySyntax? {
    let line = line(node)
    let arrow = findArrow(line)
    let headEnd = arrow?.start ?? line.end
    let inner = children(node)
    guard var reply = parseHead(line, headEnd) else {
      _ = parseItems(inner)
      return nil
    }
    let couldAsk = mayAsk
    switch reply.head {
    case .unclear, .stillUnclear: mayAsk = true
    default: break
    }
    defer { mayAsk = couldAsk }
    reply.body = parseItems(inner)
    if !mayAsk { reportStrayQuestions(reply.body) }
    guard let arrow else { return reply }
    let exit = parseExit(tokenizer.tokens(arrow.end, line.end, &findings), span(arrow.start, line.end))
    if let first = reply.body.first {
      findings.error(
        .afterLeaving, first.span, "The reply above has gone already: its arrow stands on its own line.",
        notes: [("To say something first, move the arrow below it.", arrow)])
    }
    if let exit { reply.body = [ItemSyntax(kind: .leave(exit), span: exit.span)] }
    return reply
  }

  /// The arrow of a reply's line, outside of quotations and brackets.
  private mutating func findArrow(_ line: SourceLine) -> Span? {
    var at = line.rest
    var isQuoted = false
    while at < line.end {
      if bytes[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let length = arrowLength(bytes, at: at, before: line.end) {
        let arrow = span(at, at + length)
        if length != 2 || bytes[at] != 0x2D {
          findings.error(
            .wrongArrow, arrow, "An arrow is written `->`.", hint: "write `->`", replace: (arrow, "->"))
        }
        return arrow
      }
      at += 1
    }
    return nil
  }

  private mutating func parseHead(_ line: SourceLine, _ end: Int) -> ReplySyntax? {
    let head = trimmed(line.rest, end)
    guard head.start < head.end else {
      findings.error(
        .missingLabel, span(line.text, line.end),
        "A reply says what the coach listens for, like `- yes` or `- later: tomorrow, not now`.")
      return nil
    }
    let colon = firstColon(head)
    let before = word(head.start, colon ?? head.end)
    let whole = span(line)
    if bytes[before.span.start] == UInt8(ascii: "[") || before.text.isEmpty {
      return parseIntents(head, colon, whole)
    }
    guard
      var reply = parseReserved(before, whole, hasPhrases: colon != nil) ?? parseLabel(before, whole, colon)
    else { return nil }
    guard let colon else { return reply }
    let phrases = parsePhrases(colon + 1, head.end, after: span(colon, colon + 1))
    if !phrases.isEmpty { reply.phrases += takePhrases(phrases, for: reply, before) }
    return reply
  }

  private func firstColon(_ range: Span) -> Int? {
    var isQuoted = false
    for at in range.start..<range.end {
      if bytes[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[at] == UInt8(ascii: ":") && !isQuoted { return at }
    }
    return nil
  }

  /// `[intent]`, or several: a reply without a label.
  private mutating func parseIntents(_ head: Span, _ colon: Int?, _ whole: Span) -> ReplySyntax? {
    if let colon {
      findings.error(
        .missingLabel, span(colon, colon + 1),
        "Before the colon stands a label, one to three plain words. An intent stands after it, or alone.")
      return nil
    }
    let phrases = parsePhrases(head.start, head.end, after: head)
    for phrase in phrases {
      if case .intent = phrase { continue }
      findings.error(
        .missingLabel, phrase.word.span,
        "Words to listen for need a label before them, like `- later: \(phrase.word.text)`.")
      return nil
    }
    guard let first = phrases.first else { return nil }
    let name = Word(text: "[\(first.word.text)]", span: first.word.span)
    return ReplySyntax(head: .heard, name: name, phrases: phrases, span: whole)
  }

  /// A head of reserved words, or nil when these are none.
  private mutating func parseReserved(_ text: Word, _ whole: Span, hasPhrases: Bool) -> ReplySyntax? {
    guard mayBeReserved(text.span) else { return nil }
    let found = tokenizer.tokens(text.span.start, text.span.end, &findings)
    let asIndex = found.firstIndex { $0.text == "as" }
    let headTokens = found[..<(asIndex ?? found.count)]
    let plain = headTokens.map(\.text).joined(separator: " ")
    var head = ReservedHead.head(plain)
    if headTokens.count == 3, found[0].text == "one", found[1].text == "of", found[2].kind == .word {
      head = .item(of: found[2].word)
    }
    guard let head else { return nil }
    let nameSpan =
      headTokens.first.map { $0.span.through(headTokens[headTokens.endIndex - 1].span) } ?? text.span
    var reply = ReplySyntax(head: head, name: Word(text: plain, span: nameSpan), span: whole)
    if let asIndex {
      guard asIndex + 2 == found.count, found[asIndex + 1].kind == .word else {
        findings.error(
          .captureForm, found[asIndex].span, "After `as` stands one fact, like `anything as reason`.")
        return reply
      }
      reply.capture = found[asIndex + 1].word
      if !mayCapture(reply, found[asIndex].span) { reply.capture = nil }
    }
    return reply
  }

  /// Whether plain words begin as reserved ones do; other text is looked at in full, so that its marks are reported.
  private func mayBeReserved(_ text: Span) -> Bool {
    let all = bytes[text.start..<text.end]
    guard all.allSatisfy({ isNameByte($0) || $0 == 0x20 }) else { return true }
    let first = all.prefix { $0 != 0x20 }
    return Self.firstWords.contains { first.elementsEqual($0.utf8) }
  }

  private static let firstWords = ["yes", "no", "a", "one", "anything", "enter", "none", "unclear", "still"]

  private mutating func mayCapture(_ reply: ReplySyntax, _ span: Span) -> Bool {
    switch reply.head {
    case .number, .day, .lengthOfTime, .item, .anything: return true
    case .heard, .yes, .no, .enter, .noneOfThese, .unclear, .stillUnclear:
      findings.error(
        .captureForm, span,
        "`\(reply.name.text)` holds no words to keep. `as` follows `anything`, `a number`, `a day`, `a length of time` or `one of` a list."
      )
      return false
    }
  }

  private mutating func parseLabel(_ label: Word, _ whole: Span, _ colon: Int?) -> ReplySyntax? {
    let reply = ReplySyntax(head: .heard, name: label, label: label, phrases: [.words(label)], span: whole)
    let words = label.text.split(separator: " ").map(String.init)
    if label.text == "else" || words == ["otherwise"] {
      findings.error(
        .elseReply, label.span,
        "There is no `\(label.text)`: say what happens to an answer nobody understood. `anything` takes any answer; `unclear` says something and listens again; `still unclear` is the second miss.",
        replace: colon == nil ? (label.span, "still unclear") : nil)
      return nil
    }
    if colon == nil, label.text.utf8.contains(UInt8(ascii: ",")) {
      findings.error(
        .missingLabel, label.span,
        "Several things to listen for need a label and a colon before them, like `- later: tomorrow, not now`."
      )
      return nil
    }
    if words.contains("as") {
      let meant = Nearest.match(words.prefix { $0 != "as" }.joined(separator: " "), among: ReservedHead.all)
      findings.error(
        .captureForm, label.span,
        "`as` keeps an answer and follows `anything`, `a number`, `a day`, `a length of time` or `one of` a list.",
        hint: meant.map { "did you mean `\($0)`?" } ?? "")
      return nil
    }
    if let head = ReservedHead.prefix(of: label.text) {
      findings.error(
        .labelReserved, label.span,
        "A label does not begin with `\(head)`, which is a reply of its own. Choose other words.")
      return nil
    }
    if let meant = ReservedHead.slip(label.text) {
      findings.error(
        .labelReserved, label.span,
        "`\(label.text)` is one slip away from `\(meant)`, which means something else.",
        hint: "write `\(meant)`, or choose another label", replace: colon == nil ? (label.span, meant) : nil)
      guard colon == nil, let head = ReservedHead.head(meant), meant != "none of these" else { return nil }
      return ReplySyntax(head: head, name: Word(text: meant, span: label.span), span: whole)
    }
    return checkLabel(label, words) ? reply : nil
  }

  private mutating func checkLabel(_ label: Word, _ words: [String]) -> Bool {
    if words.first == "yes" || words.first == "no", words.count > 1 {
      findings.error(
        .labelReserved, label.span,
        "A label does not begin with `\(words[0])`: that is a reply of its own. If this means \(words[0]), write `- \(words[0]): \(label.text)`; if not, choose other words."
      )
      return false
    }
    let isPlain = label.text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x20 || $0 >= 0x80 }
    let isLower =
      label.text.utf8.allSatisfy { $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }
      || label.text == label.text.lowercased()
    if (1...3).contains(words.count), isPlain, isLower, !hasQuote(label) { return true }
    let better = String(decoding: label.text.lowercased().utf8.filter { $0 != 0x27 }, as: UTF8.self)
    let mends = words.count <= 3 && better.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x20 }
    findings.error(
      .labelForm, label.span,
      words.count > 3
        ? "A label is one to three words, offered to people who get stuck. Longer phrases stand after a colon, like `- \(words[0]): \(label.text)`."
        : "A label is made of plain lower-case words, without punctuation.",
      replace: mends ? (label.span, better) : nil)
    return false
  }

  private func hasQuote(_ label: Word) -> Bool {
    (label.span.start..<label.span.end).contains {
      tokenizer.smartQuote($0, label.span.end) != nil || (bytes[$0] == 0xE2)
    }
  }

  // MARK: Phrases

  /// What stands between commas.
  private mutating func parsePhrases(_ start: Int, _ end: Int, after mark: Span) -> [ReplySyntax.Phrase] {
    var phrases: [ReplySyntax.Phrase] = []
    var at = start
    while at <= end {
      let stop = phraseEnd(at, end)
      let piece = word(at, stop)
      if piece.text.isEmpty {
        let isLast = stop >= end
        findings.error(
          .phraseForm, isLast ? span(max(at - 1, mark.start), max(at, mark.end)) : span(stop, stop + 1),
          isLast && phrases.isEmpty
            ? "After the colon stand words to listen for."
            : "A comma too many: nothing stands between it and the next mark.",
          replace: phrases.isEmpty ? nil : isLast ? (span(at - 1, at), "") : (span(stop, stop + 1), ""))
      } else if let phrase = parsePhrase(piece) {
        phrases.append(phrase)
      }
      at = stop + 1
    }
    return phrases
  }

  private func phraseEnd(_ start: Int, _ end: Int) -> Int {
    var isQuoted = false
    for at in start..<max(start, end) {
      if bytes[at] == UInt8(ascii: "\"") || tokenizer.smartQuote(at, end) != nil { isQuoted.toggle() }
      if bytes[at] == UInt8(ascii: ",") && !isQuoted { return at }
    }
    return end
  }

  private mutating func parsePhrase(_ piece: Word) -> ReplySyntax.Phrase? {
    let first = bytes[piece.span.start]
    let last = bytes[piece.span.end - 1]
    if first == UInt8(ascii: "[") || last == UInt8(ascii: "]") {
      return parseIntentPhrase(piece, first, last)
    }
    if first == UInt8(ascii: "\"") || tokenizer.smartQuote(piece.span.start, piece.span.end) != nil {
      let token = tokenizer.tokens(piece.span.start, piece.span.end, &findings)
      guard token.count == 1, token[0].kind == .quoted, !token[0].text.isEmpty else {
        findings.error(
          .phraseForm, piece.span,
          "A quotation is the whole message and stands between two quotes and commas.")
        return nil
      }
      var quoted = token[0].word
      let words = quoted.text.split(whereSeparator: { $0 == " " || $0 == "\t" })
      if !words.isEmpty { quoted.text = words.joined(separator: " ") }
      return .quoted(quoted)
    }
    return checkPhrase(piece) ? .words(piece) : nil
  }

  private mutating func parseIntentPhrase(_ piece: Word, _ first: UInt8, _ last: UInt8) -> ReplySyntax.Phrase?
  {
    let inside = span(piece.span.start + (first == 0x5B ? 1 : 0), piece.span.end - (last == 0x5D ? 1 : 0))
    let name = word(inside.start, inside.end)
    let isName = !name.text.isEmpty && name.text.utf8.allSatisfy(isNameByte)
    if first == 0x5B, last == 0x5D, isName { return .intent(name) }
    findings.error(
      .phraseForm, piece.span,
      "An intent stands in brackets by itself, like `[unsure]`, with a comma after it.",
      replace: isName ? (piece.span, "[\(name.text)]") : nil)
    return nil
  }

  private mutating func checkPhrase(_ piece: Word) -> Bool {
    var problem: (Span, String)?
    for at in piece.span.start..<piece.span.end where problem == nil {
      switch bytes[at] {
      case UInt8(ascii: ":"):
        problem = (span(at, at + 1), "A reply has one colon, after its label. Phrases are parted by commas.")
      case UInt8(ascii: "-") where isLoneDash(at, piece):
        problem = (span(at, at + 1), "A reply stands on a line of its own, and begins with its dash.")
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""):
        problem = (span(at, at + 1), "An intent or a quotation stands by itself between commas.")
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "*"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="):
        problem = (span(at, at + 1), "`\(string(at, at + 1))` is nothing to listen for.")
      default: break
      }
    }
    let last = bytes[piece.span.end - 1]
    if problem == nil,
      [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";")].contains(last)
    {
      problem = (
        span(piece.span.end - 1, piece.span.end),
        "A phrase needs no punctuation. If this is what the coach says, it stands on its own line below, indented."
      )
    }
    let words = bytes[piece.span.start..<piece.span.end].split(separator: 0x20).count
    if problem == nil, words > 7 {
      problem = (
        piece.span,
        "This phrase is very long; is a comma missing? Whole sentences belong in an intent's `says:`."
      )
    }
    guard let problem else { return checkGap(piece) }
    findings.error(.phraseForm, problem.0, problem.1)
    return false
  }

  private func isLoneDash(_ at: Int, _ piece: Word) -> Bool {
    let isAfterSpace = at == piece.span.start || isSpace(bytes[at - 1])
    return isAfterSpace && (at + 1 == piece.span.end || isSpace(bytes[at + 1]))
  }

  /// Two spaces between words to listen for are what a lost comma leaves behind in a tidy list.
  mutating func checkGap(_ piece: Word) -> Bool {
    var start = piece.span.start
    while start < piece.span.end {
      var end = start
      while end < piece.span.end, isSpace(bytes[end]) { end += 1 }
      if end - start > 1 {
        findings.error(
          .lostComma, span(start, end),
          "Two spaces stand here, where a comma parts two things to listen for, or one space two words of one.",
          hint: "a comma lost?")
        return false
      }
      start = max(end, start + 1)
    }
    return true
  }

  private mutating func takePhrases(
    _ phrases: [ReplySyntax.Phrase], for reply: ReplySyntax, _ head: Word
  ) -> [ReplySyntax.Phrase] {
    switch reply.head {
    case .heard, .yes, .no, .enter, .noneOfThese: return phrases
    case .number, .day, .lengthOfTime, .item, .anything, .unclear, .stillUnclear:
      findings.error(
        .phraseForm, phrases[0].word.span,
        "`\(head.text)` listens for itself and takes no phrases. Give these a reply with a label of its own.")
      return []
    }
  }
}
