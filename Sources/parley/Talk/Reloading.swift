import Dialogue
import Script
import Transcripts

/// `talk --watch`: new scripts under a conversation that goes on.
extension TalkLoop {
  /// What a loop that watches needs.
  struct Watching {
    let scripts: ScriptWatch
    /// Every line of the conversation so far.
    var lines: [UInt8] = []
  }

  /// Take up what was saved: replay the conversation on the new scripts and go on where that leads. Broken scripts are
  /// shown, and the old ones stay in use.
  mutating func reloadIfChanged() {
    // What is said off the record must not get into the transcript that a change of the scripts may begin.
    guard let watching, keeping.left == nil, watching.scripts.hasChanged() else { return }
    switch watching.scripts.load() {
    case .failure(let complaint):
      aside(complaint.words)
      aside("Until that is mended we go on with the scripts as they were.")
      askAgain()
    case .success(let (program, digest)): goOn(with: Replayer(program: program, digest: digest), watching)
    }
  }

  private mutating func goOn(with replayer: Replayer, _ watching: Watching) {
    let plan: ResumePlan
    do throws(TranscriptProblem) {
      let transcript = try Transcript(watching.lines, path: "this conversation")
      plan = try replayer.resume(transcript, path: "this conversation", at: Clock.moment.stamp)
    } catch {
      aside("These scripts can't go on with this conversation: \(error.words)")
      return askAgain()
    }
    switch plan.way {
    case .ended:
      aside("On the new scripts this conversation has come to its end. We go on with them as they were.")
      return askAgain()
    case .sameFile: aside("The scripts were read again, and everything said so far still fits.")
    case .newFile(let kept, let turns, let difference):
      aside(Self.words(kept, turns, difference))
      self.watching?.lines = []
      keeping.beginAgain(script: replayer.program.name)
    }
    session = plan.session
    deliver(plan.records, shown: plan.shown)
  }

  private static func words(_ kept: Int, _ turns: Int, _ difference: Difference) -> String {
    let what =
      switch difference.cause {
      case .saidOtherwise, .heardForOtherReasons: "I now say some things in other words."
      default: difference.cause.words
      }
    guard kept < turns else { return "The scripts were read again: \(what) We are at the same place." }
    let place = kept == 0 ? "from the beginning" : "from where we were after turn \(kept)"
    return
      "The scripts were read again. Turn \(kept + 1) of \(turns) no longer fits: \(what) We go on \(place)."
  }

  /// The question that waits, once more, after other words have come between.
  private mutating func askAgain() {
    let records = session.resume(at: Clock.moment.stamp)
    deliver(Array(records), shown: records.count)
  }
}
