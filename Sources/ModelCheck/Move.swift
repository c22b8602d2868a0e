public import Dialogue

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
  public func moves(in state: State) -> [Move] {
    guard !state.ended, let question = self[state.at].question else { return [] }
    var moves = urgent.indices.filter { mayInterrupt(urgent: $0, state) }.map {
      Move(choice: .urgent($0), urgent: [$0])
    }
    for (index, reply) in question.replies.enumerated() {
      for captured in captures(reply) {
        moves.append(Move(choice: .reply(index, captured: captured), urgent: []))
      }
    }
    moves += anytime.indices.filter { mayInterrupt(anytime: $0, state) }
      .map { Move(choice: .anytime($0), urgent: []) }
    moves.append(Move(choice: .unclear(tied: []), urgent: []))
    return moves
  }

  /// One representative of what a reply may capture: a text stands for all texts, a count for both its bounds.
  private func captures(_ reply: Reply) -> [FactValue?] {
    guard let fact = reply.captures else { return [nil] }
    switch self[fact].kind {
    case .count(let range): return [.count(range.lowerBound), .count(range.upperBound)]
    default: return [.text(Self.anyText)]
    }
  }

  static var anyText: String { "something" }
}

extension Program {
  /// A step of a path in words: what the person does, and whether they take it back. Nil for what nobody does.
  public func words(for how: Explorer.How) -> String? {
    switch how {
    case .move(let move): words(for: move)
    case .takenBack(let move): "\(words(for: move)), and takes it back"
    case .returned: nil
    }
  }

  private func words(for move: Move) -> String {
    switch move.choice {
    case .urgent(let rank): "says something heard as \(urgent[rank].name)"
    case .anytime(let index): "says something heard as \(anytime[index].name)"
    case .reply(let index, _): "answers with reply \(index + 1)"
    case .unclear: "says something that is not understood"
    case .nothing: "says nothing"
    }
  }
}
