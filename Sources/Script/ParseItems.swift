import Dialogue

/// Lines inside a step, a reply or a condition, in order.
extension Parser {
  mutating func parseItems(_ list: [Int]) -> [ItemSyntax] {
    var items: [ItemSyntax] = []
    var index = 0
    while index < list.count {
      let node = list[index]
      let line = line(node)
      switch line.kind {
      case .speech:
        let joins = index > 0 && isAdjacentSpeech(list[index - 1], node)
        if let speech = parseSpeech(line, joins: joins) {
          items.append(ItemSyntax(kind: .speech(speech), span: speech.span))
        }
      case .arrow:
        if let exit = parseExit(tokens(line), span(line)) {
          items.append(ItemSyntax(kind: .leave(exit), span: exit.span))
        }
      case .reply:
        reportNested(line)
        while index + 1 < list.count, self.line(list[index + 1]).kind == .reply { index += 1 }
      case .heading:
        findings.error(.heading, span(line), "A heading stands at the margin, not inside of something.")
      case .directive(.when):
        index = parseWhen(list, index, &items)
        continue
      case .directive(.once), .directive(.inOrder), .directive(.shuffled):
        index = parseVariation(list, index, &items)
        continue
      case .directive(let directive?):
        if let kind = parseDirective(directive, line) {
          items.append(ItemSyntax(kind: kind, span: span(line)))
        }
      case .directive(nil): reportUnknownDirective(line)
      case .blank, .note: break
      }
      index += 1
    }
    return items
  }

  private mutating func reportNested(_ line: SourceLine) {
    findings.error(
      .nestedQuestion, span(line),
      "Replies stand at the margin of a step, never inside of a reply or `@when`. Move this question to a step of its own and go there with `->`."
    )
  }

  /// Whether nothing but notes stands between two spoken lines.
  private func isAdjacentSpeech(_ before: Int, _ node: Int) -> Bool {
    guard line(before).kind == .speech else { return false }
    let between = (nodes[before].line + 1)..<nodes[node].line
    return between.allSatisfy { syntax.lines[$0].kind == .note }
  }

  private mutating func parseWhen(_ list: [Int], _ start: Int, _ items: inout [ItemSyntax]) -> Int {
    var branches: [BranchSyntax] = []
    var whole = span(line(list[start]))
    var index = start
    var hasOtherwise = false
    while index < list.count, case .directive(let directive?) = line(list[index]).kind {
      let isFirst = index == start
      guard isFirst || directive == .orWhen || directive == .otherwise else { break }
      let line = line(list[index])
      if hasOtherwise {
        findings.error(
          .looseOtherwise, span(line),
          "`@otherwise` is the last of its `@when`; nothing may be chosen after it.")
      }
      hasOtherwise = hasOtherwise || directive == .otherwise
      if directive == .otherwise {
        expectNothing(line, "@otherwise")
        if !isFirst, !branches.isEmpty { reportSeparateWhen(list, start, line) }
      }
      let condition = directive == .otherwise ? nil : parseCondition(tokens(line), span(line))
      // What stood in the line of a condition that can't be read may be all there is.
      let isRead = directive == .otherwise || condition != nil || !children(list[index]).isEmpty
      let body = isRead ? parseBlock(list[index]) : []
      if directive == .otherwise || condition != nil {
        branches.append(BranchSyntax(condition: condition, body: body, span: span(line)))
      }
      whole = whole.through(span(self.line(nodes[list[index]].end - 1)))
      index += 1
    }
    if !branches.isEmpty { items.append(ItemSyntax(kind: .when(branches), span: whole)) }
    return index
  }

  /// `@otherwise` after two separate `@when`s reads as if it belonged to both.
  private mutating func reportSeparateWhen(_ list: [Int], _ start: Int, _ otherwise: SourceLine) {
    guard start > 0 else { return }
    let isChain: (SourceLine) -> Bool = { line in
      line.kind == .directive(.when) || line.kind == .directive(.orWhen)
    }
    guard isChain(line(list[start - 1])) else { return }
    let second = line(list[start])
    findings.error(
      .looseOtherwise, span(otherwise),
      "Two separate `@when`s stand above this `@otherwise`, which looks as if it belonged to both.",
      notes: [
        ("If they are alternatives, this second one is `@or when`.", span(second)),
        ("If not, say something between them, or write `@when not …` instead of `@otherwise`.", nil),
      ])
  }

  /// The lines indented under one that opens; none is an error.
  mutating func parseBlock(_ node: Int) -> [ItemSyntax] {
    let inner = children(node)
    if inner.isEmpty {
      findings.error(
        .emptyBlock, span(line(node)),
        "Nothing is indented under this line. What belongs to it stands below it, two spaces further in.")
    }
    return parseItems(inner)
  }

  mutating func expectNothing(_ line: SourceLine, _ form: String) {
    if line.rest < line.end { reportMalformed(line, form, at: span(line.rest, line.end)) }
  }

