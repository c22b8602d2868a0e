import Dialogue

/// A piece of source text and where it stands.
struct Word: Hashable, Sendable {
  var text: String
  var span: Span
}

/// What a file says, unresolved: names are still words. Every byte of the file is in one of `lines`.
struct FileSyntax: Sendable {
  var file: Int
  var lines: [SourceLine] = []
  var outline = Outline()
  var name: Word?
  var title = ""
  var tags: [Word] = []
  /// The `# name: Title` line, or the file's start.
  var heading: Span
  var declarations: [Declaration] = []
  /// Facts whose declarations can't be read, so that nothing is said of where they are used.
  var brokenFacts: [String] = []
  var steps: [StepSyntax] = []
}

struct Declaration: Sendable {
  var kind: Kind
  var span: Span

  enum Kind: Sendable {
    case start(Word)
    case tags([Word])
    case helplines(Word)
    case points(Word)
    case lines(Word)
    case alike(Word)
    case fact(name: Word, kind: FactKindSyntax, isHeld: Bool)
    case intent(IntentSyntax)
    case closed(tag: Word, condition: ConditionSyntax, place: Word)
    case urgent([ReplySyntax])
    case anytime([ReplySyntax])
    case unclear([ItemSyntax])
    case stillUnclear([ItemSyntax])
    case same([Word])
    case renamed(from: Word, to: Word)
    case example(ExampleSyntax)
    case promise(PromiseSyntax)
  }
}

enum FactKindSyntax: Sendable {
  case yesOrNo
  case oneOf([Word])
  case count(ClosedRange<Int>)
  case text
  case list(Int)
  case item(of: Word)
}

struct IntentSyntax: Sendable {
  var name: Word
  var says: [Word] = []
  var not: [Word] = []
  var words: [Word] = []
}

struct ExampleSyntax: Sendable {
  enum Act: Sendable {
    case from(Word)
    case you(Word)
    case coach(Word)
    case at(Word)
  }
  var title: Word
  var acts: [Act] = []
}

struct PromiseSyntax: Sendable {
  enum Claim: Sendable {
    case never(after: ConditionSyntax?, target: TargetSyntax)
    case reaches(intent: Word, target: TargetSyntax, within: Int)
    case canReach(TargetSyntax)
  }
  var title: Word
  var claim: Claim
}

enum TargetSyntax: Sendable {
  case tag(Word)
  case place(Word)
}

struct ConditionSyntax: Sendable {
  struct Term: Sendable {
    enum Test {
      case holds
      case equals(Word)
      case known, empty, full
      case over(Int)
      case under(Int)
    }
    var fact: Word
    var test: Test
    var isNegated: Bool
    var span: Span
  }
  var terms: [Term]
  /// Whether one term suffices.
  var isAny: Bool
  var span: Span
}

struct StepSyntax: Sendable {
  var name: Word
  var tags: [Word] = []
  var covers: [Word] = []
  /// What happens before the replies, the ask excepted.
  var opening: [ItemSyntax] = []
  var ask: SpeechSyntax?
  /// The fact that `@look through` reads; its replies are then no question's.
  var look: Word?
  var replies: [ReplySyntax] = []
  var foot: [ItemSyntax] = []
  /// Whether a line could not be read, so that what the step lacks may only be misread.
  var isBroken = false
  /// From its heading to its last line.
  var span: Span
}

struct ItemSyntax: Sendable {
  var kind: Kind
  var span: Span

  indirect enum Kind: Sendable {
    case speech(SpeechSyntax)
    case pause(Int)
    case showList(Word)
    case showHelplines(Word)
    case change(ChangeSyntax)
    case when([BranchSyntax])
    case vary(Variation.Kind, [[SpeechSyntax]])
    case leave(ExitSyntax)
  }
}

struct BranchSyntax: Sendable {
  /// Nil for `@otherwise`.
  var condition: ConditionSyntax?
  var body: [ItemSyntax]
  var span: Span
}

enum ChangeSyntax: Sendable {
  case set(Word, to: Word?)
  case addFact(Word, to: Word)
  case addText(Word, to: Word)
  case addOne(to: Word)
  case remove(Word, from: Word)
  case replace(Word, in: Word, with: Word)
  case remember(Word)
  case forget(Word)
  case withdraw(Word)
}

struct ExitSyntax: Sendable {
  enum Kind: Equatable, Sendable {
    case go(Word)
    case visitAndResume(Word)
    case visitAndAskAgain(Word)
    case askAgain, back, end
  }
  var kind: Kind
  var span: Span

  var place: Word? {
    switch kind {
    case .go(let place), .visitAndResume(let place), .visitAndAskAgain(let place): place
    case .askAgain, .back, .end: nil
    }
  }
}

struct SpeechSyntax: Sendable {
  enum Piece: Sendable {
    case text(String)
    case fact(Word, reflected: Bool)
    case emergency, choices
  }
  var pieces: [Piece]
  var joins: Bool
  /// Whether it can be an ask: it ends in `?` or `:`.
  var asks: Bool
  /// Whether it ends in a bare `?`.
  var isQuestion: Bool
  var span: Span
}

struct ReplySyntax: Sendable {
  enum Head: Sendable {
    case heard
    case yes, no, number, day, lengthOfTime
    case item(of: Word)
    case anything, enter, noneOfThese, unclear, stillUnclear
  }
  enum Phrase: Sendable {
    case words(Word)
    case quoted(Word)
    case intent(Word)

    var word: Word {
      switch self {
      case .words(let word), .quoted(let word), .intent(let word): word
      }
    }
  }
  var head: Head
  /// Its name within the question: the label, the reserved words, or `[intent]`.
  var name: Word
  /// Nil for reserved words and for intents alone.
  var label: Word?
  var phrases: [Phrase] = []
  var capture: Word?
  var body: [ItemSyntax] = []
  /// The reply's own line.
  var span: Span
}
