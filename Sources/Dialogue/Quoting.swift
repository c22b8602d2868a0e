/// How the coach says a person's own words back.
enum Quoting {
  /// Longer quotations are cut here, in words.
  static let mostWords = 12
  /// A single word beyond this many characters is cut too: nobody wants a page of "aaaa" read back.
  static let longestWord = 40

  /// The text on one line without space at its ends, cut after `mostWords`.
  static func cut(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace)
    let isCut = words.count > mostWords
    if isCut { words.removeLast(words.count - mostWords) }
    let shown = words.map { $0.count > longestWord ? $0.prefix(longestWord) + "…" : $0 }
    return shown.joined(separator: " ") + (isCut ? "…" : "")
  }

  static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// "a", "a and b", "a, b and c".
  static func prose(_ items: [String], last: String) -> String {
    guard let final = items.last else { return "" }
    guard items.count > 1 else { return final }
    return items.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// Words with which people begin one more item: "also no lies" is about "no lies".
  private static let openers: Set<String> = [
    "also", "and", "oh", "um", "uh", "well", "so", "plus", "ok", "okay",
  ]

  static func withoutOpeners(_ text: String) -> String {
    var words = text.split(separator: " ")
    while words.count > 1, openers.contains(plain(words[0])) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static func plain(_ word: Substring) -> String {
    String(word.lowercased().filter { $0.isLetter })
  }

  /// The first person turned into the second, word by word: "i miss my dog" becomes "you miss your dog".
  static func reflect(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.indices.map { turned(words, $0) }.joined(separator: " ")
  }

  private static let turns: [String: String] = [
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "i'm": "you're", "im": "you're", "i've": "you've", "ive": "you've", "i'd": "you'd", "id": "you'd",
    "i'll": "you'll",
  ]
  /// "I am" and "I was" need their verb turned too.
  private static let verbsAfterI: [String: String] = [
    "am": "are", "was": "were", "wasnt": "weren't", "wasn't": "weren't",
  ]

  private static func turned(_ words: [String], _ index: Int) -> String {
    let (core, tail) = parts(of: words[index])
    let key = core.lowercased().replacing("’", with: "'")
    if index > 0, parts(of: words[index - 1]).core.lowercased() == "i", let verb = verbsAfterI[key] {
      return verb + tail
    }
    guard let turn = turns[key] else { return words[index] }
    return turn + tail
  }

  private static func parts(of word: String) -> (core: String, tail: String) {
    let core = word.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
    return (String(core), String(word.dropFirst(core.count)))
  }
}
