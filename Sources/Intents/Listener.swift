/// Everything a script listens for, made ready to hear one line at a time.
///
/// A value: two listeners made from the same definitions hear the same, on every machine.
public struct Listener: Sendable {
  /// How a listener is made; what a script leaves alone is the default.
  public struct Options: Equatable, Sendable {
    /// Whether the words of an intent's name count as one more example.
    public var learnsNames = true
    /// The most words and ties an intent may listen for, or nil for all that were learned.
    public var keywords: Int?
    /// Whether words that no line has are read as the nearest word that one has.
    public var repairsSpelling = true

    public init() {}
  }

  public let intents: [IntentDefinition]
  public let phrases: [PhraseDefinition]

  let lexicon: Lexicon
  let trie: PhraseTrie
  let model: LinearModel
  /// The same lines learned for the safety intents alone, words under a negation told apart.
  let safetyModel: LinearModel?
  /// For each intent, its label in `safetyModel`, or -1.
  let safetyLabels: [Int32]
  let examples: ExampleLines
  let reader: Reader
  private let yesNo: YesNo
  /// For each intent, the keys of content words that its examples have under a negation.
  let turnedKeys: [Set<Int32>]
  /// For each intent, the phrases of the trie that are its `words`.
  let ownerOfPhrase: [Int32]

  /// - Parameters:
  ///   - sameWords: groups of words that count as one (`@same text, message, dm`).
  ///   - background: lines that mean none of the intents, beside the everyday ones that are built in.
  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = [],
    background: [String] = [], options: Options = Options()
  ) {
    self.intents = intents
    self.phrases = phrases
    let everyday =
      intents.isEmpty ? [] : Background.lines.split(separator: "\n").map(String.init) + background
    let names =
      options.learnsNames ? intents.map { $0.name.split(separator: "_").joined(separator: " ") } : []
    let lexicon = Vocabulary.lexicon(
      intents: intents, phrases: phrases, sameWords: sameWords, others: everyday + names)
    let reader = Reader(lexicon: lexicon)
    self.lexicon = lexicon
    var readings = phrases.map { (reader.read(Array($0.words.utf8)), $0.isWholeMessage) }
    var owners: [Int32] = []
    for (index, intent) in intents.enumerated() {
      for words in intent.words {
        readings.append((reader.read(Array(words.utf8)), false))
        owners.append(Int32(index))
      }
    }
    trie = PhraseTrie(readings, keyCount: lexicon.keys.count)
    ownerOfPhrase = owners
    var lines = Self.lines(of: intents, names: names, reader)
    examples = ExampleLines(lines)
    var turnedKeys = Array(repeating: Set<Int32>(), count: intents.count)
    for line in lines where line.label >= 0 {
      for token in line.reading.tokens where Features.isTurned(token) {
        turnedKeys[Int(line.label)].insert(token.key)
      }
    }
    self.turnedKeys = turnedKeys
    lines += everyday.map { TrainingLine(reading: reader.read(Array($0.utf8)), label: -1) }
    lines += Self.answers(phrases, examples, reader)
    var trainer = Trainer()
    trainer.shades = Self.shades(of: intents)
    trainer.keywords = options.keywords
    model = trainer.train(lines, labels: intents.count, lexicon: lexicon)
    let families = Self.families(of: intents)
    safetyLabels = families
    safetyModel = families.contains { $0 >= 0 } ? Self.safetyModel(lines, families, lexicon) : nil
    yesNo = YesNo(lexicon: lexicon)
    let phraseReadings = readings.map(\.0)
    let speller = Speller(
      Vocabulary.entries(intents, lines.map(\.reading) + phraseReadings, reader), lexicon: lexicon)
    self.reader = Reader(lexicon: lexicon, speller: options.repairsSpelling ? speller : nil)
  }

  /// The replies a script listens for, as lines that mean none of its intents, but for those that an intent claims.
  private static func answers(
    _ phrases: [PhraseDefinition], _ examples: ExampleLines, _ reader: Reader
  ) -> [TrainingLine] {
    var seen: Set<String> = []
    return phrases.compactMap { phrase in
      guard seen.insert(phrase.words).inserted else { return nil }
      let reading = reader.read(Array(phrase.words.utf8))
      guard !reading.tokens.isEmpty, examples.find(reading, 0..<reading.tokens.count) == nil else {
        return nil
      }
      return TrainingLine(reading: reading, label: -1, lightness: 3)
    }
  }

  /// The families of the safety intents: `abuse_money` is a kind of `abuse`. Members share one label; -1 for others.
  private static func families(of intents: [IntentDefinition]) -> [Int32] {
    var labels: [String: Int32] = [:]
    return intents.map { intent in
      guard intent.isSafety else { return -1 }
      let heads = intents.filter {
        $0.isSafety && (intent.name == $0.name || intent.name.hasPrefix($0.name + "_"))
      }
      let head = heads.map(\.name).min { $0.utf8.count < $1.utf8.count } ?? intent.name
      let label = labels[head] ?? Int32(labels.count)
      labels[head] = label
      return label
    }
  }

  /// Learns each family from the examples of all its members.
  private static func safetyModel(_ lines: [TrainingLine], _ families: [Int32], _ lexicon: Lexicon)
    -> LinearModel
  {
    let relabelled = lines.compactMap { line -> TrainingLine? in
      var line = line
      if line.only >= 0 {
        line.only = families[Int(line.only)]
        return line.only < 0 ? nil : line
      }
      if line.label >= 0 { line.label = families[Int(line.label)] }
      return line
    }
    var trainer = Trainer()
    trainer.marksNegation = true
    return trainer.train(relabelled, labels: Int((families.max() ?? -1) + 1), lexicon: lexicon)
  }

  private static func lines(
    of intents: [IntentDefinition], names: [String], _ reader: Reader
  ) -> [TrainingLine] {
    var lines: [TrainingLine] = []
    for (index, intent) in intents.enumerated() {
      for line in intent.says {
        lines.append(TrainingLine(reading: reader.read(Array(line.utf8)), label: Int32(index)))
      }
      for line in intent.not {
        lines.append(TrainingLine(reading: reader.read(Array(line.utf8)), label: -1, only: Int32(index)))
      }
    }
    for (index, name) in names.enumerated() {
      lines.append(TrainingLine(reading: reader.read(Array(name.utf8)), label: Int32(index)))
    }
    return lines
  }

  /// Intents are shades of one meaning when one's name continues the other's: `abuse`, `abuse_money`.
  private static func shades(of intents: [IntentDefinition]) -> [[Int32]] {
    intents.map { intent in
      let head = intent.name.split(separator: "_").first.map(String.init) ?? intent.name
      return intents.indices.filter { index in
        let other = intents[index].name
        return other != intent.name
          && (other.hasPrefix(intent.name + "_") || intent.name.hasPrefix(other + "_")
            || (intent.isSafety && intents[index].isSafety && other.hasPrefix(head + "_")))
      }.map { Int32($0) }
    }
  }

  /// What was meant by a line: any bytes, any length, in bounded time.
  public func hear(_ text: String) -> Hearing {
    let source = Array(text.utf8)
    let reading = reader.read(source)
    var hearing = Hearing(
      text: text, normalised: reading.normalised, clauses: reading.clauses(of: source))
    let hits = trie.hits(in: reading)
    hearing.phrases = hits.prefix { Int($0.phrase) < phrases.count }.map {
      (PhraseID(Int($0.phrase)), match($0, reading))
    }
    hearing.intents = hear(reading, hits)
    let answer = yesNo.hear(reading)
    hearing.yes = answer.yes
    hearing.no = answer.no
    hearing.number = Quantities.number(in: reading)
    hearing.day = Quantities.day(in: reading, source: source)
    hearing.length = Quantities.length(in: reading, source: source)
    return hearing
  }

  /// Which of `items` a line points at, by number ("the second", "2") or by shared words.
  /// Nil when none or more than one fits equally well.
  public func choose(from items: [String], hearing: Hearing) -> (index: Int, match: Match)? {
    Choice.choose(from: items, reading: reader.read(Array(hearing.text.utf8)), reader: reader)
  }

  private func match(_ hit: PhraseHit, _ reading: Reading) -> Match {
    let weight = Int(hit.score) / max(hit.tokens.count, 1)
    return Match(
      score: Int(hit.score), clause: Int(reading.tokens[Int(hit.tokens[0])].clause),
      evidence: hit.tokens.map { Evidence(feature: reading.word(Int($0)), weight: weight) })
  }
}

