import Dialogue
import Transcripts

/// Going on where a conversation was left; in a new transcript when the scripts have changed since.
struct Resuming {
  let replayer: Replayer
  let places: Places
  let secret: PassphraseOptions

  /// The last two: how many records are shown, and the lines that stand in the file already.
  typealias Talk = (Session, Keeping, [Record], Int, [UInt8]) throws -> Void

  func goOn(from file: String?, talk: Talk) throws {
    let path = try file ?? lastSession()
    let (transcript, passphrase) = try read(path)
    let plan: ResumePlan
    do throws(TranscriptProblem) {
      plan = try replayer.resume(transcript, path: path, at: Clock.moment.stamp)
    } catch {
      throw TranscriptReading.complaint(error)
    }
    let recorder: Recorder
    switch plan.way {
    case .ended:
      throw Complaint("That conversation came to its end. Begin a new one with \"parley\".", Failure.usage)
    case .sameFile: recorder = try open(path, passphrase)
    case .newFile:
      let seal = try passphrase.map { try Self.seal($0) }
      recorder = Self.begin(in: places.transcripts, script: replayer.program.name, seal: seal)
    }
    if let words = plan.words { ErrorOutput.say(words) }
    let before = plan.way == .sameFile ? transcript.bytes : []
    try talk(plan.session, Keeping(recorder), plan.records, plan.shown, before)
  }

  /// Asked so often at a terminal, where a slip of the finger is no surprise.
  private static let mostTries = 3

  private func read(_ path: String) throws -> (Transcript, passphrase: String?) {
    guard path.hasSuffix(TranscriptFolder.sealedEnding) else {
      return (try TranscriptReading.transcript(at: path), nil)
    }
    for triesLeft in (0..<Self.mostTries).reversed() {
      let words = try secret.passphrase(for: path)
      do throws(TranscriptProblem) {
        return (try Transcript.read(path, passphrase: words), words)
      } catch {
        guard error.cause == .sealed(.wrongPassphrase), secret.passphraseFd == nil, triesLeft > 0 else {
          throw TranscriptReading.complaint(error)
        }
        ErrorOutput.say("That is not the passphrase it was encrypted with.")
      }
    }
    throw Complaint("That is not the passphrase it was encrypted with.", Failure.data)
  }

  private func open(_ path: String, _ passphrase: String?) throws -> Recorder {
    if let passphrase {
      do throws(TranscriptProblem) {
        return try Recorder.open(path, passphrase: passphrase)
      } catch {
        throw TranscriptReading.complaint(error)
      }
    }
    do throws(RecordingProblem) {
      return try Recorder.open(path).recorder
    } catch {
      throw Complaint(error.words, Failure.io)
    }
  }

  /// The last session in which anything was said: one that was killed before its first line has none.
  private func lastSession() throws -> String {
    let sessions = (try? TranscriptFolder.sessions(in: places.transcripts)) ?? []
    let last = sessions.last { path in
      let bytes = try? ByteSource.open(path, followingLinks: false).next()
      return bytes?.isEmpty == false
    }
    guard let last else {
      throw Complaint("There is no conversation in \(places.transcripts) to go on with.", Failure.noInput)
    }
    return last
  }

  /// A new transcript. One that can't be written is told, and tried again at every turn.
  static func begin(in folder: String, script: String, seal: Age?) -> Recorder {
    let name = TranscriptFolder.name(at: Clock.moment, script: script)
    let (recorder, problem) = Recorder.create(in: folder, name: name, seal: seal)
    if let problem { ErrorOutput.say(problem.words) }
    return recorder
  }

  static func seal(_ passphrase: String, workFactor: Int = Age.workFactor) throws -> Age {
    do throws(Age.Problem) {
      return try Age(passphrase: passphrase, workFactor: workFactor)
    } catch {
      throw Complaint("I can't encrypt: \(error.words).", Failure.io)
    }
  }
}
