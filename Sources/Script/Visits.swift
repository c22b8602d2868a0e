import Dialogue

/// Places that lead back are visited, and visits lead back.
extension Compiler {
  /// Where the paths of a step may go without coming back by themselves.
  func goes(_ step: Int) -> [(to: StepID, span: Span)] {
    var result: [(to: StepID, span: Span)] = []
    for (position, instruction) in program.steps[step].code.enumerated() {
      if case .leave(.go(let place)) = instruction {
        result.append((place, places.steps[step].code[position]))
      }
    }
    return result
  }

  func visits(_ step: Int) -> [(to: StepID, span: Span)] {
    var result: [(to: StepID, span: Span)] = []
    for (position, instruction) in program.steps[step].code.enumerated() {
      switch instruction {
      case .leave(.visitAndResume(let place)), .leave(.visitAndAskAgain(let place)):
        result.append((place, places.steps[step].code[position]))
      default: break
      }
    }
    return result
  }

  private func hasBack(_ step: Int) -> Bool { program.steps[step].code.contains(.leave(.back)) }

  /// A step is visited when it can reach `-> back` without going on a visit of its own.
  mutating func markVisited() {
    var sources: [[Int]] = Array(repeating: [], count: program.steps.count)
    for step in program.steps.indices.dropFirst() {
      for edge in goes(step) { sources[edge.to.index].append(step) }
    }
    var open = program.steps.indices.filter { $0 > 0 && hasBack($0) }
    for step in open { program.steps[step].isVisited = true }
    while let step = open.popLast() {
      for source in sources[step] where !program.steps[source].isVisited {
        program.steps[source].isVisited = true
        open.append(source)
      }
    }
  }

  mutating func checkVisits() {
    for step in program.steps.indices {
      for visit in visits(step) where !program[visit.to].isVisited {
        findings.error(
          .visitNeverReturns, visit.span,
          "From `\(program[visit.to].address)` no path leads to `-> back`, so this visit never comes back.",
          notes: [
            (
              "Write `-> back` where it ends, or go there for good with `-> \(program[visit.to].address)`.",
              nil
            )
          ])
      }
    }
    checkWaysIn()
  }

  /// Whoever gets to `-> back` must have come on a visit.
  private mutating func checkWaysIn() {
    var open: [StepID] = []
    for step in program.steps.indices { open += visits(step).map(\.to) }
    let visitLand = reached(from: open)
    var starts: [(step: StepID, span: Span)] = [(program.start, startSpan)]
    for edge in goes(0) { starts.append((edge.to, edge.span)) }
    for (index, rule) in program.closed.enumerated() { starts.append((rule.place, places.closed[index])) }
    for start in starts where visitLand.contains(start.step) && program[start.step].isVisited {
      reportWayIn(start.step, start.span)
    }
    let mainLand = reached(
      from: starts.map(\.step).filter { !(visitLand.contains($0) && program[$0].isVisited) },
      notInto: visitLand)
    for step in program.steps.indices where mainLand.contains(StepID(step)) {
      for edge in goes(step) where visitLand.contains(edge.to) && program[edge.to].isVisited {
        reportWayIn(edge.to, edge.span)
      }
      for (position, instruction) in program.steps[step].code.enumerated() where instruction == .leave(.back)
      {
        findings.error(
          .onlyVisited, places.steps[step].code[position],
          "Nothing visits `\(program.steps[step].address)`, so there is nowhere to go back to.",
          notes: [("A visit is written `-> place and back` or `-> place and ask again`.", nil)])
      }
    }
  }

  private var startSpan: Span {
    for declaration in files[manifest].declarations {
      if case .start(let word) = declaration.kind { return word.span }
    }
    return files[manifest].heading
  }

  private func reached(from starts: [StepID], notInto walls: Set<StepID> = []) -> Set<StepID> {
    var seen = Set(starts)
    var open = starts
    while let step = open.popLast() {
      for edge in goes(step.index) where !seen.contains(edge.to) {
        if walls.contains(edge.to), program[edge.to].isVisited { continue }
        seen.insert(edge.to)
        open.append(edge.to)
      }
    }
    return seen
  }

  private mutating func reportWayIn(_ step: StepID, _ span: Span) {
    findings.error(
      .onlyVisited, span,
      "`\(program[step].address)` leads to `-> back`, so it may only be visited: write `and back` or `and ask again` after the place.",
      notes: [("It begins here.", places.steps[step.index].heading)])
  }
}
