/// What stands outside of steps.
extension Parser {
  mutating func parseDeclaration(_ directive: Directive, _ node: Int) {
    let line = line(node)
    if let kind = declaration(directive, node, line) {
      let last = self.line(nodes[node].end - 1)
      syntax.declarations.append(Declaration(kind: kind, span: span(line.text, last.end)))
    }
  }

  private mutating func declaration(_ directive: Directive, _ node: Int, _ line: SourceLine) -> Declaration
    .Kind?
  {
    switch directive {
    case .start: return oneWord(line, "@start topic").map { .start($0) }
    case .helplines: return oneWord(line, "@helplines helplines.tsv").map { .helplines($0) }
    case .points: return oneWord(line, "@points points.tsv").map { .points($0) }
    case .lines: return oneWord(line, "@lines heard.tsv").map { .lines($0) }
    case .alike: return oneWord(line, "@alike groups.tsv").map { .alike($0) }
    case .tags: return parseTags(line)
    case .fact: return parseFact(line, isHeld: false)
    case .heldFact: return parseFact(line, isHeld: true)
    case .intent: return parseIntent(node, line)
    case .closed: return parseClosed(line)
    case .urgent: return .urgent(parseReplies(node, "@urgent"))
    case .anytime: return .anytime(parseReplies(node, "@anytime"))
    case .unclear: return .unclear(parseDefault(node, "@unclear"))
    case .stillUnclear: return .stillUnclear(parseDefault(node, "@still unclear"))
    case .same: return parseSame(line)
    case .renamed: return parseRenamed(line)
    case .example: return parseExample(node, line)
    case .promise: return parsePromise(line)
    default: return nil
    }
  }

  private mutating func oneWord(_ line: SourceLine, _ form: String) -> Word? {
    let found = tokens(line)
    if found.count == 1, found[0].kind == .word { return found[0].word }
    reportMalformed(line, form)
    return nil
  }

  private mutating func parseTags(_ line: SourceLine) -> Declaration.Kind? {
    let found = tokens(line)
    if found.isEmpty || found.contains(where: { $0.kind != .tag || $0.text.isEmpty }) {
      reportMalformed(line, "@tags #one #two")
    }
    return .tags(found.filter { $0.kind == .tag && !$0.text.isEmpty }.map(\.word))
  }

  private mutating func parseReplies(_ node: Int, _ form: String) -> [ReplySyntax] {
    expectNothing(line(node), form)
    var replies: [ReplySyntax] = []
    let inner = children(node)
    if inner.isEmpty {
      findings.error(
        .emptyBlock, span(line(node)),
        "Nothing is indented under this line. Its replies stand below it, two spaces further in.")
    }
    for child in inner {
      guard line(child).kind == .reply else {
        findings.error(
          .malformed, span(line(child)), "Under `\(form)` stand replies, each beginning with `-`.")
        continue
      }
      if let reply = parseReply(child) { replies.append(reply) }
    }
    return replies
  }

  private mutating func parseDefault(_ node: Int, _ form: String) -> [ItemSyntax] {
    expectNothing(line(node), form)
    mayAsk = true
    defer { mayAsk = false }
    return parseBlock(node)
  }

  // MARK: Facts

  private mutating func parseFact(_ line: SourceLine, isHeld: Bool) -> Declaration.Kind? {
    let found = tokens(line)
    guard found.count >= 3, found[0].kind == .word, found[1].kind == .colon else {
      reportMalformed(line, isHeld ? "@held fact name: yes or no" : "@fact name: text")
      return nil
    }
    checkName(found[0].word, "A fact")
    guard let kind = parseKind(Array(found[2...])) else {
      syntax.brokenFacts.append(found[0].text)
      return nil
    }
    return .fact(name: found[0].word, kind: kind, isHeld: isHeld)
  }

