/// Every stage a line went through, for `explain`.
public struct Explanation: Equatable, Sendable {
  public struct Word: Equatable, Sendable {
    /// As typed; two words opened from one contraction both show it.
    public var typed: String
    /// As read.
    public var word: String
    public var stem: String
    public var clause: Int
    /// Whether spelling repair chose it.
    public var isRepaired: Bool
    /// The negator it lies under, or nil.
    public var negatedBy: String?
    /// Whether it tells somebody else's story, so that no danger is heard in it.
    public var isStory = false
  }

  public struct Scored: Equatable, Sendable {
    public var intent: String
    public var score: Int
    public var threshold: Int
    public var clause: Int
    public var evidence: [Evidence]
  }

  public var normalised: String
  public var clauses: [String]
  public var words: [Word]
  /// Every intent, highest score first; evidence for the first two.
  public var intents: [Scored]
  /// Phrases heard, with the words that made them, as in a hearing.
  public var phrases: [(phrase: String, match: Match)]

  public static func == (a: Self, b: Self) -> Bool {
    a.normalised == b.normalised && a.clauses == b.clauses && a.words == b.words && a.intents == b.intents
      && a.phrases.elementsEqual(b.phrases) { $0 == $1 }
  }
}

extension Listener {
  /// How a line was read and what every intent made of it.
  public func explain(_ text: String) -> Explanation {
    let source = Array(text.utf8)
    let reading = reader.read(source)
    let hits = trie.hits(in: reading)
    let hearing = hear(text)
    return Explanation(
      normalised: hearing.normalised, clauses: hearing.clauses, words: words(of: reading, source),
      intents: scored(reading, hits), phrases: hearing.phrases.map { (phrases[$0.id.index].words, $0.match) })
  }

  private func words(of reading: Reading, _ source: [UInt8]) -> [Explanation.Word] {
    reading.tokens.indices.map { index in
      let token = reading.tokens[index]
      let word = reading.word(index)
      return Explanation.Word(
        typed: String(decoding: source[Int(token.sourceStart)..<Int(token.sourceEnd)], as: UTF8.self),
        word: word,
        stem: String(decoding: lexicon.stem(Array(word.utf8)), as: UTF8.self), clause: Int(token.clause),
        isRepaired: token.isRepaired,
        negatedBy: token.negatedBy < 0 ? nil : reading.word(Int(token.negatedBy)), isStory: token.isStory)
    }
  }

  private func scored(_ reading: Reading, _ hits: [PhraseHit]) -> [Explanation.Scored] {
    guard !reading.tokens.isEmpty else { return [] }
    let candidates = candidates(reading, hits)
    let order = candidates.indices.sorted { a, b in
      candidates[a].score != candidates[b].score
        ? candidates[a].score > candidates[b].score : intents[a].name < intents[b].name
    }
    return order.enumerated().map { place, intent in
      Explanation.Scored(
        intent: intents[intent].name, score: candidates[intent].score, threshold: threshold(of: intent),
        clause: candidates[intent].clause,
        evidence: place < 2 ? evidence(for: intent, reading, candidates[intent].range, hits) : [])
    }
  }
}

/// Why an intent was not the one heard.
public struct WhyNot: Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// It was heard, and won.
    case won
    /// The line had no words.
    case nothingSaid
    /// The line is word for word one of the intent's own counterexamples.
    case counterexample
    /// No word or tie in the line speaks for it.
    case nothingSpeaksForIt
    /// What would speak for it lies under this negator.
    case negated(by: String)
    /// It has this many points too few.
    case belowThreshold(missing: Int)
    /// It was heard, but this one scored higher.
    case outscored(by: String, missing: Int)
  }

  public enum Change: Equatable, Sendable {
    case add([String])
    case remove([String])
  }

  public var score: Int
  public var threshold: Int
  /// The first condition that was not met.
  public var reason: Reason
  /// The smallest change of words found that would have made it win: at most two words taken out or put at the end.
  public var change: Change?
}

extension Listener {
  /// Why `intent` did not win for a line, and the smallest change of words that would have let it.
  public func whyNot(_ intent: IntentID, _ text: String) -> WhyNot {
    let threshold = threshold(of: intent.index)
    let reading = reader.read(Array(text.utf8))
    guard !reading.tokens.isEmpty else {
      return WhyNot(score: 0, threshold: threshold, reason: .nothingSaid, change: smallestChange(intent, ""))
    }
    let hits = trie.hits(in: reading)
    let candidates = candidates(reading, hits)
    let own = candidates[intent.index]
    let reason = reason(intent, reading, hits, candidates)
    return WhyNot(
      score: own.score, threshold: threshold, reason: reason,
      change: reason == .won ? nil : smallestChange(intent, text))
  }

  private func reason(
    _ intent: IntentID, _ reading: Reading, _ hits: [PhraseHit], _ candidates: [Candidate]
  ) -> WhyNot.Reason {
    let own = candidates[intent.index]
    let threshold = threshold(of: intent.index)
    let winner = winner(candidates)
    if winner == intent.index { return .won }
    if let example = examples.find(reading, 0..<reading.tokens.count),
      examples.not[example].contains(Int32(intent.index))
    {
      return .counterexample
    }
    if own.score >= threshold, let winner {
      return .outscored(by: intents[winner].name, missing: candidates[winner].score - own.score)
    }
    let evidence = evidence(for: intent.index, reading, own.range, hits)
    if !evidence.contains(where: { $0.weight > 0 }) {
      let negated = reading.tokens.first { $0.negatedBy >= 0 }
      return negated.map { .negated(by: reading.word(Int($0.negatedBy))) } ?? .nothingSpeaksForIt
    }
    return .belowThreshold(missing: threshold - own.score)
  }

  private func winner(_ candidates: [Candidate]) -> Int? {
    candidates.indices.filter { candidates[$0].score >= threshold(of: $0) }.min { a, b in
      candidates[a].score != candidates[b].score
        ? candidates[a].score > candidates[b].score : intents[a].name < intents[b].name
    }
  }

  private func wins(_ intent: IntentID, _ text: String) -> Bool {
    let reading = reader.read(Array(text.utf8))
    guard !reading.tokens.isEmpty else { return false }
    return winner(candidates(reading, trie.hits(in: reading))) == intent.index
  }

  /// Lines tried at most while looking for a change.
  private static let mostTries = 400

  private func smallestChange(_ intent: IntentID, _ text: String) -> WhyNot.Change? {
    let typed = text.split(whereSeparator: \.isWhitespace).prefix(24).map(String.init)
    for index in typed.indices {
      var rest = typed
      let removed = rest.remove(at: index)
      if wins(intent, rest.joined(separator: " ")) { return .remove([removed]) }
    }
    let words = tellingWords(of: intent)
    for word in words where wins(intent, text + " " + word) { return .add([word]) }
    var tries = 0
    for first in words {
      for second in words where second != first {
        tries += 1
        guard tries <= Self.mostTries else { return nil }
        if wins(intent, text + " " + first + " " + second) { return .add([first, second]) }
      }
    }
    return nil
  }

  /// The words that speak loudest for an intent: its authored words, then what was learned.
  private func tellingWords(of intent: IntentID) -> [String] {
    let learned = weights(of: intent, most: 400).filter { weight in
      weight.strength > 0 && weight.feature.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }
    return intents[intent.index].words.prefix(10) + learned.prefix(20).map(\.feature)
  }
}
