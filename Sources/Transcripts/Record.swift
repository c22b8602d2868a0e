/// One line of a transcript.
public struct Record: Equatable, Sendable {
  public var kind: Kind
  /// What `State.digestValue` says after the turn; on the last record of each turn, nil on all others.
  public var state: UInt64?

  public init(_ kind: Kind, state: UInt64? = nil) {
    self.kind = kind
    self.state = state
  }

  public enum Kind: Equatable, Sendable {
    /// Opens every transcript.
    case header(Header)
    /// The person said something, this long after what happened before, and it was heard so.
    case you(String, after: Tenths, heard: Heard)
    /// The person told the program, not the coach, to do something.
    case command(Command, after: Tenths)
    /// The session was taken up again, at the step whose question waited. `at` is the time.
    case resumed(step: String, at: String)
    /// The coach said one paragraph.
    case coach(String, step: String)
    case pause(seconds: Int)
    /// A fact is kept for next time, or kept no longer.
    case remember(String, RecordedValue)
    case forget(String)
    case end(SessionEnd)
    /// A turn in which nothing was said: it only carries `state`.
    case quiet
    /// Something worth knowing to whoever reads the file; replay never compares it.
    case note(String)
  }

  var isEnd: Bool {
    if case .end = kind { return true }
    return false
  }

  /// Whether this line makes something happen, rather than saying what happened.
  public var isInput: Bool {
    switch kind {
    case .header, .you, .command, .resumed: true
    case .end(let end): end == .left
    case .coach, .pause, .remember, .forget, .quiet, .note: false
    }
  }
}

public struct Header: Equatable, Sendable {
  /// Of the format.
  public var version: Int
  /// The manifest's name.
  public var script: String
  /// `ScriptDigest` of the files it was recorded with.
  public var digest: String
  public var seed: UInt64
  /// When it began: `2026-11-21T20:14:03Z`.
  public var at: String
  /// Two capital letters, or nil for "not told".
  public var country: String?
  /// What was remembered from earlier sessions.
  public var facts: [RecordedFact]

  public static let currentVersion = 1

  public init(
    script: String, digest: String, seed: UInt64, at: String, country: String? = nil,
    facts: [RecordedFact] = [], version: Int = Header.currentVersion
  ) {
    self.version = version
    self.script = script
    self.digest = digest
    self.seed = seed
    self.at = at
    self.country = country
    self.facts = facts
  }
}

public enum Command: Equatable, Sendable {
  case undo(turns: Int)
  case country(String?)
  /// Read back what was told: the visit that the scripts label `summary`.
  case summary
}

public enum SessionEnd: String, Equatable, Sendable, CaseIterable {
  /// The script came to its end.
  case goodbye
  /// The script ran in a circle and was stopped.
  case stuck
  /// The person left. The session can be taken up again.
  case left
}

/// How a message was understood, by names an author chose.
public struct Heard: Equatable, Sendable {
  public enum Way: String, Equatable, Sendable, CaseIterable {
    case urgent, reply, anytime, anything, enter, unclear
  }

  public var way: Way
  /// The reply that took the turn: its label, reserved head or `[intent]`; nil when unclear.
  public var name: String?
  /// 1...1000; nil where nothing was matched.
  public var score: Int?
  /// Words that spoke for it, strongest first.
  public var evidence: [String]
  /// Urgent replies that matched and did not take the turn; their facts were set.
  public var also: [String]
  /// The replies that tied, when it was unclear because of that.
  public var tied: [String]

  public init(
    _ way: Way, name: String? = nil, score: Int? = nil, evidence: [String] = [], also: [String] = [],
    tied: [String] = []
  ) {
    self.way = way
    self.name = name
    self.score = score
    self.evidence = evidence
    self.also = also
    self.tied = tied
  }

  /// Whether the same thing was heard, however surely and by whatever words.
  public func takesSameTurn(as other: Heard) -> Bool {
    way == other.way && name == other.name && also == other.also && tied == other.tied
  }
}
