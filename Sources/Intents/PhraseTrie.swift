/// Where a phrase was found in a line.
struct PhraseHit {
  var phrase: Int32
  var score: Int32
  /// The tokens that matched, in order.
  var tokens: [Int32]
}

/// All the phrases of a script in one trie over word keys, walked once from every word of a line.
///
/// The rule of a phrase's score, the same wherever phrases are listened for:
/// - 1000 when the whole message is the phrase, word for word; 990 when only stems differ or only words such as
///   "well" and "please" stand around it;
/// - otherwise 300 + 650 × S ÷ (S + 200) - 35 for each word skipped, where S sums what the phrase's words are
///   worth: 12 a function word, 60 a content word and 12 more for each halving of the number of phrases that
///   share it, up to 132. So more and rarer words beat fewer and commoner ones, whatever the order of the file.
///
/// Up to two words in all may be skipped between a phrase's words; a negator among them, or a negation that
/// reaches over the phrase from outside, means that the phrase was not said. A phrase of function words alone
/// matches only those very words, side by side.
struct PhraseTrie: Sendable {
  static let mostSkipped = 2
  /// Branches followed from one word of a line before the rest are given up.
  static let mostStates = 256

  struct Phrase: Sendable {
    var words: [Int32]
    var keys: [Int32]
    var isWholeMessage: Bool
    /// Only function words.
    var isExact: Bool
    var hasNegator: Bool
    var weight: Int32
    /// The next phrase that ends at the same node, or -1.
    var next: Int32
  }

  private(set) var phrases: [Phrase] = []
  private var edgeSlots: [Int32] = []
  private var edgeFrom: [Int32] = []
  private var edgeKey: [Int32] = []
  private var edgeTo: [Int32] = []
  private var ending: [Int32] = [-1]
  private var roots: [Int32] = []

  init(_ readings: [(reading: Reading, isWholeMessage: Bool)], keyCount: Int) {
    roots = [Int32](repeating: -1, count: keyCount)
    edgeSlots = [Int32](repeating: -1, count: 64)
    let weights = Self.weights(readings.map(\.reading), keyCount: keyCount)
    for (reading, isWhole) in readings { add(reading, isWhole, weights) }
  }

  private static func weights(_ readings: [Reading], keyCount: Int) -> [Int32] {
    var counts = [Int](repeating: 0, count: keyCount)
    for reading in readings {
      for key in Set(reading.tokens.map(\.key)) where key >= 0 { counts[Int(key)] += 1 }
    }
    return counts.map { count in
      let halvings = count == 0 ? 0 : (readings.count / count + 1).binaryLogarithm
      return Int32(60 + 12 * min(halvings, 6))
    }
  }

  private mutating func add(_ reading: Reading, _ isWhole: Bool, _ weights: [Int32]) {
    var node: Int32 = 0
    var weight: Int32 = 0
    for token in reading.tokens where token.key >= 0 {
      node = child(of: node, token.key) ?? makeChild(of: node, token.key)
      let isLight = token.classes.contains(.function) && !token.classes.contains(.negator)
      weight += isLight ? 12 : weights[Int(token.key)]
    }
    let id = Int32(phrases.count)
    phrases.append(
      Phrase(
        words: reading.tokens.map(\.word), keys: reading.tokens.map(\.key), isWholeMessage: isWhole,
        isExact: reading.tokens.allSatisfy { $0.classes.contains(.function) },
        hasNegator: reading.tokens.contains { $0.classes.contains(.negator) }, weight: weight,
        next: node == 0 ? -1 : ending[Int(node)]))
    if node != 0 { ending[Int(node)] = id }
  }

  // MARK: Edges

