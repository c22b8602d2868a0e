import Dialogue

/// `@set` and its relatives.
extension Compiler {
  mutating func change(_ syntax: ChangeSyntax, _ span: Span) -> FactChange? {
    switch syntax {
    case .set(let name, let value): return set(name, value)
    case .addOne(let name):
      guard let fact = written(name) else { return nil }
      if case .count = program[fact].kind { return .increase(fact) }
      reportKind(name, fact, "a count")
    case .addFact(let item, let list):
      guard let source = read(item), let target = listFact(list) else { return nil }
      guard isText(source) else {
        reportKind(item, source, "text")
        return nil
      }
      return .add(source, to: target)
    case .addText(let text, let list):
      return listFact(list).map { .addText(text.text, to: $0) }
    case .remove(let item, let list):
      guard let source = read(item), let target = listFact(list) else { return nil }
      return isItem(source, of: target, item, list) ? .remove(source, from: target) : nil
    case .replace(let item, let list, let text):
      guard let source = read(item), let target = listFact(list), let new = read(text) else { return nil }
      guard isText(new) else {
        reportKind(text, new, "text")
        return nil
      }
      return isItem(source, of: target, item, list) ? .replace(source, in: target, with: new) : nil
    case .remember(let name): return fact(name).map { .remember($0) }
    case .forget(let name): return fact(name).map { .forget($0) }
    case .withdraw(let name): return fact(name).map { .withdraw($0) }
    }
    return nil
  }

  private mutating func read(_ word: Word) -> FactID? {
    guard let fact = fact(word) else { return nil }
    uses.readFacts.insert(fact)
    return fact
  }

  mutating func written(_ word: Word) -> FactID? {
    guard let fact = fact(word) else { return nil }
    uses.writtenFacts.insert(fact)
    return fact
  }

  private mutating func listFact(_ word: Word) -> FactID? {
    guard let fact = written(word) else { return nil }
    if case .list = program[fact].kind { return fact }
    reportKind(word, fact, "a list")
    return nil
  }

  private func isText(_ fact: FactID) -> Bool {
    switch program[fact].kind {
    case .text, .item: true
    default: false
    }
  }

  private mutating func isItem(_ fact: FactID, of list: FactID, _ item: Word, _ name: Word) -> Bool {
    if program[fact].kind == .item(of: list) { return true }
    reportKind(item, fact, "an `item of \(name.text)`")
    return false
  }

  private mutating func set(_ name: Word, _ value: Word?) -> FactChange? {
    guard let fact = written(name) else { return nil }
    let kind = program[fact].kind
    guard let value else {
      if kind == .yesOrNo { return .set(fact, .yesOrNo(true)) }
      findings.error(
        .wrongKind, name.span,
        "`\(name.text)` is \(Self.words(for: kind)), so say to what: `@set \(name.text) to …`.")
      return nil
    }
    switch kind {
    case .yesOrNo: return setYesOrNo(fact, name, value)
    case .oneOf(let options) where options.contains(value.text):
      return self.value(value, of: fact, named: name).map { .set(fact, $0) }
    case .count where Int(value.text) != nil:
      return self.value(value, of: fact, named: name).map { .set(fact, $0) }
    case .list:
      reportKind(name, fact, "something other than a list, which takes `@add`,")
      return nil
    default: return copy(value, to: fact, name)
    }
  }

  private mutating func setYesOrNo(_ fact: FactID, _ name: Word, _ value: Word) -> FactChange? {
    if value.text == "no" {
      if program[fact].isHeld {
        findings.error(
          .wrongKind, value.span,
          "`\(name.text)` is held: it only rises. To take it back, write `@withdraw \(name.text)`.")
        return nil
      }
      return .set(fact, .yesOrNo(false))
    }
    if value.text == "yes" {
      let all = name.span.through(value.span)
      findings.error(
        .malformed, all, "Yes is written without `to`.", hint: "write `\(name.text)`",
        replace: (all, name.text))
      return nil
    }
    if let other = names.facts[value.text], program[other.id].kind == .yesOrNo {
      uses.readFacts.insert(other.id)
      return .copy(from: other.id, to: fact)
    }
    reportValue(value, ["yes", "no"])
    return nil
  }

  /// One fact's value for another, when every value of the one is a value of the other.
  private mutating func copy(_ value: Word, to fact: FactID, _ name: Word) -> FactChange? {
    if case .oneOf(let options) = program[fact].kind, names.facts[value.text] == nil {
      reportValue(value, options)
      return nil
    }
    guard let other = read(value) else { return nil }
    let fits = program[other].kind == program[fact].kind || (isText(other) && program[fact].kind == .text)
    if fits { return .copy(from: other, to: fact) }
    reportKind(value, other, "the same kind as `\(name.text)`")
    return nil
  }
}
