/// What a word does in a sentence, as far as listening needs to know.
struct WordClasses: OptionSet, Sendable {
  var rawValue: UInt32

  /// Carries little meaning alone: "the", "of", "i".
  static let function = WordClasses(rawValue: 1 << 0)
  /// Turns round what follows: "not", "never".
  static let negator = WordClasses(rawValue: 1 << 1)
  /// Can open a clause as its subject: "i", "he", "my".
  static let subject = WordClasses(rawValue: 1 << 2)
  /// Opens a contrasting half: "but", "actually".
  static let contrast = WordClasses(rawValue: 1 << 3)
  static let yes = WordClasses(rawValue: 1 << 4)
  static let no = WordClasses(rawValue: 1 << 5)
  /// A whole number; `value` says which.
  static let number = WordClasses(rawValue: 1 << 6)
  static let ordinal = WordClasses(rawValue: 1 << 7)
  /// Multiplies the number before it: "hundred", "thousand".
  static let multiplier = WordClasses(rawValue: 1 << 8)
  /// A unit of time; `value` is its hours.
  static let timeUnit = WordClasses(rawValue: 1 << 9)
  static let day = WordClasses(rawValue: 1 << 10)
  static let partOfDay = WordClasses(rawValue: 1 << 11)
  /// May stand around a yes or no without changing it: "well", "um", "honestly".
  static let filler = WordClasses(rawValue: 1 << 12)
  /// Ends the reach of a negation: "just", "because", "so".
  static let negationEnd = WordClasses(rawValue: 1 << 13)
  /// After a negator, leaves what follows it asserted: "stop", "help" ("can't stop crying").
  static let negationUndo = WordClasses(rawValue: 1 << 14)
  /// Under a negator, takes a complement that is still true: "know", "believe" ("can't believe he hit me").
  static let factive = WordClasses(rawValue: 1 << 15)
  static let auxiliary = WordClasses(rawValue: 1 << 16)
  /// Made from a picture or a smiley.
  static let emoji = WordClasses(rawValue: 1 << 17)

  // What tells whose story it is.

  /// "friend", "neighbour", "woman".
  static let otherPerson = WordClasses(rawValue: 1 << 18)
  /// "film", "news", "book".
  static let fiction = WordClasses(rawValue: 1 << 19)
  /// Stands before a story: "in", "on", "about".
  static let frame = WordClasses(rawValue: 1 << 20)
  static let watching = WordClasses(rawValue: 1 << 21)
  static let firstPerson = WordClasses(rawValue: 1 << 22)
  /// "my", "our".
  static let possessive = WordClasses(rawValue: 1 << 23)
  /// "her", "his", "their".
  static let othersPossessive = WordClasses(rawValue: 1 << 24)
  static let article = WordClasses(rawValue: 1 << 25)
  static let partner = WordClasses(rawValue: 1 << 26)
  static let child = WordClasses(rawValue: 1 << 27)
  static let past = WordClasses(rawValue: 1 << 28)
  static let present = WordClasses(rawValue: 1 << 29)
  /// "herself", "suicide", "die".
  static let ownDeath = WordClasses(rawValue: 1 << 30)
  /// "like", "as": "like in the film" is about life.
  static let likening = WordClasses(rawValue: 1 << 31)
}
