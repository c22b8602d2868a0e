/// Appending JSON, byte by byte and always the same way.
enum JSONText {
  /// A string in quotes. What could move a terminal's cursor, colour it or turn its text round is escaped, so that a
  /// transcript is safe to look at with any program: controls (C0, DEL, C1), line and paragraph separators, and the
  /// marks that override the direction of writing.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var index = 0
      var plain = 0
      while index < utf8.count {
        index += plainLength(utf8, index)
        guard index < utf8.count else { break }
        let length = escapedLength(utf8, index)
        guard length > 0 else {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[plain..<index])
        appendEscape(utf8, index, length, to: &bytes)
        index += length
        plain = index
      }
      bytes.append(contentsOf: utf8[plain...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if (0..<10).contains(number) {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  /// Tenths as a decimal number of seconds: `31.2`, `4`.
  static func append(_ tenths: Tenths, to bytes: inout [UInt8]) {
    append(tenths.count / 10, to: &bytes)
    guard tenths.count % 10 != 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(tenths.count % 10))
  }

  /// Sixteen hexadecimal digits in quotes.
  static func append(digest: UInt64, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for shift in stride(from: 60, through: 0, by: -4) {
      bytes.append(hexadecimal(UInt8(truncatingIfNeeded: digest >> UInt64(shift)) & 15))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  static func digest(_ value: UInt64) -> String {
    var bytes: [UInt8] = []
    append(digest: value, to: &bytes)
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// How many bytes from here are plain ASCII, as far as eight at a time tell.
  private static func plainLength(_ utf8: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= utf8.count {
      let word = UnsafeRawPointer(utf8.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      // A byte that is zero here, below 0x20, 0x7F or above sets its high bit.
      let found =
        ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | (word &- ones &* 0x20) | (word &+ ones)
        | word
      guard found & (ones &* 0x80) == 0 else { break }
      index += 8
    }
    return index - start
  }

  /// How many bytes from here make one character that has to be escaped; 0 for a character that need not be.
  private static func escapedLength(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = utf8[index]
    if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return 1 }
    if byte == 0xC2, index + 1 < utf8.count, utf8[index + 1] < 0xA0 { return 2 }
    guard byte == 0xE2, index + 2 < utf8.count else { return 0 }
    switch (utf8[index + 1], utf8[index + 2]) {
    case (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): return 3
    default: return 0
    }
  }

  private static func appendEscape(
    _ utf8: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int, to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: "\\"))
    switch utf8[index] {
    case 0x22, 0x5C: bytes.append(utf8[index])
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      let scalar =
        switch length {
        case 1: UInt32(utf8[index])
        case 2: UInt32(utf8[index + 1])
        default:
          0x2000 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
        }
      bytes.append(UInt8(ascii: "u"))
      for shift in stride(from: 12, through: 0, by: -4) {
        bytes.append(hexadecimal(UInt8(scalar >> UInt32(shift) & 15)))
      }
    }
  }

  static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
