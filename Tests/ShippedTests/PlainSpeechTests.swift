import Dialogue
import FoundationEssentials
import Script
import Testing

@Suite("The coach speaks plainly")
struct PlainSpeechTests {
  let program: Program
  let spoken: [SpokenText]

  init() throws {
    program = try ShippedScript.shared.get().program
    spoken = SpokenText.all(in: program)
  }

  @Test(
    "Half of what it says reads at grade six or lower, nothing above eight, and crisis text at five or lower")
  func readsEasily() {
    let graded = spoken.compactMap { block in ReadingGrade.of(block.text).map { (block, grade: $0) } }
    #expect(graded.count > 1000)
    let grades = graded.map(\.grade).sorted()
    #expect(grades[grades.count / 2] <= 6)
    for (block, grade) in graded {
      #expect(grade <= (block.isCrisis ? 5 : 8), "\(block.step): \(grade): \(block.text)")
    }
  }

  @Test("It never says more than eighty words in one breath")
  func isShort() {
    for block in spoken {
      let count = block.text.split { $0 == " " || $0 == "\n" }.count
      #expect(count <= 80, "\(block.step): \(count) words")
    }
  }

  @Test("Crisis text has no exclamation marks, no names of methods, and no word that makes a death a crime")
  func isGentleInACrisis() {
    let never: Set<Substring> = [
      "commit", "committed", "overdose", "overdosing", "hang", "hanging", "noose", "rope", "gun", "guns",
      "blade",
      "blades", "razor", "razors", "bridge", "jump", "poison", "tablets", "pills", "drown", "attention",
    ]
    let crisis = spoken.filter(\.isCrisis)
    #expect(crisis.count > 100)
    for block in crisis {
      let words = Set(block.text.lowercased().split { !$0.isLetter })
      #expect(words.isDisjoint(with: never), "\(block.step): \(block.text)")
      #expect(!block.text.contains("!"), "\(block.step): \(block.text)")
    }
  }

  @Test("Grades and syllables are counted as by hand")
  func countsSyllables() throws {
    let table = [
      "time": 1, "table": 2, "agree": 2, "kisses": 2, "wanted": 2, "asked": 1, "a": 1, "relationship": 4,
      "yes": 1,
      "beautiful": 3, "someone": 2, "people": 2,
    ]
    for (word, count) in table { #expect(ReadingGrade.syllables(in: word[...]) == count, "\(word)") }
    // Six words, one sentence, six syllables: 0.39 × 6 + 11.8 − 15.59.
    #expect(abs(try #require(ReadingGrade.of("The cat sat on the mat.")) + 1.45) < 0.001)
    #expect(ReadingGrade.of("…") == nil)
  }

  /// Where somebody is, or that they have not said: each urgent reply to danger names a number early.
  @Test("Each crisis reply gives a number in its first eighty words, in every country and in none")
  func givesANumber() throws {
    let countries = program.helplines.countries + [nil]
    #expect(countries.count >= 8)
    let dangers = program.urgent.indices.filter { index in
      ["self_harm", "abuse_victim", "harm_other", "under_age"].contains {
        program.urgent[index].name.contains($0)
      }
    }
    #expect(dangers.count >= 10)
    for index in dangers {
      for country in countries { try expectNumber(danger: index, country: country) }
    }
  }

  private func expectNumber(danger: Int, country: String?) throws {
    let state = program.step(State(program: program, seed: 1), .begin(Opening(seed: 1, country: country)))
      .state
    let heard = Understanding(text: "it", choice: .urgent(danger), urgent: [danger])
    let said = program.step(state, .heard(heard)).effects.compactMap { effect -> String? in
      if case .say(let text, _) = effect { text } else { nil }
    }
    let words = said.joined(separator: "\n").split { $0 == " " || $0 == "\n" }
    let early = words.prefix(80).joined(separator: " ")
    let name = "\(program.urgent[danger].name) in \(country ?? "no country"): \(early)"
    if country == nil {
      #expect(early.contains("your local emergency number"), "\(name)")
    } else {
      #expect(early.contains { $0.isNumber }, "\(name)")
    }
    let before = early.split { $0.isNumber }.first ?? ""
    #expect(before.count { $0 == "?" } <= 1, "\(name)")
  }
}
