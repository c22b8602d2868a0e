/// Marks which words lie under a negation, and which negation it is.
///
/// A negator reaches rightwards to the end of its clause, a comma, a word such as "just" or "because", an "and"
/// with a subject after it, or ten words, whichever comes first.
enum Negation {
  static let reach = 10

  static func mark(_ reading: inout Reading) {
    for index in reading.tokens.indices where reading.tokens[index].classes.contains(.negator) {
      guard governs(index, reading) else { continue }
      mark(from: index, &reading)
    }
  }

  /// Whether a negator turns anything round where it stands.
  private static func governs(_ index: Int, _ reading: Reading) -> Bool {
    guard let next = after(index, reading) else { return false }
    let word = reading.tokens[index].word
    let token = reading.tokens[next]
    if token.classes.contains(.negationUndo) { return false }
    switch word {
    case Words.no:
      if isAnswer(index, next, reading) { return false }
      return token.word != Words.doubt && token.word != Words.wonder && token.word != Words.matter
    case Words.not:
      if index > 0 && reading.tokens[index - 1].word == Words.why { return false }
      return token.word != Words.only && token.word != Words.just
    case Words.never:
      return token.word != Words.mind && !comparesUpwards(index, reading)
    case Words.nothing:
      return token.word != Words.but
    default:
      return true
    }
  }

  /// The token after `index` in its clause.
  private static func after(_ index: Int, _ reading: Reading) -> Int? {
    let next = index + 1
    guard next < reading.tokens.count, reading.tokens[next].clause == reading.tokens[index].clause else {
      return nil
    }
    return next
  }

  /// "no" as an answer: "no he beat me at fifa", "no, not now".
  private static func isAnswer(_ index: Int, _ next: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[next]
    if token.before != .none { return true }
    if token.word == Words.one { return false }
    return token.classes.contains(.subject) || !token.classes.isDisjoint(with: [.yes, .no, .negator])
  }

  /// "never felt so alone" says that it is felt.
  private static func comparesUpwards(_ index: Int, _ reading: Reading) -> Bool {
    for next in (index + 1)..<min(index + 4, reading.tokens.count) {
      let word = reading.tokens[next].word
      if word == Words.so || word == Words.this || word == Words.more { return true }
    }
    return false
  }

  private static func mark(from index: Int, _ reading: inout Reading) {
    let denies = isDenial(index, reading)
    var next = denies ? index + 2 : index + 1
    let end = min(index + 1 + reach + (denies ? reach : 0), reading.tokens.count)
    while next < end {
      let token = reading.tokens[next]
      guard token.clause == reading.tokens[index].clause, token.before == .none || next == index + 1 else {
        return
      }
      if next > index + 1 && closes(next, reading) && !denies { return }
      reading.tokens[next].negatedBy = Int32(index)
      if denies { reading.tokens[next].isDenied = true }
      if token.classes.contains(.factive) && !denies { return }
      next += 1
    }
  }

  /// "it is not that i do not miss her": everything after it is turned round as a whole.
  private static func isDenial(_ index: Int, _ reading: Reading) -> Bool {
    guard reading.tokens[index].word == Words.not, index + 2 < reading.tokens.count else { return false }
    return reading.tokens[index + 1].word == Words.that
      && reading.tokens[index + 2].classes.contains(.subject)
  }

  private static func closes(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    if token.classes.contains(.negationEnd) { return true }
    guard token.word == Words.and || token.word == Words.or || token.word == Words.so else { return false }
    guard index + 1 < reading.tokens.count else { return true }
    return reading.tokens[index + 1].classes.contains(.subject)
  }
}
