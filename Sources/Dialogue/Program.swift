public import Intents

/// A compiled script: everything a conversation needs, and nothing of the files it was written in.
///
/// A value. Copies share what they hold until one of them is changed, so that handing one on costs next to nothing.
public struct Program: Sendable {
  /// What a program holds, in one place: `contents` is only ever changed where nobody else has it, which
  /// `makeOwn` sees to.
  private final class Shared: @unchecked Sendable {
    @exclusivity(unchecked) var contents: Contents
    init(_ contents: Contents) { self.contents = contents }
  }

  private struct Contents {
    var name: String
    var title: String
    var start = Program.manifest
    var facts: [FactDeclaration] = []
    var tags: [Tag] = []
    var topics: [Topic] = []
    var steps: [Step] = []
    var variations: [Variation] = []
    var urgent: [Reply] = []
    var anytime: [Reply] = []
    var closed: [ClosedRule] = []
    var unclear = 0
    var stillUnclear = 0
    var held: HeldListener
    var helplines = Helplines(rows: [])
    var examples: [Example] = []
    var promises: [Promise] = []
    var renames: [(from: String, to: String)] = []
  }

  private var shared: Shared

  public static let manifest = StepID(0)

  public init(name: String, title: String, listener: Listener) {
    shared = Shared(Contents(name: name, title: title, held: HeldListener(listener)))
  }

  private mutating func makeOwn() {
    if !isKnownUniquelyReferenced(&shared) { shared = Shared(shared.contents) }
  }

  public subscript(step: StepID) -> Step {
    _read { yield steps[step.index] }
    _modify { yield &steps[step.index] }
  }

  public subscript(fact: FactID) -> FactDeclaration {
    _read { yield facts[fact.index] }
    _modify { yield &facts[fact.index] }
  }

  /// The step with an address, following `@renamed`; nil when the script has none.
  public func step(at address: String) -> StepID? {
    var wanted = address
    // One after the other, in whatever order they are written; a circle of them is an error of the script.
    for _ in renames {
      guard let next = renames.first(where: { $0.from == wanted })?.to else { break }
      wanted = next
    }
    return steps.firstIndex { $0.address == wanted }.map { StepID($0) }
  }

  public func fact(named name: String) -> FactID? {
    facts.firstIndex { $0.name == name }.map { FactID($0) }
  }

  public func tag(named name: String) -> TagID? {
    tags.firstIndex { $0.name == name }.map { TagID($0) }
  }
}

extension Program {
  /// The manifest's topic name.
  public var name: String {
    _read { yield shared.contents.name }
    _modify {
      makeOwn()
      yield &shared.contents.name
    }
  }

  public var title: String {
    _read { yield shared.contents.title }
    _modify {
      makeOwn()
      yield &shared.contents.title
    }
  }

  public var start: StepID {
    _read { yield shared.contents.start }
    _modify {
      makeOwn()
      yield &shared.contents.start
    }
  }

  public var facts: [FactDeclaration] {
    _read { yield shared.contents.facts }
    _modify {
      makeOwn()
      yield &shared.contents.facts
    }
  }

  public var tags: [Tag] {
    _read { yield shared.contents.tags }
    _modify {
      makeOwn()
      yield &shared.contents.tags
    }
  }

  public var topics: [Topic] {
    _read { yield shared.contents.topics }
    _modify {
      makeOwn()
      yield &shared.contents.topics
    }
  }

  /// Step 0 is the manifest's own: it holds the code of `urgent`, `anytime` and the defaults, and asks nothing.
  public var steps: [Step] {
    _read { yield shared.contents.steps }
    _modify {
      makeOwn()
      yield &shared.contents.steps
    }
  }

  public var variations: [Variation] {
    _read { yield shared.contents.variations }
    _modify {
      makeOwn()
      yield &shared.contents.variations
    }
  }

  /// Highest first.
  public var urgent: [Reply] {
    _read { yield shared.contents.urgent }
    _modify {
      makeOwn()
      yield &shared.contents.urgent
    }
  }

  /// First match wins.
  public var anytime: [Reply] {
    _read { yield shared.contents.anytime }
    _modify {
      makeOwn()
      yield &shared.contents.anytime
    }
  }

  public var closed: [ClosedRule] {
    _read { yield shared.contents.closed }
    _modify {
      makeOwn()
      yield &shared.contents.closed
    }
  }

  /// Position in step 0 of what is said when an answer is not understood.
  public var unclear: Int {
    _read { yield shared.contents.unclear }
    _modify {
      makeOwn()
      yield &shared.contents.unclear
    }
  }

  /// Position in step 0 of what is said when it is not understood twice.
  public var stillUnclear: Int {
    _read { yield shared.contents.stillUnclear }
    _modify {
      makeOwn()
      yield &shared.contents.stillUnclear
    }
  }

