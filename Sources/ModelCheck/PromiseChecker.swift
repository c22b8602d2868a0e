public import Dialogue
import Intents

/// Whether a promise holds on every path.
public enum PromiseVerdict: Equatable, Sendable {
  case kept
  /// The moves of a path that breaks it, from the start; each was taken by the program's own `step`.
  case broken([Explorer.How])
  /// Neither shown nor refuted within the bounds; says which bound bit.
  case undecided(String)
}

extension Program {
  /// Check one promise over every path.
  ///
  /// A `never` is first explored with few facts tracked. A path found there is walked for real; where the real
  /// conversation goes another way, the facts it read are tracked too and the search begins again
  /// (counterexample-guided refinement: Clarke and others, "Counterexample-Guided Abstraction Refinement", 2000).
  public func check(_ promise: Promise, mostNodes: Int = 100_000) -> PromiseVerdict {
    switch promise.claim {
    case .never(let condition, let target): checkNever(after: condition, target, mostNodes)
    case .reaches(let intent, let target, let within): checkReaches(intent, target, within, mostNodes)
    case .canReach(let target): checkCanReach(target, mostNodes)
    }
  }

  private static var mostRefinements: Int { 12 }

  private func checkNever(after condition: Condition?, _ target: Promise.Target, _ mostNodes: Int)
    -> PromiseVerdict
  {
    var tracked = condition?.facts ?? []
    for _ in 0..<Self.mostRefinements {
      let explorer = Explorer(program: self, tracking: tracked, mostNodes: mostNodes)
      guard let node = firstBreach(in: explorer, after: condition, target) else {
        return explorer.isComplete
          ? .kept : .undecided("more than \(mostNodes) states; none of those seen breaks it")
      }
      let path = explorer.path(to: node)
      guard let more = walk(path, after: condition, target) else { return .broken(path) }
      let fresh = more.filter { !tracked.contains($0) }
      if fresh.isEmpty { return .undecided("a path was found that real conversations do not follow") }
      tracked += fresh
    }
    return .undecided("too many facts decide it")
  }

  private func firstBreach(in explorer: Explorer, after condition: Condition?, _ target: Promise.Target)
    -> Int?
  {
    explorer.nodes.indices.first { index in
      let node = explorer.nodes[index]
      guard node.entered.contains(where: { includes(target, $0) }) else { return false }
      return condition.map { node.state.satisfies($0, in: self) } ?? true
    }
  }

  /// Take a path for real. Nil when it breaks the promise; else the facts that were read on the way.
  private func walk(_ path: [Explorer.How], after condition: Condition?, _ target: Promise.Target)
    -> [FactID]?
  {
    var (state, _, trace) = stepTracing(State(program: self, seed: 0), .begin(Opening(seed: 0)))
    var read = trace.read
    for step in path {
      let earlier = trace.entered
      (state, trace, read) = advance(state, step, read)
      if case .returned = step { trace.entered = earlier }
    }
    let breaks = trace.entered.contains { includes(target, $0) }
    if breaks && (condition.map { state.satisfies($0, in: self) } ?? true) { return nil }
    return read
  }

  private func advance(_ state: State, _ how: Explorer.How, _ read: [FactID]) -> (State, Trace, [FactID]) {
    switch how {
    case .move(let move):
      let next = stepTracing(state, move.event)
      return (next.state, next.trace, read + next.trace.read)
    case .takenBack(let move):
      let next = stepTracing(state, move.event)
      let again = stepTracing(undone(state, from: next.state), .askAgain)
      return (again.state, again.trace, read + next.trace.read + again.trace.read)
    case .returned:
      // The real conversation knows by itself where it goes back to: the move before has taken it there.
      return (state, Trace(), read)
    }
  }

  private func checkReaches(
    _ intent: IntentID, _ target: Promise.Target, _ within: Int, _ mostNodes: Int
  ) -> PromiseVerdict {
    let explorer = Explorer(program: self, tracking: [], mostNodes: mostNodes)
    for (index, node) in explorer.nodes.enumerated() where self[node.state.at].question != nil {
      if !node.state.ended, !reaches(target, from: node.state, saying: intent, within) {
        return .broken(explorer.path(to: index))
      }
    }
    return explorer.isComplete
      ? .kept : .undecided("more than \(mostNodes) states; all of those seen keep it")
  }

  private func reaches(_ target: Promise.Target, from state: State, saying intent: IntentID, _ within: Int)
    -> Bool
  {
    if includes(target, state.at) { return true }
    var hearing = Hearing(text: Self.anyText)
    hearing.intents = [(intent, Match(score: 1_000))]
    let first = stepTracing(state, .heard(understand(hearing, in: state)))
    if first.trace.entered.contains(where: { includes(target, $0) }) { return true }
    var frontier = [first.state]
    for _ in 1..<max(within, 1) {
      var next: [State] = []
      for state in frontier {
        for move in moves(in: state) {
          let result = stepTracing(state, move.event)
          if result.trace.entered.contains(where: { includes(target, $0) }) { return true }
          next.append(result.state)
        }
      }
      frontier = next
    }
    return false
  }

  private func checkCanReach(_ target: Promise.Target, _ mostNodes: Int) -> PromiseVerdict {
    let explorer = Explorer(program: self, tracking: [], mostNodes: mostNodes)
    let count = explorer.nodes.count
    var before: [[Int]] = Array(repeating: [], count: count)
    for node in 0..<count {
      for next in explorer.edges[node] { before[next].append(node) }
    }
    var reaches = explorer.nodes.map { node in node.entered.contains { includes(target, $0) } }
    var pending = reaches.indices.filter { reaches[$0] }
    while let node = pending.popLast() {
      for earlier in before[node] where !reaches[earlier] {
        reaches[earlier] = true
        pending.append(earlier)
      }
    }
    if let stuck = reaches.firstIndex(of: false) {
      return explorer.isComplete
        ? .broken(explorer.path(to: stuck)) : .undecided("more than \(mostNodes) states were not explored")
    }
    return .kept
  }

  private func includes(_ target: Promise.Target, _ step: StepID) -> Bool {
    switch target {
    case .tag(let tag): self[step].tags.contains(tag)
    case .step(let wanted): step == wanted
    }
  }
}
