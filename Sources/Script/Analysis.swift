import Dialogue
import Intents

/// What can be known without a person: dead ends, dead parts, and facts that may be missing when spoken.
struct Analysis {
  let program: Program
  let intents: [IntentDefinition]
  let places: Places
  let source: ScriptSource
  let uses: Uses
  var findings = Findings()
  var reach: Reach

  init(program: Program, intents: [IntentDefinition], places: Places, source: ScriptSource, uses: Uses) {
    self.program = program
    self.intents = intents
    self.places = places
    self.source = source
    self.uses = uses
    reach = Reach(program: program)
  }

  mutating func run() {
    reach.run()
    checkLoops()
    checkClosed()
    checkSteps()
    for step in program.steps.indices { checkInstructions(step) }
    checkWaysOut()
    checkFacts()
    checkIntents()
    checkPromises()
  }

  // MARK: What nobody gets to

  private mutating func checkSteps() {
    for step in program.steps.indices.dropFirst() {
      guard reach.entry[step] != nil else {
        findings.warning(
          .unreachableStep, places.steps[step].heading,
          "No path leads to `\(program.steps[step].address)`. Go there from somewhere with `->`, or delete it."
        )
        continue
      }
      checkReplies(step)
    }
  }

  private mutating func checkReplies(_ step: Int) {
    for (index, isReached) in reach.replies[step].enumerated() where !isReached {
      guard reach.before[step].contains(where: { $0 != nil }), isAsked(step) else { continue }
      findings.warning(
        .deadReply, places.steps[step].replies[index],
        "This reply can never be given: its list is always empty here.")
    }
  }

  private func isAsked(_ step: Int) -> Bool {
    program.steps[step].code.firstIndex(of: .ask).map { reach.before[step][$0] != nil } ?? false
  }

  // MARK: Instructions

  private mutating func checkInstructions(_ step: Int) {
    guard step == 0 || reach.entry[step] != nil else { return }
    for (position, instruction) in program.steps[step].code.enumerated() {
      let span = places.steps[step].code[position]
      guard let state = reach.before[step][position] else {
        continue
      }
      switch instruction {
      case .say(let line): checkSpoken(line, state, span)
      case .vary(let index):
        for line in program.variations[index].alternatives.joined() { checkSpoken(line, state, span) }
      case .ask:
        if let ask = program.steps[step].question?.ask { checkSpoken(ask, state, span) }
      case .unless(let condition, let target): checkCondition(condition, target, step, position, state)
      case .change(let change): checkChange(change, state, span, step)
      default: break
      }
    }
  }

  private mutating func checkSpoken(_ line: Line, _ state: Possible, _ span: Span) {
    for case .fact(let fact, _) in line.pieces {
      guard reach.domain.startsUnknown(fact), reach.domain.bits(of: fact, in: state) & Possible.unknown != 0
      else { continue }
      let name = program[fact].name
      findings.error(
        .maybeUnknown, brace(name, in: span),
        "`\(name)` may not be known yet when this is said. Say it under `@when \(name) is known`, or ask for it first.",
        notes: [("It is declared here.", places.facts[fact.index])])
    }
  }

  /// Where a line speaks a fact.
  private func brace(_ name: String, in span: Span) -> Span {
    let bytes = source.files[span.file].bytes
    let wanted = Array("{".utf8) + Array(name.utf8)
    var at = span.start
    while at + wanted.count < span.end {
      if bytes[at...].starts(with: wanted), !isNameByte(bytes[at + wanted.count]) {
        return Span(file: span.file, start: at + 1, end: at + wanted.count)
      }
      at += 1
    }
    return span
  }

  private mutating func checkCondition(
    _ condition: Condition, _ target: Int, _ step: Int, _ position: Int, _ state: Possible
  ) {
    let parts = reach.domain.split(condition, state)
    let span = places.steps[step].code[position]
    if parts.holds == nil {
      findings.warning(
        .impossibleCondition, span,
        "This condition can never hold here, so the lines below it are never reached.")
    } else if parts.fails == nil, isDeadOtherwise(step, target) {
      findings.warning(
        .impossibleCondition, span,
        "This condition always holds here, so what stands after it as another case is never reached.")
    }
  }

  private func isDeadOtherwise(_ step: Int, _ target: Int) -> Bool {
    target < program.steps[step].code.count && reach.before[step][target] == nil
  }

  private mutating func checkChange(_ change: FactChange, _ state: Possible, _ span: Span, _ step: Int) {
    switch change {
    case .add(_, let list), .addText(_, let list):
      guard case .list(let capacity) = program[list].kind,
        reach.domain.bits(of: list, in: state) & Possible.bit(capacity) != 0
      else {
        return
      }
      findings.error(
        .fullList, span,
        "`\(program[list].name)` may be full here, with \(capacity) items, and would not take another. Test `\(program[list].name) is full` before.",
        notes: [("One way here: " + reach.path(to: step).joined(separator: ", ") + ".", nil)])
    default: break
    }
  }

  // MARK: Facts, intents, promises

  private mutating func checkFacts() {
    var remembered: [FactID: Span] = [:]
    for step in program.steps.indices {
      for (position, instruction) in program.steps[step].code.enumerated() {
        if case .change(.remember(let fact)) = instruction, remembered[fact] == nil {
          remembered[fact] = places.steps[step].code[position]
        }
      }
    }
    for index in program.facts.indices {
      let fact = FactID(index)
      let name = program.facts[index].name
      let isRead = uses.readFacts.contains(fact)
      let isWritten = uses.writtenFacts.contains(fact)
      if let span = remembered[fact], !isRead {
        findings.warning(.uselessRemember, span, "`\(name)` is remembered, but nothing ever reads it.")
      } else if !isRead {
        findings.warning(
          .unusedFact, places.facts[index],
          isWritten ? "`\(name)` is set, but nothing ever reads it." : "`\(name)` is never used.")
      } else if !isWritten {
        findings.warning(.unusedFact, places.facts[index], "Nothing ever gives `\(name)` a value.")
      }
    }
  }

  private mutating func checkIntents() {
    for (index, intent) in intents.enumerated() where !uses.intents.contains(IntentID(index)) {
      findings.warning(
        .unusedIntent, places.intents[index].name,
        "Nothing listens for `\(intent.name)`: no reply names `[\(intent.name)]`.")
    }
  }

  private mutating func checkPromises() {
    for (index, promise) in program.promises.enumerated() {
      let target: Promise.Target
      var after: Condition?
      switch promise.claim {
      case .never(let condition, let place):
        target = place
        after = condition
      case .reaches(_, let place, _), .canReach(let place): target = place
      }
      if !isReached(target) {
        findings.error(
          .unreachablePromise, places.promises[index],
          "Nothing gets where this promise speaks of, whatever happens, so it promises nothing.")
      } else if let after, !canHold(after) {
        findings.error(
          .unreachablePromise, places.promises[index],
          "What stands after `after` can never be so, so this promises nothing.")
      }
    }
  }

  private func isReached(_ target: Promise.Target) -> Bool {
    switch target {
    case .step(let step): reach.entry[step.index] != nil
    case .tag(let tag):
      program.steps.indices.contains { reach.entry[$0] != nil && program.steps[$0].tags.contains(tag) }
    }
  }

  func canHold(_ condition: Condition) -> Bool {
    for states in reach.before {
      for case let state? in states where reach.domain.split(condition, state).holds != nil { return true }
    }
    return false
  }
}
