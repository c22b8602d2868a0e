import Testing

@testable import Intents

@Suite("Intents")
struct IntentTests {
  private let listener = Listener(intents: [
    IntentDefinition(
      name: "urge", says: ["i keep wanting to text her", "it's 2am and i nearly called him"],
      not: ["i texted my boss"],
      words: ["want to text", "reach out"]),
    IntentDefinition(
      name: "unsure", says: ["i dont know", "not sure"], not: ["i know exactly"], words: ["no idea"]),
    IntentDefinition(
      name: "abused", says: ["he hit me", "she goes thru my phone", "he went through my phone last night"],
      not: ["she hit me up"], isSafety: true),
  ])

  @Test(
    "An intent is heard by its words and by lines like its examples",
    arguments: [
      ("he hit me", "abused"), ("no shouting. actually he hit me", "abused"), ("i want to text him", "urge"),
      ("i nearly called him at 2am", "urge"), ("idk", "unsure"), ("no idea really", "unsure"),
      ("she went thru my phone", "abused"),
    ])
  func heard(line: String, intent: String) {
    #expect(listener.meant(line).first == intent)
  }

  @Test(
    "Nothing is heard in a line about something else, under a negation, or like a counterexample",
    arguments: [
      "he never hit me", "what's the weather", "i texted my boss", "she hit me up", "i dont want to text him",
      "", "her",
    ])
  func unheard(line: String) {
    #expect(listener.meant(line) == [])
  }

  @Test("Two listeners made from the same definitions hear the same, with the same evidence")
  func deterministic() {
    let twin = Listener(intents: listener.intents)
    let line = "i want to text him. he hit me"
    #expect(listener.hear(line) == twin.hear(line))
    #expect(listener.hear(line).intents.count == 2)
    #expect(listener.hear(line).intents.allSatisfy { !$0.match.evidence.isEmpty })
  }
}
