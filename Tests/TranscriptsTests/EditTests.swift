import Dialogue
import Foundation
import Script
import Testing

@testable import Transcripts

@Suite("An edit of the shipped scripts")
struct EditTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let program: Program? = {
    let folder = root.appending(path: "Scripts/reconcile").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let files = names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map {
        SourceFile(path: name, bytes: Array($0))
      }
    }
    return compile(ScriptSource(files: files)).program
  }()

  static let goldens: [String] = {
    let folder = root.appending(path: "Transcripts").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + "/" + $0 }
  }()

  /// One golden in twelve: each is replayed several times, and a debug build is slow.
  static let sample = goldens.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)

  /// Another word at the end of everything a step says.
  ///
  /// - Returns: whether it says anything.
  @discardableResult
  private static func edit(_ program: inout Program, _ step: StepID) -> Bool {
    var speaks = program[step].question != nil
    for index in program[step].code.indices {
      switch program[step].code[index] {
      case .say(var line):
        line.pieces.append(.text(" So."))
        program[step].code[index] = .say(line)
        speaks = true
      case .vary(let variation):
        for alternative in program.variations[variation].alternatives.indices {
          program.variations[variation].alternatives[alternative].append(Line("So."))
        }
        speaks = true
      default: break
      }
    }
    program[step].question?.ask.pieces.append(.text(" So?"))
    return speaks
  }

  /// A golden as it goes today, whatever was edited since it was recorded: another test holds the two together.
  private static func today(_ path: String, _ program: Program) throws -> Transcript {
    let bytes = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    let renewal = try Replayer(program: program, digest: "").renewal(of: bytes, path: path)
    return try Transcript(renewal.bytes, path: path)
  }

  /// The first turn in which each step is heard from, by its address.
  private static func firstTurns(_ records: [Record]) -> [String: Int] {
    var found: [String: Int] = [:]
    var turn = 0
    for record in records {
      if record.isTurn { turn += 1 }
      if case .coach(_, let step) = record.kind, found[step] == nil { found[step] = turn }
    }
    return found
  }

  /// A transcript, and the first turn in which each step is heard from.
  private struct Recorded {
    var bytes: [UInt8]
    var turns: [String: Int]

    init(_ records: [Record]) {
      bytes = Made.bytes(records)
      turns = EditTests.firstTurns(records)
    }
  }

  /// The goldens but for the long ones; together they come by every step, as another test holds.
  private static func recorded() throws -> [Recorded] {
    try goldens.map {
      try Transcript(Array(FileManager.default.contents(atPath: $0) ?? Data()), path: $0).records
    }
    .filter { $0.count < 200 }.map(Recorded.init)
  }

  /// Of the transcripts that come by a step so many are replayed on its edit, and one of those that do not.
  private static let mostReplayed = 2

  @Test(
    "of every step in turn: no transcript that never comes by changes, in one that does the first turn is named"
  )
  func everyStep() throws {
    let program = try #require(Self.program)
    let memo = TurnMemo(program)
    let recorded = try Self.recorded()
    var edited = 0
    var silent = 0
    var reached = 0
    var spared = 0
    for index in program.steps.indices.dropFirst() {
      var changed = program
      guard Self.edit(&changed, StepID(index)) else {
        silent += 1
        continue
      }
      edited += 1
      let address = program.steps[index].address
      // An edit of words hears nothing otherwise, so what was heard may be kept from one edit to the next.
      let edit = Edit(address: address, replayer: Replayer(program: changed, digest: ""), memo: memo.hearings)
      let touched = recorded.filter { $0.turns[address] != nil }
      for transcript in touched.prefix(Self.mostReplayed) { try edit.expectReworded(transcript) }
      let others = recorded.indices.map { recorded[($0 + index) % recorded.count] }
      if let other = others.first(where: { $0.turns[address] == nil }) {
        edit.expectIdentical(other)
        spared += 1
      }
      if !touched.isEmpty { reached += 1 }
    }
    #expect(edited + silent == program.steps.count - 1)
    #expect(edited >= 300, "\(edited) steps say something, \(silent) do not")
    // Every conversation begins at the opening.
    #expect(spared >= edited - 2)
    #expect(reached * 100 >= edited * 90, "\(reached) of \(edited) steps are come by")
  }

  /// One step's words changed.
  private struct Edit {
    let address: String
    let replayer: Replayer
    let memo: HearingMemo

    func replay(_ transcript: Recorded) -> Verdict? {
      var verdicts: [Verdict] = []
      var stream = ReplayStream(replayer, source: address, memo: TurnMemo(replayer.program, hearings: memo))
      stream.feed(transcript.bytes) { verdicts.append($0) }
      stream.finish { verdicts.append($0) }
      return verdicts.count == 1 ? verdicts.first : nil
    }

    func expectIdentical(_ transcript: Recorded) {
      let verdict = replay(transcript)
      #expect(verdict?.outcome == .identical, "\(address): \(verdict?.words ?? "")")
    }

    func expectReworded(_ transcript: Recorded) throws {
      let verdict = try #require(replay(transcript))
      #expect(verdict.outcome == .reworded, "\(address): \(verdict.words)")
      #expect(verdict.difference?.turn == transcript.turns[address], "\(address): \(verdict.words)")
    }
  }

  @Test("of all steps that a golden never comes by changes nothing in it", arguments: sample)
  func elsewhere(path: String) throws {
    let program = try #require(Self.program)
    let transcript = try Self.today(path, program)
    let reached = Self.firstTurns(transcript.records)
    #expect(!reached.isEmpty)
    var elsewhere = program
    // The manifest's own step speaks anywhere.
    for index in program.steps.indices.dropFirst() where reached[program.steps[index].address] == nil {
      Self.edit(&elsewhere, StepID(index))
    }
    let verdict = Replayer(program: elsewhere, digest: "").verdicts(of: transcript.bytes, source: path).first
    #expect(verdict?.outcome == .identical, "\(verdict?.words ?? "")")
  }

  /// Where no other words lead the same way, redacting stops there, and what is kept up to it still replays.
  @Test("a redacted golden takes its path and replays, as far as other words lead the same way")
  func redacted() throws {
    let program = try #require(Self.program)
    let replayer = Replayer(program: program, digest: "")
    var whole = 0
    for path in Self.sample where !path.contains("two_hundred") {
      let transcript = try Self.today(path, program)
      let redaction = try replayer.redact(transcript, path: path)
      #expect(redaction.turns > 0, "\(path)")
      let verdicts = replayer.verdicts(of: Made.bytes(redaction.records), source: path)
      #expect(verdicts.map(\.outcome) == [.identical], "\(path)")
      if redaction.turns == redaction.of { whole += 1 }
    }
    #expect(whole * 4 >= Self.sample.count * 3, "\(whole) of \(Self.sample.count) are whole")
  }
}
