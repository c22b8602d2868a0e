import Dialogue
import Foundation
import SmallScript
import Testing

@testable import Transcripts

@Suite("What a replay says")
struct ReportTests {
  private func verdict(_ change: (inout Program) -> Void, records: [Record] = Made.records()) -> Verdict? {
    Replayer(program: Small.program(change), digest: "sha256:00")
      .verdicts(of: Made.bytes(records), source: "a\u{1B}[2J.jsonl").first
  }

  @Test("a rerouted transcript shows the turn as recorded and now")
  func rerouted() throws {
    let verdict = try #require(verdict { $0[Small.at(2)].code[7] = .leave(.go(Small.at(1))) })
    #expect(
      verdict.words.replacing(/\{[0-9a-f]{16}\}/, with: "{…}").replacing(/bad, [0-9]+:/, with: "bad, …:")
        == """
        rerouted  a␛[2J.jsonl  3 turns
          turn 3, line 11, at opening.day: the conversation goes another way.
          did       you: it was awful   [reply bad, …: awful]
          recorded  opening.more: What else?   {…}
          now       opening.start: I'm here.
          now       opening.start: What may I call you?   {…}
        """)
  }

  @Test("an identical one is one line")
  func identical() throws {
    let verdict = try #require(verdict { _ in })
    #expect(verdict.words == "identical  a␛[2J.jsonl  12 turns")
    #expect(verdict.json == #"{"source":"a\u001b[2J.jsonl","line":1,"outcome":"identical","turns":12}"#)
    #expect(
      JUnit.testCase(verdict) == "<testcase classname=\"replay\" name=\"a␛[2J.jsonl\"/>\n")
  }

  @Test("the JSON of a verdict is JSON, and names cause, step and both sides")
  func json() throws {
    let verdict = try #require(verdict { $0[Small.at(3)].question?.ask = Line("Anything else?") })
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(verdict.json.utf8)) as? [String: Any])
    #expect(object["cause"] as? String == "words")
    #expect(object["step"] as? String == "opening.day")
    #expect(object["turn"] as? Int == 3)
    #expect((object["recorded"] as? [[String: Any]])?.first?["coach"] as? String == "What else?")
    #expect((object["now"] as? [[String: Any]])?.first?["coach"] as? String == "Anything else?")
  }

  @Test("the XML is escaped and tells a file at fault from scripts that differ")
  func junit() throws {
    let differs = try #require(verdict { $0[Small.at(3)].question?.ask = Line("<b> & \"c\"?") })
    let text = JUnit.testCase(differs)
    #expect(text.contains("<failure type=\"reworded\""))
    #expect(text.contains("&lt;b&gt; &amp; &quot;c&quot;?"))
    let unreadable = Replayer(program: Small.program(), digest: "").verdicts(of: utf8("x\n"), source: "s")[0]
    #expect(JUnit.testCase(unreadable).contains("<error type=\"broken\""))
    #expect(unreadable.words.contains("line 1: column 1: “{” should stand here."))
    let whole = JUnit.opening + text + JUnit.closing
    #expect(whole.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"))
  }

  @Test(
    "nothing shown can act on a terminal",
    arguments: [
      ("plain é 日本 😀", "plain é 日本 😀"), ("\u{1B}[31m", "␛[31m"), ("a\u{7F}\u{9B}b", "a␡\u{FFFD}b"),
      ("\u{202E}x", "\u{FFFD}x"), ("a\r\nb\t", "a␍\nb\t"),
    ])
  func harmless(text: String, shown: String) {
    #expect(text.harmless == shown)
  }
}
