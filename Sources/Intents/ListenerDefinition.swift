/// Words that play the same part in what people say, as "hit" and "slapped" do, without meaning the same.
public struct WordGroup: Equatable, Hashable, Sendable {
  /// Stands for the group in evidence.
  public var name: String
  public var words: [String]

  public init(name: String, words: [String]) {
    self.name = name
    self.words = words
  }
}

/// Everything a listener is made of.
public struct ListenerDefinition: Equatable, Sendable {
  public var intents: [IntentDefinition]
  public var phrases: [PhraseDefinition]
  /// Groups of words that count as one (`@same text, message, dm`).
  public var sameWords: [[String]]
  /// Groups whose words lend each other what was learned of them, beside the built-in thesaurus.
  public var alike: [WordGroup]
  /// Lines that mean none of the intents, beside the everyday ones that are built in.
  public var background: [String]
  /// Lines that look like danger and are none: they teach the intents that listen for danger, and no other.
  public var harmless: [String]
  public var options: Listener.Options

  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = [],
    alike: [WordGroup] = [], background: [String] = [], harmless: [String] = [],
    options: Listener.Options = .init()
  ) {
    self.intents = intents
    self.phrases = phrases
    self.sameWords = sameWords
    self.alike = alike
    self.background = background
    self.harmless = harmless
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
      digest.add(intent.heard)
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
    digest.add(UInt64(alike.count))
    for group in alike {
      digest.add(group.name)
      digest.add(group.words)
    }
    digest.add(background)
    digest.add(harmless)
    digest.add(options.learnsNames ? 1 : 0)
    digest.add(UInt64(bitPattern: Int64(options.keywords ?? -1)))
    digest.add(options.repairsSpelling ? 1 : 0)
    return [digest.first, digest.second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