  @inline(__always)
  private func slot(_ node: Int32, _ key: Int32) -> Int {
    let mixed =
      (UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: key))) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 32) & (edgeSlots.count - 1)
  }

  private func child(of node: Int32, _ key: Int32) -> Int32? {
    guard key >= 0 else { return nil }
    if node == 0 {
      let child = roots[Int(key)]
      return child < 0 ? nil : child
    }
    var index = slot(node, key)
    while true {
      let edge = Int(edgeSlots[index])
      if edge < 0 { return nil }
      if edgeFrom[edge] == node && edgeKey[edge] == key { return edgeTo[edge] }
      index = (index + 1) & (edgeSlots.count - 1)
    }
  }

  private mutating func makeChild(of node: Int32, _ key: Int32) -> Int32 {
    let child = Int32(ending.count)
    ending.append(-1)
    if node == 0 {
      roots[Int(key)] = child
      return child
    }
    edgeFrom.append(node)
    edgeKey.append(key)
    edgeTo.append(child)
    if edgeTo.count * 2 > edgeSlots.count {
      edgeSlots = [Int32](repeating: -1, count: edgeSlots.count * 2)
      for edge in edgeTo.indices { place(edge) }
    } else {
      place(edgeTo.count - 1)
    }
    return child
  }

  private mutating func place(_ edge: Int) {
    var index = slot(edgeFrom[edge], edgeKey[edge])
    while edgeSlots[index] >= 0 { index = (index + 1) & (edgeSlots.count - 1) }
    edgeSlots[index] = Int32(edge)
  }

  // MARK: Walking

  private struct State {
    var node: Int32
    var token: Int32
    var skipped: Int32
    var parent: Int32
  }

  /// Every phrase heard in a line, at its best place, in the order of the phrases.
  func hits(in reading: Reading) -> [PhraseHit] {
    var found: [PhraseHit] = []
    var states: [State] = []
    for start in reading.tokens.indices {
      let key = reading.tokens[start].key
      guard key >= 0, Int(key) < roots.count, roots[Int(key)] >= 0 else { continue }
      states.removeAll(keepingCapacity: true)
      states.append(State(node: roots[Int(key)], token: Int32(start), skipped: 0, parent: -1))
      var index = 0
      while index < states.count {
        finish(index, states, reading, &found)
        follow(index, &states, reading)
        index += 1
      }
      if found.count > 4096 { found = Self.best(found) }
    }
    return Self.best(found)
  }

  private func follow(_ index: Int, _ states: inout [State], _ reading: Reading) {
    let state = states[index]
    var skipped = state.skipped
    var next = Int(state.token) + 1
    while next < reading.tokens.count, states.count < Self.mostStates {
      let token = reading.tokens[next]
      let isBeside = next == Int(state.token) + 1
      if token.before == .sentence || (token.before == .comma && !isBeside) { return }
      if token.clause != reading.tokens[Int(state.token)].clause && !isBeside { return }
      if let child = child(of: state.node, token.key) {
        states.append(State(node: child, token: Int32(next), skipped: skipped, parent: Int32(index)))
      }
      if token.classes.contains(.negator) { return }
      skipped += 1
      if skipped > Int32(Self.mostSkipped) { return }
      next += 1
    }
  }

  private func finish(_ index: Int, _ states: [State], _ reading: Reading, _ found: inout [PhraseHit]) {
    var id = ending[Int(states[index].node)]
    guard id >= 0 else { return }
    var tokens: [Int32] = []
    var state = Int32(index)
    while state >= 0 {
      tokens.append(states[Int(state)].token)
      state = states[Int(state)].parent
    }
    tokens.reverse()
    while id >= 0 {
      let score = score(phrases[Int(id)], tokens, Int(states[index].skipped), reading)
      if score > 0 { found.append(PhraseHit(phrase: id, score: Int32(score), tokens: tokens)) }
      id = phrases[Int(id)].next
    }
  }

  private func score(_ phrase: Phrase, _ tokens: [Int32], _ skipped: Int, _ reading: Reading) -> Int {
    let isVerbatim = zip(tokens, phrase.words).allSatisfy { reading.tokens[Int($0)].word == $1 }
    if phrase.isExact && !(isVerbatim && skipped == 0) { return 0 }
    let isWhole = skipped == 0 && tokens.count == reading.tokens.count
    if isWhole { return isVerbatim ? 1000 : 990 }
    if phrase.isWholeMessage { return 0 }
    if isNegated(phrase, tokens, reading) { return 0 }
    if skipped == 0 && hasOnlyFillersAround(tokens, reading) { return 990 }
    let weight = Int(phrase.weight)
    return min(max(300 + 650 * weight / (weight + 200) - 35 * skipped, 1), 980)
  }

  private func isNegated(_ phrase: Phrase, _ tokens: [Int32], _ reading: Reading) -> Bool {
    for index in tokens {
      let token = reading.tokens[Int(index)]
      if token.isDenied { return true }
      if token.negatedBy >= 0 && !phrase.hasNegator && !tokens.contains(token.negatedBy) { return true }
    }
    return false
  }

  private func hasOnlyFillersAround(_ tokens: [Int32], _ reading: Reading) -> Bool {
    guard reading.tokens.count <= tokens.count + 4 else { return false }
    return reading.tokens.indices.allSatisfy { index in
      let classes = reading.tokens[index].classes
      return tokens.contains(Int32(index)) || classes.contains(.filler) || classes.contains(.emoji)
    }
  }

  private static func best(_ hits: [PhraseHit]) -> [PhraseHit] {
    let sorted = hits.sorted { a, b in
      if a.phrase != b.phrase { return a.phrase < b.phrase }
      if a.score != b.score { return a.score > b.score }
      return a.tokens.lexicographicallyPrecedes(b.tokens)
    }
    var best: [PhraseHit] = []
    for hit in sorted where best.last?.phrase != hit.phrase { best.append(hit) }
    return best
  }
}

