/// Cuts bytes into words and the marks between them: the first stage, which knows no vocabulary.
///
/// It lowers case, folds accents and full-width letters, drops what cannot be seen, reads pictures and smileys
/// as words, and passes over anything that is not valid UTF-8. Time and memory grow with the line and no faster.
struct Scanner {
  enum Break {
    /// Nothing stood between this word and the one before.
    case none
    /// A comma, a dash, a bracket.
    case comma
    /// The end of a sentence or of a line.
    case sentence
  }

  struct RawWord {
    /// Bytes of `buffer`.
    var start: Int32
    var end: Int32
    /// Bytes of the line as typed.
    var sourceStart: Int32
    var sourceEnd: Int32
    var before: Break
    var isNumber: Bool
    /// Whether it stands for a picture or a smiley.
    var isPicture = false
  }

  /// The bytes of one word that are kept; the rest of a longer one is passed over.
  static let longestWord = 64

  private(set) var buffer: [UInt8] = []
  private(set) var words: [RawWord] = []
  /// Whether the last mark after the last word was a question mark.
  private(set) var endsInQuestion = false

  private var pending = Break.sentence
  private var wordStart = 0
  private var sourceStart = 0
  private var inWord = false
  private var hasLatin = false
  private var hasLookAlike = false
  private var digits = 0

  static func scan(_ source: [UInt8]) -> Scanner {
    var scanner = Scanner()
    scanner.buffer.reserveCapacity(source.count + 16)
    scanner.words.reserveCapacity(min(source.count / 4 + 8, 1 << 16))
    source.withUnsafeBufferPointer { scanner.run($0) }
    return scanner
  }

