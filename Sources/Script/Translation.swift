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
  missing("intent", original.definition.intents.map(\.name), translation.definition.intents.map(\.name)) {
    name in
    translation.definition.intents.firstIndex { $0.name == name }.map { translation.places.intents[$0].name }
      ?? start
  }
  if lists(first) != lists(second) {
    findings.error(
      .translation, start,
      "The lists of the manifest (`@urgent`, `@anytime`, `@closed`) are not the original's.")
  }
  for (index, step) in second.steps.enumerated() {
    guard let other = first.steps.first(where: { $0.address == step.address }) else { continue }
    let mine = skeleton(step, second)
    let theirs = skeleton(other, first)
    guard mine != theirs else { continue }
    let difference = zip(mine, theirs).first { $0 != $1 }
    findings.error(
      .translation, translation.places.steps[index].heading,
      "`\(step.address)` does not go as in the original: \(difference.map { "here is \($0.0), there \($0.1)" } ?? "the one has more parts than the other")."
    )
  }
  return findings.diagnostics(translation.source)
}

/// Which intents interrupt, in their order, and what is closed.
private func lists(_ program: Program) -> [[String]] {
  func names(_ replies: [Reply]) -> [String] {
    replies.map { reply in
      reply.heads.compactMap { head in
        if case .intent(let intent) = head { String(intent.index) } else { nil }
      }.joined(separator: " ")
    }
  }
  return [
    names(program.urgent), names(program.anytime),
    program.closed.map { "\(program.tags[$0.tag.index].name) \($0.condition) \(program[$0.place].address)" },
  ]
}

/// What a step does and listens for, names for numbers, without its words.
private func skeleton(_ step: Step, _ program: Program) -> [String] {
  func name(_ place: StepID) -> String { program[place].address }
  var parts: [String] = step.tags.map { "#" + program.tags[$0.index].name }
  for instruction in step.code {
    switch instruction {
    case .say, .vary, .pause, .jump: break
    case .showList(let fact): parts.append("`@show \(program[fact].name)`")
    case .showHelplines(let purpose): parts.append("`@show helplines for \(purpose)`")
    case .change(let change): parts.append("a change, \(change)")
    case .unless(let condition, _): parts.append("a condition, \(condition)")
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
  for reply in step.question?.replies ?? [] {
    let kinds = reply.heads.filter { if case .phrase = $0 { false } else { true } }
    parts.append("a reply, \(kinds.isEmpty ? "with words" : "\(kinds)")")
  }
  return parts
}
