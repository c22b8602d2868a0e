/// Every word a listener can tell from another: English's own, then those of one script.
///
/// A word has a key, its stem after irregular forms and word groups; two words with one key count as one.
struct Lexicon: Sendable {
  struct Entry: Sendable {
    var key: Int32 = -1
    var classes: WordClasses = []
    /// What a number, an ordinal or a unit of time stands for.
    var value: Int32 = 0
    /// The words this one stands for, as a range of `expansions`; empty for most.
    var expansionStart: Int32 = 0
    var expansionCount: Int32 = 0
  }

  private(set) var words = ByteTable(minimumCapacity: 4096)
  private(set) var entries: [Entry] = []
  private(set) var expansions: [Int32] = []
  private(set) var keys = ByteTable(minimumCapacity: 4096)
  /// For a key, the key that stands for its group.
  private var groups: [Int32] = []
  private var irregular: [[UInt8]: [UInt8]] = [:]

  /// For a key, the groups that it is in: the script's own in their order, then those of the thesaurus.
  private(set) var conceptsOfKey: [[Int32]] = []
  /// The names of the script's own groups, whose numbers follow those of the thesaurus.
  private(set) var ownGroups: [String] = []

  /// English alone; made once, then copied by every listener.
  static let english = Lexicon(english: ())

  private init(english: Void) {
    for (form, base) in English.irregulars { irregular[Array(form.utf8)] = Array(base.utf8) }
    classify()
    for (spelling, meaning) in English.spellings {
      let ids = Self.split(meaning).map { Int32(intern($0)) }
      let id = intern(spelling)
      entries[id].expansionStart = Int32(expansions.count)
      entries[id].expansionCount = Int32(ids.count)
      expansions.append(contentsOf: ids)
    }
    for list in [
      English.nearDanger, English.afterIdMeaningWould, English.beforeIllMeaningSick,
      English.afterIllMeaningSick,
    ] {
      for word in Self.split(list) { _ = intern(word) }
    }
    for list in [English.namedByRules, English.yesPhrases, English.noPhrases] {
      for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "," }) {
        _ = intern(String(word))
      }
    }
    for (group, line) in Thesaurus.groups.split(separator: "\n").enumerated() {
      for word in Self.split(String(line)) {
        let key = Int(entries[intern(word)].key)
        while conceptsOfKey.count <= key { conceptsOfKey.append([]) }
        if conceptsOfKey[key].last != Int32(group) { conceptsOfKey[key].append(Int32(group)) }
      }
    }
    for (_, word) in English.smileys + English.emoji.map({ ("", $0.1) }) { _ = intern(word) }
  }

  /// Makes a script's own groups of words.
  mutating func add(_ alike: [WordGroup]) {
    var own: [Int: [Int32]] = [:]
    for group in alike {
      let number = Int32(Thesaurus.heads.count + ownGroups.count)
      ownGroups.append(group.name)
      for word in group.words {
        let key = Int(entries[intern(word)].key)
        if own[key, default: []].last != number { own[key, default: []].append(number) }
      }
    }
    for (key, numbers) in own {
      while conceptsOfKey.count <= key { conceptsOfKey.append([]) }
      conceptsOfKey[key] = numbers + conceptsOfKey[key]
    }
  }

  /// What a group is called: its first word in the thesaurus, its name in a script.
  func conceptName(_ group: Int) -> String {
    group < Thesaurus.heads.count ? Thesaurus.heads[group] : ownGroups[group - Thesaurus.heads.count]
  }

  private mutating func classify() {
    let lists: [(String, WordClasses)] = [
      (English.functionWords, .function), (English.negators, .negator), (English.subjects, .subject),
      (English.contrasts, .contrast), (English.auxiliaries, .auxiliary), (English.negationEnds, .negationEnd),
      (English.negationUndoers, .negationUndo), (English.factives, .factive), (English.fillers, .filler),
      (English.yesWords, .yes), (English.noWords, .no), (English.days, .day),
      (English.partsOfDay, .partOfDay), (English.otherPersons, .otherPerson), (English.fictions, .fiction),
      (English.frames, .frame), (English.watchings, .watching), (English.firstPersons, .firstPerson),
      (English.possessives, .possessive), (English.othersPossessives, .othersPossessive),
      (English.articles, .article), (English.partners, .partner), (English.children, .child),
      (English.pasts, .past), (English.presents, .present), (English.ownDeaths, .ownDeath),
      (English.likenings, .likening),
    ]
    for (list, classes) in lists {
      for word in Self.split(list) { mark(word, classes) }
    }
    let valued: [([(String, Int32)], WordClasses)] = [
      (English.numberWords, .number), (English.multipliers, .multiplier), (English.ordinals, .ordinal),
      (English.timeUnits, .timeUnit),
    ]
    for (list, classes) in valued {
      for (word, value) in list {
        mark(word, classes)
        entries[intern(word)].value = value
      }
    }
  }

  static func split(_ list: String) -> [String] {
    list.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private mutating func mark(_ word: String, _ classes: WordClasses) {
    let id = intern(word)
    entries[id].classes.formUnion(classes)
  }

  var count: Int { entries.count }

  /// The number of a word, which is added with its key when it is new.
  mutating func intern(_ word: String) -> Int { intern(Array(word.utf8)) }

  mutating func intern(_ word: [UInt8]) -> Int {
    let id = words.insert(word)
    if id == entries.count {
      entries.append(Entry(key: Int32(internKey(of: word))))
    }
    return id
  }

  private mutating func internKey(of word: [UInt8]) -> Int {
    let key = keys.insert(stem(word))
    if key == groups.count { groups.append(Int32(key)) }
    return key
  }

  /// The stem of a word, irregular forms going with their base form.
  func stem(_ word: [UInt8]) -> [UInt8] {
    Stemmer.stem(irregular[word] ?? word)
  }

  /// The key of a word that is not in the lexicon, or -1 when no known word shares its stem.
  func key(ofUnknown word: [UInt8]) -> Int32 {
    let stem = stem(word)
    let key = keys.find(stem, 0..<stem.count)
    return key < 0 ? -1 : groups[key]
  }

  /// Makes the words of one group count as one.
  mutating func join(_ group: [String]) {
    let members = group.flatMap(Self.forms).map { Int(entries[intern($0)].key) }
    guard let first = members.first else { return }
    let target = groups[first]
    let merged = Set(members.map { groups[$0] })
    for index in groups.indices where merged.contains(groups[index]) { groups[index] = target }
    for index in entries.indices { entries[index].key = groups[Int(entries[index].key)] }
  }

  /// A word, and the inflections of one without vowels ("dm"), which no stemmer would undo.
  private static func forms(_ word: String) -> [String] {
    guard !word.utf8.contains(where: { "aeiouy".utf8.contains($0) }) else { return [word] }
    return [word, word + "s", word + "ed", word + "d", word + "ing"]
  }

  func id(_ word: String) -> Int32 { Int32(words.find(word)) }
}

