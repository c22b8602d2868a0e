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
        edges.append((place.index, places.steps[step].code[position]))
      case .askAgain, .back, .end: break
      }
    }
    return edges
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
      let isTrap = exits.allSatisfy { $0 == .askAgain || $0 == .go(StepID(step)) }
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
