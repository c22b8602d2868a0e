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
  let examples: ExampleLines
  let families: Families
  let content: ContentWords
  let harmless: Harmless
  let reader: Reader
  let yesNo: YesNo
  /// For each intent, the keys of content words that its examples have under a negation.
  let turnedKeys: [Set<Int32>]
  /// For each intent, the phrases of the trie that are its `words`.
  let ownerOfPhrase: [Int32]

  /// - Parameters:
  ///   - sameWords: groups of words that count as one (`@same text, message, dm`).
  ///   - alike: groups of words that lend each other what was learned of them.
  ///   - background: lines that mean none of the intents, beside the everyday ones that are built in.
  ///   - harmless: lines that look like danger and are none.
  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = [],
    alike: [WordGroup] = [], background: [String] = [], harmless: [String] = [], options: Options = Options()
  ) {
    self.intents = intents
    self.phrases = phrases
    let everyday =
      intents.isEmpty ? [] : Background.lines.split(separator: "\n").map(String.init) + background
    let names =
      options.learnsNames ? intents.map { $0.name.split(separator: "_").joined(separator: " ") } : []
    let lexicon = Vocabulary.lexicon(
      intents: intents, phrases: phrases, sameWords: sameWords, alike: alike,
      others: everyday + harmless + names)
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
    families = Families(intents)
    var counterOwners: [Int32] = []
    for (index, intent) in intents.enumerated() where intent.isSafety {
      for line in intent.not {
        let reading = reader.read(Array(line.utf8))
        guard reading.tokens.count <= Harmless.longest else { continue }
        readings.append((reading, false))
        counterOwners.append(families.umbrella[index])
      }
    }
    trie = PhraseTrie(readings, keyCount: lexicon.keys.count)
    ownerOfPhrase = owners
    self.harmless = Harmless(first: phrases.count + owners.count, owners: counterOwners, lexicon: lexicon)
    var lines = Self.lines(of: intents, names: names, families, reader)
    lines += harmless.map {
      TrainingLine(reading: reader.read(Array($0.utf8)), label: -1, only: TrainingLine.dangers)
    }
    examples = ExampleLines(lines, dangers: families.dangers)
    var turnedKeys = Array(repeating: Set<Int32>(), count: intents.count)
    for line in lines where line.label >= 0 {
      for token in line.reading.tokens where Features.isTurned(token) {
        turnedKeys[Int(line.label)].insert(token.key)
      }
    }
    self.turnedKeys = turnedKeys
    let authored = zip(readings.dropFirst(phrases.count).map(\.0), owners)
    content = ContentWords(intents, lines.map { ($0.reading, $0.label) } + authored, families)
    lines += ReplyTalk.lines(readings.prefix(phrases.count).map(\.0), trie, owners, intents, examples)
    lines += everyday.map { TrainingLine(reading: reader.read(Array($0.utf8)), label: -1) }
    var trainer = Trainer()
    trainer.families = families
    trainer.keywords = options.keywords
    model = trainer.train(lines, labels: intents.count, lexicon: lexicon)
    yesNo = YesNo(lexicon: lexicon)
    let phraseReadings = readings.map(\.0)
    let speller = Speller(
      Vocabulary.entries(intents, lines.map(\.reading) + phraseReadings, reader), lexicon: lexicon)
    self.reader = Reader(lexicon: lexicon, speller: options.repairsSpelling ? speller : nil)
  }

  private static func lines(
    of intents: [IntentDefinition], names: [String], _ families: Families, _ reader: Reader
  ) -> [TrainingLine] {
    var lines: [TrainingLine] = []
    for (index, intent) in intents.enumerated() {
      for line in intent.says {
        lines.append(TrainingLine(reading: reader.read(Array(line.utf8)), label: Int32(index)))
      }
      for line in intent.heard {
        let reading = reader.read(Array(line.utf8))
        lines.append(TrainingLine(reading: reading, label: Int32(index), isOfNoKind: true))
      }
      for line in intent.not {
        let reading = reader.read(Array(line.utf8))
        lines.append(TrainingLine(reading: reading, label: -1, only: Int32(index)))
        let umbrella = families.umbrella[index]
        guard Int(umbrella) != index, !families.says(line, in: umbrella, intents) else { continue }
        lines.append(TrainingLine(reading: reading, label: -1, only: umbrella))
      }
    }
    for (index, name) in names.enumerated() {
      lines.append(TrainingLine(reading: reader.read(Array(name.utf8)), label: Int32(index)))
    }
    return lines
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
      for line in intent.says + intent.heard + intent.words {
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
    intents: [IntentDefinition], phrases: [PhraseDefinition], sameWords: [[String]],
    alike: [WordGroup], others: [String] = []
  ) -> Lexicon {
    var lexicon = Lexicon.english
    for phrase in phrases { add(phrase.words, to: &lexicon) }
    for intent in intents {
      for line in intent.says + intent.heard + intent.not + intent.words { add(line, to: &lexicon) }
    }
    for line in others { add(line, to: &lexicon) }
    lexicon.add(alike)
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
