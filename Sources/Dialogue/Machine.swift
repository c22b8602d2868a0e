/// Runs instructions until the coach waits for an answer or the conversation ends.
struct Machine {
  let program: Program
  var state: State
  var effects: [Effect] = []
  /// The paragraph being spoken, not yet among the effects.
  var paragraph = ""
  /// Replies to offer by `{choices}`; empty means all of the question's.
  var offered: [Int] = []
  /// Rank of the urgent reply whose body runs now.
  var urgency: Int?
  /// What the turn read and entered, when somebody asked to know.
  var trace: Trace?
  /// When exploring: what is assumed of facts that are not followed.
  var assumptions: Assumptions?
  /// Instructions this turn may still run.
  var fuel = Machine.mostInstructions

  /// More than any sane turn needs; checking a script finds loops that ask nothing, and this bounds the rest.
  static let mostInstructions = 10_000
  /// Closed rules may send on to closed places; after so many the path stops where it is.
  static let mostRedirects = 16

  init(program: Program, state: State) {
    self.program = program
    self.state = state
  }

  mutating func begin(_ opening: Opening) {
    state = State(program: program, seed: opening.seed, country: opening.country)
    for (name, value) in opening.facts {
      guard let fact = program.fact(named: name), program[fact].admits(value) else {
        effects.append(.dropped(fact: name))
        continue
      }
      state[fact] = value
      state.remembered[fact.index] = true
    }
    enter(program.start)
  }

  mutating func hear(_ understanding: Understanding) {
    guard !state.ended else { return }
    settleUrgentFacts(understanding)
    switch understanding.choice {
    case .urgent(let rank):
      leaveUrgentVisit()
      urgency = rank
      run(Program.manifest, from: program.urgent[rank].entry)
    case .anytime(let index):
      run(Program.manifest, from: program.anytime[index].entry)
    case .reply(let index, let captured):
      reply(index, captured)
    case .unclear(let tied):
      miss(tied)
    case .nothing:
      break
    }
    flush()
  }

  /// What the step at hand shows of helplines comes again for the country, at once: nobody should have to ask twice.
  mutating func setCountry(_ country: String?) {
    guard !state.ended else { return }
    state.country = country
    for instruction in program[state.at].code {
      if case .ask = instruction { break }
      if case .showHelplines(let purpose) = instruction { show(helplinesFor: purpose) }
    }
    askAgain()
    flush()
  }

  mutating func resume(at step: StepID) {
    state.ended = false
    state.visits = []
    enter(step)
  }

  /// Every urgent reply that matched sets its facts, also those that do not take the turn: their guards apply.
  private mutating func settleUrgentFacts(_ understanding: Understanding) {
    for rank in understanding.urgent {
      if case .urgent(rank) = understanding.choice { continue }
      var position = program.urgent[rank].entry
      let code = program[Program.manifest].code
      // Jumps only go forward, so this ends.
      while position < code.count, !code[position].isLeave {
        let instruction = code[position]
        position += 1
        switch instruction {
        case .change(let change): apply(change)
        case .unless(let condition, let target): if !satisfies(condition) { position = target }
        case .jump(let target): position = target
        default: break
        }
      }
    }
  }

  /// A higher urgent reply replaces the urgent visit under way, so that the return is to the original question.
  private mutating func leaveUrgentVisit() {
    guard let index = state.visits.firstIndex(where: { $0.urgency != nil }) else { return }
    state.at = state.visits[index].step
    state.visits.removeLast(state.visits.count - index)
  }

  private mutating func reply(_ index: Int, _ captured: FactValue?) {
    guard let question = program[state.at].question else { return }
    let reply = question.replies[index]
    if let fact = reply.captures, let captured { set(fact, captured) }
    state.misses = 0
    run(state.at, from: reply.entry)
  }

  private mutating func miss(_ tied: [Int]) {
    guard let question = program[state.at].question else { return }
    state.misses += 1
    offered = tied
    if state.misses == 1 {
      run(own: question.unclear, orManifest: program.unclear)
    } else {
      state.misses = 0
      run(own: question.stillUnclear, orManifest: program.stillUnclear)
    }
  }

  private mutating func run(own position: Int?, orManifest fallback: Int) {
    if let position { run(state.at, from: position) } else { run(Program.manifest, from: fallback) }
  }

  /// Come back from the innermost visit, and go on from there.
  mutating func endVisit() {
    if let next = comeBack() { goOn(next.step, from: next.position) }
    flush()
  }

  /// Run on from a position.
  mutating func goOn(_ step: StepID, from position: Int) {
    run(step, from: position)
    flush()
  }

  /// Go into a step from its top, past the closed rules.
  mutating func enter(_ wanted: StepID) {
    let step = opened(wanted)
    if !program[step].isVisited { state.visits.removeAll() }
    state.at = step
    state.misses = 0
    run(step, from: 0)
    flush()
  }

