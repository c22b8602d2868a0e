/// How the coach says a person's own words back.
enum Quoting {
  /// Longer quotations are cut here, in words.
  static let mostWords = 12
  /// A single word beyond this many characters is cut too: nobody wants a page of "aaaa" read back.
  static let longestWord = 40

  /// The text on one line without space at its ends, cut after `mostWords`.
  static func cut(_ text: String) -> String {
    if isShortAndPlain(text) { return text }
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return cutASCII(Array(text.utf8)) }
    var words = text.split(whereSeparator: \.isWhitespace)
    let isCut = words.count > mostWords
    if isCut { words.removeLast(words.count - mostWords) }
    let shown = words.map { $0.count > longestWord ? $0.prefix(longestWord) + "…" : $0 }
    return shown.joined(separator: " ") + (isCut ? "…" : "")
  }

  /// Whether cutting would leave a text as it is; only asked of ASCII, where a byte is a character.
  private static func isShortAndPlain(_ text: String) -> Bool {
    var words = 1
    var length = 0
    for byte in text.utf8 {
      if byte == 0x20 {
        guard length > 0 else { return false }
        words += 1
        length = 0
      } else {
        guard byte > 0x20, byte < 0x7F, length < longestWord else { return false }
        length += 1
      }
    }
    return length > 0 && words <= mostWords
  }

  /// The same where a byte is a character.
  private static func cutASCII(_ bytes: [UInt8]) -> String {
    var shown: [UInt8] = []
    var count = 0
    forEachWord(bytes) { word in
      count += 1
      guard count <= mostWords else { return }
      if count > 1 { shown.append(0x20) }
      shown += bytes[word.prefix(longestWord)]
      if word.count > longestWord { shown += mark }
    }
    if count > mostWords { shown += mark }
    return String(decoding: shown, as: UTF8.self)
  }

  private static let mark = Array("…".utf8)

  /// The words of ASCII text, as offsets of their bytes.
  private static func forEachWord(_ bytes: [UInt8], _ body: (Range<Int>) -> Void) {
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x20 || (0x09...0x0D).contains(byte) {
      if start < index { body(start..<index) }
      start = index + 1
    }
    if start < bytes.count { body(start..<bytes.count) }
  }

  static func trimmed(_ text: String) -> String {
    if let first = text.utf8.first, let last = text.utf8.last, isPlain(first), isPlain(last) { return text }
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// An ASCII byte that can be seen.
  private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

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
    if hasNoOpener(text) { return text }
    var words = text.split(separator: " ")
    while words.count > 1, openers.contains(plain(words[0])) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// Whether a text would be left as it is, as far as a look at its bytes can tell: single blanks between its words,
  /// and a first word that is no opener.
  private static func hasNoOpener(_ text: String) -> Bool {
    var letters: UInt64 = 0
    var isFirst = true
    var before: UInt8 = 0x20
    for byte in text.utf8 {
      if byte == 0x20 {
        guard before != 0x20 else { return false }
        isFirst = false
      } else {
        // Beyond ASCII, what looks like a blank may be part of a character.
        guard byte < 0x80 || (!isFirst && before != 0x20) else { return false }
        if isFirst, isLetter(byte) { letters = letters << 8 | UInt64(byte | 0x20) }
      }
      before = byte
    }
    return before != 0x20 && !openersAsNumbers.contains(letters)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The letters of each opener as the digits of a number; those of a word too long for one make another.
  private static let openersAsNumbers = openers.map { $0.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }

  private static func plain(_ word: Substring) -> String {
    String(word.lowercased().filter { $0.isLetter })
  }

  /// The first person turned into the second, word by word: "i miss my dog" becomes "you miss your dog".
  static func reflect(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return reflectASCII(Array(text.utf8)) }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.indices.map { turned(words[$0], after: $0 > 0 ? words[$0 - 1] : "") }.joined(separator: " ")
  }

  /// The same where a byte is a character: most words are passed on without a second look.
  private static func reflectASCII(_ bytes: [UInt8]) -> String {
    var turned: [UInt8] = []
    turned.reserveCapacity(bytes.count + 16)
    var previous = 0..<0
    forEachWord(bytes) { word in
      if !turned.isEmpty { turned.append(0x20) }
      if beginnings.contains(bytes[word.lowerBound] | 0x20) {
        let whole = String(decoding: bytes[word], as: UTF8.self)
        turned += self.turned(whole, after: String(decoding: bytes[previous], as: UTF8.self)).utf8
      } else {
        turned += bytes[word]
      }
      previous = word
    }
    return String(decoding: turned, as: UTF8.self)
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

  /// How the words of both tables begin.
  private static let beginnings = Array("imaw".utf8)

  private static func turned(_ word: String, after previous: String) -> String {
    guard let first = word.utf8.first, beginnings.contains(first | 0x20) else { return word }
    let (core, tail) = parts(of: word)
    let key = core.lowercased().replacing("’", with: "'")
    if let verb = verbsAfterI[key], parts(of: previous).core.lowercased() == "i" { return verb + tail }
    guard let turn = turns[key] else { return word }
    return turn + tail
  }

  private static func parts(of word: String) -> (core: String, tail: String) {
    let core = word.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
    return (String(core), String(word.dropFirst(core.count)))
  }
}