  private mutating func parseVariation(_ list: [Int], _ start: Int, _ items: inout [ItemSyntax]) -> Int {
    let first = line(list[start])
    let kind: Variation.Kind =
      switch first.kind {
      case .directive(.once): .once
      case .directive(.inOrder): .inOrder
      default: .shuffled
      }
    expectNothing(first, "@" + string(first.text + 1, first.rest))
    var whole = span(first)
    var alternatives: [[SpeechSyntax]] = []
    var index = start
    repeat {
      alternatives.append(parseSpokenBlock(list[index]))
      whole = whole.through(span(line(nodes[list[index]].end - 1)))
      index += 1
      if index < list.count, line(list[index]).kind == .directive(.or) {
        expectNothing(line(list[index]), "@or")
        if kind == .once {
          findings.error(
            .malformed, span(line(list[index])),
            "`@once` says its lines the first time and has no alternatives. For those, write `@in order` or `@shuffled`."
          )
        }
      } else {
        break
      }
    } while true
    alternatives.removeAll { $0.isEmpty }
    if kind != .once, alternatives.count == 1, index == start + 1 {
      findings.error(
        .malformed, span(first), "This has one alternative only. Write `@or` and the next one below it.")
    }
    if !alternatives.isEmpty { items.append(ItemSyntax(kind: .vary(kind, alternatives), span: whole)) }
    return index
  }

  private mutating func parseSpokenBlock(_ node: Int) -> [SpeechSyntax] {
    var lines: [SpeechSyntax] = []
    for item in parseBlock(node) {
      if case .speech(let speech) = item.kind {
        lines.append(speech)
      } else {
        findings.error(
          .speechOnly, item.span,
          "Only speech stands here: what happens must not depend on how often a line was said.")
      }
    }
    return lines
  }

  /// A directive that is an item by itself.
  private mutating func parseDirective(_ directive: Directive, _ line: SourceLine) -> ItemSyntax.Kind? {
    switch directive {
    case .end:
      expectNothing(line, "@end")
      return .leave(ExitSyntax(kind: .end, span: span(line)))
    case .pause: return parsePause(line)
    case .show: return parseShow(line)
    case .set, .add, .remove, .change, .remember, .forget, .withdraw:
      return parseChange(directive, line).map { .change($0) }
    case .orWhen, .otherwise:
      findings.error(
        .looseOtherwise, span(line),
        "`@\(directive.rawValue)` stands right below a `@when` and its lines; none is here.")
    case .or:
      findings.error(
        .looseOtherwise, span(line),
        "`@or` parts the alternatives of `@in order` or `@shuffled`; none is here.")
    case .covers:
      findings.error(.coversPlace, span(line), "`@covers` stands right under a step's heading.")
    case .lookThrough:
      findings.error(
        .nestedQuestion, span(line), "`@look through` is the last thing a step does, right above its replies."
      )
    default:
      findings.error(
        .malformed, span(line), "`@\(directive.rawValue)` stands at the margin, outside of steps.")
    }
    return nil
  }

  private mutating func parsePause(_ line: SourceLine) -> ItemSyntax.Kind? {
    let found = tokens(line)
    guard found.count == 2, found[0].kind == .number, let seconds = Int(found[0].text),
      found[1].text == "seconds" || found[1].text == "second"
    else {
      reportMalformed(line, "@pause 4 seconds")
      return nil
    }
    guard (1...60).contains(seconds) else {
      findings.error(.malformed, found[0].span, "A pause lasts 1 to 60 seconds.")
      return nil
    }
    return .pause(seconds)
  }

  private mutating func parseShow(_ line: SourceLine) -> ItemSyntax.Kind? {
    let found = tokens(line)
    if found.count == 3, found[0].text == "helplines", found[1].text == "for", found[2].kind == .word {
      return .showHelplines(found[2].word)
    }
    if found.count == 1, found[0].kind == .word, found[0].text != "helplines" {
      return .showList(found[0].word)
    }
    reportMalformed(line, "@show list` or `@show helplines for purpose")
    return nil
  }

  // MARK: Ways on

  /// What follows an arrow.
  mutating func parseExit(_ tokens: [Token], _ whole: Span) -> ExitSyntax? {
    let texts = tokens.map(\.text)
    if texts == ["ask", "again"] { return ExitSyntax(kind: .askAgain, span: whole) }
    if texts == ["back"] { return ExitSyntax(kind: .back, span: whole) }
    guard let first = tokens.first else {
      findings.error(.malformed, whole, "An arrow needs a place to go to, like `-> start`.")
      return nil
    }
    guard first.kind == .word else {
      findings.error(
        .malformed, first.span, "After an arrow stands a place: a step's name, or `topic.step`.")
      return nil
    }
    switch Array(texts.dropFirst()) {
    case []: return ExitSyntax(kind: .go(first.word), span: whole)
    case ["and", "back"]: return ExitSyntax(kind: .visitAndResume(first.word), span: whole)
    case ["and", "ask", "again"]: return ExitSyntax(kind: .visitAndAskAgain(first.word), span: whole)
    default:
      reportExit(tokens, texts, whole)
      return nil
    }
  }

  private mutating func reportExit(_ tokens: [Token], _ texts: [String], _ whole: Span) {
    let tail = texts.dropFirst().joined(separator: " ")
    let tailSpan = tokens[1].span.through(tokens[tokens.count - 1].span)
    if let meant = Nearest.match(tail, among: ["and back", "and ask again"]) {
      findings.error(
        .malformed, tailSpan, "After the place may stand `and back` or `and ask again`.",
        hint: "did you mean `\(meant)`?", replace: (tailSpan, meant))
    } else if Nearest.distance(texts.joined(separator: " "), "ask again", limit: 2) <= 2 {
      let all = tokens[0].span.through(tailSpan)
      findings.error(
        .malformed, all, "There is no such way on.", hint: "did you mean `ask again`?",
        replace: (all, "ask again"))
    } else {
      findings.error(
        .malformed, tailSpan, "After the place nothing may stand but `and back` or `and ask again`.",
        notes: [("Notes have lines of their own, beginning with `//`.", nil)])
    }
  }
}
