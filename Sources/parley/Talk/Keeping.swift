import Transcripts

/// What becomes of a session's records: kept as they are, kept in other words, or for a while not at all.
struct Keeping {
  /// Nil when nothing is kept.
  private(set) var recorder: Recorder?
  private var redaction: LiveRedaction?
  /// The session as it was when the person went off the record; nil while on it.
  private(set) var left: Session?

  init(_ recorder: Recorder?, redaction: LiveRedaction? = nil) {
    self.recorder = recorder
    self.redaction = redaction
  }

  /// Whether what is said now is written down.
  var isKeeping: Bool { recorder != nil && left == nil && redaction?.hasStopped != true }
  var isRedacting: Bool { redaction != nil }
  /// Whether no other words led the same way, so that nothing more is written.
  var hasStoppedRedacting: Bool { redaction?.hasStopped == true }

  /// Whether typed lines may stand in the history file: never those that are kept in other words, encrypted or not
  /// at all.
  var allowsHistory: Bool { isKeeping && !isRedacting && !isSealed }
  var isSealed: Bool { recorder?.path.hasSuffix(TranscriptFolder.sealedEnding) == true }

  /// Write records down, or what stands for them. Nil when all that is to be written is written.
  mutating func save(_ records: [Record]) -> RecordingProblem? {
    guard let recorder, left == nil, !records.isEmpty else { return nil }
    let kept = redaction?.take(records) ?? records
    return kept.isEmpty ? recorder.tryAgain() : recorder.append(kept)
  }

  func settle() -> RecordingProblem? { left == nil ? recorder?.settle() : nil }

  /// Go on in a new transcript beside the old one, where one is kept: scripts that were changed lead elsewhere.
  mutating func beginAgain(script: String) {
    guard let path = recorder?.path, let slash = path.lastIndex(of: "/") else { return }
    recorder = Resuming.begin(in: String(path[..<slash]), script: script, seal: nil)
  }

  /// Write nothing from here on.
  mutating func goOffRecord(_ session: Session) { left = session }

  /// Write again. What was kept goes on where it was left.
  mutating func goOnRecord() { left = nil }

  /// The person leaves, perhaps while off the record: what was kept then ends where they went off it.
  mutating func leave(_ session: Session) -> RecordingProblem? {
    let kept = left ?? session
    left = nil
    return save(kept.leave())
  }

  /// Delete what was kept, and keep no more.
  mutating func forget() -> RecordingProblem? {
    defer {
      recorder = nil
      redaction = nil
      left = nil
    }
    return recorder?.forget()
  }
}
