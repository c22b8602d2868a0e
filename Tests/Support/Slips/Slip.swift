import Script

/// One slip of a hand or an editor: a small change to one file.
package struct Slip: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case lostMark = "a mark lost"
    case wrongArrow = "an arrow autocorrected"
    case wrongDash = "a dash autocorrected"
    case smartQuotes = "quotes autocorrected"
    case indent = "indentation shifted"
    case colon = "a colon lost, doubled or made a semicolon"
    case comma = "a comma lost or doubled"
    case bracket = "a bracket, brace or quote lost"
    case name = "a name misspelt"
    case word = "a word of the language misspelt"
    case capital = "a capital set"
    case space = "a space lost or doubled"
    case ending = "a sentence's end lost or changed"
    case tail = "the end of a line of marks lost"
    case negation = "a not lost, or and made or"
    case comparison = "an is lost, or over made under"
    case number = "a number changed"
    case joinedLine = "two lines run together"
    case doubledLine = "a line doubled"
    case lostLine = "a line of structure lost"
    case lostClaim = "a promise or an example lost"
    // Not of marks but of meaning: what is left is a script that somebody could have meant.
    case lostPhrase = "one of several phrases lost"
    case lostReply = "a reply lost with its lines"
    case lostSpeech = "a spoken line lost"
    case lostSaying = "a line of an intent lost"
    case misspelt = "a word of a phrase misspelt"

    /// Whether a mark, a name or the shape slipped, so that the language should notice by itself.
    package var isOfTheLanguage: Bool {
      switch self {
      case .lostPhrase, .lostReply, .lostSpeech, .lostSaying, .misspelt: false
      default: true
      }
    }

    /// What notices such a slip when the checker can't.
    package var remedy: String {
      switch self {
      case .comma, .lostPhrase, .misspelt: "an example that says the phrase"
      case .lostMark, .lostLine, .tail, .joinedLine, .indent:
        "an example that goes this way, or a promise about where it leads"
      case .negation, .comparison, .number: "an example on each side of the condition, or a promise"
      case .lostClaim:
        "nothing in the script: it was the script's own watchman; read what a change takes away"
      case .lostReply: "an example that gives this reply"
      case .lostSaying: "an example that says the line"
      case .lostSpeech, .ending: "an example with a `coach:` line of these words, or a recorded conversation"
      default: "an example that comes through here"
      }
    }
  }

  package var kind: Kind
  package var file: Int
  /// From 1.
  package var line: Int
  package var range: Range<Int>
  package var replacement: [UInt8]

  package func applied(to file: SourceFile) -> SourceFile {
    var file = file
    file.bytes.replaceSubrange(range, with: replacement)
    return file
  }
}
