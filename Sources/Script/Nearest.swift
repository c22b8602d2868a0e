/// Finding what was probably meant.
enum Nearest {
  /// Longer words are not compared: no name is so long, and the work would grow with the square.
  static let longest = 64

  /// Changes of one letter, or swaps of two neighbours, that turn one word into the other; at most `limit` + 1.
  static func distance(_ a: String, _ b: String, limit: Int) -> Int {
    let x = Array(a.utf8)
    let y = Array(b.utf8)
    guard abs(x.count - y.count) <= limit, x.count <= longest, y.count <= longest else { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...y.count)
    for i in 0..<x.count {
      var row = [i + 1]
      for j in 0..<y.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (x[i] == y[j] ? 0 : 1))
        if i > 0, j > 0, x[i] == y[j - 1], x[i - 1] == y[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      (before, last) = (last, row)
    }
    return min(last[y.count], limit + 1)
  }

  /// Whether one letter more, less or other, or two neighbours swapped, make the one word the other.
  static func isOneSlip(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.utf8, b.utf8)
    guard abs(x.count - y.count) <= 1, a != b else { return false }
    let (first, second) = x.count <= y.count ? (x, y) : (y, x)
    var i = first.startIndex
    var j = second.startIndex
    while i < first.endIndex, first[i] == second[j] {
      i = first.index(after: i)
      j = second.index(after: j)
    }
    let rest = second[second.index(after: j)...]
    guard first.count == second.count else { return first[i...].elementsEqual(rest) }
    let left = first[first.index(after: i)...]
    if left.elementsEqual(rest) { return true }
    guard let next = left.first, let other = rest.first, next == second[j], other == first[i] else {
      return false
    }
    return left.dropFirst().elementsEqual(rest.dropFirst())
  }

  /// The closest candidate within about a third of the word, or nil; the first of equals.
  static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.utf8.count / 3)
    var best: (name: String, distance: Int)?
    let lower = word.lowercased()
    for candidate in candidates {
      let found = min(distance(word, candidate, limit: limit), distance(lower, candidate, limit: limit))
      if found <= limit, found < (best?.distance ?? Int.max) { best = (candidate, found) }
    }
    return best?.name
  }
}

/// "a", "a or b", "a, b or c"; at most eight are named.
func listed(_ items: some Collection<String>, last: String = "or") -> String {
  let shown = items.prefix(8).map { "`\($0)`" } + (items.count > 8 ? ["…"] : [])
  guard let final = shown.last else { return "" }
  return shown.count == 1 ? final : shown.dropLast().joined(separator: ", ") + " \(last) " + final
}
