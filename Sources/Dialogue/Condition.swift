/// What `@when`, `@closed` and a promise's `after` test.
public indirect enum Condition: Hashable, Sendable {
  /// A yes-or-no fact is yes.
  case holds(FactID)
  /// A fact has exactly this value.
  case equals(FactID, FactValue)
  case isKnown(FactID)
  case isEmpty(FactID)
  case isFull(FactID)
  /// A count, or the length of a list, is above the number.
  case isOver(FactID, Int)
  /// A count, or the length of a list, is below the number.
  case isUnder(FactID, Int)
  /// Reply `index` of the look-through that runs now fitted the kept text.
  case looked(Int)
  /// No reply of the look-through that runs now fitted.
  case lookedInVain
  case not(Condition)
  case all([Condition])
  case any([Condition])
}

extension State {
  /// Whether a condition holds now.
  public func satisfies(_ condition: Condition, in program: Program) -> Bool {
    switch condition {
    case .holds(let fact): self[fact] == .yesOrNo(true)
    case .equals(let fact, let value): self[fact] == value
    case .isKnown(let fact): self[fact] != .unknown
    case .isEmpty(let fact): size(of: fact) == 0
    case .isFull(let fact): isFull(fact, in: program)
    case .isOver(let fact, let bound): size(of: fact) > bound
    case .isUnder(let fact, let bound): size(of: fact) < bound
    case .looked(let index): looked.contains(index)
    case .lookedInVain: looked.isEmpty
    case .not(let inner): !satisfies(inner, in: program)
    case .all(let parts): parts.allSatisfy { satisfies($0, in: program) }
    case .any(let parts): parts.contains { satisfies($0, in: program) }
    }
  }

  private func size(of fact: FactID) -> Int {
    switch self[fact] {
    case .count(let count): count
    case .list(let items): items.count
    default: 0
    }
  }

  private func isFull(_ fact: FactID, in program: Program) -> Bool {
    switch (program[fact].kind, self[fact]) {
    case (.list(let capacity), .list(let items)): items.count >= capacity
    case (.count(let range), .count(let count)): count >= range.upperBound
    default: false
    }
  }
}

extension Condition {
  /// The facts it tests, in the order written, repeats included.
  public var facts: [FactID] {
    switch self {
    case .holds(let fact), .equals(let fact, _), .isKnown(let fact), .isEmpty(let fact), .isFull(let fact),
      .isOver(let fact, _), .isUnder(let fact, _):
      [fact]
    case .looked, .lookedInVain: []
    case .not(let inner): inner.facts
    case .all(let parts), .any(let parts): parts.flatMap(\.facts)
    }
  }
}
