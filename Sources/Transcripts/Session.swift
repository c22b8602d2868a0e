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

  public var program: Program {
    _read { yield conversation.program }
  }
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
    return turn(conversation.understand(text), after)
  }

  /// The same, keeping in mind what is said often.
  func hear(_ text: String, after: Tenths, remembering memo: TurnMemo) -> Turn? {
    guard !hasEnded else { return nil }
    let (understanding, isOld) = conversation.understand(text, remembering: memo.hearings)
    guard let turn = turn(understanding, after) else { return nil }
    if isOld, case .you(_, _, let heard) = turn.record.kind {
      memo.keep(text, heard, understanding, at: TurnMemo.Place(conversation.state))
    }
    return turn
  }

  private func turn(_ understanding: Understanding, _ after: Tenths) -> Turn? {
    guard understanding.choice != .nothing else { return nil }
    let heard = Heard.of(understanding, at: conversation.state.at, in: conversation.program)
    return Turn(
      record: Record(.you(understanding.text, after: after, heard: heard)), understanding: understanding)
  }

  /// What the coach does about it.
  public mutating func answer(_ turn: Turn) -> [Record] { answer(turn.understanding) }

  mutating func answer(_ understanding: Understanding) -> [Record] {
    let effects = conversation.hear(understanding)
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

  /// The label of the reply in `@anytime` that reads back what was told.
  public static let summaryLabel = "summary"

  /// Read back what was told, and ask the question that waits once more. Nil when the scripts have no such visit.
  public mutating func summarise(after: Tenths) -> [Record]? {
    guard let index = program.visit(labelled: Self.summaryLabel, in: conversation.state) else { return nil }
    let effects = conversation.take(anytime: index)
    return [Record(.command(.summary, after: after))] + closed(effects)
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

  private var digest: UInt64 { conversation.state.digestValue(in: conversation.program) }

  /// The records of a turn that has been made, the last one carrying the state it led to. (Effects come in already
  /// made: as an argument of this call they would be made on a later copy than the one whose state is read.)
  private func closed(_ effects: [Effect]) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(effects.count + 1)
    for effect in effects {
      records.append(Record(Record.Kind.of(effect, in: conversation.program)))
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
  // A function and not an initialiser: an initialiser takes a copy of its program, retain by retain.
  static func of(_ effect: Effect, in program: Program) -> Self {
    switch effect {
    case .say(let words, let step): return .coach(words, step: program[step].address)
    case .pause(let seconds): return .pause(seconds: seconds)
    case .remember(let fact, let value):
      return .remember(program[fact].name, RecordedValue(value, kind: program[fact].kind))
    case .forget(let fact): return .forget(program[fact].name)
    case .dropped(let fact):
      return .note(
        Session.droppedBeginning
          + "\(fact)” was dropped: these scripts no longer keep it, or not with that value.")
    case .end(.goodbye): return .end(.goodbye)
    case .end(.stuck): return .end(.stuck)
    }
  }
}

extension Heard {
  /// An understanding by names instead of places in a program.
  static func of(_ understanding: Understanding, at step: StepID, in program: Program) -> Heard {
    let replies = program[step].question?.replies ?? []
    var heard = Heard(.unclear, score: understanding.match?.score)
    var urgent = understanding.urgent
    switch understanding.choice {
    case .urgent(let rank):
      heard.way = .urgent
      heard.name = program.urgent[rank].name
      urgent.removeAll { $0 == rank }
    case .anytime(let index):
      heard.way = .anytime
      heard.name = program.anytime[index].name
    case .reply(let index, _):
      heard.way = Self.way(of: replies[index], understanding)
      heard.name = replies[index].name
    case .unclear(let indices): heard.tied = indices.map { replies[$0].name }
    case .nothing: break
    }
    heard.also = urgent.map { program.urgent[$0].name }
    heard.evidence = (understanding.match?.evidence ?? []).map(\.feature)
    return heard
  }

  private static func way(of reply: Reply, _ understanding: Understanding) -> Way {
    guard understanding.match == nil else { return .reply }
    return reply.heads.contains(.anything) && !understanding.text.utf8.allSatisfy { $0 <= 0x20 }
      ? .anything : .enter
  }
}
