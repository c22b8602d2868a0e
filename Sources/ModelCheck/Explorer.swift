public import Dialogue

/// Walks every path of a program by the program's own `step`.
///
/// Facts outside `tracked` are let go, and a condition on them may hold or not each time it is tested; a visit
/// remembers that it is one, not where it came from, nor, unless that is asked for, how urgent it is, so it may return
/// to every place a visit was ever begun from, and every urgent reply may break into it. Every miss may be the first or
/// the second, a number answered is every number that the fact may be, a list that something is added to grows or had it
/// already, and a fact that is ever remembered begins with any value. That makes more paths than there are, never
/// fewer: what is never reached here is never reached.
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
    /// Nil where the conversation begins.
    public var node: Int?
    public var how: How
  }

  /// What leads from one node to another.
  public enum How: Hashable, Sendable {
    /// The conversation begins with facts remembered from an earlier one; by `FactID`, those that differ.
    case began([FactID: FactValue])
    case move(Move)
    /// The move was taken back at once; held facts stayed as it left them.
    case takenBack(Move)
    /// A visit ended, and this is where it may have begun.
    case returned(to: Visit)
  }

  /// One step of a path: what was done, and at which question.
  public struct Turn: Hashable, Sendable {
    public var at: StepID
    public var how: How
  }

  public let program: Program
  public let tracked: [FactID]
  public private(set) var nodes: [Node] = []
  /// By node: where it leads, each once.
  public private(set) var edges: [Set<Int>] = []
  /// By node, when followed: of each thing that may be done there, everywhere it may lead, and what is entered on every
  /// way there. Where a visit ended, the one thing done is coming back, which the person does not choose.
  public private(set) var choices: [[Choice]] = []
  /// Every step with everything known on going into it, each once, in the order found.
  public private(set) var entries: [Entry] = []
  /// Whether every reachable state was seen; else `mostNodes` was reached.
  public private(set) var isComplete = true

  /// One thing a person may do at a node.
  public struct Choice: Sendable {
    /// By node it may lead to: the steps entered on the way there, however it goes.
    public var targets: [Int: Set<StepID>] = [:]
  }

  /// What else is followed besides facts.
  public struct Following: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// How urgent the visit is that one is inside of.
    public static let urgency = Following(rawValue: 1)
    /// Which targets belong to the same choice.
    public static let choices = Following(rawValue: 2)
  }

  private let following: Following
  let followed: Followed
  /// By `StepID`: the closed rules that its tags bring.
  private let closing: [[Int]]
  /// Tracked facts that undo does not lower.
  private let heldTracked: [FactID]
  private var numbers: [Key: Int] = [:]
  private var knownEntries: Set<EntryKey> = []
  /// Places visits were begun from, each once, in the order found.
  private var origins: [Origin] = []
  /// Nodes that stand for "a visit just ended": they lead to every origin.
  private var returns: [Int] = []
  private var interruptions: [Interruption: Ways] = [:]

  /// A place a visit was begun from, and how urgent it was there already.
  private struct Origin: Hashable {
    var visit: Visit
    var urgency: Int?
  }

  /// What tells nodes apart.
  private struct Key: Hashable {
    var at: StepID
    var urgency: Int?
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
    var alsoUrgent: [Int]
    /// The rules that may close the place meanwhile, by index in `Program.closed`.
    var closing: [Int]
    var urgency: Int?
    var facts: [FactValue]
  }

  /// Where a turn may lead, and what it may enter on the way.
  fileprivate struct Ways {
    var results: [Result] = []
    var entered: Set<StepID> = []
    var choice = Choice()

    struct Result {
      var target: Int
      var after: State
      /// Whether a visit was over within the turn, and the question asked again that it began at.
      var cameBack: Bool
      var entered: Set<StepID>
    }
  }

  /// - Parameters:
  ///   - facts: those to follow; where one is given another's value, that one is followed too.
  ///   - mostNodes: where to stop, however much is left.
  public init(
    program: Program, tracking facts: [FactID], following: Following = [], mostNodes: Int = 100_000
  ) {
    self.program = program
    self.following = following
    let followed = program.following(facts)
    self.followed = followed
    closing = program.steps.indices.map { step in
      program.closed.indices.filter { rule in
        program.closed[rule].place.index != step
          && program.steps[step].tags.contains(program.closed[rule].tag)
      }
    }
    let tracked = program.facts.indices.filter { followed.isFollowed[$0] }.map { FactID($0) }
    self.tracked = tracked
    heldTracked = tracked.filter { program[$0].isHeld }
    explore(mostNodes)
    if !followed.isKnown { isComplete = false }
  }

  /// What was done from the start to a node, first thing first.
  public func path(to node: Int) -> [Turn] { path(nodes[node].cause) }

  /// What was done from the start until a step was entered.
  public func path(to entry: Entry) -> [Turn] { path(entry.cause) }

  private func path(_ cause: Cause?) -> [Turn] {
    var path: [Turn] = []
    var cause = cause
    while let step = cause {
      path.append(Turn(at: step.node.map { nodes[$0].state.at } ?? program.start, how: step.how))
      cause = step.node.flatMap { nodes[$0].cause }
    }
    return path.reversed()
  }

  // MARK: Nodes

  private mutating func explore(_ mostNodes: Int) {
    // What really happens first is explored first: a path from there is one that somebody can walk.
    let real = program.stepTracing(State(program: program, seed: 0), .begin(Opening(seed: 0)))
    for entry in real.trace.entered { note(entry, nil) }
    _ = number(real.state, nil, real.trace)
    let (openings, areAll) = program.openings(followed.isFollowed, atMost: mostNodes)
    isComplete = areAll
    for facts in openings {
      let opening = program.opening(facts)
      _ = turn(
        from: State(program: program, seed: 0), facts.isEmpty ? nil : Cause(node: nil, how: .began(facts))
      ) {
        $0.stepTracing($1, .begin(opening), assuming: $2)
      }
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
    for move in program.moves(in: state, following: followed) {
      let turn = self.turn(of: move, from: node)
      choose(node, turn)
      for after in turn.results.map(\.after) where heldTracked.contains(where: { after[$0] != state[$0] }) {
        let earlier = state.raisingHeldFacts(to: after, in: program)
        if raised.insert(facts(of: earlier)).inserted { takeBack(move, from: node, earlier) }
      }
    }
  }

  private mutating func connect(_ node: Int, _ ways: Ways) {
    nodes[node].enters.formUnion(ways.entered)
    for result in ways.results { edges[node].insert(result.target) }
  }

  /// The same, of something the person may choose to do.
  private mutating func choose(_ node: Int, _ ways: Ways) {
    connect(node, ways)
    if following.contains(.choices) { choices[node].append(ways.choice) }
  }

  private mutating func number(_ state: State, _ cause: Cause?, _ trace: Trace) -> Int {
    for (index, visit) in state.visits.enumerated() where !visit.isSomewhere {
      note(visit, inside: state.visits[..<index].last { $0.urgency != nil }?.urgency)
    }
    let projected = project(state, trace)
    let key = key(of: projected)
    if let known = numbers[key] { return known }
    numbers[key] = nodes.count
    nodes.append(Node(state: projected, cause: cause, enters: []))
    edges.append([])
    if following.contains(.choices) { choices.append([]) }
    return nodes.count - 1
  }

  private func key(of state: State) -> Key {
    Key(
      at: state.at, urgency: urgency(of: state), isVisiting: !state.visits.isEmpty, ended: state.ended,
      facts: facts(of: state))
  }

  private func facts(of state: State) -> [FactValue] { tracked.map { state[$0] } }

  /// How urgent a state's visit is, as far as that is followed: else lower than any, so that all may interrupt.
  private func urgency(of state: State) -> Int? {
    state.urgency.map { following.contains(.urgency) ? $0 : program.urgent.count }
  }

  /// A visit ended and where it began is not known: marked by a state that waits nowhere.
  private func isReturning(_ state: State) -> Bool { state.at == Program.manifest }

  /// Nothing that only colours speech, no untracked fact, and of the visits only that there are some.
  private func project(_ state: State, _ trace: Trace) -> State {
    var state = state
    for (index, fact) in program.facts.enumerated() where !followed.isFollowed[index] {
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
      state.visits = [.somewhere(urgency: urgency(of: state))]
    }
    return state
  }

  // MARK: Moves

  private mutating func turn(of move: Move, from node: Int) -> Ways {
    let state = nodes[node].state
    guard let leadsAway = program.leadsAway(move) else { return walk(move, state, node) }
    if case .visit = leadsAway { note(Visit(step: state.at, resume: .askAgain), inside: state.urgency) }
    let key = Interruption(
      choice: move.choice, alsoUrgent: move.urgent, closing: closing[state.at.index],
      urgency: urgency(of: state),
      facts: facts(of: state))
    if let known = interruptions[key] { return again(known, move, from: node) }
    let found = walk(move, state, node)
    interruptions[key] = found
    return found
  }

  /// What a reply of the manifest does here, as it did elsewhere: only where it comes back within the turn, that is to
  /// the question at hand.
  private mutating func again(_ known: Ways, _ move: Move, from node: Int) -> Ways {
    guard known.results.contains(where: \.cameBack) else { return known }
    let here = nodes[node].state
    var ways = Ways()
    for var result in known.results {
      if result.cameBack {
        let there = result.after.at
        result.entered = result.entered.subtracting([there]).union([here.at])
        result.after.at = here.at
        result.after.visits = here.visits
        let cause = Cause(node: node, how: .move(move))
        note(Trace.Entry(step: here.at, facts: result.after.facts), cause)
        result.target = number(result.after, cause, Trace())
      }
      ways.add(result)
    }
    return ways
  }

  private mutating func walk(_ move: Move, _ state: State, _ node: Int) -> Ways {
    var found = Ways()
    for misses in move.choice == .unclear(tied: []) ? 0...1 : 0...0 {
      var state = state
      state.misses = misses
      let turn = turn(from: state, Cause(node: node, how: .move(move))) {
        $0.stepTracing($1, move.event, assuming: $2)
      }
      for result in turn.results { found.add(result) }
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

  private mutating func comeBack(to origin: Origin, from node: Int) {
    let turn = turn(from: nodes[node].state, Cause(node: node, how: .returned(to: origin.visit))) {
      $0.returnTracing(to: origin.visit, inside: origin.urgency, from: $1, assuming: $2)
    }
    connect(node, turn)
    guard following.contains(.choices) else { return }
    if choices[node].isEmpty { choices[node].append(Choice()) }
    choices[node][0].join(turn.choice)
  }

  private mutating func note(_ visit: Visit, inside urgency: Int?) {
    let origin = Origin(
      visit: Visit(step: visit.step, resume: visit.resume),
      urgency: following.contains(.urgency) ? urgency : nil)
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
  ) -> Ways {
    var found = Ways()
    var forks: [Fork] = []
    var known: Set<ForkKey> = []
    var outcomes = decided { begin(program, state, $0) }
    while true {
      for outcome in outcomes {
        take(outcome, cause, from: state.at, &found)
        for fork in outcome.trace.forks {
          let key = ForkKey(step: fork.step, position: fork.position, key: key(of: fork.state))
          if known.insert(key).inserted { forks.append(fork) }
        }
      }
      guard let fork = forks.popLast() else { return found }
      outcomes = decided { program.forkTracing(fork, assuming: $0) }
    }
  }

  private mutating func take(_ outcome: Outcome, _ cause: Cause?, from origin: StepID, _ found: inout Ways) {
    for entry in outcome.trace.entered { note(entry, cause) }
    found.add(
      Ways.Result(
        target: number(outcome.state, cause, outcome.trace), after: outcome.state,
        cameBack: outcome.trace.cameBack && outcome.state.at == origin && !outcome.state.ended,
        entered: Set(outcome.trace.entered.map(\.step))))
  }

  /// Both ways of every closed rule that rests on what is not tracked. Rules are few, so the ways are.
  private func decided(_ run: (Assumptions) -> Outcome) -> [Outcome] {
    var results: [Outcome] = []
    var pending = [Assumptions(isTracked: followed.isFollowed)]
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

extension Explorer.Ways {
  fileprivate mutating func add(_ result: Result) {
    entered.formUnion(result.entered)
    choice.add(result.target, result.entered)
    if !results.contains(where: { $0.target == result.target && $0.cameBack == result.cameBack }) {
      results.append(result)
    }
  }
}

extension Explorer.Choice {
  /// Leads somewhere too; what is entered on every way there is what both enter.
  fileprivate mutating func add(_ target: Int, _ entered: Set<StepID>) {
    targets[target] = targets[target].map { $0.intersection(entered) } ?? entered
  }

  fileprivate mutating func join(_ other: Self) {
    for (target, entered) in other.targets { add(target, entered) }
  }
}

extension Explorer {
  /// Every way that something done in a state can go, with the steps entered on the way. Unlike `choices` it keeps ways
  /// apart that enter different steps, and numbers nothing.
  func outcomes(of event: Event, in state: State) -> [(state: State, entered: [StepID])] {
    struct Place: Hashable {
      var step: StepID
      var position: Int
      var key: Key
      var entered: [StepID]
    }
    var found: [(state: State, entered: [StepID])] = []
    var forks: [(fork: Fork, before: [StepID])] = []
    var known: Set<Place> = []
    var pending = decided { program.stepTracing(state, event, assuming: $0) }.map {
      (outcome: $0, before: [StepID]())
    }
    while true {
      for (outcome, before) in pending {
        let entered = before + outcome.trace.entered.map(\.step)
        found.append(
          (outcome.trace.returnsSomewhere ? project(outcome.state, outcome.trace) : outcome.state, entered))
        for fork in outcome.trace.forks {
          // What was entered up to the fork and what was entered after it are not told apart, so only the step at hand counts.
          let way = before + (fork.step == Program.manifest ? [] : [fork.step])
          let place = Place(step: fork.step, position: fork.position, key: key(of: fork.state), entered: way)
          if known.insert(place).inserted { forks.append((fork, way)) }
        }
      }
      guard let next = forks.popLast() else { return found }
      pending = decided { program.forkTracing(next.fork, assuming: $0) }.map { ($0, next.before) }
    }
  }
}
