import FoundationEssentials
import PseudoTerminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Encrypted conversations")
struct EncryptedSessionTests {
  private let words = "three plain words"
  /// The passphrase comes first on the same input, and stretching it takes no time to speak of.
  private let sealed = ["--passphrase-fd", "0", "--passphrase-work", "2"]
  private let opened = ["--passphrase-fd", "0"]

  @Test(
    "are kept, shown, replayed, resumed, redacted, searched, remembered and forgotten by their passphrase")
  func whole() throws {
    let small = try Small()
    _ = try small.talk([words, "a purple dog", "keep them"], sealed)
    let file = try #require(try small.files().first)
    #expect(try small.files().count == 1)
    #expect(file.hasSuffix(".jsonl.age"))
    let bytes = try Data(contentsOf: URL(filePath: file))
    #expect(String(decoding: bytes.prefix(21), as: UTF8.self) == "age-encryption.org/v1")
    #expect(!String(decoding: bytes, as: UTF8.self).contains("purple"))
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    #expect(try small.run(["show", file] + opened, lines: [words]).output.contains("> a purple dog"))
    #expect(try small.run(["play", file] + opened, lines: [words]).output.contains("> a purple dog"))
    #expect(try small.replays(file, opened, lines: [words]))
    #expect(try small.replays(small.kept, opened, lines: [words]))
    #expect(
      try small.run(["coverage", file] + opened, lines: [words]).output.contains("1 transcripts, 2 turns."))
    #expect(try small.run(["misses", file] + opened, lines: [words]).status == 0)
    let redacted = try small.run(["redact", file] + opened, lines: [words])
    #expect(redacted.status == 0 && !redacted.output.contains("purple"))

