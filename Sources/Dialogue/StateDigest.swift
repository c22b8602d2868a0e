/// FNV-1a over bytes, 64 bits (Fowler, Noll and Vo): fast, and specified, so a digest means the same for ever.
/// It tells states apart by accident, not against somebody who wants two alike.
struct Digest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(byte: UInt8) {
    value = Self.mixed(value, byte)
  }

  @inline(__always)
  private static func mixed(_ value: UInt64, _ byte: UInt8) -> UInt64 {
    (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// A text and an end mark that no UTF-8 holds.
  mutating func add(_ text: String) {
    var text = text
    value = text.withUTF8 { $0.reduce(value) { Self.mixed($0, $1) } }
    add(byte: 0xFF)
  }

  mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      add(byte: UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

extension State {
  /// Sixteen hexadecimal digits that tell this state from others. Made of names and values, never of positions in
  /// a script: adding a step elsewhere changes no digest. Facts at their initial value do not count.
  public func digest(in program: Program) -> String {
    Self.hexadecimal(digestValue(in: program))
  }

  /// The same as a number.
  public func digestValue(in program: Program) -> UInt64 {
    var digest = Digest()
    digest.add(program[at].address)
    for visit in visits { digest.add(program[visit.step].address) }
    for index in facts.indices where !program.facts[index].isInitial(facts[index]) {
      digest.add(program.facts[index].name)
      digest.add(facts[index], program.facts[index].kind)
    }
    for index in remembered.indices where remembered[index] { digest.add(program.facts[index].name) }
    digest.add(misses)
    digest.add(country ?? "")
    digest.add(byte: ended ? 1 : 0)
    return digest.value
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: (0..<16).map { digits[Int(value >> (60 - 4 * UInt64($0)) & 15)] }, as: UTF8.self)
  }
}

extension Digest {
  fileprivate mutating func add(_ value: FactValue, _ kind: FactKind) {
    switch value {
    case .unknown: add(byte: 0)
    case .yesOrNo(let yes): add(byte: yes ? 2 : 1)
    case .choice(let index):
      if case .oneOf(let options) = kind { add(options[index]) }
    case .count(let count): add(count)
    case .text(let text): add(text)
    case .list(let items):
      add(items.count)
      for item in items { add(item) }
    }
  }
}
