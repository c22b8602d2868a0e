/// Steps: what is said, one question with its replies, and the foot.
extension Parser {
  mutating func parseStep(_ node: Int) -> Int {
    let heading = line(node)
    var section: [Int] = []
    var next = nodes[node].end
    while next < nodes.count, belongsToStep(line(next)) {
      section.append(next)
      next = nodes[next].end
    }
    var step = StepSyntax(name: stepName(heading), span: span(heading))
    step.tags = headingParts(heading).tags
    if let last = section.last { step.span.end = line(nodes[last].end - 1).end }
    let isCovers = section.first.map { line($0).kind == .directive(.covers) } ?? false
    if isCovers { step.covers = parseCovers(line(section.removeFirst())) }
    let before = findings.all.count
    parseSection(section, into: &step)
    step.isBroken = findings.all.count > before
    syntax.steps.append(step)
    return next
  }

  private func belongsToStep(_ line: SourceLine) -> Bool {
    switch line.kind {
    case .heading: false
    case .directive(let directive): directive?.isStepLine ?? true
    default: true
    }
  }

  private mutating func stepName(_ heading: SourceLine) -> Word {
    let parts = headingParts(heading)
    var name = word(heading.rest, parts.end)
    if name.text.isEmpty {
      findings.error(.heading, span(heading), "A step's heading has a name, like `## start`.")
    } else if let colon = name.text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let short = word(
        name.span.start, name.span.start + name.text.utf8.distance(from: name.text.utf8.startIndex, to: colon)
      )
      findings.error(
        .heading, name.span, "A step's heading is its name only; titles are for files.",
        replace: (name.span, Parser.plainName(short.text)))
      name = short
    } else {
      checkName(name, "A step")
    }
    return name
  }

  private mutating func parseCovers(_ line: SourceLine) -> [Word] {
    let found = tokens(line)
    let bad = found.first { $0.kind != .word && $0.kind != .number }
    if found.isEmpty || bad != nil {
      findings.error(
        .malformed, bad?.span ?? span(line),
        "`@covers` names source points with spaces between, like `@covers A1 B2`.")
    }
    return found.filter { $0.kind == .word || $0.kind == .number }.map(\.word)
  }

  private mutating func parseSection(_ section: [Int], into step: inout StepSyntax) {
    let firstReply = section.firstIndex { line($0).kind == .reply } ?? section.endIndex
    var opening = Array(section[..<firstReply])
    let lookNode = opening.last.flatMap { line($0).kind == .directive(.lookThrough) ? $0 : nil }
    if let lookNode {
      opening.removeLast()
      step.look = parseLook(line(lookNode), hasReplies: firstReply < section.endIndex)
    }
    step.opening = parseItems(opening)
    guard firstReply < section.endIndex else { return reportQuestionWithoutReplies(&step) }
    if lookNode == nil, !takeAsk(&step, above: opening.last, firstReply: line(section[firstReply])) {
      reportStrayQuestions(step.opening)
    }
    var rest = section[firstReply...]
    while let node = rest.first, line(node).kind == .reply {
      rest.removeFirst()
      if let reply = parseReply(node) { step.replies.append(reply) }
    }
    step.foot = parseFoot(Array(rest))
  }

  private mutating func parseLook(_ line: SourceLine, hasReplies: Bool) -> Word? {
    let found = tokens(line)
    guard found.count == 1, found[0].kind == .word else {
      reportMalformed(line, "@look through fact")
      return nil
    }
    if !hasReplies {
      findings.error(
        .noAsk, span(line), "Below `@look through` stand the replies that it looks for, and none does here.")
    }
    return found[0].word
  }

  /// The line above the replies is the ask. False when there is none.
  private mutating func takeAsk(_ step: inout StepSyntax, above: Int?, firstReply: SourceLine) -> Bool {
    guard case .speech(let speech)? = step.opening.last?.kind,
      speech.span.start == above.map({ line($0).text })
    else {
      if let above, isReported(line(above)) { return false }
      findings.error(
        .noAsk, step.opening.last?.span ?? span(firstReply),
        "The line right above the replies asks the question, and here stands something else. Write a line that ends in `?` or `:`."
      )
      return false
    }
    step.opening.removeLast()
    step.ask = speech
    reportStrayQuestions(step.opening)
    if !speech.asks { reportAskEnding(speech) }
    return true
  }

  /// Whether something was said about a line already.
  private func isReported(_ line: SourceLine) -> Bool {
    findings.all.contains { $0.span.start >= line.start && $0.span.start <= line.end }
  }

  private mutating func reportAskEnding(_ speech: SpeechSyntax) {
    let end = speech.span.end
    if let asked = bytes[speech.span.start..<end].lastIndex(of: UInt8(ascii: "?")) {
      let isOnlyMarks = !string(asked + 1, end).unicodeScalars.contains {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "{"
      }
      findings.error(
        .noAsk, speech.span,
        isOnlyMarks
          ? "Replies follow, so this line is the question, and nothing stands after its `?`."
          : "Replies follow, so the question stands last in this line. Say the rest before it, or above.",
        replace: isOnlyMarks ? (span(asked + 1, end), "") : nil)
      return
    }
    var start = end
    while start > speech.span.start, ".!…".utf8.contains(bytes[start - 1]) { start -= 1 }
    findings.error(
      .noAsk, speech.span,
      "Replies follow, so this line is the question. It ends in `?`, or in `:` when it invites.",
      replace: (span(start, end), invites(speech.span) ? ":" : "?"))
  }

  /// Whether the last sentence of a line asks for something without being a question.
  private func invites(_ line: Span) -> Bool {
    let sentences = bytes[line.start..<line.end].split { ".!?".utf8.contains($0) }
    let first = sentences.last?.split(whereSeparator: isSpace).first.map {
      String(decoding: $0, as: UTF8.self)
    }
    return Self.invitations.contains(first?.lowercased() ?? "")
  }

  private static let invitations: Set<String> = [
    "tell", "say", "name", "describe", "pick", "choose", "write", "think", "give", "list", "imagine", "try",
    "show",
  ]

  private mutating func reportQuestionWithoutReplies(_ step: inout StepSyntax) {
    reportStrayQuestions(step.opening)
  }

  /// The coach listens only at replies: any other question would be left hanging.
  mutating func reportStrayQuestions(_ items: [ItemSyntax]) {
    for item in items {
      switch item.kind {
      case .speech(let speech) where speech.isQuestion:
        findings.error(
          .strayQuestion, speech.span,
          "This asks something, but the coach listens only where replies follow. Give it replies, make it a step of its own, or word it without `?`."
        )
      case .when(let branches): for branch in branches { reportStrayQuestions(branch.body) }
      case .vary(_, let alternatives):
        for line in alternatives.joined() where line.isQuestion {
          findings.error(
            .strayQuestion, line.span, "This asks something, but the coach does not listen here.")
        }
      default: break
      }
    }
  }

  // MARK: Below the replies

  private mutating func parseFoot(_ rest: [Int]) -> [ItemSyntax] {
    if let again = rest.first(where: { line($0).kind == .reply }) { return parseBrokenFoot(rest, again) }
    var foot: [ItemSyntax] = []
    let before = findings.all.count
    let items = parseItems(rest)
    guard findings.all.count == before else {
      return items.filter { if case .leave = $0.kind { true } else { false } }
    }
    for item in items where checkFoot(item) { foot.append(item) }
    return foot
  }

  /// Replies further down: a second question, or a line between the replies.
  private mutating func parseBrokenFoot(_ rest: [Int], _ again: Int) -> [ItemSyntax] {
    let between = rest.prefix { $0 < again }
    let items = parseItems(Array(between))
    if case .speech(let speech)? = items.last?.kind, speech.asks {
      findings.error(
        .secondQuestion, speech.span,
        "A step asks once. Give this question a step of its own, with a heading above it, and go there with `->`."
      )
    } else if let last = items.last {
      findings.error(
        .belowReplies, last.span,
        "More replies follow, so this belongs to the reply above it: indent it by two spaces, or move it below the last reply.",
        replace: (span(last.span.start, last.span.start), "  "))
    }
    return []
  }

  private mutating func checkFoot(_ item: ItemSyntax) -> Bool {
    switch item.kind {
    case .leave: return true
    case .when(let branches):
      var holds = true
      for branch in branches {
        for inner in branch.body where !checkFoot(inner) { holds = false }
      }
      return holds
    default:
      findings.error(
        .belowReplies, item.span,
        "Below the replies only an arrow may stand, or `@when` with arrows. If this belongs to the reply above, indent it by two spaces.",
        notes: [
          (
            "Anything else would be done after some answers and not after others. What belongs to all of them stands in the next step.",
            nil
          )
        ])
      return false
    }
  }

  mutating func reportMalformed(_ line: SourceLine, _ form: String, at: Span? = nil) {
    findings.error(.malformed, at ?? span(line), "This is written `\(form)`.", hint: "")
  }
}
