import FoundationEssentials
import PseudoTerminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A session at a terminal")
struct TerminalSessionTests {
  /// What the editor shows when it waits for a turn; redrawing a line repeats only the "> ".
  private static let prompt = "\u{1B}[?2004h> "

  private func talk(in folder: Folder, _ more: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      try Program.path(),
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t", "--seed", "7"] + more,
      environment: ["HOME": folder.path])
  }

  @Test(
    "typing with a backspace, a recalled line, é, 日本語, an emoji and a pasted block leaves a transcript that replays"
  )
  func typed() throws {
    let folder = try Folder()
    let terminal = try talk(in: folder)
    try terminal.wait(for: Self.prompt)
    try terminal.send("we split upp")
    try terminal.press(.backspace)
    try terminal.send(" on friday")
    try terminal.press(.enter)
    try terminal.wait(for: Self.prompt)
    try terminal.press(.up)
    try terminal.wait(for: "we split up on friday")
    try terminal.press(.enter)
    try terminal.wait(for: Self.prompt)
    try terminal.send("café é 日本語 😢")
    try terminal.press(.enter)
    try terminal.wait(for: Self.prompt)
    try terminal.send("\u{1B}[200~one line\ntwo lines\nthree lines\u{1B}[201~")
    try terminal.press(.enter)
    try terminal.wait(for: Self.prompt)
    try terminal.send("/quit")
    try terminal.press(.enter)
    #expect(try terminal.waitForExit() == .status(0))
    let transcript = try #require(try folder.transcripts().first)
    let records = String(decoding: try Data(contentsOf: URL(filePath: transcript)), as: UTF8.self)
    let said = records.split(separator: "\n").filter { $0.hasPrefix("{\"you\":") }
    #expect(said.count == 4)
    #expect(said[0].contains("\"we split up on friday\""))
    #expect(said[1].contains("\"we split up on friday\""))
    #expect(said[2].contains("\"café é 日本語 😢\""))
    #expect(said[3].contains("\"one line\\ntwo lines\\nthree lines\""))
    let replay = try Program.run(["replay", "--scripts", Program.scripts, transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }

  @Test("the same words typed and piped give the same transcript but for times")
  func same() throws {
    let lines = ["we split up on friday", "2 weeks ago", "i want her back", "i feel calmer"]
    let typed = try Folder()
    let terminal = try talk(in: typed)
    for line in lines {
      try terminal.wait(for: Self.prompt)
      try terminal.send(line)
      try terminal.press(.enter)
    }
    try terminal.wait(for: Self.prompt)
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .status(0))
    let piped = try Folder()
    _ = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(piped.path)/t", "--seed", "7"],
      input: Array((lines.joined(separator: "\n") + "\n").utf8), folder: piped)
    let one = try Data(contentsOf: URL(filePath: try #require(try typed.transcripts().first)))
    let two = try Data(contentsOf: URL(filePath: try #require(try piped.transcripts().first)))
    #expect(String(decoding: one, as: UTF8.self).timeless == String(decoding: two, as: UTF8.self).timeless)
  }

  @Test("the first screen says what this is, what is kept where, and how to wipe it")
  func firstScreen() throws {
    let folder = try Folder()
    let terminal = try talk(in: folder)
    try terminal.wait(for: Self.prompt)
    for words in ["script, not a person", "no AI", "/forget", "help now", "\(folder.path)/t"] {
      #expect(terminal.screen.replacing("\r\n", with: " ").contains(words), "\(words)")
    }
    try terminal.send("\u{03}")
    try terminal.wait(for: "No hurry")
    try terminal.wait(for: Self.prompt)
    try terminal.send("\u{03}")
    #expect(try terminal.waitForExit() == .status(0))
  }

  @Test("killed without warning, the transcript holds every reply that was shown, and replays")
  func killed() throws {
    let folder = try Folder()
    let terminal = try talk(in: folder)
    for line in ["we split up on friday", "weeks", "no", "i want her back"] {
      try terminal.wait(for: Self.prompt)
      try terminal.send(line)
      try terminal.press(.enter)
    }
    try terminal.wait(for: Self.prompt)
    kill(terminal.processID, SIGKILL)
    #expect(try terminal.waitForExit() == .signal(SIGKILL))
    let transcript = try #require(try folder.transcripts().first)
    let records = String(decoding: try Data(contentsOf: URL(filePath: transcript)), as: UTF8.self)
    #expect(records.split(separator: "\n").filter { $0.hasPrefix("{\"you\":") }.count == 4)
    #expect(records.hasSuffix("\n"))
    let replay = try Program.run(["replay", "--scripts", Program.scripts, transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }
}
