import Dialogue
import Intents
import ModelCheck
import Script
import Testing

/// A small script of two files, a manifest and a topic.
private func compiled(_ topic: String, manifest: String = "") throws -> Program {
  let house = """
    # house: A house
    @start topic
    @tags #garden #help #crisis
    @unclear
      Say it another way.
    @still unclear
      We leave that.

    """
  let source = ScriptSource(files: [
    SourceFile(path: "house.parley", text: house + manifest + "\n"),
    SourceFile(path: "topic.parley", text: "# topic: A topic\n\n" + topic + "\n"),
  ])
  // Tags that nothing carries are an error, and not what is tried here.
  let bare = ScriptSource(
    files: source.files.map { file in
      var text = String(decoding: file.bytes, as: UTF8.self)
      for tag in ["garden", "help", "crisis"] where !(topic + manifest).contains(" #\(tag)\n") {
        text = text.replacing(" #\(tag)", with: "")
      }
      return SourceFile(path: file.path, text: text.replacing("@tags\n", with: ""))
    })
  let result = compile(bare)
  return try #require(result.program, "\(result.diagnostics.map { render($0, source: bare) })")
}

struct Claimed: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var topic: String
  var manifest = ""
  /// Whether a way there is shown, and not only that it can't be decided.
  var isShown = true
}

@Suite("What is said of a promise is so")
struct SoundnessTests {
  static let broken: [Claimed] = [
    Claimed(
      testDescription: "a number between the lowest and the highest",
      topic: """
        @fact days: 0 to 30
        ## start
        How many days?
        - a number as days
        -> on

        ## on
        @when days is 5
          -> lawn
        -> over

        ## lawn #garden
        You are on the lawn.
        @end

        ## over
        @end

        @promise No garden: never #garden
        """),
    Claimed(
      testDescription: "a list that grows by different words",
      topic: """
        @fact wishes: list up to 3
        @fact wish: text
        ## start
        @when wishes over 1
          -> lawn
        A wish?
        - enough -> over
        - anything as wish
          @add wish to wishes
        -> start

        ## lawn #garden
        You are on the lawn.
        @end

        ## over
        @end

        @promise No garden: never #garden
        """),
    Claimed(
      testDescription: "a list that shrinks again",
      topic: """
        @fact wishes: list up to 3
        @fact wish: text
        @fact which: item of wishes
        @fact tried: yes or no
        ## start
        @when tried and wishes is empty
          -> lawn
        A wish?
        - take back -> choose
        - enough -> over
        - anything as wish
          @when not wishes is full
            @add wish to wishes
          @set tried
        -> start

        ## choose
        Which?
        - one of wishes as which
          @remove which from wishes
        - none
        -> start

        ## lawn #garden
        You are on the lawn.
        @end

        ## over
        @end

        @promise No garden: never #garden
        """, isShown: false),
    Claimed(
      testDescription: "a fact that is given another's value",
      topic: """
        @fact told: yes or no
        @held fact kept: yes or no
        ## start
        Did he hurt you?
        - yes
          @set told
        - no
        -> next

        ## next
        Are you sure?
        - yes
          @set kept to told
        - no
        -> lawn

        ## lawn #garden
        You are on the lawn.
        @end

        @promise No garden after: after kept, never #garden
        """),
    Claimed(
      testDescription: "a fact remembered from an earlier conversation",
      topic: """
        @fact hurt: yes or no
        ## start
        @when hurt
          -> lawn
        Shall we talk?
        - hurt
          @set hurt
          @remember hurt
          @end
        -> over

        ## lawn #garden
        You are on the lawn.
        @end

        ## over
        @end

        @promise No garden: never #garden
        """),
    Claimed(
      testDescription: "two dangers in one line, of which one waits",
      topic: """
        @held fact wet: yes or no
        ## start
        How is it?
        - good -> over
        -> over

        ## shelter #crisis
        @when wet
          -> lawn
        Are you safe?
        - done: yes
        - unclear
          Say it.
        -> back

        ## lawn #garden
        You are on the lawn.
        @end

        ## river #crisis
        @withdraw wet
        Is it high?
        - done: yes
        - unclear
          Say it.
        -> back

        ## over
        @end

        @promise No garden: never #garden
        """,
      manifest: """
        @intent fire
          says: it is burning
          not: you are fired
        @intent flood
          says: it is flooding
          not: i flooded the mower
        @urgent
          - [fire] -> topic.shelter and ask again
          - [flood]
            @set wet
            -> topic.river and ask again
        """),
    Claimed(
      testDescription: "help that is closed",
      topic: """
        @held fact bad: yes or no
        ## start
        Well?
        - bad: awful
          @set bad
          -> start
        - fine -> over
        -> start

        ## aid #help
        Here is help.
        -> back

        ## other
        No help here.
        @end

        ## over
        @end
        """,
      manifest: """
        @intent helping
          says: help me please
          not: i helped her move
        @closed #help when bad -> topic.other
        @urgent
          - [helping] -> topic.aid and ask again
        @promise Help: from anywhere, [helping] reaches #help within 1
        """),
    Claimed(
      testDescription: "help that may not interrupt what is graver",
      topic: """
        ## start
        Well?
        - fine -> over
        -> start

        ## aid #help
        Here is help.
        -> back

        ## out #crisis
        Go out.
        Are you out?
        - out: i am out -> back
        - unclear
          Say so when you are out.
        -> back

        ## over
        @end
        """,
      manifest: """
        @intent helping
          says: help me please
          not: i helped her move
        @intent fire
          says: it is burning
          not: you are fired
        @urgent
          - [fire] -> topic.out and ask again
          - [helping] -> topic.aid and ask again
        @promise Help: from anywhere, [helping] reaches #help within 1
        """),
    Claimed(
      testDescription: "a way out that is closed for good",
      topic: """
        @held fact bad: yes or no
        ## start
        Well?
        - bad: awful
          @set bad
        - leave: go home -> over
        -> start

        ## over #garden
        Bye.
        @end

        ## trap
        You stay here.
        Well?
        - leave: go home -> over
        -> over

        @promise Always an end: from anywhere, can reach over
        """,
      manifest: "@closed #garden when bad -> topic.trap"),
  ]

