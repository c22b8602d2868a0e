/// What people say at the questions of a script: its replies' own phrases.
///
/// They are answers, so they teach every intent a little of what is no call and no danger. A phrase that an intent
/// has as an example, or that holds an intent's own `words`, teaches nothing.
enum ReplyTalk {
  static func lines(
    _ phrases: [Reading], _ trie: PhraseTrie, _ owners: [Int32], _ intents: [IntentDefinition],
    _ examples: ExampleLines
  ) -> [TrainingLine] {
    guard !intents.isEmpty else { return [] }
    var seen = ByteTable()
    var skipped = 0
    var lines: [TrainingLine] = []
    for reading in phrases where !reading.tokens.isEmpty {
      let known = seen.insert(Array(reading.normalised.utf8))
      guard known == lines.count + skipped else { continue }
      let isCall = trie.hits(in: reading).contains {
        (phrases.count..<(phrases.count + owners.count)).contains(Int($0.phrase))
      }
      guard !isCall, examples.find(reading, 0..<reading.tokens.count) == nil else {
        skipped += 1
        continue
      }
      lines.append(TrainingLine(reading: reading, label: -1, lightness: 4))
    }
    return lines
  }
}

/// The words that carry meaning in what each danger's lines say. A message with none of them, "ok", "it was", is no
/// sign of it, whatever the little words add up to.
struct ContentWords: Sendable {
  /// By intent, stems; empty for an intent that does not listen for danger.
  private var keys: [Set<Int32>]

  init(_ intents: [IntentDefinition], _ lines: [(reading: Reading, label: Int32)], _ families: Families) {
    keys = Array(repeating: [], count: intents.count)
    for (reading, label) in lines where label >= 0 && intents[Int(label)].isSafety {
      for token in reading.tokens where !token.classes.contains(.function) && token.key >= 0 {
        keys[Int(label)].insert(token.key)
        keys[Int(families.umbrella[Int(label)])].insert(token.key)
      }
    }
  }

  func speak(for intent: Int, in tokens: ArraySlice<Token>) -> Bool {
    tokens.contains { !$0.classes.contains(.function) && keys[intent].contains($0.key) }
  }
}

extension ContentWords {
  func encode(to writer: inout StorageWriter) { writer.add(lists: keys.map { $0.sorted() }) }

  init(decoding storage: inout StorageReader) { keys = storage.lists(of: Int32.self).map { Set($0) } }

  func isFor(_ intents: Int) -> Bool { keys.count == intents }
}
