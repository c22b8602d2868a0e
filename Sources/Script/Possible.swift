import Dialogue

/// Which values each fact may have somewhere: one bit a value, a list being as long as it is. Values beyond the
/// 64th share the last bit, so nothing possible is ever called impossible.
struct Possible: Equatable {
  /// By `FactID`.
  var bits: [UInt64]

  static let unknown: UInt64 = 1

  subscript(fact: FactID) -> UInt64 {
    get { bits[fact.index] }
    set { if bits[fact.index] != newValue { bits[fact.index] = newValue } }
  }

  /// Add what the other may have; true when that was news.
  mutating func join(_ other: Possible) -> Bool {
    // Looked at before anything is written: most joins bring nothing, and writing may copy.
    guard !includes(other) else { return false }
    for index in bits.indices { bits[index] |= other.bits[index] }
    return true
  }

  private func includes(_ other: Possible) -> Bool {
    var news: UInt64 = 0
    let mine = bits.span
    let theirs = other.bits.span
    for index in mine.indices { news |= theirs[index] & ~mine[index] }
    return news == 0
  }

  static func bit(_ index: Int) -> UInt64 { 1 << UInt64(min(max(index, 0), 63)) }
}

/// What facts can be, by their kinds.
struct Domain {
  let program: Program

  func bit(_ value: FactValue, of fact: FactID) -> UInt64 {
    switch (value, program[fact].kind) {
    case (.unknown, _): Possible.unknown
    case (.yesOrNo(let yes), _): Possible.bit(yes ? 1 : 0)
    case (.choice(let index), _): Possible.bit(index + 1)
    case (.count(let count), .count(let range)): Possible.bit(count - range.lowerBound)
    case (.list(let items), _): Possible.bit(items.count)
    case (.text, _): 2
    default: UInt64.max
    }
  }

  var initial: Possible {
    Possible(bits: program.facts.indices.map { bit(program.facts[$0].initial, of: FactID($0)) })
  }

  private func highest(_ fact: FactID) -> Int {
    switch program[fact].kind {
    case .yesOrNo, .text, .item: 1
    case .oneOf(let options): options.count
    case .count(let range): range.upperBound - range.lowerBound
    case .list(let capacity): capacity
    }
  }

  /// Bits for every value from one index to another.
  private func bits(_ range: ClosedRange<Int>) -> UInt64 {
    var result: UInt64 = 0
    for index in max(0, range.lowerBound)...max(0, min(63, range.upperBound))
    where range.contains(index) || index == 63 {
      result |= Possible.bit(index)
    }
    return result
  }

  func all(_ fact: FactID) -> UInt64 { bits(0...highest(fact)) }

  // MARK: Conditions

  /// What may be when a condition holds, and when it does not; nil where that can't be.
  func split(_ condition: Condition, _ state: Possible) -> (holds: Possible?, fails: Possible?) {
    switch condition {
    case .holds(let fact): return split(fact, 2, state)
    case .equals(let fact, let value): return split(fact, bit(value, of: fact), state)
    case .isKnown(let fact): return split(fact, ~Possible.unknown, state)
    case .isEmpty(let fact): return split(fact, 1, state)
    case .isFull(let fact): return split(fact, Possible.bit(highest(fact)), state)
    case .isOver(let fact, let bound): return splitSize(fact, state) { $0 > bound }
    case .isUnder(let fact, let bound): return splitSize(fact, state) { $0 < bound }
    case .looked, .lookedInVain: return (state, state)
    case .not(let inner):
      let parts = split(inner, state)
      return (parts.fails, parts.holds)
    case .all(let parts): return splitAll(parts, state)
    case .any(let parts):
      let inverse = splitAll(parts.map { .not($0) }, state)
      return (inverse.fails, inverse.holds)
    }
  }

  private func split(_ fact: FactID, _ mask: UInt64, _ state: Possible) -> (
    holds: Possible?, fails: Possible?
  ) {
    let isShared = highest(fact) > 63 && mask & Possible.bit(63) != 0
    return (
      narrowed(state, fact, state[fact] & mask),
      narrowed(state, fact, isShared ? state[fact] : state[fact] & ~mask)
    )
  }

