import Dialogue
import Intents

/// Turns the syntax of all files into one program.
struct Compiler {
  let source: ScriptSource
  let files: [FileSyntax]
  /// By file of `source`; nil for scripts.
  let tables: [DataTable?]
  var findings: Findings
  var names = Names()
  var places = Places()
  var program: Program
  var intents: [IntentDefinition] = []
  var phrases: [PhraseDefinition] = []
  var phraseIDs: [PhraseDefinition: PhraseID] = [:]
  var sameWords: [[String]] = []
  /// What every line means that an intent says or a table holds.
  var lineKeys = LineKeys()
  /// The intents that a line is a `not:` line of, by its key's hash.
  var notLines: [UInt64: [String]] = [:]
  /// Lines of tables that mean none of the intents.
  var background: [String] = []
  /// Lines of tables that look like danger and are none.
  var harmless: [String] = []
  var alike: [WordGroup] = []
  /// Intents named in `@urgent`.
  var urgentIntents: Set<IntentID> = []
  /// Index into `files` of the one that holds `@start`.
  var manifest = 0
  /// The syntax of each step, by `StepID`; the manifest's own has none.
  var stepSyntax: [(file: Int, step: StepSyntax)?] = [nil]
  /// Everything that went through a name, to tell what is never used.
  var uses = Uses()
  /// Whether the step being compiled has lines that could not be read.
  var isBroken = false
  var pointIDs: [String] = []
  /// The data file that `@helplines` names.
  var purposesFile: Int?

  init(source: ScriptSource, files: [FileSyntax], tables: [DataTable?], findings: Findings) {
    self.source = source
    self.files = files
    self.tables = tables
    self.findings = findings
    program = Program(name: "", title: "", listener: Listener(intents: []))
  }

  mutating func compile(today: String?, listener: ((ListenerDefinition) -> Listener)?) {
    guard findManifest() else { return }
    declareNames()
    readDataFiles(today: today)
    compileManifest()
    for index in stepSyntax.indices.dropFirst() { compileStep(index) }
    compileClaims()
    checkTags()
    guard !findings.hasErrors else { return }
    if let listener {
      program.listener = listener(definition)
    }
    markVisited()
    checkVisits()
    guard !findings.hasErrors else { return }
    var analysis = Analysis(program: program, intents: intents, places: places, source: source, uses: uses)
    analysis.run()
    findings.append(analysis.findings)
  }

  var definition: ListenerDefinition {
    ListenerDefinition(
      intents: intents, phrases: phrases, sameWords: sameWords, alike: alike, background: background,
      harmless: harmless)
  }

  /// The topic that a file holds: the name its file has.
  func topicName(_ file: Int) -> String { source.files[files[file].file].baseName }

  // MARK: The manifest

  private mutating func findManifest() -> Bool {
    var found: [(file: Int, span: Span)] = []
    for (index, file) in files.enumerated() {
      for declaration in file.declarations {
        if case .start = declaration.kind { found.append((index, declaration.span)) }
      }
    }
    guard let first = found.first else {
      let span = files.first?.heading ?? Span(file: 0, start: 0, end: 0)
      findings.error(
        .noManifest, span,
        files.isEmpty
          ? "There is no `.parley` file here."
          : "No file says where the conversation begins. One file, the manifest, has `@start topic`.")
      return false
    }
    manifest = first.file
    for other in found.dropFirst() {
      findings.error(
        other.file == first.file ? .saidTwice : .twoManifests, other.span,
        "`@start` stands once, in one file.", notes: [("It stands here already.", first.span)])
    }
    return true
  }

  // MARK: Declaring names

  private mutating func declareNames() {
    program.name = topicName(manifest)
    program.title = files[manifest].title
    var own = Step(address: program.name, topic: -1)
    own.question = nil
    program.steps = [own]
    places.steps = [
      Places.Step(address: program.name, heading: files[manifest].heading, whole: files[manifest].heading)
    ]
    for file in files { names.unknownFacts.formUnion(file.brokenFacts) }
    declareTags()
    for index in files.indices { declareTopic(index) }
    for index in files.indices { declareFacts(index) }
    resolveItemKinds()
    for index in files.indices { declareIntents(index) }
    checkPlaceCollisions()
  }

  private mutating func declareTags() {
    for declaration in files[manifest].declarations {
      guard case .tags(let words) = declaration.kind else { continue }
      for word in words {
        if let first = names.tags[word.text] {
          reportTaken(word, "tag", first.span)
          continue
        }
        names.tags[word.text] = .init(id: TagID(program.tags.count), span: word.span)
        names.tagNames.append(word.text)
        program.tags.append(Tag(name: word.text))
        places.tags.append(word.span)
      }
    }
  }

  private mutating func declareTopic(_ index: Int) {
    let file = files[index]
    let name = topicName(index)
    for declaration in file.declarations where index != manifest { checkManifestOnly(declaration) }
    if index == manifest && file.steps.isEmpty {
      for tag in file.tags { _ = self.tag(tag) }
      return
    }
    if let first = names.topics[name] {
      reportTaken(Word(text: name, span: file.heading), "topic", first.span)
      return
    }
    if file.steps.isEmpty && file.declarations.isEmpty {
      findings.error(
        .emptyStep, file.heading,
        "This topic has no steps. Write a heading like `## start` and what the coach says.")
    }
    names.topics[name] = .init(id: program.topics.count, span: file.heading)
    names.topicNames.append(name)
    var topic = Topic(name: name, title: file.title, tags: file.tags.compactMap { tag($0) })
    for step in file.steps { declareStep(step, index, &topic) }
    program.topics.append(topic)
  }

