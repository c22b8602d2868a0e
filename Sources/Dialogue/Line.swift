/// One spoken line as an author wrote it.
public struct Line: Equatable, Sendable {
  public var pieces: [Piece]
  /// Whether it goes on the paragraph of the line before it, rather than beginning one.
  public var joins: Bool

  public init(pieces: [Piece], joins: Bool = false) {
    self.pieces = pieces
    self.joins = joins
  }

  public init(_ text: String, joins: Bool = false) {
    self.init(pieces: [.text(text)], joins: joins)
  }

  public enum Piece: Equatable, Sendable {
    case text(String)
    /// `{name}`, or `{name, reflected}`: the person's words turned round ("my" to "your").
    case fact(FactID, reflected: Bool)
    /// `{emergency}`: the emergency number of the person's country, or words for it.
    case emergency
    /// `{choices}`: the labels the question listens for; after a tie only the tied ones.
    case choices
  }
}

/// Speech that differs from time to time.
public struct Variation: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// Said the first time only.
    case once
    /// Each alternative in turn; the last one stays.
    case inOrder
    /// Each alternative once in a seeded order, then again.
    case shuffled
  }

  public var kind: Kind
  /// At least one, each of at least one line.
  public var alternatives: [[Line]]

  public init(kind: Kind, alternatives: [[Line]]) {
    self.kind = kind
    self.alternatives = alternatives
  }
}
