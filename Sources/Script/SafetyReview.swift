public import Dialogue
import Intents

/// Every word a script says where somebody is in danger, with where and when it is said: the list that a clinician
/// reads before anybody else does.
public struct SafetyReview: Equatable, Sendable {
  /// Something said, or done, at one place.
  public struct Entry: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
      case says(String)
      case asks(String)
      /// The helplines for a purpose, by country.
      case helplines(String)
      /// What happens then, in words: a fact set, a way taken.
      case does(String)
    }

    /// What has to hold, the outermost first; none when it always happens.
    public var conditions: [String]
    public var kind: Kind
  }

  /// What a step answers to one reply.
  public struct Answer: Equatable, Sendable {
    public var name: String
    /// Words it is heard by.
    public var heard: [String]
    public var entries: [Entry]
  }

  public struct Step: Equatable, Sendable {
    public var address: String
    /// From where one comes here because of something that was heard at any time.
    public var reachedBy: [String]
    public var opening: [Entry]
    public var answers: [Answer]
    /// What happens below the replies.
    public var foot: [Entry]
  }

  public struct Topic: Equatable, Sendable {
    public var name: String
    public var title: String
    public var steps: [Step]
  }

  public var title: String
  /// Urgent replies, the highest first.
  public var urgent: [Answer]
  /// What is closed, when, and what is said instead.
  public var closed: [String]
  /// Topics about danger, whole.
  public var topics: [Topic]
  /// Steps of all other topics, with only what they say because of something that guards the person.
  public var elsewhere: [Step]
  /// A purpose, and what is shown for it in each country, the last for a country that is not told.
  public var helplines: [(purpose: String, shown: [(country: String, words: String)])]

  public init(_ program: Program) {
    let reader = SafetyReader(program: program)
    title = program.title
    urgent = program.urgent.map { reader.answer($0, in: Program.manifest) }
    closed = program.closed.map(reader.rule)
    let topics = reader.topics
    self.topics = topics.map { topic in
      let steps = program.topics[topic].steps.map(reader.step)
      return Topic(name: program.topics[topic].name, title: program.topics[topic].title, steps: steps)
    }
    elsewhere = program.steps.indices.dropFirst().filter { !topics.contains(program.steps[$0].topic) }
      .compactMap { reader.guarded(StepID($0)) }
    let countries = program.helplines.countries.map { Optional($0) } + [nil]
    helplines = reader.purposes.map { purpose in
      let shown = countries.map {
        (country: $0 ?? "not told", words: program.helplines.shown(for: purpose, country: $0))
      }
      return (purpose, shown)
    }
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.title == b.title && a.urgent == b.urgent && a.closed == b.closed && a.topics == b.topics
      && a.elsewhere == b.elsewhere
      && a.helplines.elementsEqual(b.helplines) {
        $0.purpose == $1.purpose
          && $0.shown.elementsEqual($1.shown) { $0.country == $1.country && $0.words == $1.words }
      }
  }
}

/// Reads a program's code back as what is said, and when.
private struct SafetyReader {
  let program: Program

  /// Topics that urgent replies or closed places lead to, and those that carry a tag about danger.
  var topics: [Int] {
    var found: Set<Int> = []
    for (index, step) in program.steps.enumerated().dropFirst() {
      let tags = step.tags.map { program.tags[$0.index].name }
      if tags.contains("crisis") || tags.contains("helplines") { found.insert(program.steps[index].topic) }
    }
    for rule in program.closed { found.insert(program[rule.place].topic) }
    for reply in program.urgent {
      if let place = program.exit(ofManifestCodeAt: reply.entry)?.place { found.insert(program[place].topic) }
    }
    return found.filter { $0 >= 0 }.sorted()
  }

  var purposes: [String] {
    var found: [String] = []
    for row in program.helplines.rows {
      for purpose in row.purposes where purpose != "emergency" && !found.contains(purpose) {
        found.append(purpose)
      }
    }
    return found
  }

  func rule(_ rule: ClosedRule) -> String {
    "What is tagged #\(program.tags[rule.tag.index].name) is closed when \(program.words(for: rule.condition)); "
      + "\(program[rule.place].address) is said instead."
  }

