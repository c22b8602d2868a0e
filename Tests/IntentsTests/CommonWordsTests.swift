import Testing

@testable import Intents

@Suite("Words that everyday English has")
struct CommonWordsTests {
  @Test("The list is sorted, so that searching it finds every word of it")
  func findsEveryWord() {
    let words = CommonWords.list.withUTF8Buffer { list in list.split { $0 <= 32 }.map(Array.init) }
    #expect(words.count == 40_150)
    #expect(words.allSatisfy(CommonWords.contains))
  }

  @Test(
    "A misspelling is in no dictionary", arguments: ["teh", "suicde", "becuase", "a", "", "zzzzz", "aaa"])
  func knowsNoMisspelling(word: String) {
    #expect(!CommonWords.contains(Array(word.utf8)))
  }

  @Test(
    "A word that somebody meant is not repaired into one the script knows",
    arguments: [
      ("a noise in the kitchen", "noose"), ("it was brave of him", "crave"), ("the air is cold", "ai"),
    ])
  func leavesRealWordsAlone(line: String, known: String) {
    let intent = IntentDefinition(name: "known", says: ["this \(known)"], not: [], words: [known])
    let listener = Listener(intents: [intent], phrases: [])
    #expect(!listener.hear(line).normalised.split(separator: " ").contains { $0 == known })
    #expect(listener.hear("this \(known)").normalised.contains(known))
  }
}
