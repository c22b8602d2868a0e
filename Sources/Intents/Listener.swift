/// Everything a script listens for, made ready to hear one line at a time.
///
/// A value: two listeners made from the same definitions hear the same, on every machine.
public struct Listener: Sendable {
  public let intents: [IntentDefinition]
  public let phrases: [PhraseDefinition]

  /// - Parameters:
  ///   - sameWords: groups of words that count as one (`@same text, message, dm`).
  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = []
  ) {
    self.intents = intents
    self.phrases = phrases
  }

  /// What was meant by a line: any bytes, any length, in bounded time.
  public func hear(_ text: String) -> Hearing {
    Hearing(text: text)
  }

  /// Which of `items` a line points at, by number ("the second", "2") or by shared words.
  /// Nil when none or more than one fits equally well.
  public func choose(from items: [String], hearing: Hearing) -> (index: Int, match: Match)? {
    nil
  }
}
