import Dialogue
import Foundation
import Intents
import SmallScript
import Testing

@testable import Transcripts

@Suite("What many transcripts tell")
struct ManyTests {
  private func replayer(_ change: (inout Program) -> Void = { _ in }) -> Replayer {
    Replayer(program: Small.program(change), digest: "sha256:00")
  }

  @Test("misses are grouped by step and nearest reply, with the words that lacked")
  func misses() {
    let program = Small.program { program in
      program[Small.at(2)].question?.replies[1].heads.append(.intent(IntentID(0)))
    }
    var misses = Misses(program: program)
    for texts in [["purple"], ["Purple!"], ["someone hit the wall"], ["it is what it is"]] {
      for record in Made.records([.say("Zoë")] + texts.map { .say($0) }) { misses.take(record) }
    }
    #expect(misses.turns == 8)
    #expect(misses.missed == 4)
    let groups = misses.groups
    #expect(groups.map(\.step) == ["opening.day", "opening.day"])
    #expect(groups.map(\.nearest) == [nil, "bad"])
    #expect(groups[0].sayings.first == Misses.Saying(text: "purple", count: 2))
    #expect(groups[1].phrase == "hit me")
    #expect(groups[1].lacking == ["me"])
    #expect(misses.words().contains("4 of 8 answers were not understood."))
    #expect(misses.words().contains("near bad (“hit me”, lacking “me”):"))
  }

  @Test("an edit's impact is grouped by cause, with examples")
  func impact() throws {
    var listener = Small.program().listener
    listener = Listener(
      intents: listener.intents,
      phrases: listener.phrases.map { $0.words == "awful" ? PhraseDefinition(words: "dreadful") : $0 })
    var impact = Impact(old: replayer(), new: replayer { $0.listener = listener })
    for (number, text) in ["awful", "bad", "it was awful", "good", "awful"].enumerated() {
      let bytes = Made.bytes(Made.records([.say("Zoë"), .say(text), .leave]))
      impact.take(TranscriptPart(source: "\(number).jsonl", line: 1, bytes: bytes))
    }
    impact.take(TranscriptPart(source: "x", line: 9, bytes: utf8("nonsense\n")))
    #expect(impact.sessions == 5)
    #expect(impact.same == 2)
    #expect(impact.unusable.map(\.line) == [9])
    let group = try #require(impact.groups.first)
    #expect(impact.groups.count == 1)
    #expect(group.count == 3)
    #expect(group.step == "opening.day")
    #expect(group.before == "bad")
    #expect(group.after == "unclear")
    #expect(group.word == "awful")
    #expect(group.examples.map(\.source) == ["0.jsonl", "2.jsonl", "4.jsonl"])
    #expect(
      impact.words.contains(
        "3 of 5 sessions leave opening.day another way, by unclear instead of bad, because of “awful”"))
    #expect(impact.json.contains(#""count":3,"of":5"#))
  }

  @Test("coverage counts steps, replies and points, and names what was never reached")
  func coverage() {
    let program = Small.program {
      $0[Small.at(1)].covers = ["A1", "A2"]
      $0[Small.at(4)].covers = ["A2", "B7"]
      $0[Small.at(3)].address = "opening.other"
      $0.renames = [(from: "opening.more", to: "opening.other")]
    }
    var coverage = Coverage(program: program)
    for _ in 0..<2 {
      for record in Made.records([.say("Zoë"), .say("good"), .say("a thing"), .say("bye for now")]) {
        coverage.take(record)
      }
    }
    #expect(coverage.transcripts == 2)
    #expect(coverage.turns == 8)
    #expect(coverage.steps.missing == ["safety.start"])
    #expect(coverage.points.missing == ["B7"])
    #expect(
      coverage.replies.missing == [
        "opening.day / bad", "opening.other / again", "opening.other / enter", "safety.start / yes",
        "safety.start / no", "urgent / [danger]",
      ])
    #expect(coverage.replies.counts["opening.other / anything"] == 2)
    #expect(coverage.words.contains("3 of 4 steps were reached."))
    #expect(coverage.json.contains(#""points":3,"points_reached":2,"points_missing":["B7"]"#))
  }

  @Test("an edit nobody came by changes nothing")
  func noImpact() {
    var impact = Impact(old: replayer(), new: replayer { $0[Small.at(4)].question?.ask = Line("Safe?") })
    impact.take(
      TranscriptPart(source: "a", line: 1, bytes: Made.bytes(Made.records([.say("Zoë"), .say("good")]))))
    #expect(impact.groups.isEmpty)
    #expect(impact.words == "1 sessions: 1 go on as before, 0 do not.\n")
  }

  @Test("a redacted transcript holds none of the words, takes the same path, and replays")
  func redaction() throws {
    let transcript = try Transcript(Made.bytes(), path: "t")
    let redaction = try replayer().redact(transcript, path: "t")
    #expect(redaction.turns == redaction.of)
    let bytes = Made.bytes(redaction.records)
    let text = String(decoding: bytes, as: UTF8.self)
    for word in ["Zoë", "hmm", "things", "flat", "car", "shouting"] { #expect(!text.contains(word)) }
    #expect(replayer().verdicts(of: bytes, source: "t").map(\.outcome) == [.identical])
    func path(_ records: [Record]) -> [String] {
      records.compactMap { record in
        switch record.kind {
        case .coach(_, let step): step
        case .you(_, _, let heard): "\(heard.way) \(heard.name ?? "") \(heard.also)"
        case .command(let command, _): "\(command)"
        case .end(let end): "\(end)"
        default: nil
        }
      }
    }
    #expect(path(redaction.records) == path(transcript.records))
  }

  @Test("a session redacted as it goes on gives what it gives afterwards")
  func liveRedaction() throws {
    var live = LiveRedaction(replayer())
    let given = Made.records().flatMap { live.take([$0]) }
    let transcript = try Transcript(Made.bytes(), path: "t")
    #expect(try given == replayer().redact(transcript, path: "t").records)
    #expect(!live.hasStopped)
  }

  @Test("files are cut into their transcripts, each with its line")
  func parts() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let recorder = Recorder.create(in: folder, name: "x").recorder
    let one = Made.records([.say("a")])
    let two = Made.records([.say("b"), .leave])
    #expect(recorder.append(one + two + one) == nil)
    var parts: [TranscriptPart] = []
    var problems: [TranscriptProblem] = []
    TranscriptFiles.each([folder, folder + "/none"]) { result in
      switch result {
      case .success(let part): parts.append(part)
      case .failure(let problem): problems.append(problem)
      }
    }
    #expect(parts.map(\.bytes) == [Made.bytes(one), Made.bytes(two), Made.bytes(one)])
    #expect(parts.map(\.line) == [1, one.count + 1, one.count + two.count + 1])
    #expect(problems.map(\.path) == [folder + "/none"])
  }
}
