import Testing

@testable import LineEditor

@Suite struct WrappingTests {
  private static let widths: [(String, Int)] = [
    ("", 0), ("hello", 5), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ﾊﾟ", 2), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{1F494}", 2), ("\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}", 2),
    ("\u{1F44D}\u{1F3FD}", 2), ("\u{1F1EE}\u{1F1EA}", 2), ("\u{2764}", 1), ("\u{2764}\u{FE0F}", 2),
    ("1\u{FE0F}\u{20E3}", 2), ("\u{200B}", 0), ("a\u{00A0}b", 3), ("\u{20000}", 2), ("क्षि", 2), ("\u{7}", 0),
    ("\u{1FAE9}", 2), ("\u{115F}", 2), ("…", 1), ("“x”", 3),
  ]

  @Test("text is as wide as a terminal shows it", arguments: widths)
  func width(_ text: String, _ cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  private static let wrapped: [(String, Int, String)] = [
    ("", 10, ""),
    ("short", 10, "short"),
    ("one two three", 7, "one two\nthree"),
    ("one two three", 6, "one\ntwo\nthree"),
    ("exactly ten", 11, "exactly ten"),
    ("one  two   three four", 13, "one two three\nfour"),
    ("a paragraph\n\nand another one", 12, "a paragraph\n\nand another\none"),
    ("日本語 日本語 日本語", 13, "日本語 日本語\n日本語"),
    ("see https://example.org/a/long/path now", 20, "see\nhttps://example.org/\na/long/path now"),
    ("see https://example.org/a/b now please", 26, "see\nhttps://example.org/a/b\nnow please"),
    ("call 0808\u{A0}2000\u{A0}247 now", 17, "call\n0808\u{A0}2000\u{A0}247 now"),
    ("call 1-800-799-7233 today", 18, "call\n1-800-799-7233\ntoday"),
    ("  - indented words go on", 14, "  - indented\n  words go on"),
    ("日本語日本語", 5, "日本\n語日\n本語"),
    (
      "x \u{1F469}\u{200D}\u{1F467}\u{1F469}\u{200D}\u{1F467}", 3,
      "x\n\u{1F469}\u{200D}\u{1F467}\n\u{1F469}\u{200D}\u{1F467}"
    ),
  ]

  @Test("prose is broken at spaces, within the width", arguments: wrapped)
  func wrapping(_ text: String, _ width: Int, _ expected: String) {
    #expect(Wrapping.wrap(text, width: width) == expected)
  }

  @Test("wrapping twice changes nothing, and no word is lost", arguments: [20, 33, 76, 100])
  func stable(_ width: Int) {
    let text = (1...200).map { String(repeating: "wörd", count: $0 % 4 + 1) + ($0 % 9 == 0 ? "." : "") }
      .joined(separator: " ")
    let once = Wrapping.wrap(text, width: width)
    #expect(Wrapping.wrap(once, width: width) == once)
    #expect(once.split(whereSeparator: \.isWhitespace) == text.split(separator: " "))
    #expect(once.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
  }

  @Test(
    "the measure stays readable whatever the terminal", arguments: [(0, 20), (10, 20), (50, 50), (300, 76)])
  func measure(_ columns: Int, _ expected: Int) {
    #expect(Wrapping.measure(columns: columns) == expected)
    #expect(Wrapping.measure(columns: 300, atMost: 400) == 100)
  }
}

@Suite struct SanitiseTests {
  private static let cases: [(String, String)] = [
    ("plain words\n", "plain words\n"),
    ("tab\tstays", "tab\tstays"),
    ("a\u{1B}[31mred\u{1B}[0m", "ared"),
    ("a\u{1B}]0;title\u{07}b", "ab"),
    ("a\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\b", "alinkb"),
    ("a\u{1B}]never ends", "anever ends"),
    ("a\u{9B}2Jb", "ab"),
    ("a\u{1B}(Bb\u{1B}cd", "abd"),
    ("a\u{1B}", "a"),
    ("a\u{1B}[", "a"),
    ("a\u{1B}\u{1B}[2Jb", "ab"),
    ("bell\u{07} back\u{08} del\u{7F}", "bell\u{FFFD} back\u{FFFD} del\u{FFFD}"),
    ("one\r\ntwo\rthree\u{85}four\u{2028}five", "one\ntwo\nthree\nfour\nfive"),
    ("evil\u{202E}txt\u{2066}x\u{2069}", "eviltxtx"),
    ("\u{5D0}\u{200F}é 日本 \u{1F469}\u{200D}\u{1F467}", "\u{5D0}\u{200F}é 日本 \u{1F469}\u{200D}\u{1F467}"),
    ("nul\0", "nul\u{FFFD}"),
  ]

  @Test("control characters are made harmless, once and for all", arguments: cases)
  func harmless(_ text: String, _ expected: String) {
    #expect(Sanitise.text(text) == expected)
    #expect(Sanitise.text(expected) == expected)
  }

  @Test("no text of any bytes keeps a control character but tabs and newlines")
  func noControls() {
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      let scalars = (0..<40).map { _ -> Unicode.Scalar in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return [
          "\u{1B}", "[", "]", "\\", "a", "m", "\u{07}", "\u{9B}", "\u{9C}", "\u{9D}", "\r", "\n", "1", ";",
          "\u{202E}", "P",
        ][Int(state >> 60)]
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let clean = Sanitise.text(String(text))
      #expect(
        clean.unicodeScalars.allSatisfy {
          $0 == "\n" || $0 == "\t"
            || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{202E}")
        })
      #expect(Sanitise.text(clean) == clean)
    }
  }
}

@Suite struct CompletionTests {
  private static let commands = ["/topics", "/help", "/hear", "/quit", "/té"]

  private static let cases: [(String, Completion)] = [
    ("/q", .insert("uit ")), ("/h", .insert("e")), ("/he", .choices(["/hear", "/help"])), ("/x", .none),
    ("", .none), ("help", .none), ("/help me", .none), ("/quit", .insert(" ")),
    ("/t", .choices(["/topics", "/té"])),
    ("/", .choices(["/hear", "/help", "/quit", "/topics", "/té"])),
  ]

  @Test("a command is completed as far as it is certain", arguments: cases)
  func completion(_ typed: String, _ expected: Completion) {
    #expect(Completion.of(typed, among: Self.commands) == expected)
  }
}
