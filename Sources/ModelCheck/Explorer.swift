public import Dialogue

/// Walks every path of a program by the program's own `step`.
///
/// Facts outside `tracked` are let go, and a condition on them may hold or not each time it is tested; a visit
/// remembers that it is one, not where it came from nor how urgent it is, so it may return to every place a visit was
/// ever begun from, and every urgent reply may break into it. Every miss may be the first or the second. That makes
/// more paths than there are, never fewer: what is never reached here is never reached.
public struct Explorer: Sendable {
  public struct Node: Sendable {
    public var state: State
    /// How it was come by first; nil at the start.
    public var cause: Cause?
    /// Steps that some turn from here enters.
    public var enters: Set<StepID>
  }

  /// A step gone into while this was known, and how that came about first.
  public struct Entry: Sendable {
    public var step: StepID
    /// By `FactID`; only those of tracked facts mean anything.
    public var facts: [FactValue]
    /// Nil when the conversation begins there.
    public var cause: Cause?
  }

  /// A node, and what was done there.
  public struct Cause: Sendable {
    public var node: Int
    public var how: How
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
  public private(set) var edges: [Set<Int>] = []
  /// Every step with everything known on going into it, each once, in the order found.
  public private(set) var entries: [Entry] = []
  /// Whether every reachable state was seen; else `mostNodes` was reached.
  public private(set) var isComplete = true

  private let isTracked: [Bool]
  /// Tracked facts that undo does not lower.
  private let heldTracked: [FactID]
  private var numbers: [Key: Int] = [:]
  private var knownEntries: Set<EntryKey> = []
  /// Places visits were begun from, each once, in the order found.
  private var origins: [Visit] = []
  /// Nodes that stand for "a visit just ended": they lead to every origin.
  private var returns: [Int] = []
  private var interruptions: [Interruption: Turn] = [:]

  /// What tells nodes apart.
  private struct Key: Hashable {
    var at: StepID
    var isUrgent: Bool
    var isVisiting: Bool
    var ended: Bool
    var facts: [FactValue]
  }

  private struct EntryKey: Hashable {
    var step: StepID
    var facts: [FactValue]
  }

  /// A reply of the manifest leads to the same place from everywhere where the same is known.
  private struct Interruption: Hashable {
    var choice: Understanding.Choice
    var isUrgent: Bool
    var facts: [FactValue]
  }

  /// Where a turn may lead, and what it may enter on the way.
  private struct Turn {
    var results: [(target: Int, after: State)] = []
    var entered: Set<StepID> = []
  }

  /// - Parameter mostNodes: where to stop, however much is left.
  public init(program: Program, tracking facts: [FactID], mostNodes: Int = 100_000) {
    self.program = program
    var isTracked = Array(repeating: false, count: program.facts.count)
    for fact in facts { isTracked[fact.index] = true }
    self.isTracked = isTracked
    let tracked = isTracked.indices.filter { isTracked[$0] }.map { FactID($0) }
    self.tracked = tracked
    heldTracked = tracked.filter { program[$0].isHeld }
    explore(mostNodes)
  }

  /// What was done from the start to a node, first thing first.
  public func path(to node: Int) -> [How] { path(nodes[node].cause) }

  /// What was done from the start until a step was entered.
  public func path(to entry: Entry) -> [How] { path(entry.cause) }

  /// Where each thing on that path was done.
  public func stations(to entry: Entry) -> [StepID] {
    var stations: [StepID] = []
    var cause = entry.cause
    while let step = cause {
      stations.append(nodes[step.node].state.at)
      cause = nodes[step.node].cause
    }
    return stations.reversed()
  }

  private func path(_ cause: Cause?) -> [How] {
    var path: [How] = []
    var cause = cause
    while let step = cause {
      path.append(step.how)
      cause = nodes[step.node].cause
    }
    return path.reversed()
  }

  // MARK: Nodes

