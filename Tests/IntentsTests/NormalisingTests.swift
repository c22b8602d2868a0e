import Testing

@testable import Intents

@Suite("Normalising")
struct NormalisingTests {
  @Test(
    "A line is read in lower case with contractions opened",
    arguments: [
      ("I DON’T know", "i do not know"),
      ("im gonna text her", "i am going to text her"),
      ("u wanna go thru ur stuff", "you want to go through your stuff"),
      ("idk tbh", "i do not know to be honest"),
      ("Sooo saaad", "so sad"),
      ("café naïve", "cafe naive"),
      ("ＨＥＬＬＯ", "hello"),
      ("I wаnt", "i want"),
      ("he\u{200B}llo", "hello"),
      ("i miss her 💔", "i miss her heartbroken"),
      ("i miss her :(", "i miss her sad"),
      ("ill text him", "i will text him"),
      ("im ill today", "i am ill today"),
      ("she can't've", "she can not have"),
      ("3weeks", "3 weeks"),
      ("its 2am", "it is 2am"),
      ("1,000 times", "1000 times"),
      ("", ""),
      ("?!…", ""),
    ])
  func normalised(line: String, expected: String) {
    #expect(listener("hello").hear(line).normalised == expected)
  }

  @Test(
    "A line is cut into sentences and contrasting halves",
    arguments: [
      ("no shouting. actually he hit me", ["no shouting.", "actually he hit me"]),
      ("i love her but she left", ["i love her", "but she left"]),
      ("one\ntwo", ["one", "two"]),
      ("i actually miss him", ["i actually miss him"]),
      ("nothing but trouble", ["nothing but trouble"]),
      ("", [""]),
    ])
  func clauses(line: String, expected: [String]) {
    #expect(listener("hello").hear(line).clauses == expected)
  }

  @Test(
    "Stems are those of Snowball's English stemmer",
    arguments: [
      ("texting", "text"), ("crying", "cri"), ("happily", "happili"), ("relationship", "relationship"),
      ("generously", "generous"), ("communication", "communic"), ("hopping", "hop"), ("hoping", "hope"),
      ("agreed", "agre"), ("feed", "feed"), ("national", "nation"), ("dying", "die"), ("news", "news"),
      ("controlling", "control"), ("sky", "sky"), ("by", "by"), ("boyfriends", "boyfriend"),
      ("knightly", "knight"), ("consistency", "consist"), ("triplicate", "triplic"), ("gas", "gas"),
      ("ties", "tie"), ("cries", "cri"), ("luxuriated", "luxuri"), ("adjustment", "adjust"),
    ])
  func stems(word: String, expected: String) {
    #expect(Stemmer.stem(word) == expected)
  }
}
