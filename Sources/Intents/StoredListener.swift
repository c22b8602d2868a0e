extension Listener {
  /// Changes with every change to what a listener makes of a definition, so that nothing stored before is believed.
  public static let engineVersion = 3

  /// Everything that was learned and laid out, for `init(_:decoding:)` on the same machine.
  public func encode() -> [UInt8] {
    var writer = StorageWriter()
    writer.add(Self.mark)
    lexicon.encode(to: &writer)
    trie.encode(to: &writer)
    model.encode(to: &writer)
    examples.encode(to: &writer)
    content.encode(to: &writer)
    harmless.encode(to: &writer)
    writer.add(lists: turnedKeys.map { $0.sorted() })
    writer.add(ownerOfPhrase)
    writer.add(reader.speller != nil)
    reader.speller?.encode(to: &writer)
    var digest = QuickDigest()
    writer.bytes.withUnsafeBytes { digest.add($0) }
    writer.add(digest.first)
    return writer.bytes
  }

  /// "PARLEYL", read as a number, so that another byte order is noticed too.
  private static let mark: UInt64 = 0x5041_524C_4559_4C32

  /// The listener that `encode` was called on, or nil when the bytes are not whole or do not fit the definition.
  ///
  /// They are not proof against somebody who means harm: take them only from where the user alone can write.
  public init?(_ definition: ListenerDefinition, decoding bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 16 else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
    var digest = QuickDigest()
    digest.add(body)
    guard bytes.loadUnaligned(fromByteOffset: body.count, as: UInt64.self) == digest.first else { return nil }
    var storage = StorageReader(body)
    guard storage.value(UInt64(0)) == Self.mark else { return nil }
    intents = definition.intents
    phrases = definition.phrases
    lexicon = Lexicon(decoding: &storage)
    guard storage.isFit else { return nil }
    trie = PhraseTrie(decoding: &storage)
    model = LinearModel(decoding: &storage)
    examples = ExampleLines(decoding: &storage)
    content = ContentWords(decoding: &storage)
    harmless = Harmless(
      decoding: &storage, first: definition.phrases.count + definition.intents.flatMap(\.words).count,
      lexicon: lexicon)
    families = Families(definition.intents)
    turnedKeys = storage.lists(of: Int32.self).map { Set($0) }
    ownerOfPhrase = storage.array()
    let speller = storage.value(UInt8(0)) == 1 ? Speller(decoding: &storage, lexicon: lexicon) : nil
    let intentCount = Int32(definition.intents.count)
    guard storage.isFit, storage.isAtEnd, model.labels == intents.count,
      model.rowOfWord.count == lexicon.count, turnedKeys.count == intents.count,
      trie.phrases.count >= phrases.count + ownerOfPhrase.count,
      ownerOfPhrase.allSatisfy({ $0 >= 0 && $0 < intentCount }),
      content.isFor(intents.count), examples.areFor(intents.count),
      (speller != nil) == definition.options.repairsSpelling
    else { return nil }
    yesNo = YesNo(lexicon: lexicon)
    reader = Reader(lexicon: lexicon, speller: speller)
  }

  /// A listener for a definition.
  public init(_ definition: ListenerDefinition) {
    self.init(
      intents: definition.intents, phrases: definition.phrases, sameWords: definition.sameWords,
      alike: definition.alike,
      background: definition.background, harmless: definition.harmless, options: definition.options)
  }
}
