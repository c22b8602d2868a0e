import Testing

@testable import Intents

/// A small script: enough intents and lines to learn from.
let small = Listener(intents: [
  IntentDefinition(
    name: "urge_to_contact",
    says: [
      "i keep wanting to text her", "it's 2am and i nearly called him", "i want to message my ex",
      "should i ring her tonight",
      "i almost sent him a message", "my thumb is on the call button",
    ],
    not: ["i texted my boss", "she texted me about the rent"], words: ["reach out"]),
  IntentDefinition(
    name: "lonely",
    says: [
      "the flat is so quiet without him", "i have nobody to talk to", "im so lonely at night",
      "weekends are empty now",
      "i eat dinner on my own every day", "no one is around anymore",
    ], not: ["i like a quiet evening"]),
  IntentDefinition(
    name: "trust",
    says: [
      "i cant trust her after the lies", "he lied to me for months", "how do we rebuild trust",
      "she keeps hiding her phone",
      "i check everything he says", "can trust come back after cheating",
    ], not: ["i trust the bank with my money"]),
  IntentDefinition(
    name: "abuse",
    says: [
      "he hit me", "he pushed me down the stairs", "she slapped me again", "he kicked me last night",
      "he punched me in the face",
    ], not: ["she hit me up", "he never hit me"], words: ["black eye"], isSafety: true),
  IntentDefinition(
    name: "abuse_money",
    says: ["he takes my wages", "she wont let me have my own bank card", "he controls all the money"],
    not: ["he owes me ten quid"], isSafety: true),
])

@Suite("Learning")
struct LearningTests {
  @Test(
    "A line unlike any example word for word goes to the nearest intent",
    arguments: [
      ("i really want to text my ex", "urge_to_contact"), ("nearly messaged him at 2am", "urge_to_contact"),
      ("im lonely and the flat is empty", "lonely"), ("she lied and i cant trust her", "trust"),
      ("he slapped me", "abuse"), ("my husband kicked me", "abuse"),
      ("he took all my money from my bank card", "abuse_money"),
    ])
  func nearest(line: String, intent: String) {
    #expect(small.classify(line).ranked.first.map { small.intents[$0.id.index].name } == intent)
    #expect(small.meant(line).contains(intent))
  }

  @Test(
    "Plain talk about something else is none of them",
    arguments: [
      "what is the weather like", "who won the football", "i had soup for lunch", "ok", "lol", "the", "he is",
      "asdf qwer",
      "my printer is broken", "👍", "i need new tyres", "k", "she left me", "who knows",
    ])
  func none(line: String) {
    #expect(small.meant(line) == [])
  }

  @Test("An example scores 1000 and a counterexample nothing", arguments: small.intents.indices)
  func examples(index: Int) {
    for line in small.intents[index].says {
      #expect(small.hear(line).intent(IntentID(index))?.score == 1000, "\(line)")
    }
    for line in small.intents[index].not {
      #expect(small.hear(line).intent(IntentID(index)) == nil, "\(line)")
    }
  }

  @Test("Of a family one member is heard, the nearest")
  func families() {
    #expect(small.meant("she takes my wages") == ["abuse_money"])
    #expect(small.meant("he hit me") == ["abuse"])
  }

