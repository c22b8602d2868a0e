import Dialogue
import SmallScript

@testable import Transcripts

/// What a test's person does, in order.
enum Act: Sendable {
  case say(String)
  case undo(Int)
  case country(String?)
  case leave
  case resume
}

/// Records made by a session, for tests to look at and to spoil.
enum Made {
  static let header = Header(
    script: "small", digest: "sha256:00", seed: 7, at: "2026-11-21T20:14:03Z",
    facts: [RecordedFact(name: "notes", value: .list(["no shouting"]))])

  /// A conversation that touches every kind of record.
  static let acts: [Act] = [
    .say("Zoë\u{7}"), .say("hmm, what"), .say("it was awful"), .say("he hit me"), .say("yes"),
    .say("my \"things\""),
    .undo(1), .country("IE"), .say("the flat\nand the car"), .say(""), .leave, .resume, .say("good"),
    .say("bye for now"),
  ]

  static func session(_ acts: [Act], program: Program = Small.program()) -> Session {
    made(acts, program, header).session
  }

  static func records(
    _ acts: [Act] = acts, program: Program = Small.program(), header: Header = header
  ) -> [Record] {
    made(acts, program, header).records
  }

  private static func made(
    _ acts: [Act], _ program: Program, _ header: Header
  ) -> (session: Session, records: [Record]) {
    var session = Session(program: program)
    var records = session.begin(header)
    for (index, act) in acts.enumerated() {
      let after = Tenths(index * 7)
      switch act {
      case .say(let text):
        guard let turn = session.hear(text, after: after) else { continue }
        records.append(turn.record)
        records += session.answer(turn)
      case .undo(let turns): records += session.undo(turns: turns, after: after) ?? []
      case .country(let country): records += session.setCountry(country, after: after)
      case .leave: records += session.leave()
      case .resume: records += session.resume(at: "2026-11-22T08:00:00Z")
      }
    }
    return (session, records)
  }

  static func bytes(_ records: [Record] = records()) -> [UInt8] {
    var writer = RecordWriter()
    for record in records { writer.append(record) }
    return writer.bytes
  }

  static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}

func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
