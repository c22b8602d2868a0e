import Intents

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Measures the listener on labelled lines (`text<TAB>label`, one header line) and on made keyword sets.
enum ListenerBench {
  static func run(_ arguments: [String]) throws {
    switch arguments.first {
    case "keywords": keywords()
    case "compile":
      try CompileBench.run(
        arguments.dropFirst().first { !$0.hasPrefix("--") } ?? "Scripts/reconcile",
        unlearned: arguments.contains("--unlearned"))
    case "eval": try evaluate(Array(arguments.dropFirst()))
    default:
      print(
        "usage: parley-bench listener eval TRAIN.tsv TEST.tsv [--shots N] [--seeds N] [--typos N] [--keywords N]"
      )
      print("       parley-bench listener keywords")
      print("       parley-bench listener compile SCRIPTS [--unlearned]")
    }
  }

  private static func option(_ name: String, _ arguments: [String]) -> Int? {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
    return Int(arguments[place + 1])
  }

  private static func evaluate(_ arguments: [String]) throws {
    guard arguments.count >= 2 else { return try run([]) }
    let train = try lines(of: arguments[0])
    let test = try lines(of: arguments[1])
    let shots = option("--shots", arguments)
    var total = 0.0
    let seeds = shots == nil ? 1 : option("--seeds", arguments) ?? 3
    for seed in 1...max(seeds, 1) {
      let taught = shots.map { Evaluation.sample(train, shots: $0, seed: UInt64(seed)) } ?? train
      total += one(taught, test, arguments, UInt64(seed))
    }
    print("mean accuracy", percent(total / Double(max(seeds, 1))))
  }

  private static func one(
    _ train: [LabelledLine], _ test: [LabelledLine], _ arguments: [String], _ seed: UInt64
  ) -> Double {
    var options = Listener.Options()
    options.keywords = option("--keywords", arguments)
    let clock = ContinuousClock()
    var listener: Listener?
    let training = clock.measure { listener = Evaluation.listener(for: train, options: options) }
    guard let listener else { return 0 }
    var generator = SplitMix64(seed: seed)
    let typos = option("--typos", arguments) ?? 0
    let asked = test.map {
      LabelledLine(text: Evaluation.withTypos($0.text, percent: typos, &generator), label: $0.label)
    }
    let result = Evaluation.run(listener, on: asked)
    print(
      "accuracy", percent(result.accuracy), "of", result.count, "training", training, "utterance",
      perLine(listener, asked), "µs")
    for confusion in result.confusions.prefix(option("--confusions", arguments) ?? 0) {
      print(" ", confusion.count, confusion.actual, "->", confusion.given, confusion.words.map(\.feature))
    }
    return result.accuracy
  }

  /// The least mean time a line in rounds over all lines, in µs: the whole pipeline, one thread, one at a time.
  private static func perLine(_ listener: Listener, _ lines: [LabelledLine]) -> Double {
    let texts = lines.map { Array($0.text.utf8) }
    var scratch = listener.makeScratch()
    var best = Duration.seconds(1000)
    var check = 0
    for _ in 0..<7 {
      let time = ContinuousClock().measure {
        for text in texts { check &+= listener.best(text, &scratch)?.decision ?? 0 }
      }
      best = min(best, time)
    }
    if check == 1 { print() }
    return Double(best.components.attoseconds) / 1e12 / Double(max(texts.count, 1))
  }

  /// Phrases heard in made sentences, for more and more phrases: the cost should stay flat.
  private static func keywords() {
    for count in [100, 1_000, 10_000, 100_000] {
      var generator = SplitMix64(seed: 3)
      // Phrases of their own words, so that as many are heard in every sentence however many there are.
      func word() -> String { "w" + String(generator.below(count * 4), radix: 26) + "x" }
      let phrases = (0..<count).map { _ in
        PhraseDefinition(words: (0..<(1 + generator.below(3))).map { _ in word() }.joined(separator: " "))
      }
      let listener = Listener(intents: [], phrases: phrases)
      let fillers = "i was at home with a friend and we saw the game then had some food and talked".split(
        separator: " ")
      let sentences = (0..<5_000).map { index in
        let words = (0..<8).map { _ in String(fillers[generator.below(fillers.count)]) }
        return (words + (index % 2 == 0 ? [phrases[generator.below(count)].words] : [])).joined(
          separator: " ")
      }
      var heard = 0
      var best = Duration.seconds(1000)
      for _ in 0..<5 {
        heard = 0
        best = min(
          best,
          ContinuousClock().measure { for text in sentences { heard += listener.hear(text).phrases.count } })
      }
      print(
        count, "phrases:", Double(best.components.attoseconds) / 1e9 / 5_000, "ns a sentence,", heard, "heard"
      )
    }
  }

  private static func percent(_ share: Double) -> Double { (share * 10_000).rounded() / 100 }

  private static func lines(of path: String) throws -> [LabelledLine] {
    try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self).split(separator: "\n")
      .dropFirst().compactMap { line in
        let columns = line.split(separator: "\t")
        return columns.count < 2 ? nil : LabelledLine(text: String(columns[0]), label: String(columns[1]))
      }
  }
}