  // MARK: Steps

  func step(_ id: StepID) -> SafetyReview.Step {
    let step = program[id]
    let bodies = bodies(of: step)
    let answers = (step.question?.replies ?? step.looks.flatMap(\.replies)).map { reply in
      answer(reply, in: id, entries: bodies[reply.entry])
    }
    let misses = [("unclear", step.question?.unclear), ("still unclear", step.question?.stillUnclear)]
    let missed = misses.compactMap { name, entry in
      entry.map { SafetyReview.Answer(name: name, heard: [], entries: bodies[$0] ?? []) }
    }
    return SafetyReview.Step(
      address: step.address, reachedBy: reached(id), opening: bodies[0] ?? [],
      answers: (step.looks.isEmpty ? answers : []) + missed,
      foot: step.question?.foot.flatMap { bodies[$0] } ?? [])
  }

  /// Only what a step says because of something that guards the person; nil when there is nothing of the kind.
  func guarded(_ id: StepID) -> SafetyReview.Step? {
    let step = program[id]
    let spans = spans(of: step, from: 0, to: step.code.count)
    let guarded = spans.filter(\.isGuard)
    var said: [SafetyReview.Entry] = []
    for position in step.code.indices {
      let isGuarded = guarded.contains { $0.range.contains(position) }
      said += entries(of: step, at: position, spans).filter { entry in
        switch entry.kind {
        case .does: false
        case .helplines: true
        case .says(let words), .asks(let words): isGuarded || words.contains("{emergency}")
        }
      }
    }
    guard !said.isEmpty else { return nil }
    return SafetyReview.Step(
      address: step.address, reachedBy: [], opening: said, answers: [], foot: [])
  }

  /// One of the manifest's own.
  func answer(_ reply: Reply, in id: StepID) -> SafetyReview.Answer {
    let replies = program.urgent + program.anytime
    let ends = replies.map(\.entry) + [program.unclear, program.stillUnclear, program[id].code.count]
    let end = ends.filter { $0 > reply.entry }.min() ?? reply.entry
    return answer(reply, in: id, entries: entries(of: program[id], from: reply.entry, to: end))
  }

  private func answer(_ reply: Reply, in id: StepID, entries: [SafetyReview.Entry]?) -> SafetyReview.Answer {
    SafetyReview.Answer(name: reply.name, heard: heard(reply), entries: entries ?? [])
  }

  /// Words for what a reply listens for: an intent by the first of its sayings.
  private func heard(_ reply: Reply) -> [String] {
    reply.heads.flatMap { head -> [String] in
      switch head {
      case .phrase(let phrase): [program.listener.phrases[phrase.index].words]
      case .intent(let intent): Array(program.listener.intents[intent.index].says.prefix(Self.mostSayings))
      case .yes: ["the ways of saying yes"]
      case .no: ["the ways of saying no"]
      case .number: ["a number"]
      case .day: ["a day"]
      case .lengthOfTime: ["a length of time"]
      case .item: ["an item of the list"]
      case .anything: ["anything"]
      case .enter: ["an empty line"]
      case .noneOfThese: ["none of these"]
      }
    }
  }

  /// Sayings of an intent that are shown.
  private static let mostSayings = 5

  private func reached(_ id: StepID) -> [String] {
    let urgent = program.urgent.filter { program.exit(ofManifestCodeAt: $0.entry)?.place == id }
    let anytime = program.anytime.filter { program.exit(ofManifestCodeAt: $0.entry)?.place == id }
    let closed = program.closed.filter { $0.place == id }
    return urgent.map { "\($0.name), urgent" } + anytime.map { "\($0.name), at any time" }
      + closed.map { "#\(program.tags[$0.tag.index].name) is closed, as \(program.words(for: $0.condition))" }
  }

  // MARK: Code

  /// The code cut where its replies, misses and foot begin, by where each begins.
  private func bodies(of step: Step) -> [Int: [SafetyReview.Entry]] {
    var starts: Set<Int> = [0]
    if let question = step.question {
      starts.formUnion(question.replies.map(\.entry))
      for entry in [question.unclear, question.stillUnclear, question.foot] {
        if let entry { starts.insert(entry) }
      }
    }
    let sorted = starts.sorted()
    var bodies: [Int: [SafetyReview.Entry]] = [:]
    for (index, start) in sorted.enumerated() {
      let end = index + 1 < sorted.count ? sorted[index + 1] : step.code.count
      bodies[start] = entries(of: step, from: start, to: end)
    }
    return bodies
  }

