public import Dialogue

/// Walks every path of a program by the program's own `step`.
///
/// Facts outside `tracked` are let go after each turn and take every value when a condition reads them; and a visit
/// remembers that it is one, not where it came from nor how urgent it is, so it may return to every place a visit was
/// ever begun from, and every urgent reply may break into it. Every miss may be the first or the second. That makes more paths than there are, never fewer: what is never reached here is never reached.
public struct Explorer: Sendable {
  public struct Node: Sendable {
    public var state: State
    /// How it was come by first: the node before and what was done; nil at the start.
    public var parent: (node: Int, how: How)?
    /// Steps entered on the way here.
    public var entered: [StepID]
  }

  /// What leads from one node to another.
  public enum How: Hashable, Sendable {
    case move(Move)
    /// The move was taken back at once; held facts stayed as it left them.
    case takenBack(Move)
    /// A visit ended, and this is where it may have begun.
    case returned(to: Visit)
  }

  public let program: Program
  public let tracked: [FactID]
  public private(set) var nodes: [Node] = []
  /// By node: where it leads, each once.
  public private(set) var edges: [[Int]] = []
  /// Whether every reachable state was seen; else `mostNodes` was reached.
  public private(set) var isComplete = true

  private let isTracked: [Bool]
  private var numbers: [Key: Int] = [:]
  /// Places visits were begun from, each once, in the order found.
  private var origins: [Visit] = []
  /// Nodes that stand for "a visit just ended": they lead to every origin.
  private var returns: [Int] = []

  /// What tells nodes apart.
  private struct Key: Hashable {
    var at: StepID
    var isUrgent: Bool
    var isVisiting: Bool
    var ended: Bool
    var facts: [FactValue]
  }

  /// A reply of the manifest leads to the same place from everywhere where the same is known.
  private struct Interruption: Hashable {
    var choice: Understanding.Choice
    var isUrgent: Bool
    var facts: [FactValue]
  }

  private var interruptions: [Interruption: [(target: Int, after: State)]] = [:]

  /// - Parameter mostNodes: where to stop, however much is left.
  public init(program: Program, tracking facts: [FactID], mostNodes: Int = 100_000) {
    self.program = program
    var isTracked = Array(repeating: false, count: program.facts.count)
    for fact in facts { isTracked[fact.index] = true }
    self.isTracked = isTracked
    tracked = isTracked.indices.filter { isTracked[$0] }.map { FactID($0) }
    explore(mostNodes)
  }

  private mutating func explore(_ mostNodes: Int) {
    for (state, trace) in outcomes(
      of: State(program: program, seed: 0), { $0.stepTracing($1, .begin(Opening(seed: 0))) })
    {
      _ = number(state, parent: nil, trace)
    }
    var next = 0
    while next < nodes.count {
      guard nodes.count < mostNodes else {
        isComplete = false
        return
      }
      expand(next)
      next += 1
    }
  }

  private mutating func expand(_ node: Int) {
    let state = nodes[node].state
    guard !isReturning(state) else {
      returns.append(node)
      for origin in origins { comeBack(to: origin, from: node) }
      return
    }
    var raised: Set<[FactValue]> = []
    for move in program.moves(in: state) {
      for (target, after) in targets(of: move, from: node) {
        connect(node, to: target)
        let earlier = state.raisingHeldFacts(to: after, in: program)
        guard earlier != state, raised.insert(facts(of: earlier)).inserted else { continue }
        takeBack(move, from: node, earlier)
      }
    }
  }

  private mutating func targets(of move: Move, from node: Int) -> [(target: Int, after: State)] {
    let state = nodes[node].state
    guard let leadsAway = program.leadsAway(move) else { return walk(move, state, node) }
    if case .visit = leadsAway { note(Visit(step: state.at, resume: .askAgain)) }
    let key = Interruption(choice: move.choice, isUrgent: state.urgency != nil, facts: facts(of: state))
    if let known = interruptions[key] { return known }
    let found = walk(move, state, node)
    interruptions[key] = found
    return found
  }

