extension JSONCursor {
  /// A fact's value.
  mutating func value(_ bytes: RawSpan) throws(ReadProblem) -> RecordedValue {
    switch try peek(bytes) {
    case UInt8(ascii: "\""): return .text(try string(bytes))
    case UInt8(ascii: "["): return .list(try strings(bytes))
    case UInt8(ascii: "t"):
      try word("true", bytes)
      return .yesOrNo(true)
    case UInt8(ascii: "f"):
      try word("false", bytes)
      return .yesOrNo(false)
    case UInt8(ascii: "n"):
      try word("null", bytes)
      return .unknown
    default: return .number(try int(bytes))
    }
  }

  /// The facts carried in: names as their author chose them.
  mutating func facts(_ bytes: RawSpan) throws(ReadProblem) -> [RecordedFact] {
    try expect(UInt8(ascii: "{"), bytes)
    if try take(UInt8(ascii: "}"), bytes) { return [] }
    var facts: [RecordedFact] = []
    repeat {
      guard facts.count < Self.mostItems else { throw problem(.tooMany(limit: Self.mostItems)) }
      let name = try string(bytes)
      try expect(UInt8(ascii: ":"), bytes)
      facts.append(RecordedFact(name: name, value: try value(bytes)))
    } while try take(UInt8(ascii: ","), bytes)
    try expect(UInt8(ascii: "}"), bytes)
    return facts
  }

  /// Two capital letters, or null.
  mutating func country(_ bytes: RawSpan) throws(ReadProblem) -> String? {
    if try peek(bytes) == UInt8(ascii: "n") {
      try word("null", bytes)
      return nil
    }
    let start = self
    let text = try string(bytes)
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw start.problem(.badValue(key: "country", wanted: "two capital letters"))
    }
    return text
  }

  /// Sixteen hexadecimal digits.
  mutating func state(_ bytes: RawSpan) throws(ReadProblem) -> UInt64 {
    let start = self
    try expect(UInt8(ascii: "\""), bytes)
    var value: UInt64 = 0
    for _ in 0..<16 {
      guard at < bytes.byteCount else { throw problem(.cutShort) }
      guard let digit = Self.digit(bytes[at]) else { throw start.badState }
      value = value << 4 | digit
      at += 1
    }
    guard at < bytes.byteCount else { throw problem(.cutShort) }
    guard bytes[at] == UInt8(ascii: "\"") else { throw start.badState }
    at += 1
    return value
  }

  private var badState: ReadProblem {
    problem(.badValue(key: "state", wanted: "sixteen hexadecimal digits"))
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte) - 0x30
    case 0x61...0x66: UInt64(byte) - 0x61 + 10
    default: nil
    }
  }

  mutating func heard(_ bytes: RawSpan) throws(ReadProblem) -> Heard {
    try expect(UInt8(ascii: "{"), bytes)
    var heard = Heard(.unclear)
    var seen = RecordKeySet()
    repeat {
      let key = try key(bytes)
      guard seen.insert(RecordKeySet(key)).inserted else { throw problem(.repeatedKey(key.name)) }
      switch key {
      case .as: heard.way = try way(bytes)
      case .name: heard.name = try string(bytes)
      case .score: heard.score = try int(bytes)
      case .evidence: heard.evidence = try strings(bytes)
      case .also: heard.also = try strings(bytes)
      case .tied: heard.tied = try strings(bytes)
      default: throw problem(.strayKey(key.name))
      }
    } while try take(UInt8(ascii: ","), bytes)
    try expect(UInt8(ascii: "}"), bytes)
    guard seen.contains(.as) else { throw problem(.missingKey("as")) }
    return heard
  }

  private mutating func way(_ bytes: RawSpan) throws(ReadProblem) -> Heard.Way {
    let start = self
    guard let way = Heard.Way(rawValue: try string(bytes)) else {
      let ways = Heard.Way.allCases.map(\.rawValue).joined(separator: ", ")
      throw start.problem(.badValue(key: "as", wanted: "one of \(ways)"))
    }
    return way
  }
}
