import Dialogue
import Foundation
import SmallScript
import Testing

@testable import Transcripts

@Suite("Replaying files and folders")
struct ReplayRunTests {
  let replayer = Replayer(program: Small.program(), digest: "sha256:00")

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
  }

  private func run(
    _ paths: [String], jobs: Int = 1, filter: String? = nil, limits: ReplayLimits = ReplayLimits(),
    remembers: Bool = true
  ) async -> [Verdict] {
    var replayer = replayer
    replayer.limits = limits
    replayer.remembersHearings = remembers
    var verdicts: [Verdict] = []
    await replayer.run(paths, jobs: jobs, filter: filter) { verdicts.append($0) }
    return verdicts
  }

  @Test("a folder is replayed in order, whatever is in it, without following links")
  func folder() async throws {
    try await withFolder { folder in
      try write(Made.bytes(), folder + "/b/2.jsonl")
      try write(Made.bytes(), folder + "/a.jsonl")
      try write(utf8("nonsense\n"), folder + "/b/1.jsonl")
      try write(utf8("not a transcript"), folder + "/readme.txt")
      try FileManager.default.createSymbolicLink(atPath: folder + "/b/loop", withDestinationPath: folder)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.jsonl", withDestinationPath: folder + "/a.jsonl")
      let verdicts = await run([folder])
      #expect(verdicts.map(\.source) == ["/a.jsonl", "/b/1.jsonl", "/b/2.jsonl"].map { folder + $0 })
      #expect(verdicts.map(\.outcome) == [.identical, .broken, .identical])
      #expect(await run([folder + "/link.jsonl"]).map(\.outcome) == [.identical])
      #expect(await run([folder], filter: "b/2").count == 1)
    }
  }

  @Test("what is not there, or can't be read, is a verdict, and the summary says which")
  func missing() async throws {
    try await withFolder { folder in
      try write(Made.bytes(), folder + "/a.jsonl")
      let verdicts = await run([folder + "/none", folder + "/a.jsonl"])
      #expect(verdicts.map(\.outcome) == [.broken, .identical])
      var summary = ReplaySummary()
      for verdict in verdicts { summary.add(verdict) }
      #expect(summary.exitCode == 66)
      #expect(ReplaySummary().exitCode == 66)
      #expect(summary.words == "2 transcripts, 12 turns: 1 identical, 1 broken.")
    }
  }

  @Test("a transcript whose steps or scripts are gone is told as an orphan, in words and to programs")
  func orphans() async throws {
    try await withFolder { folder in
      try write(Made.bytes(), folder + "/a.jsonl")
      try write(Made.bytes(Made.records([.say("Zoë"), .leave])), folder + "/b.jsonl")
      let other = String(decoding: Made.bytes(), as: UTF8.self).replacing("\"small\"", with: "\"big\"")
      try write(utf8(other), folder + "/c.jsonl")
      let program = Small.program { $0[Small.at(3)].address = "opening.other" }
      var summary = ReplaySummary()
      var verdicts: [Verdict] = []
      await Replayer(program: program, digest: "sha256:00").run([folder], jobs: 1) {
        verdicts.append($0)
        summary.add($0)
      }
      #expect(verdicts.map(\.isOrphaned) == [true, false, true])
      #expect(verdicts.map { $0.json.contains("\"orphaned\":true") } == [true, false, true])
      #expect(summary.orphaned == 2)
      #expect(summary.words.contains("2 are orphaned") && summary.words.contains("@renamed"))
      #expect(summary.json.contains("\"broken\":2,\"orphaned\":2"))
      #expect(summary.exitCode == 1)
    }
  }

  @Test("the verdicts do not depend on how many jobs share the work, or how files are cut")
  func jobs() async throws {
    try await withFolder { folder in
      let whole = Made.bytes(Made.records(Array(Made.acts.suffix(3))))
      var many: [UInt8] = []
      for number in 0..<60 {
        let bytes = number % 7 == 3 ? Array(whole.dropLast(90 + number * 9)) + [0x0A] : whole
        many += bytes
        if number % 10 == 0 { try write(bytes, folder + "/\(number).jsonl") }
      }
      try write(many, folder + "/many.jsonl")
      let long = Made.records((0..<80).map { .say("thing \($0)") })
      try write(Made.bytes(long) + many.prefix(3_000), folder + "/zlong.jsonl")
      let one = replayedWhole(folder)
      #expect(one.count > 60)
      for limits in [
        ReplayLimits(), ReplayLimits(batchBytes: 1_000, batchParts: 3, heldBytes: 4_000),
        ReplayLimits(batchBytes: 5_000, batchParts: 50, heldBytes: 100_000),
      ] {
        for jobs in [1, 4] {
          for remembers in [true, false] {
            #expect(await run([folder], jobs: jobs, limits: limits, remembers: remembers) == one)
          }
        }
      }
    }
  }

  /// Each file at once, without batches.
  private func replayedWhole(_ folder: String) -> [Verdict] {
    let paths = (try? TranscriptFolder.transcripts(under: folder)) ?? []
    return paths.flatMap { path in
      replayer.verdicts(of: FileManager.default.contents(atPath: path).map(Array.init) ?? [], source: path)
    }
  }

  @Test("a cutter gives back every byte, cut only before headers, however the bytes arrive")
  func cutter() {
    let bytes = Made.bytes() + Made.bytes() + Made.bytes()
    for size in [1, 5, 11, 500, 5_000, 100_000] {
      var cutter = TranscriptCutter()
      var parts: [TranscriptCutter.Part] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        cutter.feed(Array(bytes[start..<min(bytes.count, start + size)]))
        if let part = cutter.whole() { parts.append(part) }
      }
      parts.append(cutter.rest())
      #expect(parts.flatMap(\.bytes) == bytes)
      var line = 1
      for part in parts {
        #expect(part.firstLine == line)
        #expect(part.bytes.starts(with: utf8("{\"parley\":")))
        line += part.bytes.count { $0 == 0x0A }
      }
    }
  }

  @Test("a transcript made again on changed scripts replays as identical, keeping times and notes")
  func renewal() throws {
    let program = Small.program { $0[Small.at(3)].question?.ask = Line("Anything else?") }
    let changed = Replayer(program: program, digest: "sha256:22")
    let bytes = Made.bytes(
      [Made.records()[0], Record(.note("kept for its interrupt"))] + Made.records()[1...])
    let renewed = try changed.renewal(of: bytes, path: "t")
    #expect(renewed.dropped == 0)
    let verdicts = changed.verdicts(of: renewed.bytes, source: "t")
    #expect(verdicts.map(\.outcome) == [.identical])
    #expect(verdicts.map(\.notes) == [[]])
    let lines = Made.lines(renewed.bytes)
    #expect(lines.contains(#"{"note":"kept for its interrupt"}"#))
    #expect(lines.contains { $0.contains("Anything else?") })
    #expect(
      Made.lines(bytes).filter { $0.contains("\"after\"") } == lines.filter { $0.contains("\"after\"") })
    #expect(try replayer.renewal(of: Made.bytes(), path: "t").bytes == Made.bytes())
  }

  @Test("what can't be made again is refused with its line")
  func renewalRefused() {
    for (bytes, line, cause) in [
      ([], 1, .noHeader), (utf8("{\"pause\":1}\n"), 1, .noHeader),
      (Made.bytes() + Made.bytes(), Made.records().count + 1, .several),
    ] as [([UInt8], Int, TranscriptProblem.Cause)] {
      let problem = #expect(throws: TranscriptProblem.self) { try replayer.renewal(of: bytes, path: "t") }
      #expect(problem?.cause == cause)
      #expect(problem?.line == line)
    }
  }
}
