import Dialogue

/// A transcript being made again, as records.
struct Remaking {
  private(set) var session: Session
  private let digest: String
  private(set) var records: [Record] = []
  /// Things the person did that have no place any more.
  private(set) var dropped = 0

  init(program: Program, digest: String) {
    session = Session(program: program)
    self.digest = digest
  }

  mutating func take(_ record: Record) {
    switch record.kind {
    case .header(var header):
      header.digest = digest
      header.version = Header.currentVersion
      write(session.begin(header))
    case .you(let text, let after, _):
      guard let turn = session.hear(text, after: after) else { return drop() }
      write([turn.record])
      write(session.answer(turn))
    case .command(.undo(let turns), let after):
      guard let records = session.undo(turns: turns, after: after) else { return drop() }
      write(records)
    case .command(.country(let country), let after):
      guard !session.hasEnded else { return drop() }
      write(session.setCountry(country, after: after))
    case .command(.summary, let after):
      guard let records = session.summarise(after: after) else { return drop() }
      write(records)
    case .resumed(_, let at):
      guard !session.hasEnded else { return drop() }
      write(session.resume(at: at))
    case .end(.left): write(session.leave())
    case .note(let words):
      // What the session itself notes, it notes again.
      if !words.hasPrefix(Session.droppedBeginning) { write([record]) }
    case .coach, .pause, .remember, .forget, .end, .quiet: break
    }
  }

  mutating func write(_ more: [Record]) { records += more }

  mutating func resume(at: String) { write(session.resume(at: at)) }

  private mutating func drop() { dropped += 1 }

  /// What guards the person is kept, also from turns that no longer fit: those are run on, and taken back again when
  /// they raised anything, which lowers no held fact. Nothing of them is written when they raised nothing.
  mutating func takeHeldFacts(from rest: [Record]) {
    var further = self
    for record in rest { further.take(record) }
    guard further.session.heldFacts != session.heldFacts else { return }
    let turns = further.session.conversation.past.count - session.conversation.past.count
    if turns > 0, let back = further.session.undo(turns: turns, after: .zero) { further.write(back) }
    guard !further.session.hasEnded else { return }
    self = further
  }
}

extension Record {
  /// Whether it counts as a turn of the person.
  var isTurn: Bool {
    switch kind {
    case .you, .command: true
    default: false
    }
  }
}
