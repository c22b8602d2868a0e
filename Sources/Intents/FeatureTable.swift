/// Features by their 64-bit names, each with the number of its arrival.
struct FeatureTable: Sendable {
  private(set) var names: [UInt64] = []
  private var slots: [Int32]

  init(minimumCapacity: Int = 64) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  var count: Int { names.count }

  @inline(__always)
  private func slot(_ name: UInt64) -> Int {
    let mixed = (name ^ (name >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20) & (slots.count - 1)
  }

  /// The number of a feature, or -1.
  @inline(__always)
  func find(_ name: UInt64) -> Int32 {
    var index = slot(name)
    while true {
      let id = slots[index]
      if id < 0 || names[Int(id)] == name { return id }
      index = (index + 1) & (slots.count - 1)
    }
  }

  mutating func insert(_ name: UInt64) -> Int32 {
    let known = find(name)
    if known >= 0 { return known }
    if (names.count + 1) * 2 > slots.count { grow() }
    let id = Int32(names.count)
    names.append(name)
    place(id)
    return id
  }

  private mutating func place(_ id: Int32) {
    var index = slot(names[Int(id)])
    while slots[index] >= 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = id
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for id in names.indices { place(Int32(id)) }
  }
}
