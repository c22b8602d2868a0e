/// How many slips of a kind were tried, and what became of them.
package struct SlipCount: Sendable {
  private var counts: [SlipOutcome: Int] = [:]

  package init() {}

  package subscript(_ outcome: SlipOutcome) -> Int { counts[outcome, default: 0] }

  package mutating func add(_ outcome: SlipOutcome) { counts[outcome, default: 0] += 1 }

  package mutating func add(_ other: SlipCount) {
    for (outcome, count) in other.counts { counts[outcome, default: 0] += count }
  }

  /// All that change a script.
  package var changing: Int {
    SlipOutcome.allCases.reduce(0) { $0 + ($1 == .harmless ? 0 : self[$1]) }
  }

  /// How many in a hundred of those pass in silence when a script is checked: its examples are part of it,
  /// recordings are not.
  package var silentShare: Double {
    Double(self[.silent] + self[.recording]) / Double(max(1, changing)) * 100
  }

  /// The same, when the examples are left out.
  package var unsaidShare: Double {
    Double(self[.silent] + self[.recording] + self[.example]) / Double(max(1, changing)) * 100
  }
}