  private mutating func parseKind(_ found: [Token]) -> FactKindSyntax? {
    let texts = found.map(\.text)
    let whole = found[0].span.through(found[found.count - 1].span)
    if texts == ["yes", "or", "no"] { return .yesOrNo }
    if texts == ["text"] { return .text }
    if found.count == 3, found[0].kind == .number, texts[1] == "to", found[2].kind == .number {
      guard let low = Int(texts[0]), let high = Int(texts[2]), low < high, high <= 1_000_000 else {
        findings.error(
          .malformed, whole, "A count goes from a lower number to a higher one, a million at most.")
        return nil
      }
      return .count(low...high)
    }
    if found.count == 4, texts[0...2] == ["list", "up", "to"], found[3].kind == .number {
      guard let most = Int(texts[3]), (1...1000).contains(most) else {
        findings.error(.malformed, found[3].span, "A list holds 1 to 1000 items.")
        return nil
      }
      return .list(most)
    }
    if found.count == 3, texts[0] == "item", texts[1] == "of", found[2].kind == .word {
      return .item(of: found[2].word)
    }
    return parseOptions(found, whole)
  }

  private mutating func parseOptions(_ found: [Token], _ whole: Span) -> FactKindSyntax? {
    var options: [Word] = []
    var current: [Token] = []
    var isBroken = found.contains { $0.kind != .word && $0.kind != .comma && $0.kind != .number }
    var orCount = 0
    for token in found {
      if token.kind == .comma || token.text == "or" {
        orCount += token.text == "or" ? 1 : 0
        if current.isEmpty { isBroken = true }
        takeOption(&current, &options)
      } else {
        if orCount > 0, options.count > 0, token.kind == .comma { isBroken = true }
        current.append(token)
      }
    }
    if current.isEmpty { isBroken = true }
    takeOption(&current, &options)
    guard !isBroken, orCount == 1, options.count >= 2 else {
      findings.error(
        .malformed, whole,
        "A fact is `yes or no`, `text`, one of several (`calm, sad or angry`), `0 to 5`, `list up to 5`, or `item of` a list.",
        hint: kindMeant(found).map { "did you mean `\($0)`?" } ?? "",
        replace: kindMeant(found).map { (whole, $0) })
      return nil
    }
    for (index, option) in options.enumerated()
    where options[..<index].contains(where: { $0.text == option.text }) {
      findings.error(.saidTwice, option.span, "`\(option.text)` stands here twice.")
    }
    for option in options where Parser.reservedNames.contains(option.text) {
      findings.error(
        .badName, option.span, "`\(option.text)` already means something in conditions. Choose another word.")
    }
    return .oneOf(options)
  }

  private func kindMeant(_ found: [Token]) -> String? {
    let joined = found.map(\.text).joined(separator: " ")
    return Nearest.match(joined, among: ["yes or no", "text"])
  }

  private func takeOption(_ current: inout [Token], _ options: inout [Word]) {
    guard let first = current.first, let last = current.last else { return }
    options.append(
      Word(text: current.map(\.text).joined(separator: " "), span: first.span.through(last.span)))
    current = []
  }

  // MARK: Lines with keys