    let resumed = try small.talk([words, "a cat"], ["--resume"] + opened)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try small.files() == [file])
    #expect(try small.run(["show", file] + opened, lines: [words]).output.contains("> a cat"))
    #expect(try small.replays(file, opened, lines: [words]))

    #expect(try small.talk(["hello"]).output.contains("Hello."))
    #expect(try small.talk([words, "x"], sealed).output.contains("Hello."))
    _ = try small.run(["forget"] + (try small.files().filter { $0 != file }))
    #expect(
      try small.talk([words, "x"], sealed).output.contains("Last time you wished for a purple dog and a cat.")
    )
    #expect(try small.run(["forget", "--all", "--transcripts", small.kept]).status == 0)
    #expect(try small.files().isEmpty)
  }

  @Test("a wrong passphrase, none, or an empty one is told in words")
  func refused() throws {
    let small = try Small()
    _ = try small.talk([words, "a dog"], sealed)
    let file = try #require(try small.files().first)
    let wrong = try small.run(["show", file] + opened, lines: ["four plain words"])
    #expect(wrong.status == 65 && wrong.errors.contains("not the one it was encrypted with"))
    let replay = try small.run(["replay", file] + opened, lines: ["four plain words"])
    #expect(replay.status == 65 && replay.output.contains("not the one it was encrypted with"), "\(replay)")
    let empty = try small.talk([""], sealed)
    #expect(empty.status == 64 && empty.errors.contains("empty"))
    #expect(try small.files() == [file])
    #expect(try small.talk([words], sealed + ["--off-record"]).status == 64)
    // In a folder they are passed over.
    #expect(try small.run(["replay", small.kept]).status == 66)
  }

  @Test("/forget deletes one, and a session off the record writes nothing into it")
  func commands() throws {
    let small = try Small()
    let outcome = try small.talk([words, "a dog", "/off", "a secret", "/on", "/forget"], sealed)
    #expect(outcome.output.contains("We are on the record again"))
    #expect(outcome.output.contains("It is deleted"))
    #expect(try small.files().isEmpty)
  }

  /// What the editor shows when it waits for a turn.
  private static let prompt = "\u{1B}[?2004h> "

  private func terminal(_ small: Small, _ arguments: [String]) throws -> PseudoTerminal {
    try PseudoTerminal(
      try Program.path(), arguments,
      environment: ["HOME": small.folder.path, "PARLEY_SCRIPTS": small.scripts])
  }

  @Test("at a terminal the passphrase is asked for twice, never shown, and on no command line")
  func asked() throws {
    let small = try Small()
    let talk = ["talk", "--transcripts", small.kept, "--passphrase", "--passphrase-work", "2"]
    let session = try terminal(small, talk)
    try session.wait(for: "Passphrase for this conversation: ")
    try session.send("three plain wordz")
    try session.press(.backspace)
    try session.send("s\r")
    try session.wait(for: "The same once more: ")
    try session.send("\(words)\r")
    try session.wait(for: "encrypted by")
    try session.wait(for: Self.prompt)
    for name in ["cmdline", "environ"] {
      let seen = FileManager.default.contents(atPath: "/proc/\(session.processID)/\(name)") ?? Data()
      #expect(!String(decoding: seen, as: UTF8.self).contains("plain"))
    }
    try session.send("a purple dog\r")
    try session.wait(for: Self.prompt)
    kill(session.processID, SIGKILL)
    #expect(try session.waitForExit() == .signal(SIGKILL))
    #expect(!session.screen.contains("plain"))
    // The typed lines are not kept in clear beside it.
    let history = "\(small.folder.path)/.local/state/parley/history"
    let typed = FileManager.default.contents(atPath: history) ?? Data()
    #expect(!String(decoding: typed, as: UTF8.self).contains("purple"))

    let file = try #require(try small.files().first)
    let again = try terminal(small, ["talk", "--transcripts", small.kept, "--resume"])
    try again.wait(for: "Passphrase for ")
    try again.send("no idea\r")
    try again.wait(for: "not the passphrase")
    try again.wait(for: "Passphrase for ")
    try again.send("\(words)\r")
    try again.wait(for: Self.prompt)
    try again.send("/summary\r")
    try again.wait(for: "a purple dog")
    try again.wait(for: Self.prompt)
    try again.press(.controlD)
    #expect(try again.waitForExit() == .status(0))
    #expect(try small.replays(file, opened, lines: [words]))

    // The passphrase that opens the last one is asked for once only.
    let third = try terminal(small, talk)
    try third.wait(for: "Passphrase for this conversation: ")
    try third.send("\(words)\r")
    try third.wait(for: Self.prompt)
    #expect(!third.screen.contains("once more"))
    try third.press(.controlD)
    #expect(try third.waitForExit() == .status(0))
  }

  @Test("Ctrl-C at the question leaves, and two that differ begin nothing")
  func left() throws {
    let small = try Small()
    let talk = ["talk", "--transcripts", small.kept, "--passphrase", "--passphrase-work", "2"]
    let first = try terminal(small, talk)
    try first.wait(for: "conversation: ")
    try first.press(.controlC)
    #expect(try first.waitForExit() == .status(130))
    let second = try terminal(small, talk)
    try second.wait(for: "conversation: ")
    try second.send("one\r")
    try second.wait(for: "once more: ")
    try second.send("two\r")
    try second.wait(for: "not the same")
    #expect(try second.waitForExit() == .status(64))
    #expect(!FileManager.default.fileExists(atPath: small.kept))
  }

  /// Where Debian's `age` is, if it is here.
  private static let age = ["/usr/bin/age", "/usr/local/bin/age", "/opt/homebrew/bin/age"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "the age program opens what a session kept, and parley shows what it encrypted", .enabled(if: age != nil))
  func bothWays() throws {
    let small = try Small()
    _ = try small.talk([words, "a purple dog"], sealed)
    let file = try #require(try small.files().first)
    let age = try #require(Self.age)
    let plain = "\(small.folder.path)/plain.jsonl"
    let opening = try PseudoTerminal(age, ["-d", "-o", plain, file])
    try opening.wait(for: "passphrase")
    try opening.send("\(words)\r")
    #expect(try opening.waitForExit() == .status(0))
    #expect(try small.replays(plain))
    let theirs = "\(small.folder.path)/theirs.jsonl.age"
    let closing = try PseudoTerminal(age, ["-p", "-o", theirs, plain])
    try closing.wait(for: "passphrase")
    try closing.send("\(words)\r")
    try closing.wait(for: "onfirm")
    try closing.send("\(words)\r")
    #expect(try closing.waitForExit() == .status(0))
    #expect(try small.replays(theirs, opened, lines: [words]))
  }
}
