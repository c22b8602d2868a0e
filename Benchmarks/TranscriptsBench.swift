import Dialogue
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// Bytes of sessions, each `sessionTurns` long.
  func corpus(sessions: Range<Int>) -> [UInt8] {
    var writer = RecordWriter()
    for number in sessions {
      var generator = Generator(seed: UInt64(number))
      var session = Session(program: program)
      let header = Header(
        script: program.name, digest: "sha256:00", seed: UInt64(number), at: "2026-11-21T20:14:03Z")
      for record in session.begin(header) { writer.append(record) }
      for number in 0..<Self.sessionTurns {
        let text = Self.said[generator.below(Self.said.count)]
        guard let turn = session.hear(text, after: Tenths(number)) else { continue }
        writer.append(turn.record)
        for record in session.answer(turn) { writer.append(record) }
      }
      for record in session.leave() { writer.append(record) }
    }
    return writer.bytes
  }

  /// Turns held in memory for the parts that are measured alone.
  private static let sample = 20_000

  func run() async {
    let bytes = corpus(sessions: 0..<(Self.sample / Self.sessionTurns))
    print("transcripts, \(Self.sample) turns in memory, \(bytes.count / 1_000_000) MB:")
    await read(bytes)
    await listen()
    await replay(bytes)
    for turns in [turns / 10, turns] { await folder(turns) }
  }

  /// Seconds of one round: as the clock saw them, and as the processors worked them.
  private struct Timing {
    var wall = Double.infinity
    var work = Double.infinity

    static func now(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Keep the better of two rounds: a shared machine only ever adds time.
    mutating func add(wall start: Double, work before: Double) {
      wall = min(wall, Self.now(CLOCK_MONOTONIC) - start)
      work = min(work, Self.now(CLOCK_PROCESS_CPUTIME_ID) - before)
    }
  }

  private func report(_ what: String, _ timing: Timing, bytes: Int, turns: Int) {
    let perSecond = Int(Double(turns) / timing.wall)
    let megabytes = Int(Double(bytes) / timing.wall / 1e6)
    let work = Int(timing.work * 1e9) / max(1, turns)
    print("  \(what): \(perSecond) turns/s, \(megabytes) MB/s; \(work) ns of processor a turn")
  }

  private func best(of rounds: Int = 5, _ body: () async -> Void) async -> Timing {
    var timing = Timing()
    for _ in 0..<rounds {
      let start = Timing.now(CLOCK_MONOTONIC)
      let before = Timing.now(CLOCK_PROCESS_CPUTIME_ID)
      await body()
      timing.add(wall: start, work: before)
    }
    return timing
  }

  private func read(_ bytes: [UInt8]) async {
    var count = 0
    let seconds = await best {
      var reader = LineReader()
      reader.feed(bytes)
      count = 0
      while reader.next({ line, _ in count += (try? RecordReader.read(line)) == nil ? 0 : 1 }) {}
    }
    report("read, \(count) records", seconds, bytes: bytes.count, turns: Self.sample)
  }

  private func listen() async {
    var session = Session(program: program)
    _ = session.begin(Header(script: program.name, digest: "", seed: 1, at: ""))
    let count = 20_000
    var generator = Generator(seed: 1)
    let seconds = await best {
      for _ in 0..<count { _ = session.hear(Self.said[generator.below(Self.said.count)], after: .zero) }
    }
    report("understand alone", seconds, bytes: 0, turns: count)
  }

  private func replay(_ bytes: [UInt8]) async {
    let replayer = Replayer(program: program, digest: "sha256:00")
    var identical = 0
    let seconds = await best(of: 3) {
      identical = replayer.verdicts(of: bytes, source: "bench").count { $0.outcome == .identical }
    }
    precondition(identical == Self.sample / Self.sessionTurns, "a replay differs")
    report("replay, one core", seconds, bytes: bytes.count, turns: Self.sample)
  }

  /// A folder of files, one session each, replayed by one job and by two. Its files are written a few at a time, so
  /// that the memory measured is that of replaying.
  private func folder(_ turns: Int) async {
    let folder = "/tmp/parley-bench-\(getpid())"
    let sessions = max(1, turns / Self.sessionTurns)
    guard mkdir(folder, 0o700) == 0 else { return print("  \(folder) could not be made") }
    var size = 0
    for number in 0..<sessions {
      let bytes = corpus(sessions: number..<(number + 1))
      size += bytes.count
      guard write(bytes, "\(folder)/\(number).jsonl") else {
        return print("  \(folder) could not be written")
      }
    }
    defer {
      for number in 0..<sessions { unlink("\(folder)/\(number).jsonl") }
      rmdir(folder)
    }
    print("transcripts, \(turns) turns in \(sessions) files, \(size / 1_000_000) MB:")
    let replayer = Replayer(program: program, digest: "sha256:00")
    for jobs in [1, 2] {
      let timing = await best(of: 3) {
        var identical = 0
        await replayer.run([folder], jobs: jobs) { identical += $0.outcome == .identical ? 1 : 0 }
        precondition(identical == sessions, "a replay differs")
      }
      report("\(jobs) \(jobs == 1 ? "job" : "jobs")", timing, bytes: size, turns: turns)
    }
    if let peak = Self.peakMemory { print("  peak memory so far: \(peak)") }
  }

  private func write(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let file = fopen(path, "wx") else { return false }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0
  }

  /// As the kernel tells it; nil where it does not.
  private static var peakMemory: String? {
    guard let bytes = try? ByteSource.contents(of: "/proc/self/status", limit: 1 << 16) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix("VmHWM:") }.map { $0.dropFirst(6).filter { $0 != " " && $0 != "\t" } }
  }
}
