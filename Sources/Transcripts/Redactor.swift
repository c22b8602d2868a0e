import Dialogue
import Intents

/// A transcript in which the person's words are replaced, and which still replays as any other does: each message
/// becomes words the scripts' authors wrote that are understood in the same way, or a placeholder where the scripts
/// take whatever comes. Nothing of the person's words is left, neither in quotations nor among the evidence; what
/// was understood, and when, stays.
public struct Redaction: Equatable, Sendable {
  public var records: [Record]
  /// Turns that were replaced, of so many there were. Fewer where no other words lead the same way: there the
  /// transcript ends, with a note.
  public var turns: Int
  public var of: Int

  /// Says in the file that the words in it are not the person's.
  static let note = "The person's words in this transcript were replaced by others that lead the same way."
}

/// A session's records in other words, while it goes on: each batch that would be saved is turned into the batch that
/// is saved instead, so that the person's own words never reach the disk.
public struct LiveRedaction: Sendable {
  private let replayer: Replayer
  private var redactor: Redactor?
  /// Whether no other words led the same way at some turn; from there on nothing is given.
  public private(set) var hasStopped = false

  public init(_ replayer: Replayer) { self.replayer = replayer }

  /// What to save instead of some records. A session's first are its header and the opening.
  public mutating func take(_ records: [Record]) -> [Record] {
    var given: [Record] = []
    for record in records where !hasStopped {
      if case .header(let header) = record.kind { redactor = Redactor(replayer, header) }
      hasStopped = redactor?.take(record) == false
      if hasStopped { redactor?.stop() }
      given += redactor?.takeRecords() ?? []
    }
    return given
  }
}

extension Replayer {
  /// - Throws: `TranscriptProblem` when it belongs to other scripts.
  public func redact(_ transcript: Transcript, path: String) throws(TranscriptProblem) -> Redaction {
    guard transcript.header.script == program.name else {
      throw TranscriptProblem(path: path, line: 1, cause: .otherScript(transcript.header.script))
    }
    var redactor = Redactor(self, transcript.header)
    let turns = transcript.records.count { $0.isTurn }
    for record in transcript.records.dropFirst() {
      guard redactor.take(record) else {
        redactor.stop()
        break
      }
    }
    return Redaction(records: redactor.records, turns: redactor.turns, of: turns)
  }
}

/// Runs the conversation twice, with the person's words and with others, and keeps the two on one path.
struct Redactor: Sendable {
  private var original: Session
  private var redacted: Session
  private(set) var records: [Record] = []
  private(set) var turns = 0

  init(_ replayer: Replayer, _ header: Header) {
    original = Session(program: replayer.program)
    redacted = original
    var begun = header
    begun.digest = replayer.digest
    _ = original.begin(begun)
    begun.facts = header.facts.map { fact in
      let kind = replayer.program.fact(named: fact.name).map { replayer.program[$0].kind }
      return RecordedFact(name: fact.name, value: Self.redacted(fact.value, kind))
    }
    records = redacted.begin(begun)
    records.insert(Record(.note(Redaction.note)), at: 1)
  }

  /// The records since this was last asked.
  mutating func takeRecords() -> [Record] {
    defer { records = [] }
    return records
  }

  /// False when the two can't be kept on one path from here on.
  mutating func take(_ record: Record) -> Bool {
    switch record.kind {
    case .you(let text, let after, _): return say(text, after)
    case .command(.undo(let count), let after):
      guard original.undo(turns: count, after: after) != nil else { return true }
      turns += 1
      records += redacted.undo(turns: count, after: after) ?? []
    case .command(.country(let country), let after):
      turns += 1
      _ = original.setCountry(country, after: after)
      records += redacted.setCountry(country, after: after)
    case .command(.summary, let after):
      turns += 1
      _ = original.summarise(after: after)
      records += redacted.summarise(after: after) ?? []
    case .resumed(_, let at):
      _ = original.resume(at: at)
      records += redacted.resume(at: at)
    case .end(.left): records += redacted.leave()
    default: break
    }
    return original.step == redacted.step
  }

  mutating func stop() {
    records.append(
      Record(.note("Redaction ends here: no other words lead the way that the person's words led.")))
  }

  private mutating func say(_ text: String, _ after: Tenths) -> Bool {
    guard let turn = original.hear(text, after: after) else { return true }
    let wanted = turn.understanding
    let before = original
    _ = original.answer(turn)
    for candidate in candidates(wanted, before) {
      guard let other = redacted.hear(candidate, after: after), other.understanding.isLike(wanted) else {
        continue
      }
      var further = redacted
      let answer = further.answer(other)
      guard further.step == original.step, further.hasEnded == original.hasEnded else { continue }
      redacted = further
      records.append(other.record)
      records += answer
      turns += 1
      return true
    }
    return false
  }

