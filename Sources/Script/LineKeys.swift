/// Finds out whether a line was there before, among tens of thousands.
struct LineKeys {
  /// The 64-bit FNV-1a hash of a line's bytes, capitals of ASCII as small letters. Two lines with one key are compared.
  struct Key: Equatable, Sendable {
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      for byte in bytes {
        let isCapital = byte >= 0x41 && byte <= 0x5A
        hash = (hash ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x100_0000_01b3
      }
    }

    init(_ text: String) {
      var text = text
      self = text.withUTF8 { Key($0) }
    }
  }

  /// Line and what it means, in the order they came.
  private var lines: [(line: String, meaning: String, hash: UInt64)] = []
  /// Open addressing: places in `lines`, -1 where there is none.
  private var slots: [Int32] = Array(repeating: -1, count: 1024)

  var isEmpty: Bool { lines.isEmpty }

  /// What the same line meant before; nil when it is new, and then it is kept.
  mutating func meaning(of line: String, key: Key, orKeep meaning: String) -> String? {
    if (lines.count + 1) * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = lines[Int(slots[slot])]
      if known.hash == key.hash, known.line.lowercased() == line.lowercased() {
        return known.meaning
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(lines.count)
    lines.append((line, meaning, key.hash))
    return nil
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, line) in lines.enumerated() {
      var slot = Int(truncatingIfNeeded: line.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
