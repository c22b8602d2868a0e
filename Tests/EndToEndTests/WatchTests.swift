import FoundationEssentials
import PseudoTerminal
import Testing

@Suite("Writing while talking")
struct WatchTests {
  private static let prompt = "\u{1B}[?2004h> "

  private static let manifest = """
    # house: A house
    @start topic
    @unclear
      You could say {choices}.
    @still unclear
      We leave that.

    """

  private static let topic = """
    # topic: A topic

    ## start
    Tea or coffee?
    - tea
      Tea it is.
    - coffee
    -> sugar

    ## sugar
    With sugar?
    - yes
    - no
    -> over

    ## over
    Here you are.
    @end

    """

  private func begin(_ folder: Folder, _ more: [String] = []) throws -> PseudoTerminal {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/house", withIntermediateDirectories: true)
    _ = try folder.write("house/house.parley", Self.manifest)
    _ = try folder.write("house/topic.parley", Self.topic)
    return try PseudoTerminal(
      try Program.path(),
      ["talk", "--watch", "--scripts", "\(folder.path)/house", "--transcripts", "\(folder.path)/t"] + more,
      environment: ["HOME": folder.path])
  }

  private func answer(_ words: String, _ terminal: PseudoTerminal) throws {
    try terminal.wait(for: Self.prompt)
    try terminal.send(words)
    try terminal.press(.enter)
  }

  @Test("a script saved while the prompt waits is read again, and the talk goes on at the same question")
  func samePlace() throws {
    let folder = try Folder()
    let terminal = try begin(folder)
    try answer("tea", terminal)
    try terminal.wait(for: "With sugar?")
    try terminal.wait(for: Self.prompt)
    _ = try folder.write("house/topic.parley", Self.topic.replacing("Here you are.", with: "There you go."))
    try terminal.wait(for: "still fits")
    try terminal.wait(for: "With sugar?")
    try answer("no", terminal)
    try terminal.wait(for: "There you go.")
    #expect(try terminal.waitForExit() == .status(0))
    let transcript = try #require(try folder.transcripts().first)
    let replay = try Program.run(["replay", "--scripts", "\(folder.path)/house", transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }

  @Test("where an earlier turn goes otherwise now, it says which, and goes on from there in a new transcript")
  func otherPlace() throws {
    let folder = try Folder()
    let terminal = try begin(folder)
    try answer("tea", terminal)
    try terminal.wait(for: "With sugar?")
    try terminal.wait(for: Self.prompt)
    let other = Self.topic.replacing("  Tea it is.\n", with: "  -> milk\n")
      .replacing("## over", with: "## milk\nWith milk?\n- yes\n- no\n-> over\n\n## over")
    _ = try folder.write("house/topic.parley", other)
    try terminal.wait(for: "Turn 1 of 1")
    try terminal.wait(for: "Tea or coffee?")
    try answer("tea", terminal)
    try terminal.wait(for: "With milk?")
    try terminal.wait(for: Self.prompt)
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .status(0))
    #expect(try folder.transcripts().count == 2)
  }

  @Test("a broken script that is saved shows its errors, and the one that works goes on until it is mended")
  func broken() throws {
    let folder = try Folder()
    let terminal = try begin(folder, ["--off-record"])
    try terminal.wait(for: Self.prompt)
    _ = try folder.write("house/topic.parley", Self.topic.replacing("-> sugar", with: "-> sugra"))
    try terminal.wait(for: "unknown-place")
    try terminal.wait(for: "with the scripts as they were")
    try terminal.wait(for: "Tea or coffee?")
    try answer("tea", terminal)
    try terminal.wait(for: "With sugar?")
    try terminal.wait(for: Self.prompt)
    _ = try folder.write("house/topic.parley", Self.topic.replacing("Here you are.", with: "Enjoy."))
    try terminal.wait(for: "still fits")
    try answer("yes", terminal)
    try terminal.wait(for: "Enjoy.")
    #expect(try terminal.waitForExit() == .status(0))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/t"))
  }

  @Test("a line that is being typed when a script is saved is not lost")
  func typing() throws {
    let folder = try Folder()
    let terminal = try begin(folder)
    try terminal.wait(for: Self.prompt)
    try terminal.send("te")
    try terminal.wait(for: "te")
    _ = try folder.write("house/topic.parley", Self.topic.replacing("Here you are.", with: "Enjoy."))
    try terminal.send("a\r")
    try terminal.wait(for: "Tea it is.")
    try terminal.wait(for: "still fits")
    try terminal.wait(for: "With sugar?")
    try answer("no", terminal)
    try terminal.wait(for: "Enjoy.")
    #expect(try terminal.waitForExit() == .status(0))
  }
}