  @Test("The order in which intents are written changes no score")
  func order() {
    let lines = ["i want to text him", "he pushed me", "no one to talk to", "black eye again"]
    let reversed = Listener(intents: small.intents.reversed())
    for line in lines { #expect(small.meant(line) == reversed.meant(line), "\(line)") }
  }

  @Test("A message of several sentences carries several intents, each with the sentence that carried it")
  func several() {
    let hearing = small.hear("the flat is so quiet without him. last night he pushed me down the stairs")
    let clauses = hearing.intents.map { (small.intents[$0.id.index].name, $0.match.clause) }
    #expect(clauses.contains { $0 == ("lonely", 0) })
    #expect(clauses.contains { $0 == ("abuse", 1) })
  }

  @Test("Evidence names the words and adds up to something for a match")
  func evidence() throws {
    let match = try #require(small.hear("i really want to text my ex").intents.first?.match)
    #expect(match.evidence.contains { $0.feature == "text" && $0.weight > 0 })
    #expect(match.evidence.map { abs($0.weight) } == match.evidence.map { abs($0.weight) }.sorted(by: >))
  }

  @Test("Weights are eight bits, strongest first, and name what was learned")
  func weights() {
    let weights = small.weights(of: IntentID(2), most: 30)
    #expect(weights.count == 30)
    #expect(weights.allSatisfy { abs($0.weight) <= 127 })
    #expect(weights.map { abs($0.strength) } == weights.map { abs($0.strength) }.sorted(by: >))
    #expect(weights.contains { $0.feature.hasPrefix("trust") && $0.weight > 0 })
  }

  @Test("A short list of keywords keeps to its length")
  func keywords() {
    var options = Listener.Options()
    options.keywords = 10
    let short = Listener(intents: small.intents, options: options)
    for index in short.intents.indices where !short.intents[index].isSafety {
      let weights = short.weights(of: IntentID(index), most: 1000, includingLetters: true)
      #expect(weights.count <= 10)
      #expect(!weights.isEmpty)
    }
    #expect(short.classify("i want to text her").ranked.first?.id == IntentID(0))
  }
}

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "A slip is read as the script's own word",
    arguments: [
      ("i want to tetx her", "i want to text her"), ("so lonley at night", "so lonely at night"),
      ("rebuld trust", "rebuild trust"),
    ])
  func repaired(line: String, expected: String) {
    #expect(small.hear(line).normalised == expected)
  }

  @Test(
    "No word of danger is made of a harmless one",
    arguments: ["he hid me", "she flapped me", "a pouch", "he licked me", "skipped me"])
  func untouched(line: String) {
    #expect(small.hear(line).normalised == line)
  }

  @Test(
    "Edits count a swap once and stop early",
    arguments: [("text", "tetx", 1), ("a", "b", 1), ("kitten", "sitting", 3), ("abc", "abcdef", 3)])
  func edits(a: String, b: String, expected: Int) {
    #expect(Speller.edits(Array(a.utf8), Array(b.utf8), most: 5) == expected)
    #expect(Speller.edits(Array(a.utf8), Array(b.utf8), most: 1) == min(expected, 2))
  }
}

@Suite("Explaining")
struct ExplainingTests {
  @Test("Every stage is shown")
  func stages() throws {
    let explanation = small.explain("i dont want to tetx her. he hit me")
    #expect(explanation.normalised == "i do not want to text her he hit me")
    #expect(explanation.clauses.count == 2)
    let text = try #require(explanation.words.first { $0.word == "text" })
    #expect(text.typed == "tetx" && text.isRepaired && text.negatedBy == "not" && text.clause == 0)
    #expect(explanation.intents.map(\.score) == explanation.intents.map(\.score).sorted(by: >))
    #expect(explanation.intents.first?.intent == "abuse")
    #expect(explanation.intents.count == small.intents.count)
  }

  @Test("Why not: won, nothing said, counterexample, too little, outscored")
  func reasons() {
    #expect(small.whyNot(IntentID(3), "he hit me").reason == .won)
    #expect(small.whyNot(IntentID(3), "").reason == .nothingSaid)
    #expect(small.whyNot(IntentID(0), "i texted my boss").reason == .counterexample)
    if case .belowThreshold(let missing) = small.whyNot(IntentID(0), "phone").reason { #expect(missing > 0) }
  }

  @Test(
    "The smallest change of words, made, lets the intent win",
    arguments: ["i was at home tonight", "my phone", "we went home early"])
  func change(line: String) throws {
    let change = try #require(small.whyNot(IntentID(0), line).change)
    guard case .add(let words) = change else { return }
    #expect(small.meant(line + " " + words.joined(separator: " ")).first == "urge_to_contact")
  }
}

@Suite("Evaluating")
struct EvaluatingTests {
  private let lines = small.intents.flatMap { intent in
    intent.says.map { LabelledLine(text: $0, label: intent.name) }
  }

  @Test("Lines that were learned are told apart, and counts add up")
  func learned() {
    let result = Evaluation.run(Evaluation.listener(for: lines), on: lines)
    #expect(result.right == result.count)
    #expect(result.count == lines.count)
    #expect(result.labels.map(\.actual).reduce(0, +) == lines.count)
    #expect(result.labels.allSatisfy { $0.f1 == 1 })
  }

