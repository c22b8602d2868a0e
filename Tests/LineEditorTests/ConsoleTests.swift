import PseudoTerminal
import Testing

@testable import LineEditor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct ConsoleTests {
  private func piped(_ body: (Console) -> Void) throws -> String {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    body(Console(input: ends[0], output: ends[1], environment: { $0 == "TERM" ? "xterm" : nil }))
    close(ends[1])
    defer { close(ends[0]) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(ends[0], &buffer, buffer.count)
    return String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
  }

  @Test("where nobody looks there is no colour and no wrapping")
  func pipes() throws {
    let long = String(repeating: "word ", count: 60) + "end."
    let text = try piped { console in
      #expect(!console.usesColour && !console.editsLines && !console.outputIsTerminal)
      #expect(console.say(["One.", long], style: .bold) == .written)
    }
    #expect(text == "One.\n\n\(long)\n\n")
  }

  @Test("what is shown can't command the terminal")
  func harmless() throws {
    #expect(try piped { _ = $0.say(["a\u{1B}[2Jb\u{07}"]) } == "ab\u{FFFD}\n\n")
  }

  @Test("a reader that has gone is a value")
  func closed() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let console = Console(input: ends[0], output: ends[1])
    close(ends[0])
    #expect(console.write("hello") == .closed)
    close(ends[1])
    #expect(Console(input: -1, output: -1).write("hello") == .failed(EBADF))
  }

  @Test("with pipes the program shows no prompt and no colour")
  func noPrompt() throws {
    let probe = try BuiltProgram.path("LineEditorProbe")
    let terminal = try PseudoTerminal("/bin/sh", ["-c", #"printf 'one\ntwo' | "$0" | cat -v"#, probe])
    #expect(try terminal.waitForExit() == .status(0))
    #expect(terminal.screen == "turn: one\r\nturn: two\r\nend of input\r\n")
  }

  @Test("in plain mode text is only ever added to, and Ctrl-C is a value")
  func plain() throws {
    let terminal = try PseudoTerminal(BuiltProgram.path("LineEditorProbe"), ["--plain"])
    try terminal.send("hello\r")
    try terminal.wait(for: "turn: hello")
    try terminal.send("half")
    try terminal.wait(for: "half")
    try terminal.press(.controlC)
    try terminal.wait(for: "interrupt")
    try terminal.press(.controlD)
    try terminal.wait(for: "end of input")
    #expect(!terminal.screen.contains("\u{1B}"))
  }

  @Test("colour is left out where it is not wanted", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func noColour(_ environment: [String: String]) throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path("LineEditorProbe"), ["--emacs"], environment: environment)
    try terminal.send("hello\r")
    try terminal.wait(for: "turn: hello")
    try terminal.press(.controlD)
    try terminal.wait(for: "end of input")
    #expect(!terminal.screen.contains("\u{1B}[1m"))
  }
}
