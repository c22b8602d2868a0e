import Testing

@testable import Intents

private let definition = ListenerDefinition(
  intents: small.intents,
  phrases: [
    PhraseDefinition(words: "her photos"), PhraseDefinition(words: "im done", isWholeMessage: true),
    PhraseDefinition(words: "not sure"),
  ],
  sameWords: [["text", "whatsapp"]],
  alike: [WordGroup(name: "pictures", words: ["photos", "selfies"])],
  background: ["the bins go out on monday"], harmless: ["he hit the bus at nine"])

@Suite("Storing what was learned")
struct StoringTests {
  private let fresh = Listener(definition)

  private func decoded(_ bytes: [UInt8], _ definition: ListenerDefinition = definition) -> Listener? {
    bytes.withUnsafeBytes { Listener(definition, decoding: $0) }
  }

  private static let lines =
    small.intents.flatMap { $0.says + $0.not } + [
      "i want to tetx her at 2am", "im not sure. her photos again", "whatsapp him", "no", "he hit me up", "",
      "my friends ex used to hit her", "3 weeks ago", "black eye", "her selfies",
    ]

  @Test("A stored listener and a fresh one give the same numbers and the same reasons")
  func same() throws {
    let stored = try #require(decoded(fresh.encode()))
    for line in Self.lines {
      #expect(stored.hear(line) == fresh.hear(line), "\(line)")
      #expect(stored.classify(line) == fresh.classify(line), "\(line)")
      #expect(stored.explain(line) == fresh.explain(line), "\(line)")
    }
    for intent in definition.intents.indices {
      #expect(stored.weights(of: IntentID(intent)) == fresh.weights(of: IntentID(intent)))
    }
    #expect(stored.encode() == fresh.encode())
  }

  @Test("A byte changed anywhere, or bytes missing, and it is not believed")
  func torn() {
    let bytes = fresh.encode()
    var generator = SplitMix64(seed: 5)
    for _ in 0..<60 {
      var changed = bytes
      changed[generator.below(bytes.count)] ^= UInt8(1 + generator.below(255))
      #expect(decoded(changed) == nil)
      #expect(decoded(Array(bytes.prefix(generator.below(bytes.count)))) == nil)
    }
    #expect(decoded([]) == nil)
    #expect(decoded(bytes + [0]) == nil)
  }

  @Test("Bytes that make no sense under a right checksum are refused or heard with, never a crash")
  func forged() {
    let bytes = Array(fresh.encode().dropLast(8))
    var generator = SplitMix64(seed: 6)
    for _ in 0..<60 {
      var changed = bytes
      let place = 8 + generator.below(bytes.count - 16)
      for offset in 0..<4 { changed[place + offset] = UInt8(generator.below(256)) }
      var digest = QuickDigest()
      changed.withUnsafeBytes { digest.add($0) }
      withUnsafeBytes(of: digest.first) { changed.append(contentsOf: $0) }
      guard let listener = decoded(changed) else { continue }
      for line in Self.lines.prefix(12) { _ = listener.hear(line) }
    }
  }

  @Test("The digest tells definitions apart")
  func digest() {
    var others = Array(repeating: definition, count: 9)
    others[0].intents[0].says[0] += "!"
    others[1].phrases[1].isWholeMessage = false
    others[2].sameWords = [["text"], ["whatsapp"]]
    others[3].options.keywords = 50
    others[4].intents[3].isSafety = false
    others[5].intents[0].not += [others[5].intents[0].says.removeLast()]
    others[6].alike[0].name = "photographs"
    others[7].background = []
    others[8].harmless += ["he hit the road"]
    let digests = Set(([definition] + others).map(\.digest))
    #expect(digests.count == 10)
    #expect(digests.allSatisfy { $0.utf8.count == 32 })
    #expect(ListenerDefinition(intents: definition.intents).digest != definition.digest)
  }

  @Test("Bytes for another definition are refused")
  func otherDefinition() {
    var other = definition
    other.intents.removeLast()
    #expect(decoded(fresh.encode(), other) == nil)
  }
}

@Suite("Intents that confuse each other")
struct ConfusionsTests {
  @Test("Two intents with the same kind of lines are named, with lines and words")
  func named() throws {
    var definition = ListenerDefinition(intents: small.intents)
    definition.intents.append(
      IntentDefinition(
        name: "reaching_out",
        says: [
          "i keep wanting to message her", "its 3am and i nearly rang him", "i want to text my ex",
          "should i call her tonight", "i nearly sent him a text", "my finger is on the call button",
        ]))
    let pairs = definition.confusions(folds: 3)
    let pair = try #require(pairs.first)
    #expect(Set([pair.actual, pair.given]) == ["reaching_out", "urge_to_contact"])
    #expect(pair.lines.count >= 2 && !pair.words.isEmpty)
    #expect(pairs.map(\.lines.count) == pairs.map(\.lines.count).sorted(by: >))
    #expect(pairs == definition.confusions(folds: 3))
  }

  @Test("Kinds of one danger are not confused with each other")
  func families() {
    let pairs = ListenerDefinition(intents: small.intents).confusions(folds: 3)
    #expect(!pairs.contains { $0.actual.hasPrefix("abuse") && $0.given.hasPrefix("abuse") })
  }
}
