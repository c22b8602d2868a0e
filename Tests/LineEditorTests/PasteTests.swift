import PseudoTerminal
import Testing

@Suite struct PasteTests {
  private func start(_ arguments: [String] = ["--emacs"]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(BuiltProgram.path("LineEditorProbe"), arguments)
    try terminal.wait(for: "you> ")
    return terminal
  }

  @Test("a pasted block of three lines is one turn", arguments: ["--emacs", "--vi"], ["\n", "\r", "\r\n"])
  func threeLines(_ keys: String, _ newline: String) throws {
    let terminal = try start([keys])
    try terminal.send("so: ")
    try terminal.paste(["first", "second é", "third"].joined(separator: newline))
    try terminal.press(.enter)
    try terminal.wait(for: #"turn: so: first\nsecond \u{00E9}\nthird"#)
    try terminal.wait(for: "you> ")
    try terminal.send("next\r")
    try terminal.wait(for: "turn: next")
  }

  @Test("a block that the terminal doesn't mark is one turn too")
  func unmarked() throws {
    let terminal = try start()
    try terminal.send("first\rsecond\rthird")
    try terminal.wait(for: "third")
    try terminal.press(.enter)
    try terminal.wait(for: #"turn: first\nsecond\nthird"#)
    try terminal.wait(for: "you> ")
    try terminal.send("first\rsecond\r")
    try terminal.wait(for: #"turn: first\nsecond"#)
  }

  @Test("a pasted block commands neither the terminal nor the program")
  func controls() throws {
    let terminal = try start()
    try terminal.paste("a\u{1B}[31mred\u{1B}]0;title\u{07}b\u{03}c\u{04}d\u{1A}e\u{9B}2Jf\u{202E}g\u{8}h")
    try terminal.press(.enter)
    try terminal.wait(for: #"turn: aredb\u{FFFD}c\u{FFFD}d\u{FFFD}efg\u{FFFD}h"#)
  }

  @Test("a pasted block can be edited and recalled as it was")
  func recalled() throws {
    let terminal = try start()
    try terminal.paste("one\ntwo")
    try terminal.press(.backspace)
    try terminal.send("p\r")
    try terminal.wait(for: #"turn: one\ntwp"#)
    try terminal.wait(for: "you> ")
    try terminal.press(.up)
    try terminal.wait(for: "twp")
    try terminal.press(.enter)
    try terminal.wait(for: #"turn: one\ntwp"#)
  }

  @Test("a large pasted block arrives whole")
  func large() throws {
    let terminal = try start()
    let block = (1...4_000).map { "line \($0) of the letter" }.joined(separator: "\n")
    try terminal.paste(block)
    try terminal.press(.enter)
    try terminal.wait(for: "turn: <\(block.utf8.count) bytes>")
  }

  @Test("a block pasted where vi expects a command is not lost")
  func viCommand() throws {
    let terminal = try start(["--vi"])
    try terminal.send("ab")
    try terminal.press(.escape)
    try terminal.wait(for: "\u{8}")
    try terminal.send("f")
    try terminal.paste("pasted")
    try terminal.press(.enter)
    let turn = try terminal.wait(for: "\u{1B}[0m")
    #expect(turn.contains("pasted"))
  }
}
