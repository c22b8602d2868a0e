/// Which item of a list a line points at.
enum Choice {
  static func choose(from items: [String], reading: Reading, reader: Reader) -> (index: Int, match: Match)? {
    if let byNumber = number(items.count, reading) { return byNumber }
    return sharedWords(items.map { reader.read(Array($0.utf8)) }, reading, reader)
  }

  private static func number(_ count: Int, _ reading: Reading) -> (index: Int, match: Match)? {
    for (index, token) in reading.tokens.enumerated() {
      var place: Int?
      if token.classes.contains(.ordinal) {
        place = token.value < 0 ? count : Int(token.value)
      } else if token.classes.contains(.number) && isBare(index, reading) {
        place = Int(token.value)
      }
      guard let place, place >= 1, place <= count else { continue }
      let score = reading.tokens.count == 1 ? 1000 : 900
      let evidence = [Evidence(feature: reading.word(index), weight: score)]
      return (place - 1, Match(score: score, clause: Int(token.clause), evidence: evidence))
    }
    return nil
  }

  /// Whether a number points rather than counts: "2", "number 2", "the 2", not "2 weeks" or "the one about work".
  private static func isBare(_ index: Int, _ reading: Reading) -> Bool {
    if reading.tokens.count == 1 { return true }
    let isLast = index + 1 == reading.tokens.count || reading.tokens[index + 1].before != .none
    return isLast && reading.tokens[index].word != Words.one
  }

  private static func sharedWords(
    _ items: [Reading], _ reading: Reading, _ reader: Reader
  ) -> (index: Int, match: Match)? {
    var best: (index: Int, weight: Int, words: [String])?
    var isTied = false
    for (index, item) in items.enumerated() {
      let shared = shared(item, reading)
      guard shared.weight > 0 else { continue }
      if let known = best, known.weight >= shared.weight {
        if known.weight == shared.weight { isTied = true }
        continue
      }
      best = (index, shared.weight, shared.words)
      isTied = false
    }
    guard let best, !isTied else { return nil }
    let score = min(400 + best.weight, 980)
    let evidence = best.words.map { Evidence(feature: $0, weight: best.weight / best.words.count) }
    return (best.index, Match(score: score, evidence: evidence))
  }

  /// Words in common: a content word counts 100, a function word 1; words alike by stem count as the same.
  private static func shared(_ item: Reading, _ reading: Reading) -> (weight: Int, words: [String]) {
    var weight = 0
    var words: [String] = []
    var seen: Set<String> = []
    let said = Set(reading.tokens.indices.map { stem($0, reading) })
    for index in item.tokens.indices {
      let stem = stem(index, item)
      guard said.contains(stem), seen.insert(stem).inserted else { continue }
      let isFunction = item.tokens[index].classes.contains(.function)
      weight += isFunction ? 1 : 100
      words.append(item.word(index))
    }
    return weight >= 100 ? (weight, words) : (0, [])
  }

  private static func stem(_ index: Int, _ reading: Reading) -> String {
    let token = reading.tokens[index]
    return token.key >= 0 ? "\(token.key)" : Stemmer.stem(reading.word(index))
  }
}
