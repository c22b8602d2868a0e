/// How the classifier's sums, the authored words and the example lines become the intents heard in a line.
///
/// The rule, for each clause and for the line as a whole:
/// - 1000 when the words are exactly an example line's; nothing when they are exactly a counterexample's;
/// - otherwise 500 + 400 × d, from 1 to 990, where d is the learned sum (about 1 for a line like the examples and
///   -1 for one unlike them) plus, for the best of the intent's `words` heard there, S ÷ 250 of that phrase.
///
/// Words of grammar alone ("he is", "just me") are no evidence: d starts from -1 for them, whatever was learned.
///
/// An intent is heard when its best score reaches its threshold. Of several dangers heard in one stretch, one that only
/// what was learned speaks for is heard when no other is stronger: its chance words are likely the other's. A message
/// that is an example line means what its author put it under: no other danger is heard in the line of a danger, and
/// none that only learning speaks for in any.
extension Listener {
  /// The score from which an intent counts as heard.
  public static let threshold = 400
  /// The same for intents that listen for danger, which would rather ask once too often than miss.
  public static let safetyThreshold = 380
  /// The same when none of the danger's `words` were heard and only what was learned speaks for it.
  static let learnedDanger = 500
  /// The same for a danger of many lines (`Families.manyLines`), with words or without: the more it was taught, the
  /// more it hears, and the more it must hear before it speaks.
  static let wellTaughtDanger = 590
  /// The score up to which a danger that only what was learned speaks for is in doubt, where its script has a kind of
  /// it for that.
  static let clearDanger = 720
  /// The score from which a kind of danger is named rather than its umbrella.
  static let kindThreshold = 560
  /// Two intents whose scores lie no further apart than this are a near tie: which of them was meant is for the person
  /// to say. An intent that scores 1000 is in no tie.
  public static let nearTie = 15
  /// What a danger's own words add at the least, 16 bits after the point: an author who wrote them down meant them.
  static let leastDangerBonus = 58_982
  /// What they add for a danger of many lines: more than that took harmless lines for danger six times as often as it
  /// found danger.
  static let wellTaughtBonus = 26_214
  /// The clauses of one line that are judged on their own; words after them are heard through phrases.
  static let mostClauses = 64

  func threshold(of intent: Int) -> Int {
    guard intents[intent].isSafety else { return Self.threshold }
    return families.isWellTaught(Int32(intent)) ? Self.wellTaughtDanger : Self.safetyThreshold
  }

  struct Candidate {
    var score: Int
    var clause: Int
    var range: Range<Int>
  }

  /// For each danger, the words of a message that are explained away; nil where none are.
  func masks(_ reading: Reading, _ hits: [PhraseHit]) -> [[Bool]?] {
    families.dangers.map { harmless.mask(for: $0, reading, hits, owners: ownerOfPhrase, families) }
  }

