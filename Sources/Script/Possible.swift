import Dialogue

/// Which values each fact may have somewhere: one bit a value, a list being as long as it is. Values beyond the
/// 64th share the last bit, so nothing possible is ever called impossible. Only a `Domain` knows which bits are whose.
struct Possible: Equatable {
  fileprivate(set) var words: [UInt64]

  static let unknown: UInt64 = 1

  /// Add what the other may have; true when that was news.
  mutating func join(_ other: Possible) -> Bool {
    // Looked at before anything is written: most joins bring nothing, and writing may copy.
    guard !includes(other) else { return false }
    for index in words.indices { words[index] |= other.words[index] }
    return true
  }

  private func includes(_ other: Possible) -> Bool {
    var news: UInt64 = 0
    let mine = words.span
    let theirs = other.words.span
    for index in mine.indices { news |= theirs[index] & ~mine[index] }
    return news == 0
  }

  static func bit(_ index: Int) -> UInt64 { 1 << UInt64(min(max(index, 0), 63)) }
}

/// What facts can be, by their kinds, and where their bits are. Most facts have two or three values, so several share
/// a word: states are copied and joined tens of thousands of times.
struct Domain {
  let program: Program
  private var slots: [Slot] = []

  private struct Slot {
    var word: Int
    var shift: UInt64
    /// All bits of the fact, not shifted.
    var mask: UInt64
    var startsUnknown: Bool
  }

  init(program: Program) {
    self.program = program
    var word = 0
    var used = 0
    for fact in program.facts.indices {
      let width = min(64, highest(FactID(fact)) + 1)
      if used + width > 64 { (word, used) = (word + 1, 0) }
      slots.append(
        Slot(
          word: word, shift: UInt64(used), mask: width == 64 ? .max : (1 << UInt64(width)) - 1,
          startsUnknown: program.facts[fact].initial == .unknown))
      used += width
    }
  }

  /// What a fact may be.
  func bits(of fact: FactID, in state: Possible) -> UInt64 {
    let slot = slots[fact.index]
    return (state.words[slot.word] >> slot.shift) & slot.mask
  }

  func set(_ fact: FactID, to bits: UInt64, in state: inout Possible) {
    let slot = slots[fact.index]
    let word = state.words[slot.word] & ~(slot.mask << slot.shift) | (bits & slot.mask) << slot.shift
    if state.words[slot.word] != word { state.words[slot.word] = word }
  }

  func add(_ bits: UInt64, to fact: FactID, in state: inout Possible) {
    set(fact, to: self.bits(of: fact, in: state) | bits, in: &state)
  }

  /// Where nothing is possible, not even that a fact is unknown.
  var nothing: Possible { Possible(words: Array(repeating: 0, count: (slots.last?.word ?? -1) + 1)) }

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
    var state = nothing
    for fact in program.facts.indices {
      set(FactID(fact), to: bit(program.facts[fact].initial, of: FactID(fact)), in: &state)
    }
    return state
  }

  private func highest(_ fact: FactID) -> Int {
    switch program[fact].kind {
    case .yesOrNo, .text, .item: 1
    case .oneOf(let options): options.count
    case .count(let range): range.upperBound - range.lowerBound
    case .list(let capacity): capacity
    }
  }

  func all(_ fact: FactID) -> UInt64 { slots[fact.index].mask }

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
    let bits = bits(of: fact, in: state)
    return (narrowed(state, fact, bits & mask), narrowed(state, fact, isShared ? bits : bits & ~mask))
  }

  private func narrowed(_ state: Possible, _ fact: FactID, _ bits: UInt64) -> Possible? {
    guard bits != 0 else { return nil }
    var result = state
    set(fact, to: bits, in: &result)
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
    let bits = bits(of: fact, in: state)
    return (narrowed(state, fact, bits & holding), narrowed(state, fact, bits & failing))
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
    case .set(let fact, let value): give(fact, bit(value, of: fact), &state)
    case .copy(let source, let fact):
      let before = bits(of: fact, in: state)
      let given = bits(of: source, in: state)
      let mayKeep = startsUnknown(source) && given & Possible.unknown != 0
      let known = program[fact].kind == program[source].kind ? given : 2
      give(fact, startsUnknown(source) ? known & ~Possible.unknown : known, &state)
      if mayKeep { add(before, to: fact, in: &state) }
    case .add(_, let list), .addText(_, let list): add(bits(of: list, in: state) << 1, to: list, in: &state)
    case .remove(let item, let list):
      add(bits(of: list, in: state) >> 1, to: list, in: &state)
      add(Possible.unknown, to: item, in: &state)
    case .replace(let item, _, _): add(Possible.unknown, to: item, in: &state)
    case .increase(let fact):
      let before = bits(of: fact, in: state)
      set(fact, to: before << 1 | before & Possible.bit(highest(fact)), in: &state)
    case .withdraw(let fact): set(fact, to: bit(program[fact].initial, of: fact), in: &state)
    case .remember, .forget: break
    }
  }

  func startsUnknown(_ fact: FactID) -> Bool { slots[fact.index].startsUnknown }

  /// What setting a fact leaves possible: a held one only rises.
  private func give(_ fact: FactID, _ bits: UInt64, _ state: inout Possible) {
    guard bits != 0 else { return }
    let before = self.bits(of: fact, in: state)
    guard program[fact].isHeld, bits.nonzeroBitCount == 1 else {
      return set(fact, to: program[fact].isHeld ? before | bits : bits, in: &state)
    }
    set(fact, to: before & ~(bits | (bits - 1)) | bits, in: &state)
  }

  /// What a reply keeps of the answer.
  func capture(_ reply: Reply, _ state: inout Possible) {
    guard let fact = reply.captures else { return }
    switch program[fact].kind {
    case .count: set(fact, to: all(fact), in: &state)
    case .text, .item: set(fact, to: 2, in: &state)
    default: add(all(fact), to: fact, in: &state)
    }
  }

  /// Every value that a change could ever give its facts, whatever went before.
  func written(_ change: FactChange) -> [(fact: FactID, bits: UInt64)] {
    if case .remove(let item, let list) = change { return [(list, all(list)), (item, Possible.unknown)] }
    return writtenAlone(change).map { [$0] } ?? []
  }

  private func writtenAlone(_ change: FactChange) -> (fact: FactID, bits: UInt64)? {
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