  /// The step that stands in for one whose tag is closed now.
  mutating func opened(_ wanted: StepID) -> StepID {
    var step = wanted
    for _ in 0..<Self.mostRedirects {
      guard let place = replacement(for: step) else { break }
      step = place
    }
    trace?.entered.append(Trace.Entry(step: step, facts: state.facts))
    return step
  }

  private mutating func replacement(for step: StepID) -> StepID? {
    for rule in program.closed where closes(rule, step) {
      trace?.closing.append(contentsOf: rule.condition.facts)
      return rule.place
    }
    return nil
  }

  private mutating func closes(_ rule: ClosedRule, _ step: StepID) -> Bool {
    program[step].tags.contains(rule.tag) && rule.place != step && satisfies(rule.condition)
  }

  private mutating func satisfies(_ condition: Condition) -> Bool {
    if let assumptions {
      if let holds = assumptions.holds(condition, state, program) { return holds }
      if trace?.undecided == nil { trace?.undecided = condition }
      return false
    }
    trace?.read.append(contentsOf: condition.facts)
    return state.satisfies(condition, in: program)
  }

  private mutating func run(_ start: StepID, from position: Int) {
    var step = start
    var position = position
    while fuel > 0 {
      fuel -= 1
      guard position < program[step].code.count else { return }
      let instruction = program[step].code[position]
      position += 1
      switch instruction {
      case .say(let line): say(line)
      case .vary(let index): vary(index)
      case .pause(let seconds):
        flush()
        effects.append(.pause(seconds: seconds))
      case .showList(let fact): show(list: fact)
      case .showHelplines(let purpose): show(helplinesFor: purpose)
      case .change(let change):
        if let assumptions, assumptions.isOpen(change) {
          trace?.forks.append(Fork(state: state, step: step, position: position))
          assume(change)
        } else {
          apply(change)
        }
      case .unless(let condition, let target):
        if let assumptions, assumptions.known(condition, state, program) == nil {
          trace?.forks.append(Fork(state: state, step: step, position: target))
        } else if !satisfies(condition) {
          position = target
        }
      case .jump(let target): position = target
      case .look(let index): state.looked = program.look(program[step].looks[index], in: state)
      case .ask:
        ask()
        return
      case .listen: return
      case .foot:
        guard let foot = program[state.at].question?.foot else { return askAgain() }
        step = state.at
        position = foot
      case .leave(let exit):
        guard let next = leave(exit, step, position) else { return }
        (step, position) = next
      }
    }
    flush()
    state.ended = true
    effects.append(.end(.stuck))
  }

  /// Where an exit leads: a step and a position to go on at, or nil when the turn is over.
  private mutating func leave(
    _ exit: Exit, _ step: StepID, _ position: Int
  ) -> (step: StepID, position: Int)? {
    switch exit {
    case .go(let place): return arrive(place)
    case .visitAndResume(let place): return visit(place, resume: .at(position), from: step)
    case .visitAndAskAgain(let place): return visit(place, resume: .askAgain, from: step)
    case .askAgain:
      askAgain()
      return nil
    case .back: return comeBack()
    case .end:
      flush()
      state.ended = true
      effects.append(.end(.goodbye))
      return nil
    }
  }

  private mutating func visit(
    _ place: StepID, resume: Visit.Resume, from step: StepID
  ) -> (step: StepID, position: Int) {
    // The manifest's code runs on behalf of the question that was interrupted.
    let origin = step == Program.manifest ? state.at : step
    state.visits.append(Visit(step: origin, resume: resume, urgency: urgency))
    urgency = nil
    return arrive(place)
  }

  private mutating func arrive(_ wanted: StepID) -> (step: StepID, position: Int) {
    let step = opened(wanted)
    if !program[step].isVisited { state.visits.removeAll() }
    beginParagraph()
    state.at = step
    state.misses = 0
    return (step, 0)
  }

  private mutating func comeBack() -> (step: StepID, position: Int)? {
    guard let visit = state.visits.popLast() else {
      askAgain()
      return nil
    }
    guard !visit.isSomewhere else {
      trace?.returnsSomewhere = true
      return nil
    }
    trace?.cameBack = true
    let step = opened(visit.step)
    guard step == visit.step else { return arrive(step) }
    beginParagraph()
    state.at = step
    state.misses = 0
    switch visit.resume {
    case .at(let position):
      lookAgain(step, before: position)
      return (step, position)
    case .askAgain:
      ask()
      return nil
    }
  }

  /// A visit may have looked through something itself; what was found here before is found again.
  private mutating func lookAgain(_ step: StepID, before position: Int) {
    for case .look(let index) in program[step].code[..<position].reversed() {
      state.looked = program.look(program[step].looks[index], in: state)
      return
    }
  }

  /// Ask the question that waits once more, unless its step was closed meanwhile.
  mutating func askAgain() {
    let step = opened(state.at)
    guard step == state.at else { return enter(step) }
    state.misses = 0
    beginParagraph()
    ask()
  }

  private mutating func ask() {
    if let question = program[state.at].question { say(question.ask) }
    flush()
  }
}
