/// The parts of an age file's header, for a file that one passphrase opens.
struct AgeHeader: Equatable {
  var salt: [UInt8]
  var workFactor: Int
  var wrapped: [UInt8]
  /// Offset behind `---`, where the mark's blank stands.
  var markStart: Int
  /// Offset of the payload.
  var end: Int

  /// Bytes of a header that are looked at; one made with a passphrase has some 150.
  private static let longest = 4_096

  init(_ file: [UInt8]) throws(Age.Problem) {
    var lines: [String] = []
    var start = 0
    let head = file.prefix(Self.longest)
    guard head.starts(with: Array("\(Age.version)\n".utf8)) else { throw .notAge }
    while lines.count < 4, let end = head[start...].firstIndex(of: 0x0A) {
      guard let line = String(validating: head[start..<end], as: UTF8.self) else { break }
      lines.append(line)
      start = end + 1
    }
    guard lines.count == 4 else { throw .damaged }
    let words = lines[1].split(separator: " ", omittingEmptySubsequences: false)
    guard words.first == "->" else { throw .damaged }
    guard words.count == 4, words[1] == "scrypt" else { throw .noPassphrase }
    guard lines[3].hasPrefix("--- ") else { throw .noPassphrase }
    guard let salt = Base64.decode(words[2]), salt.count == 16, let wrapped = Base64.decode(lines[2][...]),
      wrapped.count == 32, let factor = Self.factor(words[3])
    else { throw .damaged }
    self.salt = salt
    self.wrapped = wrapped
    workFactor = factor
    end = start
    markStart = start - 1 - lines[3].utf8.count + 3
  }

  /// A number without sign or leading zero, 1 to 63.
  private static func factor(_ text: Substring) -> Int? {
    guard let first = text.utf8.first, (0x31...0x39).contains(first), text.utf8.count <= 2 else { return nil }
    return Int(text)
  }
}

/// Base64 as age writes it: the standard alphabet, no padding, nothing left over in the last character.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var pending = 0
    var bits = 0
    for byte in bytes {
      pending = pending << 8 | Int(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[pending >> bits & 63])
      }
      pending &= 0xFF
    }
    if bits > 0 { text.append(alphabet[pending << (6 - bits) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var pending = 0
    var bits = 0
    for character in text.utf8 {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      pending = (pending << 6 | value) & 0xFFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
    }
    guard bits < 6, pending & ((1 << bits) - 1) == 0 else { return nil }
    return bytes
  }
}
