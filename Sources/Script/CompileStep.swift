import Dialogue
import Intents

/// From a step's syntax to its code and question.
extension Compiler {
  mutating func compileStep(_ index: Int) {
    guard let (file, syntax) = stepSyntax[index] else { return }
    var step = program.steps[index]
    isBroken = syntax.isBroken
    defer { isBroken = false }
    var code = Emitter()
    var around = Surroundings(topic: topicName(file), hasQuestion: syntax.ask != nil)
    step.covers = covers(syntax)
    let isGone = emit(syntax.opening, &code, around)
    if let look = syntax.look {
      around.isLook = true
      emitLook(look, syntax, &code, around, &step, index)
    } else if let ask = syntax.ask {
      if isGone {
        flowError(
          .afterLeaving, ask.span, "This question is never asked: every path above it has gone elsewhere.")
      }
      code.emit(.ask, ask.span)
      compileQuestion(syntax, ask, &code, around, &step, index)
    } else if !isGone, syntax.replies.isEmpty {
      reportFallsThrough(syntax)
    }
    step.code = code.code
    program.steps[index] = step
    places.steps[index].code = code.spans
  }

  private mutating func reportFallsThrough(_ syntax: StepSyntax) {
    let isEmpty = syntax.opening.isEmpty
    let last = syntax.opening.last?.span ?? syntax.name.span
    flowError(
      isEmpty ? .emptyStep : .fallsThrough, last,
      isEmpty
        ? "This step does nothing. Let it speak, ask or go somewhere."
        : "The step `\(syntax.name.text)` ends here without saying where to go. Write `-> place`, or `@end`.",
      notes: isEmpty ? [] : [("Nothing falls through to the next step.", nil)])
  }

