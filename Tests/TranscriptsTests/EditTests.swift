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

  /// Steps that are edited one by one for each transcript; a long one reaches more.
  private static let mostEdited = 12

  /// Another word at the end of everything a step says.
  private func edit(_ program: inout Program, _ step: StepID) {
    for index in program[step].code.indices {
      switch program[step].code[index] {
      case .say(var line):
        line.pieces.append(.text(" So."))
        program[step].code[index] = .say(line)
      case .vary(let variation):
        for alternative in program.variations[variation].alternatives.indices {
          program.variations[variation].alternatives[alternative].append(Line("So."))
        }
      default: break
      }
    }
    program[step].question?.ask.pieces.append(.text(" So?"))
  }

  /// A golden as it goes today, whatever was edited since it was recorded: another test holds the two together.
  private func today(_ path: String, _ program: Program) throws -> Transcript {
    let bytes = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    let renewal = try Replayer(program: program, digest: "").renewal(of: bytes, path: path)
    return try Transcript(renewal.bytes, path: path)
  }

  /// The first turn in which each step is heard from, by its address.
  private func firstTurns(_ transcript: Transcript) -> [(address: String, turn: Int)] {
    var found: [(address: String, turn: Int)] = []
    var turn = 0
    for record in transcript.records {
      if record.isTurn { turn += 1 }
      guard case .coach(_, let step) = record.kind, !found.contains(where: { $0.address == step }) else {
        continue
      }
      found.append((step, turn))
    }
    return found
  }

  @Test(
    "touches no transcript that never comes by, and in one that does names the first turn", arguments: goldens
  )
  func edits(path: String) throws {
    let program = try #require(Self.program)
    let transcript = try today(path, program)
    let reached = firstTurns(transcript)
    #expect(!reached.isEmpty)
    var elsewhere = program
    // The manifest's own step speaks anywhere.
    for index in program.steps.indices.dropFirst() {
      if reached.contains(where: { $0.address == program.steps[index].address }) { continue }
      edit(&elsewhere, StepID(index))
    }
    let verdict = Replayer(program: elsewhere, digest: "").verdicts(of: transcript.bytes, source: path).first
    #expect(verdict?.outcome == .identical, "\(verdict?.words ?? "")")
    for (address, turn) in reached.prefix(Self.mostEdited) {
      var edited = program
      edit(&edited, try #require(program.step(at: address)))
      let verdict = try #require(
        Replayer(program: edited, digest: "").verdicts(of: transcript.bytes, source: path).first)
      #expect(verdict.outcome == .reworded, "\(address)")
      #expect(verdict.difference?.turn == turn, "\(address): \(verdict.words)")
    }
  }

  @Test(
    "a redacted golden takes its path and replays", arguments: goldens.filter { !$0.contains("two_hundred") })
  func redacted(path: String) throws {
    let program = try #require(Self.program)
    let transcript = try today(path, program)
    let replayer = Replayer(program: program, digest: "")
    let redaction = try replayer.redact(transcript, path: path)
    #expect(redaction.turns == redaction.of, "\(path)")
    #expect(replayer.verdicts(of: Made.bytes(redaction.records), source: path).map(\.outcome) == [.identical])
  }
}
