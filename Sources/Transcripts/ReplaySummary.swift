#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a run went, as a whole.
public struct ReplaySummary: Equatable, Sendable {
  public private(set) var transcripts = 0
  public private(set) var turns = 0
  public private(set) var identical = 0
  public private(set) var reworded = 0
  public private(set) var rerouted = 0
  public private(set) var broken = 0
  /// Of the broken ones, those that belong to steps or scripts that are gone.
  public private(set) var orphaned = 0
  private var missing = 0
  private var unreachable = 0
  private var unreadable = 0

  public init() {}

  public mutating func add(_ verdict: Verdict) {
    transcripts += 1
    turns += verdict.turns
    switch verdict.outcome {
    case .identical: identical += 1
    case .reworded: reworded += 1
    case .rerouted: rerouted += 1
    case .broken: broken += 1
    }
    if verdict.isOrphaned { orphaned += 1 }
    switch verdict.difference?.cause {
    case .inputOutput(let error) where error.code == ENOENT: missing += 1
    case .inputOutput: unreachable += 1
    case .unreadable, .noHeader, .sealed: unreadable += 1
    default: break
    }
  }

  /// 0 when there were transcripts and all are identical; 1 when one goes otherwise; 65 when one can't be read as a
  /// transcript; 66 when there is none, or a path is not there; 74 when the system would not give one.
  public var exitCode: Int32 {
    if unreachable > 0 { return 74 }
    if missing > 0 || transcripts == 0 { return 66 }
    if unreadable > 0 { return 65 }
    return identical == transcripts ? 0 : 1
  }

  /// One sentence, and one more when there are orphans.
  public var words: String {
    guard transcripts > 0 else { return "There was nothing to replay." }
    let parts = [
      ("identical", identical), ("reworded", reworded), ("rerouted", rerouted), ("broken", broken),
    ]
    .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    let what = transcripts == 1 ? "1 transcript" : "\(transcripts) transcripts"
    let sum = "\(what), \(turns) \(turns == 1 ? "turn" : "turns"): \(parts.joined(separator: ", "))."
    guard orphaned > 0 else { return sum }
    let orphans = orphaned == 1 ? "1 is orphaned: it belongs" : "\(orphaned) are orphaned: they belong"
    return
      "\(sum) \(orphans) to steps or scripts that are gone. Say @renamed where a step has a new name; delete what "
      + "nobody needs any more."
  }
}
