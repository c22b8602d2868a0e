import Dialogue
import Script
import Testing

/// What the script that has every construct must hold. A construct that is added to the language shows up here as a
/// switch that no longer covers everything.
@Suite("The script with every construct")
struct ConstructTests {
  static func name(_ instruction: Instruction) -> String {
    switch instruction {
    case .say: "say"
    case .vary: "vary"
    case .pause: "pause"
    case .showList: "show list"
    case .showHelplines: "show helplines"
    case .change(let change): "change " + name(change)
    case .unless: "unless"
    case .jump: "jump"
    case .look: "look"
    case .ask: "ask"
    case .listen: "listen"
    case .foot: "foot"
    case .leave(let exit): "leave " + name(exit)
    }
  }

  static func name(_ change: FactChange) -> String {
    switch change {
    case .set: "set"
    case .copy: "copy"
    case .add: "add"
    case .addText: "add text"
    case .remove: "remove"
    case .replace: "replace"
    case .increase: "increase"
    case .withdraw: "withdraw"
    case .remember: "remember"
    case .forget: "forget"
    }
  }

  static func name(_ exit: Exit) -> String {
    switch exit {
    case .go: "go"
    case .visitAndResume: "and back"
    case .visitAndAskAgain: "and ask again"
    case .askAgain: "ask again"
    case .back: "back"
    case .end: "end"
    }
  }

  static func names(_ condition: Condition) -> Set<String> {
    switch condition {
    case .holds: ["holds"]
    case .equals: ["is"]
    case .isKnown: ["known"]
    case .isEmpty: ["empty"]
    case .isFull: ["full"]
    case .isOver: ["over"]
    case .isUnder: ["under"]
    case .looked: ["looked"]
    case .lookedInVain: ["none of these"]
    case .not(let inner): names(inner).union(["not"])
    case .all(let parts): parts.reduce(into: ["and"]) { $0.formUnion(names($1)) }
    case .any(let parts): parts.reduce(into: ["or"]) { $0.formUnion(names($1)) }
    }
  }

  static func name(_ head: Reply.Head) -> String {
    switch head {
    case .intent: "intent"
    case .phrase: "phrase"
    case .yes: "yes"
    case .no: "no"
    case .number: "a number"
    case .day: "a day"
    case .lengthOfTime: "a length of time"
    case .item: "one of"
    case .anything: "anything"
    case .enter: "enter"
    case .noneOfThese: "none of these"
    }
  }

  static func name(_ kind: FactKind) -> String {
    switch kind {
    case .yesOrNo: "yes or no"
    case .oneOf: "one of several"
    case .count: "count"
    case .text: "text"
    case .list: "list"
    case .item: "item"
    }
  }

  static func name(_ piece: Line.Piece) -> String {
    switch piece {
    case .text: "words"
    case .fact(_, let reflected): reflected ? "reflected" : "fact"
    case .emergency: "emergency"
    case .choices: "choices"
    }
  }

  private func program() throws -> Program { try #require(read(try fixture("everything")).program) }

  @Test("Every instruction, change and way on stands in it")
  func instructions() throws {
    let program = try program()
    let found = Set(program.steps.flatMap { $0.code.map(Self.name) })
    let changes = [
      "set", "copy", "add", "add text", "remove", "replace", "increase", "withdraw", "remember", "forget",
    ].map { "change " + $0 }
    let exits = ["go", "and back", "and ask again", "ask again", "back", "end"].map { "leave " + $0 }
    let rest = [
      "say", "vary", "pause", "show list", "show helplines", "unless", "jump", "look", "ask", "listen",
      "foot",
    ]
    #expect(found.symmetricDifference(changes + exits + rest) == [])
  }

  @Test("Every condition stands in it")
  func conditions() throws {
    let program = try program()
    var found: Set<String> = []
    for instruction in program.steps.flatMap(\.code) {
      if case .unless(let condition, _) = instruction { found.formUnion(Self.names(condition)) }
    }
    let all = [
      "holds", "is", "known", "empty", "full", "over", "under", "looked", "none of these", "not", "and", "or",
    ]
    #expect(found.symmetricDifference(all) == [])
  }

  @Test("Every reply head, kind of fact, piece of speech and variation stands in it")
  func words() throws {
    let program = try program()
    let replies = program.steps.flatMap { ($0.question?.replies ?? []) + $0.looks.flatMap(\.replies) }
    let heads = Set((replies + program.urgent + program.anytime).flatMap { $0.heads.map(Self.name) })
    let allHeads = [
      "intent", "phrase", "yes", "no", "a number", "a day", "a length of time", "one of", "anything", "enter",
      "none of these",
    ]
    #expect(heads.symmetricDifference(allHeads) == [])
    let kinds = Set(program.facts.map { Self.name($0.kind) })
    #expect(kinds == ["yes or no", "one of several", "count", "text", "list", "item"])
    #expect(Set(program.facts.map(\.isHeld)) == [true, false])
    #expect(Set(program.variations.map { "\($0.kind)" }) == ["once", "inOrder", "shuffled"])
    var lines: [Line] = program.variations.flatMap { $0.alternatives.joined() }
    for step in program.steps {
      for case .say(let line) in step.code { lines.append(line) }
      if let ask = step.question?.ask { lines.append(ask) }
    }
    let pieces = Set(lines.flatMap { $0.pieces.map(Self.name) })
    #expect(pieces == ["words", "fact", "reflected", "emergency", "choices"])
    #expect(Set(lines.map(\.joins)) == [true, false])
  }

  @Test("Every directive stands in its files, and every claim")
  func directives() throws {
    let source = try fixture("everything")
    let text = source.files.filter { $0.path.hasSuffix(".parley") }
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
    for name in Directive.names { #expect(text.contains("@" + name), "\(name)") }
    for mark in ["// ", "[", "\"", "- still unclear", "- unclear"] { #expect(text.contains(mark)) }
    let program = try program()
    var claims: Set<String> = []
    for promise in program.promises {
      switch promise.claim {
      case .never(let condition, let target):
        claims.insert(condition == nil ? "never" : "after, never")
        if case .step = target { claims.insert("a place") } else { claims.insert("a tag") }
      case .reaches: claims.insert("reaches")
      case .canReach: claims.insert("can reach")
      }
    }
    // A bare `never` is either broken or speaks of what nobody can get to, so no whole script holds one.
    #expect(claims == ["after, never", "a place", "a tag", "reaches", "can reach"])
    #expect(!program.renames.isEmpty && !program.closed.isEmpty)
    let covers = program.steps.flatMap(\.covers)
    #expect(!covers.isEmpty)
  }
}
