import Dialogue

/// Paths that never ask, and questions that nothing leads out of.
extension Analysis {
  /// Where a step goes before it asks, as far as it can get there.
  private func silentEdges(_ step: Int) -> [(to: Int, span: Span)] {
    var edges: [(to: Int, span: Span)] = []
    for (position, instruction) in program.steps[step].code.enumerated() {
      if instruction == .ask { break }
      guard reach.before[step][position] != nil, case .leave(let exit) = instruction else { continue }
      switch exit {
      case .go(let place), .visitAndResume(let place), .visitAndAskAgain(let place):
        let span = places.steps[step].code[position]
        edges.append((place.index, span))
        // A closed place stands for the one that its rule sends people to.
        for rule in rules(closing: place.index) { edges.append((program.closed[rule].place.index, span)) }
      case .askAgain, .back, .end: break
      }
    }
    return edges
  }

  /// The rules that may ever close a step.
  private func rules(closing step: Int) -> [Int] {
    program.closed.indices.filter { index in
      let rule = program.closed[index]
      return rule.place.index != step && program.steps[step].tags.contains(rule.tag)
        && canHold(rule.condition)
    }
  }

  /// Rules that close nothing, and rules that send people round in a circle: after so many turns aside the closed place
  /// would be entered all the same.
  mutating func checkClosed() {
    for (index, rule) in program.closed.enumerated() {
      if !canHold(rule.condition) {
        findings.warning(
          .impossibleCondition, places.closed[index],
          "This condition can never hold, so this rule closes nothing.")
      } else if let circle = circle(from: index) {
        let names = circle.map { "`\(program[program.closed[$0].place].address)`" }
        findings.error(
          .silentLoop, places.closed[index],
          "This rule and others send people round in a circle: \(names.joined(separator: ", ")). One of these places has to stay open."
        )
      }
    }
  }

  /// The rules that lead from one back to itself, all of them in force together; nil when there is no such circle, or an
  /// earlier rule of it has it already.
  private func circle(from first: Int) -> [Int]? {
    var paths = [[first]]
    while let path = paths.popLast(), paths.count < 1_000 {
      let place = program.closed[path[path.count - 1]].place.index
      for next in rules(closing: place) where next >= first {
        if next == first {
          return mayHoldTogether(path) ? path : nil
        } else if !path.contains(next) {
          paths.append(path + [next])
        }
      }
    }
    return nil
  }

  private func mayHoldTogether(_ rules: [Int]) -> Bool {
    canHold(.all(rules.map { program.closed[$0].condition }))
  }

  /// A cycle that asks nothing would run for ever. Each is reported once, at the edge that closes it.
  mutating func checkLoops() {
    var state = Array(repeating: 0, count: program.steps.count)
    for start in program.steps.indices.dropFirst() where state[start] == 0 {
      var stack: [(step: Int, edges: [(to: Int, span: Span)], next: Int)] = [(start, silentEdges(start), 0)]
      state[start] = 1
      while let top = stack.last {
        guard top.next < top.edges.count else {
          state[top.step] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = top.edges[top.next]
        if state[edge.to] == 0 {
          state[edge.to] = 1
          stack.append((edge.to, silentEdges(edge.to), 0))
        } else if state[edge.to] == 1 {
          let first = stack.firstIndex { $0.step == edge.to } ?? 0
          reportLoop(stack[first...].map(\.step), edge.span)
        }
      }
    }
  }

  private mutating func reportLoop(_ steps: [Int], _ span: Span) {
    let names = (steps + [steps[0]]).map { program.steps[$0].address }
    findings.error(
      .silentLoop, span,
      "This goes round for ever without asking anything: \(names.joined(separator: ", ")).",
      notes: [("Somewhere on the way the coach has to ask, or end.", nil)])
  }

  /// Questions from which no answer leads anywhere else, or to an end.
  mutating func checkWaysOut() {
    let hasGoodbye = canEndByInterrupt()
    let ends = hasGoodbye ? [] : stepsThatEnd()
    for step in program.steps.indices.dropFirst() where reach.entry[step] != nil {
      guard program.steps[step].question != nil else { continue }
      let exits = program.steps[step].code.compactMap { if case .leave(let exit) = $0 { exit } else { nil } }
      // What is closed meanwhile leads elsewhere.
      let isTrap =
        exits.allSatisfy { $0 == .askAgain || $0 == .go(StepID(step)) } && rules(closing: step).isEmpty
      if isTrap {
        findings.error(
          .noWayOut, places.steps[step].ask ?? places.steps[step].heading,
          "Whatever is answered here, this question is asked again. Let a reply lead elsewhere.")
      } else if !hasGoodbye, !ends.contains(step) {
        findings.warning(
          .noWayOut, places.steps[step].ask ?? places.steps[step].heading,
          "From here no answer leads to `@end` or `-> back`, and nothing in `@anytime` does either.")
      }
    }
  }

  private func canEndByInterrupt() -> Bool {
    let ends = stepsThatEnd()
    return program.steps[0].code.contains { instruction in
      switch instruction {
      case .leave(.end): true
      case .leave(.go(let place)): ends.contains(place.index)
      default: false
      }
    }
  }

  private func stepsThatEnd() -> Set<Int> {
    var sources: [[Int]] = Array(repeating: [], count: program.steps.count)
    var open: [Int] = []
    for (step, compiled) in program.steps.enumerated().dropFirst() {
      for case .leave(let exit) in compiled.code {
        switch exit {
        case .end, .back: open.append(step)
        case .go(let place): sources[place.index].append(step)
        default: break
        }
      }
    }
    var found = Set(open)
    while let step = open.popLast() {
      for source in sources[step] where found.insert(source).inserted { open.append(source) }
    }
    return found
  }
}
