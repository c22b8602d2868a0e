/// One learned weight, as a person reads it.
public struct Weight: Equatable, Sendable {
  /// A word, its stem ("text~"), a group of words ("like arrive"), letters ("…ext…"), neighbours ("want to") or a
  /// pair anywhere near ("boss + text").
  public var feature: String
  /// -127...127.
  public var weight: Int
  /// What it adds to the sum when it is there, counting how telling it is: the order of the list.
  public var strength: Int
}

extension Listener {
  /// What was learned about one intent, strongest first whether for or against, runs of letters left out unless
  /// asked for; equal strengths in the order of their names.
  public func weights(of intent: IntentID, most: Int = 50, includingLetters: Bool = false) -> [Weight] {
    model.weights(of: intent.index, lexicon, includingLetters: includingLetters, most: most)
  }
}

extension LinearModel {
  fileprivate func weights(of label: Int, _ lexicon: Lexicon, includingLetters: Bool, most: Int) -> [Weight] {
    var found: [(feature: Int, weight: Int, strength: Int)] = []
    for feature in 0..<table.count {
      guard includingLetters || Features.kind(of: table.names[feature]) != .letters else { continue }
      for index in Int(shareStarts[feature])..<Int(shareStarts[feature + 1])
      where Int(shares[index].label) == label {
        found.append((feature, Int(weights[index]), Int(shares[index].value)))
      }
    }
    found.sort { a, b in
      abs(a.strength) != abs(b.strength)
        ? abs(a.strength) > abs(b.strength) : table.names[a.feature] < table.names[b.feature]
    }
    return found.prefix(max(most, 0)).map {
      Weight(
        feature: Features.text(table.names[$0.feature], lexicon: lexicon), weight: $0.weight,
        strength: $0.strength)
    }
  }
}
