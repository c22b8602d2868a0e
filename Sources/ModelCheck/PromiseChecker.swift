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
  public func check(_ promise: Promise, mostNodes: Int = 20_000) -> PromiseVerdict {
    switch promise.claim {
    case .never(let condition, let target): checkNever(after: condition, target, mostNodes)
    case .reaches(let intent, let target, let within): checkReaches(intent, target, within, mostNodes)
    case .canReach(let target): checkCanReach(target, mostNodes)
    }
  }

  private static var mostRefinements: Int { 6 }

  private func checkNever(
    after condition: Condition?, _ target: Promise.Target, _ mostNodes: Int
  ) -> PromiseVerdict {
    let own = condition?.facts ?? []
    // What closes the target is what most likely keeps the promise: each rule by itself is tried first.
    for rule in [[]] + closingFacts(of: target) {
      let explorer = Explorer(program: self, tracking: own + rule, mostNodes: mostNodes)
      if explorer.isComplete, firstBreach(in: explorer, after: condition, target) == nil { return .kept }
    }
    return refine(tracking: own, after: condition, target, mostNodes)
  }

  /// The facts of each closed rule that may keep a target shut.
  private func closingFacts(of target: Promise.Target) -> [[FactID]] {
    var found: [[FactID]] = []
    for rule in closed where steps.indices.contains(where: { closes(rule, StepID($0), target) }) {
      if !found.contains(rule.condition.facts) { found.append(rule.condition.facts) }
    }
    return found
  }

  private func closes(_ rule: ClosedRule, _ step: StepID, _ target: Promise.Target) -> Bool {
    includes(target, step) && self[step].tags.contains(rule.tag)
  }

  private func refine(
    tracking own: [FactID], after condition: Condition?, _ target: Promise.Target, _ mostNodes: Int
  ) -> PromiseVerdict {
    var tracked = own
    for _ in 0..<Self.mostRefinements {
      let explorer = Explorer(program: self, tracking: tracked, mostNodes: mostNodes)
      guard let entry = firstBreach(in: explorer, after: condition, target) else {
        return explorer.isComplete
          ? .kept : .undecided("more than \(mostNodes) states; none of those seen breaks it")
      }
      let path = explorer.path(to: entry)
      guard let turns = walk(path, explorer.stations(to: entry), after: condition, target) else {
        return .broken(path)
      }
      guard let fresh = explanation(of: turns, beside: tracked) else {
        return .undecided("a path was found that real conversations do not follow")
      }
      tracked += fresh
    }
    return .undecided("too many facts decide it")
  }

  /// Facts that may explain why a real conversation went another way: what closed the way explains most, and what was
  /// read last more than what was read before.
  private func explanation(of turns: [Trace], beside tracked: [FactID]) -> [FactID]? {
    for turn in turns.reversed() {
      for facts in [turn.closing, turn.read] {
        let fresh = facts.filter { !tracked.contains($0) }
        if !fresh.isEmpty { return fresh }
      }
    }
    return nil
  }

  private func firstBreach(
    in explorer: Explorer, after condition: Condition?, _ target: Promise.Target
  ) -> Explorer.Entry? {
    explorer.entries.first { breaks($0.step, $0.facts, after: condition, target) }
  }

  private func breaks(
    _ step: StepID, _ facts: [FactValue], after condition: Condition?, _ target: Promise.Target
  ) -> Bool {
    guard includes(target, step) else { return false }
    guard let condition else { return true }
    var state = State(program: self, seed: 0)
    state.facts = facts
    return state.satisfies(condition, in: self)
  }

  /// Take a path for real. Nil when it breaks the promise; else its turns up to the one in which the real conversation
  /// first went another way than the path.
  private func walk(
    _ path: [Explorer.How], _ stations: [StepID], after condition: Condition?, _ target: Promise.Target
  ) -> [Trace]? {
    var (state, _, trace) = stepTracing(State(program: self, seed: 0), .begin(Opening(seed: 0)))
    var turns = [trace]
    for (how, station) in zip(path, stations) {
      if case .returned = how { continue }
      // A visit that ended is known to the path only after its return.
      if station != Self.manifest, state.at != station { return turns }
      (state, trace) = advance(state, how)
      turns.append(trace)
    }
    let isBroken = trace.entered.contains { breaks($0.step, $0.facts, after: condition, target) }
    return isBroken ? nil : turns
  }

  private func advance(_ state: State, _ how: Explorer.How) -> (State, Trace) {
    switch how {
    case .move(let move):
      let next = stepTracing(state, move.event)
      return (next.state, next.trace)
    case .takenBack(let move):
      let next = stepTracing(state, move.event)
      var again = stepTracing(undone(state, from: next.state), .askAgain)
      again.trace.read += next.trace.read
      again.trace.closing += next.trace.closing
      return (again.state, again.trace)
    case .returned:
      // The real conversation knows by itself where it goes back to: the move before has taken it there.
      return (state, Trace())
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
    if first.trace.entered.contains(where: { includes(target, $0.step) }) { return true }
    var frontier = [first.state]
    for _ in 1..<max(within, 1) {
      var next: [State] = []
      for state in frontier {
        for move in moves(in: state) {
          let result = stepTracing(state, move.event)
          if result.trace.entered.contains(where: { includes(target, $0.step) }) { return true }
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
    var reaches = explorer.nodes.map { node in
      // A conversation that has ended got out.
      node.state.ended || includes(target, node.state.at) || node.enters.contains { includes(target, $0) }
    }
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
