/// Slips in words: the language's own, names, and what people say.
extension SlipMaker {
  /// Names and words of the language; the phrases that a reply listens for are prose.
  mutating func visitWords(_ first: Int, _ end: Int, startsInPhrases: Bool = false, isReply: Bool) {
    var at = first
    var isPhrase = startsInPhrases
    var isBracket = false
    while at < end {
      if isReply, bytes[at] == 0x3A { isPhrase = true }
      if bytes[at] == 0x2D, at + 1 < end, bytes[at + 1] == 0x3E { isPhrase = false }
      if bytes[at] == 0x5B { isBracket = true }
      if bytes[at] == 0x5D { isBracket = false }
      guard isWordByte(bytes[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < end, isWordByte(bytes[at]) { at += 1 }
      guard at - start >= 2, !isPhrase || isBracket else { continue }
      misspell(start, at, isReply && !isBracket ? .word : .name)
    }
  }

  func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F
  }

  mutating func misspell(_ start: Int, _ end: Int, _ kind: Slip.Kind) {
    for (range, wrong) in slips(in: start..<end) { add(kind, range, wrong) }
    if start == end - 1 || bytes[start] >= 0x61 {
      add(.capital, start..<(start + 1), text(start..<(start + 1)).uppercased())
    }
  }

  /// What stands between commas, to the arrow or the end of the line.
  mutating func visitPhrases(_ first: Int, _ end: Int) {
    var at = first
    while at < end {
      var stop = at
      var isQuoted = false
      while stop < end, isQuoted || bytes[stop] != 0x2C {
        if bytes[stop] == 0x22 { isQuoted.toggle() }
        stop += 1
      }
      if stop < end { add(.lostPhrase, at..<(stop + 1), "") }
      var word = at
      while word < stop {
        let start = word
        while word < stop, isWordByte(bytes[word]) { word += 1 }
        if word - start >= 2, bytes[start - 1] != 0x5B { misspellProse(start, word) }
        if word < stop, bytes[word] == 0x20, word > at, isWordByte(bytes[word - 1]), word + 1 < stop {
          add(.misspelt, word..<(word + 1), "")
        }
        word += 1
      }
      at = stop + 1
    }
  }

  /// A letter lost, doubled or swapped with its neighbour, in the middle.
  func slips(in word: Range<Int>) -> [(Range<Int>, String)] {
    let middle = word.lowerBound + word.count / 2
    var found = [
      (middle..<(middle + 1), ""), (middle..<middle, text(middle..<(middle + 1))),
    ]
    if bytes[middle - 1] != bytes[middle] {
      found.append(
        ((middle - 1)..<(middle + 1), text(middle..<(middle + 1)) + text((middle - 1)..<middle)))
    }
    return found
  }

  mutating func misspellProse(_ start: Int, _ end: Int) {
    for (range, wrong) in slips(in: start..<end) { add(.misspelt, range, wrong) }
  }

  /// Spaces between marks and words of the language: lost, or doubled.
  mutating func visitSpaces(_ first: Int, _ end: Int, _ whole: String) {
    guard !whole.hasPrefix("# "), !whole.hasPrefix("@example"), !whole.hasPrefix("@promise") else { return }
    let colon = whole.hasPrefix("@same") ? first + 4 : bytes[first..<end].firstIndex(of: 0x3A)
    let isPhrases = whole.hasPrefix("- ") || whole.hasPrefix("@same")
    let arrow = bytes[first..<end].firstIndex(of: 0x3E) ?? end
    let isLabelled = whole.hasPrefix("- ") && !isReserved(first, end)
    for at in first..<end where bytes[at] == 0x20 {
      // So it is between the words of a label.
      if isLabelled, at > first + 1, at < (colon ?? arrow - 2) { continue }
      // Between the words of a phrase a lost space is a misspelt word.
      if isPhrases, let colon, at > colon + 1 {
        if at + 1 < end, bytes[at + 1] != 0x20, bytes[at - 1] != 0x20 { add(.space, at..<at, " ") }
      } else {
        add(.space, at..<(at + 1), "")
        add(.space, at..<at, " ")
      }
    }
  }
}
