import FoundationEssentials
import Testing

@Suite("Bad input gets a clear word and the right exit code")
struct BadInputTests {
  @Test("a script folder that is missing")
  func missing() throws {
    let folder = try Folder()
    let outcome = try Program.run(["talk", "--scripts", "\(folder.path)/none"], folder: folder)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("There is no script folder"))
  }

  @Test("a script folder that is empty")
  func empty() throws {
    let folder = try Folder()
    let outcome = try Program.run(["talk", "--scripts", folder.path], folder: folder)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("holds no scripts"))
  }

  @Test("a script with an error never begins a session, and shows the place")
  func broken() throws {
    let folder = try Folder()
    _ = try folder.write("coach.parley", "# coach: Coach\n@start talk\n\n@unclear\n  What?\n")
    _ = try folder.write("talk.parley", "# talk: Talk\n## start\nHow are you\n-> nowhere\n")
    let outcome = try Program.run(
      ["talk", "--scripts", folder.path, "--transcripts", "\(folder.path)/t"], input: Array("hi\n".utf8),
      folder: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("talk.parley:"))
    #expect(outcome.errors.contains("^"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/t"))
  }

  @Test(
    "a transcript that is missing, no JSON, cut in half, or from other scripts",
    arguments: [
      ("none.jsonl", nil, Int32(66), "none.jsonl"),
      ("text.jsonl", "hello there\n", 65, "text.jsonl"),
      ("half.jsonl", "{\"parley\":1,\"scri", 65, "half.jsonl"),
      (
        "other.jsonl",
        "{\"parley\":1,\"script\":\"cooking\",\"digest\":\"sha256:00\",\"seed\":1,\"at\":\"2026-11-21T20:14:03Z\",\"facts\":{}}\n",
        1, "cooking"
      ),
    ])
  func transcripts(name: String, text: String?, status: Int32, word: String) throws {
    let folder = try Folder()
    if let text { _ = try folder.write(name, text) }
    let outcome = try Program.run(
      ["replay", "--scripts", Program.scripts, "\(folder.path)/\(name)"], folder: folder)
    #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    #expect((outcome.output + outcome.errors).contains(word))
  }

  @Test("a golden cut in the middle of a line still replays what it holds")
  func cut() throws {
    let folder = try Folder()
    let name = try #require(GoldenTests.goldens.first)
    let bytes = try Data(contentsOf: URL(filePath: "\(Program.root)/Transcripts/\(name)"))
    // In the middle of a line, wherever the half of this one happens to fall.
    let before = try #require(bytes.prefix(bytes.count / 2).lastIndex(of: 0x0A))
    let half = String(decoding: bytes.prefix(before + 20), as: UTF8.self)
    let file = try folder.write("half.jsonl", half)
    let outcome = try Program.run(["replay", "--scripts", Program.scripts, file], folder: folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("cut"))
  }

  @Test("a replay of nothing fails")
  func nothing() throws {
    let folder = try Folder()
    let outcome = try Program.run(["replay", "--scripts", Program.scripts, folder.path], folder: folder)
    #expect(outcome.status == 66)
  }

  @Test("a transcript folder that can't be written is told, and the session goes on")
  func unwritable() throws {
    let folder = try Folder()
    let file = try folder.write("file", "not a folder")
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(file)/t"], input: Array("she left\n".utf8),
      folder: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("I can't save this conversation"))
    #expect(!outcome.output.isEmpty)
  }

  @Test("an unknown option is wrong usage")
  func usage() throws {
    let folder = try Folder()
    let outcome = try Program.run(["talk", "--loud"], folder: folder)
    #expect(outcome.status == 64)
  }

  @Test("a file that may grow no further is told once, the session goes on, and what was saved replays")
  func full() throws {
    let folder = try Folder()
    let words = "we split up on friday " + String(repeating: "and i keep thinking about it ", count: 40)
    let lines = Array(repeating: words, count: 12).joined(separator: "\n") + "\n"
    let script = "ulimit -f 8; exec \"$0\" talk --scripts \"$1\" --transcripts \"$2\""
    let outcome = try Program.run(
      ["-c", script, try Program.path(), Program.scripts, "\(folder.path)/t"], input: Array(lines.utf8),
      folder: folder, program: "/bin/sh")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("largest size allowed"))
    let transcript = try #require(try folder.transcripts().first)
    let replay = try Program.run(["replay", "--scripts", Program.scripts, transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }
}
