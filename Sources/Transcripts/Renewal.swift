import Dialogue

/// A transcript made again on the scripts of today: the same things said and done at the same times, with what the
/// coach does about them now. This is what `--update` writes.
public struct Renewal: Equatable, Sendable {
  public internal(set) var bytes: [UInt8] = []
  /// Things the person did that have no place any more: said after the end, or taken back where nothing was.
  public internal(set) var dropped = 0
}

extension Replayer {
  /// One transcript made again.
  ///
  /// - Throws: `TranscriptProblem` when it can't be read; nothing is made of a part.
  public func renewal(of bytes: [UInt8], path: String) throws(TranscriptProblem) -> Renewal {
    let transcript = try Transcript(bytes, path: path)
    guard transcript.header.script == program.name else {
      throw TranscriptProblem(path: path, line: 1, cause: .otherScript(transcript.header.script))
    }
    var made = Remaking(program: program, digest: digest)
    for record in transcript.records { made.take(record) }
    var renewal = Renewal(dropped: made.dropped)
    var writer = RecordWriter()
    for record in made.records { writer.append(record) }
    renewal.bytes = writer.bytes
    return renewal
  }
}
