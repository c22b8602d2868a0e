import Dialogue
import Testing

@Suite("Going, visiting and coming back")
struct InterruptTests {
  @Test("an anytime reply comes back to the same question and repeats only the question")
  func anytime() throws {
    var play = try Play(walk)
    play.say("great")
    play.say("what time is it")
    #expect(play.said == ["It is still light.", "Which way?"])
    #expect(play.at == "out.start")
  }

  @Test("a visit asks its own questions and then asks the first one again")
  func visit() throws {
    var play = try Play(walk)
    play.say("great")
    play.say("can we sit down")
    #expect(play.at == "bench.start")
    play.say("yes")
    #expect(play.said == ["Which way?"])
    #expect(play.at == "out.start")
    #expect(play.conversation.state.visits.isEmpty)
  }

  @Test("speech said once is gone the second time, speech in order goes on and stays at its last")
  func variations() throws {
    var play = try Play(walk)
    play.say("great")
    var heard: [[String]] = []
    for _ in 0..<3 {
      play.say("can we sit down")
      heard.append(play.said)
      play.say("yes")
    }
    #expect(heard[0].contains { $0.contains("This bench is old.") })
    #expect(!heard[1].contains { $0.contains("This bench is old.") })
    #expect(heard[0].contains { $0.contains("One bird.") })
    #expect(heard[1].contains { $0.contains("Two birds.") })
    #expect(heard[2].contains { $0.contains("Two birds.") })
  }

  @Test("an urgent reply replaces a lower urgent visit, and the return is to the first question")
  func replaced() throws {
    var play = try Play(walk)
    play.say("low")
    play.say("i am lost")
    #expect(play.at == "aid.map")
    play.say("i am bleeding")
    #expect(play.at == "aid.bandage")
    #expect(play.conversation.state.visits.count == 1)
    play.say("no")
    #expect(play.said == ["Where shall we stop?"])
  }

  @Test("a lower urgent reply does not break into a higher visit")
  func held() throws {
    var play = try Play(walk)
    play.say("low")
    play.say("i am bleeding")
    play.say("i am lost")
    #expect(play.at == "aid.bandage")
  }

  @Test("a closed place is not entered, and not returned to either")
  func closed() throws {
    var play = try Play(walk)
    play.say("great")
    #expect(play.at == "out.start")
    play.say("i am bleeding")
    play.say("no")
    #expect(play.at == "home.stay")
  }

  @Test("two urgent things in one message both set their facts, the higher takes the turn")
  func both() throws {
    var play = try Play(walk)
    play.say("i am lost. i am bleeding")
    #expect(play.at == "aid.bandage")
    #expect(play.fact("hurt") == .yesOrNo(true))
    #expect(play.conversation.understand("i am lost. i am bleeding").urgent == [0, 1])
  }
}
