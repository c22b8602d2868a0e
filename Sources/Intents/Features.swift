/// What the classifier sees in a stretch of words.
///
/// A feature's name is 64 bits: its kind above, what it is made of below. Nothing is hashed away; two features
/// never share a name.
enum Features {
  /// Kinds of features. Those up to `letters` belong to one word; the others tie two words together.
  enum Kind: UInt64, CaseIterable, Sendable {
    case word, stem, concept, letters, neighbours, pair, conceptPair
  }

  /// Kinds that are weighed against each other by one length: a word's own, and each kind of tie.
  static let families = 4

  static func family(_ kind: Kind) -> Int {
    switch kind {
    case .word, .stem, .concept, .letters: 0
    case .neighbours: 1
    case .pair: 2
    case .conceptPair: 3
    }
  }

  /// Words further apart than this make no pair.
  static let window = 12
  /// A clause's features come from its first words; what follows is heard through phrases only.
  static let mostWords = 256
  static let longestLetters = 5
  private static let boundary: UInt64 = (1 << 28) - 1
  private static let conceptBase: UInt64 = 1 << 27

  static func name(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
    kind.rawValue << 60 | first << 28 | second
  }

  static func kind(of name: UInt64) -> Kind {
    Kind(rawValue: name >> 60) ?? .word
  }

  /// The two things a tie is made of, or the one thing a word's feature is made of and 0.
  static func parts(of name: UInt64) -> (first: UInt64, second: UInt64) {
    ((name >> 28) & ((1 << 32) - 1), name & ((1 << 28) - 1))
  }

  // MARK: Of one word

  /// Calls `body` with the features of one word: itself, its stem, the groups it is in, its runs of letters.
  static func ofWord(
    _ bytes: ArraySlice<UInt8>, word: Int32, key: Int32, lexicon: Lexicon, body: (UInt64) -> Void
  ) {
    if word >= 0 { body(name(.word, UInt64(word))) }
    if key >= 0 {
      body(name(.stem, UInt64(key)))
      for concept in lexicon.concepts(of: key) { body(name(.concept, UInt64(concept))) }
    }
    let isFunction = word >= 0 && lexicon.entries[Int(word)].classes.contains(.function)
    if !isFunction { letters(of: bytes, body: body) }
  }

  /// Runs of two to five letters in a word, its ends marked.
  private static func letters(of bytes: ArraySlice<UInt8>, body: (UInt64) -> Void) {
    let count = min(bytes.count, 32) + 2
    func letter(_ index: Int) -> UInt64 {
      index == 0 ? 0x5E : index == count - 1 ? 0x24 : UInt64(bytes[bytes.startIndex + index - 1])
    }
    for start in 0..<(count - 1) {
      var run = letter(start)
      for length in 2...longestLetters where start + length <= count {
        run = run << 8 | letter(start + length - 1)
        body(Kind.letters.rawValue << 60 | UInt64(length) << 56 | run)
      }
    }
  }

  // MARK: Of two words

  /// One word as ties see it.
  struct Atom {
    var key: Int32
    /// Its first group in the thesaurus, or its own key.
    var concept: UInt64
    var isFunction: Bool
  }

  /// Whether a content word lies under a negation.
  @inline(__always)
  static func isTurned(_ token: Token) -> Bool {
    token.negatedBy >= 0 && !token.classes.contains(.function) && token.key >= 0
  }

  static func atom(_ token: Token, _ lexicon: Lexicon) -> Atom {
    let concept = lexicon.concepts(of: token.key).first.map { conceptBase + UInt64($0) }
    return Atom(
      key: token.key, concept: concept ?? UInt64(UInt32(bitPattern: token.key)),
      isFunction: token.classes.contains(.function))
  }

  /// Calls `body` with the ties between words: each word and its neighbour (or the end of the line), and unordered
  /// pairs of stems and of groups. Words of unknown stem make none.
  @inline(__always)
  static func ofTies(_ atoms: [Atom], body: (UInt64) -> Void) {
    for index in atoms.indices where atoms[index].key >= 0 {
      let atom = atoms[index]
      let key = UInt64(atom.key)
      let before = index == 0 ? boundary : atoms[index - 1].key < 0 ? nil : UInt64(atoms[index - 1].key)
      if let before { body(name(.neighbours, before, key)) }
      if index == atoms.count - 1 { body(name(.neighbours, key, boundary)) }
      for other in (index + 1)..<max(min(index + window, atoms.count), index + 1) {
        let second = atoms[other]
        guard second.key >= 0, !(atom.isFunction && second.isFunction) else { continue }
        let secondKey = UInt64(second.key)
        body(name(.pair, min(key, secondKey), max(key, secondKey)))
        if atom.concept != key || second.concept != secondKey {
          body(name(.conceptPair, min(atom.concept, second.concept), max(atom.concept, second.concept)))
        }
      }
    }
  }

  /// A feature as a person reads it.
  static func text(_ name: UInt64, lexicon: Lexicon) -> String {
    let (first, second) = parts(of: name)
    switch kind(of: name) {
    case .word: return lexicon.words.string(Int(first))
    case .stem: return part(first, lexicon) + "~"
    case .concept: return Self.concept(first, lexicon)
    case .letters:
      let length = Int(name >> 56 & 0xF)
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: name >> UInt64(8 * (length - 1 - $0))) }
      return "…" + String(decoding: bytes, as: UTF8.self) + "…"
    case .neighbours: return part(first, lexicon) + " " + part(second, lexicon)
    case .pair, .conceptPair: return part(first, lexicon) + " + " + part(second, lexicon)
    }
  }

  private static func concept(_ group: UInt64, _ lexicon: Lexicon) -> String {
    "like " + lexicon.conceptName(Int(group))
  }

  private static func part(_ value: UInt64, _ lexicon: Lexicon) -> String {
    if value == boundary { return "|" }
    return value >= conceptBase
      ? "(" + concept(value - conceptBase, lexicon) + ")" : lexicon.keys.string(Int(value))
  }
}
