import Testing

@testable import Transcripts

@Suite("Records as lines")
struct RecordTests {
  static let table: [(Record, String)] = [
    (
      Record(
        .header(
          Header(
            script: "reconcile", digest: "sha256:ab", seed: 18_446_744_073_709_551_615,
            at: "2026-11-21T20:14:03Z", country: "US",
            facts: [
              RecordedFact(name: "boundaries", value: .list(["no shouting", "no calls"])),
              RecordedFact(name: "abuse", value: .yesOrNo(true)),
              RecordedFact(name: "tries", value: .number(-2)),
              RecordedFact(name: "gist", value: .unknown),
              RecordedFact(name: "contact", value: .text("open")),
            ]))),
      #"{"parley":1,"script":"reconcile","digest":"sha256:ab","seed":18446744073709551615,"#
        + #""at":"2026-11-21T20:14:03Z","country":"US","facts":{"boundaries":["no shouting","no calls"],"#
        + #""abuse":true,"tries":-2,"gist":null,"contact":"open"}}"#
    ),
    (
      Record(.coach("The pull is real.", step: "urge.start"), state: 0x0123_4567_89AB_CDEF),
      #"{"coach":"The pull is real.","step":"urge.start","state":"0123456789abcdef"}"#
    ),
    (
      Record(
        .you(
          "its 2am\tand “I”\u{1B}[31m\u{9B}\u{202E}\u{7F}", after: Tenths(312),
          heard: Heard(
            .urgent, name: "[abused]", score: 812, evidence: ["want", "text"], also: ["[b]"], tied: ["c"]))),
      #"{"you":"its 2am\tand “I”\u001b[31m\u009b\u202e\u007f","after":31.2,"heard":{"as":"urgent","#
        + #""name":"[abused]","score":812,"evidence":["want","text"],"also":["[b]"],"tied":["c"]}}"#
    ),
    (
      Record(.command(.undo(turns: 2), after: Tenths(40))),
      #"{"command":"undo","turns":2,"after":4}"#
    ),
    (
      Record(.command(.country("IE"), after: Tenths(1))),
      #"{"command":"country","country":"IE","after":0.1}"#
    ),
    (
      Record(.command(.country(nil), after: .zero)),
      #"{"command":"country","country":null,"after":0}"#
    ),
    (Record(.command(.summary, after: Tenths(5))), #"{"command":"summary","after":0.5}"#),
    (
      Record(.resumed(step: "a.b", at: "2026-11-21T20:14:03Z")),
      #"{"resumed":"a.b","at":"2026-11-21T20:14:03Z"}"#
    ),
    (Record(.pause(seconds: 4)), #"{"pause":4}"#),
    (Record(.remember("b", .list([]))), #"{"remember":"b","value":[]}"#),
    (Record(.forget("b"), state: 0xFF), #"{"forget":"b","state":"00000000000000ff"}"#),
    (Record(.note("dropped")), #"{"note":"dropped"}"#),
    (Record(.end(.left), state: 0xFF), #"{"end":"left","state":"00000000000000ff"}"#),
    (Record(.quiet, state: 0xFF), #"{"state":"00000000000000ff"}"#),
  ]

  @Test("a record is written as one exact line", arguments: table)
  func written(record: Record, line: String) {
    #expect(String(decoding: RecordWriter.line(record), as: UTF8.self) == line + "\n")
  }

  @Test("a line is read as the record it was written from", arguments: table)
  func read(record: Record, line: String) throws {
    #expect(try RecordReader.read(utf8(line)) == record)
  }

  @Test("keys may stand in any order, with blanks between")
  func anyOrder() throws {
    let record = try RecordReader.read(utf8(" { \"step\" : \"a.b\" ,\t\"coach\":\"Hi.\" } \r"))
    #expect(record == Record(.coach("Hi.", step: "a.b")))
  }

  @Test(
    "every escape of JSON is read",
    arguments: [
      (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u00e9\u2028"#, "é\u{2028}"),
      (#"\ud83d\ude00"#, "😀"),
      (#"12345678\u0041123456789\n"#, "12345678A123456789\n"), ("日本語 and more", "日本語 and more"),
    ])
  func escapes(escaped: String, text: String) throws {
    #expect(try RecordReader.read(utf8("{\"note\":\"\(escaped)\"}")) == Record(.note(text)))
  }

  static let refused: [(String, ReadProblem.Fault, Int)] = [
    ("", .cutShort, 1),
    ("{", .cutShort, 2),
    ("{}", .notARecord, 1),
    ("[]", .expected("“{”"), 1),
    (#"{"note":"a"} x"#, .expected("the end of the line"), 14),
    (#"{"note":"a""#, .cutShort, 12),
    (#"{"note":"a"#, .cutShort, 11),
    (#"{"note":"a\"#, .cutShort, 12),
    (#"{"note":"a\u00"#, .cutShort, 15),
    (#"{"note":"a\q"}"#, .badEscape, 13),
    (#"{"note":"\ud83d"}"#, .badEscape, 16),
    (#"{"note":"\ude00"}"#, .badEscape, 16),
    ("{\"note\":\"a\tb\"}", .expected("an escape for a control character"), 11),
    (#"{"nota":"a"}"#, .unknownKey("nota"), 3),
    (#"{"a key of many bytes":"a"}"#, .unknownKey("a key of many bytes"), 3),
    (#"{"note":"a","note":"b"}"#, .repeatedKey("note"), 20),
    (#"{"coach":"a"}"#, .missingKey("step"), 1),
    (#"{"coach":"a","step":"b","turns":1}"#, .strayKey("turns"), 1),
    (#"{"coach":"a","step":"b","you":"c"}"#, .strayKey("you"), 1),
    (#"{"score":1}"#, .strayKey("score"), 10),
    (#"{"pause":-1}"#, .badValue(key: "pause", wanted: "a number of seconds, at most an hour"), 1),
    (#"{"pause":01}"#, .badNumber, 12),
    (#"{"pause":1.5}"#, .badNumber, 11),
    (#"{"pause":1e3}"#, .badNumber, 11),
    (#"{"pause":99999999999999999999}"#, .badNumber, 29),
    (#"{"pause":"4"}"#, .expected("a number"), 10),
    (#"{"end":"gone"}"#, .badValue(key: "end", wanted: "“goodbye”, “stuck” or “left”"), 1),
    (#"{"end":"left","state":"xyz"}"#, .badValue(key: "state", wanted: "sixteen hexadecimal digits"), 23),
    (#"{"command":"fly","after":1}"#, .badValue(key: "command", wanted: "“undo”, “country” or “summary”"), 1),
    (#"{"command":"undo","turns":0,"after":1}"#, .badValue(key: "turns", wanted: "at least 1"), 1),
    (
      #"{"command":"country","country":"us","after":1}"#,
      .badValue(key: "country", wanted: "two capital letters"), 32
    ),
    (#"{"remember":"a","value":{}}"#, .expected("a number"), 25),
    (#"{"remember":"a","value":[[1]]}"#, .expected("“\"”"), 26),
    (#"{"remember":"a","value":trie}"#, .expected("“true”"), 27),
    (#"{"you":"a","after":1.23,"heard":{"as":"unclear"}}"#, .badNumber, 23),
    (#"{"you":"a","after":1,"heard":{}}"#, .expected("“\"”"), 31),
    (#"{"you":"a","after":1,"heard":{"name":"x"}}"#, .missingKey("as"), 42),
    (
      #"{"you":"a","after":1,"heard":{"as":"x"}}"#,
      .badValue(key: "as", wanted: "one of urgent, reply, anytime, anything, enter, unclear"), 36
    ),
    (
      #"{"parley":2,"script":"a","digest":"b","seed":1,"at":"c","facts":{}}"#, .newerVersion(2), 1
    ),
  ]

  @Test("a line that is not a record is refused where it goes wrong", arguments: refused)
  func refusal(line: String, fault: ReadProblem.Fault, column: Int) {
    #expect(throws: ReadProblem(fault, column: column)) { try RecordReader.read(utf8(line)) }
    #expect(!ReadProblem(fault, column: column).words.isEmpty)
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    let line = utf8("{\"note\":\"") + [0xFF] + utf8("\"}")
    #expect(throws: ReadProblem(.notUTF8, column: 10)) { try RecordReader.read(line) }
  }

  @Test("a line cut at any byte reads as cut short, which is how a torn tail is known")
  func cutAnywhere() {
    for line in Made.lines(Made.bytes()) {
      let bytes = utf8(line)
      for count in 0..<bytes.count {
        let problem = #expect(throws: ReadProblem.self) { try RecordReader.read(Array(bytes[..<count])) }
        #expect(problem?.fault == .cutShort)
      }
    }
  }

  @Test("each key's word spells its name", arguments: RecordKey.allCases)
  func keys(key: RecordKey) {
    #expect(key.name == "\(key)")
  }

  @Test(
    "a moment is written as its civil date",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
      (951_782_400, "2000-02-29T00:00:00Z"),
      (1_795_292_043, "2026-11-21T20:14:03Z"), (-1, "1969-12-31T23:59:59Z"),
      (4_107_542_400, "2100-03-01T00:00:00Z"),
      (Int.max, "9999-12-31T23:59:59Z"), (Int.min, "0001-01-01T00:00:00Z"),
    ])
  func moments(seconds: Int, stamp: String) {
    #expect(Moment(secondsSince1970: seconds).stamp == stamp)
  }
}