  private mutating func covers(_ syntax: StepSyntax) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for word in syntax.covers {
      if !seen.insert(word.text).inserted {
        findings.error(.saidTwice, word.span, "`\(word.text)` stands here twice.")
        continue
      }
      if let points, !points.contains(word.text) {
        let meant = Nearest.match(word.text, among: points)
        findings.error(
          .unknownPoint, word.span, "There is no source point `\(word.text)`.",
          hint: meant.map { "did you mean `\($0)`?" } ?? "", replace: meant.map { (word.span, $0) })
      }
      result.append(word.text)
    }
    return result
  }

  // MARK: The question

  private mutating func compileQuestion(
    _ syntax: StepSyntax, _ ask: SpeechSyntax, _ code: inout Emitter, _ around: Surroundings,
    _ step: inout Step, _ index: Int
  ) {
    var question = Question(ask: line(ask))
    var toFoot: [Int] = []
    var needsFoot: [Span] = []
    var hasStillUnclear = false
    var heardNames: [String: Span] = [:]
    for reply in syntax.replies {
      checkName(reply, &heardNames)
      let entry = code.position
      switch reply.head {
      case .unclear:
        guard emit(reply.body, &code, around) == false else {
          question.unclear = entry
          continue
        }
        guard !reply.body.isEmpty else { continue }
        code.emit(.listen, reply.span)
        question.unclear = entry
      case .stillUnclear:
        hasStillUnclear = true
        let leaves = emit(reply.body, &code, around)
        if !reply.body.isEmpty { question.stillUnclear = entry }
        if leaves { continue }
        needsFoot.append(reply.span)
        guard !reply.body.isEmpty else { continue }
        toFoot.append(code.position)
        code.emit(.jump(0), reply.span)
      default:
        if let compiled = self.reply(reply, entry: entry, .question) { question.replies.append(compiled) }
        places.steps[index].replies.append(reply.span)
        if reply.body.isEmpty { checkLostArrow(reply, around.topic) }
        if emit(reply.body, &code, around) { continue }
        needsFoot.append(reply.span)
        toFoot.append(code.position)
        code.emit(.jump(0), reply.span)
      }
    }
    checkAgreement(syntax.replies)
    let takesAnything = question.replies.contains { $0.heads.contains(.anything) }
    if !hasStillUnclear && !takesAnything { needsFoot.append(ask.span) }
    code.land(toFoot)
    compileFoot(syntax, &code, around, needsFoot, &question, hasStillUnclear)
    checkCrisis(syntax, step, takesAnything)
    checkPhrases(syntax.replies)
    if question.replies.isEmpty {
      flowError(
        .noAsk, ask.span, "This question listens for nothing but not understanding. Give it a reply.")
    }
    step.question = question
  }

  private mutating func compileFoot(
    _ syntax: StepSyntax, _ code: inout Emitter, _ around: Surroundings, _ needsFoot: [Span],
    _ question: inout Question, _ hasStillUnclear: Bool
  ) {
    if syntax.foot.isEmpty {
      guard let first = needsFoot.first else { return }
      let isAsk = first == syntax.ask?.span
      flowError(
        .noFoot, first,
        isAsk
          ? "An answer that is not understood twice goes on below the replies, and nothing stands there. Write `-> place` below the last reply, or give `still unclear` an arrow."
          : "This reply does not say where to go, and nothing stands below the replies. Write `-> place` there, or give this reply an arrow."
      )
      code.emit(.leave(.askAgain), first)
      return
    }
    question.foot = code.position
    if !emit(syntax.foot, &code, around) {
      flowError(
        .fallsThrough, syntax.foot[syntax.foot.count - 1].span,
        "When no condition here holds, nothing says where to go. Write `-> place` below it.")
    }
  }

  /// `leave it keep`: a phrase that ends in a place's name, in a reply that goes nowhere, has lost its arrow.
  private mutating func checkLostArrow(_ reply: ReplySyntax, _ topic: String) {
    guard case .words(let phrase)? = reply.phrases.last, let last = phrase.text.split(separator: " ").last,
      last.utf8.count < phrase.text.utf8.count, names.place(String(last), in: topic) != nil
    else { return }
    let end = phrase.span.end
    let place = Span(file: phrase.span.file, start: end - last.utf8.count, end: end)
    findings.warning(
      .missingMark, place, "`\(last)` is a place. Has the arrow before it been lost?",
      hint: "if so, write `->` before it")
  }

  /// Ways of saying yes and no as labels, where the plain word is not listened for.
  private mutating func checkAgreement(_ replies: [ReplySyntax]) {
    for (head, words) in Self.agreements where !replies.contains(where: { $0.name.text == head }) {
      for case let label? in replies.map(\.label) where words.contains(label.text) {
        findings.warning(
          .labelReserved, label.span,
          "`\(label.text)` is one way to say \(head), and this question does not listen for any other. Write `- \(head)`, and all of them are heard."
        )
      }
    }
  }

  private static let agreements: [(head: String, words: Set<String>)] = [
    ("yes", ["yeah", "yep", "yup", "sure", "ok", "okay", "aye"]), ("no", ["nope", "nah", "not really"]),
  ]

  private mutating func checkName(_ reply: ReplySyntax, _ names: inout [String: Span]) {
    if let first = names[reply.name.text] {
      findings.error(
        .labelTaken, reply.name.span, "This question has a reply called `\(reply.name.text)` already.",
        notes: [("It stands here.", first)])
    } else {
      names[reply.name.text] = reply.name.span
    }
  }

  private mutating func checkCrisis(_ syntax: StepSyntax, _ step: Step, _ takesAnything: Bool) {
    let isCrisis = step.tags.contains { program.tags[$0.index].name == "crisis" }
    if isCrisis, !takesAnything, let ask = syntax.ask {
      let hasUnclear = syntax.replies.contains { if case .unclear = $0.head { true } else { false } }
      if !hasUnclear {
        flowError(
          .crisisUnclear, ask.span,
          "This is a `#crisis` question: it says itself what happens when an answer is not understood. Add `- unclear` and its lines."
        )
      }
    }
    guard !isCrisis else { return }
    for reply in syntax.replies {
      for case .intent(let word) in reply.phrases {
        guard let id = names.intents[word.text]?.id, urgentIntents.contains(id) else { continue }
        findings.error(
          .urgentReply, word.span,
          "`[\(word.text)]` is urgent: it interrupts before any reply. Only a `#crisis` step may answer it itself."
        )
      }
    }
  }

  /// Words that choose two replies of one question choose none.
  mutating func checkPhrases(_ replies: [ReplySyntax]) {
    var seen: [String: (reply: Int, span: Span)] = [:]
    for (index, reply) in replies.enumerated() {
      for phrase in reply.phrases {
        let key = Self.key(phrase)
        guard let first = seen[key] else {
          seen[key] = (index, phrase.word.span)
          continue
        }
        if replies[first.reply].name.text == reply.name.text, first.reply != index { continue }
        if first.reply == index {
          findings.warning(
            .samePhrase, phrase.word.span,
            "This reply listens for `\(phrase.word.text)` already; its label counts too.")
        } else {
          findings.error(
            .samePhrase, phrase.word.span,
            "Another reply here listens for `\(phrase.word.text)` too, and words can mean only one of them.",
            notes: [("It stands here.", first.span)])
        }
      }
    }
  }

  private static func key(_ phrase: ReplySyntax.Phrase) -> String {
    switch phrase {
    case .intent(let word): "[" + word.text
    case .quoted(let word): "\"" + plain(word.text)
    case .words(let word): plain(word.text)
    }
  }

  /// Lower case, letters, digits and single spaces only.
  private static func plain(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    var kept: [UInt8] = []
    kept.reserveCapacity(text.utf8.count)
    for byte in (isASCII ? text : text.lowercased()).utf8 {
      if isLetter(byte) {
        kept.append(byte | 0x20)
      } else if isDigit(byte) || byte >= 0x80 {
        kept.append(byte)
      } else if byte == 0x20, let last = kept.last, last != 0x20 {
        kept.append(0x20)
      }
    }
    if kept.last == 0x20 { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }

  // MARK: Looking through

  private mutating func emitLook(
    _ name: Word, _ syntax: StepSyntax, _ code: inout Emitter, _ around: Surroundings, _ step: inout Step,
    _ index: Int
  ) {
    var fact = FactID(0)
    if let found = self.fact(name) {
      fact = found
      uses.readFacts.insert(found)
      if program[found].kind != .text { reportKind(name, found, "text") }
    }
    var look = Look(fact: fact, replies: [])
    code.emit(.look(step.looks.count), name.span)
    var heardNames: [String: Span] = [:]
    for (position, reply) in syntax.replies.enumerated() {
      checkName(reply, &heardNames)
      guard let compiled = self.reply(reply, entry: 0, .look) else { continue }
      look.replies.append(compiled)
      places.steps[index].replies.append(reply.span)
      let isVain = compiled.heads == [.noneOfThese]
      let test = code.position
      code.emit(.unless(isVain ? .lookedInVain : .looked(position), goTo: 0), reply.span)
      _ = emit(reply.body, &code, around)
      code.retarget(test)
    }
    checkPhrases(syntax.replies)
    step.looks.append(look)
    var after = around
    after.isLook = false
    if syntax.foot.isEmpty || !emit(syntax.foot, &code, after) {
      flowError(
        .noFoot, name.span,
        "After looking through, the step must say where to go. Write `-> place` below the last reply.")
    }
  }

  // MARK: Replies

  enum ReplyContext { case question, look, urgent, anytime }

  mutating func reply(_ syntax: ReplySyntax, entry: Int, _ context: ReplyContext) -> Reply? {
    guard isAllowed(syntax, context) else { return nil }
    var heads: [Reply.Head] = []
    switch syntax.head {
    case .yes: heads.append(.yes)
    case .no: heads.append(.no)
    case .number: heads.append(.number)
    case .day: heads.append(.day)
    case .lengthOfTime: heads.append(.lengthOfTime)
    case .item(let list):
      guard let fact = fact(list) else { return nil }
      uses.readFacts.insert(fact)
      guard case .list = program[fact].kind else {
        reportKind(list, fact, "a list")
        return nil
      }
      heads.append(.item(of: fact))
    case .anything: heads.append(.anything)
    case .enter: heads.append(.enter)
    case .noneOfThese: heads.append(.noneOfThese)
    case .heard, .unclear, .stillUnclear: break
    }
    heads += syntax.phrases.compactMap { head($0) }
    if let label = syntax.label, case let name = Self.asName(label.text), names.intents[name] != nil {
      findings.error(
        .labelIsIntent, label.span,
        "`\(label.text)` is also an intent's name. To listen for the intent, write `[\(name)]`; or choose another label."
      )
    }
    var capture: FactID?
    if let word = syntax.capture, context == .look {
      findings.error(
        .captureForm, word.span,
        "Looking through a text keeps nothing of it. Ask for `\(word.text)` in a question.")
    } else if let word = syntax.capture {
      capture = self.capture(word, syntax)
    }
    let label = syntax.label?.text ?? Self.offered(syntax.head)
    return Reply(name: syntax.name.text, label: label, heads: heads, captures: capture, entry: entry)
  }

  /// A label as a name would be written.
  private static func asName(_ label: String) -> String {
    guard label.utf8.contains(0x20) else { return label }
    return String(decoding: label.utf8.map { $0 == 0x20 ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  /// Reserved heads that a person can be offered by their own words.
  private static func offered(_ head: ReplySyntax.Head) -> String? {
    switch head {
    case .yes: "yes"
    case .no: "no"
    default: nil
    }
  }

  private mutating func head(_ phrase: ReplySyntax.Phrase) -> Reply.Head? {
    switch phrase {
    case .intent(let word): return intent(word).map { .intent($0) }
    case .words(let word): return .phrase(self.phrase(word.text, isWhole: false))
    case .quoted(let word): return .phrase(self.phrase(word.text, isWhole: true))
    }
  }

  private mutating func phrase(_ words: String, isWhole: Bool) -> PhraseID {
    let definition = PhraseDefinition(words: words, isWholeMessage: isWhole)
    if let id = phraseIDs[definition] { return id }
    let id = PhraseID(phrases.count)
    phrases.append(definition)
    phraseIDs[definition] = id
    return id
  }

  private mutating func isAllowed(_ syntax: ReplySyntax, _ context: ReplyContext) -> Bool {
    let message: String?
    switch (syntax.head, context) {
    case (.heard, _), (.noneOfThese, .look): message = nil
    case (.yes, .look), (.no, .look), (.number, .look), (.day, .look), (.lengthOfTime, .look): message = nil
    case (.noneOfThese, .question):
      message = "`none of these` belongs to `@look through`. For any other answer, write `anything`."
    case (_, .question): message = nil
    case (_, .look): message = "`\(syntax.name.text)` can't be looked for in a text."
    case (_, .urgent), (_, .anytime):
      message =
        "`\(syntax.name.text)` answers a question; here nothing was asked. Use intents, or a label with phrases."
    }
    guard let message else { return true }
    findings.error(.replyPlace, syntax.name.span, message)
    return false
  }

  private mutating func capture(_ word: Word, _ syntax: ReplySyntax) -> FactID? {
    guard let fact = written(word) else { return nil }
    let kind = program[fact].kind
    switch (syntax.head, kind) {
    case (.number, .count), (.anything, .text), (.day, .text), (.lengthOfTime, .text), (.item, .text):
      return fact
    case (.item(let list), .item(let of)) where names.facts[list.text]?.id == of: return fact
    case (.number, _): reportKind(word, fact, "a count, like `@fact \(word.text): 0 to 10`,")
    case (.item(let list), _): reportKind(word, fact, "an `item of \(list.text)`")
    default: reportKind(word, fact, "text")
    }
    return nil
  }
}
