/// Breaking prose into lines that fit.
public enum Wrapping {
  /// The narrowest and widest measure used, whatever the terminal says.
  public static let narrowest = 20
  public static let widest = 100
  /// The measure that reads best, used where the terminal is at least as wide.
  public static let comfortable = 76

  /// The measure for a terminal of so many columns.
  public static func measure(columns: Int, atMost preferred: Int = comfortable) -> Int {
    min(max(columns, narrowest), min(max(preferred, narrowest), widest))
  }

  /// `text` with no line wider than `width` cells but for what can't be broken.
  ///
  /// Breaks only at spaces, so a link or a telephone number stays whole unless it alone is wider than a line. Lines
  /// already broken stay broken, empty ones stay empty, and a line's indentation is kept on the lines it becomes.
  public static func wrap(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapLine($0, width: max(width, 1)) }
      .joined(separator: "\n")
  }

  private static func wrapLine(_ line: Substring, width: Int) -> String {
    if line.utf8.count <= width && line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(line) }
    let indentation = line.prefix { $0 == " " }.prefix(width / 2)
    var lines: [String] = []
    var current = String(indentation)
    var used = indentation.count
    var isFresh = true
    for word in line.split(whereSeparator: isBreakable) {
      let wordWidth = DisplayWidth.of(word)
      if !isFresh && used + 1 + wordWidth > width {
        lines.append(current)
        current = String(indentation)
        used = indentation.count
        isFresh = true
      }
      if !isFresh {
        current += " "
        used += 1
      }
      isFresh = false
      if used + wordWidth <= width {
        current += word
        used += wordWidth
      } else {
        append(overlong: word, to: &current, &used, &lines, indentation, width)
      }
    }
    lines.append(current)
    return lines.joined(separator: "\n")
  }

  /// Adds a word that is wider than a line, broken between characters where it must be.
  private static func append(
    overlong word: Substring, to current: inout String, _ used: inout Int, _ lines: inout [String],
    _ indentation: Substring, _ width: Int
  ) {
    for character in word {
      let characterWidth = DisplayWidth.of(character)
      if used + characterWidth > width && used > indentation.count {
        lines.append(current)
        current = String(indentation)
        used = indentation.count
      }
      current.append(character)
      used += characterWidth
    }
  }

  /// Whether a line may be broken here. A no-break space is a space that a line may not be broken at.
  private static func isBreakable(_ character: Character) -> Bool {
    switch character {
    case " ", "\t", "\u{1680}", "\u{2000}"..."\u{2006}", "\u{2008}"..."\u{200A}", "\u{205F}", "\u{3000}": true
    default: false
    }
  }
}
