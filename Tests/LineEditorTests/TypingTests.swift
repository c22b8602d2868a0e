import PseudoTerminal
import Testing

/// The line editor in a real terminal, through a program that shows each turn it is given.
@Suite struct TypingTests {
  private func start(
    _ arguments: [String] = ["--emacs"], environment: [String: String] = [:], columns: UInt16 = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      BuiltProgram.path("LineEditorProbe"), arguments, environment: environment, columns: columns)
    try terminal.wait(for: "you> ")
    return terminal
  }

  /// Each: what is typed before Enter, and the turn it makes with what isn't ASCII escaped.
  private static let typed: [(String, String)] = [
    ("hello", "hello"),
    ("helo\u{7F}lo there", "hello there"),
    ("é", #"\u{00E9}"#),
    ("日本語", #"\u{65E5}\u{672C}\u{8A9E}"#),
    ("a日本語\u{7F}\u{7F}b", #"a\u{65E5}b"#),
    ("\u{1F494}", #"\u{0001F494}"#),
    ("x\u{1F494}\u{7F}y", "xy"),
    ("x\u{1F469}\u{200D}\u{1F467}\u{7F}y", "xy"),
    ("cafe\u{301}\u{7F}!", "caf!"),
    ("x\u{1F1EE}\u{1F1EA}\u{7F}y", "xy"),
    ("world\u{1}hello \u{5}!", "hello world!"),
    ("one two three\u{17}four", "one two four"),
    ("b\u{1B}[Da", "ab"),
  ]

  @Test("what is typed and taken back is what the turn holds", arguments: typed)
  func typing(_ keys: String, _ turn: String) throws {
    let terminal = try start()
    try terminal.send(keys)
    try terminal.press(.enter)
    try terminal.wait(for: "turn: \(turn)\u{1B}")
    try terminal.wait(for: "you> ")
    try terminal.press(.controlD)
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test(
    "letters beyond ASCII can be typed and seen in a C locale", arguments: ["C", "POSIX", "xx_XX.UTF-8", ""])
  func plainLocale(_ locale: String) throws {
    let terminal = try start(environment: ["LC_ALL": locale])
    try terminal.send("né")
    try terminal.wait(for: "né")
    try terminal.press(.enter)
    try terminal.wait(for: #"turn: n\u{00E9}"#)
  }

  @Test("a byte that is no letter is replaced and reported")
  func invalidBytes() throws {
    let terminal = try start()
    try terminal.send([0x61, 0xE9, 0x62, 0x0D])
    try terminal.wait(for: #"repaired: a\u{FFFD}b first 1 invalid 1 dropped 0"#)
  }

  @Test("Ctrl-C clears the line and is a value")
  func interrupt() throws {
    let terminal = try start()
    try terminal.send("never mind this")
    try terminal.press(.controlC)
    try terminal.wait(for: "interrupt")
    try terminal.wait(for: "you> ")
    try terminal.send("that\r")
    try terminal.wait(for: "turn: that")
  }

  @Test("Ctrl-D ends the input on an empty line only", arguments: ["--emacs", "--vi"])
  func endOfInput(_ keys: String) throws {
    let terminal = try start([keys])
    try terminal.send("ab")
    try terminal.press(.controlD)
    try terminal.send("c\r")
    try terminal.wait(for: "turn: abc")
    try terminal.wait(for: "you> ")
    try terminal.press(.controlD)
    try terminal.wait(for: "end of input")
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test("vi keys move and change the line")
  func viKeys() throws {
    let terminal = try start(["--vi"])
    try terminal.send("hallo")
    try terminal.press(.escape)
    try terminal.wait(for: "\u{8}")
    try terminal.send("0lrea\u{1B}A there\r")
    try terminal.wait(for: "turn: hello there\u{1B}")
  }

  @Test("an interrupt is heard in the middle of a vi command")
  func viInterrupt() throws {
    let terminal = try start(["--vi"])
    try terminal.send("abc\u{1B}f")
    try terminal.press(.controlC)
    try terminal.wait(for: "interrupt")
    try terminal.wait(for: "you> ")
    try terminal.send("x\r")
    try terminal.wait(for: "turn: x\u{1B}")
  }

  @Test("TAB completes a command, and lists those that fit")
  func completion() throws {
    let terminal = try start()
    try terminal.send("/q\t\r")
    try terminal.wait(for: "turn: /quit ")
    try terminal.wait(for: "you> ")
    try terminal.send("/h\t\t")
    try terminal.wait(for: "/hear  /help")
    try terminal.send("l\t\r")
    try terminal.wait(for: "turn: /help ")
  }

  @Test("a new window size is drawn to, and the line is kept")
  func resize() throws {
    let terminal = try start()
    try terminal.send("some words that are here")
    try terminal.wait(for: "here")
    try terminal.resize(columns: 40, rows: 10)
    try terminal.wait(for: "you> some words that are here")
    try terminal.send(" still\r")
    try terminal.wait(for: "turn: some words that are here still")
    try terminal.wait(for: "you> ")
    try terminal.send("size\r")
    try terminal.wait(for: "columns: 40")
  }

  @Test("a line is cut at its limit, and says so")
  func limit() throws {
    let terminal = try start(["--emacs", "--limit", "10"])
    try terminal.send("0123456789abc\r")
    try terminal.wait(for: "repaired: 0123456789 first -1 invalid 0 dropped 3")
    try terminal.wait(for: "you> ")
    try terminal.send("éééééé\r")
    try terminal.wait(for: "dropped 2")
    try terminal.wait(for: "you> ")
    try terminal.paste("0123456789abc")
    try terminal.press(.enter)
    try terminal.wait(for: "repaired: 0123456789 first -1 invalid 0 dropped 3")
  }

  @Test("lines typed before the prompt came are turns of their own, and so is Ctrl-D")
  func typedAhead() throws {
    let folder = try ScratchFolder()
    let script = #"while [ ! -e "$1" ]; do :; done; exec "$0" --emacs"#
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", script, BuiltProgram.path("LineEditorProbe"), folder.path + "/other"])
    try terminal.send("one\rtwo é\r\u{4}")
    try terminal.wait(for: "two é\r\n")
    folder.write("", to: "other")
    try terminal.wait(for: "turn: one\u{1B}")
    try terminal.wait(for: #"turn: two \u{00E9}"#)
    try terminal.wait(for: "end of input")
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test("a long line survives a look at the history")
  func longLine() throws {
    let terminal = try start()
    try terminal.send("earlier\r")
    try terminal.wait(for: "turn: earlier")
    try terminal.wait(for: "you> ")
    let long = (1...400).map { "word\($0)" }.joined(separator: " ")
    try terminal.paste(long)
    try terminal.wait(for: "word400")
    try terminal.press(.up)
    try terminal.wait(for: "earlier")
    try terminal.press(.down)
    try terminal.wait(for: "word400")
    try terminal.press(.enter)
    try terminal.wait(for: "turn: <\(long.utf8.count) bytes>")
  }
}
