/// A place in a line of JSON, and how to read on from there. The grammar that transcripts use does not nest without
/// bound, so nothing here recurses; every count is limited.
///
/// The bytes are passed to each call rather than kept, because a span may not be stored.
struct JSONCursor {
  /// Offset of the next byte.
  var at = 0

  /// Items of one list, and facts of one header.
  static let mostItems = 10_000
  /// Bytes of a key.
  static let longestKey = 256

  func problem(_ fault: ReadProblem.Fault) -> ReadProblem { ReadProblem(fault, column: at + 1) }

  /// The next byte after blanks, without taking it.
  mutating func peek(_ bytes: RawSpan) throws(ReadProblem) -> UInt8 {
    while at < bytes.byteCount {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { return byte }
      at += 1
    }
    throw problem(.cutShort)
  }

  /// Take the byte if it comes next.
  mutating func take(_ byte: UInt8, _ bytes: RawSpan) throws(ReadProblem) -> Bool {
    guard try peek(bytes) == byte else { return false }
    at += 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ bytes: RawSpan) throws(ReadProblem) {
    guard try take(byte, bytes) else {
      throw problem(.expected("“\(Character(Unicode.Scalar(byte)))”"))
    }
  }

  /// Nothing but blanks may be left.
  mutating func end(_ bytes: RawSpan) throws(ReadProblem) {
    while at < bytes.byteCount {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D else {
        throw problem(.expected("the end of the line"))
      }
      at += 1
    }
  }

  /// A whole number, the sign included, of at most eighteen digits.
  mutating func int(_ bytes: RawSpan) throws(ReadProblem) -> Int {
    let isNegative = try take(UInt8(ascii: "-"), bytes)
    let number = try unsigned(bytes)
    guard number < 1_000_000_000_000_000_000 else { throw problem(.badNumber) }
    return isNegative ? -Int(number) : Int(number)
  }

  mutating func unsigned(_ bytes: RawSpan) throws(ReadProblem) -> UInt64 {
    _ = try peek(bytes)
    let start = at
    var number: UInt64 = 0
    while at < bytes.byteCount, case let digit = bytes[at] &- 0x30, digit < 10 {
      let (tens, overflowed) = number.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tens.addingReportingOverflow(UInt64(digit))
      guard !overflowed, !carried else { throw problem(.badNumber) }
      number = sum
      at += 1
    }
    guard at > start else { throw problem(.expected("a number")) }
    guard at == start + 1 || bytes[start] != UInt8(ascii: "0") else { throw problem(.badNumber) }
    guard at < bytes.byteCount else { throw problem(.cutShort) }
    if [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[at]) {
      throw problem(.badNumber)
    }
    return number
  }

  /// Seconds with at most one decimal.
  mutating func tenths(_ bytes: RawSpan) throws(ReadProblem) -> Tenths {
    _ = try peek(bytes)
    let start = at
    var count = 0
    while at < bytes.byteCount, case let digit = bytes[at] &- 0x30, digit < 10 {
      count = count * 10 + Int(digit)
      guard count <= Tenths.most / 10 else { throw problem(.badNumber) }
      at += 1
    }
    guard at > start else { throw problem(.expected("a number")) }
    count *= 10
    if at < bytes.byteCount, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { throw problem(.badNumber) }
      count += Int(digit)
      at += 1
    }
    if at < bytes.byteCount, bytes[at] &- 0x30 < 10 { throw problem(.badNumber) }
    return Tenths(count)
  }

  /// `true`, `false` or `null`, spelt out.
  mutating func word(_ word: StaticString, _ bytes: RawSpan) throws(ReadProblem) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      guard bytes[at] == word.utf8Start[offset] else { throw problem(.expected("“\(word)”")) }
      at += 1
    }
  }

  /// A list of strings.
  mutating func strings(_ bytes: RawSpan) throws(ReadProblem) -> [String] {
    try expect(UInt8(ascii: "["), bytes)
    if try take(UInt8(ascii: "]"), bytes) { return [] }
    var items: [String] = []
    repeat {
      guard items.count < Self.mostItems else { throw problem(.tooMany(limit: Self.mostItems)) }
      items.append(try string(bytes))
    } while try take(UInt8(ascii: ","), bytes)
    try expect(UInt8(ascii: "]"), bytes)
    return items
  }
}

extension RawSpan {
  /// The byte at an offset that must lie inside.
  subscript(_ offset: Int) -> UInt8 {
    unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }
}
