public import Dialogue

/// Replays transcripts on the scripts of today.
public struct Replayer: Sendable {
  public let program: Program
  /// `ScriptDigest` of today's scripts: only noted, never a failure.
  public let digest: String
  let renames: Renames
  var limits = ReplayLimits()

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
    var stream = ReplayStream(self, source: source)
    stream.feed(bytes) { verdicts.append($0) }
    stream.finish { verdicts.append($0) }
    return verdicts
  }
}
