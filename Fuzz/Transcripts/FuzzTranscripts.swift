import Dialogue
import FuzzDriver
import Intents
import Transcripts

/// What libFuzzer runs on bytes it makes up: any crash, and anything that acts on a terminal, is a find. Records that
/// read must be written and read again as the same.
private func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  if let record = try? RecordReader.read(bytes) {
    let line = Array(RecordWriter.line(record).dropLast())
    guard let again = try? RecordReader.read(line), again == record else {
      preconditionFailure("a record was read otherwise after it was written")
    }
  }
  for verdict in Fuzzed.replayer.verdicts(of: bytes, source: "fuzz") {
    precondition(verdict.words == verdict.words.harmless, "a verdict could act on a terminal")
  }
  do throws(TranscriptProblem) {
    let transcript = try Transcript(bytes, path: "fuzz")
    for format in Show.Format.allCases {
      let shown = Show.render(transcript, as: format)
      precondition(shown == shown.harmless, "what is shown could act on a terminal")
    }
    _ = try Fuzzed.replayer.resume(transcript, path: "fuzz", at: "2026-11-21T20:14:03Z")
  } catch {
    precondition(error.words == error.words.harmless, "a problem could act on a terminal")
  }
  return 0
}

@main
struct FuzzTranscripts {
  static func main() { runFuzzer { fuzz($0, $1) } }
}

private enum Fuzzed {
  /// A script of one step that listens to anything.
  static let replayer: Replayer = {
    var program = Program(name: "small", title: "Small", listener: Listener(intents: [], phrases: []))
    var manifest = Step(address: "small", topic: -1)
    manifest.code = [.say(Line("Again.")), .listen, .say(Line("On.")), .foot]
    program.stillUnclear = 2
    var step = Step(address: "opening.start", topic: 0)
    step.code = [.ask, .leave(.askAgain), .leave(.end)]
    step.question = Question(
      ask: Line("What is it?"),
      replies: [
        Reply(name: "yes", label: "yes", heads: [.yes], entry: 2),
        Reply(name: "anything", label: nil, heads: [.anything], entry: 1),
      ])
    program.steps = [manifest, step]
    program.topics = [Topic(name: "opening", title: "Opening", steps: [StepID(1)])]
    program.start = StepID(1)
    return Replayer(program: program, digest: "")
  }()
}
