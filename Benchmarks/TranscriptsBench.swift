import Dialogue
import Script
import SmallScript
import Transcripts

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading and replaying made corpora: what `make bench` prints of transcripts.
struct TranscriptsBench {
  /// Turns of the largest corpus, which is written to the disk.
  let turns: Int
  /// The folder of the scripts that are shipped; without it only the small script of the tests is measured.
  let scripts: String

  /// Files held in memory for the parts that are measured alone.
  private static let sample = 200

  func run() async {
    let program = Self.compiled(scripts)
    if let program {
      // First, so that the memory measured is that of replaying alone.
      for talk in [Corpus.Talk.stock, .natural] {
        for turns in [turns / 10, turns] { await folder(Corpus(program: program, talk: talk), turns: turns) }
      }
      await parts("the shipped scripts", program)
    } else {
      print("no scripts in \(scripts)")
    }
    await parts("the small script of the tests", Small.program())
  }

  private static func compiled(_ folder: String) -> Program? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let files = names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map {
        SourceFile(path: name, bytes: Array($0))
      }
    }
    return compile(ScriptSource(files: files)).program
  }

  // MARK: In memory

  private func parts(_ name: String, _ program: Program) async {
    for talk in Corpus.Talk.allCases {
      let corpus = Corpus(program: program, talk: talk)
      let files = (0..<Self.sample).map(corpus.file)
      let bytes = Array(files.joined())
      let said = Self.said(in: bytes)
      let distinct = Set(said).count * 100 / max(1, said.count)
      print(
        "\(name), \(talk.rawValue) talk, \(said.count) turns in memory, \(distinct) % of their lines distinct:"
      )
      await read(bytes, said.count)
      await understand(said, program)
      await replay(bytes, said.count, program)
    }
  }

  private static func said(in bytes: [UInt8]) -> [String] {
    var said: [String] = []
    var reader = LineReader()
    reader.feed(bytes)
    while reader.next({ line, _ in
      if case .you(let text, _, _)? = (try? RecordReader.read(line))?.kind { said.append(text) }
    }) {}
    return said
  }

  private func read(_ bytes: [UInt8], _ turns: Int) async {
    var count = 0
    let watch = await Stopwatch.best(of: 5) {
      var reader = LineReader()
      reader.feed(bytes)
      while reader.next({ line, _ in count += (try? RecordReader.read(line)) == nil ? 0 : 1 }) {}
    }
    precondition(count > 0, "nothing could be read")
    print("  read every line: \(watch.words(bytes: bytes.count, turns: turns))")
  }

  private func understand(_ said: [String], _ program: Program) async {
    var session = Session(program: program)
    _ = session.begin(Header(script: program.name, digest: "", seed: 1, at: ""))
    let watch = await Stopwatch.best(of: 5) {
      for text in said { _ = session.hear(text, after: .zero) }
    }
    print("  understand, afresh: \(watch.words(bytes: 0, turns: said.count))")
  }

  private func replay(_ bytes: [UInt8], _ turns: Int, _ program: Program) async {
    for remembers in [false, true] {
      var replayer = Replayer(program: program, digest: "sha256:00")
      replayer.remembersHearings = remembers
      let watch = await Stopwatch.best(of: 5) {
        let verdicts = replayer.verdicts(of: bytes, source: "bench")
        precondition(verdicts.allSatisfy { $0.outcome == .identical }, "a replay differs")
      }
      let how = remembers ? "remembering" : "hearing every line afresh"
      print("  replay, \(how): \(watch.words(bytes: bytes.count, turns: turns))")
    }
  }

  // MARK: On the disk

  /// A folder of files replayed by one job and by two, in turns. The files are written one at a time, so that the
  /// memory measured is that of replaying.
  private func folder(_ corpus: Corpus, turns: Int) async {
    let folder = "/tmp/parley-bench-\(getpid())"
    let files = max(1, turns / Corpus.turnsOfFile)
    guard mkdir(folder, 0o700) == 0 else { return print("  \(folder) could not be made") }
    defer {
      for number in 0..<files { unlink("\(folder)/\(number).jsonl") }
      rmdir(folder)
    }
    var size = 0
    for number in 0..<files {
      let bytes = corpus.file(number)
      size += bytes.count
      guard write(bytes, "\(folder)/\(number).jsonl") else {
        return print("  \(folder) could not be written")
      }
    }
    print(
      "the shipped scripts, \(corpus.talk.rawValue) talk, \(files) files of the disk, \(size / 1_000_000) MB:"
    )
    await replayed(folder, size, corpus.program)
  }

  private func replayed(_ folder: String, _ size: Int, _ program: Program) async {
    let replayer = Replayer(program: program, digest: "sha256:00")
    var watches = [Stopwatch(), Stopwatch()]
    var summary = ReplaySummary()
    for _ in 0..<2 {
      for jobs in [1, 2] {
        summary = ReplaySummary()
        await watches[jobs - 1].measure { await replayer.run([folder], jobs: jobs) { summary.add($0) } }
        precondition(summary.identical == summary.transcripts, "a replay differs")
      }
    }
    for (index, watch) in watches.enumerated() {
      print("  \(index == 0 ? "1 job" : "2 jobs"): \(watch.words(bytes: size, turns: summary.turns))")
    }
    let ratio = Int(watches[0].wall / watches[1].wall * 100)
    let load =
      Self.line(of: "/proc/loadavg") { _ in true }.map { "; load of the machine \($0.prefix(4))" } ?? ""
    let peak = Self.line(of: "/proc/self/status") { $0.hasPrefix("VmHWM:") } ?? "unknown"
    print(
      "  \(summary.turns) turns; two jobs are \(ratio) % as fast as one\(load); memory at its peak \(peak)")
  }

  private func write(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let file = fopen(path, "wx") else { return false }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0
  }

  /// As the kernel tells it; nil where it does not.
  private static func line(of path: String, where isWanted: (Substring) -> Bool) -> String? {
    guard let bytes = try? ByteSource.contents(of: path, limit: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first(where: isWanted).map {
      $0.filter { $0 != "\t" }
    }
  }
}
