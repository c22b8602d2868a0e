import Dialogue
import Intents

/// What people said that nothing matched: an author's list of what to write next.
public struct Misses: Sendable {
  /// One way of saying it, as the listener reads it, at one step.
  public struct Saying: Equatable, Sendable {
    /// As the first person typed it.
    public var text: String
    public var count: Int
  }

  /// Sayings at one step that came nearest to one reply.
  public struct Group: Equatable, Sendable {
    public var step: String
    /// The reply that shares most words with them; nil when none shares any.
    public var nearest: String?
    /// Of that reply: the phrase that was nearest to the most frequent saying, and the words of it that lacked.
    public var phrase: String?
    public var lacking: [String]
    /// Most frequent first.
    public var sayings: [Saying]
    public var count: Int { sayings.reduce(0) { $0 + $1.count } }
  }

  private struct Key: Hashable {
    var step: String
    var words: [String]
  }

  private let program: Program
  private var step: String?
  private var counts: [Key: Saying] = [:]
  /// Misses beyond the number of different ones that are told apart.
  public private(set) var overflow = 0
  public private(set) var turns = 0
  public private(set) var missed = 0

  /// Different sayings told apart; more are only counted.
  static let mostSayings = 100_000

  public init(program: Program) {
    self.program = program
  }

  /// Follow a transcript, record by record; the header begins the next one.
  public mutating func take(_ record: Record) {
    switch record.kind {
    case .header: step = nil
    case .coach(_, let address), .resumed(let address, _): step = address
    case .you(let text, _, let heard):
      turns += 1
      if heard.way == .unclear { miss(text) }
    default: break
    }
  }

  private mutating func miss(_ text: String) {
    missed += 1
    let key = Key(step: step ?? "", words: Self.words(program.listener.hear(text).normalised))
    if counts[key] != nil {
      counts[key]?.count += 1
    } else if counts.count < Self.mostSayings {
      counts[key] = Saying(text: text, count: 1)
    } else {
      overflow += 1
    }
  }

  /// The groups, by step in the order of its name, the largest first.
  public var groups: [Group] {
    var found: [String: [String: [(key: Key, saying: Saying, near: Near?)]]] = [:]
    let offers = Offers(program)
    for (key, saying) in counts {
      let near = offers.nearest(to: key.words, at: key.step)
      found[key.step, default: [:]][near?.reply ?? "", default: []].append((key, saying, near))
    }
    return found.keys.sorted().flatMap { step in
      let groups = (found[step] ?? [:]).values.map { group(step, $0) }
      return groups.sorted { ($1.count, $0.nearest ?? "~") < ($0.count, $1.nearest ?? "~") }
    }
  }

  private func group(_ step: String, _ members: [(key: Key, saying: Saying, near: Near?)]) -> Group {
    let sorted = members.sorted {
      $0.saying.count != $1.saying.count
        ? $0.saying.count > $1.saying.count : $0.key.words.lexicographicallyPrecedes($1.key.words)
    }
    let near = sorted[0].near
    return Group(
      step: step, nearest: near?.reply, phrase: near?.phrase, lacking: near?.lacking ?? [],
      sayings: sorted.map(\.saying))
  }

  /// For people.
  ///
  /// - Parameter most: sayings shown of each group.
  public func words(most: Int = 5) -> String {
    var lines = ["\(missed) of \(turns) answers were not understood."]
    var step: String?
    for group in groups {
      if group.step != step { lines += ["", group.step.harmlessLine] }
      step = group.step
      lines.append("  \(heading(group))")
      for saying in group.sayings.prefix(most) {
        lines.append("    \(saying.count) × \(Self.short(saying.text))")
      }
      if group.sayings.count > most {
        lines.append("    … and \(group.sayings.count - most) more ways to say it")
      }
    }
    if overflow > 0 { lines += ["", "\(overflow) more were too many to tell apart."] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ group: Group) -> String {
    guard let nearest = group.nearest, let phrase = group.phrase else { return "near no reply:" }
    let lacking = group.lacking.map { "“\($0)”" }.joined(separator: ", ")
    return "near \(nearest.harmlessLine) (“\(phrase.harmlessLine)”, lacking \(lacking)):"
  }

  private static func short(_ text: String) -> String {
    let line = text.harmlessLine
    return line.count > 120 ? line.prefix(120) + "…" : line
  }

  static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}

/// What one saying came nearest to.
private struct Near {
  var reply: String
  var phrase: String
  var lacking: [String]
}

/// The words each reply listens for, read as the listener reads what people say.
private struct Offers {
  private typealias Offer = (reply: String, phrase: String, words: [String])
  private let byStep: [String: [Offer]]

  /// Words too common to be near anything by.
  private static let common: Set<String> = [
    "a", "am", "an", "and", "are", "at", "be", "but", "did", "do", "for", "have", "he", "her", "him", "i",
    "in",
    "is", "it", "its", "me", "my", "not", "of", "on", "or", "she", "so", "that", "the", "them", "they",
    "this",
    "to", "was", "we", "with", "you", "your",
  ]

  init(_ program: Program) {
    var byStep: [String: [Offer]] = [:]
    for step in program.steps {
      guard let question = step.question else { continue }
      byStep[step.address] = question.replies.flatMap { reply in
        Self.phrases(reply, program).map { phrase in
          (reply.name, phrase, Misses.words(program.listener.hear(phrase).normalised))
        }
      }
    }
    self.byStep = byStep
  }

  private static func phrases(_ reply: Reply, _ program: Program) -> [String] {
    reply.heads.flatMap { head -> [String] in
      switch head {
      case .phrase(let phrase): [program.listener.phrases[phrase.index].words]
      case .intent(let intent):
        program.listener.intents[intent.index].says + program.listener.intents[intent.index].words
      case .yes: ["yes"]
      case .no: ["no"]
      default: []
      }
    }
  }

  /// The phrase of the step's replies with the largest share of its words in the saying; of equal ones the first.
  func nearest(to words: [String], at step: String) -> Near? {
    let said = Set(words)
    var best: (offer: Offer, shared: Int)?
    for offer in byStep[step] ?? [] {
      let shared = offer.words.count { said.contains($0) && !Self.common.contains($0) }
      guard shared > 0 else { continue }
      if let leader = best, leader.shared * offer.words.count >= shared * leader.offer.words.count {
        continue
      }
      best = (offer, shared)
    }
    guard let best else { return nil }
    return Near(
      reply: best.offer.reply, phrase: best.offer.phrase,
      lacking: best.offer.words.filter { !said.contains($0) })
  }
}
