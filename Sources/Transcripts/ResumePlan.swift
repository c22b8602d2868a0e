/// How a session that was left, or killed, goes on.
public struct ResumePlan: Sendable {
  public enum Way: Equatable, Sendable {
    /// Everything still fits: go on in the same file.
    case sameFile
    /// The scripts changed: go on in a new file, which `records` begin; the old one stays as it is.
    ///
    /// - Parameters:
    ///   - kept: turns that still fit.
    ///   - of: turns there were.
    case newFile(kept: Int, of: Int, because: Difference)
    /// The conversation had come to its end; there is nothing to go on with.
    case ended
  }

  public let way: Way
  /// Ready to go on; empty of meaning when `way` is `.ended`.
  public let session: Session
  /// Lines to write now, before anything else: in the same file what a crash left unsaid, in a new one everything
  /// from the header on. The last of them ask the waiting question once more.
  public let records: [Record]
  /// How many of `records` are to be shown: the last ones.
  public let shown: Int

  /// For the person; nil when everything still fits.
  public var words: String? {
    guard case .newFile(let kept, let turns, let difference) = way else { return nil }
    let what =
      difference.cause.outcome == .reworded ? "I now say some things in other words" : difference.cause.words
    if kept == turns { return "My scripts have changed since we last talked: \(what)" }
    let place = kept == 0 ? "from the beginning" : "from where we were after turn \(kept)"
    return
      "My scripts have changed since we last talked, and turn \(kept + 1) of \(turns) no longer fits: \(what) "
      + "We go on \(place). The old transcript stays as it is."
  }
}

extension Replayer {
  /// What going on with a transcript takes. Pure: nothing is written.
  ///
  /// - Parameter at: the time, `2026-11-21T20:14:03Z`.
  /// - Throws: `TranscriptProblem` when it can't be replayed at all: other scripts, or lines that can't be read.
  public func resume(_ transcript: Transcript, path: String, at: String) throws(TranscriptProblem)
    -> ResumePlan
  {
    var replay = Replay(self, source: path, line: 1)
    for (index, record) in transcript.records.enumerated() { replay.take(record, line: index + 1) }
    let unsaid = replay.unsaid
    let verdict = replay.finish()
    if case .otherScript? = verdict.difference?.cause {
      throw TranscriptProblem(path: path, line: 1, cause: .otherScript(transcript.header.script))
    }
    guard let difference = verdict.difference else { return goOn(replay.session, unsaid, at) }
    return anew(transcript, difference, at)
  }

  private func goOn(_ session: Session, _ unsaid: [Record], _ at: String) -> ResumePlan {
    var session = session
    guard !session.hasEnded else {
      return ResumePlan(way: .ended, session: session, records: unsaid, shown: 0)
    }
    let resumed = session.resume(at: at)
    return ResumePlan(
      way: .sameFile, session: session, records: unsaid + resumed, shown: unsaid.count + resumed.count)
  }

  private func anew(_ transcript: Transcript, _ difference: Difference, _ at: String) -> ResumePlan {
    let turns = transcript.records.count { $0.isTurn }
    let fits = difference.cause.outcome == .reworded ? turns : max(0, difference.turn - 1)
    var (kept, rest) = remake(transcript, turns: fits)
    if kept.session.hasEnded {
      return ResumePlan(way: .ended, session: kept.session, records: [], shown: 0)
    }
    rest = rest.filter(\.isTurn)
    kept.takeHeldFacts(from: rest)
    kept.write([Record(.note(Self.resumedNote(kept: fits, of: turns)))])
    let before = kept.records.count
    kept.resume(at: at)
    return ResumePlan(
      way: .newFile(kept: fits, of: turns, because: difference), session: kept.session, records: kept.records,
      shown: kept.records.count - before)
  }

  private static func resumedNote(kept: Int, of turns: Int) -> String {
    "Taken up again on changed scripts: \(kept) of \(turns) turns still fitted."
  }

  /// The first turns made again, and the records that were not used.
  private func remake(_ transcript: Transcript, turns: Int) -> (Remaking, [Record]) {
    var made = Remaking(program: program, digest: digest)
    var count = 0
    for (index, record) in transcript.records.enumerated() {
      if record.isTurn {
        guard count < turns else { return (made, Array(transcript.records[index...])) }
        count += 1
      }
      made.take(record)
    }
    return (made, [])
  }
}
