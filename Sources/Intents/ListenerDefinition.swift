/// Everything a listener is made of.
public struct ListenerDefinition: Equatable, Sendable {
  public var intents: [IntentDefinition]
  public var phrases: [PhraseDefinition]
  /// Groups of words that count as one (`@same text, message, dm`).
  public var sameWords: [[String]]
  /// Lines that mean none of the intents, beside the everyday ones that are built in.
  public var background: [String]
  public var options: Listener.Options

  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = [],
    background: [String] = [], options: Listener.Options = .init()
  ) {
    self.intents = intents
    self.phrases = phrases
    self.sameWords = sameWords
    self.background = background
    self.options = options
  }

  /// 32 hexadecimal digits over all of it and the version of the engine: listeners with the same digest hear the same.
  public var digest: String {
    var digest = QuickDigest()
    digest.add(UInt64(Listener.engineVersion))
    digest.add(UInt64(intents.count))
    for intent in intents {
      digest.add(intent.name)
      digest.add(intent.says)
      digest.add(intent.not)
      digest.add(intent.words)
      digest.add(intent.isSafety ? 1 : 0)
    }
    digest.add(UInt64(phrases.count))
    for phrase in phrases {
      digest.add(phrase.words)
      digest.add(phrase.isWholeMessage ? 1 : 0)
    }
    digest.add(UInt64(sameWords.count))
    for group in sameWords { digest.add(group) }
    digest.add(background)
    digest.add(options.learnsNames ? 1 : 0)
    digest.add(UInt64(bitPattern: Int64(options.keywords ?? -1)))
    digest.add(options.repairsSpelling ? 1 : 0)
    return [digest.first, digest.second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
