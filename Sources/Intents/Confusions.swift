/// Two intents of a script that take each other's lines.
public struct IntentConfusion: Equatable, Sendable {
  /// Whose lines they are, and what they are heard as.
  public var actual: String
  public var given: String
  /// The lines, in the order of the script.
  public var lines: [String]
  /// The words that spoke most for the wrong intent over the right one in the first of them.
  public var words: [Evidence]
}

extension ListenerDefinition {
  /// Which intents confuse each other: every `says` line is heard by a listener that was made without it.
  ///
  /// The lines are dealt into `folds` parts; each part is left out once, so as many listeners are made. What is heard as
  /// another kind of the same danger is not confused. Pairs come by how often, then by name.
  public func confusions(folds: Int = 5) -> [IntentConfusion] {
    var found: [String: IntentConfusion] = [:]
    for fold in 0..<max(folds, 2) { findConfusions(leavingOut: fold, of: max(folds, 2), &found) }
    return found.values.sorted { a, b in
      a.lines.count != b.lines.count
        ? a.lines.count > b.lines.count : (a.actual, a.given) < (b.actual, b.given)
    }
  }

  private func findConfusions(leavingOut fold: Int, of folds: Int, _ found: inout [String: IntentConfusion]) {
    var taught = self
    var asked: [(intent: Int, line: String)] = []
    for intent in intents.indices {
      taught.intents[intent].says = []
      for (number, line) in intents[intent].says.enumerated() {
        if number % folds == fold {
          asked.append((intent, line))
        } else {
          taught.intents[intent].says.append(line)
        }
      }
    }
    let listener = Listener(taught)
    for (intent, line) in asked {
      guard let winner = listener.classify(line).winner,
        listener.family(of: winner) != listener.family(of: IntentID(intent))
      else { continue }
      let (actual, given) = (intents[intent].name, intents[winner.index].name)
      if found[actual + " " + given] == nil {
        let words = listener.difference(for: winner, over: IntentID(intent), in: line)
        found[actual + " " + given] = IntentConfusion(actual: actual, given: given, lines: [], words: words)
      }
      found[actual + " " + given]?.lines.append(line)
    }
  }
}

extension Listener {
  /// The words of a line that speak most for one intent over another, at most four.
  func difference(for given: IntentID, over actual: IntentID, in line: String) -> [Evidence] {
    var totals: [String: Int] = [:]
    for evidence in evidence(of: given, in: line) { totals[evidence.feature, default: 0] += evidence.weight }
    for evidence in evidence(of: actual, in: line) { totals[evidence.feature, default: 0] -= evidence.weight }
    let sorted = totals.filter { $0.value > 0 }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return sorted.prefix(4).map { Evidence(feature: $0.key, weight: $0.value) }
  }
}
