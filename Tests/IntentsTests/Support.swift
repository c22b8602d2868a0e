@testable import Intents

/// A listener for phrases alone.
func listener(_ phrases: String..., same: [[String]] = []) -> Listener {
  Listener(intents: [], phrases: phrases.map { PhraseDefinition(words: $0) }, sameWords: same)
}

extension Listener {
  /// The words of every phrase heard in a line.
  func heard(_ line: String) -> [String] {
    hear(line).phrases.map { phrases[$0.id.index].words }
  }

  /// The names of the intents heard in a line, strongest first.
  func meant(_ line: String) -> [String] {
    hear(line).intents.map { intents[$0.id.index].name }
  }
}
