import Dialogue
import Intents

/// What only shows when a script is tried with its own listener: examples, the `says:` and `not:` lines of intents in
/// every place where they are listened for, and phrases that something else takes first.
///
/// Slower than compiling, so apart from it: thousands of lines are heard.
public func rehearse(_ compilation: Compilation) -> [Diagnostic] {
  guard let program = compilation.program else { return [] }
  var rehearsal = Rehearsal(program: program, places: compilation.places)
  rehearsal.tryExamples()
  rehearsal.tryIntents()
  rehearsal.tryPhrases()
  return rehearsal.findings.diagnostics(compilation.source)
}

/// The examples alone.
package func rehearseExamples(_ compilation: Compilation) -> [Diagnostic] {
  guard let program = compilation.program else { return [] }
  var rehearsal = Rehearsal(program: program, places: compilation.places)
  rehearsal.tryExamples()
  return rehearsal.findings.diagnostics(compilation.source)
}

struct Rehearsal {
  let program: Program
  let places: Places
  var findings = Findings()

  // MARK: Examples

  mutating func tryExamples() {
    for (index, example) in program.examples.enumerated() { tryExample(example, places.examples[index]) }
  }

  private mutating func tryExample(_ example: Example, _ place: Places.Example) {
    var (state, effects) = program.step(State(program: program, seed: 0), .resume(example.from))
    var said = Self.words(effects)
    var heard: Understanding?
    for (index, act) in example.acts.enumerated() {
      let span = place.acts[index]
      switch act {
      case .you(let text):
        guard !state.ended else {
          return reportBroken(
            span, "In the example “\(example.title)” the conversation has ended before this is said.", said,
            state, heard)
        }
        let understanding = program.understand(text, in: state)
        heard = understanding
        (state, effects) = program.step(state, .heard(understanding))
        said = Self.words(effects)
      case .coach(let text):
        guard let rest = Self.after(text, in: said) else {
          return reportBroken(
            span, "In the example “\(example.title)” the coach does not say this here.", said, state, heard)
        }
        said = rest
      case .at(let step):
        guard state.at == step else {
          return reportBroken(
            span,
            "In the example “\(example.title)” the conversation is at `\(program[state.at].address)` here.",
            said,
            state, heard)
        }
      }
    }
  }

  private mutating func reportBroken(
    _ span: Span, _ message: String, _ said: String, _ state: State, _ heard: Understanding?
  ) {
    var notes: [(message: String, span: Span?)] = []
    if let heard { notes.append(("“\(heard.text)” was understood as \(name(heard, at: state))", nil)) }
    if !said.isEmpty { notes.append(("The coach says: " + said.replacing("\n", with: " / "), nil)) }
    findings.error(.brokenExample, span, message, notes: notes)
  }

  private static func words(_ effects: [Effect]) -> String {
    effects.compactMap { if case .say(let text, _) = $0 { text } else { nil } }.joined(separator: "\n")
  }

  /// What follows a text in another; nil when it is not there.
  private static func after(_ text: String, in said: String) -> String? {
    guard let range = said.firstRange(of: text) else { return nil }
    return String(said[range.upperBound...])
  }

  private func name(_ heard: Understanding, at state: State) -> String {
    switch heard.choice {
    case .urgent(let rank): "the urgent `\(program.urgent[rank].name)`."
    case .anytime(let index): "`\(program.anytime[index].name)`, which is listened for at any time."
    case .reply: "a reply of the question" + (heard.match == nil ? ", by `anything`." : ".")
    case .unclear(let tied):
      tied.isEmpty ? "nothing it listens for." : "\(tied.count) replies alike, so none."
    case .nothing: "nothing: the line is empty."
    }
  }

  // MARK: Intents

  private struct Listening {
    var step: StepID
    var reply: Int
  }

  mutating func tryIntents() {
    var listening: [[Listening]] = Array(repeating: [], count: program.listener.intents.count)
    for (step, compiled) in program.steps.enumerated() {
      for (index, reply) in (compiled.question?.replies ?? []).enumerated() {
        for case .intent(let intent) in reply.heads {
          listening[intent.index].append(Listening(step: StepID(step), reply: index))
        }
      }
    }
    var neutral = program
    let nowhere = StepID(program.steps.count)
    neutral.steps.append(Self.emptyQuestion)
    var state = State(program: program, seed: 0)
    state.at = nowhere
    for (index, intent) in program.listener.intents.enumerated() {
      let id = IntentID(index)
      for (line, text) in intent.says.enumerated() {
        trySays(text, id, places.intents[index].says[line], listening[index], neutral, state)
      }
      for (line, text) in intent.not.enumerated() {
        tryNot(text, id, places.intents[index].not[line], listening[index], neutral, state)
      }
    }
  }

