import Dialogue
import Intents

/// What the manifest says for the whole script.
extension Compiler {
  mutating func compileManifest() {
    var code = Emitter()
    var unclear: [ItemSyntax]?
    var stillUnclear: [ItemSyntax]?
    var seen: [String: Span] = [:]
    for declaration in files[manifest].declarations {
      switch declaration.kind {
      case .start(let word):
        if let step = place(word, in: program.name) { program.start = step }
      case .urgent(let replies):
        guard isFirst("@urgent", declaration.span, &seen) else { continue }
        for reply in replies { for case .intent(let word) in reply.phrases { markUrgent(word) } }
        program.urgent = compileList(replies, .urgent, &code)
        places.urgent = replies.map(\.span)
      case .anytime(let replies):
        guard isFirst("@anytime", declaration.span, &seen) else { continue }
        program.anytime = compileList(replies, .anytime, &code)
        places.anytime = replies.map(\.span)
      case .unclear(let items):
        if isFirst("@unclear", declaration.span, &seen) { unclear = items }
      case .stillUnclear(let items):
        if isFirst("@still unclear", declaration.span, &seen) { stillUnclear = items }
      case .closed(let tag, let condition, let place):
        compileClosed(tag, condition, place, declaration.span)
      default: break
      }
    }
    compileDefaults(unclear, stillUnclear, &code)
    program.steps[0].code = code.code
    places.steps[0].code = code.spans
    if program.start == Program.manifest, !findings.hasErrors {
      findings.error(
        .noManifest, files[manifest].heading, "`@start` must name a topic that has a step `start`, or a step."
      )
    }
  }

  private mutating func isFirst(_ name: String, _ span: Span, _ seen: inout [String: Span]) -> Bool {
    if let first = seen[name] {
      findings.error(
        .saidTwice, span, "There is one `\(name)` in a script.", notes: [("It stands here.", first)])
      return false
    }
    seen[name] = span
    return true
  }

  private mutating func markUrgent(_ word: Word) {
    guard let id = names.intents[word.text]?.id else { return }
    urgentIntents.insert(id)
    intents[id.index].isSafety = true
  }

  private mutating func compileList(
    _ replies: [ReplySyntax], _ context: ReplyContext, _ code: inout Emitter
  ) -> [Reply] {
    let around = Surroundings(topic: program.name, hasQuestion: true, isManifest: true)
    var result: [Reply] = []
    var heardNames: [String: Span] = [:]
    checkPhrases(replies)
    for reply in replies {
      if let first = heardNames[reply.name.text] {
        findings.error(
          .labelTaken, reply.name.span, "This list has a reply called `\(reply.name.text)` already.",
          notes: [("It stands here.", first)])
      }
      heardNames[reply.name.text] = reply.name.span
      let entry = code.position
      if let compiled = self.reply(reply, entry: entry, context) { result.append(compiled) }
      if context == .urgent { checkUrgentExit(reply) } else { checkNotUrgent(reply) }
      if !emit(reply.body, &code, around) {
        findings.error(
          .fallsThrough, reply.span,
          "This reply may come at any question, so it says where to go, like `-> place and ask again`.")
        code.emit(.leave(.askAgain), reply.span)
      }
    }
    return result
  }

  private mutating func checkNotUrgent(_ reply: ReplySyntax) {
    for case .intent(let word) in reply.phrases {
      guard let id = names.intents[word.text]?.id, urgentIntents.contains(id) else { continue }
      findings.error(
        .urgentReply, word.span,
        "`[\(word.text)]` is urgent: it interrupts before this, so it is never heard here.")
    }
  }

  /// What interrupts comes back, so that nobody loses their place by telling of danger.
  private mutating func checkUrgentExit(_ reply: ReplySyntax) {
    guard case .leave(let exit)? = reply.body.last?.kind, case .go(let place) = exit.kind else { return }
    let end = Span(file: place.span.file, start: place.span.end, end: place.span.end)
    findings.error(
      .replyPlace, exit.span,
      "An urgent reply goes on a visit, so that the question it interrupted is asked again afterwards.",
      hint: "write `and ask again` after the place", replace: (end, " and ask again"))
  }

  private mutating func compileClosed(_ tag: Word, _ syntax: ConditionSyntax, _ place: Word, _ span: Span) {
    guard let tagID = self.tag(tag), let condition = condition(syntax),
      let step = self.place(place, in: program.name)
    else { return }
    if program[step].tags.contains(tagID) {
      findings.error(
        .unknownPlace, place.span,
        "`\(place.text)` carries `#\(tag.text)` itself, so it is closed whenever this rule sends people there."
      )
    }
    program.closed.append(ClosedRule(tag: tagID, condition: condition, place: step))
    places.closed.append(span)
  }

  private mutating func compileDefaults(
    _ unclear: [ItemSyntax]?, _ stillUnclear: [ItemSyntax]?, _ code: inout Emitter
  ) {
    let around = Surroundings(topic: program.name, hasQuestion: true, isManifest: true)
    let heading = files[manifest].heading
    if unclear == nil || stillUnclear == nil {
      findings.error(
        .noManifest, heading,
        "The manifest says what happens when an answer is not understood, with `@unclear` and `@still unclear` and a line below each."
      )
    }
    program.unclear = code.position
    _ = emit(unclear ?? [], &code, around)
    code.emit(.listen, heading)
    program.stillUnclear = code.position
    if !emit(stillUnclear ?? [], &code, around) { code.emit(.foot, heading) }
  }
}
