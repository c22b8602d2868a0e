/// Turns raw words into understood ones: opens contractions and chat spellings, shortens stretched letters,
/// finds stems, and marks clauses.
struct Reader {
  let lexicon: Lexicon
  var speller: Speller?

  func read(_ source: [UInt8]) -> Reading {
    let scanner = Scanner.scan(source)
    var reading = Reading()
    reading.endsInQuestion = scanner.endsInQuestion
    reading.text.reserveCapacity(scanner.buffer.count + 32)
    reading.tokens.reserveCapacity(scanner.words.count + 8)
    for index in scanner.words.indices {
      add(index, of: scanner, to: &reading)
    }
    Clauses.mark(&reading)
    Negation.mark(&reading)
    Stories.mark(&reading)
    return reading
  }

  private func add(_ index: Int, of scanner: Scanner, to reading: inout Reading) {
    let raw = scanner.words[index]
    let range = Int(raw.start)..<Int(raw.end)
    if raw.isNumber {
      addNumber(raw, Array(scanner.buffer[range]), to: &reading)
      return
    }
    let id = lexicon.words.find(scanner.buffer, range)
    if id >= 0 {
      if let opened = Self.opened(id, index, scanner, lexicon) {
        addKnown(opened, raw, to: &reading)
      } else {
        addKnown([Int32(id)], raw, to: &reading)
      }
      return
    }
    addUnknown(Array(scanner.buffer[range]), raw, to: &reading)
  }

  /// "ill" and "id" are words and also "i will" and "i would": what stands beside them tells.
  private static func opened(_ id: Int, _ index: Int, _ scanner: Scanner, _ lexicon: Lexicon) -> [Int32]? {
    guard id == Ambiguous.ill || id == Ambiguous.id else { return nil }
    guard index + 1 < scanner.words.count, scanner.words[index + 1].before == .none else { return nil }
    let next = word(index + 1, scanner, lexicon)
    if id == Ambiguous.id { return Ambiguous.afterWould.contains(next) ? Ambiguous.iWould : nil }
    if index > 0 && scanner.words[index].before == .none {
      let previous = word(index - 1, scanner, lexicon)
      if Ambiguous.beforeSick.contains(previous) { return nil }
    }
    return Ambiguous.afterSick.contains(next) ? nil : Ambiguous.iWill
  }

  private static func word(_ index: Int, _ scanner: Scanner, _ lexicon: Lexicon) -> Int {
    let raw = scanner.words[index]
    return lexicon.words.find(scanner.buffer, Int(raw.start)..<Int(raw.end))
  }

  private enum Ambiguous {
    static let ill = Int(Lexicon.english.id("ill"))
    static let id = Int(Lexicon.english.id("id"))
    static let iWill = [Lexicon.english.id("i"), Lexicon.english.id("will")]
    static let iWould = [Lexicon.english.id("i"), Lexicon.english.id("would")]
    static let afterWould = ids(English.afterIdMeaningWould)
    static let beforeSick = ids(English.beforeIllMeaningSick)
    static let afterSick = ids(English.afterIllMeaningSick)

    private static func ids(_ list: String) -> Set<Int> {
      Set(Lexicon.split(list).map { Int(Lexicon.english.id($0)) })
    }
  }

  // MARK: Adding tokens

  private func addKnown(_ ids: [Int32], _ raw: Scanner.RawWord, to reading: inout Reading) {
    for id in ids {
      let entry = lexicon.entries[Int(id)]
      if entry.expansionCount > 0 {
        let start = Int(entry.expansionStart)
        for part in lexicon.expansions[start..<(start + Int(entry.expansionCount))] {
          append(part, raw, to: &reading)
        }
      } else {
        append(id, raw, to: &reading)
      }
    }
  }

  private func append(_ id: Int32, _ raw: Scanner.RawWord, to reading: inout Reading) {
    let entry = lexicon.entries[Int(id)]
    let start = reading.text.count
    let range = lexicon.words.range(Int(id))
    lexicon.words.bytes.withUnsafeBufferPointer {
      reading.text.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
    }
    reading.append(
      word: id, key: entry.key, classes: entry.classes, value: entry.value, raw: raw, textStart: start)
  }

  private func addNumber(_ raw: Scanner.RawWord, _ bytes: [UInt8], to reading: inout Reading) {
    let id = lexicon.words.find(bytes, 0..<bytes.count)
    let start = reading.text.count
    reading.text.append(contentsOf: bytes)
    reading.append(
      word: Int32(id), key: id < 0 ? -1 : lexicon.entries[id].key, classes: .number,
      value: Self.value(bytes), raw: raw, textStart: start)
  }

  /// The whole part of a number; a time of day ("10:30") counts by its hour.
  private static func value(_ digits: [UInt8]) -> Int32 {
    var value: Int64 = 0
    for byte in digits {
      guard byte >= 0x30 && byte <= 0x39 else { break }
      value = min(value * 10 + Int64(byte - 0x30), Int64(Int32.max))
    }
    return Int32(value)
  }

