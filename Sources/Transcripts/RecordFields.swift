/// What the keys of one line hold, before it is known what kind of line it is.
struct RecordFields {
  private var seen = RecordKeySet()
  private var parley = 0
  private var script = ""
  private var digest = ""
  private var seed: UInt64 = 0
  private var at = ""
  private var country: String?
  private var facts: [RecordedFact] = []
  /// The one text that names the kind of line: `coach`, `you`, `note` and so on.
  private var said = ""
  private var step = ""
  private var state: UInt64?
  private var after = Tenths.zero
  private var heard = Heard(.unclear)
  private var turns = 0
  private var seconds = 0
  private var value = RecordedValue.unknown

  /// Keys that say what kind of line it is.
  private static let kinds: RecordKeySet = [
    .coach, .you, .command, .pause, .remember, .forget, .note, .resumed, .end, .parley,
  ]

  mutating func read(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(ReadProblem) {
    try cursor.expect(UInt8(ascii: "{"), bytes)
    if try cursor.take(UInt8(ascii: "}"), bytes) { return }
    repeat {
      let key = try cursor.key(bytes)
      guard seen.insert(RecordKeySet(key)).inserted else { throw cursor.problem(.repeatedKey(key.name)) }
      try read(key, &cursor, bytes)
    } while try cursor.take(UInt8(ascii: ","), bytes)
    try cursor.expect(UInt8(ascii: "}"), bytes)
  }

  private mutating func read(
    _ key: RecordKey, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(ReadProblem) {
    switch key {
    case .coach, .you, .command, .remember, .forget, .note, .resumed, .end: said = try cursor.string(bytes)
    case .step: step = try cursor.string(bytes)
    case .state: state = try cursor.state(bytes)
    case .after: after = try cursor.tenths(bytes)
    case .heard: heard = try cursor.heard(bytes)
    case .value: value = try cursor.value(bytes)
    case .turns: turns = try cursor.int(bytes)
    case .pause: seconds = try cursor.int(bytes)
    case .parley: parley = try cursor.int(bytes)
    case .script: script = try cursor.string(bytes)
    case .digest: digest = try cursor.string(bytes)
    case .seed: seed = try cursor.unsigned(bytes)
    case .at: at = try cursor.string(bytes)
    case .country: country = try cursor.country(bytes)
    case .facts: facts = try cursor.facts(bytes)
    case .as, .name, .score, .evidence, .also, .tied: throw cursor.problem(.strayKey(key.name))
    }
  }

  /// The record these fields make, if they make one.
  func record() throws(ReadProblem) -> Record {
    guard let kind = seen.intersection(Self.kinds).first else {
      if seen == .state { return Record(.quiet, state: state) }
      throw ReadProblem(.notARecord, column: 1)
    }
    if kind == .parley, parley != Header.currentVersion {
      throw ReadProblem(parley > Header.currentVersion ? .newerVersion(parley) : .badNumber, column: 1)
    }
    return Record(try self.kind(kind), state: state)
  }

  private func kind(_ kind: RecordKey) throws(ReadProblem) -> Record.Kind {
    switch kind {
    case .coach:
      try check([.coach, .step], or: .state)
      return .coach(said, step: step)
    case .you:
      try check([.you, .after, .heard])
      return .you(said, after: after, heard: heard)
    case .command: return .command(try command(), after: after)
    case .pause:
      try check([.pause], or: .state)
      guard (0...3_600).contains(seconds) else { throw bad("pause", "a number of seconds, at most an hour") }
      return .pause(seconds: seconds)
    case .remember:
      try check([.remember, .value], or: .state)
      return .remember(said, value)
    case .forget:
      try check([.forget], or: .state)
      return .forget(said)
    case .note:
      try check([.note])
      return .note(said)
    case .resumed:
      try check([.resumed, .at])
      return .resumed(step: said, at: at)
    case .end:
      try check([.end], or: .state)
      guard let end = SessionEnd(rawValue: said) else { throw bad("end", "“goodbye”, “stuck” or “left”") }
      return .end(end)
    default: return .header(try header())
    }
  }

  private func header() throws(ReadProblem) -> Header {
    try check([.parley, .script, .digest, .seed, .at, .facts], or: [.country])
    return Header(
      script: script, digest: digest, seed: seed, at: at, country: country, facts: facts, version: parley)
  }

  private func command() throws(ReadProblem) -> Command {
    switch said {
    case "undo":
      try check([.command, .turns, .after])
      guard turns > 0 else { throw bad("turns", "at least 1") }
      return .undo(turns: turns)
    case "country":
      try check([.command, .country, .after])
      return .country(country)
    case "summary":
      try check([.command, .after])
      return .summary
    default: throw bad("command", "“undo”, “country” or “summary”")
    }
  }

  /// Every needed key is there, and no other but the allowed ones.
  private func check(_ needed: RecordKeySet, or allowed: RecordKeySet = []) throws(ReadProblem) {
    if let missing = needed.subtracting(seen).first {
      throw ReadProblem(.missingKey(missing.name), column: 1)
    }
    let stray = seen.subtracting(needed).subtracting(allowed)
    if let stray = stray.first { throw ReadProblem(.strayKey(stray.name), column: 1) }
  }

  private func bad(_ key: String, _ wanted: String) -> ReadProblem {
    ReadProblem(.badValue(key: key, wanted: wanted), column: 1)
  }
}