  private static var emptyQuestion: Step {
    var step = Step(address: "", topic: -2)
    step.question = Question(ask: Line(""))
    return step
  }

  private func rank(of intent: IntentID, in list: [Reply]) -> Int? {
    list.firstIndex { $0.heads.contains(.intent(intent)) }
  }

  private mutating func trySays(
    _ text: String, _ intent: IntentID, _ span: Span, _ listening: [Listening], _ neutral: Program,
    _ nowhere: State
  ) {
    let hearing = program.listener.hear(text)
    let name = program.listener.intents[intent.index].name
    guard hearing.intent(intent) != nil else {
      findings.error(
        .notHeard, span, "Said like this, `\(name)` is not heard.",
        notes: [("heard as: " + hearing.normalised, nil)])
      return
    }
    var winners: [String] = []
    let anywhere = neutral.understand(hearing, in: nowhere)
    if let rank = rank(of: intent, in: program.urgent) {
      if anywhere.choice != .urgent(rank) { winners.append(winner(anywhere, nil)) }
    } else if let index = rank(of: intent, in: program.anytime), anywhere.choice != .anytime(index) {
      winners.append(winner(anywhere, nil))
    }
    for place in listening where !program[place.step].isVisited || rank(of: intent, in: program.urgent) == nil
    {
      var state = nowhere
      state.at = place.step
      let found = program.understand(hearing, in: state)
      if case .reply(place.reply, _) = found.choice { continue }
      if case .urgent = found.choice, program[place.step].isVisited { continue }
      winners.append(winner(found, place.step))
    }
    guard !winners.isEmpty else { return }
    findings.warning(
      .heardWrongly, span, "Said like this, `\(name)` is heard, but something else is chosen.",
      notes: winners.map { ($0, nil) })
  }

  private mutating func tryNot(
    _ text: String, _ intent: IntentID, _ span: Span, _ listening: [Listening], _ neutral: Program,
    _ nowhere: State
  ) {
    let hearing = program.listener.hear(text)
    let name = program.listener.intents[intent.index].name
    guard let match = hearing.intent(intent) else { return }
    var wrong: [String] = []
    let anywhere = neutral.understand(hearing, in: nowhere)
    if let rank = rank(of: intent, in: program.urgent), anywhere.urgent.contains(rank) {
      wrong.append("It interrupts, as urgent.")
    } else if let index = rank(of: intent, in: program.anytime), anywhere.choice == .anytime(index) {
      wrong.append("It is taken at any question.")
    }
    for place in listening {
      var state = nowhere
      state.at = place.step
      let found = program.understand(hearing, in: state)
      if case .reply(place.reply, _) = found.choice, found.match == match {
        wrong.append("It is taken at `\(program[place.step].address)`.")
      }
    }
    guard !wrong.isEmpty else { return }
    let evidence = match.evidence.prefix(4).map { "\($0.feature) \($0.weight)" }.joined(separator: ", ")
    findings.error(
      .heardWrongly, span, "This is a `not:` line, and `\(name)` is heard in it all the same.",
      notes: wrong.map { ($0, nil) } + [("because of: " + evidence, nil)])
  }

  /// What was chosen instead, and where.
  private func winner(_ found: Understanding, _ step: StepID?) -> String {
    let place = step.map { "At `\(program[$0].address)`" } ?? "At any question"
    switch found.choice {
    case .urgent(let rank): return "\(place) the urgent `\(program.urgent[rank].name)` interrupts."
    case .anytime(let index): return "\(place) `\(program.anytime[index].name)` takes it."
    case .unclear(let tied):
      let names = tied.compactMap { index in step.flatMap { program[$0].question?.replies[index].name } }
      return names.isEmpty
        ? "\(place) nothing takes it." : "\(place) it is a tie between \(listed(names, last: "and"))."
    case .reply(let index, _):
      let name = step.flatMap { program[$0].question?.replies[index].name } ?? ""
      return "\(place) the reply `\(name)` takes it."
    case .nothing: return "\(place) nothing takes it."
    }
  }

  // MARK: Phrases

  /// A phrase said alone must choose its own reply.
  mutating func tryPhrases() {
    let words = program.listener.phrases.map(\.words)
    let hearings = words.map { program.listener.hear($0) }
    for (step, compiled) in program.steps.enumerated() {
      for (index, reply) in (compiled.question?.replies ?? []).enumerated() {
        for case .phrase(let phrase) in reply.heads {
          var state = State(program: program, seed: 0)
          state.at = StepID(step)
          let found = program.understand(hearings[phrase.index], in: state)
          if case .reply(index, _) = found.choice { continue }
          if case .urgent = found.choice, compiled.isVisited { continue }
          findings.warning(
            .shadowedReply, places.steps[step].replies[index],
            "The words `\(words[phrase.index])` do not choose this reply. " + winner(found, StepID(step)))
        }
      }
    }
  }
}
