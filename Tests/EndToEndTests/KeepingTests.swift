import FoundationEssentials
import PseudoTerminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("What is kept, for whom, and how it goes")
struct KeepingTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("files are for their owner alone whatever the umask says")
  func modes() throws {
    let small = try Small()
    let script = "umask 0; exec \"$0\" talk --transcripts \"$1\" --scripts \"$2\""
    let outcome = try Program.run(
      ["-c", script, try Program.path(), "\(small.kept)/deeper", small.scripts], input: Array("a dog\n".utf8),
      folder: small.folder, program: "/bin/sh")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mode(small.kept) == 0o700)
    #expect(try mode("\(small.kept)/deeper") == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(small.kept)/deeper")
    #expect(try mode("\(small.kept)/deeper/\(try #require(names.first))") == 0o600)
  }

  @Test("parley forget deletes those named and no others; one that is missing, or in use, is told")
  func forgetSome() throws {
    let small = try Small()
    for wish in ["a dog", "a cat", "a hen"] { _ = try small.talk([wish]) }
    let files = try small.files()
    #expect(files.count == 3)
    let outcome = try small.run(["forget", files[0], "\(small.kept)/none.jsonl"])
    #expect(outcome.status == 74)
    #expect(outcome.output.contains("1 conversation deleted."))
    #expect(outcome.errors.contains("none.jsonl: the file or its folder has been taken away"))
    #expect(try small.files() == Array(files.dropFirst()))
    let running = try PseudoTerminal(
      try Program.path(), ["talk", "--scripts", small.scripts, "--resume", files[1]],
      environment: ["HOME": small.folder.path])
    try running.wait(for: "\u{1B}[?2004h> ")
    let busy = try small.run(["forget", "--all", "--transcripts", small.kept])
    #expect(busy.status == 74)
    #expect(busy.errors.contains("another session is writing"))
    #expect(try small.files() == [files[1]])
    try running.send("/quit\r")
    #expect(try running.waitForExit() == .status(0))
    #expect(try small.run(["forget", "--all", "--transcripts", small.kept]).status == 0)
    #expect(try small.files().isEmpty)
    #expect(
      try small.run(["forget", "--all", "--transcripts", small.kept]).output.contains(
        "0 conversations deleted"))
    #expect(try small.run(["forget"]).status == 64)
  }

  @Test("/forget deletes this conversation and no other, and keeps nothing more of it")
  func forgetThis() throws {
    let small = try Small()
    _ = try small.talk(["a dog"])
    let outcome = try small.talk(["a secret", "/forget", "another secret", "/file", "/forget"])
    #expect(outcome.output.contains("It is deleted"))
    #expect(outcome.output.contains("I heard \"another secret\"."))
    #expect(
      outcome.output.split(separator: "Nothing is being kept.", omittingEmptySubsequences: false).count == 3)
    let files = try small.files()
    #expect(files.count == 1)
    #expect(try small.text(files[0]).contains("a dog"))
  }

  @Test("two programs never write one file: the second says why and changes nothing")
  func locked() throws {
    let small = try Small()
    _ = try small.talk(["a dog"])
    let file = try #require(try small.files().first)
    let first = try PseudoTerminal(
      try Program.path(), ["talk", "--scripts", small.scripts, "--resume", file],
      environment: ["HOME": small.folder.path])
    try first.wait(for: "\u{1B}[?2004h> ")
    let before = try small.text(file)
    let second = try small.talk(["a cat"], ["--resume", file])
    #expect(second.status == 74)
    #expect(second.errors.contains("another session is writing to the same file"))
    #expect(try small.text(file) == before)
    try first.send("/quit\r")
    #expect(try first.waitForExit() == .status(0))
  }

  @Test("a symbolic link is not written through, not listed, and forgetting it leaves what it points to")
  func links() throws {
    let small = try Small()
    _ = try small.talk(["a dog"])
    let file = try #require(try small.files().first)
    let outside = "\(small.folder.path)/outside.jsonl"
    try FileManager.default.moveItem(atPath: file, toPath: outside)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: outside)
    let before = try small.text(outside)
    #expect(try small.talk(["a cat"], ["--resume", file]).status == 74)
    // What a link in the folder leads to is no conversation of this folder.
    #expect(try small.talk(["a cat"], ["--resume"]).status == 66)
    #expect(try small.run(["replay", small.kept]).status == 66)
    #expect(try small.run(["forget", file]).status == 0)
    #expect(try small.text(outside) == before)
    #expect(try small.files().isEmpty)
    // Named by the person, it may be read.
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: outside)
    #expect(try small.run(["show", file]).output.contains("a dog"))
  }

  @Test("a session that was killed before its first line is passed over by --resume")
  func empty() throws {
    let small = try Small()
    _ = try small.talk(["a dog"])
    _ = try small.folder.write("t/2999-01-01-000000-house.jsonl", "")
    let outcome = try small.talk(["/summary"], ["--resume"])
    #expect(outcome.output.contains("- a dog"), "\(outcome.errors)")
  }

  @Test("somebody who comes back is met where they left")
  func returning() throws {
    let small = try Small()
    _ = try small.talk(["a dog", "a cat", "keep them", "bye"])
    #expect(try small.talk(["/quit"]).output.hasPrefix("Last time you wished for a dog and a cat.\n"))
    // It is carried on by a session that said nothing of it, and gone with what was forgotten.
    #expect(try small.talk(["/quit"]).output.contains("Last time"))
    _ = try small.run(["forget", "--all", "--transcripts", small.kept])
    #expect(try small.talk(["/quit"]).output.hasPrefix("Hello.\n"))
  }

  @Test(
    "the shipped coach asks how the small step went, by its name, and does not ask again what it was told")
  func returningToShipped() throws {
    let folder = try Folder()
    func talk(_ lines: [String]) throws -> Outcome {
      try Program.run(
        ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t", "--country", "IE"],
        input: Array((lines.joined(separator: "\n") + "\n").utf8), folder: folder)
    }
    let first = try talk([
      "he ended it three weeks ago and we still talk", "sum it up for me", "yes", "yes",
      "ring my sister on sunday",
      "sunday", "not sure", "yes please",
    ])
    let kept = try Data(contentsOf: URL(filePath: try #require(try folder.transcripts().first)))
    let step = "{\"remember\":\"next_step\",\"value\":\"ring my sister on sunday\""
    #expect(String(decoding: kept, as: UTF8.self).contains(step), "\(first.output)")
    let second = try talk(["/summary"])
    #expect(second.output.contains("ring your sister on sunday"), "\(second.output)")
    #expect(!second.output.contains("Tell me what happened"))
  }
}
