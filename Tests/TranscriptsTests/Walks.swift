import Dialogue
import Intents

@testable import Transcripts

/// Made-up conversations that between them come by as much of a script as short answers lead to: from each step that
/// is found, everything that its replies listen for is said, and what leads to new steps is followed on.
struct Walks {
  /// One for each turn that came by a step no walk had been to; each ends with that turn.
  private(set) var transcripts: [[Record]] = []
  /// Addresses that were spoken from.
  private(set) var reached: Set<String> = []

  private let program: Program
  private let memo: TurnMemo

  private struct Walk {
    var session: Session
    var records: [Record]
  }

  /// Turns looked at, at the most.
  private static let mostTurns = 8_000

  init(_ program: Program, memo: TurnMemo) {
    self.program = program
    self.memo = memo
    var session = Session(program: program)
    let records = session.begin(
      Header(script: program.name, digest: "", seed: 7, at: "2026-11-21T20:14:03Z"))
    note(records)
    transcripts.append(records)
    var walks = [Walk(session: session, records: records)]
    var next = 0
    var turns = 0
    while next < walks.count, turns < Self.mostTurns {
      let walk = walks[next]
      next += 1
      for text in answers(walk.session, isFirst: next == 2) {
        turns += 1
        guard let further = go(on: walk, saying: text) else { continue }
        transcripts.append(further.records)
        walks.append(further)
      }
    }
  }

  /// The walk after one more turn, when that turn came by a new step.
  private mutating func go(on walk: Walk, saying text: String) -> Walk? {
    var walk = walk
    guard let turn = walk.session.hear(text, after: .zero, remembering: memo) else { return nil }
    let answer = walk.session.answer(turn)
    guard note(answer) else { return nil }
    walk.records += [turn.record] + answer
    return walk
  }

  @discardableResult
  private mutating func note(_ records: [Record]) -> Bool {
    var isNew = false
    for case .coach(_, let step) in records.map(\.kind) where reached.insert(step).inserted { isNew = true }
    return isNew
  }

  /// What to try where a session waits: every reply of its question and something nobody listens for; once also all
  /// that may be said anywhere.
  private func answers(_ session: Session, isFirst: Bool) -> [String] {
    let question = program[session.conversation.state.at].question
    var replies = question?.replies ?? []
    if isFirst { replies += program.urgent + program.anytime }
    var answers: [String] = []
    for reply in replies {
      for head in reply.heads.prefix(isFirst ? 8 : 3) {
        if let text = words(for: head), !answers.contains(text) { answers.append(text) }
      }
    }
    return answers + ["qwertzuiop"]
  }

  private func words(for head: Reply.Head) -> String? {
    switch head {
    case .phrase(let phrase): program.listener.phrases[phrase.index].words
    case .intent(let intent): program.listener.intents[intent.index].says.first
    case .yes: "yes"
    case .no: "no"
    case .number: "3"
    case .day: "tomorrow"
    case .lengthOfTime: "two weeks"
    case .item: "the first"
    case .anything: "the blue bicycle"
    case .enter: ""
    case .noneOfThese: nil
    }
  }
}
