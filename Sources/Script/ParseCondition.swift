/// Conditions and changes: short sentences about facts.
extension Parser {
  mutating func parseCondition(_ found: [Token], _ whole: Span) -> ConditionSyntax? {
    guard let first = found.first, let last = found.last else {
      findings.error(.malformed, whole, "A condition is missing, like `name is known`.")
      return nil
    }
    if reportHabit(found, whole) { return nil }
    let joiners = found.filter { $0.text == "and" || $0.text == "or" }
    if let other = joiners.first(where: { $0.text != joiners[0].text }) {
      findings.error(
        .mixedAndOr, other.span,
        "`and` and `or` together can be read in two ways. Use one of them, or nest one `@when` in another.")
      return nil
    }
    var terms: [ConditionSyntax.Term] = []
    for part in found.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.text == "and" || $0.text == "or" })
    {
      guard let term = parseTerm(Array(part), whole) else { return nil }
      terms.append(term)
    }
    return ConditionSyntax(
      terms: terms, isAny: joiners.first?.text == "or", span: first.span.through(last.span))
  }

  private mutating func parseTerm(_ found: [Token], _ whole: Span) -> ConditionSyntax.Term? {
    var rest = found
    let isNegated = rest.first?.text == "not"
    if isNegated { rest.removeFirst() }
    guard let fact = rest.first, let last = rest.last else {
      findings.error(.malformed, found.first?.span ?? whole, "A fact is missing in this condition.")
      return nil
    }
    let span = found[0].span.through(last.span)
    guard fact.kind == .word, let test = parseTest(Array(rest.dropFirst()), span) else {
      if fact.kind != .word { reportCondition(fact.span) }
      return nil
    }
    return ConditionSyntax.Term(fact: fact.word, test: test, isNegated: isNegated, span: span)
  }

  private mutating func parseTest(_ rest: [Token], _ span: Span) -> ConditionSyntax.Term.Test? {
    let texts = rest.map(\.text)
    switch texts {
    case []: return .holds
    case ["is", "known"]: return .known
    case ["is", "empty"]: return .empty
    case ["is", "full"]: return .full
    default: break
    }
    if rest.count == 2, rest[1].kind == .number, let bound = Int(texts[1]) {
      if texts[0] == "over" { return .over(bound) }
      if texts[0] == "under" { return .under(bound) }
    }
    if rest.count >= 3, texts[0] == "is", texts[1] == "not" {
      findings.error(
        .malformed, rest[0].span.through(rest[1].span),
        "`not` stands before the fact: `not \(string(span.start, rest[0].span.start))is …`.")
      return nil
    }
    if rest.count >= 2, texts[0] == "is",
      rest.dropFirst().allSatisfy({ $0.kind == .word || $0.kind == .number })
    {
      let value = rest[1].span.through(rest[rest.count - 1].span)
      return .equals(Word(text: texts.dropFirst().joined(separator: " "), span: value))
    }
    reportCondition(rest[0].span.through(rest[rest.count - 1].span))
    return nil
  }

  /// Signs instead of words, and an arrow in the condition's own line.
  private mutating func reportHabit(_ found: [Token], _ whole: Span) -> Bool {
    if let arrow = found.first(where: { $0.kind == .arrow }), let last = found.last {
      var margin = whole.start
      while margin > 0, bytes[margin - 1] == 0x20 { margin -= 1 }
      var before = arrow.span.start
      while before > whole.start, isSpace(bytes[before - 1]) { before -= 1 }
      findings.error(
        .malformed, arrow.span.through(last.span),
        "What a condition does stands below it, two spaces further in.",
        replace: (
          span(before, arrow.span.start), "\n" + String(repeating: " ", count: whole.start - margin + 2)
        ))
      return true
    }
    guard let better = Habits.condition(found), let first = found.first, let last = found.last else {
      return false
    }
    var trial = Parser(SourceFile(path: "", text: better), file: file)
    let tokens = trial.tokenizer.tokens(0, trial.bytes.count, &trial.findings)
    guard trial.parseCondition(tokens, trial.span(0, 0)) != nil, trial.findings.all.isEmpty else {
      return false
    }
    let all = first.span.through(last.span)
    findings.error(
      .malformed, all, "A condition is written in words.", hint: "write `\(better)`", replace: (all, better))
    return true
  }

  private mutating func reportCondition(_ span: Span) {
    findings.error(
      .malformed, span, "This condition can't be read.",
      notes: [
        (
          "A condition is `fact`, `fact is value`, `fact is known` (or `empty`, `full`), `fact over 2`, `fact under 2`, each maybe with `not` before it.",
          nil
        )
      ])
  }

  // MARK: Changes

  private static let forms: [Directive: String] = [
    .set: "@set fact` or `@set fact to value", .add: "@add fact to list", .remove: "@remove item from list",
    .change: "@change item in list to text", .remember: "@remember fact", .forget: "@forget fact",
    .withdraw: "@withdraw fact",
  ]

  mutating func parseChange(_ directive: Directive, _ line: SourceLine) -> ChangeSyntax? {
    let found = tokens(line)
    let texts = found.map(\.text)
    func isWord(_ index: Int) -> Bool { found.indices.contains(index) && found[index].kind == .word }
    switch directive {
    case .set:
      if found.count == 1, isWord(0) { return .set(found[0].word, to: nil) }
      let isValue = found.dropFirst(2).allSatisfy { $0.kind == .word || $0.kind == .number }
      if found.count >= 3, isWord(0), texts[1] == "to", isValue {
        let span = found[2].span.through(found[found.count - 1].span)
        return .set(found[0].word, to: Word(text: texts.dropFirst(2).joined(separator: " "), span: span))
      }
    case .add:
      if found.count == 3, texts[1] == "to", isWord(2) {
        if found[0].kind == .quoted, !texts[0].isEmpty { return .addText(found[0].word, to: found[2].word) }
        if texts[0] == "one" { return .addOne(to: found[2].word) }
        if isWord(0) { return .addFact(found[0].word, to: found[2].word) }
      }
    case .remove:
      if found.count == 3, isWord(0), texts[1] == "from", isWord(2) {
        return .remove(found[0].word, from: found[2].word)
      }
    case .change:
      if found.count == 5, isWord(0), texts[1] == "in", isWord(2), texts[3] == "to", isWord(4) {
        return .replace(found[0].word, in: found[2].word, with: found[4].word)
      }
    case .remember, .forget, .withdraw:
      if found.count == 1, isWord(0) {
        switch directive {
        case .remember: return .remember(found[0].word)
        case .forget: return .forget(found[0].word)
        default: return .withdraw(found[0].word)
        }
      }
    default: break
    }
    let better = Habits.change(directive, found)
    findings.error(
      .malformed, span(line), "This is written `\(Self.forms[directive] ?? "")`.",
      hint: better.map { "write `\($0)`" } ?? "", replace: better.map { (span(line), $0) })
    return nil
  }
}
