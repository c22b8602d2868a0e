import Dialogue

/// One transcript against the scripts of today, line by line: what the person did is done again in a `Session`, and
/// what the session then records is held against what was recorded.
struct Replay {
  private(set) var session: Session
  private let digest: String
  private let renames: Renames
  private var verdict: Verdict
  private var hasBegun = false
  /// What the turn under way records now, and how many of those were found in the transcript.
  private var now: [Record] = []
  private var matched = 0
  /// Recorded lines of this turn from the first that differs; no more of them than `mostKept`.
  private var others: [Record] = []
  private var otherLine = 0
  private var input: Input?
  private var inputLine = 0
  /// The step whose question waited for the input.
  private var inputStep: StepID?
  private var isOver = false
  private var writer = RecordWriter()
  /// The last line so far is no `end`.
  private var isCutOff = false
  /// After the path parted nothing can be compared any more; the rest is only read.
  private var isAdrift = false
  private var isUnreadable = false

  private let memo: TurnMemo?

  /// What the person did: as it was read, or as it is known from before.
  private enum Input {
    case read(Record)
    case known(TurnMemo.Entry, after: Tenths)

    var record: Record {
      switch self {
      case .read(let record): record
      case .known(let entry, let after):
        Record(.you(entry.understanding.text, after: after, heard: entry.heard))
      }
    }
  }

  /// Recorded lines of one turn that are kept for showing.
  static let mostKept = 64

  /// - Parameter memo: of the same replayer; nil to hear every line afresh.
  init(_ replayer: Replayer, source: String, line: Int, memo: TurnMemo? = nil) {
    self.memo = memo
    session = Session(program: replayer.program)
    digest = replayer.digest
    renames = replayer.renames
    verdict = Verdict(source: source, line: line, outcome: .identical, turns: 0, difference: nil, notes: [])
  }

  /// Whether a line is, byte for byte, what the session records next; then it counts as taken. Nearly every line of a
  /// good transcript is, and writing what is expected costs a third of reading what was recorded.
  mutating func takeExpected(_ line: Span<UInt8>) -> Bool {
    guard matched < now.count, others.isEmpty, !isAdrift else { return false }
    writer.removeAll()
    writer.append(now[matched])
    guard writer.bytes.count == line.count + 1, line.isPrefix(of: writer.bytes) else { return false }
    isCutOff = !now[matched].isEnd
    if !isCutOff { isOver = true }
    matched += 1
    return true
  }

  /// Whether a line is, byte for byte, something said that was heard here before as it would be heard now; then it
  /// counts as taken, and is neither read nor heard again.
  mutating func takeKnown(_ line: Span<UInt8>, number: Int) -> Bool {
    guard let memo, hasBegun, !isAdrift, !isOver, matched == now.count, others.isEmpty, !session.hasEnded,
      let spoken = SpokenLine(line),
      let entry = memo.find(line.extracting(spoken.words), at: TurnMemo.Place(session.conversation.state)),
      entry.tail.count == spoken.tail.count, line.extracting(spoken.tail).isPrefix(of: entry.tail)
    else { return false }
    isCutOff = true
    verdict.turns += 1
    input = .known(entry, after: spoken.after)
    inputLine = number
    inputStep = session.conversation.state.at
    now = session.answer(entry.understanding)
    matched = 0
    return true
  }

  /// The next line of the transcript.
  mutating func take(_ record: Record, line: Int) {
    guard !isUnreadable else { return }
    if case .note = record.kind { return }
    guard hasBegun || isHeader(record) else { return fail(.noHeader, line) }
    isCutOff = !record.isEnd
    if let gone = goneAddress(record) {
      return fail(.gone(address: gone), line, recorded: [record])
    }
    guard !isAdrift else { return }
    if record.isInput {
      finishTurn()
      guard !isAdrift else { return }
      begin(record, line)
    } else {
      compare(record, line)
    }
  }

