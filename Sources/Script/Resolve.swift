import Dialogue
import Intents

/// Which declarations are used, and how.
struct Uses {
  /// Read in a condition, spoken, shown, looked through or copied.
  var readFacts: Set<FactID> = []
  /// Given a value by `@set`, `@add`, a capture and the like.
  var writtenFacts: Set<FactID> = []
  var intents: Set<IntentID> = []
}

/// From words to what they name; a name that is none is reported with what it probably was.
extension Compiler {
  mutating func fact(_ word: Word) -> FactID? {
    if let entry = names.facts[word.text] { return entry.id }
    // Said once: what is missing is one declaration.
    guard names.unknownFacts.insert(word.text).inserted else { return nil }
    let meant = Nearest.match(word.text, among: names.factNames)
    findings.error(
      .unknownFact, word.span, "There is no fact called `\(word.text)`.",
      hint: meant.map { "did you mean `\($0)`?" } ?? "",
      notes: meant == nil
        ? [
          (
            "A fact is declared like `@fact \(Parser.plainName(word.text)): yes or no`, or `: text`, `: 0 to 10`, `: list up to 5`, `: calm, sad or angry`.",
            nil
          )
        ] : [],
      replace: meant.map { (word.span, $0) })
    return nil
  }

  /// - Parameter listens: false where lines are told of it and nothing listens for it.
  mutating func intent(_ word: Word, listens: Bool = true) -> IntentID? {
    if let entry = names.intents[word.text] {
      if listens { uses.intents.insert(entry.id) }
      return entry.id
    }
    let meant = Nearest.match(word.text, among: names.intentNames)
    findings.error(
      .unknownIntent, word.span, "There is no intent called `\(word.text)`.",
      hint: meant.map { "did you mean `\($0)`?" } ?? "", replace: meant.map { (word.span, $0) })
    return nil
  }

  mutating func tag(_ word: Word) -> TagID? {
    if let entry = names.tags[word.text] { return entry.id }
    let meant = Nearest.match(word.text, among: names.tagNames)
    let isWritten = source.files[word.span.file].bytes[word.span.start] == UInt8(ascii: "#")
    findings.error(
      .unknownTag, word.span,
      "There is no tag `#\(word.text)`. Tags are declared in the manifest, like `@tags #\(word.text)`.",
      hint: meant.map { "did you mean `#\($0)`?" } ?? "",
      replace: meant.map { (word.span, isWritten ? "#" + $0 : $0) })
    return nil
  }

  mutating func place(_ word: Word, in topic: String) -> StepID? {
    if let step = names.place(word.text, in: topic) { return step }
    let nearest = names.placeMeant(word.text, in: topic)
    let meant = nearest == word.text ? nil : nearest
    var message = "There is no step or topic called `\(word.text)`."
    if names.topics[word.text] != nil {
      message = "The topic `\(word.text)` has no step named `start`, which is where `-> \(word.text)` leads."
    } else if word.text == "end" {
      message = "The end of the conversation is written `@end`, without an arrow."
    }
    findings.error(
      .unknownPlace, word.span, message, hint: meant.map { "did you mean `\($0)`?" } ?? "",
      replace: meant.map { (word.span, $0) })
    return nil
  }

  mutating func reportKind(_ word: Word, _ fact: FactID, _ wanted: String) {
    findings.error(
      .wrongKind, word.span,
      "`\(word.text)` is \(Self.words(for: program[fact].kind)); here \(wanted) is needed.",
      notes: [("It is declared here.", places.facts[fact.index])])
  }

  static func words(for kind: FactKind) -> String {
    switch kind {
    case .yesOrNo: "yes or no"
    case .oneOf(let options): "one of \(listed(options, last: "and"))"
    case .count(let range): "a count from \(range.lowerBound) to \(range.upperBound)"
    case .text: "text"
    case .list: "a list"
    case .item: "an item of a list"
    }
  }

  // MARK: Conditions

