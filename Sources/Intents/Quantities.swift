/// Numbers, days and lengths of time, in digits or words.
enum Quantities {
  /// The first whole number in a line.
  static func number(in reading: Reading) -> (value: Int, match: Match)? {
    for index in reading.tokens.indices where startsNumber(index, reading) {
      let (value, end) = read(from: index, reading)
      return (value, match(index..<end, reading))
    }
    return nil
  }

  /// The first day in a line.
  static func day(in reading: Reading, source: [UInt8]) -> (value: NamedDay, match: Match)? {
    for index in reading.tokens.indices where reading.tokens[index].classes.contains(.day) {
      var start = index
      var end = index + 1
      if start > 0 && isModifier(reading.tokens[start - 1].word) { start -= 1 }
      if end < reading.tokens.count && reading.tokens[end].classes.contains(.partOfDay) { end += 1 }
      return (NamedDay(words: typed(start..<end, reading, source)), match(start..<end, reading))
    }
    return nil
  }

  private static func isModifier(_ word: Int32) -> Bool {
    word == Words.next || word == Words.last || word == Words.this
  }

  /// The first length of time in a line.
  static func length(in reading: Reading, source: [UInt8]) -> (value: LengthOfTime, match: Match)? {
    for index in reading.tokens.indices where reading.tokens[index].classes.contains(.timeUnit) {
      guard let (start, halves) = count(before: index, reading) else { continue }
      let unit = Int(reading.tokens[index].value)
      let hours = min(unit.multipliedReportingOverflow(by: halves).partialValue / 2, 1_000_000_000)
      let range = start..<(index + 1)
      return (LengthOfTime(hours: max(hours, 0), words: typed(range, reading, source)), match(range, reading))
    }
    return nil
  }

  /// How many of a unit are said before it, in halves, and where that begins.
  private static func count(before unit: Int, _ reading: Reading) -> (start: Int, halves: Int)? {
    var index = unit - 1
    guard index >= 0, reading.tokens[unit].before == .none else { return nil }
    if reading.tokens[index].word == Words.of && index > 0 { index -= 1 }
    let word = reading.tokens[index].word
    if startsNumber(index, reading) || reading.tokens[index].classes.contains(.multiplier) {
      var start = index
      while start > 0, startsNumber(start - 1, reading), unit - start < 6 { start -= 1 }
      return (start, min(read(from: start, reading).value, 100_000) * 2)
    }
    var halves = 0
    switch word {
    case Words.a, Words.an, Words.one: halves = 2
    case Words.couple: halves = 4
    case Words.few, Words.several: halves = 6
    case Words.half: halves = 1
    default: return nil
    }
    if index > 0, reading.tokens[index - 1].word == Words.half, word == Words.a || word == Words.an {
      return (index - 1, 1)
    }
    let hasArticle = index > 0 && reading.tokens[index - 1].word == Words.a
    return (hasArticle ? index - 1 : index, halves)
  }

  private static func startsNumber(_ index: Int, _ reading: Reading) -> Bool {
    !reading.tokens[index].classes.isDisjoint(with: [.number, .multiplier]) && !isPronoun(index, reading)
  }

  /// "the second one", "no one", "one of them": a word for a thing and not a count.
  private static func isPronoun(_ index: Int, _ reading: Reading) -> Bool {
    guard reading.tokens[index].word == Words.one else { return false }
    if index + 1 < reading.tokens.count && reading.tokens[index + 1].word == Words.of { return true }
    guard index > 0 else { return false }
    let previous = reading.tokens[index - 1]
    return previous.classes.contains(.ordinal) || beforeOne.contains(previous.word)
  }

  private static let beforeOne: Set<Int32> = [
    Words.the, Words.this, Words.that, Words.no, Words.any, Words.every, Words.which, Words.another,
  ]

  /// A number from its first word: "twenty five", "two hundred and ten", "3".
  static func read(from index: Int, _ reading: Reading) -> (value: Int, end: Int) {
    var total = 0
    var current = 0
    var next = index
    while next < reading.tokens.count, next < index + 12 {
      let token = reading.tokens[next]
      if token.before != .none && next > index { break }
      if token.classes.contains(.number) {
        let value = Int(token.value)
        let joins =
          next == index || current % 100 == 0 && current >= 100
          || (current % 100 >= 20 && current % 10 == 0 && value < 10) || current == 0
        guard joins else { break }
        current += value
      } else if token.classes.contains(.multiplier) {
        current = min(max(current, 1) * Int(token.value), 1_000_000_000)
        if token.value >= 1000 {
          total += current
          current = 0
        }
      } else if !(token.word == Words.and && next > index && (current >= 100 || total > 0)
        && next + 1 < reading.tokens.count && startsNumber(next + 1, reading))
      {
        break
      }
      next += 1
    }
    return (min(total + current, 1_000_000_000), next)
  }

  private static func match(_ range: Range<Int>, _ reading: Reading) -> Match {
    let words = range.map { reading.word($0) }.joined(separator: " ")
    let score = range.count == reading.tokens.count ? 1000 : 800
    return Match(
      score: score, clause: Int(reading.tokens[range.lowerBound].clause),
      evidence: [Evidence(feature: words, weight: score)])
  }

  private static func typed(_ range: Range<Int>, _ reading: Reading, _ source: [UInt8]) -> String {
    let start = Int(reading.tokens[range.lowerBound].sourceStart)
    let end = Int(reading.tokens[range.upperBound - 1].sourceEnd)
    return String(decoding: source[start..<end], as: UTF8.self)
  }
}
