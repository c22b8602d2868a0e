import Dialogue
import Intents

/// What keeps a folder from being a translation of another: its files, steps, facts and ways must be the same, and
/// only what is said and listened for may differ. Diagnostics are of the translation's files.
public func checkTranslation(of original: Compilation, _ translation: Compilation) -> [Diagnostic] {
  guard let first = original.program, let second = translation.program else { return [] }
  var findings = Findings()
  let start = Span(file: 0, start: 0, end: 0)
  func missing(_ what: String, _ wanted: [String], _ found: [String], _ place: (String) -> Span) {
    for name in wanted where !found.contains(name) {
      findings.error(.translation, start, "The translation has no \(what) `\(name)`.")
    }
    for name in found where !wanted.contains(name) {
      findings.error(.translation, place(name), "The original has no \(what) `\(name)`.")
    }
  }
  missing("step", first.steps.map(\.address), second.steps.map(\.address)) { address in
    second.steps.firstIndex { $0.address == address }.map { translation.places.steps[$0].heading } ?? start
  }
  missing("fact", first.facts.map(\.name), second.facts.map(\.name)) { name in
    second.fact(named: name).map { translation.places.facts[$0.index] } ?? start
  }
  for (index, fact) in second.facts.enumerated() {
    guard let other = first.facts.first(where: { $0.name == fact.name }), !isAlike(fact, other, second, first)
    else {
      continue
    }
    findings.error(
      .translation, translation.places.facts[index], "`\(fact.name)` is not declared as in the original.")
  }
  if first[first.start].address != second[second.start].address {
    findings.error(
      .translation, start,
      "The translation begins at `\(second[second.start].address)`, the original at `\(first[first.start].address)`."
    )
  }
  missing("intent", original.definition.intents.map(\.name), translation.definition.intents.map(\.name)) {
    name in
    translation.definition.intents.firstIndex { $0.name == name }.map { translation.places.intents[$0].name }
      ?? start
  }
  let (names, otherNames) = (
    translation.definition.intents.map(\.name), original.definition.intents.map(\.name)
  )
  if lists(second, names) != lists(first, otherNames) {
    findings.error(
      .translation, start,
      "The lists of the manifest (`@urgent`, `@anytime`, `@closed`) are not the original's.")
  }
  for (index, step) in second.steps.enumerated() {
    guard let other = first.steps.first(where: { $0.address == step.address }) else { continue }
    let mine = skeleton(step, second, names)
    let theirs = skeleton(other, first, otherNames)
    guard mine != theirs else { continue }
    let difference = zip(mine, theirs).first { $0 != $1 }
    findings.error(
      .translation, translation.places.steps[index].heading,
      "`\(step.address)` does not go as in the original: \(difference.map { "here is \($0.0), there \($0.1)" } ?? surplus(mine, theirs))."
    )
  }
  return findings.diagnostics(translation.source)
}

/// What the longer of two step's parts has, where the shorter is its beginning.
private func surplus(_ mine: [String], _ theirs: [String]) -> String {
  mine.count > theirs.count
    ? "here is \(mine[theirs.count]) more than there" : "there is \(theirs[mine.count]) more than here"
}

/// Whether two facts of one name hold the same; the words for values may differ.
private func isAlike(
  _ fact: FactDeclaration, _ other: FactDeclaration, _ program: Program, _ original: Program
) -> Bool {
  guard fact.isHeld == other.isHeld else { return false }
  switch (fact.kind, other.kind) {
  case (.oneOf(let options), .oneOf(let others)): return options.count == others.count
  case (.item(let list), .item(let otherList)): return program[list].name == original[otherList].name
  case (let kind, let otherKind): return kind == otherKind
  }
}

/// Which intents interrupt, in their order, and what is closed.
private func lists(_ program: Program, _ intents: [String]) -> [[String]] {
  [
    program.urgent.map { program.words(for: $0, intents: intents) },
    program.anytime.map { program.words(for: $0, intents: intents) },
    program.closed.map {
      "\(program.tags[$0.tag.index].name) \(program.words(for: $0.condition)) \(program[$0.place].address)"
    },
  ]
}

/// What a step does and listens for, names for numbers, without its words.
private func skeleton(_ step: Step, _ program: Program, _ intents: [String]) -> [String] {
  func name(_ place: StepID) -> String { program[place].address }
  var parts: [String] = step.tags.map { "#" + program.tags[$0.index].name }
  for instruction in step.code {
    switch instruction {
    case .say, .vary, .pause, .jump: break
    case .showList(let fact): parts.append("`@show \(program[fact].name)`")
    case .showHelplines(let purpose): parts.append("`@show helplines for \(purpose)`")
    case .change(let change): parts.append("`\(program.words(for: change))`")
    case .unless(let condition, _): parts.append("`@when \(program.words(for: condition))`")
    case .look: parts.append("`@look through`")
    case .ask: parts.append("a question")
    case .listen, .foot: parts.append("`unclear`")
    case .leave(.go(let place)): parts.append("`-> \(name(place))`")
    case .leave(.visitAndResume(let place)): parts.append("`-> \(name(place)) and back`")
    case .leave(.visitAndAskAgain(let place)): parts.append("`-> \(name(place)) and ask again`")
    case .leave(.askAgain): parts.append("`-> ask again`")
    case .leave(.back): parts.append("`-> back`")
    case .leave(.end): parts.append("`@end`")
    }
  }
  for reply in (step.question?.replies ?? []) + step.looks.flatMap(\.replies) {
    parts.append("a reply for \(program.words(for: reply, intents: intents))")
  }
  return parts
}
