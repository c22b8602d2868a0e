public import Dialogue

/// Replays transcripts on the scripts of today.
public struct Replayer: Sendable {
  public let program: Program
  /// `ScriptDigest` of today's scripts: only noted, never a failure.
  public let digest: String
  let renames: Renames
  var limits = ReplayLimits()
  /// Whether what is said often is heard once and kept in mind. The verdicts are the same; only the time differs.
  public var remembersHearings = true

  public init(program: Program, digest: String) {
    self.program = program
    self.digest = digest
    renames = Renames(program)
  }

  /// Every transcript in some bytes.
  ///
  /// - Parameter source: what to call them in verdicts.
  public func verdicts(of bytes: [UInt8], source: String) -> [Verdict] {
    var verdicts: [Verdict] = []
    var stream = ReplayStream(self, source: source, memo: makeMemo())
    stream.feed(bytes) { verdicts.append($0) }
    stream.finish { verdicts.append($0) }
    return verdicts
  }

  /// Room to remember hearings in, for one worker.
  func makeMemo() -> TurnMemo? { remembersHearings ? TurnMemo(program) : nil }
}
