import PseudoTerminal
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal after the program. A shell leads the session here, because a terminal whose leader has gone is reset
/// whatever the program did.
@Suite struct TerminalModesTests {
  private func start() throws -> PseudoTerminal {
    let script =
      #"before=$(stty -g); "$0" --emacs; status=$?; after=$(stty -g); "#
      + #"test "$before" = "$after" && echo "same, $status" || echo "changed, $status""#
    let terminal = try PseudoTerminal("/bin/sh", ["-c", script, BuiltProgram.path("LineEditorProbe")])
    try terminal.wait(for: "you> ")
    return terminal
  }

  private func processID(_ terminal: PseudoTerminal) throws -> pid_t {
    try terminal.send("pid\r")
    try terminal.wait(for: "process: ")
    let number = try terminal.wait(for: ".")
    try terminal.wait(for: "you> ")
    return try #require(pid_t(number))
  }

  @Test("the terminal is as it was after the program ends")
  func ends() throws {
    let terminal = try start()
    #expect(terminal.screen.contains("\u{1B}[?2004h"))
    try terminal.press(.controlD)
    try terminal.wait(for: "\u{1B}[?2004l")
    try terminal.wait(for: "same, 0")
  }

  @Test("the terminal is as it was after a signal ends the program", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signals(_ signal: Int32) throws {
    let terminal = try start()
    let child = try processID(terminal)
    try terminal.send("half a li")
    try terminal.wait(for: "half a li")
    kill(child, signal)
    try terminal.wait(for: "\u{1B}[?2004l")
    try terminal.wait(for: "same, \(128 + signal)")
  }

  @Test("an interrupt from outside is as good as Ctrl-C")
  func interrupt() throws {
    let terminal = try start()
    let child = try processID(terminal)
    kill(child, SIGINT)
    try terminal.wait(for: "interrupt")
    try terminal.wait(for: "you> ")
    try terminal.press(.controlD)
    try terminal.wait(for: "same, 0")
  }

  @Test("a terminal that goes away is the end of input or of the program")
  func hangUp() throws {
    let terminal = try PseudoTerminal(BuiltProgram.path("LineEditorProbe"), ["--emacs"])
    try terminal.wait(for: "you> ")
    terminal.signal(SIGHUP)
    #expect(try terminal.waitForExit() == .signal(SIGHUP))
  }

  @Test("Ctrl-Z gives the shell its terminal back, and fg goes on where the line was")
  func suspend() throws {
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell$ ", "HISTFILE": ""])
    try terminal.wait(for: "shell$ ")
    try terminal.send("\(BuiltProgram.path("LineEditorProbe")) --emacs\r")
    try terminal.wait(for: "you> ")
    try terminal.send("before ")
    try terminal.wait(for: "before ")
    try terminal.press(.controlZ)
    try terminal.wait(for: "Stopped")
    try terminal.wait(for: "shell$ ")
    try terminal.send("fg\r")
    try terminal.wait(for: "you> before ")
    try terminal.send("after\r")
    try terminal.wait(for: "turn: before after")
  }
}
