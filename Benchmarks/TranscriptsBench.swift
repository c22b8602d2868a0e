import Dialogue
import Transcripts

/// Reading and replaying a made corpus: what `make bench` prints of transcripts.
struct TranscriptsBench {
  let program = BenchScript.program()
  let turns: Int

  /// Things people say, twelve words on the average, none of them anybody's.
  private static let said = [
    "i keep looking at my phone to see if she has written back", "it was awful", "fine i suppose",
    "we were together for six years and i do not know what to do now", "the flat is so quiet at night",
    "my sister says i should get out more but i just want to sleep all day", "he never told me why it ended",
    "good", "i found one of her books under the bed this morning",
    "nothing much, i went for a walk by the river",
    "every song reminds me of the summer we spent at the lake with his friends", "yes", "no",
  ]

  /// Turns of one made session.
  static let sessionTurns = 100

  /// Bytes of sessions that hold `turns` turns together.
  func corpus(turns: Int) -> [UInt8] {
    var writer = RecordWriter()
    var generator = Generator(seed: 1)
    var sessions = 0
    while sessions * Self.sessionTurns < turns {
      var session = Session(program: program)
      let header = Header(
        script: program.name, digest: "sha256:00", seed: UInt64(sessions), at: "2026-11-21T20:14:03Z")
      for record in session.begin(header) { writer.append(record) }
      for number in 0..<Self.sessionTurns {
        let text = Self.said[generator.below(Self.said.count)]
        guard let turn = session.hear(text, after: Tenths(number)) else { continue }
        writer.append(turn.record)
        for record in session.answer(turn) { writer.append(record) }
      }
      for record in session.leave() { writer.append(record) }
      sessions += 1
    }
    return writer.bytes
  }

  func run() async {
    let bytes = corpus(turns: turns)
    print("transcripts: \(turns) turns, \(bytes.count / 1_000_000) MB")
    read(bytes)
    listen(bytes)
    replay(bytes)
  }

  private func report(_ what: String, _ seconds: Double, bytes: Int, turns: Int) {
    let perSecond = Int(Double(turns) / seconds)
    let megabytes = Int(Double(bytes) / seconds / 1e6)
    print("  \(what): \(perSecond) turns/s, \(megabytes) MB/s, \(Int(seconds * 1e9) / max(1, turns)) ns/turn")
  }

  /// The best of a few rounds: a shared machine only ever adds time.
  private func best(of rounds: Int = 5, _ body: () -> Void) -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
      let time = ContinuousClock().measure(body)
      best = min(best, Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
    }
    return best
  }

  private func read(_ bytes: [UInt8]) {
    var count = 0
    let seconds = best {
      var reader = LineReader()
      reader.feed(bytes)
      count = 0
      while reader.next({ line, _ in count += (try? RecordReader.read(line)) == nil ? 0 : 1 }) {}
    }
    report("read, \(count) records", seconds, bytes: bytes.count, turns: turns)
  }

  private func listen(_ bytes: [UInt8]) {
    var session = Session(program: program)
    _ = session.begin(Header(script: program.name, digest: "", seed: 1, at: ""))
    let count = 20_000
    var generator = Generator(seed: 1)
    let seconds = best {
      for _ in 0..<count { _ = session.hear(Self.said[generator.below(Self.said.count)], after: .zero) }
    }
    report("understand alone", seconds, bytes: 0, turns: count)
  }

  private func replay(_ bytes: [UInt8]) {
    let replayer = Replayer(program: program, digest: "sha256:00")
    var identical = 0
    let seconds = best(of: 3) {
      identical = replayer.verdicts(of: bytes, source: "bench").count { $0.outcome == .identical }
    }
    precondition(identical == (turns + Self.sessionTurns - 1) / Self.sessionTurns, "a replay differs")
    report("replay, one core", seconds, bytes: bytes.count, turns: turns)
  }
}
