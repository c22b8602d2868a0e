/// Whether a line answers yes or no.
///
/// The answer stands at the start of a clause, behind fillers. In a run of answers the last one counts
/// ("yeah no" is no), and the surest clause counts for the line; of two as sure, the last.
/// Scores: 1000 the whole message, 900 all of a clause, 800 with words after it, 100 less when a contrast follows.
package struct YesNo: Sendable {
  /// The score of an answer that is all of its clause; from here on it is no mere beginning.
  package static let wholeClause = 900

  private let yes: PhraseTrie
  private let no: PhraseTrie

  init(lexicon: Lexicon) {
    let reader = Reader(lexicon: lexicon)
    yes = Self.trie(English.yesPhrases, reader)
    no = Self.trie(English.noPhrases, reader)
  }

  private static func trie(_ list: String, _ reader: Reader) -> PhraseTrie {
    let phrases = list.split { $0 == "," || $0 == "\n" }
    return PhraseTrie(
      phrases.map { (reader.read(Array($0.utf8)), false) }.filter { !$0.0.tokens.isEmpty },
      keyCount: reader.lexicon.keys.count)
  }

  private struct Answer {
    var isYes: Bool
    var start: Int
    var end: Int
  }

  func hear(_ reading: Reading) -> (yes: Match?, no: Match?) {
    var best: (isYes: Bool, match: Match)?
    for clause in reading.clauseStarts.indices.prefix(64) {
      let range = reading.clause(clause)
      guard let answer = answer(in: range, reading) ?? closing(range, reading) else { continue }
      let match = match(answer, clause, range, reading)
      if best == nil || match.score >= best.unsafelyUnwrapped.match.score { best = (answer.isYes, match) }
    }
    guard let best else { return (nil, nil) }
    return best.isYes ? (best.match, nil) : (nil, best.match)
  }

  private func match(_ answer: Answer, _ clause: Int, _ range: Range<Int>, _ reading: Reading) -> Match {
    let isWholeClause = reading.tokens[answer.end..<range.upperBound].allSatisfy {
      !$0.classes.isDisjoint(with: [.filler, .emoji])
    }
    let isFirst = reading.tokens[range.lowerBound..<answer.start].allSatisfy {
      !$0.classes.isDisjoint(with: [.filler, .yes, .no, .negator, .emoji])
    }
    var score = isFirst ? (isWholeClause ? Self.wholeClause : 800) : 700
    if isWholeClause && isFirst && reading.clauseStarts.count == 1 { score = 1000 }
    if clause + 1 < reading.clauseStarts.count {
      let next = reading.tokens[Int(reading.clauseStarts[clause + 1])]
      if next.classes.contains(.contrast) { score -= 100 }
    }
    let words = (answer.start..<answer.end).map { reading.word($0) }.joined(separator: " ")
    return Match(score: score, clause: clause, evidence: [Evidence(feature: words, weight: score)])
  }

  /// The last of the answers that a clause opens with.
  private func answer(in range: Range<Int>, _ reading: Reading) -> Answer? {
    var index = range.lowerBound
    var last: Answer?
    while index < range.upperBound, index < range.lowerBound + 12 {
      if let (isYes, end) = step(index, range, reading) {
        last = Answer(isYes: isYes, start: index, end: end)
        index = end
      } else if reading.tokens[index].classes.contains(.filler) {
        index += 1
      } else {
        break
      }
    }
    return last
  }

  /// "i'd say yes", "going with no": a short clause that ends in the answer.
  private func closing(_ range: Range<Int>, _ reading: Reading) -> Answer? {
    guard range.count <= 6, let last = range.last, reading.tokens[last].negatedBy < 0 else { return nil }
    let word = reading.tokens[last].word
    guard word == Words.yes || word == Words.no else { return nil }
    return Answer(isYes: word == Words.yes, start: last, end: last + 1)
  }

  /// The longest answer that starts at one word.
  private func step(_ index: Int, _ range: Range<Int>, _ reading: Reading) -> (isYes: Bool, end: Int)? {
    let yesEnd = yes.longest(at: index, in: range, reading)
    let noEnd = no.longest(at: index, in: range, reading)
    if yesEnd > noEnd, isComplete(yesEnd, range, reading) { return (true, yesEnd) }
    if noEnd > yesEnd, isComplete(noEnd, range, reading) { return (false, noEnd) }
    let classes = reading.tokens[index].classes
    if classes.contains(.no) && isAnswerWord(index, range, reading) { return (false, index + 1) }
    if classes.contains(.yes) && reading.tokens[index].negatedBy < 0 && isAnswerWord(index, range, reading) {
      return (true, index + 1)
    }
    return nil
  }

  /// "i did" answers, and so does "i am really"; "i did love her" and "im so scared" do not.
  private func isComplete(_ end: Int, _ range: Range<Int>, _ reading: Reading) -> Bool {
    if reading.tokens[end - 1].classes.contains(.yes) { return true }
    var index = end
    while index < range.upperBound {
      let next = reading.tokens[index]
      if next.before != .none { return true }
      if next.negatedBy >= 0 && Int(next.negatedBy) < end { return false }
      // "i would never" is no "i would".
      if next.classes.contains(.negator) && !next.classes.contains(.filler) && next.word != Words.no {
        return false
      }
      if !next.classes.isDisjoint(with: [.yes, .no]) { return true }
      if next.word == Words.so || next.word == Words.just { return index + 1 == range.upperBound }
      if next.classes.contains(.negationEnd) { return true }
      if next.classes.isDisjoint(with: [.filler, .emoji]) { return false }
      index += 1
    }
    return true
  }

  /// "no idea" and "never felt so alone" are not answers.
  private func isAnswerWord(_ index: Int, _ range: Range<Int>, _ reading: Reading) -> Bool {
    let next = index + 1
    guard next < range.upperBound, reading.tokens[next].before == .none else { return true }
    let token = reading.tokens[next]
    if token.classes.contains(.negator) && !token.classes.contains(.no) {
      return !reading.tokens[index].classes.contains(.yes) || token.word != Words.not
    }
    switch reading.tokens[index].word {
    case Words.no: return token.word != Words.one && !token.classes.isDisjoint(with: Self.opener)
    case Words.never: return !token.classes.isDisjoint(with: [.yes, .no, .filler])
    default: return true
    }
  }

  private static let opener: WordClasses = [
    .subject, .yes, .no, .negator, .filler, .negationEnd, .contrast, .auxiliary, .emoji, .function,
  ]
}

extension PhraseTrie {
  /// The end of the longest phrase that stands word for word at `index`, or `index` when none does.
  func longest(at index: Int, in range: Range<Int>, _ reading: Reading) -> Int {
    var longest = index
    for phrase in phrases where phrase.words.count > longest - index {
      let end = index + phrase.words.count
      guard end <= range.upperBound else { continue }
      var isSame = true
      for offset in phrase.words.indices where reading.tokens[index + offset].word != phrase.words[offset] {
        isSame = false
        break
      }
      if isSame { longest = end }
    }
    return longest
  }
}
