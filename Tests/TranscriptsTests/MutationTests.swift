import Dialogue
import SmallScript
import Testing

@testable import Transcripts

@Suite("Spoilt transcripts")
struct MutationTests {
  /// One way to spoil some lines, chosen and placed by a generator.
  private static func spoil(_ lines: [[UInt8]], _ generator: inout Generator) -> [UInt8] {
    var lines = lines
    let index = generator.below(lines.count)
    let other = generator.below(lines.count)
    switch generator.below(12) {
    case 0: lines[index][generator.below(lines[index].count)] = UInt8(generator.below(256))
    case 1: lines[index][generator.below(lines[index].count)] ^= UInt8(1 << generator.below(8))
    case 2: lines.remove(at: index)
    case 3: lines.swapAt(index, other)
    case 4: lines.insert(lines[index], at: other)
    case 5: lines[index].removeFirst(generator.below(lines[index].count))
    case 6: lines[index].removeLast(generator.below(lines[index].count))
    case 7: lines[index] += [UInt8](repeating: UInt8(ascii: "["), count: 20_000)
    case 8: lines[index] = utf8("{\"coach\":") + [UInt8](repeating: UInt8(ascii: "{"), count: 20_000)
    case 9: lines[index].insert(contentsOf: [0x1B, 0x5B, 0x32, 0x4A, 0xC2, 0x9B], at: lines[index].count / 2)
    case 10: lines[index] += lines[other]
    default: lines[index] = digits(in: lines[index], by: generator.below(1_000_000_000))
    }
    let end: [UInt8] = generator.below(4) == 0 ? [] : [0x0A]
    return Array(lines.joined(separator: [0x0A])) + end
  }

  /// The first number replaced by another.
  private static func digits(in line: [UInt8], by number: Int) -> [UInt8] {
    guard let start = line.firstIndex(where: { (0x30...0x39).contains($0) }) else { return line }
    return Array(line[..<start]) + utf8(String(number)) + Array(line[(start + 1)...])
  }

  private func isHarmless(_ text: String) -> Bool { text == text.harmless }

  @Test("a thousand of them give a clear answer, no crash, and nothing that acts on a terminal")
  func thousand() throws {
    let replayer = Replayer(program: Small.program(), digest: "sha256:00")
    let lines = Made.bytes(Made.records(Array(Made.acts[3...]))).split(separator: 0x0A).map(Array.init)
    var generator = Generator(seed: 2_026)
    var outcomes: [Verdict.Outcome: Int] = [:]
    var refusals = 0
    for number in 0..<1_000 {
      let bytes = Self.spoil(lines, &generator)
      var summary = ReplaySummary()
      for verdict in replayer.verdicts(of: bytes, source: "t") {
        outcomes[verdict.outcome, default: 0] += 1
        summary.add(verdict)
        #expect(isHarmless(verdict.words), "spoilt by \(number)")
        #expect((verdict.difference == nil) == (verdict.outcome == .identical))
        #expect(isHarmless(verdict.json))
        #expect(isHarmless(JUnit.testCase(verdict)))
      }
      #expect(summary.transcripts > 0)
      do throws(TranscriptProblem) {
        let transcript = try Transcript(bytes, path: "t")
        for format in Show.Format.allCases { #expect(isHarmless(Show.render(transcript, as: format))) }
        if number % 5 == 0 {
          _ = try replayer.resume(transcript, path: "t", at: "2026-11-23T08:00:00Z")
          _ = try replayer.redact(transcript, path: "t")
        }
        var misses = Misses(program: replayer.program)
        for record in transcript.records { misses.take(record) }
        #expect(isHarmless(misses.words()))
      } catch {
        refusals += 1
        #expect((1...(lines.count + 2)).contains(error.line))
        #expect(isHarmless(error.words))
        #expect(summary.exitCode != 0 || outcomes[.identical] != nil)
      }
    }
    // The mutations reach every answer, else this tests less than it says.
    for outcome in Verdict.Outcome.allCases where outcome != .reworded {
      #expect((outcomes[outcome] ?? 0) > 20)
    }
    #expect(outcomes[.reworded] != nil)
    #expect(refusals > 300)
  }

  @Test("any bytes at all are read without a crash")
  func noise() {
    var generator = Generator(seed: 7)
    let alphabet = Array("{}[]\":,\\u0019aeyohcstp truefalsn\u{FF}é".utf8) + [0x00, 0xFF, 0x80]
    for _ in 0..<5_000 {
      let length = generator.below(60)
      let line = (0..<length).map { _ in alphabet[generator.below(alphabet.count)] }
      let problem = #expect(throws: ReadProblem.self) { try RecordReader.read(line) }
      #expect(problem.map { isHarmless($0.words) } == true)
      #expect(problem.map { (1...(length + 2)).contains($0.column) } == true)
    }
  }

  @Test("a line beyond the longest is refused, and the next transcript is read")
  func long() {
    let replayer = Replayer(program: Small.program(), digest: "sha256:00")
    var stream = ReplayStream(replayer, source: "t")
    var verdicts: [Verdict] = []
    stream.feed(Made.bytes(Made.records([]))) { verdicts.append($0) }
    stream.feed(utf8("{\"note\":\"")) { verdicts.append($0) }
    let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    for _ in 0..<17 { stream.feed(chunk) { verdicts.append($0) } }
    stream.feed(utf8("\"}\n") + Made.bytes(Made.records([.leave]))) { verdicts.append($0) }
    stream.finish { verdicts.append($0) }
    #expect(verdicts.map(\.outcome) == [.broken, .identical])
    guard case .unreadable(let problem)? = verdicts.first?.difference?.cause else {
      Issue.record("the long line was taken")
      return
    }
    #expect(problem.fault == .tooLong(limit: RecordReader.longestLine))
  }
}
