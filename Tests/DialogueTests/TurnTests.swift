import Dialogue
import Testing

@Suite("One turn at a time")
struct TurnTests {
  @Test("adjacent lines make one paragraph, a blank line begins another, the question comes last")
  func paragraphs() throws {
    let play = try Play(walk)
    #expect(play.said == ["Good morning. Hello there.", "How do you feel?"])
    #expect(play.at == "talk.start")
  }

  @Test(
    "a reply is taken by its label, its phrases or its reserved head",
    arguments: [
      ("low", "talk.stops"), ("I'm so tired", "talk.stops"), ("great!", "out.start"), ("fish", "talk.stops"),
    ])
  func replies(words: String, place: String) throws {
    var play = try Play(walk)
    play.say(words)
    #expect(play.at == place)
  }

  @Test("a text fact keeps what was typed and is said back turned round")
  func reflected() throws {
    var play = try Play(walk)
    play.say("  because my dog left me and i am alone ")
    #expect(play.fact("why") == .text("because my dog left me and i am alone"))
    #expect(play.said.first == "\"because your dog left you and you are alone\". Thank you.")
  }

  @Test("a quotation is cut after twelve words")
  func cut() throws {
    var play = try Play(walk)
    play.say("one two three four five six seven eight nine ten eleven twelve thirteen")
    #expect(
      play.said.first == "\"one two three four five six seven eight nine ten eleven twelve…\". Thank you.")
  }

  @Test("two replies that fit equally well are unclear, and the step's own words are said")
  func tie() throws {
    var play = try Play(walk)
    play.say("low")
    play.say("no more")
    #expect(play.at == "talk.sure")
    play.say("the red sofa the blue sofa")
    #expect(play.said == ["Yes or no is enough."])
    #expect(play.at == "talk.sure")
  }

  /// A question whose replies have words of their own beside yes and no.
  private static let summing: [(name: String, text: String)] = [
    (
      "house",
      """
      # house: House
      @start talk
      @unclear
        Say it another way.
      @still unclear
        We leave that.
      """
    ),
    (
      "talk",
      """
      # talk: Talk
      @fact more: text
      ## start
      Is that right?
      - yes -> right
      - no: sort of,  not at home -> wrong
      - missing: you missed,  forgot -> missed
      - anything as more -> kept
      -> over

      ## right
      Good.
      @end

      ## wrong
      Oh.
      @end

      ## missed
      What was it?
      - anything
      -> over

      ## kept
      "{more}".
      @end

      ## over
      @end
      """
    ),
  ]

  @Test(
    "a reply's own words for the rest count for more than the yes or no it begins with",
    arguments: [
      ("yes", "talk.right"), ("no", "talk.wrong"), ("no you missed a bit", "talk.missed"),
      ("kind of but you missed something", "talk.missed"), ("yeah you forgot", "talk.right"),
      ("yes but not at home", "talk.right"), ("sort of", "talk.wrong"), ("i would never leave", "talk.kept"),
    ])
  func ownWords(words: String, place: String) throws {
    var play = try Play(Self.summing)
    play.say(words)
    #expect(play.at == place)
  }

  @Test("a look goes on with what it found after a visit that looked through something else")
  func nestedLook() throws {
    let talk = """
      # talk: Talk
      @fact draft: text
      @fact note: text
      ## start
      What did you write?
      - anything as draft -> looked
      -> over

      ## looked
      @look through draft
      - blames: blame
        It blames.
        -> again and back
      - begs: please
        It begs.
      - none of these
        It is clean.
      -> over

      ## again
      @set note to draft
      @look through note
      - nice: lovely
        It is lovely.
      - none of these
        Nothing lovely.
      -> back

      ## over
      @end
      """
    var play = try Play([Self.summing[0], ("talk", talk)])
    play.say("please take the blame")
    #expect(play.said == ["It blames.", "Nothing lovely.", "It begs."])
  }

  @Test("the author's sentence ends once, and a sentence begins with a capital")
  func ends() throws {
    let talk = """
      # talk: Talk
      @fact more: text
      ## start
      What now?
      - anything as more
        {emergency} can come. And {emergency}, too. {emergency} is there.
        So you are {more, reflected}.
        You said "{more}".
      -> over

      ## over
      @end
      """
    var play = try Play([Self.summing[0], ("talk", talk)])
    play.say("afraid of my boss!!")
    #expect(
      play.said == [
        "Your local emergency number can come. And your local emergency number, too. Your local emergency number is there. So you are afraid of your boss. You said \"afraid of my boss!!\"."
      ])
  }

  @Test("a mark or a face alone is no answer to keep", arguments: ["?", "...", "🙂", "!!"])
  func marks(words: String) throws {
    var play = try Play(Self.summing)
    play.say(words)
    #expect(play.at == "talk.start" && play.said == ["Say it another way."])
  }

  @Test("the first miss speaks and listens, the second goes to the foot")
  func misses() throws {
    var play = try Play(walk)
    play.say("great")
    play.say("xyzzy")
    #expect(play.said == ["You could say \"left\" or \"right\", or put it your own way."])
    #expect(play.at == "out.start")
    play.say("xyzzy")
    #expect(play.said.first == "Let us leave that one.")
    #expect(play.at == "out.river")
  }

  @Test("an empty line is no turn where Enter is not listened for")
  func silence() throws {
    var play = try Play(walk)
    let before = play.conversation.state
    play.say(" \t ")
    #expect(play.effects.isEmpty)
    #expect(play.conversation.state == before)
  }

  @Test("a list ignores a repeat, drops an opener and tells when it is full")
  func lists() throws {
    var play = try Play(walk)
    play.say("low")
    play.say("the mill")
    #expect(play.said == ["- the mill", "Where shall we stop?"])
    play.say("The Mill")
    #expect(play.fact("stops") == .list(["the mill"]))
    play.say("also the bakery")
    #expect(play.fact("stops") == .list(["the mill", "the bakery"]))
    #expect(play.at == "talk.sure")
  }

  @Test("the end is an effect, and nothing is heard after it")
  func ending() throws {
    var play = try Play(walk)
    for words in ["great", "right", "yes"] { play.say(words) }
    #expect(play.effects.last == .end(.goodbye))
    play.say("hello?")
    #expect(play.effects.isEmpty)
  }
}
