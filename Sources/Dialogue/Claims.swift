public import Intents

/// `@example`: a small conversation that must go as written.
public struct Example: Equatable, Sendable {
  public enum Act: Equatable, Sendable {
    case you(String)
    /// The coach's next words contain this.
    case coach(String)
    case at(StepID)
  }

  public var title: String
  public var from: StepID
  public var acts: [Act]

  public init(title: String, from: StepID, acts: [Act]) {
    self.title = title
    self.from = from
    self.acts = acts
  }
}

/// `@promise`: something that holds on every path.
public struct Promise: Equatable, Sendable {
  public enum Claim: Equatable, Sendable {
    /// `after x, never #tag` (or a place): once the condition held, no step of the target is entered until
    /// the facts in it are withdrawn. `nil` after means: from the start.
    case never(after: Condition?, target: Target)
    /// `from anywhere, [intent] reaches #tag within n`: saying it at any question gets there in n turns.
    case reaches(intent: IntentID, target: Target, within: Int)
    /// `from anywhere, can reach place`: some way of answering gets there.
    case canReach(target: Target)
  }

  public enum Target: Equatable, Sendable {
    case tag(TagID)
    case step(StepID)
  }

  public var title: String
  public var claim: Claim

  public init(title: String, claim: Claim) {
    self.title = title
    self.claim = claim
  }
}