  mutating func condition(_ syntax: ConditionSyntax) -> Condition? {
    var parts: [Condition] = []
    for term in syntax.terms {
      guard let part = self.term(term) else { continue }
      parts.append(term.isNegated ? .not(part) : part)
    }
    guard parts.count == syntax.terms.count, let first = parts.first else { return nil }
    if parts.count == 1 { return first }
    return syntax.isAny ? .any(parts) : .all(parts)
  }

  private mutating func term(_ term: ConditionSyntax.Term) -> Condition? {
    guard let fact = fact(term.fact) else { return nil }
    uses.readFacts.insert(fact)
    let kind = program[fact].kind
    switch (term.test, kind) {
    case (.holds, .yesOrNo): return .holds(fact)
    case (.holds, _):
      findings.error(
        .wrongKind, term.span,
        "`\(term.fact.text)` is \(Self.words(for: kind)), so a condition says more about it, like \(Self.example(term.fact.text, kind))."
      )
      return nil
    case (.equals(let word), _): return value(word, of: fact, named: term.fact).map { .equals(fact, $0) }
    case (.known, .oneOf), (.known, .text), (.known, .item): return .isKnown(fact)
    case (.empty, .list): return .isEmpty(fact)
    case (.full, .list), (.full, .count): return .isFull(fact)
    case (.over(let bound), .list), (.over(let bound), .count): return .isOver(fact, bound)
    case (.under(let bound), .list), (.under(let bound), .count): return .isUnder(fact, bound)
    case (.known, _), (.empty, _), (.full, _), (.over, _), (.under, _):
      findings.error(
        .wrongKind, term.span,
        "`\(term.fact.text)` is \(Self.words(for: kind)), which is never that. Write, for one, \(Self.example(term.fact.text, kind)).",
        notes: [("It is declared here.", places.facts[fact.index])])
      return nil
    }
  }

  private static func example(_ name: String, _ kind: FactKind) -> String {
    switch kind {
    case .yesOrNo: "`\(name)` or `not \(name)`"
    case .oneOf(let options): "`\(name) is \(options[0])` or `\(name) is known`"
    case .count: "`\(name) over 1`"
    case .text, .item: "`\(name) is known`"
    case .list: "`\(name) is empty` or `\(name) over 2`"
    }
  }

  /// A written value of a fact's kind.
  mutating func value(_ word: Word, of fact: FactID, named name: Word) -> FactValue? {
    if case .oneOf(let options) = program[fact].kind, let index = options.firstIndex(of: word.text) {
      return .choice(index)
    }
    if let meant = Nearest.match(word.text, among: Self.states(of: program[fact].kind)), meant != word.text {
      findings.error(
        .unknownValue, word.span, "`\(word.text)` is nothing that `\(name.text)` can be.",
        hint: "did you mean `\(meant)`?", replace: (word.span, meant))
      return nil
    }
    switch program[fact].kind {
    case .oneOf(let options): reportValue(word, options)
    case .count(let range):
      if let number = Int(word.text), range.contains(number) { return .count(number) }
      findings.error(
        .unknownValue, word.span, "`\(name.text)` goes from \(range.lowerBound) to \(range.upperBound).")
    case .yesOrNo:
      findings.error(
        .malformed, word.span, "A yes-or-no fact is tested by its name: `\(name.text)` or `not \(name.text)`."
      )
    case .text, .item, .list:
      reportKind(name, fact, "a fact with values to compare")
    }
    return nil
  }

  /// What may stand after `is` besides values, for suggestions; none when a value is spelt right.
  private static func states(of kind: FactKind) -> [String] {
    switch kind {
    case .oneOf(let options): options + ["known"]
    case .text, .item: ["known"]
    case .list: ["empty", "full"]
    case .count: ["full"]
    case .yesOrNo: []
    }
  }

  mutating func reportValue(_ word: Word, _ options: [String]) {
    let meant = Nearest.match(word.text, among: options)
    findings.error(
      .unknownValue, word.span, "`\(word.text)` is not one of \(listed(options, last: "and")).",
      hint: meant.map { "did you mean `\($0)`?" } ?? "", replace: meant.map { (word.span, $0) })
  }
}
