public import Dialogue

/// Walks every path of a program by the program's own `step`.
///
/// Facts outside `tracked` are let go after each turn and take every value when a condition reads them: more paths
/// than there are, never fewer, so what is never reached here is never reached. The stack of visits is kept to its
/// innermost `deepest` places; a return beyond them goes to every place that was dropped from a stack anywhere.
public struct Explorer: Sendable {
  public struct Node: Sendable {
    public var state: State
    /// How it was come by: the node before and the move; nil at the start.
    public var parent: (node: Int, move: Move)?
    /// Whether the move was taken back at once.
    public var isUndo: Bool
    /// Steps entered on the way here.
    public var entered: [StepID]
  }

  public let program: Program
  public let tracked: [Bool]
  public private(set) var nodes: [Node] = []
  /// By node: where its moves lead, in the order of the moves.
  public private(set) var edges: [[Int]] = []
  /// Whether every reachable state was seen; else `mostNodes` was reached.
  public private(set) var isComplete = true

  private var numbers: [State: Int] = [:]
  /// Places dropped from the bottom of a stack, each once, in the order found.
  private var dropped: [Visit] = []
  /// Nodes inside a visit whose place to return to was dropped.
  private var adrift: [Int] = []

  public static let deepest = 2

  /// - Parameter mostNodes: where to stop, however much is left.
  public init(program: Program, tracking facts: [FactID], mostNodes: Int = 200_000) {
    self.program = program
    var tracked = Array(repeating: false, count: program.facts.count)
    for fact in facts { tracked[fact.index] = true }
    self.tracked = tracked
    explore(mostNodes)
  }

  private mutating func explore(_ mostNodes: Int) {
    let start = State(program: program, seed: 0)
    for (state, trace) in outcomes(of: start, .begin(Opening(seed: 0))) {
      _ = number(state, parent: nil, entered: trace.entered)
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
    if state.visits.isEmpty, program[state.at].isVisited, !state.ended {
      adrift.append(node)
      for visit in dropped { returnTo(visit, from: node) }
      return
    }
    for move in program.moves(in: state) {
      for (next, trace) in outcomes(of: state, move.event) {
        let target = number(next, parent: (node, move), entered: trace.entered)
        if !edges[node].contains(target) { edges[node].append(target) }
        takeBack(move, from: node, to: next)
      }
    }
  }

  /// Undo: the state before the move, with every held fact as high as the move left it.
  private mutating func takeBack(_ move: Move, from node: Int, to next: State) {
    guard let earlier = program.undone(nodes[node].state, from: next) else { return }
    for (state, trace) in outcomes(of: earlier, .askAgain) {
      let target = number(state, parent: (node, move), entered: trace.entered, isUndo: true)
      if !edges[node].contains(target) { edges[node].append(target) }
    }
  }

  /// One of the places that a visit may have begun from, when the stack no longer tells.
  private mutating func returnTo(_ visit: Visit, from node: Int) {
    var state = nodes[node].state
    state.visits = [visit]
    guard let parent = nodes[node].parent else { return }
    let target = number(state, parent: parent, entered: nodes[node].entered)
    if !edges[node].contains(target) { edges[node].append(target) }
  }

  private mutating func number(
    _ state: State, parent: (node: Int, move: Move)?, entered: [StepID], isUndo: Bool = false
  ) -> Int {
    for visit in state.visits.dropLast(Self.deepest) where !dropped.contains(visit) {
      dropped.append(visit)
      for node in adrift { returnTo(visit, from: node) }
    }
    let projected = project(state)
    if let known = numbers[projected] { return known }
    numbers[projected] = nodes.count
    nodes.append(Node(state: projected, parent: parent, isUndo: isUndo, entered: entered))
    edges.append([])
    return nodes.count - 1
  }

  /// Every way a turn can go: each untracked fact that was read is tried at each value.
  private func outcomes(of state: State, _ event: Event) -> [(State, Trace)] {
    var results: [(State, Trace)] = []
    var pending: [(State, [FactID])] = [(state, [])]
    var tries = 0
    while let (candidate, fixed) = pending.popLast(), tries < Self.mostOutcomes {
      tries += 1
      let (next, _, trace) = program.stepTracing(candidate, event)
      guard let open = trace.read.first(where: { !tracked[$0.index] && !fixed.contains($0) }) else {
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

  /// What tells states apart here: nothing that only colours speech, and no untracked fact.
  private func project(_ state: State) -> State {
    var state = state
    for (index, fact) in program.facts.enumerated() where !tracked[index] {
      state.facts[index] = fact.initial
    }
    state.variations = Array(repeating: VariationState(), count: program.variations.count)
    state.remembered = Array(repeating: false, count: program.facts.count)
    state.generator = Generator(seed: 0)
    state.looked = []
    if state.visits.count > Self.deepest { state.visits.removeFirst(state.visits.count - Self.deepest) }
    return state
  }

  /// The moves from the start to a node, first move first, each told whether it was taken back at once.
  public func path(to node: Int) -> [PathStep] {
    var moves: [PathStep] = []
    var current = node
    while let parent = nodes[current].parent {
      moves.append(PathStep(move: parent.move, isTakenBack: nodes[current].isUndo))
      current = parent.node
    }
    return moves.reversed()
  }
}