  /// A line that could not be read: nothing after it can be trusted.
  mutating func take(_ problem: ReadProblem, line: Int) {
    guard !isUnreadable else { return }
    fail(.unreadable(problem), line)
  }

  /// The transcript is over. `torn` is how many bytes of a last line were cut short.
  mutating func finish(torn: Int = 0) -> Verdict {
    if !isAdrift, hasBegun { finishTurn(isLast: !isOver) }
    if !hasBegun, !isUnreadable { fail(.noHeader, verdict.line) }
    if isCutOff, !isUnreadable { verdict.notes.append(.unfinished) }
    if torn > 0 { verdict.notes.append(.tornTail(bytes: torn)) }
    return verdict
  }

  /// What a transcript that stops in the middle of a turn still lacks of it.
  var unsaid: [Record] { isAdrift || !others.isEmpty ? [] : Array(now[matched...]) }

  private func isHeader(_ record: Record) -> Bool {
    if case .header = record.kind { return true }
    return false
  }

  private mutating func begin(_ record: Record, _ line: Int) {
    guard !isOver || isResumption(record) else { return fail(.afterTheEnd, line, recorded: [record]) }
    input = .read(record)
    inputLine = line
    inputStep = hasBegun ? session.conversation.state.at : nil
    switch record.kind {
    case .header(let header): open(header, record, line)
    case .you(let text, let after, _):
      verdict.turns += 1
      listen(text, after, record, line)
    case .command(let command, let after):
      verdict.turns += 1
      obey(command, after, record, line)
    case .resumed(_, let at):
      isOver = false
      expect(session.resume(at: at), record, line)
    case .end:
      isOver = true
      expect(session.leave(), record, line)
    default: break
    }
  }

  private func isResumption(_ record: Record) -> Bool {
    if case .resumed = record.kind { return !session.hasEnded }
    return false
  }

  private mutating func open(_ header: Header, _ record: Record, _ line: Int) {
    hasBegun = true
    guard header.script == session.program.name else {
      return fail(.otherScript(recorded: header.script, now: session.program.name), line)
    }
    if header.digest != digest { verdict.notes.append(.otherDigest) }
    expect(session.begin(header), record, line)
  }

  private mutating func listen(_ text: String, _ after: Tenths, _ record: Record, _ line: Int) {
    let heard =
      memo.map { session.hear(text, after: after, remembering: $0) } ?? session.hear(text, after: after)
    guard let turn = heard else {
      return note(.heardOtherwise, line, recorded: [record], now: [])
    }
    if turn.record != record { noteHeard(recorded: record, now: turn.record, line) }
    guard !isAdrift else { return }
    now = session.answer(turn)
    matched = 0
  }

  private mutating func noteHeard(recorded: Record, now: Record, _ line: Int) {
    guard case .you(_, _, let then) = recorded.kind, case .you(_, _, let heard) = now.kind else { return }
    let cause: Difference.Cause = then.takesSameTurn(as: heard) ? .heardForOtherReasons : .heardOtherwise
    note(cause, line, recorded: [recorded], now: [now])
  }

  private mutating func obey(_ command: Command, _ after: Tenths, _ record: Record, _ line: Int) {
    switch command {
    case .country(let country): expect(session.setCountry(country, after: after), record, line)
    case .summary:
      guard let records = session.summarise(after: after) else {
        return fail(.impossible("summary"), line, recorded: [record])
      }
      expect(records, record, line)
    case .undo(let turns):
      guard let records = session.undo(turns: turns, after: after) else {
        return fail(.impossible("undo"), line, recorded: [record])
      }
      expect(records, record, line)
    }
  }

  /// What an input leads to; the first record is the input itself.
  private mutating func expect(_ records: [Record], _ record: Record, _ line: Int) {
    if records.first != record, !isSameResumption(records.first, record) {
      note(.wentElsewhere, line, recorded: [record], now: Array(records.prefix(1)))
    }
    now = Array(records.dropFirst())
    matched = 0
  }

