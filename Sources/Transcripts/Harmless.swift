extension String {
  /// The text with everything that could act on a terminal made visible instead: controls as the pictures Unicode
  /// has for them, C1 controls and direction marks as U+FFFD. Newlines and tabs stay.
  public var harmless: String {
    guard unicodeScalars.contains(where: \.isHarmful) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.isHarmful ? scalar.picture : scalar) }
    return String(result)
  }

  /// The same on one line: newlines and tabs are made visible too.
  public var harmlessLine: String {
    var result = String.UnicodeScalarView()
    for scalar in harmless.unicodeScalars {
      result.append(scalar.value < 0x20 ? scalar.picture : scalar)
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isHarmful: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  fileprivate var picture: Unicode.Scalar {
    switch value {
    case 0..<0x20: Unicode.Scalar(UInt16(0x2400 + value)) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
