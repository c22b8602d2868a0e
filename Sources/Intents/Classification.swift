/// One line judged as a whole against every intent: what `classify` and `eval` print.
public struct Classification: Equatable, Sendable {
  /// Every intent, best first; equal decisions in the order of their names.
  public var ranked: [(id: IntentID, decision: Int, score: Int)]
  /// The best intent when it reaches its threshold.
  public var winner: IntentID?

  public static func == (a: Self, b: Self) -> Bool {
    a.winner == b.winner && a.ranked.elementsEqual(b.ranked) { $0 == $1 }
  }
}

/// Room to work in, so that judging one line after another allocates little.
public struct ClassifierScratch: Sendable {
  var sums: LinearModel.Sums
}

extension Listener {
  public func makeScratch() -> ClassifierScratch {
    ClassifierScratch(sums: LinearModel.Sums(stride: model.stride))
  }

  /// The best intent for a whole line and its decision (65536 is a decision of 1), with none of what a hearing
  /// adds: the fast way through the same pipeline. Nil when there are no intents or no words.
  public func best(_ bytes: [UInt8], _ scratch: inout ClassifierScratch) -> (id: IntentID, decision: Int)? {
    let reading = reader.read(bytes)
    guard !reading.tokens.isEmpty, !intents.isEmpty else { return nil }
    let range = 0..<reading.tokens.count
    model.decide(reading, range, lexicon, &scratch.sums)
    var best = 0
    for label in 1..<max(intents.count, 1) where scratch.sums.totals[label] > scratch.sums.totals[best] {
      best = label
    }
    return (IntentID(best), Int(scratch.sums.totals[best]))
  }

  /// Every intent's decision for a line as a whole.
  public func classify(_ text: String) -> Classification {
    let reading = reader.read(Array(text.utf8))
    guard !reading.tokens.isEmpty else { return Classification(ranked: [], winner: nil) }
    let hits = trie.hits(in: reading)
    var scratch = makeScratch()
    let decisions = decisions(reading, 0..<reading.tokens.count, hits, masks(reading, hits), &scratch)
    let ranked = decisions.indices.sorted { a, b in
      decisions[a].score != decisions[b].score
        ? decisions[a].score > decisions[b].score
        : decisions[a].decision != decisions[b].decision
          ? decisions[a].decision > decisions[b].decision : intents[a].name < intents[b].name
    }.map { (id: IntentID($0), decision: decisions[$0].decision, score: decisions[$0].score) }
    let winner = ranked.first.flatMap { $0.score >= threshold(of: $0.id.index) ? $0.id : nil }
    return Classification(ranked: ranked, winner: winner)
  }
}