  private func isSameResumption(_ a: Record?, _ b: Record) -> Bool {
    guard case .resumed(let now, _)? = a?.kind, case .resumed(let recorded, _) = b.kind else { return false }
    return session.program.step(at: recorded) == session.program.step(at: now)
  }

  private mutating func compare(_ record: Record, _ line: Int) {
    if record.isEnd { isOver = true }
    if others.isEmpty, matched < now.count, now[matched] == record || isRenamed(record, now[matched]) {
      matched += 1
      return
    }
    if others.isEmpty { otherLine = line }
    if others.count < Self.mostKept { others.append(record) }
  }

  /// Differing by nothing but the names that steps had before.
  private func isRenamed(_ recorded: Record, _ now: Record) -> Bool {
    if session.program.renames.isEmpty { return false }
    if case .coach(let words, let step) = recorded.kind, case .coach(let wordsNow, let stepNow) = now.kind {
      guard words == wordsNow, session.program.step(at: step) == session.program.step(at: stepNow) else {
        return false
      }
    } else if recorded.kind != now.kind {
      return false
    }
    return isSame(state: recorded.state, now.state)
  }

  private func isSame(state recorded: UInt64?, _ now: UInt64?) -> Bool {
    if recorded == now { return true }
    guard let recorded, now != nil else { return false }
    return renames.explain(recorded, of: session.conversation.state)
  }

  /// Everything that was recorded of a turn is known. The last turn of a session that was cut off may lack some.
  private mutating func finishTurn(isLast: Bool = false) {
    let rest = Array(now[matched...])
    defer {
      now = []
      matched = 0
      others = []
    }
    if others.isEmpty, rest.isEmpty || isLast { return }
    let then = Array(now[..<matched]) + others
    let path = Path(then, session.program)
    let pathNow = Path(now, session.program)
    let isKnown = isSame(state: path.state, pathNow.state)
    note(
      path.marks != pathNow.marks ? .wentElsewhere : isKnown ? .saidOtherwise : .knowsOtherwise,
      others.isEmpty ? inputLine : otherLine, recorded: others, now: rest)
  }

  private func goneAddress(_ record: Record) -> String? {
    switch record.kind {
    case .coach(_, let step), .resumed(let step, _):
      if matched < now.count, case .coach(_, step) = now[matched].kind { return nil }
      return session.program.step(at: step) == nil ? step : nil
    default: return nil
    }
  }

  private mutating func fail(_ cause: Difference.Cause, _ line: Int, recorded: [Record] = []) {
    note(cause, line, recorded: recorded, now: matched < now.count ? [now[matched]] : [])
    isAdrift = true
    if case .gone = cause { return }
    isUnreadable = true
  }

  /// A difference; the worst is kept, and of equally bad ones the first.
  private mutating func note(_ cause: Difference.Cause, _ line: Int, recorded: [Record], now: [Record]) {
    if cause.outcome >= .rerouted { isAdrift = true }
    guard cause.outcome > verdict.outcome else { return }
    verdict.outcome = cause.outcome
    verdict.difference = Difference(
      cause, turn: verdict.turns, line: line, step: inputStep.map { session.program[$0].address },
      input: input?.record, recorded: recorded, now: now)
  }
}

/// Which way a turn went, without its words.
private struct Path {
  enum Mark: Equatable {
    case step(StepID?)
    case remember(String, RecordedValue)
    case forget(String)
    case end(SessionEnd)
  }

  var marks: [Mark] = []
  var state: UInt64?

  init(_ records: [Record], _ program: Program) {
    state = records.last?.state
    for record in records {
      switch record.kind {
      case .coach(_, let address):
        let mark = Mark.step(program.step(at: address))
        if marks.last != mark { marks.append(mark) }
      case .remember(let fact, let value): marks.append(.remember(fact, value))
      case .forget(let fact): marks.append(.forget(fact))
      case .end(let end): marks.append(.end(end))
      default: break
      }
    }
  }
}
