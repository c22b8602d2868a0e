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

/// A folder of a test's own, gone when the test is over.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/parley-test-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit {
    for name in ["history", "other", "history.new", ".editrc"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  func write(_ text: String, to name: String, mode: mode_t = 0o600) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
    _ = writeAll(text.utf8, to: descriptor)
    fchmod(descriptor, mode)
    close(descriptor)
  }

  func mode(of name: String) -> mode_t? {
    var facts = stat()
    return stat("\(path)/\(name)", &facts) == 0 ? facts.st_mode & 0o777 : nil
  }
}

@Suite struct HistoryTests {
  private func start(_ arguments: [String], home: String = "/nonexistent") throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      BuiltProgram.path("LineEditorProbe"), arguments, environment: ["HOME": home])
    try terminal.wait(for: "you> ")
    return terminal
  }

  @Test("the up arrow brings back earlier lines of this session")
  func withinSession() throws {
    let terminal = try start(["--emacs"])
    for line in ["first", "second"] {
      try terminal.send(line + "\r")
      try terminal.wait(for: "turn: \(line)")
      try terminal.wait(for: "you> ")
    }
    try terminal.press(.up)
    try terminal.wait(for: "second")
    try terminal.press(.up)
    try terminal.wait(for: "first")
    try terminal.press(.enter)
    try terminal.wait(for: "turn: first")
  }

  @Test("earlier sessions are remembered, by their owner alone", arguments: ["one line", "é 日本 back\\slash"])
  func acrossSessions(_ line: String) throws {
    let folder = try ScratchFolder()
    let arguments = ["--emacs", "--history", folder.path + "/history"]
    let first = try start(arguments)
    try first.send(line + "\r")
    try first.wait(for: "turn: ")
    first.signal(SIGKILL)
    #expect(try first.waitForExit() == .signal(SIGKILL))
    #expect(folder.mode(of: "history") == 0o600)

    let second = try start(arguments)
    try second.press(.up)
    try second.wait(for: line)
    try second.press(.enter)
    try second.wait(for: "turn: \(line.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())\u{1B}")
  }

  @Test("a turn of several lines comes back from another session as it was")
  func severalLines() throws {
    let folder = try ScratchFolder()
    let arguments = ["--emacs", "--history", folder.path + "/history"]
    let first = try start(arguments)
    try first.paste("dear\\n you\nI am\n\nwell")
    try first.press(.enter)
    try first.wait(for: "turn: ")
    try first.wait(for: "you> ")
    try first.press(.controlD)
    #expect(try first.waitForExit() == .status(0))

    let second = try start(arguments)
    try second.press(.up)
    try second.wait(for: "well")
    try second.press(.enter)
    try second.wait(for: #"turn: dear\\n you\nI am\n\nwell"#)
  }

  @Test("nothing is remembered while recording is off")
  func offRecord() throws {
    let folder = try ScratchFolder()
    let terminal = try start(["--emacs", "--off-record", "--history", folder.path + "/history"])
    try terminal.send("a secret\r")
    try terminal.wait(for: "turn: a secret")
    try terminal.wait(for: "you> ")
    try terminal.press(.up)
    try terminal.press(.controlD)
    #expect(try terminal.waitForExit() == .status(0))
    #expect(folder.mode(of: "history") == nil)
  }

  @Test("a history that can't be kept is a warning, and the session goes on")
  func unwritable() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path("LineEditorProbe"), ["--emacs", "--history", "/nonexistent/history"])
    try terminal.wait(for: "you> ")
    try terminal.send("hello\r")
    try terminal.wait(for: "turn: hello")
    try terminal.wait(for: "warning: The lines you type can't be kept in /nonexistent/history")
    try terminal.wait(for: "you> ")
    try terminal.send("again\r")
    try terminal.wait(for: "turn: again")
  }

  @Test("a link in the history's place is not followed")
  func link() throws {
    let folder = try ScratchFolder()
    folder.write("precious\n", to: "other", mode: 0o644)
    symlink(folder.path + "/other", folder.path + "/history")
    let history = HistoryFile(path: folder.path + "/history")
    #expect(history.load() == .failure(.unreadable(path: history.path, reason: ELOOP)))
    #expect(history.append("mine") == .unwritable(path: history.path, reason: ELOOP))
    #expect(HistoryFile(path: folder.path + "/other").load() == .success(["precious"]))
  }

  @Test("what is not an ordinary file is left alone")
  func pipe() throws {
    let folder = try ScratchFolder()
    let history = HistoryFile(path: folder.path + "/history")
    mkfifo(history.path, 0o600)
    #expect(history.load() == .failure(.notAFile(path: history.path)))
    #expect(history.append("mine") != nil)
  }

  @Test("a file that was open to others is closed to them")
  func modes() throws {
    let folder = try ScratchFolder()
    folder.write("old\n", to: "history", mode: 0o644)
    #expect(HistoryFile(path: folder.path + "/history").append("new") == nil)
    #expect(folder.mode(of: "history") == 0o600)
  }

  @Test("the file doesn't grow without bound, and the newest lines stay")
  func bounded() throws {
    let folder = try ScratchFolder()
    let line = String(repeating: "x", count: 1_000)
    folder.write((1...3_000).map { "\($0) \(line)\n" }.joined(), to: "history")
    let history = HistoryFile(path: folder.path + "/history")
    let loaded = try history.load().get()
    #expect(loaded.count == HistoryFile.mostTurns)
    #expect(loaded.last == "3000 \(line)")
    #expect(try history.load().get() == loaded)
    var facts = stat()
    stat(history.path, &facts)
    #expect(facts.st_size < 600_000)
    #expect(folder.mode(of: "history") == 0o600)
  }

  @Test("clearing forgets everything")
  func clearing() throws {
    let folder = try ScratchFolder()
    let history = HistoryFile(path: folder.path + "/history")
    #expect(history.append("one") == nil)
    #expect(history.clear() == nil)
    #expect(history.clear() == nil)
    #expect(history.load() == .success([]))
  }

  @Test(
    "any turn survives being written and read", arguments: ["", "\\", "\\n", "a\nb\\\nc", "\n\n", "\\\\n"])
  func roundTrip(_ turn: String) {
    #expect(!HistoryFile.escape(turn).contains("\n"))
    #expect(HistoryFile.unescape(HistoryFile.escape(turn)) == turn)
  }

  @Test("the person's own .editrc chooses the keys")
  func editrc() throws {
    let folder = try ScratchFolder()
    folder.write("bind -v\n", to: ".editrc")
    let terminal = try start([], home: folder.path)
    try terminal.send("bc")
    try terminal.press(.escape)
    try terminal.wait(for: "\u{8}")
    try terminal.send("Ia\r")
    try terminal.wait(for: "turn: abc")
  }
}
