extension Program {
  /// What happens: the one place that says so. Pure; the same state and event give the same result everywhere.
  public func step(_ state: State, _ event: Event) -> (state: State, effects: [Effect]) {
    var machine = Machine(program: self, state: state)
    machine.take(event)
    return (machine.state, machine.effects)
  }

  /// The same, telling also what was read and entered on the way: for exploring a program.
  public func stepTracing(_ state: State, _ event: Event) -> (state: State, effects: [Effect], trace: Trace) {
    var machine = Machine(program: self, state: state)
    machine.trace = Trace()
    machine.take(event)
    return (machine.state, machine.effects, machine.trace ?? Trace())
  }

  /// A visit ends, and it began here.
  public func returnTracing(
    to visit: Visit, from state: State
  ) -> (state: State, effects: [Effect], trace: Trace) {
    var machine = Machine(program: self, state: state)
    machine.trace = Trace()
    // The place may itself lie inside a visit whose beginning is not known.
    machine.state.visits = (self[visit.step].isVisited ? [.somewhere(urgency: nil)] : []) + [visit]
    machine.endVisit()
    return (machine.state, machine.effects, machine.trace ?? Trace())
  }
}

/// What one turn read and entered.
public struct Trace: Equatable, Sendable {
  /// Facts that a condition on the way tested, in order, repeats included.
  public var read: [FactID] = []
  /// Steps gone into, returns included, in order; a closed step does not count, its replacement does.
  public var entered: [StepID] = []
  /// Whether a visit ended that began somewhere not known: `Visit.somewhere`.
  public var returnsSomewhere = false

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
