import Testing

@testable import Intents

@Suite("What lines and groups of words teach")
struct TeachingTests {
  private static let danger = IntentDefinition(
    name: "danger",
    says: [
      "he hit me again", "he hit me last night", "she hit me in the kitchen", "my boyfriend hit me hard",
    ],
    isSafety: true)
  private static let gone = IntentDefinition(
    name: "gone",
    says: [
      "i want to be gone", "i want it to be over for good", "i wish i was gone", "nobody needs me here",
    ],
    isSafety: true)
  private static let score = IntentDefinition(
    name: "score", says: ["what was the score", "who won the match", "did our side win", "how did they play"])
  private static let intents = [danger, gone, score]

  private func score(_ line: String, _ name: String, in listener: Listener) -> Int {
    listener.hear(line).intents.first { listener.intents[$0.id.index].name == name }?.match.score ?? 0
  }

  @Test("A word that no line has leans where its group does, and the reason names the group")
  func groups() throws {
    let group = WordGroup(name: "hitting", words: ["hit", "walloped", "clobbered"])
    let plain = Listener(intents: Self.intents)
    let grouped = Listener(intents: Self.intents, alike: [group])
    let line = "he clobbered me in the kitchen"
    #expect(score(line, "danger", in: grouped) > score(line, "danger", in: plain))
    let heard = try #require(grouped.hear(line).intents.first)
    #expect(grouped.intents[heard.id.index].name == "danger")
    #expect(heard.match.evidence.contains { $0.feature.contains("clobbered") && $0.weight > 0 })
    #expect(grouped.weights(of: heard.id).contains { $0.feature.contains("like hitting") })
  }

  @Test("A word in two groups has both, and one of its own before the thesaurus's")
  func order() {
    var lexicon = Lexicon.english
    let steal = lexicon.intern("steal")
    let before = lexicon.concepts(of: lexicon.entries[steal].key)
    lexicon.add([
      WordGroup(name: "taking", words: ["steal", "grab"]), WordGroup(name: "crime", words: ["steal", "rob"]),
    ])
    let stealing = lexicon.intern("stealing")
    let after = lexicon.concepts(of: lexicon.entries[stealing].key)
    #expect(!before.isEmpty)
    #expect(after.prefix(2).map { lexicon.conceptName(Int($0)) } == ["taking", "crime"])
    #expect(Array(after.dropFirst(2)) == before)
  }

  @Test("A line that only looks like danger speaks against every danger and against nothing else")
  func harmless() {
    let line = "he hit the post in the last minute of the match"
    let without = Listener(intents: Self.intents)
    let taught = Listener(intents: Self.intents, harmless: [line])
    let similar = "she hit the post in the first minute of the match"
    #expect(score(similar, "danger", in: taught) < max(score(similar, "danger", in: without), 380))
    #expect(taught.hear(line).intents.allSatisfy { !taught.intents[$0.id.index].isSafety })
    #expect(score(similar, "score", in: taught) >= score(similar, "score", in: without))
  }

  @Test("What is said of one danger says nothing against another")
  func dangers() {
    let both = "he hit me again. i want to be gone"
    let heard = Listener(intents: Self.intents).meant(both)
    #expect(heard.contains("danger") && heard.contains("gone"))
    let families = Families(Self.intents)
    #expect((0..<3).map { families.role(of: $0) } == [.umbrella, .umbrella, .ordinary])
    let said = Teaching(label: 0, umbrella: 0, only: -1, isDanger: true, isOfNoKind: false, lightness: 1)
    #expect(said.teaches(0, as: .umbrella) && said.teaches(3, as: .kind))
    #expect(!said.teaches(1, as: .umbrella) && !said.teaches(2, as: .ordinary))
    let unsorted = Teaching(
      label: 0, umbrella: 0, only: -1, isDanger: true, isOfNoKind: true, lightness: 1)
    #expect(unsorted.teaches(0, as: .umbrella) && !unsorted.teaches(3, as: .kind))
    let harmless = Teaching(
      label: -1, umbrella: -1, only: TrainingLine.dangers, isDanger: false, isOfNoKind: false, lightness: 1)
    #expect(harmless.teaches(1, as: .umbrella))
    #expect(!harmless.teaches(2, as: .ordinary) && !harmless.teaches(3, as: .kind))
    let plain = Teaching(label: 2, umbrella: 2, only: -1, isDanger: false, isOfNoKind: false, lightness: 1)
    #expect(
      plain.teaches(0, as: .umbrella) && plain.teaches(2, as: .ordinary) && !plain.teaches(3, as: .kind))
  }

  @Test("A danger in doubt is heard as its kind for doubt, a clear one and an authored word never")
  func doubt() {
    var danger = Self.danger
    danger.words = ["black eye"]
    let maybe = IntentDefinition(name: "danger_maybe", says: ["it got out of hand"], isSafety: true)
    let sure = Listener(intents: [danger, Self.gone, Self.score])
    let asking = Listener(intents: [danger, Self.gone, Self.score, maybe])
    let starts = ["he hit me", "she hit him", "my boyfriend hit it", "hit me", "he was in the kitchen"]
    let ends = [
      "again", "last night", "in the garden", "with a door", "over the match", "and i have a black eye",
    ]
    var found: Set<String> = []
    for line in starts.flatMap({ start in ends.map { start + " " + $0 } }) {
      let plain = score(line, "danger", in: sure)
      let names = asking.meant(line)
      if names.contains("danger_maybe") {
        found.insert("doubt")
        #expect(!names.contains("danger") && !line.contains("black eye"), "\(line)")
        #expect(score(line, "danger_maybe", in: asking) < Listener.clearDanger, "\(line)")
      } else if plain >= Listener.clearDanger || line.contains("black eye") && plain > 0 {
        found.insert("clear")
        #expect(names.contains("danger"), "\(line) \(plain)")
      }
    }
    #expect(found == ["doubt", "clear"])
    #expect(asking.meant("it got out of hand") == ["danger_maybe"])
  }
}
