import Dialogue

/// The code of one step under construction, with where each instruction was written.
struct Emitter {
  var code: [Instruction] = []
  var spans: [Span] = []

  var position: Int { code.count }

  mutating func emit(_ instruction: Instruction, _ span: Span) {
    code.append(instruction)
    spans.append(span)
  }

  /// Send the jumps at these positions to here.
  mutating func land(_ jumps: [Int]) {
    for jump in jumps { code[jump] = .jump(position) }
  }

  mutating func retarget(_ test: Int) {
    if case .unless(let condition, _) = code[test] { code[test] = .unless(condition, goTo: position) }
  }
}

/// What may stand in the code that is being emitted.
struct Surroundings {
  var topic: String
  var hasQuestion: Bool
  var isManifest = false
  var isLook = false
}

extension Compiler {
  /// Emit lines in order. True when every path through them leaves.
  mutating func emit(_ items: [ItemSyntax], _ into: inout Emitter, _ around: Surroundings) -> Bool {
    var isGone = false
    for item in items {
      if isGone {
        flowError(
          .afterLeaving, item.span, "This is never reached: every path above it has gone elsewhere.")
        break
      }
      isGone = emit(item, &into, around)
    }
    return isGone
  }

  private mutating func emit(_ item: ItemSyntax, _ into: inout Emitter, _ around: Surroundings) -> Bool {
    switch item.kind {
    case .speech(let speech):
      into.emit(.say(line(speech)), item.span)
    case .pause(let seconds): into.emit(.pause(seconds: seconds), item.span)
    case .showList(let name):
      guard let fact = fact(name) else { return false }
      uses.readFacts.insert(fact)
      guard case .list = program[fact].kind else {
        reportKind(name, fact, "a list")
        return false
      }
      into.emit(.showList(fact), item.span)
    case .showHelplines(let purpose):
      checkPurpose(purpose)
      into.emit(.showHelplines(purpose: purpose.text), item.span)
    case .change(let syntax):
      if let change = change(syntax, item.span) { into.emit(.change(change), item.span) }
    case .when(let branches): return emit(branches, &into, around)
    case .vary(let kind, let alternatives):
      into.emit(.vary(program.variations.count), item.span)
      program.variations.append(Variation(kind: kind, alternatives: alternatives.map { $0.map { line($0) } }))
    case .leave(let syntax): return emitLeave(syntax, &into, around)
    }
    return false
  }

  private mutating func emit(_ branches: [BranchSyntax], _ into: inout Emitter, _ around: Surroundings)
    -> Bool
  {
    var jumps: [Int] = []
    var allLeave = true
    for (index, branch) in branches.enumerated() {
      let test = into.position
      if let syntax = branch.condition {
        into.emit(.unless(condition(syntax) ?? .all([]), goTo: 0), syntax.span)
      }
      let isGone = emit(branch.body, &into, around)
      if !isGone {
        allLeave = false
        if index < branches.count - 1 {
          jumps.append(into.position)
          into.emit(.jump(0), branch.span)
        }
      }
      if branch.condition != nil { into.retarget(test) }
    }
    into.land(jumps)
    return allLeave && branches.last?.condition == nil
  }

  private mutating func emitLeave(_ syntax: ExitSyntax, _ into: inout Emitter, _ around: Surroundings) -> Bool
  {
    if around.isLook {
      if case .visitAndResume = syntax.kind {
      } else {
        findings.error(
          .replyPlace, syntax.span,
          "A look runs every reply that fits, in order, so none may go elsewhere. The way on stands below them."
        )
        return false
      }
    }
    if !around.hasQuestion, !around.isManifest {
      switch syntax.kind {
      case .askAgain, .visitAndAskAgain:
        findings.error(.malformed, syntax.span, "This step asks nothing, so there is nothing to ask again.")
        return true
      default: break
      }
    }
    guard let exit = exit(syntax, around) else { return syntax.kind.leaves || around.isManifest }
    into.emit(.leave(exit), syntax.span)
    return syntax.kind.leaves
  }

  mutating func exit(_ syntax: ExitSyntax, _ around: Surroundings) -> Exit? {
    switch syntax.kind {
    case .askAgain: return .askAgain
    case .back:
      guard !around.isManifest else {
        findings.error(
          .replyPlace, syntax.span,
          "The manifest is no place that is visited, so there is no way back from it.")
        return nil
      }
      return .back
    case .end: return .end
    case .go(let word): return place(word, in: around.topic).map { .go($0) }
    case .visitAndAskAgain(let word): return place(word, in: around.topic).map { .visitAndAskAgain($0) }
    case .visitAndResume(let word):
      guard !around.isManifest else {
        findings.error(
          .replyPlace, syntax.span,
          "Here the question that was interrupted is asked again: write `and ask again`.",
          replace: (Span(file: word.span.file, start: word.span.end, end: syntax.span.end), " and ask again"))
        return nil
      }
      return place(word, in: around.topic).map { .visitAndResume($0) }
    }
  }

  // MARK: Speech

  mutating func line(_ speech: SpeechSyntax) -> Line {
    var pieces: [Line.Piece] = []
    for piece in speech.pieces {
      switch piece {
      case .text(let text): pieces.append(.text(text))
      case .emergency: pieces.append(.emergency)
      case .choices: pieces.append(.choices)
      case .fact(let word, let reflected):
        guard let fact = fact(word) else { continue }
        uses.readFacts.insert(fact)
        if reflected { checkReflected(word, fact) }
        pieces.append(.fact(fact, reflected: reflected))
      }
    }
    return Line(pieces: pieces, joins: speech.joins)
  }

  private mutating func checkReflected(_ word: Word, _ fact: FactID) {
    switch program[fact].kind {
    case .text, .item, .list: break
    case .yesOrNo, .oneOf, .count: reportKind(word, fact, "a person's own words, for `reflected`,")
    }
  }
}

extension ExitSyntax.Kind {
  /// Whether the path ends here; a visit that resumes goes on.
  var leaves: Bool {
    if case .visitAndResume = self { return false }
    return true
  }
}
