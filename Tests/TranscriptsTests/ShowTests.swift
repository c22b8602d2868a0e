import Testing

@testable import Transcripts

@Suite("A transcript for people")
struct ShowTests {
  private func transcript(_ acts: [Act] = Made.acts) throws -> Transcript {
    try Transcript(Made.bytes(Made.records(acts)), path: "t")
  }

  @Test("as text: who said what, where, and how it was heard")
  func text() throws {
    let shown = Show.render(try transcript([.say("Zoë <b>"), .say("awful"), .undo(1), .leave]), as: .text)
    #expect(
      shown.replacing(/bad, [0-9]+/, with: "bad, …") == """
        small, 2026-11-21 20:14 UTC

        [opening.start]
          I'm here.
          What may I call you?

        > Zoë <b>
          (anything)


        [opening.day]
          How was today, Zoë <b>?

        > awful
          (reply bad, …: awful)

          That is hard.

        [opening.more]
          What else?
          * You took back one turn.

        [opening.day]
          How was today, Zoë <b>?
          * You left.

        """)
  }

  @Test("text fills the width it is given")
  func wrapped() {
    #expect(
      ShowText.wrapped("one two three\n- four", first: "> ", 9) == ["> one two", "  three", "  - four"])
    #expect(ShowText.wrapped("unbreakable", first: "  ", 4) == ["  unbreakable"])
  }

  @Test("nothing a person typed is markup", arguments: Show.Format.allCases)
  func markup(format: Show.Format) throws {
    let typed = "<script>alert(1)</script> **b** `c` [l](http://x) \u{1B}[2J\u{9B} & \"q\" '\u{202E}"
    let shown = Show.render(try transcript([.say(typed)]), as: format)
    #expect(!shown.contains("\u{1B}"))
    #expect(!shown.contains("\u{9B}"))
    #expect(!shown.contains("\u{202E}"))
    switch format {
    case .text: #expect(shown.contains("<script>"))
    case .markdown:
      #expect(shown.contains(#"\<script\>"#) || shown.contains(#"&lt;script\>"#))
      #expect(shown.contains(#"\*\*b\*\* \`c\` \[l\]\(http://x\)"#))
    case .html:
      #expect(!shown.contains("<script"))
      #expect(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(shown.contains("&quot;q&quot; &#39;"))
    }
  }

  @Test("the page needs nothing from anywhere, reads on a phone, in the dark and on paper")
  func page() throws {
    let page = Show.render(try transcript(), as: .html)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    for need in ["width=device-width", "prefers-color-scheme: dark", "@media print", "default-src 'none'"] {
      #expect(page.contains(need))
    }
    for address in ["http:", "https:", "src=", "url(", "<script", "@import"] {
      #expect(!page.contains(address))
    }
    for tag in ["section", "div", "blockquote", "details", "main", "p", "h2"] {
      let opened = page.matches(of: try Regex("<\(tag)[ >]")).count
      #expect(opened == page.matches(of: try Regex("</\(tag)>")).count)
      #expect(opened > 0)
    }
  }

  @Test("a torn tail is said, a broken line refused with its place")
  func torn() throws {
    let bytes = Made.bytes()
    let torn = try Transcript(Array(bytes.dropLast(5)), path: "t")
    #expect(torn.torn > 0)
    #expect(Show.render(torn, as: .text).contains("cut short"))
    let problem = #expect(throws: TranscriptProblem.self) {
      try Transcript(bytes + utf8("{\"coach\":1}\n"), path: "t")
    }
    #expect(problem?.line == Made.records().count + 1)
    #expect(problem?.words.contains("column 10") == true)
  }
}