  private func narrowed(_ state: Possible, _ fact: FactID, _ bits: UInt64) -> Possible? {
    guard bits != 0 else { return nil }
    var result = state
    result[fact] = bits
    return result
  }

  private func splitSize(
    _ fact: FactID, _ state: Possible, _ test: (Int) -> Bool
  ) -> (holds: Possible?, fails: Possible?) {
    var lowest = 0
    if case .count(let range) = program[fact].kind { lowest = range.lowerBound }
    var holding: UInt64 = 0
    var failing: UInt64 = 0
    for index in 0...min(63, highest(fact)) {
      let bit = Possible.bit(index)
      if test(index + lowest) { holding |= bit } else { failing |= bit }
    }
    if highest(fact) > 63 {
      holding |= Possible.bit(63)
      failing |= Possible.bit(63)
    }
    return (narrowed(state, fact, state[fact] & holding), narrowed(state, fact, state[fact] & failing))
  }

  private func splitAll(_ parts: [Condition], _ state: Possible) -> (holds: Possible?, fails: Possible?) {
    var holds: Possible? = state
    var fails: Possible?
    for part in parts {
      guard let current = holds else { break }
      let pair = split(part, current)
      holds = pair.holds
      if let failing = pair.fails {
        if fails == nil { fails = failing } else { _ = fails?.join(failing) }
      }
    }
    return (holds, fails)
  }

  // MARK: Changes

  func apply(_ change: FactChange, to state: inout Possible) {
    switch change {
    case .set(let fact, let value): set(fact, bit(value, of: fact), &state)
    case .copy(let source, let fact):
      let before = state[fact]
      let mayKeep = startsUnknown(source) && state[source] & Possible.unknown != 0
      let known = program[fact].kind == program[source].kind ? state[source] : 2
      set(fact, startsUnknown(source) ? known & ~Possible.unknown : known, &state)
      if mayKeep { state[fact] |= before }
    case .add(_, let list), .addText(_, let list):
      state[list] |= (state[list] << 1) & bits(0...highest(list))
    case .remove(let item, let list):
      state[list] |= state[list] >> 1
      state[item] |= Possible.unknown
    case .replace(let item, _, _): state[item] |= Possible.unknown
    case .increase(let fact):
      let top = Possible.bit(highest(fact))
      state[fact] = ((state[fact] << 1) & bits(0...highest(fact))) | (state[fact] & top)
    case .withdraw(let fact): state[fact] = bit(program[fact].initial, of: fact)
    case .remember, .forget: break
    }
  }

  func startsUnknown(_ fact: FactID) -> Bool { program[fact].initial == .unknown }

  private func set(_ fact: FactID, _ bits: UInt64, _ state: inout Possible) {
    guard bits != 0 else { return }
    guard program[fact].isHeld, bits.nonzeroBitCount == 1 else {
      state[fact] = program[fact].isHeld ? state[fact] | bits : bits
      return
    }
    let above = state[fact] & ~(bits | (bits - 1))
    state[fact] = above | bits
  }

  /// What a reply keeps of the answer.
  func capture(_ reply: Reply, _ state: inout Possible) {
    guard let fact = reply.captures else { return }
    switch program[fact].kind {
    case .count: state[fact] = all(fact)
    case .text, .item: state[fact] = 2
    default: state[fact] |= all(fact)
    }
  }

  /// Every value that a change could ever give its fact, whatever went before.
  func written(_ change: FactChange) -> (fact: FactID, bits: UInt64)? {
    switch change {
    case .set(let fact, let value): (fact, bit(value, of: fact))
    case .copy(_, let fact): (fact, all(fact) & ~(startsUnknown(fact) ? Possible.unknown : 0))
    case .add(_, let list), .addText(_, let list), .remove(_, let list): (list, all(list))
    case .replace(let item, _, _): (item, Possible.unknown)
    case .increase(let fact): (fact, all(fact))
    case .withdraw(let fact): (fact, bit(program[fact].initial, of: fact))
    case .remember, .forget: nil
    }
  }
}
