import Dialogue

/// Which instructions can run at all, and what facts can be there: a fixpoint over all paths, closed rules and
/// interrupts included. It may call possible what is not, never the other way round.
struct Reach {
  let program: Program
  let domain: Domain
  /// By `StepID`: what may be on entering; nil where nobody gets.
  private(set) var entry: [Possible?]
  /// By `StepID` and position: what may be before the instruction; nil where nobody gets.
  private(set) var before: [[Possible?]]
  /// By `StepID` and position: whether more became possible there since it last was looked at.
  private var isNews: [[Bool]]
  /// By `StepID` and index: whether a reply can be given.
  private(set) var replies: [[Bool]]
  /// By `StepID`: a step that leads here, for telling a path; -1 for none.
  private(set) var cameFrom: [Int]
  /// What may be while any question waits.
  private var waiting: Possible?
  /// What interrupts may change while a question waits, and visits while they last.
  private var meanwhile: Possible
  /// By `StepID`: the closed rules that its tags bring.
  private let closings: [[ClosedRule]]
  private let code: [[Instruction]]
  private var open: [Int] = []
  private var isOpen: [Bool]
  private var mustInterrupt = false

  init(program: Program) {
    self.program = program
    domain = Domain(program: program)
    entry = Array(repeating: nil, count: program.steps.count)
    before = program.steps.map { Array(repeating: nil, count: $0.code.count + 1) }
    isNews = program.steps.map { Array(repeating: false, count: $0.code.count + 1) }
    replies = program.steps.map { Array(repeating: false, count: $0.question?.replies.count ?? 0) }
    cameFrom = Array(repeating: -1, count: program.steps.count)
    isOpen = Array(repeating: false, count: program.steps.count)
    meanwhile = domain.nothing
    closings = program.steps.indices.map { step in
      program.closed.filter { $0.place.index != step && program.steps[step].tags.contains($0.tag) }
    }
    code = program.steps.map(\.code)
    collectMeanwhile()
  }

  /// Held facts may stand at any value they are ever given, because undo and resuming keep them; others may be
  /// changed by places that are visited. A remembered fact may begin with any value it is ever given.
  private mutating func collectMeanwhile() {
    for step in program.steps.indices {
      let isVisited = step == 0 || program.steps[step].isVisited
      for case .change(let change) in program.steps[step].code {
        for (fact, bits) in domain.written(change) where isVisited || program[fact].isHeld {
          domain.add(bits, to: fact, in: &meanwhile)
        }
      }
      for reply in program.steps[step].question?.replies ?? [] where isVisited {
        if let fact = reply.captures {
          domain.add(domain.all(fact) & ~(domain.startsUnknown(fact) ? 1 : 0), to: fact, in: &meanwhile)
        }
      }
    }
  }

  private var remembered: Possible {
    var state = domain.initial
    for step in program.steps {
      for case .change(.remember(let fact)) in step.code {
        domain.set(fact, to: domain.all(fact), in: &state)
      }
    }
    return state
  }

  mutating func run() {
    arrive(program.start, remembered, from: -1)
    while !open.isEmpty || mustInterrupt {
      let round = open
      open.removeAll(keepingCapacity: true)
      for step in round {
        isOpen[step] = false
        runStep(step)
      }
      // Interrupts lead everywhere, so they wait until nothing else is news.
      if open.isEmpty, mustInterrupt {
        mustInterrupt = false
        runInterrupts()
      }
    }
  }

  private mutating func push(_ step: Int) {
    guard !isOpen[step] else { return }
    isOpen[step] = true
    open.append(step)
  }

  // MARK: Entering

  /// Enter a step as the closed rules allow.
  private mutating func arrive(_ wanted: StepID, _ state: Possible, from: Int, depth: Int = 0) {
    var state = state
    if depth < 16 {
      for rule in closings[wanted.index] {
        let parts = domain.split(rule.condition, state)
        if let holds = parts.holds { arrive(rule.place, holds, from: from, depth: depth + 1) }
        guard let fails = parts.fails else { return }
        state = fails
      }
    }
    let step = wanted.index
    if entry[step] == nil {
      entry[step] = state
      cameFrom[step] = from
      push(step)
    } else if entry[step]?.join(state) == true {
      push(step)
    }
  }

