import Dialogue

/// A transcript made again on the scripts of today: the same things said and done at the same times, with what the
/// coach does about them now. This is what `--update` writes.
public struct Renewal: Equatable, Sendable {
  public internal(set) var bytes: [UInt8] = []
  /// Things the person did that have no place any more: said after the end, or taken back where nothing was.
  public internal(set) var dropped = 0
}

/// Makes one transcript again, record by record.
struct Renewer {
  private var session: Session
  private let digest: String
  private var writer = RecordWriter()
  private var dropped = 0

  init(program: Program, digest: String) {
    session = Session(program: program)
    self.digest = digest
  }

  var isEmpty: Bool { writer.bytes.isEmpty }
  var renewal: Renewal { Renewal(bytes: writer.bytes, dropped: dropped) }

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

  private mutating func drop() { dropped += 1 }

  private mutating func write(_ records: [Record]) {
    for record in records { writer.append(record) }
  }
}

extension Replayer {
  /// One transcript made again.
  ///
  /// - Throws: `TranscriptProblem` when it can't be read; nothing is made of a part.
  public func renewal(of bytes: [UInt8], path: String) throws(TranscriptProblem) -> Renewal {
    var renewer = Renewer(program: program, digest: digest)
    var lines = LineReader()
    lines.feed(bytes.last == 0x0A ? bytes : bytes + [0x0A])
    var problem: TranscriptProblem?
    while problem == nil,
      lines.next({ line, at in
        if line.isBlank { return }
        do throws(ReadProblem) {
          let record = try RecordReader.read(line)
          if let cause = Self.misplaced(record, isFirst: renewer.isEmpty) {
            problem = TranscriptProblem(path: path, line: at, cause: cause)
          } else {
            renewer.take(record)
          }
        } catch {
          problem = TranscriptProblem(path: path, line: at, cause: .unreadable(error))
        }
      })
    {}
    if let problem { throw problem }
    if renewer.isEmpty { throw TranscriptProblem(path: path, line: 1, cause: .noHeader) }
    return renewer.renewal
  }

  private static func misplaced(_ record: Record, isFirst: Bool) -> TranscriptProblem.Cause? {
    if case .header = record.kind { return isFirst ? nil : .several }
    return isFirst ? .noHeader : nil
  }
}
