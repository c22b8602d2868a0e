/// How the classifier's sums, the authored words and the example lines become the intents heard in a line.
///
/// The rule, for each clause and for the line as a whole:
/// - 1000 when the words are exactly an example line's; nothing when they are exactly a counterexample's;
/// - otherwise 500 + 400 × d, from 1 to 990, where d is the learned sum (about 1 for a line like the examples and
///   -1 for one unlike them) plus, for the best of the intent's `words` heard there, S ÷ 250 of that phrase.
///
/// Words of grammar alone ("he is", "just me") are no evidence: d starts from -1 for them, whatever was learned.
///
/// An intent is heard when its best score reaches its threshold.
extension Listener {
  /// The score from which an intent counts as heard.
  public static let threshold = 400
  /// The same for intents that listen for danger, which would rather ask once too often than miss.
  public static let safetyThreshold = 360
  /// The clauses of one line that are judged on their own; words after them are heard through phrases.
  static let mostClauses = 64

  func threshold(of intent: Int) -> Int {
    intents[intent].isSafety ? Self.safetyThreshold : Self.threshold
  }

  struct Candidate {
    var score: Int
    var clause: Int
    var range: Range<Int>
  }

  /// What every intent makes of one stretch of words.
  func decisions(
    _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit], _ scratch: inout ClassifierScratch
  ) -> [(decision: Int, score: Int)] {
    model.decide(reading, range, lexicon, &scratch.sums)
    safetyModel?.decide(reading, range, lexicon, &scratch.safetySums)
    let bonuses = bonuses(hits, range)
    let example = examples.find(reading, range)
    let saysSomething = range.contains { !reading.tokens[$0].classes.contains(.function) }
    var decided = intents.indices.map { intent -> (decision: Int, score: Int) in
      let label = Int(safetyLabels[intent])
      let learned = label < 0 ? scratch.sums.totals[intent] : scratch.safetySums.totals[label]
      let decision =
        (saysSomething ? Int(learned) : min(Int(learned), -65536)) + (bonuses[Int32(intent)] ?? 0)
      var score = min(max(500 + ((decision * 400) >> 16), 1), 990)
      if let example {
        if examples.says[example].contains(Int32(intent)) { score = 1000 }
        if examples.not[example].contains(Int32(intent)) { score = 1 }
      }
      return (decision, score)
    }
    leaveOneOfEachFamily(&decided, scratch)
    return decided
  }

  /// Of a family's members only the nearest is heard: the highest score, then the member whose own examples are most
  /// like the words, then the first by name. The others keep their sums and score nothing.
  private func leaveOneOfEachFamily(
    _ decided: inout [(decision: Int, score: Int)], _ scratch: ClassifierScratch
  ) {
    var nearest: [Int32: Int] = [:]
    for intent in decided.indices where safetyLabels[intent] >= 0 {
      guard let known = nearest[safetyLabels[intent]] else {
        nearest[safetyLabels[intent]] = intent
        continue
      }
      let own = (decided[intent].score, scratch.sums.totals[intent])
      let other = (decided[known].score, scratch.sums.totals[known])
      if own > other || (own == other && intents[intent].name < intents[known].name) {
        nearest[safetyLabels[intent]] = intent
      }
    }
    for intent in decided.indices where safetyLabels[intent] >= 0 && nearest[safetyLabels[intent]] != intent {
      decided[intent].score = 1
    }
  }

  /// The best score of every intent, with the stretch of words that carried it.
  func candidates(_ reading: Reading, _ hits: [PhraseHit]) -> [Candidate] {
    var best = Array(repeating: Candidate(score: 0, clause: 0, range: 0..<0), count: intents.count)
    var scratch = makeScratch()
    for (clause, range) in stretches(of: reading) {
      let decided = decisions(reading, range, hits, &scratch)
      let limits = limits(reading, range, hits, &scratch)
      for intent in decided.indices {
        let score = min(decided[intent].score, limits?[intent] ?? 1000)
        if score > best[intent].score { best[intent] = Candidate(score: score, clause: clause, range: range) }
      }
    }
    return best
  }

  /// What intents may score at most where content words lie under a negation: as much as without those words, unless
  /// each stands under a negation in one of the intent's own examples. So "i dont want to text him" is no urge to
  /// text, and "i dont know" is still being unsure. Nil when nothing is negated.
  private func limits(
    _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit], _ scratch: inout ClassifierScratch
  ) -> [Int]? {
    let turned = range.filter { Features.isTurned(reading.tokens[$0]) }
    guard !turned.isEmpty, examples.find(reading, range) == nil else { return nil }
    var rest = Reading()
    rest.text = reading.text
    rest.tokens = range.filter { !Features.isTurned(reading.tokens[$0]) }.map { reading.tokens[$0] }
    model.decide(rest, 0..<rest.tokens.count, lexicon, &scratch.sums)
    let bonuses = bonuses(hits, range)
    return intents.indices.map { intent in
      let keys = turnedKeys[intent]
      if safetyLabels[intent] >= 0 || turned.allSatisfy({ keys.contains(reading.tokens[$0].key) }) {
        return 1000
      }
      let decision = Int(scratch.sums.totals[intent]) + (bonuses[Int32(intent)] ?? 0)
      return min(max(500 + ((decision * 400) >> 16), 1), 990)
    }
  }

  /// Each clause, then the whole line when it has several.
  private func stretches(of reading: Reading) -> [(clause: Int, range: Range<Int>)] {
    var stretches = reading.clauseStarts.indices.prefix(Self.mostClauses).map { ($0, reading.clause($0)) }
    if stretches.count > 1 && reading.tokens.count <= Features.mostWords {
      stretches.append((0, 0..<reading.tokens.count))
    }
    return stretches
  }

  /// What the authored words heard in a stretch add to their intents' decisions.
  private func bonuses(_ hits: [PhraseHit], _ range: Range<Int>) -> [Int32: Int] {
    var bonuses: [Int32: Int] = [:]
    for hit in hits.reversed() {
      guard Int(hit.phrase) >= phrases.count else { break }
      guard hit.tokens.allSatisfy({ range.contains(Int($0)) }) else { continue }
      let owner = ownerOfPhrase[Int(hit.phrase) - phrases.count]
      let bonus = Int(trie.phrases[Int(hit.phrase)].weight) * 65536 / 250
      bonuses[owner] = max(bonuses[owner] ?? 0, min(bonus, 98304))
    }
    return bonuses
  }

  func hear(_ reading: Reading, _ hits: [PhraseHit]) -> [(id: IntentID, match: Match)] {
    guard !intents.isEmpty, !reading.tokens.isEmpty else { return [] }
    let candidates = candidates(reading, hits)
    let heard = candidates.indices.filter { candidates[$0].score >= threshold(of: $0) }.sorted { a, b in
      let (first, second) = (candidates[a].score, candidates[b].score)
      return first != second ? first > second : intents[a].name < intents[b].name
    }
    return heard.map { intent in
      let candidate = candidates[intent]
      return (
        IntentID(intent),
        Match(
          score: candidate.score, clause: candidate.clause,
          evidence: evidence(for: intent, reading, candidate.range, hits))
      )
    }
  }

  /// What spoke for and against an intent in a stretch of words, strongest first: a word with all that was learned
  /// about it, a tie between two words, an authored phrase. Weights are in points of the score.
  func evidence(for intent: Int, _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit]) -> [Evidence] {
    let label = Int(safetyLabels[intent])
    var list =
      label < 0
      ? model.evidence(for: intent, reading, range, lexicon)
      : safetyModel?.evidence(for: label, reading, range, lexicon) ?? []
    for (owner, bonus) in bonuses(hits, range) where owner == Int32(intent) {
      let words = hits.first { hit in
        Int(hit.phrase) >= phrases.count && ownerOfPhrase[Int(hit.phrase) - phrases.count] == owner
          && min(Int(trie.phrases[Int(hit.phrase)].weight) * 65536 / 250, 98304) == bonus
      }
      let text = words.map { $0.tokens.map { reading.word(Int($0)) }.joined(separator: " ") } ?? ""
      list.append(Evidence(feature: "\"" + text + "\"", weight: (bonus * 400) >> 16))
    }
    let ordered = list.enumerated().sorted { a, b in
      abs(a.element.weight) != abs(b.element.weight)
        ? abs(a.element.weight) > abs(b.element.weight) : a.offset < b.offset
    }
    return ordered.map(\.element).filter { $0.weight != 0 }.prefix(Self.mostEvidence).map { $0 }
  }

  /// Pieces of evidence given for one match.
  static let mostEvidence = 8
}
