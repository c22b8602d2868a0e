/// SplitMix64: the generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014),
/// with the constants of its reference implementation. Specified here so that a seed means the same for ever.
public struct Generator: Hashable, Sendable {
  public var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0..<bound by the high half of a 64 by 64 bit product; `bound` is at least 1.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a choice needs something to choose from")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