  /// `key: text`, for the lines of intents and examples.
  private mutating func keyed(_ node: Int, _ keys: [String], _ code: Code) -> (key: String, text: Word)? {
    let line = line(node)
    let range = line.text..<line.end
    if nodes[node].end > node + 1 {
      findings.error(.unexpectedIndent, span(self.line(node + 1)), "This line is indented too far.")
    }
    guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) else {
      findings.error(code, span(line), "Here stand \(listed(keys.map { $0 + ":" }, last: "and")) lines.")
      return nil
    }
    let key = word(line.text, colon)
    guard keys.contains(key.text) else {
      let meant = Nearest.match(key.text, among: keys)
      findings.error(
        code, key.span, "Here stand \(listed(keys.map { $0 + ":" }, last: "and")) lines.",
        hint: meant.map { "did you mean `\($0):`?" } ?? "", replace: meant.map { (key.span, $0) })
      return nil
    }
    let text = word(colon + 1, line.end)
    if text.text.isEmpty {
      findings.error(code, span(line), "Nothing stands after `\(key.text):`.")
      return nil
    }
    if let second = secondKey(text.span, keys) {
      findings.error(
        code, text.span, "A second `\(second):` stands in this line. Each has a line of its own.")
      return nil
    }
    return (key.text, text)
  }

  /// A key with its colon in the midst of a line, as when two lines have run together.
  private func secondKey(_ text: Span, _ keys: [String]) -> String? {
    var at = text.start
    while at + 1 < text.end {
      defer { at += 1 }
      guard bytes[at] == UInt8(ascii: ":"), bytes[at + 1] == 0x20 else { continue }
      var start = at
      while start > text.start, isLetter(bytes[start - 1]) { start -= 1 }
      guard start > text.start, bytes[start - 1] == 0x20 else { continue }
      let word = bytes[start..<at]
      if let key = keys.first(where: { word.elementsEqual($0.utf8) }) { return key }
    }
    return nil
  }

  private mutating func parseIntent(_ node: Int, _ line: SourceLine) -> Declaration.Kind? {
    let found = tokens(line)
    guard found.count == 1, found[0].kind == .word else {
      reportMalformed(line, "@intent name")
      return nil
    }
    checkName(found[0].word, "An intent")
    var intent = IntentSyntax(name: found[0].word)
    let before = findings.all.count
    for child in children(node) {
      guard let (key, text) = keyed(child, ["says", "not", "words"], .intentLines) else { continue }
      switch key {
      case "says": intent.says.append(text)
      case "not": intent.not.append(text)
      default: intent.words += commaWords(text.span)
      }
    }
    if findings.all.count == before { checkIntent(intent) }
    return .intent(intent)
  }

  private mutating func checkIntent(_ intent: IntentSyntax) {
    if intent.says.isEmpty {
      findings.error(
        .intentLines, intent.name.span,
        "An intent needs `says:` lines: what a person might type when they mean it.")
    }
    if intent.not.isEmpty {
      findings.error(
        .intentLines, intent.name.span,
        "An intent needs at least one `not:` line: words that look alike and mean something else.")
    }
    var seen = LineKeys()
    for text in intent.says + intent.not
    where seen.meaning(of: text.text, key: .init(text.text), orKeep: "") != nil {
      findings.error(.saidTwice, text.span, "This line stands in the intent twice.")
    }
  }

  private mutating func commaWords(_ text: Span) -> [Word] {
    var result: [Word] = []
    var at = text.start
    while at <= text.end {
      var stop = at
      while stop < text.end, bytes[stop] != UInt8(ascii: ",") { stop += 1 }
      let piece = word(at, stop)
      if piece.text.isEmpty {
        findings.error(
          .phraseForm, span(max(text.start, at - 1), at), "A comma too many: nothing stands after it.")
      } else if checkGap(piece) {
        result.append(piece)
      }
      at = stop + 1
    }
    return result
  }

  private mutating func parseSame(_ line: SourceLine) -> Declaration.Kind? {
    let words = commaWords(trimmed(line.rest, line.end))
    guard words.count >= 2 else {
      reportMalformed(line, "@same text, message, dm")
      return nil
    }
    var seen: Set<String> = []
    for word in words where !seen.insert(word.text).inserted {
      findings.error(.saidTwice, word.span, "`\(word.text)` stands here twice.")
    }
    for word in words
    where !word.text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x20 || $0 == 0x27 || $0 >= 0x80 }
    ) {
      findings.error(.malformed, word.span, "Words that count as the same are plain words.")
    }
    return .same(words)
  }

  private mutating func parseRenamed(_ line: SourceLine) -> Declaration.Kind? {
    let found = tokens(line)
    guard found.count == 3, found[0].kind == .word, found[1].kind == .arrow, found[2].kind == .word else {
      reportMalformed(line, "@renamed topic.old -> topic.new")
      return nil
    }
    return .renamed(from: found[0].word, to: found[2].word)
  }

  private mutating func parseClosed(_ line: SourceLine) -> Declaration.Kind? {
    let found = tokens(line)
    let arrow = found.firstIndex { $0.kind == .arrow }
    guard let arrow, arrow == found.count - 2, arrow >= 3, found[0].kind == .tag, found[1].text == "when",
      found[found.count - 1].kind == .word
    else {
      reportMalformed(line, "@closed #tag when condition -> place")
      return nil
    }
    guard let condition = parseCondition(Array(found[2..<arrow]), span(line)) else { return nil }
    return .closed(tag: found[0].word, condition: condition, place: found[found.count - 1].word)
  }

  // MARK: Examples

  private mutating func parseExample(_ node: Int, _ line: SourceLine) -> Declaration.Kind? {
    let title = word(line.rest, line.end)
    if title.text.isEmpty { reportMalformed(line, "@example what it shows") }
    var example = ExampleSyntax(title: title)
    let before = findings.all.count
    for child in children(node) {
      guard let (key, text) = keyed(child, ["from", "you", "coach", "at"], .exampleForm) else { continue }
      switch key {
      case "from": example.acts.append(.from(text))
      case "you": example.acts.append(.you(text))
      case "coach": example.acts.append(.coach(text))
      default: example.acts.append(.at(text))
      }
    }
    guard findings.all.count == before else { return nil }
    return checkExample(example, span(line)) ? .example(example) : nil
  }

  private mutating func checkExample(_ example: ExampleSyntax, _ whole: Span) -> Bool {
    var starts = false
    var ends = false
    if case .from? = example.acts.first { starts = true }
    switch example.acts.last {
    case .at?, .coach?: ends = true
    default: break
    }
    let froms = example.acts.filter { if case .from = $0 { true } else { false } }.count
    if !starts || froms != 1 {
      findings.error(.exampleForm, whole, "An example begins with one `from:` line, the step it starts at.")
    } else if !ends {
      findings.error(
        .exampleForm, whole, "An example ends with `at:` or `coach:`, so that it tests something.")
    }
    return starts && ends && froms == 1
  }

  // MARK: Promises

  private mutating func parsePromise(_ line: SourceLine) -> Declaration.Kind? {
    guard let colon = bytes[line.rest..<line.end].firstIndex(of: UInt8(ascii: ":")), colon > line.rest else {
      reportMalformed(line, "@promise Title: after condition, never #tag")
      return nil
    }
    let title = word(line.rest, colon)
    let found = tokenizer.tokens(colon + 1, line.end, &findings)
    guard let claim = parseClaim(found, span(line)) else { return nil }
    return .promise(PromiseSyntax(title: title, claim: claim))
  }

  private mutating func parseClaim(_ found: [Token], _ whole: Span) -> PromiseSyntax.Claim? {
    let texts = found.map(\.text)
    if texts.first == "never", found.count == 2, let target = target(found[1]) {
      return .never(after: nil, target: target)
    }
    if texts.first == "after", found.count >= 5, found[found.count - 3].kind == .comma,
      texts[found.count - 2] == "never", let target = target(found[found.count - 1])
    {
      guard let condition = parseCondition(Array(found[1..<(found.count - 3)]), whole) else { return nil }
      return .never(after: condition, target: target)
    }
    if found.count >= 5, texts[0...1] == ["from", "anywhere"], found[2].kind == .comma {
      let rest = Array(found[3...])
      let words = Array(texts[3...])
      if rest.count == 3, words[0...1] == ["can", "reach"], let target = target(rest[2]) {
        return .canReach(target)
      }
      if rest.count == 5, rest[0].kind == .intent, words[1] == "reaches", words[3] == "within",
        let target = target(rest[2]), let within = Int(words[4]), (1...1000).contains(within)
      {
        return .reaches(intent: rest[0].word, target: target, within: within)
      }
    }
    findings.error(
      .promiseForm, whole, "This promise can't be read.",
      notes: [
        ("`@promise Title: after condition, never #tag`", nil),
        ("`@promise Title: never #tag`, or a place instead of the tag", nil),
        ("`@promise Title: from anywhere, [intent] reaches #tag within 1`", nil),
        ("`@promise Title: from anywhere, can reach place`", nil),
      ])
    return nil
  }

  private func target(_ token: Token) -> TargetSyntax? {
    switch token.kind {
    case .tag: .tag(token.word)
    case .word: .place(token.word)
    default: nil
    }
  }
}
