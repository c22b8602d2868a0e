/// What an author wrote about one intent.
public struct IntentDefinition: Equatable, Hashable, Sendable {
  /// Unique in a script: lower-case words joined by underscores.
  public var name: String
  /// Lines that a person means this by.
  public var says: [String]
  /// More such lines, of which nobody said what kind of a danger they are: they teach the danger as a whole, and none
  /// of its kinds.
  public var heard: [String]
  /// Lines that look alike and mean something else.
  public var not: [String]
  /// Words and short phrases that speak for it.
  public var words: [String]
  /// Whether it listens for danger: tuned to miss little, with a threshold of its own.
  public var isSafety: Bool

  public init(
    name: String, says: [String] = [], heard: [String] = [], not: [String] = [], words: [String] = [],
    isSafety: Bool = false
  ) {
    self.name = name
    self.says = says
    self.heard = heard
    self.not = not
    self.words = words
    self.isSafety = isSafety
  }
}

/// What an author wrote about one phrase a reply listens for.
public struct PhraseDefinition: Equatable, Hashable, Sendable {
  public var words: String
  /// Whether nothing else may stand in the message: `"quoted"` in a script.
  public var isWholeMessage: Bool

  public init(words: String, isWholeMessage: Bool = false) {
    self.words = words
    self.isWholeMessage = isWholeMessage
  }
}
