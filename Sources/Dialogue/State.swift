/// Where a conversation is: a value, so that undo, replay and exploring are copies.
public struct State: Hashable, Sendable {
  /// The step whose question waits for an answer, or where the conversation ended.
  public var at: StepID
  /// The visits we are inside of, innermost last.
  public var visits: [Visit]
  /// By `FactID`.
  public var facts: [FactValue]
  /// By `FactID`: whether the person asked to have it kept for next time.
  public var remembered: [Bool]
  /// By index in `Program.variations`: how often it was said, and for a shuffled one the order in force.
  public var variations: [VariationState]
  /// Answers not understood since the question was asked.
  public var misses: Int
  /// Replies of the look-through that runs now.
  public var looked: [Int]
  public var generator: Generator
  /// Two capital letters; nil until the person says where they are.
  public var country: String?
  public var ended: Bool

  /// The state before anything was said.
  public init(program: Program, seed: UInt64, country: String? = nil) {
    at = program.start
    visits = []
    facts = program.facts.map(\.initial)
    remembered = Array(repeating: false, count: program.facts.count)
    variations = Array(repeating: VariationState(), count: program.variations.count)
    misses = 0
    looked = []
    generator = Generator(seed: seed)
    self.country = country
    ended = false
  }

  public subscript(fact: FactID) -> FactValue {
    _read { yield facts[fact.index] }
    _modify { yield &facts[fact.index] }
  }
}

/// A place to come back to.
public struct Visit: Hashable, Sendable {
  public enum Resume: Hashable, Sendable {
    case askAgain
    /// Go on at this position of the step's code.
    case at(Int)
  }

  public var step: StepID
  public var resume: Resume
  /// Rank of the urgent reply that began the visit, 0 the highest; nil for any other visit.
  public var urgency: Int?

  public init(step: StepID, resume: Resume, urgency: Int? = nil) {
    self.step = step
    self.resume = resume
    self.urgency = urgency
  }

  /// For exploring: a visit of which only its urgency is known. The manifest's step asks nothing, so that no real
  /// visit begins there.
  public static func somewhere(urgency: Int?) -> Visit {
    Visit(step: Program.manifest, resume: .askAgain, urgency: urgency)
  }

  public var isSomewhere: Bool { step == Program.manifest }
}

/// How far a variation has got.
public struct VariationState: Hashable, Sendable {
  public var count = 0
  /// The alternatives still to come in this round, last first.
  public var order: [Int] = []
  public init() {}
}
