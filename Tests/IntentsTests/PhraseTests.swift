import Testing

@testable import Intents

@Suite("Phrases")
struct PhraseTests {
  @Test(
    "A phrase is heard in the words people use for it",
    arguments: [
      ("want to text", "i keep wanting to text her"),
      ("want to text her", "i want to really text her"),
      ("lying in bed", "lying in my bed again"),
      ("no idea", "no idea"),
      ("not sure", "im not sure about it"),
      ("left on read", "she left me on read"),
      ("her photos", "saw her photo"),
      ("cant stop crying", "i can't stop crying"),
      ("blocked me", "shes blocked me"),
    ])
  func heard(phrase: String, line: String) {
    #expect(listener(phrase).heard(line) == [phrase])
  }

  @Test(
    "A phrase is not heard under a negation, across a sentence, or in other words",
    arguments: [
      ("want to text her", "i dont want to text her"),
      ("hit me", "he never hit me"),
      ("love her", "i do not love her"),
      ("her photos", "saw her. photos were everywhere"),
      ("on my own", "on mine own"),
      ("safe", "i dont feel safe"),
      ("not sure", "it's not that i'm not sure"),
      ("text her", "text the woman who left her"),
    ])
  func unheard(phrase: String, line: String) {
    #expect(listener(phrase).heard(line) == [])
  }

  @Test("A negation ends before what it does not govern")
  func negationEnds() {
    #expect(listener("hit me").heard("i dont know why he hit me") == ["hit me"])
    #expect(listener("hit me").heard("no he hit me") == ["hit me"])
    #expect(listener("sad").heard("not angry just sad") == ["sad"])
    #expect(listener("miss her").heard("i dont sleep and i miss her") == ["miss her"])
    #expect(listener("text her").heard("i can't stop wanting to text her") == ["text her"])
  }

  @Test("The whole message scores 1000, fillers around it 990, more words beat fewer")
  func scores() {
    let listener = listener("text", "want to text her")
    #expect(listener.hear("want to text her").phrase(PhraseID(1))?.score == 1000)
    #expect(listener.hear("well, want to text her please").phrase(PhraseID(1))?.score == 990)
    let long = listener.hear("i want to text her so much tonight")
    #expect(long.phrase(PhraseID(1))!.score > long.phrase(PhraseID(0))!.score)
  }

  @Test("Scores do not depend on the order of the file")
  func order() {
    let line = "so tonight i want to text her photos"
    let forwards = listener("text", "want to text her", "her photos").hear(line).phrases.map(\.match)
    let backwards = listener("her photos", "want to text her", "text").hear(line).phrases.map(\.match)
    #expect(forwards == backwards.reversed())
    #expect(forwards.count == 3)
  }

  @Test("A quoted phrase is the whole message or nothing")
  func wholeMessage() {
    let listener = Listener(intents: [], phrases: [PhraseDefinition(words: "im done", isWholeMessage: true)])
    #expect(listener.hear("I'm done!").phrases.count == 1)
    #expect(listener.hear("im done with him").phrases.isEmpty)
  }

  @Test("Words of one group count as one")
  func sameWords() {
    let listener = listener("text her", same: [["text", "message", "dm"]])
    #expect(listener.heard("i want to message her") == ["text her"])
    #expect(listener.heard("dming her again") == ["text her"])
  }
}