  /// A condition, and where it holds.
  private struct ConditionSpan {
    var range: Range<Int>
    var words: String
    /// Whether it holds because of something that guards the person.
    var isGuard: Bool
  }

  /// What some code says and does.
  private func entries(of step: Step, from start: Int, to end: Int) -> [SafetyReview.Entry] {
    let end = min(end, step.code.count)
    guard start < end else { return [] }
    let spans = spans(of: step, from: start, to: end)
    return (start..<end).flatMap { entries(of: step, at: $0, spans) }
  }

  private func entries(of step: Step, at position: Int, _ spans: [ConditionSpan]) -> [SafetyReview.Entry] {
    let conditions = spans.filter { $0.range.contains(position) }.map(\.words)
    return kinds(step.code[position], step).map { SafetyReview.Entry(conditions: conditions, kind: $0) }
  }

  /// The conditions of some code, the outer ones first. One holds from where it is tested to where the test sends on
  /// otherwise; a jump at its end begins what happens otherwise.
  private func spans(of step: Step, from start: Int, to end: Int) -> [ConditionSpan] {
    var spans: [ConditionSpan] = []
    for position in start..<end {
      guard case .unless(let condition, let target) = step.code[position], target > position else { continue }
      let isGuard = condition.facts.contains { program[$0].isHeld }
      spans.append(
        ConditionSpan(range: position + 1..<target, words: program.words(for: condition), isGuard: isGuard))
      if case .jump(let after) = step.code[target - 1], target - 1 > position, after > target {
        spans.append(
          ConditionSpan(range: target..<after, words: program.words(for: .not(condition)), isGuard: false))
      }
    }
    return spans.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
  }

  private func kinds(_ instruction: Instruction, _ step: Step) -> [SafetyReview.Entry.Kind] {
    switch instruction {
    case .say(let line): [.says(words(line))]
    case .vary(let index):
      program.variations[index].alternatives.map { .says($0.map(words).joined(separator: " ")) }
    case .showList(let fact): [.does("reads back the list \(program[fact].name)")]
    case .showHelplines(let purpose): [.helplines(purpose)]
    case .ask: step.question.map { [.asks(words($0.ask))] } ?? []
    case .change(let change): words(change).map { [.does($0)] } ?? []
    case .leave(let exit): [.does(words(exit))]
    case .listen: [.does("listens again")]
    case .pause, .unless, .jump, .look, .foot: []
    }
  }

  // MARK: Words

  private func words(_ line: Line) -> String {
    line.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .fact(let fact, let reflected): "{\(program[fact].name)\(reflected ? ", reflected" : "")}"
      case .emergency: "{emergency}"
      case .choices: "{choices}"
      }
    }.joined()
  }

  private func words(_ exit: Exit) -> String {
    switch exit {
    case .go(let place): "goes to \(program[place].address)"
    case .visitAndResume(let place): "visits \(program[place].address) and comes back"
    case .visitAndAskAgain(let place): "visits \(program[place].address), then asks again"
    case .askAgain: "asks again"
    case .back: "goes back to where the talk was"
    case .end: "ends the conversation"
    }
  }

  /// Nil for what only colours speech.
  private func words(_ change: FactChange) -> String? {
    switch change {
    case .set(let fact, let value): "notes that \(program.words(for: value, of: fact))"
    case .withdraw(let fact): "takes back \(program[fact].name)"
    case .remember(let fact): "keeps \(program[fact].name) for next time"
    case .forget(let fact): "keeps \(program[fact].name) no longer"
    case .copy, .add, .addText, .remove, .replace, .increase: nil
    }
  }
}

extension Exit {
  /// Where it leads; nil when it only comes back or ends.
  fileprivate var place: StepID? {
    switch self {
    case .go(let place), .visitAndResume(let place), .visitAndAskAgain(let place): place
    case .askAgain, .back, .end: nil
    }
  }
}
