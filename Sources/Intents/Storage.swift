/// Writes numbers one after another, as they lie in memory: for keeping what was learned on the same machine, not for
/// sending it to another.
struct StorageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  mutating func add<Element: BitwiseCopyable>(_ array: [Element]) {
    add(array.count)
    array.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Lists of numbers, as their lengths and then all of them.
  mutating func add<Element: BitwiseCopyable>(lists: [[Element]]) {
    add(lists.map { Int32($0.count) })
    add(Array(lists.joined()))
  }
}

/// Reads what a `StorageWriter` wrote. What does not fit gives empty values and leaves `isFit` false.
struct StorageReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private(set) var isFit = true

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  /// Notes that something read makes no sense.
  mutating func require(_ condition: Bool) {
    if !condition { isFit = false }
  }

  mutating func value<Value: BitwiseCopyable>(_ fallback: Value) -> Value {
    let size = MemoryLayout<Value>.size
    guard isFit, bytes.count - place >= size else {
      isFit = false
      return fallback
    }
    defer { place += size }
    return bytes.loadUnaligned(fromByteOffset: place, as: Value.self)
  }

  mutating func array<Element: BitwiseCopyable>(of type: Element.Type = Element.self) -> [Element] {
    let count = value(0)
    let stride = MemoryLayout<Element>.stride
    guard isFit, count >= 0, count <= (bytes.count - place) / stride else {
      isFit = false
      return []
    }
    let source = UnsafeRawBufferPointer(rebasing: bytes[place..<(place + count * stride)])
    place += source.count
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      initialized = count
    }
  }

  mutating func lists<Element: BitwiseCopyable>(of type: Element.Type = Element.self) -> [[Element]] {
    let counts = array(of: Int32.self)
    let all = array(of: type)
    var lists: [[Element]] = []
    lists.reserveCapacity(counts.count)
    var start = 0
    for count in counts {
      guard count >= 0, Int(count) <= all.count - start else {
        isFit = false
        return []
      }
      lists.append(Array(all[start..<(start + Int(count))]))
      start += Int(count)
    }
    require(start == all.count)
    return lists
  }
}

/// A digest that is quick and spreads well. It tells apart what differs by accident, not what somebody made alike.
struct QuickDigest: Sendable {
  private(set) var first: UInt64 = 0x243F_6A88_85A3_08D3
  private(set) var second: UInt64 = 0x1319_8A2E_0370_7344

  mutating func add(_ word: UInt64) {
    first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
    first ^= first >> 29
    second = (second &+ word) &* 0xD6E8_FEB8_6659_FD93
    second ^= second >> 32
  }

  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  mutating func add(_ texts: [String]) {
    add(UInt64(texts.count))
    for text in texts { add(text) }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let words = bytes.count / 8
    for word in 0..<words { add(bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)) }
    for byte in bytes[(words * 8)...] { add(UInt64(byte)) }
  }
}
