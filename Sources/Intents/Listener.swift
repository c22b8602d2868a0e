/// Everything a script listens for, made ready to hear one line at a time.
///
/// A value: two listeners made from the same definitions hear the same, on every machine.
public struct Listener: Sendable {
  public let intents: [IntentDefinition]
  public let phrases: [PhraseDefinition]

  let lexicon: Lexicon
  private let trie: PhraseTrie
  private let yesNo: YesNo
  private let lines: LineIndex
  /// For each intent, the phrases of the trie that are its `words`.
  private let ownerOfPhrase: [Int32]

  /// - Parameters:
  ///   - sameWords: groups of words that count as one (`@same text, message, dm`).
  public init(
    intents: [IntentDefinition], phrases: [PhraseDefinition] = [], sameWords: [[String]] = []
  ) {
    self.intents = intents
    self.phrases = phrases
    let lexicon = Vocabulary.lexicon(intents: intents, phrases: phrases, sameWords: sameWords)
    let reader = Reader(lexicon: lexicon)
    self.lexicon = lexicon
    var readings = phrases.map { (reader.read(Array($0.words.utf8)), $0.isWholeMessage) }
    var owners: [Int32] = []
    var examples: [(reading: Reading, intent: Int, isNot: Bool)] = []
    for (index, intent) in intents.enumerated() {
      for words in intent.words {
        readings.append((reader.read(Array(words.utf8)), false))
        owners.append(Int32(index))
      }
      for line in intent.says { examples.append((reader.read(Array(line.utf8)), index, false)) }
      for line in intent.not { examples.append((reader.read(Array(line.utf8)), index, true)) }
    }
    trie = PhraseTrie(readings, keyCount: lexicon.keys.count)
    ownerOfPhrase = owners
    lines = LineIndex(examples, keyCount: lexicon.keys.count)
    yesNo = YesNo(lexicon: lexicon)
  }

  /// What was meant by a line: any bytes, any length, in bounded time.
  public func hear(_ text: String) -> Hearing {
    let source = Array(text.utf8)
    let reading = Reader(lexicon: lexicon).read(source)
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
    let reader = Reader(lexicon: lexicon)
    return Choice.choose(from: items, reading: reader.read(Array(hearing.text.utf8)), reader: reader)
  }

  private func match(_ hit: PhraseHit, _ reading: Reading) -> Match {
    let weight = Int(hit.score) / max(hit.tokens.count, 1)
    return Match(
      score: Int(hit.score), clause: Int(reading.tokens[Int(hit.tokens[0])].clause),
      evidence: hit.tokens.map { Evidence(feature: reading.word(Int($0)), weight: weight) })
  }

  /// The likeness at which an intent counts as heard.
  private static func threshold(_ intent: IntentDefinition) -> Int { intent.isSafety ? 520 : 560 }

  private func hear(_ reading: Reading, _ hits: [PhraseHit]) -> [(id: IntentID, match: Match)] {
    var best: [Match?] = Array(repeating: nil, count: intents.count)
    var against = Array(repeating: 0, count: intents.count)
    var ranges = reading.clauseStarts.indices.prefix(64).map { ($0, reading.clause($0)) }
    if ranges.count > 1 && reading.tokens.count <= 60 { ranges.append((0, 0..<reading.tokens.count)) }
    for (clause, range) in ranges {
      let likeness = lines.likeness(reading, range, intents: intents.count)
      for intent in intents.indices {
        let found = likeness[intent]
        against[intent] = max(against[intent], found.not)
        guard found.says >= Self.threshold(intents[intent]), found.says > found.not else { continue }
        if (best[intent]?.score ?? 0) < found.says {
          let words = range.map { reading.word($0) }.joined(separator: " ")
          let evidence = [Evidence(feature: words, weight: found.says)]
          best[intent] = Match(score: found.says, clause: clause, evidence: evidence)
        }
      }
    }
    for hit in hits.drop(while: { Int($0.phrase) < phrases.count }) {
      let intent = Int(ownerOfPhrase[Int(hit.phrase) - phrases.count])
      let found = match(hit, reading)
      if against[intent] >= 700 && against[intent] > (best[intent]?.score ?? 0) { continue }
      if (best[intent]?.score ?? 0) < found.score { best[intent] = found }
    }
    let heard = best.enumerated().compactMap { index, match in match.map { (IntentID(index), $0) } }
    return heard.sorted { a, b in
      a.1.score != b.1.score ? a.1.score > b.1.score : intents[a.0.index].name < intents[b.0.index].name
    }
  }
}

/// Gathers every word a script uses.
enum Vocabulary {
  static func lexicon(
    intents: [IntentDefinition], phrases: [PhraseDefinition], sameWords: [[String]]
  ) -> Lexicon {
    var lexicon = Lexicon.english
    for phrase in phrases { add(phrase.words, to: &lexicon) }
    for intent in intents {
      for line in intent.says + intent.not + intent.words { add(line, to: &lexicon) }
    }
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
