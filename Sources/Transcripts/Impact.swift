/// What an edit of the scripts changes in conversations that were had: each is held on the scripts before the edit
/// against those after it, and what differs is grouped by cause.
public struct Impact: Sendable {
  /// Sessions that part in the same way.
  public struct Group: Equatable, Sendable {
    public var outcome: Verdict.Outcome
    /// `Difference.Cause.name`.
    public var cause: String
    /// Where the question waited; nil in the opening.
    public var step: String?
    /// The reply that took the turn before and after the edit, when that is what differs.
    public var before: String?
    public var after: String?
    /// A word that speaks for the one and not for the other.
    public var word: String?
    public var count: Int
    public var examples: [Example]
  }

  public struct Example: Equatable, Sendable {
    public var source: String
    public var line: Int
    public var turn: Int
    /// What the person said there; nil when it was no message.
    public var said: String?
  }

  /// Examples kept of each group.
  static let mostExamples = 3
  /// Groups told apart; more are only counted.
  static let mostGroups = 10_000

  private let old: Replayer
  private let new: Replayer
  public private(set) var sessions = 0
  public private(set) var same = 0
  /// Transcripts that could not be read, or belong to other scripts.
  public private(set) var unusable: [TranscriptProblem] = []
  /// Sessions that differ in more ways than are told apart.
  public private(set) var overflow = 0
  private var found: [Key: Group] = [:]

  private struct Key: Hashable {
    var cause: String
    var step: String?
    var before: String?
    var after: String?
    var word: String?
  }

  public init(old: Replayer, new: Replayer) {
    self.old = old
    self.new = new
  }

  /// One transcript, or the bytes that should have been one.
  public mutating func take(_ part: TranscriptPart) {
    let before: Renewal
    do throws(TranscriptProblem) {
      before = try old.renewal(of: part.bytes, path: part.source)
    } catch {
      return refuse(error, at: part.line)
    }
    guard let verdict = new.verdicts(of: before.bytes, source: part.source).first else { return }
    sessions += 1
    guard let difference = verdict.difference else {
      same += 1
      return
    }
    add(verdict.outcome, difference, part)
  }

  /// A file that could not be read.
  public mutating func take(_ problem: TranscriptProblem) { refuse(problem, at: 1) }

  private mutating func refuse(_ problem: TranscriptProblem, at line: Int) {
    guard unusable.count < Self.mostGroups else { return }
    var problem = problem
    problem.line += line - 1
    unusable.append(problem)
  }

  private mutating func add(_ outcome: Verdict.Outcome, _ difference: Difference, _ part: TranscriptPart) {
    var key = Key(cause: difference.cause.name, step: difference.step)
    if let then = difference.recorded.first?.heard, let now = difference.now.first?.heard {
      key.before = then.reply
      key.after = now.reply
      key.word = Self.telling(then, now)
    }
    guard found[key] != nil || found.count < Self.mostGroups else {
      overflow += 1
      return
    }
    var group =
      found[key]
      ?? Group(
        outcome: outcome, cause: key.cause, step: key.step, before: key.before, after: key.after,
        word: key.word,
        count: 0, examples: [])
    group.count += 1
    if group.examples.count < Self.mostExamples {
      let said: String? = if case .you(let text, _, _)? = difference.input?.kind { text } else { nil }
      group.examples.append(
        Example(source: part.source, line: part.line, turn: difference.turn, said: said))
    }
    found[key] = group
  }

  /// The strongest word that counts on one side only.
  private static func telling(_ then: Heard, _ now: Heard) -> String? {
    now.evidence.first { !then.evidence.contains($0) } ?? then.evidence.first { !now.evidence.contains($0) }
  }

  /// The groups, the worst outcome first, then the largest.
  public var groups: [Group] {
    found.values.sorted { a, b in
      if a.outcome != b.outcome { return a.outcome > b.outcome }
      if a.count != b.count { return a.count > b.count }
      return Self.name(a) < Self.name(b)
    }
  }

  private static func name(_ group: Group) -> String {
    [group.step, group.cause, group.before, group.after, group.word].map { $0 ?? "" }.joined(
      separator: "\u{0}")
  }

  /// For people.
  public var words: String {
    var lines = ["\(sessions) sessions: \(same) go on as before, \(sessions - same) do not."]
    for group in groups {
      lines += ["", sentence(group)]
      for example in group.examples {
        let said = example.said.map { ": “\($0.harmlessLine)”" } ?? ""
        let place = example.line == 1 ? example.source : "\(example.source):\(example.line)"
        lines.append("  \(place.harmlessLine), turn \(example.turn)\(said)")
      }
    }
    if overflow > 0 { lines += ["", "\(overflow) more differ in ways too many to tell apart."] }
    lines += unusable.map { "\nnot used: \($0.words)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func sentence(_ group: Group) -> String {
    let step = (group.step ?? "the opening").harmlessLine
    let word = group.word.map { ", because of “\($0.harmlessLine)”" } ?? ""
    let share = "\(group.count) of \(sessions) sessions"
    switch group.cause {
    case "heard":
      let replies =
        "by \((group.after ?? "nothing").harmlessLine) instead of \((group.before ?? "nothing").harmlessLine)"
      return "\(share) leave \(step) another way, \(replies)\(word)"
    case "evidence": return "\(share) leave \(step) by the same reply for other reasons\(word)"
    case "words": return "\(share) read other words after \(step)"
    case "path": return "\(share) go elsewhere after \(step)"
    case "state": return "\(share) know something else after \(step)"
    case "gone": return "\(share) come to a step that is gone, after \(step)"
    default: return "\(share) can't go on after \(step) (\(group.cause))"
    }
  }

  /// One line of JSON for each group.
  public var json: String {
    groups.map { group in
      var object = JSONObject()
      object.add("outcome", group.outcome.rawValue)
      object.add("cause", group.cause)
      if let step = group.step { object.add("step", step) }
      if let before = group.before { object.add("before", before) }
      if let after = group.after { object.add("after", after) }
      if let word = group.word { object.add("word", word) }
      object.add("count", group.count)
      object.add("of", sessions)
      object.add("examples", group.examples.map { "\($0.source):\($0.line) turn \($0.turn)" })
      return object.text + "\n"
    }.joined()
  }
}

extension Record {
  fileprivate var heard: Heard? {
    if case .you(_, _, let heard) = kind { return heard }
    return nil
  }
}

extension Heard {
  /// What took the turn, in a word or two.
  fileprivate var reply: String { name ?? way.rawValue }
}
