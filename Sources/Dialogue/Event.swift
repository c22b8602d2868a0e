/// Everything that can happen to a conversation. Time, seed, country and remembered facts come in by events, and
/// every event is recorded, so that a recording holds all that a replay needs.
public enum Event: Equatable, Sendable {
  /// The first event.
  case begin(Opening)
  /// The person said something, and this is how it was understood.
  case heard(Understanding)
  /// The person said where they are: two capital letters, or nil for "not told".
  case country(String?)
  /// Ask the question that waits once more: after an undo.
  case askAgain
  /// Go to a step as if freshly sent there, keeping what is known: how a session goes on after its scripts changed.
  case resume(StepID)
}

/// What a conversation begins with.
public struct Opening: Equatable, Sendable {
  public var seed: UInt64
  public var country: String?
  /// Facts remembered from earlier sessions, by name. One that is no longer allowed is dropped.
  public var facts: [(name: String, value: FactValue)]

  public init(seed: UInt64, country: String? = nil, facts: [(name: String, value: FactValue)] = []) {
    self.seed = seed
    self.country = country
    self.facts = facts
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.seed == b.seed && a.country == b.country
      && a.facts.elementsEqual(b.facts) { $0.name == $1.name && $0.value == $1.value }
  }
}

/// What a conversation asks its surroundings to do, in order.
public enum Effect: Equatable, Sendable {
  /// Say one paragraph; lists and helplines hold newlines.
  case say(String, at: StepID)
  case pause(seconds: Int)
  /// Keep a fact's value for next time, or stop keeping it.
  case remember(FactID, FactValue)
  case forget(FactID)
  /// A fact carried in was dropped: the script has none of that name, or no longer allows the value.
  case dropped(fact: String)
  case end(Ending)
}

public enum Ending: String, Equatable, Sendable {
  /// The script said `@end`.
  case goodbye
  /// More instructions ran than a turn can need: a fault in a script that checking should have found.
  case stuck
}