extension FixedWidthInteger {
  /// The position of the highest bit set; 0 for values below 2.
  var binaryLogarithm: Int { self < 2 ? 0 : Int(Self.bitWidth - 1 - leadingZeroBitCount) }
}

extension PhraseTrie {
  func encode(to writer: inout StorageWriter) {
    writer.add(lists: phrases.map(\.words))
    writer.add(lists: phrases.map(\.keys))
    writer.add(
      phrases.map { UInt8(($0.isWholeMessage ? 1 : 0) + ($0.isExact ? 2 : 0) + ($0.hasNegator ? 4 : 0)) })
    writer.add(phrases.map(\.weight))
    writer.add(phrases.map(\.next))
    for array in [edgeSlots, edgeFrom, edgeKey, edgeTo, ending, roots] { writer.add(array) }
  }

  init(decoding storage: inout StorageReader) {
    let words = storage.lists(of: Int32.self)
    let keys = storage.lists(of: Int32.self)
    let marks = storage.array(of: UInt8.self)
    let weights = storage.array(of: Int32.self)
    let nexts = storage.array(of: Int32.self)
    edgeSlots = storage.array()
    edgeFrom = storage.array()
    edgeKey = storage.array()
    edgeTo = storage.array()
    ending = storage.array()
    roots = storage.array()
    let count = words.count
    storage.require(
      keys.count == count && marks.count == count && weights.count == count && nexts.count == count)
    guard storage.isFit else { return }
    for index in words.indices {
      // A chain of phrases at one node leads from later to earlier ones, so it ends.
      storage.require(nexts[index] < index)
      phrases.append(
        Phrase(
          words: words[index], keys: keys[index], isWholeMessage: marks[index] & 1 != 0,
          isExact: marks[index] & 2 != 0, hasNegator: marks[index] & 4 != 0, weight: weights[index],
          next: nexts[index]))
    }
    let (edges, nodes) = (edgeTo.count, ending.count)
    storage.require(edgeFrom.count == edges && edgeKey.count == edges)
    storage.require(edgeSlots.count.nonzeroBitCount == 1 && edges * 2 <= edgeSlots.count)
    storage.require(
      edgeSlots.allSatisfy { $0 < edges } && edgeSlots.count { $0 >= 0 } * 2 <= edgeSlots.count)
    storage.require((edgeTo + roots).allSatisfy { $0 < nodes } && edgeTo.allSatisfy { $0 >= 0 })
    storage.require(ending.allSatisfy { $0 < count })
  }
}
