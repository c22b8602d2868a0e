/// The English stemmer that Snowball publishes as "Porter2", over lower-case ASCII bytes.
///
/// Written out here so that a listener needs no system library: stems are wanted on a user's machine
/// while a script is compiled and again for every word that no script knows.
/// `Docs/Listener.md` says how it was held against libstemmer.
struct Stemmer {
  private var word: [UInt8] = []
  private var r1 = 0
  private var r2 = 0

  /// The stem of a word; words of one or two letters, and words with bytes other than a-z, stay as they are.
  static func stem(_ source: [UInt8]) -> [UInt8] {
    guard source.count > 2, source.allSatisfy({ ($0 >= letter("a") && $0 <= letter("z")) || $0 == 0x27 })
    else { return source }
    if let special = exceptions[source] { return special }
    var stemmer = Stemmer()
    stemmer.word = source
    return stemmer.run()
  }

  static func stem(_ text: String) -> String {
    String(decoding: stem(Array(text.utf8)), as: UTF8.self)
  }

  private static func letter(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(scalar.value) }

  private mutating func run() -> [UInt8] {
    if word.first == 0x27 { word.removeFirst() }
    markConsonantYs()
    findRegions()
    step0()
    step1a()
    if !Self.afterStep1a.contains(word) {
      step1b()
      step1c()
      step2()
      step3()
      step4()
      step5()
    }
    return word.map { $0 == Self.consonantY ? Self.letter("y") : $0 }
  }

  // MARK: Letters

