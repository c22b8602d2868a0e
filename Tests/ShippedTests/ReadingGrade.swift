/// How hard a text is to read, as the years of school it asks for.
///
/// The Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for
/// Navy enlisted personnel", 1975): 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Below 0 for the
/// simplest texts. Syllables are counted as groups of vowels, less a silent "e", "es" or "ed" at the end.
enum ReadingGrade {
  /// Nil for a text without a word.
  static func of(_ text: String) -> Double? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }
    guard !words.isEmpty else { return nil }
    let syllables = words.reduce(0) { $0 + Self.syllables(in: $1) }
    let perSentence = Double(words.count) / Double(max(1, sentences(in: text)))
    return 0.39 * perSentence + 11.8 * Double(syllables) / Double(words.count) - 15.59
  }

  /// Ends of sentences that have a word before them.
  static func sentences(in text: String) -> Int {
    text.split { ".?!:\n".contains($0) }.count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  static func syllables(in word: Substring) -> Int {
    var letters = Array(word.lowercased().filter { $0.isASCII && $0.isLetter })
    guard letters.count > 3 else { return 1 }
    if letters.first == "y" { letters.removeFirst() }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y"]
    for ending in [["e", "s"], ["e", "d"], ["e"]] as [[Character]]
    where letters.suffix(ending.count) == ending[...] {
      // "table" keeps its last syllable, "agree" its only one, "kisses" and "wanted" theirs.
      let before = letters.dropLast(ending.count).last ?? "e"
      let isSounded =
        vowels.contains(before) || before == "l"
        || (ending == ["e", "d"] && (before == "t" || before == "d"))
        || (ending == ["e", "s"] && "cgsxz".contains(before))
      if !isSounded { letters.removeLast(ending.count) }
      break
    }
    var count = 0
    var isInVowels = false
    for letter in letters {
      let isVowel = vowels.contains(letter)
      if isVowel, !isInVowels { count += 1 }
      isInVowels = isVowel
    }
    return max(1, count)
  }
}
