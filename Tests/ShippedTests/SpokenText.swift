import Dialogue

/// What the coach says in one breath: lines that follow each other with nothing asked or decided between them.
struct SpokenText {
  /// `topic.step`.
  var step: String
  var isCrisis: Bool
  var text: String

  static func all(in program: Program) -> [Self] {
    program.steps.flatMap { step in
      let topic = step.topic < 0 ? "" : program.topics[step.topic].name
      let isCrisis = topic.hasPrefix("safety_") || topic == "help"
      return blocks(of: step, in: program).map { Self(step: step.address, isCrisis: isCrisis, text: $0) }
    }
  }

  private static func blocks(of step: Step, in program: Program) -> [String] {
    var blocks: [String] = []
    var lines: [String] = []
    for instruction in step.code {
      switch instruction {
      case .say(let line): lines.append(words(of: line))
      case .ask: if let question = step.question { lines.append(words(of: question.ask)) }
      case .vary(let index): blocks += program.variations[index].alternatives.map { joined($0.map(words)) }
      case .pause: break
      default:
        blocks.append(joined(lines))
        lines = []
      }
    }
    return (blocks + [joined(lines)]).filter { !$0.isEmpty }
  }

  private static func joined(_ lines: [String]) -> String {
    lines.joined(separator: "\n")
  }

  /// A kept fact counts as one plain word: how the person says it is theirs.
  private static func words(of line: Line) -> String {
    line.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .fact: "that"
      case .emergency: "112"
      case .choices: "this or that"
      }
    }.joined()
  }
}
