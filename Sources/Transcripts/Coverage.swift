import Dialogue

/// Which steps, replies and source points a set of transcripts reaches, and which it does not.
public struct Coverage: Sendable {
  /// One kind of thing: what there is, in the script's order, and how often each was reached.
  public struct Part: Equatable, Sendable {
    public let all: [String]
    public fileprivate(set) var counts: [String: Int] = [:]

    init(_ all: [String]) { self.all = all }

    public var reached: Int { all.count { counts[$0] != nil } }
    public var missing: [String] { all.filter { counts[$0] == nil } }
  }

  /// By address. A step that only sends on leaves no trace in a transcript and does not count.
  public private(set) var steps: Part
  /// `topic.step / reply`; those of the manifest's lists as `urgent / [intent]` and `anytime / [intent]`.
  public private(set) var replies: Part
  /// Source points that steps claim by `@covers`.
  public private(set) var points: Part
  public private(set) var transcripts = 0
  public private(set) var turns = 0

  private let program: Program
  private let pointsByStep: [String: [String]]
  private var step: String?

  public init(program: Program) {
    self.program = program
    let asking = program.steps.dropFirst()
    steps = Part(asking.filter(\.speaks).map(\.address))
    let own = asking.flatMap { step in
      (step.question?.replies ?? []).map { "\(step.address) / \($0.name)" }
    }
    replies = Part(
      own + program.urgent.map { "urgent / \($0.name)" } + program.anytime.map { "anytime / \($0.name)" })
    var seen: Set<String> = []
    points = Part(asking.flatMap(\.covers).filter { seen.insert($0).inserted })
    pointsByStep = Dictionary(asking.map { ($0.address, $0.covers) }, uniquingKeysWith: { first, _ in first })
  }

  /// Follow a transcript, record by record; the header begins the next one. Addresses are taken as they are named
  /// today; one the scripts do not have counts for nothing.
  public mutating func take(_ record: Record) {
    switch record.kind {
    case .header:
      transcripts += 1
      step = nil
    case .coach(_, let address), .resumed(let address, _): reach(address)
    case .you(_, _, let heard):
      turns += 1
      if let name = heard.name { reach(name, heard.way) }
    default: break
    }
  }

  private mutating func reach(_ recorded: String) {
    guard let address = program.step(at: recorded).map({ program[$0].address }) else { return }
    step = address
    steps.counts[address, default: 0] += 1
    for point in pointsByStep[address] ?? [] { points.counts[point, default: 0] += 1 }
  }

  private mutating func reach(_ name: String, _ way: Heard.Way) {
    switch way {
    case .urgent, .anytime: replies.counts["\(way.rawValue) / \(name)", default: 0] += 1
    case .reply, .anything, .enter: replies.counts["\(step ?? "") / \(name)", default: 0] += 1
    case .unclear: break
    }
  }

  /// For people: the sums, then what was never reached.
  public var words: String {
    let parts = [("steps", steps), ("replies", replies), ("points", points)]
    var lines = ["\(transcripts) transcripts, \(turns) turns."]
    for (name, part) in parts { lines.append("\(part.reached) of \(part.all.count) \(name) were reached.") }
    for (name, part) in parts where !part.missing.isEmpty {
      lines += ["", "\(name) never reached:"] + part.missing.map { "  \($0.harmlessLine)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One JSON object on one line: for each of `steps`, `replies` and `points` how many there are, how many were
  /// reached, and which were not.
  public var json: String {
    var object = JSONObject()
    object.add("transcripts", transcripts)
    object.add("turns", turns)
    for (name, part) in [("steps", steps), ("replies", replies), ("points", points)] {
      object.add(name, part.all.count)
      object.add("\(name)_reached", part.reached)
      object.add("\(name)_missing", part.missing)
    }
    return object.text
  }
}

extension Step {
  fileprivate var speaks: Bool {
    code.contains { instruction in
      switch instruction {
      case .say, .vary, .ask, .showList, .showHelplines: true
      default: false
      }
    }
  }
}
