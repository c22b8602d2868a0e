/// Why a line matched: one word, pair or phrase and what it counted for.
public struct Evidence: Equatable, Hashable, Sendable {
  /// The normalised word, pair or phrase, as a person would read it.
  public var feature: String
  /// Its share of the score; negative when it spoke against the match.
  public var weight: Int

  public init(feature: String, weight: Int) {
    self.feature = feature
    self.weight = weight
  }
}

/// That something listened for was heard, how surely, and why.
public struct Match: Equatable, Hashable, Sendable {
  /// 1...1000; 1000 means the whole message is exactly what was listened for.
  public var score: Int
  /// Index into `Hearing.clauses` of the clause that carried it best.
  public var clause: Int
  /// Strongest first; ties in the order of the words.
  public var evidence: [Evidence]

  public init(score: Int, clause: Int = 0, evidence: [Evidence] = []) {
    self.score = score
    self.clause = clause
    self.evidence = evidence
  }
}

/// Index of an intent in the order in which a `Listener` was given them.
public struct IntentID: Hashable, Comparable, Sendable {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// Index of an authored phrase in the order in which a `Listener` was given them.
public struct PhraseID: Hashable, Comparable, Sendable {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A span of time a person named: "two weeks", "a month".
public struct LengthOfTime: Equatable, Hashable, Sendable {
  /// Whole hours, at least 0: "a day" is 24, "a month" 30 × 24.
  public var hours: Int
  /// The words that said it, as typed.
  public var words: String

  public init(hours: Int, words: String) {
    self.hours = hours
    self.words = words
  }
}

/// A day a person named, kept as words because only the listener's caller knows what today is.
public struct NamedDay: Equatable, Hashable, Sendable {
  /// The words that said it, as typed: "Saturday", "tomorrow night".
  public var words: String

  public init(words: String) { self.words = words }
}

/// Everything that was heard in one line. A pure function of the line and the listener.
public struct Hearing: Equatable, Sendable {
  /// The line as typed.
  public var text: String
  /// The line as the listener reads it: lower case, plain quotes, contractions opened, spelling repaired;
  /// words separated by one space.
  public var normalised: String
  /// The line cut into sentences and contrasting halves, as typed, in order; never empty.
  public var clauses: [String]
  /// Intents at or above their threshold, highest score first, equal scores in the order of their names.
  public var intents: [(id: IntentID, match: Match)]
  /// Authored phrases heard, in the order of their ids.
  public var phrases: [(id: PhraseID, match: Match)]
  /// Set when the line says yes, or no. "yeah no" is no; both are nil when it says neither.
  public var yes: Match?
  public var no: Match?
  /// The first whole number said, in digits or words.
  public var number: (value: Int, match: Match)?
  public var day: (value: NamedDay, match: Match)?
  public var length: (value: LengthOfTime, match: Match)?

  public init(text: String, normalised: String = "", clauses: [String] = []) {
    self.text = text
    self.normalised = normalised
    self.clauses = clauses.isEmpty ? [text] : clauses
    self.intents = []
    self.phrases = []
  }

  /// The match of one intent, or nil when it was not heard.
  public func intent(_ id: IntentID) -> Match? {
    intents.first { $0.id == id }?.match
  }

  /// The intents heard nearly as well as the best one, in their order; empty when it stands alone. See
  /// `Listener.nearTie`.
  public var nearlyBest: ArraySlice<(id: IntentID, match: Match)> {
    guard let best = intents.first, best.match.score < 1000 else { return [] }
    return intents.dropFirst().prefix { best.match.score - $0.match.score <= Listener.nearTie }
  }

  /// The match of one phrase, or nil when it was not heard.
  public func phrase(_ id: PhraseID) -> Match? {
    var low = 0
    var high = phrases.count
    while low < high {
      let middle = (low + high) / 2
      if phrases[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < phrases.count && phrases[low].id == id ? phrases[low].match : nil
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.text == b.text && a.normalised == b.normalised && a.clauses == b.clauses
      && a.intents.elementsEqual(b.intents) { $0.id == $1.id && $0.match == $1.match }
      && a.phrases.elementsEqual(b.phrases) { $0.id == $1.id && $0.match == $1.match }
      && a.yes == b.yes && a.no == b.no
      && a.number?.value == b.number?.value && a.day?.value == b.day?.value
      && a.length?.value == b.length?.value
  }
}