  private mutating func explore(_ mostNodes: Int) {
    _ = turn(from: State(program: program, seed: 0), nil) {
      $0.stepTracing($1, .begin(Opening(seed: 0)), assuming: $2)
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
    var raised: Set<[FactValue]> = [facts(of: state)]
    for move in program.moves(in: state) {
      let turn = self.turn(of: move, from: node)
      connect(node, turn)
      for (_, after) in turn.results where heldTracked.contains(where: { after[$0] != state[$0] }) {
        let earlier = state.raisingHeldFacts(to: after, in: program)
        if raised.insert(facts(of: earlier)).inserted { takeBack(move, from: node, earlier) }
      }
    }
  }

  private mutating func connect(_ node: Int, _ turn: Turn) {
    nodes[node].enters.formUnion(turn.entered)
    for result in turn.results { edges[node].insert(result.target) }
  }

  private mutating func number(_ state: State, _ cause: Cause?, _ trace: Trace) -> Int {
    for visit in state.visits where !visit.isSomewhere { note(visit) }
    let projected = project(state, trace)
    let key = key(of: projected)
    if let known = numbers[key] { return known }
    numbers[key] = nodes.count
    nodes.append(Node(state: projected, cause: cause, enters: []))
    edges.append([])
    return nodes.count - 1
  }

  private func key(of state: State) -> Key {
    Key(
      at: state.at, isUrgent: state.urgency != nil, isVisiting: !state.visits.isEmpty, ended: state.ended,
      facts: facts(of: state))
  }

  private func facts(of state: State) -> [FactValue] { tracked.map { state[$0] } }

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

  // MARK: Moves

  private mutating func turn(of move: Move, from node: Int) -> Turn {
    let state = nodes[node].state
    guard let leadsAway = program.leadsAway(move) else { return walk(move, state, node) }
    if case .visit = leadsAway { note(Visit(step: state.at, resume: .askAgain)) }
    let key = Interruption(choice: move.choice, isUrgent: state.urgency != nil, facts: facts(of: state))
    if let known = interruptions[key] { return known }
    let found = walk(move, state, node)
    interruptions[key] = found
    return found
  }

  private mutating func walk(_ move: Move, _ state: State, _ node: Int) -> Turn {
    var found = Turn()
    for misses in move.choice == .unclear(tied: []) ? 0...1 : 0...0 {
      var state = state
      state.misses = misses
      let turn = turn(from: state, Cause(node: node, how: .move(move))) {
        $0.stepTracing($1, move.event, assuming: $2)
      }
      found.results += turn.results
      found.entered.formUnion(turn.entered)
    }
    return found
  }

  /// Undo: the state before the move, with every held fact as high as the move left it.
  private mutating func takeBack(_ move: Move, from node: Int, _ earlier: State) {
    let turn = turn(from: earlier, Cause(node: node, how: .takenBack(move))) {
      $0.stepTracing($1, .askAgain, assuming: $2)
    }
    connect(node, turn)
  }

  private mutating func comeBack(to origin: Visit, from node: Int) {
    let turn = turn(from: nodes[node].state, Cause(node: node, how: .returned(to: origin))) {
      $0.returnTracing(to: origin, from: $1, assuming: $2)
    }
    connect(node, turn)
  }

  private mutating func note(_ visit: Visit) {
    let origin = Visit(step: visit.step, resume: visit.resume)
    guard !origins.contains(origin) else { return }
    origins.append(origin)
    for node in returns { comeBack(to: origin, from: node) }
  }

  private mutating func note(_ entry: Trace.Entry, _ cause: Cause?) {
    let key = EntryKey(step: entry.step, facts: tracked.map { entry.facts[$0.index] })
    guard knownEntries.insert(key).inserted else { return }
    entries.append(Entry(step: entry.step, facts: entry.facts, cause: cause))
  }

  // MARK: Turns

  private typealias Outcome = (state: State, effects: [Effect], trace: Trace)

  /// A place inside a turn, by all that matters there.
  private struct ForkKey: Hashable {
    var step: StepID
    var position: Int
    var key: Key
  }

  /// Every way a turn can go. A condition on what is not tracked is tried both ways; ways that meet go on as one.
  private mutating func turn(
    from state: State, _ cause: Cause?, _ begin: (Program, State, Assumptions) -> Outcome
  ) -> Turn {
    var found = Turn()
    var forks: [Fork] = []
    var known: Set<ForkKey> = []
    var outcomes = decided { begin(program, state, $0) }
    while true {
      for outcome in outcomes {
        take(outcome, cause, &found)
        for fork in outcome.trace.forks {
          let key = ForkKey(step: fork.step, position: fork.position, key: key(of: fork.state))
          if known.insert(key).inserted { forks.append(fork) }
        }
      }
      guard let fork = forks.popLast() else { return found }
      outcomes = decided { program.forkTracing(fork, assuming: $0) }
    }
  }

  private mutating func take(_ outcome: Outcome, _ cause: Cause?, _ found: inout Turn) {
    for entry in outcome.trace.entered {
      found.entered.insert(entry.step)
      note(entry, cause)
    }
    let target = number(outcome.state, cause, outcome.trace)
    if !found.results.contains(where: { $0.target == target }) {
      found.results.append((target, outcome.state))
    }
  }

  /// Both ways of every closed rule that rests on what is not tracked. Rules are few, so the ways are.
  private func decided(_ run: (Assumptions) -> Outcome) -> [Outcome] {
    var results: [Outcome] = []
    var pending = [Assumptions(isTracked: isTracked)]
    while let assumptions = pending.popLast() {
      let outcome = run(assumptions)
      guard let open = outcome.trace.undecided else {
        results.append(outcome)
        continue
      }
      for holds in [true, false] {
        var branch = assumptions
        branch.decided.append((open, holds))
        pending.append(branch)
      }
    }
    return results
  }
}
