extension Program {
  /// What happens: the one place that says so. Pure; the same state and event give the same result everywhere.
  public func step(_ state: State, _ event: Event) -> (state: State, effects: [Effect]) {
    var machine = Machine(program: self, state: state)
    switch event {
    case .begin(let opening): machine.begin(opening)
    case .heard(let understanding): machine.hear(understanding)
    case .country(let country): machine.setCountry(country)
    case .resume(let step): machine.resume(at: step)
    }
    return (machine.state, machine.effects)
  }
}
