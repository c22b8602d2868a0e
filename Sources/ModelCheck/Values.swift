import Dialogue

/// Facts whose values matter to somebody who explores a program, and what gives them a value besides replies.
public struct Followed: Sendable {
  /// By `FactID`.
  public var isFollowed: [Bool]
  /// Ranks of the urgent replies that change what is followed, those together that do the same to it.
  var urgent: [[Int]] = []
  /// Whether what is known of values and changes is all there is.
  var isKnown = true

  /// So many kinds of urgent changes are put together in every way; of more, only each alone and all at once, and then
  /// not all is known.
  fileprivate static let mostTogether = 6

  /// Urgent replies of lower rank that may have matched as well, one for all that do the same, none of them included.
  func subsets(after rank: Int) -> [[Int]] {
    let others = urgent.compactMap { $0.last { $0 > rank } }.sorted()
    guard others.count <= Self.mostTogether else { return [[], others] + others.map { [$0] } }
    return others.reduce([[]]) { subsets, other in subsets + subsets.map { $0 + [other] } }
  }
}

/// What the facts of a program may be, for exploring: all of it, or a word that it is too much.
extension Program {
  /// These facts, and every fact whose value one of them is ever given.
  public func following(_ facts: [FactID]) -> Followed {
    var followed = Followed(isFollowed: sources(of: facts))
    var effects: [[Instruction]] = []
    for rank in urgent.indices {
      let effect = urgentEffect(rank, followed.isFollowed)
      guard effect.contains(where: { if case .change = $0 { true } else { false } }) else { continue }
      if let index = effects.firstIndex(of: effect) {
        followed.urgent[index].append(rank)
      } else {
        effects.append(effect)
        followed.urgent.append([rank])
      }
    }
    followed.isKnown =
      areUrgentChangesKnown(followed.isFollowed) && areValuesKnown(followed.isFollowed)
      && followed.urgent.count <= Followed.mostTogether
    return followed
  }

  /// What an urgent reply's body does to followed facts, and what it tests before; without regard to where it stands.
  private func urgentEffect(_ rank: Int, _ isFollowed: [Bool]) -> [Instruction] {
    let start = urgent[rank].entry
    var effect: [Instruction] = []
    for instruction in self[Self.manifest].code[start...] {
      switch instruction {
      case .change(let change) where change.facts.contains(where: { isFollowed[$0.index] }):
        effect.append(instruction)
      case .unless(let condition, let target): effect.append(.unless(condition, goTo: target - start))
      case .leave: return effect
      default: break
      }
    }
    return effect
  }

  /// By `FactID`: these facts, and every fact whose value one of them is ever given.
  private func sources(of facts: [FactID]) -> [Bool] {
    var isFollowed = Array(repeating: false, count: self.facts.count)
    for fact in facts { isFollowed[fact.index] = true }
    let copies = steps.flatMap(\.code).compactMap { instruction -> (from: FactID, to: FactID)? in
      if case .change(.copy(let source, let fact)) = instruction { (source, fact) } else { nil }
    }
    // Each round follows one fact more at least.
    while let copy = copies.first(where: { isFollowed[$0.to.index] && !isFollowed[$0.from.index] }) {
      isFollowed[copy.from.index] = true
    }
    return isFollowed
  }

  /// Every value a fact may have, a list's words and texts standing for all of their kind.
  func values(of fact: FactID) -> [FactValue] {
    switch self[fact].kind {
    case .yesOrNo: [.yesOrNo(false), .yesOrNo(true)]
    case .oneOf(let options): [.unknown] + options.indices.map { .choice($0) }
    case .count(let range) where range.count > Self.mostCounts:
      [.count(range.lowerBound), .count(range.upperBound)]
    case .count(let range): range.map { .count($0) }
    case .text, .item: [.unknown, .text(Self.anyText)]
    case .list(let capacity): (0...capacity).map { count in .list((0..<count).map { "something \($0 + 1)" }) }
    }
  }

  /// Counts of more values are not followed through.
  private static var mostCounts: Int { 1_000 }

  /// Whether `values` gives every value of these facts.
  private func areValuesKnown(_ isFollowed: [Bool]) -> Bool {
    !facts.indices.contains { isFollowed[$0] && valueCount(of: FactID($0)) > Self.mostCounts }
  }

  private func valueCount(of fact: FactID) -> Int {
    switch self[fact].kind {
    case .yesOrNo, .text, .item: 2
    case .oneOf(let options): options.count + 1
    case .count(let range): range.count
    case .list(let capacity): capacity + 1
    }
  }

  /// What a conversation may begin with: for every followed fact that is ever remembered, each value it may have. The
  /// first has none. When there are more than `most`, those with one fact remembered are all.
  func openings(_ isFollowed: [Bool], atMost most: Int) -> (openings: [[FactID: FactValue]], areAll: Bool) {
    var remembered: [FactID] = []
    for case .change(.remember(let fact)) in steps.flatMap(\.code)
    where isFollowed[fact.index] && !remembered.contains(fact) {
      remembered.append(fact)
    }
    var openings: [[FactID: FactValue]] = [[:]]
    for fact in remembered {
      guard openings.count * valueCount(of: fact) <= most else {
        let single = remembered.flatMap { fact in
          values(of: fact).filter { $0 != self[fact].initial }.map { [fact: $0] }
        }
        return ([[:]] + single, false)
      }
      let others = values(of: fact).filter { $0 != self[fact].initial }
      openings += openings.flatMap { opening in
        others.map { value in opening.merging([fact: value]) { $1 } }
      }
    }
    return (openings, true)
  }

  func opening(_ facts: [FactID: FactValue]) -> Opening {
    Opening(
      seed: 0,
      facts: facts.sorted { $0.key.index < $1.key.index }.map { (name: self[$0.key].name, value: $0.value) })
  }

  /// Whether what urgent replies do to followed facts is known: a list that one adds to is not, since several may match.
  private func areUrgentChangesKnown(_ isFollowed: [Bool]) -> Bool {
    let start = urgent.map(\.entry).min() ?? 0
    let end = anytime.map(\.entry).min() ?? self[Self.manifest].code.count
    return !self[Self.manifest].code[start..<max(start, end)].contains { instruction in
      guard case .change(let change) = instruction else { return false }
      switch change {
      case .add, .addText, .remove, .replace: return change.facts.contains { isFollowed[$0.index] }
      default: return false
      }
    }
  }
}

extension FactChange {
  /// The facts that it may give another value.
  var facts: [FactID] {
    switch self {
    case .set(let fact, _), .copy(_, let fact), .add(_, let fact), .addText(_, let fact), .increase(let fact),
      .withdraw(let fact):
      [fact]
    case .remove(let item, let list), .replace(let item, let list, _): [item, list]
    case .remember, .forget: []
    }
  }
}
