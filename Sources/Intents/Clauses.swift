/// Where one thing said ends and the next begins: sentences, lines, and contrasting halves.
enum Clauses {
  static func mark(_ reading: inout Reading) {
    var clause: Int32 = -1
    for index in reading.tokens.indices {
      if clause < 0 || starts(index, reading) {
        clause += 1
        reading.clauseStarts.append(Int32(index))
      }
      reading.tokens[index].clause = clause
    }
  }

  private static func starts(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    if token.before == .sentence { return true }
    guard token.classes.contains(.contrast), index + 1 < reading.tokens.count else { return false }
    let next = reading.tokens[index + 1]
    guard next.before != .sentence else { return false }
    let previous = reading.tokens[index - 1].word
    switch token.word {
    case Words.but:
      return previous != Words.nothing && previous != Words.anything && previous != Words.everything
    case Words.actually, Words.though: return token.before == .comma || next.classes.contains(.subject)
    default: return true
    }
  }
}

/// Numbers of the words that rules name, the same in every listener because English is interned first.
enum Words {
  private static func id(_ word: String) -> Int32 { Lexicon.english.id(word) }

  static let but = id("but")
  static let actually = id("actually")
  static let though = id("though")
  static let nothing = id("nothing")
  static let anything = id("anything")
  static let everything = id("everything")
  static let no = id("no")
  static let yes = id("yes")
  static let the = id("the")
  static let any = id("any")
  static let every = id("every")
  static let which = id("which")
  static let another = id("another")
  static let not = id("not")
  static let never = id("never")
  static let one = id("one")
  static let and = id("and")
  static let or = id("or")
  static let so = id("so")
  static let this = id("this")
  static let that = id("that")
  static let only = id("only")
  static let just = id("just")
  static let why = id("why")
  static let mind = id("mind")
  static let doubt = id("doubt")
  static let wonder = id("wonder")
  static let matter = id("matter")
  static let more = id("more")
  static let a = id("a")
  static let an = id("an")
  static let couple = id("couple")
  static let few = id("few")
  static let several = id("several")
  static let half = id("half")
  static let of = id("of")
  static let next = id("next")
  static let last = id("last")
  static let ages = id("ages")
  static let persons = [id("he"), id("she"), id("they")]
}
