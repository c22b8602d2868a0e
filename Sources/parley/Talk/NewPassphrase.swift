import Transcripts

/// The passphrase of a new conversation. It is asked for twice, unless it opens the last one: a slip of the finger
/// would lock the person out of their own words.
struct NewPassphrase {
  let secret: PassphraseOptions
  let folder: String

  func words() throws -> String {
    if let descriptor = secret.passphraseFd { return try Passphrase.read(from: descriptor) }
    let words = try Passphrase.ask("Passphrase for this conversation: ")
    guard !opensLast(words) else { return words }
    guard try Passphrase.ask("The same once more: ") == words else {
      throw Complaint("Those two were not the same, so nothing was begun.", Failure.usage)
    }
    return words
  }

  private func opensLast(_ words: String) -> Bool {
    let sessions = (try? TranscriptFolder.sessions(in: folder)) ?? []
    guard let last = sessions.last(where: { $0.hasSuffix(TranscriptFolder.sealedEnding) }) else {
      return false
    }
    return (try? Transcript.read(last, passphrase: words)) != nil
  }
}
