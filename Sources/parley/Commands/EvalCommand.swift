import ArgumentParser
import FoundationEssentials
import Intents

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "The listener on any labelled lines: text, a tab, a label; the first line names the columns.")

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

  @Option(help: "Keep only so many words for each label.")
  var keywords: Int?

  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let lines = try LabelledFile.read(train)
    let tests = try LabelledFile.read(test)
    var evaluations: [Evaluation] = []
    for seed in 0..<max(1, shots == nil ? 1 : seeds) {
      let sample = shots.map { Evaluation.sample(lines, shots: $0, seed: UInt64(seed)) } ?? lines
      var options = Listener.Options()
      options.keywords = keywords
      let listener = Evaluation.listener(for: sample, options: options)
      var generator = Intents.SplitMix64(seed: UInt64(seed))
      let spoilt = tests.map {
        typos > 0
          ? LabelledLine(text: Evaluation.withTypos($0.text, percent: typos, &generator), label: $0.label)
          : $0
      }
      evaluations.append(Evaluation.run(listener, on: spoilt))
    }
    for evaluation in evaluations { json ? report(json: evaluation) : report(evaluation) }
    if evaluations.count > 1 {
      let mean = evaluations.map(\.accuracy).reduce(0, +) / Double(evaluations.count)
      Output.line("mean accuracy of \(evaluations.count): \(Self.percent(mean))")
    }
  }

  private func report(_ evaluation: Evaluation) {
    Output.line("accuracy \(Self.percent(evaluation.accuracy)) (\(evaluation.right) of \(evaluation.count))")
    if evaluation.outOfScope > 0 {
      Output.line("out of scope: \(evaluation.rejected) of \(evaluation.outOfScope) turned away")
    }
    if let auroc = evaluation.outOfScopeAUROC { Output.line("out-of-scope AUROC \(Self.percent(auroc))") }
    for label in evaluation.labels {
      let figures = [label.precision, label.recall, label.f1].map(Self.percent).joined(separator: "  ")
      Output.line("  \(figures)  \(label.name)")
    }
    for confusion in evaluation.confusions {
      let words = confusion.words.map(\.feature).joined(separator: ", ")
      Output.line("  \(confusion.count)× \(confusion.actual) taken for \(confusion.given), by \(words)")
    }
  }

  private func report(json evaluation: Evaluation) {
    var object = JSONLine()
    object.add("count", evaluation.count)
    object.add("right", evaluation.right)
    object.add("accuracy", raw: String(evaluation.accuracy))
    if let auroc = evaluation.outOfScopeAUROC { object.add("out_of_scope_auroc", raw: String(auroc)) }
    let labels = evaluation.labels.map { label in
      var object = JSONLine()
      object.add("label", label.name)
      object.add("precision", raw: String(label.precision))
      object.add("recall", raw: String(label.recall))
      object.add("f1", raw: String(label.f1))
      return object.line
    }
    object.add("labels", raw: "[" + labels.joined(separator: ",") + "]")
    Output.line(object.line)
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

/// Lines with labels, as `eval` takes them.
enum LabelledFile {
  static func read(_ path: String) throws -> [LabelledLine] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint(
        "I can't read \(path). Check that the file is there and that you may read it.", Failure.noInput)
    }
    let rows = data.split(separator: 0x0A).dropFirst().map { String(decoding: $0, as: UTF8.self) }
    let lines = rows.filter { !$0.hasPrefix("#") }.compactMap { row -> LabelledLine? in
      let parts = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 2 else { return nil }
      return LabelledLine(text: String(parts[0]), label: parts[1].filter { $0 != "\r" })
    }
    guard !lines.isEmpty else {
      throw Complaint("\(path) has no labelled lines: each is a text, a tab and a label.", Failure.data)
    }
    return lines
  }
}