  private func addUnknown(_ bytes: [UInt8], _ raw: Scanner.RawWord, to reading: inout Reading) {
    if let ids = openGeneral(bytes) {
      addKnown(ids, raw, to: &reading)
      return
    }
    if splitNumber(bytes, raw, to: &reading) { return }
    if let id = Stretched.known(bytes, in: lexicon) {
      addKnown([Int32(id)], raw, to: &reading)
      return
    }
    let plain = Stretched.shortened(Self.withoutPossessive(bytes))
    let id = lexicon.words.find(plain, 0..<plain.count)
    if id >= 0 {
      addKnown([Int32(id)], raw, to: &reading)
      return
    }
    let key = lexicon.key(ofUnknown: plain)
    if key < 0, let repaired = speller?.repair(plain) {
      addKnown([repaired], raw, to: &reading)
      reading.tokens[reading.tokens.count - 1].isRepaired = true
      return
    }
    let start = reading.text.count
    reading.text.append(contentsOf: plain)
    reading.append(
      word: -1, key: key, classes: [], value: 0, raw: raw, textStart: start)
  }

  private static func withoutPossessive(_ bytes: [UInt8]) -> [UInt8] {
    guard let mark = bytes.lastIndex(of: 0x27) else { return bytes }
    return mark + 2 >= bytes.count ? Array(bytes[..<mark]) : bytes.filter { $0 != 0x27 }
  }

  /// A contraction that no table lists: "sarah'll", "mightn't", "john's".
  private func openGeneral(_ bytes: [UInt8]) -> [Int32]? {
    guard let mark = bytes.lastIndex(of: 0x27), mark > 0 else { return nil }
    let tail = String(decoding: bytes[mark...], as: UTF8.self)
    var stem = Array(bytes[..<mark])
    var added: Int32
    switch tail {
    case "'ll": added = lexicon.id("will")
    case "'re": added = lexicon.id("are")
    case "'ve": added = lexicon.id("have")
    case "'d": added = lexicon.id("would")
    case "'m": added = lexicon.id("am")
    case "'t":
      guard stem.last == 0x6E else { return nil }
      stem.removeLast()
      added = lexicon.id("not")
    default: return nil
    }
    let id = lexicon.words.find(stem, 0..<stem.count)
    return id < 0 ? nil : [Int32(id), added]
  }

  /// "3weeks" is a number and a unit; "2am" stays one word.
  private func splitNumber(_ bytes: [UInt8], _ raw: Scanner.RawWord, to reading: inout Reading) -> Bool {
    guard let cut = bytes.firstIndex(where: { $0 < 0x30 || $0 > 0x39 }), cut > 0, cut <= 6 else {
      return false
    }
    let id = lexicon.words.find(bytes, cut..<bytes.count)
    guard id >= 0, lexicon.entries[id].classes.contains(.timeUnit) else { return false }
    addNumber(raw, Array(bytes[..<cut]), to: &reading)
    addKnown([Int32(id)], raw, to: &reading)
    return true
  }
}

extension Reading {
  fileprivate mutating func append(
    word: Int32, key: Int32, classes: WordClasses, value: Int32, raw: Scanner.RawWord, textStart: Int
  ) {
    let isOpened = tokens.last.map { $0.sourceStart == raw.sourceStart } ?? false
    tokens.append(
      Token(
        word: word, key: key, classes: raw.isPicture ? classes.union(.emoji) : classes, value: value,
        sourceStart: raw.sourceStart,
        sourceEnd: raw.sourceEnd, textStart: Int32(textStart), textEnd: Int32(text.count), clause: 0,
        before: isOpened ? .none : raw.before))
  }
}

/// Letters held down: "sooo", "pleeease".
enum Stretched {
  /// The lexicon's word for a stretched one: each run of three or more letters counts as two, or as one.
  static func known(_ bytes: [UInt8], in lexicon: Lexicon) -> Int? {
    guard isStretched(bytes) else { return nil }
    for length in [2, 1] {
      let short = collapsed(bytes, to: length)
      let id = lexicon.words.find(short, 0..<short.count)
      if id >= 0 { return id }
    }
    return nil
  }

  static func shortened(_ bytes: [UInt8]) -> [UInt8] {
    isStretched(bytes) ? collapsed(bytes, to: 1) : bytes
  }

  private static func isStretched(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2 else { return false }
    for index in 2..<bytes.count where bytes[index] == bytes[index - 1] && bytes[index] == bytes[index - 2] {
      if bytes[index] >= 0x61 && bytes[index] <= 0x7A { return true }
    }
    return false
  }

  private static func collapsed(_ bytes: [UInt8], to length: Int) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      var end = index
      while end < bytes.count && bytes[end] == bytes[index] { end += 1 }
      let run = end - index
      result.append(contentsOf: repeatElement(bytes[index], count: run > 2 ? length : run))
      index = end
    }
    return result
  }
}
