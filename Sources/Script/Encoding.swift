/// Whether a file can be read at all: valid UTF-8 and nothing invisible that would change how it reads.
enum Encoding {
  /// The offset of the first byte that is not UTF-8 (RFC 3629), or nil.
  static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    let count = bytes.count
    var at = plainEnd(bytes, from: 0)
    while at < count {
      let first = bytes[at]
      if first < 0x80 {
        at = plainEnd(bytes, from: at + 1)
        continue
      }
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard first >= 0xC2, first <= 0xF4, at + length <= count else { return at }
      let second = bytes[at + 1]
      let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
      guard second >= lowest, second <= highest else { return at }
      for offset in 2..<4 where offset < length {
        guard bytes[at + offset] & 0xC0 == 0x80 else { return at }
      }
      at += length
    }
    return nil
  }

  /// The offset of the first byte, from one on, that is neither ASCII that shows nor a space nor a line's end; eight
  /// are looked at together.
  private static func plainEnd(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { raw in
      let ones: UInt64 = 0x0101_0101_0101_0101
      let high = ones << 7
      var at = start
      while at + 8 <= raw.count {
        let eight = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        // High bits of bytes below 0x20 and above 0x7E, by the usual arithmetic on all at once. It may name a byte too
        // many, next to one that it names rightly, and never misses one.
        let low = (eight &- ones &* 0x20) & ~eight
        let last = eight &+ ones
        guard (eight | low | last) & high != 0 else {
          at += 8
          continue
        }
        let stop = min(at + 8, raw.count)
        while at < stop, isPlain(raw[at]) { at += 1 }
        if at < stop { return at }
      }
      while at < raw.count, isPlain(raw[at]) { at += 1 }
      return at
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte < 0x7F) || byte == 0x0A }

  /// Report what keeps a file from being read; false when it can't be.
  static func check(_ bytes: [UInt8], file: Int, findings: inout Findings) -> Bool {
    if let offset = firstInvalid(bytes) {
      findings.error(
        .invalidUTF8, Span(file: file, start: offset, end: offset + 1),
        "The byte here is not UTF-8 text. Save the file as UTF-8.")
      return false
    }
    var at = plainEnd(bytes, from: LineReader.startsWithMark(bytes) ? 3 : 0)
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x20 || byte == 0x7F {
        checkControl(bytes, at, file, &findings)
      } else if byte == 0xC2 || byte == 0xE2 || byte == 0xEF, let length = invisible(bytes, at) {
        let span = Span(file: file, start: at, end: at + length)
        findings.error(
          .controlCharacter, span, "An invisible character stands here. It may have been pasted in.",
          hint: "delete it", replace: (span, byte == 0xC2 ? " " : ""))
        at += length - 1
      }
      at = plainEnd(bytes, from: at + 1)
    }
    return true
  }

  private static func checkControl(_ bytes: [UInt8], _ at: Int, _ file: Int, _ findings: inout Findings) {
    let byte = bytes[at]
    if byte == 0x0A || byte == 0x09 { return }
    if byte == 0x0D, at + 1 == bytes.count || bytes[at + 1] == 0x0A { return }
    let span = Span(file: file, start: at, end: at + 1)
    findings.error(
      .controlCharacter, span, "A control character stands here, which is no text.", hint: "delete it",
      replace: (span, byte == 0x0D ? "\n" : ""))
  }

  /// The length of a no-break space, a zero-width space or joiner mark, or a misplaced byte order mark.
  private static func invisible(_ bytes: [UInt8], _ at: Int) -> Int? {
    let rest = bytes[at...].prefix(3)
    if rest.starts(with: [0xC2, 0xA0]) { return 2 }
    if rest.starts(with: [0xC2, 0xAD]) { return 2 }
    if rest.elementsEqual([0xE2, 0x80, 0x8B]) || rest.elementsEqual([0xEF, 0xBB, 0xBF]) { return 3 }
    if rest.elementsEqual([0xE2, 0x80, 0xA8]) || rest.elementsEqual([0xE2, 0x80, 0xA9]) { return 3 }
    return nil
  }
}
