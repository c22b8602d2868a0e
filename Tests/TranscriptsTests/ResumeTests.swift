import Dialogue
import SmallScript
import Testing

@testable import Transcripts

@Suite("Taking a session up again")
struct ResumeTests {
  static let now = "2026-11-23T08:00:00Z"

  private func plan(
    _ records: [Record], _ change: (inout Program) -> Void = { _ in }
  ) throws -> ResumePlan {
    let transcript = try Transcript(Made.bytes(records), path: "t")
    return try replayer(change).resume(transcript, path: "t", at: Self.now)
  }

  private func replayer(_ change: (inout Program) -> Void = { _ in }) -> Replayer {
    Replayer(program: Small.program(change), digest: "sha256:00")
  }

  static let left: [Act] = [.say("Zoë"), .say("awful"), .say("the flat"), .leave]

  @Test("on the same scripts it goes on in the same file, and the whole replays")
  func sameFile() throws {
    let records = Made.records(Self.left)
    let plan = try plan(records)
    #expect(plan.way == .sameFile)
    #expect(plan.words == nil)
    #expect(
      plan.records.map(\.kind) == [
        .resumed(step: "opening.more", at: Self.now), .coach("What else?", step: "opening.more"),
      ])
    var session = plan.session
    let turn = try #require(session.hear("again", after: Tenths(5)))
    let all = records + plan.records + [turn.record] + session.answer(turn) + session.leave()
    #expect(replayer().verdicts(of: Made.bytes(all), source: "t").map(\.outcome) == [.identical])
  }

  @Test("a session killed in the middle of a turn says what it had not said")
  func killed() throws {
    let records = Made.records(Self.left)
    for count in 1..<records.count {
      let kept = Array(records[..<count])
      let plan = try plan(kept)
      #expect(plan.way == .sameFile)
      let all = kept + plan.records + plan.session.leave()
      #expect(replayer().verdicts(of: Made.bytes(all), source: "t").map(\.outcome) == [.identical])
      #expect(plan.shown == plan.records.count)
    }
  }

  @Test("there is nothing to go on with after a goodbye")
  func ended() throws {
    #expect(try plan(Made.records([.say("Zoë"), .say("bye for now")])).way == .ended)
  }

  @Test("on changed scripts it goes on after the last turn that fits, in a new file")
  func rerouted() throws {
    let change: (inout Program) -> Void = { $0[Small.at(2)].code[7] = .leave(.go(Small.at(1))) }
    let plan = try plan(Made.records(Self.left), change)
    guard case .newFile(kept: 1, of: 3, let difference) = plan.way else {
      Issue.record("went on by \(plan.way)")
      return
    }
    #expect(difference.turn == 2)
    #expect(plan.session.step == "opening.day")
    #expect(plan.words?.contains("turn 2 of 3 no longer fits") == true)
    #expect(
      plan.records.suffix(plan.shown).map(\.kind) == [
        .resumed(step: "opening.day", at: Self.now), .coach("How was today, Zoë?", step: "opening.day"),
      ])
    #expect(plan.records.count { if case .you = $0.kind { true } else { false } } == 1)
    let all = plan.records + plan.session.leave()
    #expect(replayer(change).verdicts(of: Made.bytes(all), source: "t").map(\.outcome) == [.identical])
  }

  @Test("what guards the person is kept also from turns that no longer fit")
  func heldFacts() throws {
    let change: (inout Program) -> Void = { $0[Small.at(2)].code[7] = .leave(.go(Small.at(1))) }
    let acts: [Act] = [.say("Zoë"), .say("awful"), .say("he hit me"), .say("yes"), .say("bye for now")]
    let plan = try plan(Made.records(Array(acts.dropLast())), change)
    #expect(plan.session.conversation.state[Small.abuse] == .yesOrNo(true))
    #expect(plan.session.conversation.state[Small.dayWas] == .unknown)
    #expect(plan.session.step == "opening.day")
    let all = plan.records + plan.session.leave()
    #expect(replayer(change).verdicts(of: Made.bytes(all), source: "t").map(\.outcome) == [.identical])
  }

  @Test("other words alone lose no turn")
  func reworded() throws {
    let plan = try plan(Made.records(Self.left)) { $0[Small.at(3)].question?.ask = Line("Anything else?") }
    guard case .newFile(kept: 3, of: 3, _) = plan.way else {
      Issue.record("went on by \(plan.way)")
      return
    }
    #expect(plan.session.step == "opening.more")
    #expect(plan.words?.contains("no longer fits") == false)
  }

  @Test("a transcript of other scripts is refused")
  func otherScript() throws {
    let problem = #expect(throws: TranscriptProblem.self) {
      try plan(Made.records(Self.left)) { $0.name = "big" }
    }
    #expect(problem?.cause == .otherScript("small"))
  }
}