  @Test("A promise that some real conversation breaks is found broken, with the way there", arguments: broken)
  func found(_ claimed: Claimed) throws {
    let program = try compiled(claimed.topic, manifest: claimed.manifest)
    let verdict = program.check(try #require(program.promises.first))
    guard claimed.isShown else {
      #expect(verdict != .kept)
      return
    }
    guard case .broken(let path, _) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(!path.isEmpty)
  }

  @Test("What is said to be kept is kept by thousands of real conversations with scripts nobody chose")
  func kept() throws {
    var generator = Generator(seed: 26)
    var counts = (compiled: 0, kept: 0, turns: 0)
    for _ in 0..<600 {
      let source = RandomScript(&generator).source
      guard let program = compile(source).program else { continue }
      counts.compiled += 1
      for promise in program.promises where program.check(promise, mostNodes: 4_000) == .kept {
        counts.kept += 1
        for _ in 0..<20 {
          var play = Play(program: program, generator: generator)
          try play.go(turns: 12) { try holds(promise, $0, $1, program, Self.text(of: source)) }
          generator = play.generator
          counts.turns += play.turns
        }
      }
    }
    #expect(counts.compiled > 120 && counts.kept > 100 && counts.turns > 5_000, "\(counts)")
  }

  private static func text(of source: ScriptSource) -> String {
    source.files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
  }

  /// What a promise says of a real turn.
  private func holds(
    _ promise: Promise, _ state: State, _ trace: Trace, _ program: Program, _ source: String
  ) throws {
    switch promise.claim {
    case .never(let condition, .tag(let tag)):
      for entry in trace.entered where program[entry.step].tags.contains(tag) {
        var then = state
        then.facts = entry.facts
        let isBroken = condition.map { then.satisfies($0, in: program) } ?? true
        try #require(!isBroken, "entered \(program[entry.step].address): \(source)")
      }
    case .canReach(.step(let step)):
      try #require(Play.canReach(step, from: state, program), "\(program[state.at].address): \(source)")
    case .reaches(let intent, .tag(let tag), _):
      guard !state.ended, program[state.at].question != nil, !program[state.at].tags.contains(tag) else {
        return
      }
      var hearing = Hearing(text: "help")
      hearing.intents = [(intent, Match(score: 1_000))]
      let next = program.stepTracing(state, .heard(program.understand(hearing, in: state)))
      let isThere = next.trace.entered.contains { program[$0.step].tags.contains(tag) }
      try #require(isThere, "\(program[state.at].address): \(source)")
    default: break
    }
  }
}

/// A conversation of answers that nobody chose.
private struct Play {
  let program: Program
  var generator: Generator
  var turns = 0

  mutating func go(turns most: Int, each: (State, Trace) throws -> Void) throws {
    var facts: [(name: String, value: FactValue)] = []
    for case .change(.remember(let fact)) in program.steps.flatMap(\.code) where generator.below(2) == 0 {
      facts.append((program[fact].name, .yesOrNo(true)))
    }
    var (state, _, trace) = program.stepTracing(
      State(program: program, seed: 0), .begin(Opening(seed: 0, facts: facts)))
    var before: [State] = []
    try each(state, trace)
    for _ in 0..<most where !state.ended {
      turns += 1
      if generator.below(8) == 0, let earlier = before.popLast() {
        let next = program.stepTracing(earlier.raisingHeldFacts(to: state, in: program), .askAgain)
        (state, trace) = (next.state, next.trace)
      } else {
        before.append(state)
        let next = program.stepTracing(state, event(in: state))
        (state, trace) = (next.state, next.trace)
      }
      try each(state, trace)
    }
  }

  private mutating func event(in state: State) -> Event {
    let moves = program.moves(
      in: state, following: program.following(program.facts.indices.map { FactID($0) })
    ).filter {
      $0.choice != .nothing
    }
    var move = moves[generator.below(moves.count)]
    if case .reply(let index, .text?) = move.choice {
      move.choice = .reply(index, captured: .text("word \(generator.below(3))"))
    }
    return .heard(Understanding(text: "", choice: move.choice, urgent: move.urgent))
  }

