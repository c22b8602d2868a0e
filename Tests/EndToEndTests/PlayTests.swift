import FoundationEssentials
import PseudoTerminal
import Testing

@Suite("A conversation played")
struct PlayTests {
  private func recorded(_ small: Small, _ lines: [String]) throws -> String {
    _ = try small.talk(lines)
    return try #require(try small.files().first)
  }

  @Test("through a pipe it is shown whole and at once, and nothing in it acts on a terminal")
  func piped() throws {
    let small = try Small()
    let file = try recorded(small, ["a \u{1B}[31mred\u{9B}2J dog\u{7}\u{202E}", "/undo", "/summary", "bye"])
    let outcome = try small.run(["play", file])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("Hello.\n\nWhat do you wish for?\n\n> a red"))
    #expect(outcome.output.contains("* You took back one turn."))
    #expect(outcome.output.contains("* You asked for a summary."))
    #expect(outcome.output.hasSuffix("* The end.\n\n"))
    for scalar in outcome.output.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{202E}")
    }
  }

  @Test("at a terminal it goes at reading speed: Enter goes on, Ctrl-C ends cleanly")
  func terminal() throws {
    let small = try Small()
    let file = try recorded(small, ["a dog", "a cat", "bye"])
    // A word a minute: what comes next comes only because Enter was pressed.
    let player = try PseudoTerminal(try Program.path(), ["play", file, "--words-per-minute", "1"])
    try player.wait(for: "Hello.")
    try player.press(.enter)
    try player.wait(for: "What do you wish for?")
    try player.press(.enter)
    try player.wait(for: "> a dog")
    try player.wait(for: "I heard \"a dog\".")
    try player.press(.controlC)
    #expect(try player.waitForExit() == .status(0))
    #expect(!player.screen.contains("a cat"))
  }

  @Test("--instant waits for nothing")
  func instant() throws {
    let small = try Small()
    let file = try recorded(small, ["a dog", "a cat", "bye"])
    let player = try PseudoTerminal(
      try Program.path(), ["play", file, "--words-per-minute", "1", "--instant", "--plain"])
    #expect(try player.waitForExit() == .status(0))
    #expect(player.screen.contains("* The end."))
  }

  @Test(
    "bounds are wrong usage, and a file that is none is told",
    arguments: [
      ("--words-per-minute=0", Int32(64)), ("--longest-pause=-1", 64), ("--instant", 65),
    ])
  func refused(option: String, status: Int32) throws {
    let small = try Small()
    let file = try small.folder.write("x.jsonl", "no transcript\n")
    #expect(try small.run(["play", file, option]).status == status)
  }
}
