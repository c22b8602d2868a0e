import Dialogue
import Intents
import SmallScript
import Testing

@testable import Transcripts

@Suite("Replay")
struct ReplayTests {
  private func replayed(_ bytes: [UInt8], _ program: Program = Small.program()) -> Verdict? {
    let verdicts = Replayer(program: program, digest: "sha256:00").verdicts(of: bytes, source: "t")
    #expect(verdicts.count == 1)
    return verdicts.first
  }

  @Test("a transcript on the scripts it was recorded with is identical")
  func identical() throws {
    let verdict = try #require(replayed(Made.bytes()))
    #expect(
      verdict == Verdict(source: "t", line: 1, outcome: .identical, turns: 12, difference: nil, notes: []))
  }

  @Test("times do not count")
  func times() throws {
    let text = String(decoding: Made.bytes(), as: UTF8.self)
    let other = text.replacing(#""after":1.4"#, with: #""after":99.9"#).replacing(
      "11-22T08", with: "12-01T17")
    #expect(other != text)
    #expect(replayed(utf8(other))?.outcome == .identical)
  }

  @Test("notes do not count, and scripts that changed elsewhere are only noted")
  func notes() throws {
    let lines = Made.lines(Made.bytes())
    let text = (lines[..<3] + [#"{"note":"x"}"#] + lines[3...]).joined(separator: "\n") + "\n"
    #expect(replayed(utf8(text))?.outcome == .identical)
    let other = Replayer(program: Small.program(), digest: "sha256:11")
    #expect(other.verdicts(of: Made.bytes(), source: "t")[0].notes == [.otherDigest])
  }

  @Test("other words on the same path are reworded")
  func reworded() throws {
    let program = Small.program { $0[Small.at(3)].question?.ask = Line("Anything else?") }
    let verdict = try #require(replayed(Made.bytes(), program))
    #expect(verdict.outcome == .reworded)
    let difference = try #require(verdict.difference)
    #expect(difference.cause == .saidOtherwise)
    #expect(difference.turn == 3)
    #expect(difference.recorded.map(\.kind) == [.coach("What else?", step: "opening.more")])
    #expect(difference.now.map(\.kind) == [.coach("Anything else?", step: "opening.more")])
    #expect(difference.input?.isInput == true)
  }

  @Test("another reply is rerouted, and shows what was heard then and now")
  func heardOtherwise() throws {
    let program = Small.program { $0[Small.at(2)].question?.replies.swapAt(0, 1) }
    let same = try #require(replayed(Made.bytes(), program))
    #expect(same.outcome == .identical)
    let other = Small.program { $0[Small.at(2)].question?.replies[1].heads = [.phrase(PhraseID(4))] }
    let verdict = try #require(replayed(Made.bytes(), other))
    #expect(verdict.outcome == .rerouted)
    #expect(verdict.difference?.cause == .heardOtherwise)
    #expect(verdict.difference?.turn == 3)
  }

  @Test("another place is rerouted")
  func elsewhere() throws {
    let program = Small.program { $0[Small.at(2)].code[7] = .leave(.go(Small.at(1))) }
    let verdict = try #require(replayed(Made.bytes(), program))
    #expect(verdict.outcome == .rerouted)
    #expect(verdict.difference?.cause == .wentElsewhere)
    #expect(verdict.difference?.turn == 3)
  }

  @Test("the same words with something else known is rerouted")
  func knowsOtherwise() throws {
    let program = Small.program { $0[Small.at(2)].code[4] = .change(.set(Small.dayWas, .choice(1))) }
    let verdict = try #require(replayed(Made.bytes(), program))
    #expect(verdict.outcome == .rerouted)
    #expect(verdict.difference?.cause == .knowsOtherwise)
  }

  @Test("a place that is gone is broken; one that was renamed is not")
  func gone() throws {
    let program = Small.program { $0[Small.at(3)].address = "opening.other" }
    let verdict = try #require(replayed(Made.bytes(), program))
    #expect(verdict.outcome == .broken)
    #expect(verdict.difference?.cause == .gone(address: "opening.more"))
    #expect(verdict.difference?.turn == 3)
  }

  @Test("an address recorded under its old name is the same place")
  func renamed() throws {
    let program = Small.program {
      $0[Small.at(3)].address = "opening.other"
      $0.renames = [(from: "opening.more", to: "opening.other")]
    }
    let verdict = try #require(replayed(Made.bytes(), program))
    #expect(verdict.outcome == .identical, "\(String(describing: verdict.difference))")
  }

  static let spoilt: [(String, @Sendable ([String]) -> [String], Difference.Cause, Int)] = [
    ("no lines", { _ in [] }, .noHeader, 1),
    ("no header", { Array($0[1...]) }, .noHeader, 1),
    (
      "a line that is not JSON", { [$0[0], "oops"] + $0[1...] },
      .unreadable(ReadProblem(.expected("“{”"), column: 1)), 2
    ),
    (
      "other scripts", { [$0[0].replacing("\"small\"", with: "\"big\"")] + $0[1...] },
      .otherScript(recorded: "big", now: "small"), 1
    ),
    (
      "a newer format", { [$0[0].replacing("\"parley\":1", with: "\"parley\":9")] + $0[1...] },
      .unreadable(ReadProblem(.newerVersion(9), column: 1)), 1
    ),
    (
      "more undone than there was", { $0.map { $0.replacing("\"turns\":1", with: "\"turns\":99") } },
      .impossible("undo"), 22
    ),
    ("talk after the end", { $0 + [$0[3]] }, .afterTheEnd, 0),
  ]

  @Test("what can't be replayed is broken, and says where", arguments: spoilt)
  func broken(
    name: String, spoil: @Sendable ([String]) -> [String], cause: Difference.Cause, line: Int
  ) throws {
    let lines = spoil(Made.lines(Made.bytes()))
    let verdict = try #require(replayed(utf8(lines.map { $0 + "\n" }.joined())))
    #expect(verdict.outcome == .broken)
    #expect(verdict.difference?.cause == cause)
    if line > 0 { #expect(verdict.difference?.line == line) }
  }

  @Test("a transcript cut at any byte still replays, as far as it goes")
  func cutAnywhere() throws {
    let bytes = Made.bytes(Made.records(Array(Made.acts.suffix(4))))
    let header = try #require(bytes.firstIndex(of: 0x0A))
    for count in (header + 1)..<bytes.count {
      let verdict = try #require(replayed(Array(bytes[..<count])))
      #expect(verdict.outcome == .identical, "cut at \(count): \(String(describing: verdict.difference))")
    }
  }

  @Test("the answer does not depend on how the bytes arrive")
  func chunks() {
    let bytes = Made.bytes() + Made.bytes(Made.records([.say("x"), .say("again"), .leave])) + utf8("\n{}\n")
    let replayer = Replayer(program: Small.program(), digest: "sha256:00")
    let whole = replayer.verdicts(of: bytes, source: "t")
    #expect(whole.map(\.outcome) == [.identical, .broken])
    for size in [1, 2, 3, 7, 64, 1_000] {
      var verdicts: [Verdict] = []
      var stream = ReplayStream(replayer, source: "t")
      for start in stride(from: 0, to: bytes.count, by: size) {
        stream.feed(Array(bytes[start..<min(start + size, bytes.count)])) { verdicts.append($0) }
      }
      stream.finish { verdicts.append($0) }
      #expect(verdicts == whole)
    }
  }
}