  @Test("A wrong label is listed with the words behind it")
  func confusions() throws {
    let listener = Evaluation.listener(for: lines)
    let result = Evaluation.run(listener, on: [LabelledLine(text: "i want to text her", label: "trust")])
    let confusion = try #require(result.confusions.first)
    #expect(confusion.actual == "trust" && confusion.given == "urge_to_contact" && confusion.count == 1)
    #expect(!confusion.words.isEmpty)
    #expect(result.accuracy == 0)
  }

  @Test("Out of scope lines score below the others")
  func outOfScope() throws {
    let strange = ["the match was good", "soup for lunch", "my printer"].map {
      LabelledLine(text: $0, label: "oos")
    }
    let result = Evaluation.run(Evaluation.listener(for: lines), on: lines + strange)
    #expect(result.outOfScope == 3 && result.rejected == 3)
    #expect(try #require(result.outOfScopeAUROC) == 1)
  }

  @Test("Samples and typos depend on the seed alone")
  func seeds() {
    #expect(Evaluation.sample(lines, shots: 2, seed: 1) == Evaluation.sample(lines, shots: 2, seed: 1))
    #expect(Evaluation.sample(lines, shots: 2, seed: 1).count == 10)
    var one = SplitMix64(seed: 9)
    var two = SplitMix64(seed: 9)
    let text = "i keep wanting to text her every single night"
    let typed = Evaluation.withTypos(text, percent: 100, &one)
    #expect(typed == Evaluation.withTypos(text, percent: 100, &two))
    #expect(typed != text)
    #expect(Evaluation.withTypos(text, percent: 0, &one) == text)
  }

  @Test("About a third of lines is held out, by their words alone")
  func split() {
    let held = (0..<3000).filter { Evaluation.isHeldOut("line number \($0)") }.count
    #expect((900...1100).contains(held))
  }
}

@Suite("Any input")
struct AnyInputTests {
  @Test(
    "Strange lines get an answer",
    arguments: [
      String(repeating: "a", count: 5000), String(repeating: "a ", count: 5000),
      String(repeating: "no ", count: 5000),
      String(repeating: "want to text her ", count: 2000), String(repeating: "?!", count: 5000),
      "\u{202E}txet\u{202C} her",
      "t\u{200B}e\u{200D}x\u{FEFF}t her",
      String(decoding: [0xFF, 0xFE, 0xC3, 0x28, 0x80, 0x61] as [UInt8], as: UTF8.self),
      "日本語で話したい", "🏳️‍🌈👨‍👩‍👧‍👦", "\0\u{1}\u{7F}", "e\u{301}\u{301}\u{301}", "''''''", "don't'''s", "1e999 -0 ٣",
      ":( :) <3 </3 ):",
    ])
  func strange(line: String) {
    let hearing = small.hear(line)
    #expect(hearing.text == line)
    #expect(!hearing.clauses.isEmpty)
    #expect(hearing == small.hear(line))
  }

  @Test("Every pair of bytes is heard without harm")
  func bytes() {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<300 {
      let bytes = (0..<generator.below(60)).map { _ in UInt8(generator.below(256)) }
      let reading = small.reader.read(bytes)
      #expect(
        reading.tokens.allSatisfy { $0.sourceStart <= $0.sourceEnd && Int($0.sourceEnd) <= bytes.count })
    }
  }

  @Test("One word twenty thousand times is read once through")
  func repeated() {
    let hearing = small.hear(String(repeating: "text ", count: 20_000))
    #expect(hearing.clauses.count == 1)
  }

  @Test("Ten thousand classifications give the same digest in every build")
  func digest() {
    var generator = SplitMix64(seed: 2026)
    let words = (small.intents.flatMap(\.says) + Background.lines.split(separator: "\n").map(String.init))
      .flatMap { $0.split(separator: " ").map(String.init) }
    var scratch = small.makeScratch()
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for _ in 0..<10_000 {
      let line = (0...generator.below(8)).map { _ in words[generator.below(words.count)] }.joined(
        separator: " ")
      let best = small.best(Array(Evaluation.withTypos(line, percent: 10, &generator).utf8), &scratch)
      for value in [best?.id.index ?? -1, best?.decision ?? 0] {
        digest = (digest ^ UInt64(bitPattern: Int64(value))) &* 0x100_0000_01b3
      }
    }
    #expect(digest == 11_085_833_642_016_773_192)
  }
}
