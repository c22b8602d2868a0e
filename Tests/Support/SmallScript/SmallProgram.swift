public import Dialogue
import Intents

/// A script of four steps, made by hand: it asks for a name, then how the day was, then listens to whatever comes,
/// and can be interrupted. For tests and the bench.
public enum Small {
  public static func program(_ change: (inout Program) -> Void = { _ in }) -> Program {
    var program = plain
    change(&program)
    return program
  }

  private static let plain: Program = {
    let listener = Listener(
      intents: [
        IntentDefinition(name: "danger", says: ["he hit me"], not: ["he hit the ball"], words: ["hit me"]),
        IntentDefinition(name: "goodbye", says: ["bye for now"], not: ["he said goodbye"], words: ["bye"]),
      ],
      phrases: ["good", "fine", "bad", "awful", "again"].map { PhraseDefinition(words: $0) })
    var program = Program(name: "small", title: "A small script", listener: listener)
    program.facts = [
      FactDeclaration(name: "name", kind: .text),
      FactDeclaration(name: "abuse", kind: .yesOrNo, isHeld: true),
      FactDeclaration(name: "day", kind: .oneOf(["bad", "good"])),
      FactDeclaration(name: "notes", kind: .list(capacity: 3)),
    ]
    program.tags = [Tag(name: "crisis")]
    program.steps = [manifest, opening, day, more, safe]
    program.topics = [
      Topic(name: "opening", title: "Opening", steps: [at(1), at(2), at(3)]),
      Topic(name: "safety", title: "Safety", steps: [at(4)]),
    ]
    program.start = at(1)
    program.urgent = [
      Reply(name: "[danger]", label: nil, heads: [.intent(IntentID(0))], entry: 0)
    ]
    program.anytime = [Reply(name: "[goodbye]", label: nil, heads: [.intent(IntentID(1))], entry: 2)]
    program.unclear = 4
    program.stillUnclear = 6
    program.variations = [
      Variation(
        kind: .shuffled,
        alternatives: [[Line("Thank you.")], [Line("I hear you.")], [Line("Go on like that.")]])
    ]
    return program
  }()

  public static let name = FactID(0)
  public static let abuse = FactID(1)
  public static let dayWas = FactID(2)
  public static let notes = FactID(3)

  public static func at(_ index: Int) -> StepID { StepID(index) }

  private static var manifest: Step {
    var step = Step(address: "small", topic: -1)
    step.code = [
      .change(.set(abuse, .yesOrNo(true))), .leave(.visitAndAskAgain(at(4))),
      .say(Line("Come back whenever you like.")), .leave(.end),
      .say(Line("I want to get this right.")), .listen,
      .say(Line("Let's leave that one.")), .foot,
    ]
    return step
  }

  private static var opening: Step {
    var step = Step(address: "opening.start", topic: 0)
    step.code = [.say(Line("I'm here.")), .ask, .leave(.go(at(2)))]
    step.question = Question(
      ask: Line("What may I call you?"),
      replies: [Reply(name: "anything", label: nil, heads: [.anything], captures: name, entry: 2)])
    step.question?.foot = 2
    return step
  }

  private static var day: Step {
    var step = Step(address: "opening.day", topic: 0)
    step.code = [
      .ask,
      .change(.set(dayWas, .choice(1))), .say(Line("I'm glad.")), .leave(.go(at(3))),
      .change(.set(dayWas, .choice(0))), .say(Line("That is hard.")), .pause(seconds: 4), .leave(.go(at(3))),
      .leave(.go(at(3))),
    ]
    step.question = Question(
      ask: Line(pieces: [.text("How was today, "), .fact(name, reflected: false), .text("?")]),
      replies: [
        Reply(
          name: "good", label: "good", heads: [.phrase(PhraseID(0)), .phrase(PhraseID(1))], entry: 1),
        Reply(name: "bad", label: "bad", heads: [.phrase(PhraseID(2)), .phrase(PhraseID(3))], entry: 4),
      ])
    step.question?.foot = 8
    return step
  }

  private static var more: Step {
    var step = Step(address: "opening.more", topic: 0)
    step.code = [
      .ask,
      .change(.add(name, to: notes)), .change(.remember(notes)), .vary(0), .leave(.go(at(3))),
      .leave(.go(at(2))),
    ]
    step.question = Question(
      ask: Line("What else?"),
      replies: [
        Reply(name: "again", label: "again", heads: [.phrase(PhraseID(4))], entry: 5),
        Reply(name: "enter", label: nil, heads: [.enter], entry: 5),
        Reply(name: "anything", label: nil, heads: [.anything], captures: name, entry: 1),
      ])
    step.question?.foot = 4
    return step
  }

  private static var safe: Step {
    var step = Step(address: "safety.start", topic: 1)
    step.isVisited = true
    step.tags = [TagID(0)]
    step.code = [.say(Line("I believe you. It is not your fault.")), .ask, .leave(.back)]
    step.question = Question(
      ask: Line("Are you safe now?"),
      replies: [
        Reply(name: "yes", label: "yes", heads: [.yes], entry: 2),
        Reply(name: "no", label: "no", heads: [.no], entry: 2),
      ])
    step.question?.foot = 2
    return step
  }
}
