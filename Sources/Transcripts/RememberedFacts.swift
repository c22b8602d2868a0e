/// What a person asked to have kept, read from the last session: transcripts are the only store.
public struct RememberedFacts: Equatable, Sendable {
  public private(set) var facts: [RecordedFact] = []
  /// Words that stand in for the person's own are nothing to be greeted with.
  private var isRedacted = false

  public init() {}

  /// Follow one record of a transcript.
  public mutating func take(_ record: Record) {
    switch record.kind {
    case .header(let header): facts = header.facts
    case .remember(let name, let value): set(name, value)
    case .note(Redaction.note): isRedacted = true
    case .forget(let name): facts.removeAll { $0.name == name }
    default: break
    }
  }

  private mutating func set(_ name: String, _ value: RecordedValue) {
    if let index = facts.firstIndex(where: { $0.name == name }) {
      facts[index].value = value
    } else {
      facts.append(RecordedFact(name: name, value: value))
    }
  }

  /// What the last transcript in a folder that belongs to a script leaves remembered; redacted ones are passed over. A transcript that can't be
  /// read to its end counts as far as it can; a folder that is not there remembers nothing.
  ///
  /// - Parameter passphrase: opens encrypted transcripts; without it they are passed over.
  public static func last(in folder: String, script: String, passphrase: String? = nil) -> [RecordedFact] {
    let sessions = (try? TranscriptFolder.sessions(in: folder)) ?? []
    for path in sessions.reversed() {
      let isSealed = path.hasSuffix(TranscriptFolder.sealedEnding)
      if let facts = isSealed ? facts(of: path, script, passphrase) : facts(of: path, script) { return facts }
    }
    return []
  }

  /// Nil when the file is no transcript of this script, or holds other words than the person's.
  private static func facts(of path: String, _ script: String) -> [RecordedFact]? {
    guard let source = try? ByteSource.open(path, followingLinks: false) else { return nil }
    var records = RecordSequence(source)
    guard let first = try? records.next(), case .header(let header) = first.kind, header.script == script
    else {
      return nil
    }
    var remembered = RememberedFacts()
    remembered.take(first)
    while let record = try? records.next() { remembered.take(record) }
    return remembered.isRedacted ? nil : remembered.facts
  }

  private static func facts(of path: String, _ script: String, _ passphrase: String?) -> [RecordedFact]? {
    guard let passphrase, let transcript = try? Transcript.read(path, passphrase: passphrase),
      transcript.header.script == script
    else { return nil }
    var remembered = RememberedFacts()
    for record in transcript.records { remembered.take(record) }
    return remembered.isRedacted ? nil : remembered.facts
  }
}