  // MARK: One step

  private mutating func runStep(_ step: Int) {
    guard let start = entry[step] else { return }
    reach(step, 0, start)
    flow(step, from: 0)
  }

  private mutating func reach(_ step: Int, _ position: Int, _ state: Possible) {
    if before[step][position] == nil {
      before[step][position] = state
      isNews[step][position] = true
    } else if before[step][position]?.join(state) == true {
      isNews[step][position] = true
    }
  }

  /// Jumps only go forward, so one pass in order sees everything.
  private mutating func flow(_ step: Int, from first: Int) {
    let code = code[step]
    for position in first..<code.count {
      guard isNews[step][position], var state = before[step][position] else { continue }
      isNews[step][position] = false
      switch code[position] {
      case .change(let change):
        domain.apply(change, to: &state)
        reach(step, position + 1, state)
      case .unless(let condition, let target):
        let parts = domain.split(condition, state)
        if let holds = parts.holds { reach(step, position + 1, holds) }
        if let fails = parts.fails { reach(step, target, fails) }
      case .jump(let target): reach(step, target, state)
      case .ask: wait(step, state)
      case .listen, .foot: break
      case .leave(let exit): leave(exit, step, position, state)
      case .say, .vary, .pause, .showList, .showHelplines, .look: reach(step, position + 1, state)
      }
    }
  }

  /// A question waits: interrupts may come, then one of its replies.
  private mutating func wait(_ step: Int, _ asked: Possible) {
    guard let question = program.steps[step].question else { return }
    var state = asked
    _ = state.join(meanwhile)
    if waiting == nil {
      waiting = state
      entry[0] = state
      mustInterrupt = true
    } else if waiting?.join(state) == true {
      mustInterrupt = true
    }
    comeBack(step, state)
    for (index, reply) in question.replies.enumerated() where canHear(reply, state) {
      replies[step][index] = true
      var kept = state
      domain.capture(reply, &kept)
      reach(step, reply.entry, kept)
    }
    guard canMiss(question) else { return }
    if let unclear = question.unclear { reach(step, unclear, state) }
    if let stillUnclear = question.stillUnclear {
      reach(step, stillUnclear, state)
    } else if let foot = question.foot {
      reach(step, foot, state)
    }
  }

  /// Where any answer is taken, only a tie between two other replies is not understood.
  private func canMiss(_ question: Question) -> Bool {
    guard question.replies.contains(where: { $0.heads.contains(.anything) }) else { return true }
    return question.replies.count { $0.heads != [.anything] && $0.heads != [.enter] } > 1
  }

  private func canHear(_ reply: Reply, _ state: Possible) -> Bool {
    reply.heads.contains { head in
      if case .item(let list) = head { return domain.bits(of: list, in: state) != 1 }
      return true
    }
  }

  /// A visit may end at a question whose place was closed meanwhile.
  private mutating func comeBack(_ step: Int, _ state: Possible) {
    for rule in closings[step] {
      if let holds = domain.split(rule.condition, state).holds { arrive(rule.place, holds, from: step) }
    }
  }

  /// The code of `@urgent` and `@anytime`, and the defaults, begins wherever a question waits.
  private mutating func runInterrupts() {
    guard let state = waiting else { return }
    for reply in program.urgent + program.anytime { reach(0, reply.entry, state) }
    reach(0, program.unclear, state)
    reach(0, program.stillUnclear, state)
    flow(0, from: 0)
  }

  private mutating func leave(_ exit: Exit, _ step: Int, _ position: Int, _ state: Possible) {
    switch exit {
    case .go(let place), .visitAndAskAgain(let place): arrive(place, state, from: step)
    case .visitAndResume(let place):
      arrive(place, state, from: step)
      var after = state
      _ = after.join(meanwhile)
      reach(step, position + 1, after)
    case .askAgain, .back, .end: break
    }
  }

  /// A way from the start to a step, by addresses.
  func path(to step: Int) -> [String] {
    var path: [String] = []
    var at = step
    while at >= 0, path.count < 64 {
      path.append(program.steps[at].address)
      at = cameFrom[at]
    }
    return path.reversed()
  }
}
