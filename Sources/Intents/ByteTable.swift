/// Distinct byte strings, each with the number of its arrival: 0, 1, 2 and so on.
///
/// Open addressing over one flat store, so that looking a word up touches two cache lines and allocates nothing.
struct ByteTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int32] = []
  private var hashes: [UInt32] = []
  private var slots: [Int32]

  init(minimumCapacity: Int = 64) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  var count: Int { ends.count }

  /// The bytes of one entry as a range of `bytes`.
  func range(_ id: Int) -> Range<Int> {
    (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])
  }

  func string(_ id: Int) -> String {
    String(decoding: bytes[range(id)], as: UTF8.self)
  }

  @inline(__always)
  static func hash(_ source: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in source {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  /// The number of `source`, or -1 when it never arrived.
  func find(_ source: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(source)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let id = Int(slots[slot])
      if id < 0 { return -1 }
      if hashes[id] == hash && equals(id, source) { return id }
      slot = (slot + 1) & mask
    }
  }

  func find(_ source: [UInt8], _ range: Range<Int>) -> Int {
    source.withUnsafeBufferPointer { find(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func find(_ text: String) -> Int {
    let source = Array(text.utf8)
    return find(source, 0..<source.count)
  }

  @inline(__always)
  private func equals(_ id: Int, _ source: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = id == 0 ? 0 : Int(ends[id - 1])
    guard Int(ends[id]) - start == source.count else { return false }
    for offset in 0..<source.count where bytes[start + offset] != source[offset] {
      return false
    }
    return true
  }

  /// The number of `source`, which is added when it is new.
  mutating func insert(_ source: [UInt8]) -> Int {
    let known = find(source, 0..<source.count)
    if known >= 0 { return known }
    if (count + 1) * 2 > slots.count { grow() }
    let hash = source.withUnsafeBufferPointer { Self.hash($0) }
    let id = count
    bytes.append(contentsOf: source)
    ends.append(Int32(bytes.count))
    hashes.append(hash)
    place(id, hash)
    return id
  }

  mutating func insert(_ text: String) -> Int {
    insert(Array(text.utf8))
  }

  private mutating func place(_ id: Int, _ hash: UInt32) {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(id)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for id in 0..<count { place(id, hashes[id]) }
  }
}

extension ByteTable {
  func encode(to writer: inout StorageWriter) {
    writer.add(bytes)
    writer.add(ends)
    writer.add(hashes)
    writer.add(slots)
  }

  init(decoding storage: inout StorageReader) {
    bytes = storage.array()
    ends = storage.array()
    hashes = storage.array()
    slots = storage.array()
    let count = ends.count
    storage.require(hashes.count == count && slots.count >= 64 && slots.count.nonzeroBitCount == 1)
    storage.require(slots.allSatisfy { $0 < count } && slots.count { $0 >= 0 } * 2 <= slots.count)
    var last: Int32 = 0
    for end in ends {
      storage.require(end >= last)
      last = end
    }
    storage.require(Int(last) == bytes.count)
  }
}
