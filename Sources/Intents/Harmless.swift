/// Which words of a message are explained away before its words are judged as a danger.
///
/// - A counterexample of the danger that stands word for word in the message takes its words away: with
///   `not: hit me up`, "she hit me up on friday" is left with "she … on friday".
/// - So does somebody else's story (`Stories`): "in the film he kills himself".
/// - So does a negation over a word that is only frightening when it is affirmed: "he never hit me". What is denied by
///   the danger itself, as in "i dont want to live", is not touched.
struct Harmless: Sendable {
  /// By phrase of the trie, from `first` on: the umbrella whose counterexample it is.
  private var owners: [Int32]
  private let first: Int
  private let deniable: Set<Int32>

  /// Counterexamples longer than this are left to the learned sums.
  static let longest = 5

  init(first: Int, owners: [Int32], lexicon: Lexicon) {
    self.first = first
    self.owners = owners
    var keys: Set<Int32> = []
    for word in English.deniable.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let id = lexicon.words.find(Array(word.utf8), 0..<word.utf8.count)
      if id >= 0 { keys.insert(lexicon.entries[id].key) }
    }
    deniable = keys
  }

  /// For one umbrella, which tokens of a message are explained away; nil when none are. A negation that is part of the
  /// danger's own words ("didnt mean to hurt me") explains nothing away.
  func mask(
    for umbrella: Int32, _ reading: Reading, _ hits: [PhraseHit], owners words: [Int32], _ families: Families
  ) -> [Bool]? {
    var mask: [Bool]?
    func hide(_ token: Int) {
      if mask == nil { mask = Array(repeating: false, count: reading.tokens.count) }
      mask?[token] = true
    }
    for hit in hits.reversed() {
      guard Int(hit.phrase) >= first else { break }
      guard owners[Int(hit.phrase) - first] == umbrella, isUnbroken(hit.tokens) else { continue }
      for token in hit.tokens { hide(Int(token)) }
    }
    for (index, token) in reading.tokens.enumerated() where token.isStory { hide(index) }
    for (index, token) in reading.tokens.enumerated() where token.negatedBy >= 0 {
      guard deniable.contains(token.key) else { continue }
      let isMeant = hits.contains { hit in
        let word = Int(hit.phrase) - (first - words.count)
        return words.indices.contains(word) && families.umbrella[Int(words[word])] == umbrella
          && hit.tokens.contains(Int32(index))
      }
      if !isMeant { hide(index) }
    }
    return mask
  }

  private func isUnbroken(_ tokens: [Int32]) -> Bool {
    zip(tokens, tokens.dropFirst()).allSatisfy { $0 + 1 == $1 }
  }
}

extension Reading {
  /// The words of `range` that are not hidden, as a line of their own.
  func without(_ hidden: [Bool], in range: Range<Int>) -> Reading {
    var rest = self
    rest.tokens = range.filter { !hidden[$0] }.map { tokens[$0] }
    rest.clauseStarts = [0]
    return rest
  }
}

extension Harmless {
  func encode(to writer: inout StorageWriter) { writer.add(owners) }

  init(decoding storage: inout StorageReader, first: Int, lexicon: Lexicon) {
    self.init(first: first, owners: storage.array(), lexicon: lexicon)
  }
}
