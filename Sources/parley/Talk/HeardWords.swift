import Dialogue
import Intents
import Transcripts

/// Why something was heard as it was, in words.
enum HeardWords {
  static func words(for turn: Session.Turn, in session: Session) -> String {
    let understanding = turn.understanding
    guard case .you(_, _, let heard) = turn.record.kind else { return "" }
    let because = understanding.match.map(reasons) ?? ""
    let second = understanding.runnerUp.map { " Next came \"\($0.name)\" with \($0.score)." } ?? ""
    switch heard.way {
    case .urgent, .reply, .anytime:
      return "I took that as \"\(heard.name ?? "")\"\(because)\(second)"
    case .anything:
      return "No reply I listen for here fitted better, so I took it as your own words.\(second)"
    case .enter: return "You pressed Enter."
    case .unclear:
      return heard.tied.isEmpty
        ? "Nothing I listen for here fitted.\(second)"
        : "These fitted equally well: \(heard.tied.joined(separator: ", "))."
    }
  }

  private static func reasons(_ match: Match) -> String {
    let evidence = match.evidence.prefix(5).map { "\"\($0.feature)\" (\($0.weight))" }.joined(separator: ", ")
    return ", \(match.score) of 1000" + (evidence.isEmpty ? "." : ", because of \(evidence).")
  }
}