extension Lexicon {
  /// The groups of the thesaurus that a key is in.
  @inline(__always)
  func concepts(of key: Int32) -> [Int32] {
    key >= 0 && Int(key) < conceptsOfKey.count ? conceptsOfKey[Int(key)] : []
  }
}

extension Lexicon {
  func encode(to writer: inout StorageWriter) {
    words.encode(to: &writer)
    writer.add(entries)
    writer.add(expansions)
    keys.encode(to: &writer)
    writer.add(groups)
    writer.add(lists: conceptsOfKey)
    writer.add(lists: ownGroups.map { Array($0.utf8) })
  }

  init(decoding storage: inout StorageReader) {
    self = Lexicon.english
    words = ByteTable(decoding: &storage)
    entries = storage.array()
    expansions = storage.array()
    keys = ByteTable(decoding: &storage)
    groups = storage.array()
    conceptsOfKey = storage.lists()
    ownGroups = storage.lists(of: UInt8.self).map { String(decoding: $0, as: UTF8.self) }
    let (wordCount, keyCount) = (words.count, keys.count)
    storage.require(entries.count == wordCount && groups.count == keyCount)
    storage.require(wordCount >= Lexicon.english.count)
    storage.require(expansions.allSatisfy { $0 >= 0 && $0 < wordCount })
    storage.require(groups.allSatisfy { $0 >= 0 && $0 < keyCount })
    let groupCount = Thesaurus.heads.count + ownGroups.count
    storage.require(conceptsOfKey.allSatisfy { $0.allSatisfy { (0..<groupCount).contains(Int($0)) } })
    for entry in entries {
      let end = Int(entry.expansionStart) + Int(entry.expansionCount)
      storage.require(entry.key >= 0 && entry.key < keyCount && (-1...1_000_000).contains(entry.value))
      storage.require(entry.expansionStart >= 0 && entry.expansionCount >= 0 && end <= expansions.count)
    }
  }
}
