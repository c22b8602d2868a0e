import Dialogue
import Intents

/// Examples, promises and renames.
extension Compiler {
  mutating func compileClaims() {
    for index in files.indices {
      let topic = topicName(index)
      for declaration in files[index].declarations {
        switch declaration.kind {
        case .example(let example): compileExample(example, topic, declaration.span)
        case .promise(let promise): compilePromise(promise, topic, declaration.span)
        case .renamed(let from, let to): compileRename(from, to, topic)
        default: break
        }
      }
    }
    for case .renamed(let from, let to) in files[manifest].declarations.map(\.kind) { checkRenames(from, to) }
  }

  /// A rename that leads to another that leads back names no place at all.
  private mutating func checkRenames(_ from: Word, _ to: Word) {
    guard names.steps[to.text] == nil, program.renames.contains(where: { $0.from == from.text }),
      program.step(at: from.text) == nil
    else { return }
    findings.error(
      .renameForm, to.span, "No step is called `\(to.text)`, and the renames from it lead round in a circle.")
  }

  private mutating func compileExample(_ syntax: ExampleSyntax, _ topic: String, _ span: Span) {
    var from: StepID?
    var acts: [Example.Act] = []
    var spans: [Span] = []
    for act in syntax.acts {
      switch act {
      case .from(let word): from = place(word, in: topic)
      case .you(let word):
        acts.append(.you(word.text))
        spans.append(word.span)
      case .coach(let word):
        acts.append(.coach(word.text))
        spans.append(word.span)
      case .at(let word):
        guard let step = place(word, in: topic) else { continue }
        acts.append(.at(step))
        spans.append(word.span)
      }
    }
    guard let from else { return }
    program.examples.append(Example(title: syntax.title.text, from: from, acts: acts))
    places.examples.append(Places.Example(whole: span, acts: spans))
  }

  private mutating func compilePromise(_ syntax: PromiseSyntax, _ topic: String, _ span: Span) {
    let claim: Promise.Claim
    switch syntax.claim {
    case .never(let after, let target):
      var condition: Condition?
      if let after {
        guard let resolved = self.condition(after) else { return }
        condition = resolved
      }
      guard let target = self.target(target, topic) else { return }
      claim = .never(after: condition, target: target)
    case .reaches(let word, let target, let within):
      guard let intent = intent(word), let target = self.target(target, topic) else { return }
      claim = .reaches(intent: intent, target: target, within: within)
    case .canReach(let target):
      guard let target = self.target(target, topic) else { return }
      claim = .canReach(target: target)
    }
    program.promises.append(Promise(title: syntax.title.text, claim: claim))
    places.promises.append(span)
  }

  private mutating func target(_ syntax: TargetSyntax, _ topic: String) -> Promise.Target? {
    switch syntax {
    case .tag(let word): tag(word).map { .tag($0) }
    case .place(let word): place(word, in: topic).map { .step($0) }
    }
  }

  private mutating func compileRename(_ from: Word, _ to: Word, _ topic: String) {
    if names.steps[from.text] != nil {
      findings.error(
        .renameForm, from.span,
        "`\(from.text)` still exists. A rename goes from the old address, which is gone, to the new one.")
      return
    }
    guard from.text.utf8.contains(UInt8(ascii: ".")) else {
      findings.error(.renameForm, from.span, "A rename names whole addresses, like `topic.step`.")
      return
    }
    let isRenamedOn = files[manifest].declarations.contains {
      if case .renamed(let older, _) = $0.kind { older.text == to.text } else { false }
    }
    if names.steps[to.text] == nil, !isRenamedOn {
      _ = place(to, in: topic)
      return
    }
    program.renames.append((from: from.text, to: to.text))
  }
}
