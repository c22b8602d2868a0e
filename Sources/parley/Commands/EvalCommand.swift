import ArgumentParser
import FoundationEssentials
import Intents

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract:
      "The listener on any labelled lines: text, a tab, a label; a first line that names the columns is passed over."
  )

  @Option(help: ArgumentHelp("Lines to learn from.", valueName: "file.tsv"))
  var train: String

  @Option(help: ArgumentHelp("Lines to test on.", valueName: "file.tsv"))
  var test: String

  @Option(help: "Learn from only so many lines of each label.")
  var shots: Int?

  @Option(help: "With --shots: how many draws to take the mean of.")
  var seeds = 1

  @Option(help: "One random slip in so many of a hundred words of two letters or more.")
  var typos = 0

  @Option(help: "Keep only so many words for each label, and show what that costs.")
  var keywords: Int?

  @Flag(help: "One JSON object for each draw.")
  var json = false

  func validate() throws {
    if let shots, shots < 1 { throw ValidationError("--shots takes a number from 1.") }
    if seeds < 1 { throw ValidationError("--seeds takes a number from 1.") }
    if !(0...100).contains(typos) { throw ValidationError("--typos takes a number from 0 to 100.") }
    if let keywords, keywords < 1 { throw ValidationError("--keywords takes a number from 1.") }
  }

  func run() throws {
    let lines = try LabelledFile.read(train)
    let tests = try LabelledFile.read(test)
    var accuracies: [Double] = []
    for seed in 0..<(shots == nil ? 1 : seeds) {
      let sample = shots.map { Evaluation.sample(lines, shots: $0, seed: UInt64(seed)) } ?? lines
      var generator = Intents.SplitMix64(seed: UInt64(seed))
      let asked = tests.map {
        typos > 0
          ? LabelledLine(text: Evaluation.withTypos($0.text, percent: typos, &generator), label: $0.label)
          : $0
      }
      var draw = Draw(learning: sample, asking: asked, keywords: keywords)
      if keywords != nil {
        draw.accuracyOfAll = Draw(learning: sample, asking: asked, keywords: nil).evaluation.accuracy
      }
      json ? draw.reportJSON() : draw.report()
      accuracies.append(draw.evaluation.accuracy)
    }
    if accuracies.count > 1 && !json {
      let mean = accuracies.reduce(0, +) / Double(accuracies.count)
      Output.line("mean accuracy of \(accuracies.count): \(Draw.percent(mean))")
    }
  }
}

/// One listener made and tested.
private struct Draw {
  var evaluation: Evaluation
  /// Seconds it took to learn, and microseconds a line takes to be heard, the best of a few rounds.
  var learning: Double
  var perLine: Double
  var keywords: Int?
  /// The accuracy of the same with every word, where the list was kept short.
  var accuracyOfAll: Double?

  private static let rounds = 3

  init(learning lines: [LabelledLine], asking: [LabelledLine], keywords: Int?) {
    self.keywords = keywords
    var options = Listener.Options()
    options.keywords = keywords
    let clock = ContinuousClock()
    let start = clock.now
    let listener = Evaluation.listener(for: lines, options: options)
    learning = Self.seconds(clock.now - start)
    evaluation = Evaluation.run(listener, on: asking)
    let texts = asking.map { Array($0.text.utf8) }
    var scratch = listener.makeScratch()
    var best = Double.infinity
    for _ in 0..<Self.rounds {
      let time = clock.measure { for text in texts { _ = listener.best(text, &scratch) } }
      best = min(best, Self.seconds(time))
    }
    perLine = best * 1_000_000 / Double(max(texts.count, 1))
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  // MARK: Reporting

  func report() {
    Output.line(
      "accuracy \(Self.percent(evaluation.accuracy)) (\(evaluation.right) of \(evaluation.count)), "
        + "\(Self.tenths(perLine)) µs an utterance, learned in \(Self.tenths(learning)) s")
    if let keywords, let all = accuracyOfAll {
      Output.line(
        "at most \(keywords) words a label; with all of them \(Self.percent(all)), "
          + "so they cost \(Self.tenths((all - evaluation.accuracy) * 100)) points")
    }
    if evaluation.outOfScope > 0 {
      Output.line("out of scope: \(evaluation.rejected) of \(evaluation.outOfScope) turned away")
    }
    if let auroc = evaluation.outOfScopeAUROC { Output.line("out-of-scope AUROC \(Self.percent(auroc))") }
    Output.line("  precision, recall, F1")
    for label in evaluation.labels {
      let figures = [label.precision, label.recall, label.f1].map(Self.percent).joined(separator: "  ")
      Output.line("  \(figures)  \(label.name)")
    }
    for confusion in evaluation.confusions {
      let words = confusion.words.map(\.feature).joined(separator: ", ")
      Output.line(
        "  \(confusion.count)× \(confusion.actual) taken for \(confusion.given), by \(words): "
          + confusion.example)
    }
  }

  func reportJSON() {
    var object = JSONLine()
    object.add("count", evaluation.count)
    object.add("right", evaluation.right)
    object.add("accuracy", raw: String(evaluation.accuracy))
    object.add("microseconds_per_utterance", raw: Self.tenths(perLine))
    object.add("training_seconds", raw: Self.tenths(learning))
    if let keywords { object.add("keywords", keywords) }
    if let accuracyOfAll { object.add("accuracy_with_all_words", raw: String(accuracyOfAll)) }
    if evaluation.outOfScope > 0 {
      object.add("out_of_scope", evaluation.outOfScope)
      object.add("out_of_scope_rejected", evaluation.rejected)
    }
    if let auroc = evaluation.outOfScopeAUROC { object.add("out_of_scope_auroc", raw: String(auroc)) }
    object.add("labels", raw: "[" + evaluation.labels.map(Self.json).joined(separator: ",") + "]")
    object.add("confusions", raw: "[" + evaluation.confusions.map(Self.json).joined(separator: ",") + "]")
    Output.line(object.line)
  }

  private static func json(_ label: Evaluation.Label) -> String {
    var object = JSONLine()
    object.add("label", label.name)
    object.add("precision", raw: String(label.precision))
    object.add("recall", raw: String(label.recall))
    object.add("f1", raw: String(label.f1))
    return object.line
  }

  private static func json(_ confusion: Evaluation.Confusion) -> String {
    var object = JSONLine()
    object.add("actual", confusion.actual)
    object.add("given", confusion.given)
    object.add("count", confusion.count)
    object.add("words", confusion.words.map(\.feature))
    object.add("example", confusion.example)
    return object.line
  }

  static func percent(_ share: Double) -> String { "\(tenths(share * 100)) %" }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

/// Lines with labels, as `eval` takes them.
enum LabelledFile {
  static func read(_ path: String) throws -> [LabelledLine] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint(
        "I can't read \(path). Check that the file is there and that you may read it.", Failure.noInput)
    }
    let rows = data.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    var lines = rows.filter { !$0.hasPrefix("#") }.compactMap { row -> LabelledLine? in
      let parts = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 2 else { return nil }
      return LabelledLine(text: String(parts[0]), label: parts[1].filter { $0 != "\r" })
    }
    // The names of the columns are a label that no other line has.
    if let first = lines.first, !lines.dropFirst().contains(where: { $0.label == first.label }) {
      lines.removeFirst()
    }
    guard !lines.isEmpty else {
      throw Complaint("\(path) has no labelled lines: each is a text, a tab and a label.", Failure.data)
    }
    return lines
  }
}