  public var listener: Listener {
    _read { yield shared.contents.held.listener }
    set {
      makeOwn()
      shared.contents.held = HeldListener(newValue)
    }
  }

  /// The listener as something that can be told from others, and called without being copied.
  var heldListener: HeldListener { shared.contents.held }

  public var helplines: Helplines {
    _read { yield shared.contents.helplines }
    _modify {
      makeOwn()
      yield &shared.contents.helplines
    }
  }

  public var examples: [Example] {
    _read { yield shared.contents.examples }
    _modify {
      makeOwn()
      yield &shared.contents.examples
    }
  }

  public var promises: [Promise] {
    _read { yield shared.contents.promises }
    _modify {
      makeOwn()
      yield &shared.contents.promises
    }
  }

  /// Old address to new, in the order written.
  public var renames: [(from: String, to: String)] {
    _read { yield shared.contents.renames }
    _modify {
      makeOwn()
      yield &shared.contents.renames
    }
  }
}

/// A listener in one place: it has many parts, and copying it on the way to each call would cost more than the call.
final class HeldListener: Sendable {
  let listener: Listener
  init(_ listener: Listener) { self.listener = listener }

  // A call through a property borrows; inlined into a caller it would copy first.
  @inline(never) func hear(_ text: String) -> Hearing { listener.hear(text) }
}

public struct Tag: Equatable, Sendable {
  /// Without its `#`.
  public var name: String
  public init(name: String) { self.name = name }
}

public struct Topic: Equatable, Sendable {
  /// The file's name without its ending.
  public var name: String
  /// For people; may change freely.
  public var title: String
  public var tags: [TagID]
  /// In the order written.
  public var steps: [StepID]

  public init(name: String, title: String, tags: [TagID] = [], steps: [StepID] = []) {
    self.name = name
    self.title = title
    self.tags = tags
    self.steps = steps
  }
}

/// One turn of the coach: it speaks, asks at most once, and says where to go.
public struct Step: Equatable, Sendable {
  /// `topic.step`: how transcripts, promises and people name it.
  public var address: String
  /// Index into `Program.topics`; -1 for the manifest's own step.
  public var topic: Int
  /// The topic's tags and its own.
  public var tags: [TagID]
  /// Ids of the source points its speech carries.
  public var covers: [String]
  public var code: [Instruction]
  public var question: Question?
  public var looks: [Look]
  /// Whether it can reach `-> back`, and so may only be visited.
  public var isVisited: Bool

  public init(address: String, topic: Int) {
    self.address = address
    self.topic = topic
    self.tags = []
    self.covers = []
    self.code = []
    self.question = nil
    self.looks = []
    self.isVisited = false
  }
}

/// What a step asks, and what it listens for.
public struct Question: Equatable, Sendable {
  public var ask: Line
  public var replies: [Reply]
  /// Position of the step's own `unclear` and `still unclear`; nil for the manifest's.
  public var unclear: Int?
  public var stillUnclear: Int?
  /// Position of the foot; nil when there is none.
  public var foot: Int?

  public init(ask: Line, replies: [Reply] = []) {
    self.ask = ask
    self.replies = replies
  }
}

/// One thing a question listens for.
public struct Reply: Equatable, Sendable {
  /// Its address within the question: the label, the reserved head, or `[intent]`.
  public var name: String
  /// What may be offered to the person; nil when the reply has only intents.
  public var label: String?
  public var heads: [Head]
  /// The fact that takes what was said: `anything as draft`.
  public var captures: FactID?
  /// Position of its body in the step's code.
  public var entry: Int

  public init(name: String, label: String?, heads: [Head], captures: FactID? = nil, entry: Int) {
    self.name = name
    self.label = label
    self.heads = heads
    self.captures = captures
    self.entry = entry
  }

  public enum Head: Equatable, Hashable, Sendable {
    case phrase(PhraseID)
    case intent(IntentID)
    case yes
    case no
    case number
    case day
    case lengthOfTime
    case item(of: FactID)
    case anything
    case enter
    /// Only in a look-through: nothing else fitted.
    case noneOfThese
  }
}

/// `@look through draft`: every reply that fits a kept text runs, in the order written.
public struct Look: Equatable, Sendable {
  public var fact: FactID
  /// `entry` is unused: the code that follows tests `Condition.looked`.
  public var replies: [Reply]

  public init(fact: FactID, replies: [Reply]) {
    self.fact = fact
    self.replies = replies
  }
}

/// `@closed #tag when … -> place`: checked on every entry, returns and undo included.
public struct ClosedRule: Equatable, Sendable {
  public var tag: TagID
  public var condition: Condition
  public var place: StepID

  public init(tag: TagID, condition: Condition, place: StepID) {
    self.tag = tag
    self.condition = condition
    self.place = place
  }
}
