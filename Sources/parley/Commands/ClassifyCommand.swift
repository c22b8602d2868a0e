import ArgumentParser
import Dialogue
import Intents
import LineEditor

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "One utterance a line in, one JSON object a line out.",
    discussion: """
      Each object has text, intent, score, runner_up, evidence and normalised. A danger that the script always \
      listens for comes before every other intent, as it does in a conversation; where it is a kind of a wider one, \
      intent is the wider one and kind says which. near_tie names the intents heard nearly as well as the best: a \
      question that lists both asks which was meant. With --at it also says what the words would do at that question.
      """)

  @OptionGroup var script: ScriptOptions

  @Option(help: ArgumentHelp("The question to hear it at.", valueName: "topic.step"))
  var at: String?

  func run() throws {
    let (program, _) = try script.load()
    let state = try at.map { try Self.state(at: $0, in: program) }
    let input = PlainInput()
    while true {
      switch input.readTurn() {
      case .line(let text), .repaired(let text, _): Output.line(Self.line(for: text, state, program))
      case .endOfInput, .interrupt, .woken, .failed: return
      }
    }
  }

  static func state(at address: String, in program: Program) throws -> State {
    guard let step = program.step(at: address) else {
      throw Complaint("There is no step \(address) in these scripts.", Failure.usage)
    }
    guard program[step].question != nil else {
      throw Complaint("The step \(address) asks nothing, so nothing is heard there.", Failure.usage)
    }
    var state = State(program: program, seed: 0)
    state.at = step
    return state
  }

  private static func line(for text: String, _ state: State?, _ program: Program) -> String {
    let hearing = program.listener.hear(text)
    var object = JSONLine()
    object.add("text", text)
    let intents = Self.dangersFirst(hearing, in: program)
    if let best = intents.first {
      let family = program.listener.family(of: best.id)
      object.add("intent", program.listener.intents[family.index].name)
      if family != best.id { object.add("kind", program.listener.intents[best.id.index].name) }
      object.add("score", best.match.score)
    } else {
      object.addNull("intent")
    }
    if let second = intents.dropFirst().first {
      object.add("runner_up", program.listener.intents[second.id.index].name)
    }
    let near = hearing.nearlyBest.map { program.listener.intents[$0.id.index].name }
    if !near.isEmpty { object.add("near_tie", near) }
    object.add("evidence", intents.first?.match.evidence.map(\.feature) ?? [])
    object.add("normalised", hearing.normalised)
    if let state {
      let understanding = program.understand(hearing, in: state)
      object.add("does", words(for: understanding, state, program))
    }
    return object.line
  }

  /// What was heard, in the order in which a conversation would heed it: urgent replies by their rank, then by score.
  private static func dangersFirst(_ hearing: Hearing, in program: Program) -> [(id: IntentID, match: Match)]
  {
    var start = State(program: program, seed: 0)
    start.at = program.start
    let urgent = program.understand(hearing, in: start).urgent.flatMap { program.urgent[$0].heads }
    let ranks = hearing.intents.map { heard in urgent.firstIndex(of: .intent(heard.id)) ?? urgent.count }
    // Swift's sort is not promised to be stable, so the place breaks ties.
    return hearing.intents.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { hearing.intents[$0] }
  }

  static func words(for understanding: Understanding, _ state: State, _ program: Program) -> String {
    let replies = program[state.at].question?.replies ?? []
    switch understanding.choice {
    case .urgent(let rank): return "urgent \(program.urgent[rank].name)"
    case .anytime(let index): return "anytime \(program.anytime[index].name)"
    case .reply(let index, _): return "reply \(replies[index].name)"
    case .unclear: return "unclear"
    case .nothing: return "nothing"
    }
  }
}