  private mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte < 0x80 {
        index = ascii(byte, index, source)
      } else {
        let (scalar, length) = Self.decode(source, index)
        if let scalar { wide(scalar, index, index + length) }
        index += length
      }
    }
    endWord(source.count)
  }

  // MARK: ASCII

  private mutating func ascii(_ byte: UInt8, _ index: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    switch byte {
    case 0x61...0x7A:
      letter(byte, index)
    case 0x41...0x5A:
      if let end = smiley(index, source) { return end }
      letter(byte + 32, index)
    case 0x30...0x39:
      digit(byte, index)
    case 0x20, 0x09:
      endWord(index)
    default:
      if let end = smiley(index, source) { return end }
      punctuation(byte, index, source)
    }
    return index + 1
  }

  private mutating func punctuation(_ byte: UInt8, _ index: Int, _ source: UnsafeBufferPointer<UInt8>) {
    let next = index + 1 < source.count ? source[index + 1] : 0x20
    let isNextDigit = next >= 0x30 && next <= 0x39
    switch byte {
    case 0x27, 0x60:
      apostrophe(index, isNextLetter: Self.isLetter(next) || next >= 0x80)
    case 0x2E, 0x2C, 0x3A:
      let inNumber = inWord && digits > 0 && digits == buffer.count - wordStart && isNextDigit
      if inNumber {
        if byte != 0x2C { append(byte) }
      } else if byte == 0x2E && inWord && Self.isLetter(next) && buffer.count - wordStart == 1 {
        return
      } else {
        endWord(index)
        mark(byte == 0x2E ? .sentence : .comma)
      }
    case 0x21, 0x3B, 0x0A, 0x0D:
      endWord(index)
      mark(.sentence)
    case 0x3F:
      endWord(index)
      mark(.sentence)
      endsInQuestion = true
    case 0x2F:
      if inWord && buffer.count - wordStart == 1 && buffer[wordStart] == 0x77 {
        append(byte)
      } else {
        endWord(index)
      }
    case 0x2D, 0x5F:
      endWord(index)
      if next == 0x2D || (index > 0 && source[index - 1] == 0x20 && next == 0x20) { mark(.comma) }
    case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x22:
      endWord(index)
      mark(.comma)
    case 0x24: symbol("dollars", index)
    case 0x25: symbol("percent", index)
    case 0x26: symbol("and", index)
    default:
      endWord(index)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
  }

  private mutating func apostrophe(_ index: Int, isNextLetter: Bool) {
    guard isNextLetter else { return endWord(index) }
    if inWord { append(0x27) } else { endWord(index) }
  }

  private mutating func letter(_ byte: UInt8, _ index: Int) {
    begin(index)
    hasLatin = true
    append(byte)
  }

  private mutating func digit(_ byte: UInt8, _ index: Int) {
    begin(index)
    digits += 1
    append(byte)
  }

  private mutating func begin(_ index: Int) {
    guard !inWord else { return }
    inWord = true
    wordStart = buffer.count
    sourceStart = index
    hasLatin = false
    hasLookAlike = false
    digits = 0
  }

  private mutating func append(_ byte: UInt8) {
    if byte == 0x2E || byte == 0x3A { digits += 1 }
    if buffer.count - wordStart < Self.longestWord { buffer.append(byte) }
  }

  private mutating func mark(_ found: Break) {
    if found == .sentence || pending == .none { pending = found }
  }

  private mutating func endWord(_ index: Int) {
    guard inWord else { return }
    inWord = false
    if hasLatin && hasLookAlike { foldLookAlikes() }
    guard buffer.count > wordStart else { return }
    words.append(
      RawWord(
        start: Int32(wordStart), end: Int32(buffer.count), sourceStart: Int32(sourceStart),
        sourceEnd: Int32(index), before: pending, isNumber: digits > 0 && digits == buffer.count - wordStart))
    pending = .none
    endsInQuestion = false
  }

  private mutating func symbol(_ word: StaticString, _ index: Int, _ end: Int? = nil) {
    endWord(index)
    begin(index)
    for offset in 0..<word.utf8CodeUnitCount { append(word.utf8Start[offset]) }
    endWord(end ?? index + 1)
  }

  /// A smiley that starts here: its word is added and the index after it returned.
  private mutating func smiley(_ index: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !inWord else { return nil }
    switch source[index] {
    case 0x3A, 0x3B, 0x3D, 0x3C, 0x29: break
    default: return nil
    }
    for (bytes, word) in Self.smileys where index + bytes.count <= source.count {
      var same = true
      for offset in 0..<bytes.count where Self.lower(source[index + offset]) != bytes[offset] { same = false }
      let end = index + bytes.count
      let isAlone =
        end == source.count || !Self.isLetter(source[end]) || !Self.isLetter(bytes[bytes.count - 1])
      guard same && isAlone else { continue }
      begin(index)
      buffer.append(contentsOf: word)
      endWord(end)
      words[words.count - 1].isPicture = true
      return end
    }
    return nil
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }

  private static let smileys: [([UInt8], [UInt8])] = English.smileys.map {
    (Array($0.0.utf8), Array($0.1.utf8))
  }

  // MARK: Beyond ASCII

  /// The scalar at `index` and its length; nil and 1 where the bytes are not UTF-8.
  static func decode(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32?, Int) {
    let first = source[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= source.count else { return (nil, 1) }
    var scalar = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for offset in 1..<length {
      let byte = source[index + offset]
      guard byte & 0xC0 == 0x80 else { return (nil, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }

  private mutating func wide(_ scalar: UInt32, _ index: Int, _ end: Int) {
    switch Folding.kind(of: scalar) {
    case .invisible:
      return
    case .space:
      endWord(index)
    case .lineEnd:
      endWord(index)
      mark(.sentence)
    case .comma:
      endWord(index)
      mark(.comma)
    case .apostrophe:
      apostrophe(index, isNextLetter: true)
    case .ascii(let byte):
      if byte >= 0x30 && byte <= 0x39 { digit(byte, index) } else { letter(byte, index) }
    case .letters(let first, let second):
      letter(first, index)
      append(second)
    case .symbol(let word):
      symbol(word, index, end)
    case .picture:
      picture(scalar, index, end)
    case .lookAlike:
      begin(index)
      hasLookAlike = true
      appendUTF8(scalar)
    case .other:
      begin(index)
      appendUTF8(scalar)
    }
  }

  private mutating func picture(_ scalar: UInt32, _ index: Int, _ end: Int) {
    endWord(index)
    begin(index)
    if let word = Folding.pictures[scalar] {
      buffer.append(contentsOf: word)
    } else {
      appendUTF8(scalar)
    }
    endWord(end)
    words[words.count - 1].isPicture = true
  }

  private mutating func appendUTF8(_ scalar: UInt32) {
    guard let value = Unicode.Scalar(scalar), buffer.count - wordStart + 4 <= Self.longestWord else { return }
    for byte in UTF8.encode(value).unsafelyUnwrapped { buffer.append(byte) }
  }

  /// Turns letters that only look Latin into the Latin ones, in a word that has some of both.
  private mutating func foldLookAlikes() {
    let word = Array(buffer[wordStart...])
    buffer.removeLast(word.count)
    word.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          buffer.append(bytes[index])
          index += 1
          continue
        }
        let (scalar, length) = Self.decode(bytes, index)
        if let scalar, let latin = Folding.lookAlikes[scalar] {
          buffer.append(latin)
        } else {
          buffer.append(contentsOf: bytes[index..<(index + length)])
        }
        index += length
      }
    }
  }
}
