import Dialogue
import SmallScript
import Testing

@testable import Transcripts

@Suite("A session as records")
struct SessionTests {
  private func kinds(_ records: [Record]) -> [Record.Kind] { records.map(\.kind) }

  @Test("it opens with the header, then what the coach says, the last line carrying the state")
  func opening() {
    var session = Session(program: Small.program())
    let records = session.begin(Made.header)
    #expect(
      kinds(records) == [
        .header(Made.header), .coach("I'm here.", step: "opening.start"),
        .coach("What may I call you?", step: "opening.start"),
      ])
    #expect(records.map { $0.state != nil } == [false, false, true])
    #expect(session.conversation.state[Small.notes] == .list(["no shouting"]))
  }

  @Test("what was heard can be written before anything is made of it")
  func hearing() throws {
    var session = Session(program: Small.program())
    _ = session.begin(Made.header)
    let before = session.conversation.state
    let turn = try #require(session.hear("Zoë", after: Tenths(312)))
    #expect(session.conversation.state == before)
    #expect(
      turn.record == Record(.you("Zoë", after: Tenths(312), heard: Heard(.anything, name: "anything"))))
    let answer = session.answer(turn)
    #expect(answer.map(\.kind) == [.coach("How was today, Zoë?", step: "opening.day")])
    #expect(session.conversation.state != before)
    #expect(answer.last?.state == session.conversation.state.digestValue(in: session.program))
  }

  @Test("remembering and pausing are records too, in their order")
  func everything() throws {
    let records = Made.records()
    #expect(records.contains { $0.kind == .pause(seconds: 4) })
    #expect(
      records.contains { $0.kind == .remember("notes", .list(["no shouting", "the flat\nand the car"])) })
    #expect(records.contains { $0.kind == .resumed(step: "opening.day", at: "2026-11-22T08:00:00Z") })
    #expect(records.last?.kind == .end(.goodbye))
    #expect(records.last?.state != nil)
  }

  @Test("an interrupt is named with what it set, and undo does not lower it")
  func interrupt() throws {
    let records = Made.records([.say("Zoë"), .say("he hit me"), .undo(1)])
    let heard = records.compactMap { record -> Heard? in
      if case .you(_, _, let heard) = record.kind { return heard }
      return nil
    }
    #expect(heard.last?.way == .urgent)
    #expect(heard.last?.name == "[danger]")
    #expect(heard.last?.score != nil)
    let before = Made.records([.say("Zoë")]).last?.state
    #expect(records.last?.state != before)
  }

  @Test("a fact carried in that the scripts do not keep is noted")
  func dropped() {
    var header = Made.header
    header.facts = [
      RecordedFact(name: "day", value: .text("so so")), RecordedFact(name: "day", value: .text("good")),
    ]
    var session = Session(program: Small.program())
    let notes = session.begin(header).filter { if case .note = $0.kind { true } else { false } }
    #expect(notes.count == 1)
    #expect(session.conversation.state[Small.dayWas] == .choice(1))
  }

  @Test("an empty line where none is listened for is no turn, and nothing is a turn after the end")
  func nothing() throws {
    var session = Session(program: Small.program())
    _ = session.begin(Made.header)
    #expect(session.hear("  ", after: .zero)?.record == nil)
    #expect(session.undo(after: .zero) == nil)
    let turn = try #require(session.hear("Zoë", after: .zero))
    _ = session.answer(turn)
    let bye = try #require(session.hear("bye for now", after: .zero))
    #expect(session.answer(bye).last?.kind == .end(.goodbye))
    #expect(session.hear("hello", after: .zero)?.record == nil)
    #expect(session.leave().isEmpty)
  }

  @Test("going back to a step takes back as many turns as lie between")
  func undoTo() {
    var session = Session(program: Small.program())
    _ = session.begin(Made.header)
    for text in ["Zoë", "good", "one", "two"] {
      guard let turn = session.hear(text, after: .zero) else { continue }
      _ = session.answer(turn)
    }
    let records = session.undo(to: Small.at(2), after: .zero)
    #expect(records?.first?.kind == .command(.undo(turns: 3), after: .zero))
    #expect(session.step == "opening.day")
    #expect(session.undo(to: Small.at(4), after: .zero) == nil)
    let country = session.setCountry("IE", after: .zero)
    #expect(country.last?.state == session.conversation.state.digestValue(in: session.program))
    #expect(country.last?.state != records?.last?.state)
    #expect(session.leave().first?.state == country.last?.state)
  }

  @Test("a summary is a visit that replays, and nothing that undo takes back")
  func summary() throws {
    let program = Small.program {
      $0.anytime.append(Reply(name: "summary", label: "summary", heads: [], entry: 1))
    }
    var session = Session(program: program)
    var records = session.begin(Made.header)
    let made = session.summarise(after: Tenths(3))
    let summary = try #require(made)
    #expect(summary.first?.kind == .command(.summary, after: Tenths(3)))
    #expect(session.step == "safety.start")
    records += summary
    let back = session.undo(after: .zero)
    #expect(back == nil)
    records += session.leave()
    let replayer = Replayer(program: program, digest: "sha256:00")
    #expect(replayer.verdicts(of: Made.bytes(records), source: "t").map(\.outcome) == [.identical])
    #expect(try replayer.renewal(of: Made.bytes(records), path: "t").bytes == Made.bytes(records))
    // Scripts that have none say so.
    let without = Replayer(program: Small.program(), digest: "sha256:00")
    let verdict = without.verdicts(of: Made.bytes(records), source: "t").first
    #expect(verdict?.difference?.cause == .impossible("summary"))
  }

  @Test("back on the record, the conversation goes on where the record was left, and replays")
  func offRecord() throws {
    var records = Made.records([.say("Zoë")])
    let recorded = Made.session([.say("Zoë")])
    var session = recorded
    let secret = try #require(session.hear("awful", after: .zero))
    _ = session.answer(secret)
    _ = session.setCountry("IE", after: .zero)
    let coming = session.comeBack(to: recorded, at: "2026-11-22T08:00:00Z")
    let back = try #require(coming)
    #expect(session.step == "opening.day")
    #expect(session.conversation.state.country == "IE")
    records += back
    let turn = try #require(session.hear("good", after: .zero))
    records += [turn.record] + session.answer(turn)
    let verdicts = Replayer(program: Small.program(), digest: "sha256:00")
      .verdicts(of: Made.bytes(records), source: "t")
    #expect(verdicts.map(\.outcome) == [.identical])
    #expect(!String(decoding: Made.bytes(records), as: UTF8.self).contains("awful"))
  }

  @Test("what guards the person is never lowered by coming back: such a session stays off the record")
  func offRecordGuard() throws {
    let recorded = Made.session([.say("Zoë")])
    var session = recorded
    let secret = try #require(session.hear("he hit me", after: .zero))
    _ = session.answer(secret)
    let before = session.conversation.state
    let back = session.comeBack(to: recorded, at: "2026-11-22T08:00:00Z")
    #expect(back == nil)
    #expect(session.conversation.state == before)
  }
}
