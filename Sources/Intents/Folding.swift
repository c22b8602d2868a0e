/// What a scalar beyond ASCII is to the scanner.
enum Folding {
  enum Kind {
    case invisible, space, lineEnd, comma, apostrophe, picture, lookAlike, other
    case ascii(UInt8)
    case letters(UInt8, UInt8)
    case symbol(StaticString)
  }

  static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x80...0xBF: latinSign(scalar)
    case 0xC0...0x17F: latinLetter(scalar)
    case 0x2B0...0x2B8, 0x2B9...0x2BA, 0x2BC...0x2BD: .apostrophe
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x20D0...0x20FF: .invisible
    case 0x61C, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180E, 0x3164, 0xFFA0: .invisible
    case 0x370...0x52F: lookAlikes[scalar] == nil ? .other : .lookAlike
    case 0x2000...0x206F: generalPunctuation(scalar)
    case 0x20AC: .symbol("euros")
    case 0x3000: .space
    case 0x3001, 0xFF0C: .comma
    case 0x3002, 0xFF01, 0xFF1F, 0xFF0E: .lineEnd
    case 0x2600...0x27BF, 0x2B00...0x2BFF: .picture
    case 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE01EF: .invisible
    case 0xFF10...0xFF19: .ascii(UInt8(scalar - 0xFF10) + 0x30)
    case 0xFF21...0xFF3A: .ascii(UInt8(scalar - 0xFF21) + 0x61)
    case 0xFF41...0xFF5A: .ascii(UInt8(scalar - 0xFF41) + 0x61)
    case 0xFF07: .apostrophe
    case 0x1D400...0x1D6A3: .ascii(UInt8((scalar - 0x1D400) % 26) + 0x61)
    case 0x1D7CE...0x1D7FF: .ascii(UInt8((scalar - 0x1D7CE) % 10) + 0x30)
    case 0x1F3FB...0x1F3FF: .invisible
    case 0x1F000...0x1FAFF: .picture
    default: .other
    }
  }

  private static func latinSign(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x85: .lineEnd
    case 0xA0: .space
    case 0xA3: .symbol("pounds")
    case 0xAA: .ascii(0x61)
    case 0xAD: .invisible
    case 0xB4: .apostrophe
    case 0xBA: .ascii(0x6F)
    default: .comma
    }
  }

  private static func generalPunctuation(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x2000...0x200A, 0x202F, 0x205F: .space
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: .invisible
    case 0x2018, 0x2019, 0x201B, 0x2032: .apostrophe
    case 0x2026, 0x2028, 0x2029, 0x203C, 0x2047...0x2049: .lineEnd
    default: .comma
    }
  }

  private static let latin1 = Array("aaaaaa*ceeeeiiiidnooooo ouuuuy**aaaaaa*ceeeeiiiidnooooo ouuuuy*y".utf8)
  private static let latinExtended = Array(
    ("aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssssss"
      + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  private static func latinLetter(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0xC6, 0xE6: return .letters(0x61, 0x65)
    case 0xDE, 0xFE: return .letters(0x74, 0x68)
    case 0xDF: return .letters(0x73, 0x73)
    case 0x132, 0x133: return .letters(0x69, 0x6A)
    case 0x152, 0x153: return .letters(0x6F, 0x65)
    case 0xD7, 0xF7: return .comma
    default:
      let letter = scalar < 0x100 ? latin1[Int(scalar) - 0xC0] : latinExtended[Int(scalar) - 0x100]
      return letter == 0x20 || letter == 0x2A ? .other : .ascii(letter)
    }
  }

  /// Greek and Cyrillic letters drawn like Latin ones.
  static let lookAlikes: [UInt32: UInt8] = {
    let pairs: [(String, String)] = [
      ("аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"), ("АВЕКМНОРСТУХІЈЅ", "abekmhopctyxijs"),
      ("αινορτυχγκ", "aivoptuxyk"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (strange, latin) in pairs {
      for (scalar, byte) in zip(strange.unicodeScalars, latin.utf8) { table[scalar.value] = byte }
    }
    return table
  }()

  static let pictures: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for (scalar, word) in English.emoji { table[scalar] = Array(word.utf8) }
    return table
  }()
}
