public import Dialogue
import Intents

/// A conversation whose every event becomes a record. Talking and replaying drive this same value, so that they
/// cannot differ.
///
/// What the person does is a record that can be written before anything is made of it (`hear`), and what the coach
/// does is records that can be written before they are shown (`answer`).
public struct Session: Sendable {
  public private(set) var conversation: Conversation

  public init(program: Program) {
    conversation = Conversation(program: program)
  }

  public var program: Program { conversation.program }
  public var hasEnded: Bool { conversation.state.ended }
  /// The address of the step whose question waits.
  public var step: String { program[conversation.state.at].address }

  /// How a note begins that says a remembered fact was dropped.
  static let droppedBeginning = "The remembered “"

  /// A message and how it was understood; `record` is for the file, now, before `answer`.
  public struct Turn: Sendable {
    public let record: Record
    public let understanding: Understanding
  }

  /// The header, and what the coach opens with.
  public mutating func begin(_ header: Header) -> [Record] {
    let facts = header.facts.map { fact in
      let kind = program.fact(named: fact.name).map { program[$0].kind }
      return (name: fact.name, value: fact.value.factValue(kind: kind))
    }
    let opening = Opening(seed: header.seed, country: header.country, facts: facts)
    let effects = conversation.begin(opening)
    return [Record(.header(header))] + closed(effects)
  }

  /// What a message would mean now. Nil when it is nothing: an empty line where none is listened for, or any line
  /// after the end.
  public func hear(_ text: String, after: Tenths) -> Turn? {
    guard !hasEnded else { return nil }
    let understanding = conversation.understand(text)
    guard understanding.choice != .nothing else { return nil }
    let heard = Heard(understanding, at: conversation.state.at, in: program)
    return Turn(record: Record(.you(text, after: after, heard: heard)), understanding: understanding)
  }

  /// What the coach does about it.
  public mutating func answer(_ turn: Turn) -> [Record] {
    let effects = conversation.hear(turn.understanding)
    return closed(effects)
  }

  /// Take back the last turns: the command and what follows. Nil when there are not so many.
  public mutating func undo(turns: Int = 1, after: Tenths) -> [Record]? {
    guard let effects = conversation.undo(turns: turns) else { return nil }
    return [Record(.command(.undo(turns: turns), after: after))] + closed(effects)
  }

  /// Go back to where a step's question last waited. Nil when it never did.
  public mutating func undo(to step: StepID, after: Tenths) -> [Record]? {
    guard let turns = conversation.turnsBack(to: step) else { return nil }
    return undo(turns: turns, after: after)
  }

  /// - Parameter country: two capital letters, or nil for "not told".
  public mutating func setCountry(_ country: String?, after: Tenths) -> [Record] {
    let effects = conversation.setCountry(country)
    return [Record(.command(.country(country), after: after))] + closed(effects)
  }

  /// Take the session up again after it was left: the question that waits is asked once more.
  ///
  /// - Parameter at: the time, `2026-11-21T20:14:03Z`.
  public mutating func resume(at: String) -> [Record] {
    let record = Record(.resumed(step: step, at: at))
    let effects = conversation.setCountry(conversation.state.country)
    return [record] + closed(effects)
  }

  /// The person leaves. Empty when the conversation had come to its end by itself.
  public func leave() -> [Record] {
    hasEnded ? [] : [Record(.end(.left), state: digest)]
  }

  private var digest: String { conversation.state.digest(in: program) }

  /// The records of a turn that has been made, the last one carrying the state it led to. (Effects come in already
  /// made: as an argument of this call they would be made on a later copy than the one whose state is read.)
  private func closed(_ effects: [Effect]) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(effects.count + 1)
    for effect in effects {
      records.append(Record(Record.Kind(effect, in: program)))
      // Dropped once is dropped for good: the next session reads what is remembered from this one.
      if case .dropped(let fact) = effect { records.append(Record(.forget(fact))) }
    }
    // A note is never compared, so it cannot carry what is to be compared.
    if records.last.map({ $0.isNote }) ?? true { records.append(Record(.quiet)) }
    records[records.count - 1].state = digest
    return records
  }
}

extension Record {
  fileprivate var isNote: Bool {
    if case .note = kind { return true }
    return false
  }
}

extension Record.Kind {
  init(_ effect: Effect, in program: Program) {
    switch effect {
    case .say(let words, let step): self = .coach(words, step: program[step].address)
    case .pause(let seconds): self = .pause(seconds: seconds)
    case .remember(let fact, let value):
      let declaration = program[fact]
      self = .remember(declaration.name, RecordedValue(value, kind: declaration.kind))
    case .forget(let fact): self = .forget(program[fact].name)
    case .dropped(let fact):
      self = .note(
        Session.droppedBeginning
          + "\(fact)” was dropped: these scripts no longer keep it, or not with that value.")
    case .end(.goodbye): self = .end(.goodbye)
    case .end(.stuck): self = .end(.stuck)
    }
  }
}

extension Heard {
  /// An understanding by names instead of places in a program.
  init(_ understanding: Understanding, at step: StepID, in program: Program) {
    let replies = program[step].question?.replies ?? []
    self.init(.unclear, score: understanding.match?.score)
    var urgent = understanding.urgent
    switch understanding.choice {
    case .urgent(let rank):
      way = .urgent
      name = program.urgent[rank].name
      urgent.removeAll { $0 == rank }
    case .anytime(let index):
      way = .anytime
      name = program.anytime[index].name
    case .reply(let index, _):
      way = Self.way(of: replies[index], understanding)
      name = replies[index].name
    case .unclear(let indices): tied = indices.map { replies[$0].name }
    case .nothing: break
    }
    also = urgent.map { program.urgent[$0].name }
    evidence = (understanding.match?.evidence ?? []).map(\.feature)
  }

  private static func way(of reply: Reply, _ understanding: Understanding) -> Way {
    guard understanding.match == nil else { return .reply }
    return reply.heads.contains(.anything) && !understanding.text.utf8.allSatisfy { $0 <= 0x20 }
      ? .anything : .enter
  }
}
