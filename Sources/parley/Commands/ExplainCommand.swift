import ArgumentParser
import Dialogue
import Intents
import Script

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why words are heard as they are, why not otherwise, and what would change it.")

  @Argument(help: "The words, in quotes.")
  var text: String?

  @OptionGroup var script: ScriptOptions

  @Option(help: ArgumentHelp("The question to hear them at.", valueName: "topic.step"))
  var at: String?

  @Option(help: ArgumentHelp("Say why this intent did not win.", valueName: "intent"))
  var whyNot: String?

  @Option(help: ArgumentHelp("Show the top words for and against an intent instead.", valueName: "intent"))
  var weights: String?

  func validate() throws {
    if text == nil && weights == nil { throw ValidationError("Say which words to explain, in quotes.") }
  }

  func run() throws {
    let (program, _) = try script.load()
    if let weights { return try show(weightsOf: weights, program.listener) }
    guard let text else { return }
    show(program.listener.explain(text))
    let near = program.listener.hear(text).nearlyBest.map { program.listener.intents[$0.id.index].name }
    if !near.isEmpty {
      Output.line("nearly tied with the first:  \(near.joined(separator: ", "))")
    }
    if let at { try show(text, at: at, program) }
    if let whyNot {
      let id = try Self.intent(whyNot, program.listener)
      show(program.listener.whyNot(id, text), named: whyNot)
    }
  }

  private static func intent(_ name: String, _ listener: Listener) throws -> IntentID {
    guard let index = listener.intents.firstIndex(where: { $0.name == name }) else {
      throw Complaint("These scripts have no intent \(name).", Failure.usage)
    }
    return IntentID(index)
  }

  private func show(weightsOf name: String, _ listener: Listener) throws {
    for weight in listener.weights(of: try Self.intent(name, listener)) {
      Output.line("\(weight.weight)\t\(weight.feature)")
    }
  }

  private func show(_ explanation: Intents.Explanation) {
    Output.line("read as:  \(explanation.normalised)")
    for (number, clause) in explanation.clauses.enumerated() where explanation.clauses.count > 1 {
      Output.line("clause \(number + 1): \(clause)")
    }
    for word in explanation.words where word.isRepaired || word.negatedBy != nil {
      let repair = word.isRepaired ? " taken for \(word.word)" : ""
      let negation = word.negatedBy.map { ", under \"\($0)\"" } ?? ""
      Output.line("  \(word.typed)\(repair)\(negation)")
    }
    let story = explanation.words.filter(\.isStory).map(\.word)
    if !story.isEmpty {
      Output.line("somebody else's story, so no danger is heard in it:  \(story.joined(separator: " "))")
    }
    for scored in explanation.intents.prefix(3) {
      let reasons = scored.evidence.map { "\($0.feature) \($0.weight > 0 ? "+" : "")\($0.weight)" }
      let isHeard = scored.score >= scored.threshold
      Output.line(
        "\(isHeard ? "heard" : "below")  \(scored.intent)  \(scored.score) of 1000 (from \(scored.threshold))"
          + (reasons.isEmpty ? "" : "  because " + reasons.joined(separator: ", ")))
    }
  }

  private func show(_ text: String, at address: String, _ program: Program) throws {
    let state = try ClassifyCommand.state(at: address, in: program)
    let understanding = program.understand(text, in: state)
    Output.line("at \(address):  \(ClassifyCommand.words(for: understanding, state, program))")
  }

  private func show(_ why: WhyNot, named name: String) {
    let reason =
      switch why.reason {
      case .won: "it won"
      case .nothingSaid: "nothing was said"
      case .counterexample: "the line is one of its own \"not\" lines"
      case .nothingSpeaksForIt: "no word of the line speaks for it"
      case .negated(let word): "what speaks for it is negated by \"\(word)\""
      case .belowThreshold(let missing): "it lacks \(missing) points"
      case .outscored(let other, let missing): "\(other) scored \(missing) points more"
      }
    Output.line("why not \(name):  \(reason) (\(why.score) of 1000, heard from \(why.threshold)).")
    switch why.change {
    case .add(let words): Output.line("it would win with:  … \(words.joined(separator: " "))")
    case .remove(let words): Output.line("it would win without:  \(words.joined(separator: ", "))")
    case nil: break
    }
  }
}
