/// Arithmetic that is the same on every machine: whole numbers standing for fractions.
enum FixedPoint {
  /// The logarithm to base 2 of a whole number from 1, with 16 bits after the point.
  static func log2(_ value: UInt64) -> Int64 {
    guard value > 1 else { return 0 }
    let whole = 63 - value.leadingZeroBitCount
    var rest = whole >= 31 ? value >> UInt64(whole - 31) : value << UInt64(31 - whole)
    var result = Int64(whole) << 16
    for bit in 1...16 {
      rest = (rest * rest) >> 31
      if rest >= 1 << 32 {
        rest >>= 1
        result += 1 << Int64(16 - bit)
      }
    }
    return result
  }

  /// The square root of ln((1 + total) / (1 + count)) + 1, with 8 bits after the point: how telling a feature is
  /// that `count` of `total` examples have.
  static func rarity(count: Int, total: Int) -> Int32 {
    let halvings = max(log2(UInt64(1 + total)) - log2(UInt64(1 + count)), 0)
    let naturalLogarithmOf2: Int64 = 45426
    return Int32((((halvings * naturalLogarithmOf2) >> 16) + 65536).squareRootFloor)
  }
}

/// SplitMix64: a generator written down in full, so that a seed means the same order everywhere.
public struct SplitMix64: Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 up to and without `bound`, which is at least 1.
  public mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// Puts `items` into an order that only the seed decides.
  public mutating func shuffle<Item>(_ items: inout [Item]) {
    guard items.count > 1 else { return }
    for index in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(index, below(index + 1))
    }
  }
}

extension Int64 {
  /// The largest whole number whose square is not above this one.
  var squareRootFloor: Int64 {
    guard self > 0 else { return 0 }
    var root: Int64 = 0
    var bit: Int64 = 1 << 62
    var rest = self
    while bit > rest { bit >>= 2 }
    while bit != 0 {
      if rest >= root + bit {
        rest -= root + bit
        root = (root >> 1) + bit
      } else {
        root >>= 1
      }
      bit >>= 2
    }
    return root
  }
}
