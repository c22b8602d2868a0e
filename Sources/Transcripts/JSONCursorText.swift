extension JSONCursor {
  /// A string; escapes are resolved, and bytes that are not UTF-8 refused.
  mutating func string(_ bytes: RawSpan) throws(ReadProblem) -> String {
    try expect(UInt8(ascii: "\""), bytes)
    let start = at
    skipPlain(bytes)
    guard at < bytes.byteCount else { throw problem(.cutShort) }
    if bytes[at] == UInt8(ascii: "\"") {
      let text = try text(bytes.extracting(start..<at), from: start)
      at += 1
      return text
    }
    return try escapedString(from: start, bytes)
  }

  /// Go on to the next quote, backslash or control, eight bytes at a time.
  mutating func skipPlain(_ bytes: RawSpan) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    while at + 8 <= bytes.byteCount {
      let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      // The lowest byte that is zero (or below 0x20) has its high bit set here; higher ones may be marked wrongly.
      let found =
        (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word))
        & (ones &* 0x80)
      guard found == 0 else {
        at += found.trailingZeroBitCount / 8
        return
      }
      at += 8
    }
    while at < bytes.byteCount {
      let byte = bytes[at]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
      at += 1
    }
  }

  private func text(_ bytes: RawSpan, from start: Int) throws(ReadProblem) -> String {
    let text = unsafe bytes.withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    guard let text else { throw ReadProblem(.notUTF8, column: start + 1) }
    return text
  }

  private mutating func escapedString(from start: Int, _ bytes: RawSpan) throws(ReadProblem) -> String {
    var decoded: [UInt8] = []
    var plain = start
    while true {
      for offset in plain..<at { decoded.append(bytes[offset]) }
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      guard byte == UInt8(ascii: "\\") else { throw problem(.expected("an escape for a control character")) }
      at += 1
      try escape(bytes, into: &decoded)
      plain = at
      skipPlain(bytes)
    }
    at += 1
    guard let text = String(validating: decoded, as: UTF8.self) else {
      throw ReadProblem(.notUTF8, column: start + 1)
    }
    return text
  }

  private mutating func escape(_ bytes: RawSpan, into decoded: inout [UInt8]) throws(ReadProblem) {
    guard at < bytes.byteCount else { throw problem(.cutShort) }
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "u"): decoded.append(contentsOf: String(Character(try scalar(bytes))).utf8)
    default: throw problem(.badEscape)
    }
  }

  /// What stands after `\u`: one unit, or a pair of surrogates.
  private mutating func scalar(_ bytes: RawSpan) throws(ReadProblem) -> Unicode.Scalar {
    let first = try unit(bytes)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00 else { throw problem(.badEscape) }
    for byte in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      guard bytes[at] == byte else { throw problem(.badEscape) }
      at += 1
    }
    let second = try unit(bytes)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw problem(.badEscape) }
    return scalar
  }

  private mutating func unit(_ bytes: RawSpan) throws(ReadProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80 else {
        throw problem(.badEscape)
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }

  /// A key of the format, packed into a word as `RecordKey` has it, with its colon.
  mutating func key(_ bytes: RawSpan) throws(ReadProblem) -> RecordKey {
    try expect(UInt8(ascii: "\""), bytes)
    let start = at
    var packed: UInt64 = 0
    while at < bytes.byteCount, bytes[at] != UInt8(ascii: "\"") {
      if at - start < 8 { packed |= UInt64(bytes[at]) << UInt64(8 * (at - start)) }
      guard at - start < Self.longestKey else { throw problem(.expected("a shorter key")) }
      at += 1
    }
    guard at < bytes.byteCount else { throw problem(.cutShort) }
    guard at - start <= 8, let key = RecordKey(rawValue: packed) else {
      let name = unsafe bytes.extracting(start..<at).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      throw ReadProblem(.unknownKey(name), column: start + 1)
    }
    at += 1
    try expect(UInt8(ascii: ":"), bytes)
    return key
  }
}
