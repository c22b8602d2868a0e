import Dialogue
import Intents
import Script
import Testing

@Suite("Compiling whole scripts")
struct CompileTests {
  @Test("The scripts that the language was tried on compile without a word of complaint")
  func paper() throws {
    let result = compile(try fixture("paper"))
    #expect(result.shown == "")
    let program = try #require(result.program)
    #expect(program.name == "coach")
    #expect(program[program.start].address == "opening.start")
    #expect(program.urgent.count == 3 && program.anytime.count == 2)
    #expect(program.listener.intents.count { $0.isSafety } == 3)
    #expect(program.promises.count == 3 && program.examples.count == 3)
    #expect(program.step(at: "message.short")?.index == program.step(at: "message.shorter")?.index)
  }

  @Test("A step's code speaks, asks, answers and goes on below its replies")
  func code() throws {
    let result = compile(
      script(
        """
        ## start
        One line.
        And another.

        A new paragraph.
        How is it?
        - good: fine, [greeting]
          Nice.
        - bad -> end_here
        -> end_here

        ## end_here
        Bye.
        @end
        """))
    #expect(result.errors.isEmpty, "\(result.shown)")
    let program = try #require(result.program)
    let step = program[program.start]
    let end = try #require(program.step(at: "topic.end_here"))
    #expect(
      step.code == [
        .say(Line("One line.")), .say(Line("And another.", joins: true)), .say(Line("A new paragraph.")),
        .ask,
        .say(Line("Nice.")), .jump(7), .leave(.go(end)), .leave(.go(end)),
      ])
    let question = try #require(step.question)
    #expect(question.ask == Line("How is it?", joins: true))
    #expect(question.replies.map(\.name) == ["good", "bad"])
    #expect(question.replies.map(\.entry) == [4, 6])
    #expect(question.foot == 7 && question.unclear == nil && question.stillUnclear == nil)
    #expect(program.listener.phrases.map(\.words) == ["good", "fine", "bad"])
    #expect(result.places.steps[program.start.index].code.count == step.code.count)
  }

  @Test("Conditions become tests and jumps, and the last branch needs none")
  func conditions() throws {
    let result = compile(
      script(
        """
        ## start
        @when mood is sad or mood is angry
          Hard.
        @or when not told and things over 1
          Well.
          -> other
        @otherwise
          Fine.
        -> other

        ## other
        @end
        """))
    #expect(result.errors.isEmpty, "\(result.shown)")
    let program = try #require(result.program)
    let mood = try #require(program.fact(named: "mood"))
    let told = try #require(program.fact(named: "told"))
    let things = try #require(program.fact(named: "things"))
    let other = try #require(program.step(at: "topic.other"))
    #expect(
      program[program.start].code == [
        .unless(.any([.equals(mood, .choice(1)), .equals(mood, .choice(2))]), goTo: 3), .say(Line("Hard.")),
        .jump(7), .unless(.all([.not(.holds(told)), .isOver(things, 1)]), goTo: 6), .say(Line("Well.")),
        .leave(.go(other)), .say(Line("Fine.")), .leave(.go(other)),
      ])
  }

  @Test("A look through a text tests every reply in order")
  func look() throws {
    let result = compile(
      script(
        """
        ## start
        Tell me:
        - anything as reason -> sift

        ## sift
        @look through reason
        - sorry: my fault
          @set mood to sad
        - none of these
          Thanks.
        -> over

        ## over
        @end
        """))
    #expect(result.errors.isEmpty, "\(result.shown)")
    let program = try #require(result.program)
    let step = program[try #require(program.step(at: "topic.sift"))]
    let mood = try #require(program.fact(named: "mood"))
    let over = try #require(program.step(at: "topic.over"))
    #expect(
      step.code == [
        .look(0), .unless(.looked(0), goTo: 3), .change(.set(mood, .choice(1))),
        .unless(.lookedInVain, goTo: 5), .say(Line("Thanks.")), .leave(.go(over)),
      ])
    #expect(step.looks[0].replies.map(\.name) == ["sorry", "none of these"])
    #expect(step.question == nil)
  }

  @Test("Where a step can be visited is worked out from the ways back")
  func visited() throws {
    let program = try #require(compile(try fixture("paper")).program)
    let visited = program.steps.filter(\.isVisited).map(\.address)
    #expect(
      visited == [
        "breathe.start", "safety.believe", "safety.not_safe", "safety.small", "safety.neck", "safety.misread",
        "safety.someone", "urge.start",
      ])
  }

  @Test("The manifest's own step holds the code of its lists and defaults")
  func manifest() throws {
    let program = try #require(compile(script("## start\nHello.\n@end\n")).program)
    let help = try #require(program.step(at: "help.start"))
    let guarded = try #require(program.fact(named: "guarded"))
    #expect(
      program.steps[0].code == [
        .change(.set(guarded, .yesOrNo(true))), .leave(.visitAndAskAgain(help)),
        .say(Line(pieces: [.text("You could say "), .choices, .text(".")])), .listen,
        .say(Line("We leave that.")),
        .foot,
      ])
    #expect(program.unclear == 2 && program.stillUnclear == 4)
    #expect(program.steps[0].address == "house")
  }
}
