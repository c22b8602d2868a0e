/// Which intents are kinds of one danger.
///
/// Of the intents that listen for danger, one whose name begins with another's name and `_` is a kind of it:
/// `abuse_victim_neck` is a kind of `abuse_victim`. The family is learned and judged as one, from the lines of all its
/// kinds together, so that no danger is missed because it lies between two kinds; only then is the kind chosen.
struct Families: Sendable {
  /// For each intent, the widest intent it is a kind of: itself when it is of no other kind.
  private(set) var umbrella: [Int32]
  /// For each umbrella, its kinds in the order of the script; empty for every other intent.
  private(set) var kinds: [[Int32]]
  /// The umbrellas of all intents that listen for danger.
  private(set) var dangers: [Int32]
  /// For each umbrella, how many example lines its family has.
  private let lineCounts: [Int]

  init(_ intents: [IntentDefinition]) {
    umbrella = intents.indices.map { index in
      let name = intents[index].name
      let wider = intents.indices.filter {
        intents[index].isSafety && intents[$0].isSafety && name.hasPrefix(intents[$0].name + "_")
      }
      return Int32(wider.min { intents[$0].name.utf8.count < intents[$1].name.utf8.count } ?? index)
    }
    kinds = Array(repeating: [], count: intents.count)
    for (index, wider) in umbrella.enumerated() where Int(wider) != index {
      kinds[Int(wider)].append(Int32(index))
    }
    dangers = intents.indices.filter { intents[$0].isSafety }.map { Int32($0) }
    let umbrella = umbrella
    dangers.removeAll { umbrella[Int($0)] != $0 }
    let allKinds = kinds
    doubts = intents.indices.map { index in
      allKinds[index].first { intents[Int($0)].name == intents[index].name + "_maybe" } ?? -1
    }
    var counts = intents.indices.map { _ in 0 }
    for (index, intent) in intents.enumerated() {
      counts[Int(umbrella[index])] += intent.says.count + intent.heard.count
    }
    lineCounts = counts
  }

  /// For each umbrella, its kind whose name ends in `_maybe`, or -1: what is heard instead of the danger when only what
  /// was learned speaks for it, and not clearly. It is for asking before anything is done.
  private(set) var doubts: [Int32]

  /// From so many example lines on, what was learned of a danger weighs more than its authored words.
  static let manyLines = 200

  /// Whether a danger has examples enough to be judged by what was learned.
  func isWellTaught(_ intent: Int32) -> Bool { lineCounts[Int(umbrella[Int(intent)])] >= Self.manyLines }

  /// The widest intent that `label` is a kind of, or -1 where it is no intent.
  func umbrella(of label: Int32) -> Int32 {
    label >= 0 && Int(label) < umbrella.count ? umbrella[Int(label)] : -1
  }

  /// What an intent is to the dangers a script listens for.
  enum Role: UInt8, Sendable {
    case ordinary, umbrella, kind
  }

  func role(of intent: Int32) -> Role {
    let wider = umbrella(of: intent)
    if wider >= 0 && wider != intent { return .kind }
    return dangers.contains(intent) ? .umbrella : .ordinary
  }

  /// The intents a line about `label` speaks for.
  func speaks(_ label: Int32, for intent: Int32) -> Bool {
    label == intent || umbrella(of: label) == intent
  }

  /// Whether a line is an example of anything in an umbrella's family.
  func says(_ line: String, in umbrella: Int32, _ intents: [IntentDefinition]) -> Bool {
    ([umbrella] + kinds[Int(umbrella)]).contains { intents[Int($0)].says.contains(line) }
  }

  /// Leaves at most one of each family with a score: when the family is heard, the kind that is heard best on its
  /// own, else the umbrella.
  ///
  /// - Parameters:
  ///   - threshold: the score from which an umbrella is heard.
  ///   - least: the score from which a kind is chosen.
  func choose(_ scores: inout [Int], threshold: (Int) -> Int, least: Int) {
    for (index, kinds) in kinds.enumerated() where !kinds.isEmpty {
      let family = scores[index]
      var chosen = index
      if family >= threshold(index) {
        for kind in kinds where scores[Int(kind)] >= (chosen == index ? least : scores[chosen] + 1) {
          chosen = Int(kind)
        }
      }
      for kind in kinds { scores[Int(kind)] = 0 }
      scores[index] = 0
      scores[chosen] = family
    }
  }
}

extension Listener {
  /// The widest intent that an intent is a kind of; the intent itself when it is of no other kind.
  public func family(of intent: IntentID) -> IntentID {
    IntentID(Int(families.umbrella[intent.index]))
  }
}
