/// What exploring assumes of a turn: facts it does not follow may be anything, so a condition on them holds or does
/// not as the explorer has decided for this turn.
public struct Assumptions: Sendable {
  /// By `FactID`: whether the fact's value is followed.
  public var isTracked: [Bool]
  public var decided: [(condition: Condition, holds: Bool)]

  public init(isTracked: [Bool], decided: [(condition: Condition, holds: Bool)] = []) {
    self.isTracked = isTracked
    self.decided = decided
  }

  /// Whether a condition holds; nil when nobody has decided.
  func holds(_ condition: Condition, _ state: State, _ program: Program) -> Bool? {
    known(condition, state, program) ?? decided.first { $0.condition == condition }?.holds
  }

  /// Whether a change may come to something or to nothing, by words that nobody follows: whether an item stands in a list
  /// already, or still.
  func isOpen(_ change: FactChange) -> Bool {
    switch change {
    case .add(_, let list), .addText(_, let list): isTracked[list.index]
    case .remove(let item, let list), .replace(let item, let list, _):
      isTracked[list.index] || isTracked[item.index]
    default: false
    }
  }

  /// What the followed facts alone say of a condition, in Kleene's three values.
  func known(_ condition: Condition, _ state: State, _ program: Program) -> Bool? {
    switch condition {
    case .looked, .lookedInVain: return nil
    case .not(let inner): return known(inner, state, program).map { !$0 }
    case .all(let parts):
      let values = parts.map { known($0, state, program) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let parts):
      let values = parts.map { known($0, state, program) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    default:
      guard condition.facts.allSatisfy({ isTracked[$0.index] }) else { return nil }
      return state.satisfies(condition, in: program)
    }
  }
}

/// A turn's other way: where it goes on if a condition that is not known does not hold.
public struct Fork: Sendable {
  public var state: State
  public var step: StepID
  public var position: Int
}