  /// Words that may be understood in the same way, the plainest first; at most a few hundred.
  private func candidates(_ wanted: Understanding, _ before: Session) -> [String] {
    let program = before.program
    let replies = program[before.conversation.state.at].question?.replies ?? []
    let placeholder = "(their words, \(turns + 1))"
    var words: [String]
    switch wanted.choice {
    case .reply(let index, let captured): words = self.words(replies[index], captured, before)
    case .anytime(let index): words = self.words(program.anytime[index], nil, before)
    case .urgent(let rank): words = self.words(program.urgent[rank], nil, before)
    case .unclear(let tied): words = [tied.compactMap { replies[$0].label }.joined(separator: " ")]
    case .nothing: words = []
    }
    let others = wanted.urgent.flatMap { self.words(program.urgent[$0], nil, before).prefix(4) }
    words += words.prefix(8).flatMap { first in others.map { "\(first). \($0)" } }
    if case .reply(let index, _) = wanted.choice, replies[index].heads.contains(.anything) {
      words =
        [placeholder] + drafts(replies[index], wanted.text, before).map { "\(placeholder) \($0)" } + words
    }
    return words.filter { !$0.isEmpty || wanted.text.utf8.allSatisfy { $0 <= 0x20 } } + [placeholder, ""]
  }

  private func words(_ reply: Reply, _ captured: FactValue?, _ before: Session) -> [String] {
    reply.heads.flatMap { head -> [String] in
      switch head {
      case .phrase(let phrase): return [before.program.listener.phrases[phrase.index].words]
      case .intent(let intent):
        let intent = before.program.listener.intents[intent.index]
        return intent.says + intent.words
      case .yes: return ["yes"]
      case .no: return ["no"]
      case .day: return ["tomorrow"]
      case .lengthOfTime: return ["two weeks"]
      case .number:
        guard case .count(let count)? = captured else { return [] }
        return [String(count)]
      case .item(let list): return place(of: captured, in: list, before)
      case .anything, .enter, .noneOfThese: return []
      }
    }
  }

  /// The number of the item that was meant.
  private func place(of captured: FactValue?, in list: FactID, _ before: Session) -> [String] {
    guard case .text(let item)? = captured, case .list(let items) = before.conversation.state[list],
      let index = items.firstIndex(of: item)
    else { return [] }
    return ["number \(index + 1)", "\(index + 1)"]
  }

  /// For words that are looked through: what an author wrote for every reply that fits them.
  private func drafts(_ reply: Reply, _ text: String, _ before: Session) -> [String] {
    guard let fact = reply.captures else { return [] }
    let hearing = before.program.listener.hear(text)
    let looks = before.program.steps.flatMap(\.looks).filter { $0.fact == fact }
    let fitting = looks.flatMap(\.replies).filter { reply in reply.heads.contains { hearing.holds($0) } }
    guard !fitting.isEmpty else { return [] }
    return (0..<3).map { number in
      fitting.map { reply in
        let words = self.words(reply, nil, before)
        return words.isEmpty ? "" : words[number % words.count]
      }.joined(separator: ". ")
    }
  }

  private static func redacted(_ value: RecordedValue, _ kind: FactKind?) -> RecordedValue {
    switch (value, kind) {
    case (.text(let text), .oneOf(let options)?) where options.contains(text): value
    case (.text, _): .text("(their words)")
    case (.list(let items), _): .list(items.indices.map { "(their words, kept \($0 + 1))" })
    default: value
    }
  }
}

extension Hearing {
  /// Whether an intent or phrase was heard.
  fileprivate func holds(_ head: Reply.Head) -> Bool {
    switch head {
    case .intent(let intent): self.intent(intent) != nil
    case .phrase(let phrase): self.phrase(phrase) != nil
    default: false
    }
  }
}

extension Understanding {
  /// Whether the same reply takes the turn and the same guards go up.
  fileprivate func isLike(_ other: Understanding) -> Bool {
    guard urgent == other.urgent else { return false }
    switch (choice, other.choice) {
    case (.reply(let index, let captured), .reply(let wanted, let value)):
      if case .count = value { return index == wanted && captured == value }
      return index == wanted
    default: return choice == other.choice
    }
  }
}
