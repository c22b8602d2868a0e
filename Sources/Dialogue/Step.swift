extension Program {
  /// What happens: the one place that says so. Pure; the same state and event give the same result everywhere.
  public func step(_ state: State, _ event: Event) -> (state: State, effects: [Effect]) {
    var machine = Machine(program: self, state: state)
    machine.take(event)
    return (machine.state, machine.effects)
  }

  /// The same, telling also what was read and entered on the way: for exploring a program.
  public func stepTracing(
    _ state: State, _ event: Event, assuming assumptions: Assumptions? = nil
  ) -> (state: State, effects: [Effect], trace: Trace) {
    var machine = Machine(program: self, state: state)
    machine.trace = Trace()
    machine.assumptions = assumptions
    machine.take(event)
    return (machine.state, machine.effects, machine.trace ?? Trace())
  }

  /// A visit ends, and it began here.
  ///
  /// - Parameter urgency: how urgent it was there already, where that is known.
  public func returnTracing(
    to visit: Visit, inside urgency: Int? = nil, from state: State, assuming assumptions: Assumptions? = nil
  ) -> (state: State, effects: [Effect], trace: Trace) {
    var machine = Machine(program: self, state: state)
    machine.trace = Trace()
    machine.assumptions = assumptions
    // The place may itself lie inside a visit whose beginning is not known.
    machine.state.visits = (self[visit.step].isVisited ? [.somewhere(urgency: urgency)] : []) + [visit]
    machine.endVisit()
    return (machine.state, machine.effects, machine.trace ?? Trace())
  }

  /// A turn goes on the other way.
  public func forkTracing(
    _ fork: Fork, assuming assumptions: Assumptions
  ) -> (state: State, effects: [Effect], trace: Trace) {
    var machine = Machine(program: self, state: fork.state)
    machine.trace = Trace()
    machine.assumptions = assumptions
    machine.goOn(fork.step, from: fork.position)
    return (machine.state, machine.effects, machine.trace ?? Trace())
  }
}

/// What one turn read and entered.
public struct Trace: Sendable {
  /// A step gone into, and what was known then, by `FactID`.
  public struct Entry: Sendable {
    public var step: StepID
    public var facts: [FactValue]

    public init(step: StepID, facts: [FactValue]) {
      self.step = step
      self.facts = facts
    }
  }

  /// Facts that a condition on the way tested, in order, repeats included.
  public var read: [FactID] = []
  /// Steps gone into, returns included, in order; a closed step does not count, its replacement does.
  public var entered: [Entry] = []
  /// Facts of the closed rules that turned the way aside.
  public var closing: [FactID] = []
  /// The first condition of a closed rule that nobody had decided; the turn went on as if it did not hold.
  public var undecided: Condition?
  /// Where the turn could have gone otherwise: conditions of the script that are not known. It went on as if they held.
  public var forks: [Fork] = []
  /// Whether a visit ended that began somewhere not known: `Visit.somewhere`.
  public var returnsSomewhere = false
  /// Whether a visit ended that began somewhere known, so that where the turn leads depends on that place.
  public var cameBack = false

  public init() {}
}

extension Machine {
  mutating func take(_ event: Event) {
    switch event {
    case .begin(let opening): begin(opening)
    case .heard(let understanding): hear(understanding)
    case .country(let country): setCountry(country)
    case .askAgain: if !state.ended { askAgain() }
    case .resume(let step): resume(at: step)
    }
  }
}
