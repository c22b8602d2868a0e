/// A conversation and its past: what undo goes back through.
public struct Conversation: Sendable {
  public let program: Program
  public private(set) var state: State
  /// The states before each turn, oldest first, at most `mostUndo`.
  public private(set) var past: [State]

  /// Turns that can be taken back.
  public static let mostUndo = 1_000

  public init(program: Program) {
    self.program = program
    state = State(program: program, seed: 0)
    past = []
  }

  /// Begin, afresh or with what was remembered.
  public mutating func begin(_ opening: Opening) -> [Effect] {
    past = []
    return apply(.begin(opening))
  }

  /// What a message would mean now.
  public func understand(_ text: String) -> Understanding {
    program.understand(text, in: state)
  }

  /// The same, without listening again to what is said often. `isOld` tells that the line was known from before.
  public func understand(
    _ text: String, remembering memo: HearingMemo
  ) -> (understanding: Understanding, isOld: Bool) {
    program.understand(text, in: state, remembering: memo)
  }

  /// The person said something, understood so. `.nothing` is no turn.
  public mutating func hear(_ understanding: Understanding) -> [Effect] {
    guard understanding.choice != .nothing, !state.ended else { return [] }
    past.append(state)
    if past.count > Self.mostUndo { past.removeFirst() }
    return apply(.heard(understanding))
  }

  /// Take a reply of the manifest's `@anytime` list without a word said: what a command of the program does. It is no
  /// turn, so undo goes past it to the state before.
  public mutating func take(anytime index: Int) -> [Effect] {
    apply(.heard(Understanding(text: "", choice: .anytime(index))))
  }

  public mutating func setCountry(_ country: String?) -> [Effect] {
    apply(.country(country))
  }

  /// Go on at a step that still exists, keeping what is known.
  public mutating func resume(at step: StepID) -> [Effect] {
    apply(.resume(step))
  }

  /// Take back the last `turns` turns. What was set since is unset, held facts excepted: nothing that guards the
  /// person is lowered by taking words back. Nil when there are not so many turns to take back.
  public mutating func undo(turns: Int = 1) -> [Effect]? {
    guard turns > 0, turns <= past.count else { return nil }
    var earlier = past[past.count - turns].raisingHeldFacts(to: state, in: program)
    past.removeLast(turns)
    earlier.country = state.country
    state = earlier
    return apply(.askAgain)
  }

  /// How many turns lie between now and the latest time a step's question was waiting; nil when it never was.
  public func turnsBack(to step: StepID) -> Int? {
    past.lastIndex { $0.at == step }.map { past.count - $0 }
  }

  private mutating func apply(_ event: Event) -> [Effect] {
    let result = program.step(state, event)
    state = result.state
    return result.effects
  }
}

extension State {
  /// This state with every held fact as high as it stands here or in a later state.
  public func raisingHeldFacts(to later: State, in program: Program) -> State {
    var state = self
    for (index, fact) in program.facts.enumerated() where fact.isHeld {
      if later.facts[index].rank > facts[index].rank { state.facts[index] = later.facts[index] }
    }
    return state
  }
}
