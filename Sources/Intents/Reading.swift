/// One word of a line as it was understood.
struct Token: Sendable {
  /// Its number in the lexicon, or -1 for a word the lexicon does not have.
  var word: Int32
  /// The key shared by words of one stem or group, or -1.
  var key: Int32
  var classes: WordClasses
  var value: Int32
  /// Bytes of the line as typed that it came from; words opened from one contraction share them.
  var sourceStart: Int32
  var sourceEnd: Int32
  /// Bytes of `Reading.text`.
  var textStart: Int32
  var textEnd: Int32
  var clause: Int32
  var before: Scanner.Break
  /// The negator this word lies under, as an index of a token, or -1.
  var negatedBy: Int32 = -1
  /// Whether it lies under "it is not that …", which turns even its own negation round.
  var isDenied = false
  /// Whether it is part of somebody else's story.
  var isStory = false
  /// Whether spelling repair chose this word for what was typed.
  var isRepaired = false
}

/// A line cut into understood words: what every later stage works on.
struct Reading: Sendable {
  /// The words' bytes, one after another.
  var text: [UInt8] = []
  var tokens: [Token] = []
  /// Index of the first token of each clause.
  var clauseStarts: [Int32] = []
  var endsInQuestion = false

  func word(_ index: Int) -> String {
    let token = tokens[index]
    return String(decoding: text[Int(token.textStart)..<Int(token.textEnd)], as: UTF8.self)
  }

  /// The line as the listener reads it, words separated by one space.
  var normalised: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + tokens.count)
    for token in tokens {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: text[Int(token.textStart)..<Int(token.textEnd)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The tokens of one clause.
  func clause(_ index: Int) -> Range<Int> {
    let end = index + 1 < clauseStarts.count ? Int(clauseStarts[index + 1]) : tokens.count
    return Int(clauseStarts[index])..<end
  }

  /// The clauses as typed, without the blanks around them.
  func clauses(of source: [UInt8]) -> [String] {
    guard clauseStarts.count > 1 else { return [] }
    return clauseStarts.indices.map { index in
      var start = index == 0 ? 0 : Int(tokens[Int(clauseStarts[index])].sourceStart)
      var end =
        index + 1 < clauseStarts.count
        ? Int(tokens[Int(clauseStarts[index + 1])].sourceStart) : source.count
      while end > start && Self.isBlank(source[end - 1]) { end -= 1 }
      while start < end && Self.isBlank(source[start]) { start += 1 }
      return String(decoding: source[start..<end], as: UTF8.self)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
