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
struct RecordKeySet: OptionSet {
  var rawValue: UInt32

  static let parley = Self(rawValue: 1 << 0)
  static let script = Self(rawValue: 1 << 1)
  static let digest = Self(rawValue: 1 << 2)
  static let seed = Self(rawValue: 1 << 3)
  static let at = Self(rawValue: 1 << 4)
  static let country = Self(rawValue: 1 << 5)
  static let facts = Self(rawValue: 1 << 6)
  static let coach = Self(rawValue: 1 << 7)
  static let step = Self(rawValue: 1 << 8)
  static let state = Self(rawValue: 1 << 9)
  static let you = Self(rawValue: 1 << 10)
  static let after = Self(rawValue: 1 << 11)
  static let heard = Self(rawValue: 1 << 12)
  static let command = Self(rawValue: 1 << 13)
  static let turns = Self(rawValue: 1 << 14)
  static let pause = Self(rawValue: 1 << 15)
  static let remember = Self(rawValue: 1 << 16)
  static let value = Self(rawValue: 1 << 17)
  static let forget = Self(rawValue: 1 << 18)
  static let note = Self(rawValue: 1 << 19)
  static let resumed = Self(rawValue: 1 << 20)
  static let end = Self(rawValue: 1 << 21)
  static let `as` = Self(rawValue: 1 << 22)
  static let name = Self(rawValue: 1 << 23)
  static let score = Self(rawValue: 1 << 24)
  static let evidence = Self(rawValue: 1 << 25)
  static let also = Self(rawValue: 1 << 26)
  static let tied = Self(rawValue: 1 << 27)

  func contains(_ key: RecordKey) -> Bool { !isDisjoint(with: Self(key)) }

  /// The key that stands first in the format of those that are in the set.
  var first: RecordKey? { rawValue == 0 ? nil : Self.order[rawValue.trailingZeroBitCount] }

  private static let order = RecordKey.allCases

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ key: RecordKey) {
    self =
      switch key {
      case .parley: .parley
      case .script: .script
      case .digest: .digest
      case .seed: .seed
      case .at: .at
      case .country: .country
      case .facts: .facts
      case .coach: .coach
      case .step: .step
      case .state: .state
      case .you: .you
      case .after: .after
      case .heard: .heard
      case .command: .command
      case .turns: .turns
      case .pause: .pause
      case .remember: .remember
      case .value: .value
      case .forget: .forget
      case .note: .note
      case .resumed: .resumed
      case .end: .end
      case .as: .as
      case .name: .name
      case .score: .score
      case .evidence: .evidence
      case .also: .also
      case .tied: .tied
      }
  }
}
