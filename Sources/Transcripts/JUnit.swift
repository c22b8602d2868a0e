/// Verdicts as the XML that build servers read: one test case a transcript. Written as verdicts come, because the
/// format wants no totals in front that could not be left out.
public enum JUnit {
  public static let opening = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="parley replay">
    <testsuite name="transcripts">

    """

  public static let closing = "</testsuite>\n</testsuites>\n"

  /// One `testcase` with its newline.
  public static func testCase(_ verdict: Verdict) -> String {
    let name = escaped(verdict.place)
    guard let difference = verdict.difference else {
      return "<testcase classname=\"replay\" name=\"\(name)\"/>\n"
    }
    let element = isError(difference.cause) ? "error" : "failure"
    return """
      <testcase classname="replay" name="\(name)">
      <\(element) type="\(verdict.outcome.rawValue)" message="\(escaped(difference.cause.words))">\
      \(escaped(verdict.words))</\(element)>
      </testcase>

      """
  }

  /// Whether it says nothing about the scripts: the file itself is at fault.
  private static func isError(_ cause: Difference.Cause) -> Bool {
    switch cause {
    case .unreadable, .noHeader, .inputOutput: true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.harmless.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
