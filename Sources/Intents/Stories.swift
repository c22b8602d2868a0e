/// Whose story a stretch of words tells, so that a danger in a film or in a friend's past is not taken for the
/// speaker's own.
///
/// A line is cut at sentences, contrasts, commas, and "and" or "so" with a subject after it. A piece is somebody else's
/// story when either holds:
///
/// - It is made up or far away: "in the film", "on the news", "watched a series", and nobody in it is "me" or "my". ("I"
///   may stand before the watching or reading.)
/// - It is another person's past: it names a friend, a sister, a neighbour, "a woman", and has a word of the past
///   ("used to", "was", "once", "stalked"). None of these stands in it: "he" or "she" before that person; the speaker beside "my friend"; a child; a
///   partner or ex who is not that person's ("her ex", "my friends ex"); a word of the present ("is", "now", "keeps",
///   "wants", "says"); "herself" and its like; dying. So a friend's risk now is heard, and so is all that a friend
///   may do to herself.
///
/// Where in doubt it is no story: being heard comes before being left in peace.
enum Stories {
  static func mark(_ reading: inout Reading) {
    let telling: WordClasses = [.fiction, .otherPerson]
    guard reading.tokens.contains(where: { !$0.classes.isDisjoint(with: telling) }) else { return }
    var start = 0
    while start < reading.tokens.count {
      var end = start + 1
      while end < reading.tokens.count && !begins(end, reading) { end += 1 }
      if isMadeUp(start..<end, reading) || isAnothersPast(start..<end, reading) {
        for index in start..<end { reading.tokens[index].isStory = true }
      }
      start = end
    }
  }

  /// Whether a new piece begins at a token.
  private static func begins(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    if token.before != .none || token.clause != reading.tokens[index - 1].clause { return true }
    guard token.word == Words.and || token.word == Words.so, index + 1 < reading.tokens.count else {
      return false
    }
    return reading.tokens[index + 1].classes.contains(.subject)
  }

  // MARK: Made up

  private static func isMadeUp(_ piece: Range<Int>, _ reading: Reading) -> Bool {
    guard let frame = piece.first(where: { isFrame($0, piece, reading) }) else { return false }
    return !piece.contains { index in
      let classes = reading.tokens[index].classes
      guard classes.contains(.firstPerson) else { return false }
      // "i watched a film where …": the speaker only watches.
      let isWatching = (index + 1..<min(index + 4, piece.upperBound)).contains {
        reading.tokens[$0].classes.contains(.watching)
      }
      return !(isWatching && index < frame && classes.contains(.subject) && !classes.contains(.possessive))
    }
  }

  /// "in the film", "on telly", "watching that new series": a word for a story with "in" or a watching before it.
  private static func isFrame(_ index: Int, _ piece: Range<Int>, _ reading: Reading) -> Bool {
    guard reading.tokens[index].classes.contains(.fiction) else { return false }
    for back in 1...4 where index - back >= piece.lowerBound {
      let classes = reading.tokens[index - back].classes
      if classes.contains(.frame) || classes.contains(.watching) {
        let before = index - back - 1
        return before < piece.lowerBound || !reading.tokens[before].classes.contains(.likening)
      }
    }
    return false
  }

  // MARK: Another's past

  private static func isAnothersPast(_ piece: Range<Int>, _ reading: Reading) -> Bool {
    var hasOther = false
    var hasPast = false
    for index in piece {
      let token = reading.tokens[index]
      if !token.classes.isDisjoint(with: [.present, .child, .ownDeath]) { return false }
      // "he killed my friend": whoever "he" is, he may be the one the talk is about.
      if !hasOther && Words.persons.contains(token.word) { return false }
      if token.classes.contains(.firstPerson) {
        guard token.classes.contains(.possessive), isOther(index + 1, piece, reading) else { return false }
      }
      if token.classes.contains(.otherPerson) {
        guard index > piece.lowerBound, names(index - 1, piece, reading) else { return false }
        hasOther = true
      }
      if token.classes.contains(.partner) {
        guard hasOther, index > piece.lowerBound else { return false }
        let before = reading.tokens[index - 1].classes
        guard before.contains(.otherPerson) || before.contains(.othersPossessive) else { return false }
      }
      if token.classes.contains(.past) || endsInED(index, reading) { hasPast = true }
    }
    return hasOther && hasPast
  }

  /// Whether another person stands here or after one describing word: "friend", "best friend".
  private static func isOther(_ index: Int, _ piece: Range<Int>, _ reading: Reading) -> Bool {
    (index..<min(index + 2, piece.upperBound)).contains {
      reading.tokens[$0].classes.contains(.otherPerson)
    }
  }

  /// Whether what stands before a noun makes it a person told of and not one spoken to: "my", "a", "some" or a
  /// describing word after one of them.
  private static func names(_ index: Int, _ piece: Range<Int>, _ reading: Reading) -> Bool {
    (max(index - 1, piece.lowerBound)...index).contains {
      let classes = reading.tokens[$0].classes
      return !classes.isDisjoint(with: [.possessive, .othersPossessive, .article, .otherPerson])
    }
  }

  private static func endsInED(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    guard token.textEnd - token.textStart >= 5 else { return false }
    return reading.text[Int(token.textEnd) - 1] == 0x64 && reading.text[Int(token.textEnd) - 2] == 0x65
  }
}