/// Gathers every word a script uses.
enum Vocabulary {
  /// The words a script uses, with how often, and whether they are words of danger: those that only its safety
  /// intents use.
  static func entries(_ intents: [IntentDefinition], _ readings: [Reading], _ reader: Reader) -> [Speller
    .Entry]
  {
    var uses = [Int32](repeating: 0, count: reader.lexicon.count)
    for reading in readings {
      for token in reading.tokens where token.word >= 0 { uses[Int(token.word)] += 1 }
    }
    var dangerous = [Int32](repeating: 0, count: reader.lexicon.count)
    for intent in intents where intent.isSafety {
      for line in intent.says + intent.words {
        for token in reader.read(Array(line.utf8)).tokens where token.word >= 0 {
          dangerous[Int(token.word)] += 1
        }
      }
    }
    return uses.indices.filter { uses[$0] > 0 }.map { word in
      let isContent = !reader.lexicon.entries[word].classes.contains(.function)
      return Speller.Entry(
        word: Int32(word), uses: uses[word], isDanger: isContent && dangerous[word] * 2 > uses[word])
    }
  }

  static func lexicon(
    intents: [IntentDefinition], phrases: [PhraseDefinition], sameWords: [[String]], others: [String] = []
  ) -> Lexicon {
    var lexicon = Lexicon.english
    for phrase in phrases { add(phrase.words, to: &lexicon) }
    for intent in intents {
      for line in intent.says + intent.not + intent.words { add(line, to: &lexicon) }
    }
    for line in others { add(line, to: &lexicon) }
    for group in sameWords { lexicon.join(group.map { $0.lowercased() }) }
    return lexicon
  }

  static func add(_ line: String, to lexicon: inout Lexicon) {
    let reader = Reader(lexicon: lexicon)
    let reading = reader.read(Array(line.utf8))
    for index in reading.tokens.indices where reading.tokens[index].word < 0 {
      let token = reading.tokens[index]
      _ = lexicon.intern(Array(reading.text[Int(token.textStart)..<Int(token.textEnd)]))
    }
  }
}
