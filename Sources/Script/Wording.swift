import Dialogue
import Intents

/// What a program tests and does, as it stands in a script.
extension Program {
  func words(for condition: Condition) -> String {
    switch condition {
    case .holds(let fact): self[fact].name
    case .equals(let fact, let value): words(for: value, of: fact)
    case .isKnown(let fact): "\(self[fact].name) is known"
    case .isEmpty(let fact): "\(self[fact].name) is empty"
    case .isFull(let fact): "\(self[fact].name) is full"
    case .isOver(let fact, let bound): "\(self[fact].name) over \(bound)"
    case .isUnder(let fact, let bound): "\(self[fact].name) under \(bound)"
    case .looked: "a reply fits what was looked through"
    case .lookedInVain: "no reply fits what was looked through"
    case .not(let inner): "not \(bracketed(inner))"
    case .all(let parts): parts.map(bracketed).joined(separator: " and ")
    case .any(let parts): parts.map(bracketed).joined(separator: " or ")
    }
  }

  private func bracketed(_ condition: Condition) -> String {
    switch condition {
    case .all(let parts) where parts.count > 1, .any(let parts) where parts.count > 1:
      "(\(words(for: condition)))"
    default: words(for: condition)
    }
  }

  func words(for value: FactValue, of fact: FactID) -> String {
    let name = self[fact].name
    switch (value, self[fact].kind) {
    case (.yesOrNo(let yes), _): return yes ? name : "not \(name)"
    case (.choice(let index), .oneOf(let options)) where options.indices.contains(index):
      return "\(name) is \(options[index])"
    case (.count(let count), _): return "\(name) is \(count)"
    default: return "\(name) is something else"
    }
  }

  /// A change as its directive; the words that an author adds to a list are left out.
  func words(for change: FactChange) -> String {
    switch change {
    case .set(let fact, .yesOrNo(true)): "@set \(self[fact].name)"
    case .set(let fact, .yesOrNo(false)): "@set \(self[fact].name) to no"
    case .set(let fact, let value): "@set \(words(for: value, of: fact).replacing(" is ", with: " to "))"
    case .copy(let source, let fact): "@set \(self[fact].name) to \(self[source].name)"
    case .add(let item, let list): "@add \(self[item].name) to \(self[list].name)"
    case .addText(_, let list): "@add words to \(self[list].name)"
    case .remove(let item, let list): "@remove \(self[item].name) from \(self[list].name)"
    case .replace(let item, let list, let new):
      "@change \(self[item].name) in \(self[list].name) to \(self[new].name)"
    case .increase(let fact): "@add one to \(self[fact].name)"
    case .withdraw(let fact): "@withdraw \(self[fact].name)"
    case .remember(let fact): "@remember \(self[fact].name)"
    case .forget(let fact): "@forget \(self[fact].name)"
    }
  }

  /// What a reply listens for besides phrases, and where it keeps it.
  ///
  /// - Parameter intents: their names, by `IntentID`.
  func words(for reply: Reply, intents: [String]) -> String {
    let heads = reply.heads.compactMap { head -> String? in
      switch head {
      case .phrase: nil
      case .intent(let intent): "[\(intents[intent.index])]"
      case .yes: "yes"
      case .no: "no"
      case .number: "a number"
      case .day: "a day"
      case .lengthOfTime: "a length of time"
      case .item(let list): "one of \(self[list].name)"
      case .anything: "anything"
      case .enter: "enter"
      case .noneOfThese: "none of these"
      }
    }
    let kept = reply.captures.map { " as \(self[$0].name)" } ?? ""
    return (heads.isEmpty ? "words" : heads.joined(separator: ", ")) + kept
  }
}