  /// Whether some real way leads to a step or out, by everything that may be answered.
  static func canReach(_ step: StepID, from state: State, _ program: Program) -> Bool {
    var seen: Set<State> = [state]
    var open = [state]
    while let state = open.popLast() {
      // Too many to say that there is none.
      if seen.count > 3_000 { return true }
      if state.ended || state.at == step { return true }
      for move in program.moves(
        in: state, following: program.following(program.facts.indices.map { FactID($0) }))
      {
        let event = Event.heard(Understanding(text: "", choice: move.choice, urgent: move.urgent))
        let next = program.stepTracing(state, event)
        if next.state.ended || next.trace.entered.contains(where: { $0.step == step }) { return true }
        if seen.insert(next.state).inserted { open.append(next.state) }
      }
    }
    return false
  }
}

/// Steps with every construct that a promise may hang on, put together by chance. Some do not compile.
private struct RandomScript {
  var source: ScriptSource

  init(_ generator: inout Generator) {
    let steps = 3 + generator.below(4)
    var topic = """
      # topic: A topic

      @held fact hurt: yes or no
      @fact told: yes or no
      @fact days: 0 to 4
      @fact words: list up to 2
      @fact word: text


      """
    for step in 0..<steps { topic += Self.step(step, of: steps, &generator) }
    topic += "## over\nBye.\n@end\n"
    let closed =
      generator.below(2) == 0 ? "@closed #garden when \(Self.condition(&generator)) -> topic.over\n" : ""
    let extra =
      generator.below(2) == 0 ? "- [helping] -> aid.start and ask again" : "- [helping] -> aid.start"
    let order = generator.below(2) == 0
    let urgent = ["  - [fire]\n    @set hurt\n    -> fires.start and ask again\n", "  \(extra)\n"]
    let manifest = """
      # house: A house
      @start topic.s0
      @tags #garden #help #crisis
      @intent helping
        says: help me please
        not: i helped her move
      @intent fire
        says: it is burning
        not: you are fired
      @urgent
      \(order ? urgent.joined() : urgent.reversed().joined())
      \(closed)
      @unclear
        Say it another way.
      @still unclear
        We leave that.

      @promise One: after \(Self.condition(&generator)), never #garden
      @promise Two: never #garden
      @promise Three: from anywhere, can reach topic.over
      @promise Four: from anywhere, [helping] reaches #help within 1

      """
    let aid =
      "# aid: Aid\n\n## start #help\nHere is help.\n\(extra.contains("again") ? "-> back" : "-> topic.over")\n"
    let fires = """
      # fires: Fires

      ## start #crisis
      \(generator.below(2) == 0 ? "@when \(Self.condition(&generator))\n  -> topic.over\n" : "")Are you out?
      - out
        \(Self.change(&generator))
      - unclear
        Say so.
      -> back

      """
    source = ScriptSource(files: [
      SourceFile(path: "house.parley", text: manifest), SourceFile(path: "topic.parley", text: topic),
      SourceFile(path: "aid.parley", text: aid), SourceFile(path: "fires.parley", text: fires),
    ])
  }

  private static func step(_ index: Int, of steps: Int, _ generator: inout Generator) -> String {
    func place() -> String {
      let next = generator.below(steps + 1)
      return next == steps ? "over" : "s\(next)"
    }
    var text = "## s\(index)\(generator.below(3) == 0 || index == 1 ? " #garden" : "")\n"
    if generator.below(2) == 0 { text += "@when \(condition(&generator))\n  \(change(&generator))\n" }
    // Only onwards before the question, so that nothing goes round for ever.
    if generator.below(3) == 0 {
      let next = index + 1 + generator.below(steps - index)
      text += "@when \(condition(&generator))\n  -> \(next == steps ? "over" : "s\(next)")\n"
    }
    text += "Well, what of \(index)?\n"
    text += "- yes\n  \(change(&generator))\n"
    text += "- no -> \(place())\n"
    switch generator.below(3) {
    case 0: text += "- a number as days\n  \(change(&generator))\n"
    case 1: text += "- anything as word\n  @when not words is full\n    @add word to words\n"
    default: break
    }
    return text + "-> \(place())\n\n"
  }

  private static func condition(_ generator: inout Generator) -> String {
    let all = [
      "hurt", "told", "not told", "days is 2", "days over 1", "days under 3", "words over 1",
      "words is empty",
      "hurt and told", "told or days is 3", "word is known",
    ]
    return all[generator.below(all.count)]
  }

  private static func change(_ generator: inout Generator) -> String {
    let all = [
      "@set hurt", "@set told", "@set told to no", "@set hurt to told", "@set told to hurt",
      "@add one to days",
      "@set days to 2", "@withdraw hurt", "@withdraw words", "@remember told", "@withdraw told",
    ]
    return all[generator.below(all.count)]
  }
}
