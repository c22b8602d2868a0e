public import Intents

/// How one message was understood at one question: what `step` needs, and what the recording keeps.
public struct Understanding: Equatable, Sendable {
  /// Indices of every urgent reply that matched, highest first. Their `@set`s all run.
  public var urgent: [Int]
  public var choice: Choice
  /// The message as typed.
  public var text: String
  /// What won, and why.
  public var match: Match?
  /// What came second among those listened for, for `explain` and `misses`.
  public var runnerUp: (name: String, score: Int)?

  public init(text: String, choice: Choice, urgent: [Int] = [], match: Match? = nil) {
    self.text = text
    self.choice = choice
    self.urgent = urgent
    self.match = match
  }

  public enum Choice: Equatable, Hashable, Sendable {
    /// The urgent reply of this rank takes the turn.
    case urgent(Int)
    /// Reply `index` of the question, with what it captured.
    case reply(Int, captured: FactValue?)
    case anytime(Int)
    /// Not understood; the replies that tied, if it was that.
    case unclear(tied: [Int])
    /// An empty line where no `enter` is listened for: nothing happens.
    case nothing
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.urgent == b.urgent && a.choice == b.choice && a.text == b.text && a.match == b.match
      && a.runnerUp?.name == b.runnerUp?.name && a.runnerUp?.score == b.runnerUp?.score
  }
}
