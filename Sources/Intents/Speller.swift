/// Reads an unknown word as the nearest word that a script knows.
///
/// A word of four letters or more is repaired when a known one lies one edit away (a letter too many, too few,
/// wrong, or two swapped), or two edits from eight letters on. Of several the nearest wins; then one with the same
/// first letter, then the commoner, then the first in the alphabet. Words that English has are never repaired.
///
/// Where one reading is a word of danger and another as near is not, nothing is repaired; and a word becomes one of
/// danger only by a single edit that leaves its first letter alone.
struct Speller: Sendable {
  static let shortest = 3
  static let shortestForTwo = 8
  static let longest = 24
  /// Words looked at for one unknown word before the rest are given up.
  static let mostCandidates = 64

  struct Entry: Sendable {
    var word: Int32
    var uses: Int32
    var isDanger: Bool
  }

  private let entries: [Entry]
  private let spelling: [[UInt8]]
  /// Hash slots of words with letters left out: heads of chains in `links`.
  private var heads: [Int32]
  private var links: [Link] = []

  private struct Link {
    var entry: Int32
    var next: Int32
  }

  init(_ entries: [Entry], lexicon: Lexicon) {
    self.entries = entries
    spelling = entries.map { Array(lexicon.words.bytes[lexicon.words.range(Int($0.word))]) }
    var size = 1024
    while size < entries.count * 16 { size *= 2 }
    heads = [Int32](repeating: -1, count: size)
    for index in spelling.indices where Self.isRepairable(spelling[index], shortest: Self.shortest - 1) {
      var seen: Set<UInt32> = []
      Self.shortened(spelling[index]) { hash in
        guard seen.insert(hash).inserted else { return }
        let slot = Int(hash) & (heads.count - 1)
        links.append(Link(entry: Int32(index), next: heads[slot]))
        heads[slot] = Int32(links.count - 1)
      }
    }
  }

  static func isRepairable(_ word: [UInt8], shortest: Int = Speller.shortest) -> Bool {
    word.count >= shortest && word.count <= longest && word.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  /// Calls `body` with the hash of a word, of it with each letter left out, and from eight letters on each two.
  private static func shortened(_ word: [UInt8], _ body: (UInt32) -> Void) {
    body(hash(word, -1, -1))
    for first in word.indices {
      body(hash(word, first, -1))
      guard word.count >= shortestForTwo - 1 else { continue }
      for second in word.indices.dropFirst(first + 1) { body(hash(word, first, second)) }
    }
  }

  @inline(__always)
  private static func hash(_ word: [UInt8], _ first: Int, _ second: Int) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in word.indices where index != first && index != second {
      hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01b3
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 29))
  }

  /// The known word that an unknown one is read as, or nil. A word that everyday English has is meant as it stands.
  func repair(_ word: [UInt8]) -> Int32? {
    guard Self.isRepairable(word), !CommonWords.contains(word) else { return nil }
    let most = word.count >= Self.shortestForTwo ? 2 : 1
    var seen: [Int32] = []
    var best: (entry: Int, rank: (Int, Int, Int))?
    var nearestDanger = Int.max
    var nearestHarmless = Int.max
    Self.shortened(word) { hash in
      var link = heads[Int(hash) & (heads.count - 1)]
      while link >= 0, seen.count < Self.mostCandidates {
        let entry = links[Int(link)].entry
        link = links[Int(link)].next
        guard abs(spelling[Int(entry)].count - word.count) <= most, !seen.contains(entry) else { continue }
        seen.append(entry)
        let known = spelling[Int(entry)]
        let edits = Self.edits(word, known, most: known.count >= Self.shortestForTwo ? most : 1)
        guard edits <= most else { continue }
        let keepsFirst = known[0] == word[0]
        if entries[Int(entry)].isDanger {
          guard edits == 1, keepsFirst else { continue }
          nearestDanger = min(nearestDanger, edits)
        } else {
          nearestHarmless = min(nearestHarmless, edits)
        }
        let rank = (edits, keepsFirst ? 0 : 1, -Int(entries[Int(entry)].uses))
        if best == nil || rank < best.unsafelyUnwrapped.rank
          || (rank == best.unsafelyUnwrapped.rank
            && known.lexicographicallyPrecedes(spelling[best.unsafelyUnwrapped.entry]))
        {
          best = (Int(entry), rank)
        }
      }
    }
    guard let best, nearestDanger == .max || nearestHarmless > nearestDanger else { return nil }
    return entries[best.entry].word
  }

  /// The edits between two words, neighbours swapped counting as one; more than `most` counts as `most` + 1.
  static func edits(_ a: [UInt8], _ b: [UInt8], most: Int) -> Int {
    guard abs(a.count - b.count) <= most else { return most + 1 }
    var twoBack = [Int](repeating: 0, count: b.count + 1)
    var oneBack = Array(0...b.count)
    var row = oneBack
    for i in 1...max(a.count, 1) {
      row[0] = i
      var least = i
      for j in 1...max(b.count, 1) {
        var cost = min(oneBack[j] + 1, row[j - 1] + 1, oneBack[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
          cost = min(cost, twoBack[j - 2] + 1)
        }
        row[j] = cost
        least = min(least, cost)
      }
      if least > most { return most + 1 }
      (twoBack, oneBack, row) = (oneBack, row, twoBack)
    }
    return min(oneBack[b.count], most + 1)
  }
}

extension Speller {
  func encode(to writer: inout StorageWriter) {
    writer.add(entries.map(\.word))
    writer.add(entries.map(\.uses))
    writer.add(entries.map { UInt8($0.isDanger ? 1 : 0) })
    writer.add(heads)
    writer.add(links)
  }

  init(decoding storage: inout StorageReader, lexicon: Lexicon) {
    let words = storage.array(of: Int32.self)
    let uses = storage.array(of: Int32.self)
    let dangers = storage.array(of: UInt8.self)
    heads = storage.array()
    links = storage.array()
    let count = links.count
    storage.require(uses.count == words.count && dangers.count == words.count)
    storage.require(words.allSatisfy { $0 >= 0 && $0 < lexicon.count })
    storage.require(uses.allSatisfy { $0 >= 0 })
    storage.require(heads.count.nonzeroBitCount == 1 && heads.allSatisfy { $0 < count })
    for (index, link) in links.enumerated() {
      // A chain leads from later links to earlier ones, so it ends.
      storage.require(link.next < index && words.indices.contains(Int(link.entry)))
    }
    guard storage.isFit else {
      (entries, spelling) = ([], [])
      return
    }
    entries = words.indices.map { Entry(word: words[$0], uses: uses[$0], isDanger: dangers[$0] == 1) }
    spelling = words.map { Array(lexicon.words.bytes[lexicon.words.range(Int($0))]) }
    storage.require(!spelling.contains { $0.isEmpty })
  }
}
