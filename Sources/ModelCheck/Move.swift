public import Dialogue
import Intents

/// One thing a person may do at a question, whatever words they do it with.
public struct Move: Hashable, Sendable {
  public var choice: Understanding.Choice
  /// Urgent replies that matched as well.
  public var urgent: [Int]

  public init(choice: Understanding.Choice, urgent: [Int] = []) {
    self.choice = choice
    self.urgent = urgent
  }

  var event: Event { .heard(Understanding(text: "", choice: choice, urgent: urgent)) }
}

extension Program {
  enum Departure { case visit, move }

  /// Whether a reply of the manifest leads away from wherever it is said; nil when it is none, or comes back at once.
  func leadsAway(_ move: Move) -> Departure? {
    let reply: Reply
    switch move.choice {
    case .urgent(let rank): reply = urgent[rank]
    case .anytime(let index): reply = anytime[index]
    case .reply, .unclear, .nothing: return nil
    }
    switch exit(ofManifestCodeAt: reply.entry) {
    case .visitAndResume, .visitAndAskAgain: return .visit
    case .go, .end: return .move
    case .askAgain, .back, nil: return nil
    }
  }

  /// The state that undoing a move leads back to, before its question is asked again.
  func undone(_ before: State, from after: State) -> State {
    before.raisingHeldFacts(to: after, in: self)
  }

  /// Everything a person may do at a state's question, free text included: each reply, each urgent and anytime
  /// reply that may fire there, and not being understood.
  ///
  /// - Parameter followed: the facts whose values matter.
  public func moves(in state: State, following followed: Followed) -> [Move] {
    guard !state.ended, let question = self[state.at].question else { return [] }
    var moves: [Move] = []
    for rank in urgent.indices where mayInterrupt(urgent: rank, state) {
      // One line may say several things: the graver takes the turn, and the others' facts are set.
      for others in followed.subsets(after: rank) {
        moves.append(Move(choice: .urgent(rank), urgent: [rank] + others))
      }
    }
    if let current = state.urgency {
      // What may not interrupt sets its facts all the same, whatever else is answered.
      for ranks in followed.urgent {
        guard let rank = ranks.last, rank >= current else { continue }
        moves.append(Move(choice: .nothing, urgent: [rank]))
      }
    }
    for (index, reply) in question.replies.enumerated() {
      for captured in captures(reply, followed) {
        moves.append(Move(choice: .reply(index, captured: captured), urgent: []))
      }
    }
    moves += anytime.indices.filter { mayInterrupt(anytime: $0, state) }
      .map { Move(choice: .anytime($0), urgent: []) }
    moves.append(Move(choice: .unclear(tied: []), urgent: []))
    return moves
  }

  /// What a reply may capture: a text stands for all texts, and so does a number for all where nobody asks which.
  private func captures(_ reply: Reply, _ followed: Followed) -> [FactValue?] {
    guard let fact = reply.captures else { return [nil] }
    guard case .count(let range) = self[fact].kind else { return [.text(Self.anyText)] }
    return followed.isFollowed[fact.index] ? values(of: fact) : [.count(range.lowerBound)]
  }

  static var anyText: String { "something" }
}

extension Program {
  /// A turn of a path in words: at which question, what the person does, and whether they take it back. Nil for what
  /// nobody does.
  public func words(for turn: Explorer.Turn) -> String? {
    switch turn.how {
    case .began(let facts):
      "a new conversation begins, with "
        + facts.keys.sorted { $0.index < $1.index }.map { "`\(self[$0].name)`" }.joined(separator: ", ")
        + " remembered from an earlier one"
    case .move(let move): "at \(self[turn.at].address): \(words(for: move, at: turn.at))"
    case .takenBack(let move):
      "at \(self[turn.at].address): \(words(for: move, at: turn.at)), and takes it back"
    case .returned: nil
    }
  }

  private func words(for move: Move, at step: StepID) -> String {
    switch move.choice {
    case .urgent: "says something heard as " + move.urgent.map { urgent[$0].name }.joined(separator: " and ")
    case .anytime(let index): "says something heard as \(anytime[index].name)"
    case .reply(let index, _): "gives the answer `\(self[step].question?.replies[index].name ?? "")`"
    case .unclear: "says something that is not understood"
    case .nothing:
      move.urgent.isEmpty
        ? "says nothing"
        : "says something heard as \(move.urgent.map { urgent[$0].name }.joined(separator: " and ")), which waits here"
    }
  }

  /// What is wrong where a path that breaks a promise has come to.
  public func words(breaking promise: Promise, at step: StepID) -> String {
    let place = self[step].address
    switch promise.claim {
    case .never(_, let target):
      if case .tag(let tag) = target {
        return "This comes to \(place), which carries #\(self.tags[tag.index].name)."
      }
      return "This comes to \(place)."
    case .reaches(let intent, let target, let within):
      return
        "At \(place), saying something heard as \(listener.intents[intent.index].name) does not lead to "
        + "\(words(for: target)) within \(within == 1 ? "one turn" : "\(within) turns")."
    case .canReach(let target): return "From \(place) there is no way to \(words(for: target))."
    }
  }

  private func words(for target: Promise.Target) -> String {
    switch target {
    case .tag(let tag): "#\(tags[tag.index].name)"
    case .step(let step): self[step].address
    }
  }
}
