/// Making text harmless to show: what a person typed or pasted may hold commands to the terminal.
public enum Sanitise {
  /// `text` without terminal commands: escape sequences and marks that reverse the order of reading are left out, any
  /// other control character is shown as U+FFFD, and every kind of line end becomes `\n`. Tabs and newlines stay.
  ///
  /// Doing it twice changes nothing.
  public static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return text }
    var out = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x09, 0x0A: out.append(scalar)
      case 0x0D:
        if rest.first == "\n" { rest.removeFirst() }
        out.append("\n")
      case 0x85, 0x2028, 0x2029: out.append("\n")
      case 0x1B: skipSequence(&rest)
      case 0x9B: skipParameters(&rest)
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipString(&rest)
      case 0..<0x20, 0x7F..<0xA0: out.append("\u{FFFD}")
      case 0x202A...0x202E, 0x2066...0x2069: break
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Leaves out the rest of an escape sequence whose `ESC` has been read.
  private static func skipSequence(_ rest: inout Substring.UnicodeScalarView) {
    guard let kind = rest.first, kind.value >= 0x20, kind.value < 0x7F else { return }
    rest.removeFirst()
    switch kind {
    case "[": skipParameters(&rest)
    case "]", "P", "X", "^", "_": skipString(&rest)
    case " "..."/": if let last = rest.first, ("0"..."~").contains(last) { rest.removeFirst() }
    default: break
    }
  }

  /// Leaves out parameters up to and with the letter that ends them. Anything that can't be one stops it.
  private static func skipParameters(_ rest: inout Substring.UnicodeScalarView) {
    while let scalar = rest.first, (" "..."?").contains(scalar) { rest.removeFirst() }
    if let last = rest.first, ("@"..."~").contains(last) { rest.removeFirst() }
  }

  /// Leaves out a string command up to its end. Where no end comes on the same line and soon, only what begins it is
  /// left out: that alone makes the rest ordinary text, and words are not to be swallowed by a stray byte.
  private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
    var ahead = rest.prefix(4_096)
    while let scalar = ahead.popFirst() {
      let endsHere = scalar == "\u{07}" || scalar == "\u{9C}"
      if endsHere || (scalar == "\u{1B}" && ahead.first == "\\") {
        rest = rest[(endsHere ? ahead.startIndex : ahead.index(after: ahead.startIndex))...]
        return
      }
      if scalar == "\n" || scalar == "\u{1B}" { return }
    }
  }
}