  private mutating func walk(_ move: Move, _ state: State, _ node: Int) -> [(target: Int, after: State)] {
    var found: [(target: Int, after: State)] = []
    for misses in move.choice == .unclear(tied: []) ? 0...1 : 0...0 {
      var state = state
      state.misses = misses
      for (next, trace) in outcomes(of: state, { $0.stepTracing($1, move.event) }) {
        found.append((number(next, parent: (node, .move(move)), trace), next))
      }
    }
    return found
  }

  /// Undo: the state before the move, with every held fact as high as the move left it.
  private mutating func takeBack(_ move: Move, from node: Int, _ earlier: State) {
    for (state, trace) in outcomes(of: earlier, { $0.stepTracing($1, .askAgain) }) {
      connect(node, to: number(state, parent: (node, .takenBack(move)), trace))
    }
  }

  private func facts(of state: State) -> [FactValue] { tracked.map { state[$0] } }

  private mutating func comeBack(to origin: Visit, from node: Int) {
    for (state, trace) in outcomes(of: nodes[node].state, { $0.returnTracing(to: origin, from: $1) }) {
      connect(node, to: number(state, parent: (node, .returned(to: origin)), trace))
    }
  }

  private mutating func connect(_ node: Int, to target: Int) {
    if !edges[node].contains(target) { edges[node].append(target) }
  }

  private mutating func number(_ state: State, parent: (node: Int, how: How)?, _ trace: Trace) -> Int {
    for visit in state.visits where !visit.isSomewhere { note(visit) }
    let projected = project(state, trace)
    let key = key(of: projected)
    if let known = numbers[key] { return known }
    numbers[key] = nodes.count
    nodes.append(Node(state: projected, parent: parent, entered: trace.entered))
    edges.append([])
    return nodes.count - 1
  }

  private mutating func note(_ visit: Visit) {
    let origin = Visit(step: visit.step, resume: visit.resume)
    guard !origins.contains(origin) else { return }
    origins.append(origin)
    for node in returns { comeBack(to: origin, from: node) }
  }

  private func key(of state: State) -> Key {
    Key(
      at: state.at, isUrgent: state.urgency != nil, isVisiting: !state.visits.isEmpty, ended: state.ended,
      facts: facts(of: state))
  }

  /// A visit ended and where it began is not known: marked by a state that waits nowhere.
  private func isReturning(_ state: State) -> Bool { state.at == Program.manifest }

  /// Nothing that only colours speech, no untracked fact, and of the visits only that there are some.
  private func project(_ state: State, _ trace: Trace) -> State {
    var state = state
    for (index, fact) in program.facts.enumerated() where !isTracked[index] {
      state.facts[index] = fact.initial
    }
    state.variations = Array(repeating: VariationState(), count: program.variations.count)
    state.remembered = Array(repeating: false, count: program.facts.count)
    state.generator = Generator(seed: 0)
    state.looked = []
    state.misses = 0
    if trace.returnsSomewhere {
      state.at = Program.manifest
      state.visits = []
    } else if !state.visits.isEmpty {
      state.visits = [.somewhere(urgency: state.urgency.map { _ in program.urgent.count })]
    }
    return state
  }

  private typealias Outcome = (state: State, effects: [Effect], trace: Trace)

  /// Every way a turn can go: each untracked fact that was read is tried at each value.
  private func outcomes(of state: State, _ turn: (Program, State) -> Outcome) -> [(State, Trace)] {
    var results: [(State, Trace)] = []
    var pending: [(State, [FactID])] = [(state, [])]
    var tries = 0
    while let (candidate, fixed) = pending.popLast(), tries < Self.mostOutcomes {
      tries += 1
      let (next, _, trace) = turn(program, candidate)
      guard let open = trace.read.first(where: { !isTracked[$0.index] && !fixed.contains($0) }) else {
        results.append((next, trace))
        continue
      }
      for value in program.representatives(of: open) {
        var branch = candidate
        branch[open] = value
        pending.append((branch, fixed + [open]))
      }
    }
    return results
  }

  private static let mostOutcomes = 4_096

  /// What was done from the start to a node, first thing first.
  public func path(to node: Int) -> [How] {
    var path: [How] = []
    var current = node
    while let parent = nodes[current].parent {
      path.append(parent.how)
      current = parent.node
    }
    return path.reversed()
  }
}