  /// What every intent makes of one stretch of words.
  func decisions(
    _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit], _ masks: [[Bool]?],
    _ scratch: inout ClassifierScratch
  ) -> [(decision: Int, score: Int)] {
    model.decide(reading, range, lexicon, &scratch.sums)
    let bonuses = bonuses(hits, range)
    let saysSomething = range.contains { !reading.tokens[$0].classes.contains(.function) }
    let decided = intents.indices.map { intent in
      let learned = Int(scratch.sums.totals[intent])
      return (saysSomething ? learned : min(learned, -65536)) + (bonuses[Int32(intent)] ?? 0)
    }
    var scores = scores(decided, examples.find(reading, range))
    var learnedOnly: [Int32] = []
    for (danger, mask) in zip(families.dangers, masks) where scores[Int(danger)] < 1000 {
      let hasWords = judge(danger, reading, range, hits, mask, &scratch, &scores)
      if !hasWords { learnedOnly.append(danger) }
    }
    let strongest = families.dangers.map { scores[Int($0)] }.max() ?? 0
    let isExample = examples.find(reading, range).map { !examples.says[$0].isEmpty } ?? false
    for danger in families.dangers where scores[Int(danger)] < 1000 {
      let yields = learnedOnly.contains(danger)
      if yields && (isExample || scores[Int(danger)] < strongest) || isExample && strongest == 1000 {
        silence(danger, &scores)
      }
    }
    let doubtful = doubtful(learnedOnly, &scores)
    families.choose(&scores, threshold: { threshold(of: $0) }, least: Self.kindThreshold)
    for danger in doubtful { doubt(danger, &scores) }
    return zip(decided, scores).map { ($0, $1) }
  }

  /// The best score of every intent, with the stretch of words that carried it.
  func candidates(_ reading: Reading, _ hits: [PhraseHit]) -> [Candidate] {
    var best = Array(repeating: Candidate(score: 0, clause: 0, range: 0..<0), count: intents.count)
    var scratch = makeScratch()
    let masks = masks(reading, hits)
    for (clause, range) in stretches(of: reading) {
      let decided = decisions(reading, range, hits, masks, &scratch)
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
  /// text, and "i dont know" is still being unsure. Dangers are judged by what is explained away instead. Nil when
  /// nothing is negated.
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
      if intents[intent].isSafety || turned.allSatisfy({ keys.contains(reading.tokens[$0].key) }) {
        return 1000
      }
      return Self.score(Int(scratch.sums.totals[intent]) + (bonuses[Int32(intent)] ?? 0))
    }
  }

  private func scores(_ decided: [Int], _ example: Int?) -> [Int] {
    var scores = decided.map(Self.score)
    guard let example else { return scores }
    for intent in examples.says[example] {
      let umbrella = Int(families.umbrella[Int(intent)])
      if !examples.ofNoKind[example].contains(intent) {
        for kind in families.kinds[umbrella] { scores[Int(kind)] = 1 }
      }
      scores[umbrella] = 1000
      scores[Int(intent)] = 1000
    }
    for intent in examples.not[example] { scores[Int(intent)] = 1 }
    return scores
  }

  private static func score(_ decision: Int) -> Int { min(max(500 + (decision * 400) >> 16, 1), 990) }

  /// Judges a danger by what is left of a stretch when its harmless words are explained away; silences it when no word
  /// left carries meaning for it. Whether any of its authored words are left.
  private func judge(
    _ danger: Int32, _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit], _ mask: [Bool]?,
    _ scratch: inout ClassifierScratch, _ scores: inout [Int]
  ) -> Bool {
    guard scores[Int(danger)] > 1 else { return false }
    let family = [danger] + families.kinds[Int(danger)]
    var rest = reading
    var within = range
    var hasWords = !bonuses(hits, range, of: family).isEmpty
    if let mask, range.contains(where: { mask[$0] }) {
      rest = reading.without(mask, in: range)
      within = 0..<rest.tokens.count
      model.decide(rest, within, lexicon, &scratch.sums)
      let bonuses = bonuses(
        hits.filter { hit in !hit.tokens.contains { mask[Int($0)] } }, range, of: family)
      hasWords = !bonuses.isEmpty
      for intent in family {
        scores[Int(intent)] = Self.score(Int(scratch.sums.totals[Int(intent)]) + (bonuses[intent] ?? 0))
      }
    }
    let heard = threshold(of: Int(danger))
    let least = hasWords ? heard : max(heard, Self.learnedDanger)
    guard scores[Int(danger)] >= heard else { return hasWords }
    if scores[Int(danger)] < least || !content.speak(for: Int(danger), in: rest.tokens[within]) {
      silence(danger, &scores)
    }
    return hasWords
  }

  /// The dangers that are heard, but not clearly. The kinds for doubt are not judged on their own.
  private func doubtful(_ learnedOnly: [Int32], _ scores: inout [Int]) -> [Int32] {
    for danger in families.dangers {
      let doubt = families.doubts[Int(danger)]
      if doubt >= 0, scores[Int(doubt)] < 1000 { scores[Int(doubt)] = 0 }
    }
    return learnedOnly.filter { danger in
      let score = scores[Int(danger)]
      return families.doubts[Int(danger)] >= 0 && score >= threshold(of: Int(danger))
        && score < Self.clearDanger
    }
  }

  /// Gives what was heard of a danger to its kind for doubt.
  private func doubt(_ danger: Int32, _ scores: inout [Int]) {
    let family = [danger] + families.kinds[Int(danger)]
    let score = family.map { scores[Int($0)] }.max() ?? 0
    for intent in family { scores[Int(intent)] = 0 }
    scores[Int(families.doubts[Int(danger)])] = score
  }

  private func silence(_ danger: Int32, _ scores: inout [Int]) {
    for intent in [danger] + families.kinds[Int(danger)] { scores[Int(intent)] = 1 }
  }

  /// Each clause, then the whole line when it has several.
  ///
  /// A message that is an example line as a whole is not taken apart.
  private func stretches(of reading: Reading) -> [(clause: Int, range: Range<Int>)] {
    let whole = 0..<reading.tokens.count
    if let example = examples.find(reading, whole), !examples.says[example].isEmpty { return [(0, whole)] }
    var stretches = reading.clauseStarts.indices.prefix(Self.mostClauses).map { ($0, reading.clause($0)) }
    if stretches.count > 1 && reading.tokens.count <= Features.mostWords {
      stretches.append((0, 0..<reading.tokens.count))
    }
    return stretches
  }

  /// What the authored words heard in a stretch add to their intents' decisions.
  private func bonuses(_ hits: [PhraseHit], _ range: Range<Int>, of family: [Int32]) -> [Int32: Int] {
    bonuses(hits, range).filter { family.contains($0.key) }
  }

  private func bonuses(_ hits: [PhraseHit], _ range: Range<Int>) -> [Int32: Int] {
    var bonuses: [Int32: Int] = [:]
    for hit in hits.reversed() {
      guard Int(hit.phrase) >= phrases.count else { break }
      guard Int(hit.phrase) < phrases.count + ownerOfPhrase.count else { continue }
      guard hit.tokens.allSatisfy({ range.contains(Int($0)) }) else { continue }
      let owner = ownerOfPhrase[Int(hit.phrase) - phrases.count]
      let weight = Int(trie.phrases[Int(hit.phrase)].weight) * 65536 / 250
      for intent in [owner, families.umbrella[Int(owner)]] {
        let bonus = min(bonus(weight, of: owner, for: intent), 98304)
        bonuses[intent] = max(bonuses[intent] ?? 0, bonus)
      }
    }
    return bonuses
  }

  /// What a phrase of some weight, one of `owner`'s words, is worth to it or to its umbrella. The umbrella of a danger
  /// with many lines trusts them more than its own words, not than those of its kinds, which say what was done.
  private func bonus(_ weight: Int, of owner: Int32, for intent: Int32) -> Int {
    guard intents[Int(intent)].isSafety else { return weight }
    guard families.umbrella[Int(intent)] == intent, families.isWellTaught(intent) else {
      return max(weight, Self.leastDangerBonus)
    }
    return owner == intent ? Self.wellTaughtBonus : max(weight, Self.leastDangerBonus)
  }

  func hear(_ reading: Reading, _ hits: [PhraseHit]) -> [(id: IntentID, match: Match)] {
    guard !intents.isEmpty, !reading.tokens.isEmpty else { return [] }
    let candidates = candidates(reading, hits)
    // The closures below must not hold the whole listener: they would copy it, part by part.
    let intents = intents
    var heard: [Int] = []
    for intent in candidates.indices where candidates[intent].score >= threshold(of: intent) {
      heard.append(intent)
    }
    heard.sort { a, b in
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

  private func speaks(_ phrase: Int32, for owner: Int32) -> Bool {
    let index = Int(phrase) - phrases.count
    return index < ownerOfPhrase.count && families.speaks(ownerOfPhrase[index], for: owner)
  }

  /// What spoke for and against an intent in a stretch of words, strongest first: a word with all that was learned
  /// about it, a tie between two words, an authored phrase. Weights are in points of the score.
  func evidence(for intent: Int, _ reading: Reading, _ range: Range<Int>, _ hits: [PhraseHit]) -> [Evidence] {
    // A doubt is heard by what speaks for the danger.
    let wider = Int(families.umbrella[intent])
    if wider != intent, Int(families.doubts[wider]) == intent {
      return evidence(for: wider, reading, range, hits)
    }
    var list = model.evidence(for: intent, reading, range, lexicon)
    for (owner, bonus) in bonuses(hits, range) where owner == Int32(intent) {
      let words = hits.first { hit in
        Int(hit.phrase) >= phrases.count && speaks(hit.phrase, for: owner)
          && bonuses([hit], range)[owner] == bonus
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
