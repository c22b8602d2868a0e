import Dialogue
import Testing

@Suite("Taking back")
struct UndoTests {
  @Test("undo restores the question and what was set since")
  func undo() throws {
    var play = try Play(walk)
    play.say("low")
    try play.undo(turns: 1)
    #expect(play.at == "talk.start")
    #expect(play.said == ["How do you feel?"])
    #expect(play.fact("mood") == .unknown)
  }

  @Test("undo goes back to any earlier question")
  func far() throws {
    var play = try Play(walk)
    for words in ["low", "the mill", "that is all"] { play.say(words) }
    let first = try #require(play.conversation.program.step(at: "talk.start"))
    let turns = try #require(play.conversation.turnsBack(to: first))
    #expect(turns == 3)
    try play.undo(turns: turns)
    #expect(play.at == "talk.start")
    #expect(play.fact("stops") == .list([]))
  }

  @Test("a held fact survives undo, and the place it closes stays closed")
  func held() throws {
    var play = try Play(walk)
    play.say("great")
    play.say("i am bleeding")
    try play.undo(turns: 1)
    #expect(play.fact("hurt") == .yesOrNo(true))
    #expect(play.at == "home.stay")
  }

  @Test("there is nothing to undo before the first turn", arguments: [0, 1, 7, -1])
  func nothing(turns: Int) throws {
    var play = try Play(walk)
    #expect(play.conversation.undo(turns: turns) == nil)
  }
}

@Suite("Beginning and telling states apart")
struct StateTests {
  @Test("facts carried in are kept when the script still allows them, and dropped aloud when not")
  func carried() throws {
    let opening = Opening(
      seed: 1,
      facts: [
        ("stops", .list(["the mill"])), ("mood", .choice(9)), ("gone", .text("x")),
      ])
    let play = try Play(walk, opening: opening)
    #expect(play.fact("stops") == .list(["the mill"]))
    #expect(play.effects.prefix(2) == [.dropped(fact: "mood"), .dropped(fact: "gone")])
  }

  @Test("the digest follows what is known and where we are, and nothing else")
  func digest() throws {
    var one = try Play(walk)
    var two = try Play(walk, opening: Opening(seed: 99))
    let program = one.conversation.program
    #expect(one.conversation.state.digest(in: program) == two.conversation.state.digest(in: program))
    one.say("low")
    #expect(one.conversation.state.digest(in: program) != two.conversation.state.digest(in: program))
    two.say("low")
    #expect(one.conversation.state.digest(in: program) == two.conversation.state.digest(in: program))
  }

  @Test("the generator gives the numbers of its reference implementation")
  func generator() {
    var generator = Generator(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }
}
