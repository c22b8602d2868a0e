import Dialogue
import Intents
import Script
import Testing

/// A script written in a test that does not compile.
struct BrokenScript: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A conversation on a script written in a test.
struct Play {
  var conversation: Conversation
  /// What the coach said last, paragraph by paragraph.
  var said: [String] = []
  var effects: [Effect] = []

  /// Topics by name; each text is a file.
  init(_ files: [(name: String, text: String)], opening: Opening = Opening(seed: 1)) throws {
    let source = ScriptSource(
      files: files.map { SourceFile(path: "\($0.name).parley", bytes: Array($0.text.utf8)) })
    let compilation = compile(source)
    guard let program = compilation.program else {
      throw BrokenScript(compilation.diagnostics.map { render($0, source: source) }.joined(separator: "\n"))
    }
    conversation = Conversation(program: program)
    take(conversation.begin(opening))
  }

  mutating func say(_ text: String) {
    take(conversation.hear(conversation.understand(text)))
  }

  mutating func undo(turns: Int) throws {
    let effects = conversation.undo(turns: turns)
    take(try #require(effects))
  }

  mutating func take(_ effects: [Effect]) {
    self.effects = effects
    said = effects.compactMap { effect in
      if case .say(let words, _) = effect { words } else { nil }
    }
  }

  /// The address of the step whose question waits.
  var at: String { conversation.program[conversation.state.at].address }

  func fact(_ name: String) -> FactValue? {
    conversation.program.fact(named: name).map { conversation.state[$0] }
  }
}

/// A script small enough to hold in the head: a talk about a walk, two interrupts, one closed place.
let walk: [(name: String, text: String)] = [
  (
    "walk",
    """
    # walk: A walk
    @start talk
    @tags #crisis #outside

    @held fact hurt: yes or no
    @fact mood: low, fair or high
    @fact why: text
    @fact stops: list up to 2
    @fact stop: text

    @intent is_hurt
      says: i am bleeding
      not: my phone bled battery
      words: bleeding
    @intent is_lost
      says: i am lost
      not: i lost weight
      words: lost
    @intent asks_time
      says: what time is it
      not: i had a good time
      words: what time
    @intent asks_rest
      says: can we sit down
      not: sit with the feeling
      words: sit down

    @closed #outside when hurt -> home.stay

    @urgent
      - [is_hurt]
        @set hurt
        -> aid.bandage and ask again
      - [is_lost] -> aid.map and ask again

    @anytime
      - [asks_time]
        It is still light.
        -> ask again
      - [asks_rest] -> bench and ask again

    @unclear
      You could say {choices}, or put it your own way.
    @still unclear
      Let us leave that one.
    """
  ),
  (
    "talk",
    """
    # talk: Before we go
    ## start
    Good morning.
    Hello there.

    How do you feel?
    - low: sad, tired
      @set mood to low
      That happens.
    - high: happy, great
      @set mood to high
      -> out.start
    - anything as why
      "{why, reflected}". Thank you.
    -> stops

    ## stops
    Where shall we stop?
    - enough: that is all, no more -> sure
    - anything as stop
      @add stop to stops
      @show stops
      @when stops is full
        -> sure
      -> ask again

    ## sure
    Shall we go now?
    - yes -> out.start
    - no -> home.stay
    - home: red sofa -> home.stay
    - sofa: blue sofa -> home.stay
    - unclear
      Yes or no is enough.
    - still unclear
      Never mind.
    -> out.start
    """
  ),
  (
    "out",
    """
    # out: Outside #outside
    ## start
    The air is fresh.
    Which way?
    - left: left path -> river
    - right: right path -> home.stay
    -> river

    ## river
    Here is the river.
    Had enough?
    - yes -> home.stay
    - no -> ask again
    -> home.stay
    """
  ),
  (
    "bench",
    """
    # bench: A bench
    ## start
    Let us sit.
    @once
      This bench is old.
    @in order
      One bird.
    @or
      Two birds.
    Ready?
    - yes
    - no
    -> back
    """
  ),
  (
    "aid",
    """
    # aid: First aid #crisis
    ## bandage
    Press here.
    Does it still bleed?
    - yes -> bandage
    - no
    - unclear
      Look at it.
    - still unclear
    -> back

    ## map
    Here is a map.
    Do you see where we are?
    - yes
    - no
    - unclear
      Take your time.
    - still unclear
    -> back
    """
  ),
  (
    "home",
    """
    # home: At home
    ## stay
    Home is good.
    Shall we end here?
    - yes
    - no
    -> finish

    ## finish
    See you soon.
    @end
    """
  ),
]
