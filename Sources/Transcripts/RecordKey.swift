/// The keys of the format. None is longer than eight bytes, so each is a word: its bytes, the first lowest.
enum RecordKey: UInt64, CaseIterable {
  case parley = 0x7965_6C72_6170
  case script = 0x7470_6972_6373
  case digest = 0x7473_6567_6964
  case seed = 0x6465_6573
  case at = 0x7461
  case country = 0x79_7274_6E75_6F63
  case facts = 0x73_7463_6166
  case coach = 0x68_6361_6F63
  case step = 0x7065_7473
  case state = 0x65_7461_7473
  case you = 0x75_6F79
  case after = 0x72_6574_6661
  case heard = 0x64_7261_6568
  case command = 0x64_6E61_6D6D_6F63
  case turns = 0x73_6E72_7574
  case pause = 0x65_7375_6170
  case remember = 0x7265_626D_656D_6572
  case value = 0x65_756C_6176
  case forget = 0x7465_6772_6F66
  case note = 0x6574_6F6E
  case resumed = 0x64_656D_7573_6572
  case end = 0x64_6E65
  case `as` = 0x7361
  case name = 0x656D_616E
  case score = 0x65_726F_6373
  case evidence = 0x6563_6E65_6469_7665
  case also = 0x6F73_6C61
  case tied = 0x6465_6974

  /// As it stands in the file.
  var name: String {
    var rest = rawValue
    var bytes: [UInt8] = []
    while rest != 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A few keys.
struct RecordKeySet: Equatable {
  private var bits: UInt32 = 0

  init(_ keys: RecordKey...) {
    for key in keys { bits |= Self.bit(key) }
  }

  func contains(_ key: RecordKey) -> Bool { bits & Self.bit(key) != 0 }

  mutating func insert(_ key: RecordKey) { bits |= Self.bit(key) }

  func isSubset(of other: Self) -> Bool { bits & ~other.bits == 0 }

  private static func bit(_ key: RecordKey) -> UInt32 { 1 << position(key) }

  private static func position(_ key: RecordKey) -> UInt32 {
    switch key {
    case .parley: 0
    case .script: 1
    case .digest: 2
    case .seed: 3
    case .at: 4
    case .country: 5
    case .facts: 6
    case .coach: 7
    case .step: 8
    case .state: 9
    case .you: 10
    case .after: 11
    case .heard: 12
    case .command: 13
    case .turns: 14
    case .pause: 15
    case .remember: 16
    case .value: 17
    case .forget: 18
    case .note: 19
    case .resumed: 20
    case .end: 21
    case .as: 22
    case .name: 23
    case .score: 24
    case .evidence: 25
    case .also: 26
    case .tied: 27
    }
  }
}