  private mutating func declareStep(_ step: StepSyntax, _ file: Int, _ topic: inout Topic) {
    let address = topic.name + "." + step.name.text
    if let first = names.steps[address] {
      reportTaken(step.name, "step", first.span)
      return
    }
    let id = StepID(program.steps.count)
    names.steps[address] = .init(id: id, span: step.name.span)
    names.addresses.append(address)
    var compiled = Step(address: address, topic: program.topics.count)
    compiled.tags = topic.tags
    for word in step.tags {
      guard let tag = tag(word) else { continue }
      if compiled.tags.contains(tag) {
        findings.warning(
          .saidTwice, word.span, "This step carries `#\(word.text)` already, here or by its file.")
      } else {
        compiled.tags.append(tag)
      }
    }
    topic.steps.append(id)
    program.steps.append(compiled)
    stepSyntax.append((file, step))
    places.steps.append(
      Places.Step(address: address, heading: step.name.span, whole: step.span, ask: step.ask?.span))
  }

  private mutating func declareFacts(_ index: Int) {
    for declaration in files[index].declarations {
      guard case .fact(let name, let kind, let isHeld) = declaration.kind else { continue }
      if let first = names.facts[name.text] {
        reportTaken(name, "fact", first.span)
        continue
      }
      names.facts[name.text] = .init(id: FactID(program.facts.count), span: name.span)
      names.factNames.append(name.text)
      program.facts.append(FactDeclaration(name: name.text, kind: Self.kind(kind), isHeld: isHeld))
      places.facts.append(name.span)
      if isHeld { checkHeldKind(kind, name) }
    }
  }

  private mutating func checkHeldKind(_ kind: FactKindSyntax, _ name: Word) {
    switch kind {
    case .yesOrNo, .oneOf, .count: break
    case .text, .list, .item:
      findings.error(
        .wrongKind, name.span,
        "A held fact only rises, so its values need an order: `yes or no`, one of several, or a count.")
    }
  }

  private static func kind(_ syntax: FactKindSyntax) -> FactKind {
    switch syntax {
    case .yesOrNo: .yesOrNo
    case .oneOf(let options): .oneOf(options.map(\.text))
    case .count(let range): .count(range)
    case .text: .text
    case .list(let most): .list(capacity: most)
    case .item: .item(of: FactID(-1))
    }
  }

  private mutating func resolveItemKinds() {
    for file in files {
      for declaration in file.declarations {
        guard case .fact(let name, .item(let list), _) = declaration.kind, let fact = names.facts[name.text],
          program[fact.id].kind == .item(of: FactID(-1)), let target = self.fact(list)
        else { continue }
        if case .list = program[target].kind {
          program[fact.id].kind = .item(of: target)
        } else {
          reportKind(list, target, "a list")
        }
      }
    }
  }

  private mutating func declareIntents(_ index: Int) {
    for declaration in files[index].declarations {
      switch declaration.kind {
      case .intent(let intent):
        if let first = names.intents[intent.name.text] {
          reportTaken(intent.name, "intent", first.span)
          continue
        }
        names.intents[intent.name.text] = .init(id: IntentID(intents.count), span: intent.name.span)
        names.intentNames.append(intent.name.text)
        intents.append(
          IntentDefinition(
            name: intent.name.text, says: intent.says.map(\.text), not: intent.not.map(\.text),
            words: intent.words.map(\.text)))
        places.intents.append(
          Places.Intent(name: intent.name.span, says: intent.says.map(\.span), not: intent.not.map(\.span)))
      case .same(let words): sameWords.append(words.map(\.text))
      default: break
      }
    }
  }

  /// `-> x` must never mean a step here and a topic there.
  private mutating func checkPlaceCollisions() {
    for case (_, let step)? in stepSyntax {
      guard let topic = names.topics[step.name.text] else { continue }
      reportTaken(step.name, "topic", topic.span)
    }
  }

  private mutating func checkManifestOnly(_ declaration: Declaration) {
    let name: String
    switch declaration.kind {
    case .tags: name = "@tags"
    case .helplines: name = "@helplines"
    case .points: name = "@points"
    case .lines: name = "@lines"
    case .alike: name = "@alike"
    case .closed: name = "@closed"
    case .urgent: name = "@urgent"
    case .anytime: name = "@anytime"
    case .unclear: name = "@unclear"
    case .stillUnclear: name = "@still unclear"
    case .renamed: name = "@renamed"
    default: return
    }
    findings.error(
      .manifestOnly, declaration.span,
      "`\(name)` stands in the manifest, `\(source.files[files[manifest].file].path)`, so that there is one list of it."
    )
  }

  /// An error about what a step lacks, unless it has lines that could not be read: those may hold it.
  mutating func flowError(
    _ code: Code, _ span: Span, _ message: String, notes: [(message: String, span: Span?)] = []
  ) {
    if !isBroken { findings.error(code, span, message, notes: notes) }
  }

  private mutating func reportTaken(_ word: Word, _ what: String, _ first: Span) {
    findings.error(
      .nameTaken, word.span,
      "There is already \(what == "intent" ? "an" : "a") \(what) called `\(word.text)`.",
      notes: [("It is declared here.", first)])
  }

  private mutating func checkTags() {
    for (index, tag) in program.tags.enumerated() {
      let id = TagID(index)
      guard !program.steps.contains(where: { $0.tags.contains(id) }) else { continue }
      findings.error(
        .unusedTag, places.tags[index],
        "Nothing carries `#\(tag.name)`, so whatever is promised of it says nothing. Is it misspelt where it is used?"
      )
    }
  }
}
