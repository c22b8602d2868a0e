/// Features by their 64-bit names, each with the number of its arrival.
///
/// Names stand in the slots themselves, so that a feature nobody learned costs one look into memory.
struct FeatureTable: Sendable {
  private(set) var names: [UInt64] = []
  private var slotNames: [UInt64]
  private var slotIDs: [Int32]
  /// One bit for each slot's neighbourhood of names, small enough to stay close: most lookups end here.
  private var filter: [UInt64]

  private static let empty = UInt64.max

  init(minimumCapacity: Int = 64) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slotNames = [UInt64](repeating: Self.empty, count: size)
    slotIDs = [Int32](repeating: -1, count: size)
    filter = [UInt64](repeating: 0, count: size / 16)
  }

  var count: Int { names.count }

  /// The number of a feature, or -1.
  @inline(__always)
  func find(_ name: UInt64) -> Int32 {
    reader { $0.find(name) }
  }

  /// The slots without bounds checks, for as long as `body` runs.
  struct Slots {
    let names: UnsafeBufferPointer<UInt64>
    let ids: UnsafeBufferPointer<Int32>
    let filter: UnsafeBufferPointer<UInt64>

    @inline(__always)
    static func mixed(_ name: UInt64) -> UInt64 { (name ^ (name >> 32)) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    static func slot(_ mixed: UInt64, _ mask: Int) -> Int {
      Int(truncatingIfNeeded: mixed >> 20) & mask
    }

    @inline(__always)
    static func bit(_ mixed: UInt64, _ words: Int) -> (word: Int, bit: UInt64) {
      (Int(truncatingIfNeeded: mixed >> 38) & (words &- 1), 1 << ((mixed >> 32) & 63))
    }

    @inline(__always)
    func find(_ name: UInt64) -> Int32 {
      let mixed = Self.mixed(name)
      let place = Self.bit(mixed, filter.count)
      if filter[place.word] & place.bit == 0 { return -1 }
      let mask = names.count &- 1
      var index = Self.slot(mixed, mask)
      while true {
        let found = names[index]
        if found == name { return ids[index] }
        if found == FeatureTable.empty { return -1 }
        index = (index &+ 1) & mask
      }
    }
  }

  @inline(__always)
  func reader<Result>(_ body: (Slots) -> Result) -> Result {
    slotNames.withUnsafeBufferPointer { names in
      slotIDs.withUnsafeBufferPointer { ids in
        filter.withUnsafeBufferPointer { filter in body(Slots(names: names, ids: ids, filter: filter)) }
      }
    }
  }

  mutating func insert(_ name: UInt64) -> Int32 {
    let known = find(name)
    if known >= 0 { return known }
    if (names.count + 1) * 2 > slotNames.count { grow() }
    let id = Int32(names.count)
    names.append(name)
    place(name, id)
    return id
  }

  private mutating func place(_ name: UInt64, _ id: Int32) {
    let mask = slotNames.count - 1
    let mixed = Slots.mixed(name)
    let place = Slots.bit(mixed, filter.count)
    filter[place.word] |= place.bit
    var index = Slots.slot(mixed, mask)
    while slotNames[index] != Self.empty { index = (index + 1) & mask }
    slotNames[index] = name
    slotIDs[index] = id
  }

  private mutating func grow() {
    let size = slotNames.count * 2
    slotNames = [UInt64](repeating: Self.empty, count: size)
    slotIDs = [Int32](repeating: -1, count: size)
    filter = [UInt64](repeating: 0, count: size / 16)
    for (id, name) in names.enumerated() { place(name, Int32(id)) }
  }
}

extension FeatureTable {
  func encode(to writer: inout StorageWriter) {
    writer.add(names)
    writer.add(slotNames)
    writer.add(slotIDs)
    writer.add(filter)
  }

  init(decoding storage: inout StorageReader) {
    names = storage.array()
    slotNames = storage.array()
    slotIDs = storage.array()
    filter = storage.array()
    let (size, count) = (slotNames.count, names.count)
    storage.require(size >= 64 && size.nonzeroBitCount == 1 && slotIDs.count == size)
    storage.require(filter.count.nonzeroBitCount == 1 && count * 2 <= size)
    storage.require(slotIDs.allSatisfy { $0 < count })
    storage.require(slotNames.count { $0 != Self.empty } == count)
  }
}