  private static let consonantY = letter("Y")

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case letter("a"), letter("e"), letter("i"), letter("o"), letter("u"), letter("y"): true
    default: false
    }
  }

  private mutating func markConsonantYs() {
    for index in word.indices where word[index] == Self.letter("y") {
      if index == 0 || Self.isVowel(word[index - 1]) { word[index] = Self.consonantY }
    }
  }

  private mutating func findRegions() {
    r1 = word.count
    for prefix in Self.regionPrefixes where word.starts(with: prefix) {
      r1 = prefix.count
    }
    if r1 == word.count { r1 = region(after: 0) }
    r2 = region(after: r1)
  }

  /// The place after the first consonant that follows a vowel.
  private func region(after start: Int) -> Int {
    var index = start + 1
    while index < word.count {
      if !Self.isVowel(word[index]) && Self.isVowel(word[index - 1]) { return index + 1 }
      index += 1
    }
    return word.count
  }

  private func ends(with suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    guard word.count >= length else { return false }
    for offset in 0..<length where word[word.count - length + offset] != suffix.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func replace(_ count: Int, with suffix: StaticString) {
    word.removeLast(count)
    for offset in 0..<suffix.utf8CodeUnitCount { word.append(suffix.utf8Start[offset]) }
  }

  private func hasVowel(before end: Int) -> Bool {
    word[..<end].contains(where: Self.isVowel)
  }

  /// Whether the letters before `end` close a short syllable.
  private func isShortSyllable(before end: Int) -> Bool {
    if end == 2 { return Self.isVowel(word[0]) && !Self.isVowel(word[1]) }
    guard end >= 3 else { return false }
    let last = word[end - 1]
    return !Self.isVowel(word[end - 3]) && Self.isVowel(word[end - 2]) && !Self.isVowel(last)
      && last != Self.letter("w") && last != Self.letter("x") && last != Self.consonantY
  }

  // MARK: Steps

  private mutating func step0() {
    if ends(with: "'s'") {
      word.removeLast(3)
    } else if ends(with: "'s") {
      word.removeLast(2)
    } else if ends(with: "'") {
      word.removeLast(1)
    }
  }

  private mutating func step1a() {
    if ends(with: "sses") {
      word.removeLast(2)
    } else if ends(with: "ied") || ends(with: "ies") {
      word.removeLast(word.count > 4 ? 2 : 1)
    } else if ends(with: "us") || ends(with: "ss") {
      return
    } else if ends(with: "s"), word.count >= 2, hasVowel(before: word.count - 2) {
      word.removeLast()
    }
  }

  private mutating func step1b() {
    for suffix in ["eedly", "eed"] as [StaticString] where ends(with: suffix) {
      if word.count - suffix.utf8CodeUnitCount >= r1 { replace(suffix.utf8CodeUnitCount, with: "ee") }
      return
    }
    for suffix in ["ingly", "edly", "ing", "ed"] as [StaticString] where ends(with: suffix) {
      let stem = word.count - suffix.utf8CodeUnitCount
      guard hasVowel(before: stem) else { return }
      word.removeLast(suffix.utf8CodeUnitCount)
      mendAfterStep1b()
      return
    }
  }

  private mutating func mendAfterStep1b() {
    if ends(with: "at") || ends(with: "bl") || ends(with: "iz") {
      word.append(Self.letter("e"))
    } else if let last = word.last, word.count >= 2, word[word.count - 2] == last, Self.doubles.contains(last)
    {
      word.removeLast()
    } else if r1 >= word.count && isShortSyllable(before: word.count) {
      word.append(Self.letter("e"))
    }
  }

  private mutating func step1c() {
    guard let last = word.last, last == Self.letter("y") || last == Self.consonantY else { return }
    if word.count > 2 && !Self.isVowel(word[word.count - 2]) {
      word[word.count - 1] = Self.letter("i")
    }
  }

  private mutating func step2() {
    for (suffix, replacement) in Self.step2Suffixes where ends(with: suffix) {
      let stem = word.count - suffix.utf8CodeUnitCount
      guard stem >= r1 else { return }
      replace(suffix.utf8CodeUnitCount, with: replacement)
      return
    }
    if ends(with: "ogi") {
      if word.count - 3 >= r1 && word.count > 3 && word[word.count - 4] == Self.letter("l") {
        word.removeLast()
      }
    } else if ends(with: "li") {
      if word.count - 2 >= r1 && word.count > 2 && Self.liEndings.contains(word[word.count - 3]) {
        word.removeLast(2)
      }
    }
  }

  private mutating func step3() {
    for (suffix, replacement) in Self.step3Suffixes where ends(with: suffix) {
      guard word.count - suffix.utf8CodeUnitCount >= r1 else { return }
      replace(suffix.utf8CodeUnitCount, with: replacement)
      return
    }
    if ends(with: "ative"), word.count - 5 >= r2 { word.removeLast(5) }
  }

  private mutating func step4() {
    for suffix in Self.step4Suffixes where ends(with: suffix) {
      if word.count - suffix.utf8CodeUnitCount >= r2 { word.removeLast(suffix.utf8CodeUnitCount) }
      return
    }
    if ends(with: "ion"), word.count - 3 >= r2, word.count > 3 {
      let before = word[word.count - 4]
      if before == Self.letter("s") || before == Self.letter("t") { word.removeLast(3) }
    }
  }

  private mutating func step5() {
    if ends(with: "e") {
      let stem = word.count - 1
      if stem >= r2 || (stem >= r1 && !isShortSyllable(before: stem)) { word.removeLast() }
    } else if ends(with: "l") {
      if word.count - 1 >= r2 && word.count > 1 && word[word.count - 2] == Self.letter("l") {
        word.removeLast()
      }
    }
  }

  // MARK: Tables

  private static let doubles = Set("bdfgmnprt".utf8)
  private static let liEndings = Set("cdeghkmnrt".utf8)
  private static let regionPrefixes = ["gener", "commun", "arsen"].map { Array($0.utf8) }

  /// Longest first where one ends another.
  private static let step2Suffixes: [(StaticString, StaticString)] = [
    ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"),
    ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"), ("alism", "al"), ("aliti", "al"),
    ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"), ("ousli", "ous"),
    ("abli", "able"), ("alli", "al"), ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"),
    ("bli", "ble"),
  ]

  private static let step3Suffixes: [(StaticString, StaticString)] = [
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
    ("ness", ""), ("ful", ""),
  ]

  private static let step4Suffixes: [StaticString] = [
    "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ism", "iti", "ive", "ize", "ous",
    "al",
    "er", "ic",
  ]

  private static let exceptions: [[UInt8]: [UInt8]] = {
    let pairs = [
      "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl",
      "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl", "sky": "sky",
      "news": "news", "howe": "howe", "atlas": "atlas", "cosmos": "cosmos", "bias": "bias", "andes": "andes",
    ]
    var table: [[UInt8]: [UInt8]] = [:]
    for (word, stem) in pairs { table[Array(word.utf8)] = Array(stem.utf8) }
    return table
  }()

  private static let afterStep1a = Set(
    ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"].map {
      Array($0.utf8)
    })
}
