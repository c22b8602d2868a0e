/// What became of one transcript on the scripts of today.
public struct Verdict: Equatable, Sendable {
  public enum Outcome: String, Equatable, Sendable, CaseIterable, Comparable {
    /// Every line is as it was, but for times.
    case identical
    /// The same path in other words.
    case reworded
    /// Another path.
    case rerouted
    /// It can't be replayed: a place that is gone, other scripts, or a file that can't be read.
    case broken

    /// Worse is greater.
    public static func < (a: Self, b: Self) -> Bool { a.severity < b.severity }

    private var severity: Int {
      switch self {
      case .identical: 0
      case .reworded: 1
      case .rerouted: 2
      case .broken: 3
      }
    }
  }

  /// The file, or `-`.
  public var source: String
  /// The line its header stands on, from 1: a file may hold several transcripts.
  public var line: Int
  public var outcome: Outcome
  /// Turns of the person that were replayed.
  public var turns: Int
  /// What made the outcome; nil when identical.
  public var difference: Difference?
  /// Things worth knowing that are no failure: scripts that changed since, a torn tail.
  public var notes: [Note]

  /// Whether it belongs to what is no more: a step that is gone, or other scripts. No edit will ever heal it; it wants
  /// a `@renamed`, or to be deleted.
  public var isOrphaned: Bool {
    switch difference?.cause {
    case .gone, .otherScript: true
    default: false
    }
  }

  public enum Note: Equatable, Sendable {
    /// Recorded with other files than those of today.
    case otherDigest
    /// The last line was cut short and is not counted.
    case tornTail(bytes: Int)
    /// There is no `end`: the program was stopped, or the session still runs.
    case unfinished
  }
}

/// The first turn that went otherwise, and how.
public struct Difference: Equatable, Sendable {
  public enum Cause: Equatable, Sendable {
    /// Another reply took the turn.
    case heardOtherwise
    /// The same reply, by other words or with another score.
    case heardForOtherReasons
    case saidOtherwise
    case wentElsewhere
    /// Same words, same places, and yet something else is known or waited for.
    case knowsOtherwise
    /// The scripts have no step of this address.
    case gone(address: String)
    /// A command that can't be carried out here: more turns taken back than there were.
    case impossible(String)
    case unreadable(ReadProblem)
    /// The file is not a transcript: what stands first is not a header.
    case noHeader
    case otherScript(recorded: String, now: String)
    /// Lines after the end of the conversation.
    case afterTheEnd
    case inputOutput(SystemError)
    /// It is encrypted, and could not be opened.
    case sealed(Age.Problem)
  }

  public var cause: Cause
  /// 0 is the opening; after that one for each thing the person said or commanded.
  public var turn: Int
  /// Of the file, from 1.
  public var line: Int
  /// Address of the step whose question waited; nil in the opening.
  public var step: String?
  /// What the person did in that turn.
  public var input: Record?
  /// The turn as it was recorded, and as it goes now, from the first line that differs.
  public var recorded: [Record]
  public var now: [Record]

  public init(
    _ cause: Cause, turn: Int, line: Int, step: String? = nil, input: Record? = nil, recorded: [Record] = [],
    now: [Record] = []
  ) {
    self.cause = cause
    self.turn = turn
    self.line = line
    self.step = step
    self.input = input
    self.recorded = recorded
    self.now = now
  }
}

extension Difference.Cause {
  var outcome: Verdict.Outcome {
    switch self {
    case .saidOtherwise, .heardForOtherReasons: .reworded
    case .heardOtherwise, .wentElsewhere, .knowsOtherwise: .rerouted
    case .gone, .impossible, .unreadable, .noHeader, .otherScript, .afterTheEnd, .inputOutput, .sealed:
      .broken
    }
  }
}
