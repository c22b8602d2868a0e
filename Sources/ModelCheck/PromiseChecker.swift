public import Dialogue
import Intents

/// Whether a promise holds on every path.
public enum PromiseVerdict: Equatable, Sendable {
  case kept
  /// The turns of a path that breaks it, from the start, and the step it comes to; each turn was taken by the program's
  /// own `step`.
  case broken([Explorer.Turn], at: StepID)
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
  /// Paths walked for real before more is followed.
  private static var mostPaths: Int { 200 }

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
      let breaches = explorer.entries.filter { breaks($0.step, $0.facts, after: condition, target) }
      guard let first = breaches.first else {
        return explorer.isComplete
          ? .kept : .undecided("more than \(mostNodes) states; none of those seen breaks it")
      }
      // What one path only seems to do another may do for real.
      for breach in breaches.prefix(Self.mostPaths) {
        let path = explorer.path(to: breach)
        if walk(path, after: condition, target) == nil { return .broken(path, at: breach.step) }
      }
      let turns = walk(explorer.path(to: first), after: condition, target) ?? []
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
    _ path: [Explorer.Turn], after condition: Condition?, _ target: Promise.Target
  ) -> [Trace]? {
    let (state, turns) = walk(path)
    guard state != nil, let last = turns.last else { return turns }
    let isBroken = last.entered.contains { breaks($0.step, $0.facts, after: condition, target) }
    return isBroken ? nil : turns
  }

  /// Take a path for real: where it comes to, nil when the real conversation goes another way, and its turns so far.
  private func walk(_ path: [Explorer.Turn]) -> (state: State?, turns: [Trace]) {
    var opening = Opening(seed: 0)
    if case .began(let facts)? = path.first?.how { opening = self.opening(facts) }
    var (state, _, trace) = stepTracing(State(program: self, seed: 0), .begin(opening))
    var turns = [trace]
    for turn in path {
      switch turn.how {
      case .began, .returned: continue
      case .move, .takenBack: break
      }
      // A visit that ended is known to the path only after its return.
      if turn.at != Self.manifest, state.at != turn.at { return (nil, turns) }
      (state, trace) = advance(state, turn.how, number: turns.count)
      turns.append(trace)
    }
    return (state, turns)
  }

  private func advance(_ state: State, _ how: Explorer.How, number: Int) -> (State, Trace) {
    switch how {
    case .move(let move):
      let next = stepTracing(state, event(of: move, in: state, number: number))
      return (next.state, next.trace)
    case .takenBack(let move):
      let next = stepTracing(state, event(of: move, in: state, number: number))
      var again = stepTracing(undone(state, from: next.state), .askAgain)
      again.trace.read += next.trace.read
      again.trace.closing += next.trace.closing
      return (again.state, again.trace)
    case .began, .returned:
      // Where a conversation began is behind it, and it knows by itself where it goes back to.
      return (state, Trace())
    }
  }

  /// What somebody might really have said: other words each time, and of a list one that stands in it.
  private func event(of move: Move, in state: State, number: Int) -> Event {
    var move = move
    if case .reply(let index, .text?) = move.choice, let question = self[state.at].question,
      question.replies.indices.contains(index), let fact = question.replies[index].captures
    {
      var words = "\(Self.anyText) \(number)"
      if case .item(let list) = self[fact].kind, case .list(let items) = state[list], let last = items.last {
        words = last
      }
      move.choice = .reply(index, captured: .text(words))
    }
    return move.event
  }

  // MARK: Something said leads there

  /// Saying something leads there from every question: however the facts are that are not followed, and however urgent
  /// the visit is that one is inside of. Where it seems not to, a real conversation is led there and asked; where that
  /// one is led aside by facts, they are followed too.
  private func checkReaches(
    _ intent: IntentID, _ target: Promise.Target, _ within: Int, _ mostNodes: Int
  ) -> PromiseVerdict {
    var tracked: [FactID] = []
    for _ in 0...Self.mostRefinements {
      let explorer = Explorer(program: self, tracking: tracked, following: .urgency, mostNodes: mostNodes)
      let goal = Goal(explorer: explorer, target: target, within: within)
      let failing = explorer.nodes.indices.first { index in
        let state = explorer.nodes[index].state
        return self[state.at].question != nil && !state.ended && !includes(target, state.at)
          && !isReached(goal, saying(intent, in: state), in: state, turn: 1)
      }
      guard let failing else {
        return explorer.isComplete
          ? .kept : .undecided("more than \(mostNodes) states; all of those seen keep it")
      }
      let path = explorer.path(to: failing)
      let (real, turns) = walk(path)
      var fresh = explanation(of: turns, beside: tracked)
      if let real, real.at == explorer.nodes[failing].state.at, !real.ended {
        let said = saying(intent, in: real)
        guard isReachedForReal(target, said, in: real, turns: within) else {
          return .broken(path, at: real.at)
        }
        let trace = stepTracing(real, said).trace
        fresh = explanation(of: turns + [trace], beside: tracked)
      }
      guard let fresh else { return .undecided("where it may not hold is not followed closely enough") }
      tracked += fresh
    }
    return .undecided("too many facts decide it")
  }

  private struct Goal {
    var explorer: Explorer
    var target: Promise.Target
    var within: Int
  }

  private func saying(_ intent: IntentID, in state: State) -> Event {
    var hearing = Hearing(text: Self.anyText)
    hearing.intents = [(intent, Match(score: 1_000))]
    return .heard(understand(hearing, in: state))
  }

  /// Whether every way this can go leads there, or to a question with a next turn of which every way does.
  private func isReached(_ goal: Goal, _ event: Event, in state: State, turn: Int) -> Bool {
    goal.explorer.outcomes(of: event, in: state).allSatisfy { outcome in
      if outcome.entered.contains(where: { includes(goal.target, $0) }) { return true }
      guard turn < goal.within, outcome.state.at != Self.manifest else { return false }
      return moves(in: outcome.state, following: goal.explorer.followed).contains {
        isReached(goal, $0.event, in: outcome.state, turn: turn + 1)
      }
    }
  }

  private func isReachedForReal(_ target: Promise.Target, _ event: Event, in state: State, turns: Int) -> Bool
  {
    let next = stepTracing(state, event)
    if next.trace.entered.contains(where: { includes(target, $0.step) }) { return true }
    guard turns > 1 else { return false }
    return moves(in: next.state, following: following(facts.indices.map { FactID($0) })).contains {
      isReachedForReal(target, $0.event, in: next.state, turns: turns - 1)
    }
  }

  // MARK: There is a way there

  /// There is a way there from everywhere, one that the person can take whatever the facts are that are not followed:
  /// at each question one answer of which every outcome leads nearer. A question without is a real one when no answer
  /// of it leads there at all, and a real conversation gets to it.
  private func checkCanReach(_ target: Promise.Target, _ mostNodes: Int) -> PromiseVerdict {
    var tracked: [FactID] = []
    for _ in 0...Self.mostRefinements {
      let explorer = Explorer(program: self, tracking: tracked, following: .choices, mostNodes: mostNodes)
      let isSure = surelyReaching(target, explorer)
      guard let unsure = isSure.firstIndex(of: false) else {
        return explorer.isComplete ? .kept : .undecided("more than \(mostNodes) states were not explored")
      }
      let isPossible = possiblyReaching(target, explorer)
      let stuck = isPossible.firstIndex(of: false)
      let path = explorer.path(to: stuck ?? unsure)
      let (real, turns) = walk(path)
      if stuck != nil, explorer.isComplete, let real { return .broken(path, at: real.at) }
      let open = openFacts(explorer, isSure).filter { !tracked.contains($0) }
      guard let fresh = explanation(of: turns, beside: tracked) ?? (open.isEmpty ? nil : open) else {
        return .undecided("a way there may be closed, and which facts decide it is not known")
      }
      tracked += fresh
    }
    return .undecided("too many facts decide it")
  }

  /// Facts of the closed rules that may turn the ways aside which lead out of places not known to get there.
  private func openFacts(_ explorer: Explorer, _ isSure: [Bool]) -> [FactID] {
    var found: [FactID] = []
    for node in explorer.nodes.indices where !isSure[node] {
      for step in explorer.nodes[node].enters {
        for rule in closed where self[step].tags.contains(rule.tag) || rule.place == step {
          for fact in rule.condition.facts where !found.contains(fact) { found.append(fact) }
        }
      }
    }
    return found
  }

  /// By node: whether some choice leads there whatever comes of it, in any number of turns. The least fixpoint.
  private func surelyReaching(_ target: Promise.Target, _ explorer: Explorer) -> [Bool] {
    // A conversation that has ended got out.
    var isSure = explorer.nodes.map { $0.state.ended || includes(target, $0.state.at) }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for node in isSure.indices where !isSure[node] {
        let leads = explorer.choices[node].contains { choice in
          !choice.targets.isEmpty
            && choice.targets.allSatisfy { next, entered in
              isSure[next] || entered.contains { includes(target, $0) }
            }
        }
        if leads {
          isSure[node] = true
          hasChanged = true
        }
      }
    }
    return isSure
  }

  /// By node: whether anything at all leads there.
  private func possiblyReaching(_ target: Promise.Target, _ explorer: Explorer) -> [Bool] {
    let count = explorer.nodes.count
    var before: [[Int]] = Array(repeating: [], count: count)
    for node in 0..<count {
      for next in explorer.edges[node] { before[next].append(node) }
    }
    var reaches = explorer.nodes.map { node in
      node.state.ended || includes(target, node.state.at) || node.enters.contains { includes(target, $0) }
    }
    var pending = reaches.indices.filter { reaches[$0] }
    while let node = pending.popLast() {
      for earlier in before[node] where !reaches[earlier] {
        reaches[earlier] = true
        pending.append(earlier)
      }
    }
    return reaches
  }

  private func includes(_ target: Promise.Target, _ step: StepID) -> Bool {
    switch target {
    case .tag(let tag): self[step].tags.contains(tag)
    case .step(let wanted): step == wanted
    }
  }
}
