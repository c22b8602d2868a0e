import FoundationEssentials
import Testing

@Suite("On and off the record")
struct RecordTests {
  @Test(
    "what is said off the record is nowhere on the disk, and what is kept replays",
    arguments: ["/off", "/off the record"])
  func offAndOn(command: String) throws {
    let small = try Small()
    let outcome = try small.talk(["a dog", command, "a secret", "/file", "/on the record", "a cat"])
    #expect(outcome.output.contains("We are off the record"))
    #expect(outcome.output.contains("kept nowhere"))
    #expect(outcome.output.contains("I heard \"a secret\""))
    #expect(outcome.output.contains("We are on the record again"))
    let file = try #require(try small.files().first)
    let kept = try small.text(file)
    #expect(kept.contains("a dog") && kept.contains("a cat") && kept.contains("\"resumed\":\"talk.more\""))
    for path in try FileManager.default.subpathsOfDirectory(atPath: small.folder.path)
    where !path.hasPrefix(".") {
      let bytes = FileManager.default.contents(atPath: "\(small.folder.path)/\(path)") ?? Data()
      #expect(!String(decoding: bytes, as: UTF8.self).contains("a secret"), "\(path)")
    }
    #expect(try small.replays(file))
  }

  @Test("a session that is left off the record ends where it went off it, and can be resumed there")
  func leftOff() throws {
    let small = try Small()
    _ = try small.talk(["a dog", "/off", "a secret"])
    let file = try #require(try small.files().first)
    #expect(try small.text(file).hasSuffix("\"}\n"))
    #expect(try small.text(file).contains("{\"end\":\"left\""))
    #expect(try small.replays(file))
    let resumed = try small.talk(["my summary"], ["--resume"])
    #expect(resumed.output.contains("- a dog") && !resumed.output.contains("secret"))
    #expect(try small.replays(file))
  }

  @Test("a goodbye off the record leaves the kept part open to be resumed")
  func goodbye() throws {
    let small = try Small()
    let outcome = try small.talk(["a dog", "/off", "bye for now"])
    #expect(outcome.output.contains("Bye, then."))
    let file = try #require(try small.files().first)
    #expect(try small.text(file).contains("{\"end\":\"left\""))
    #expect(try small.replays(file))
  }

  @Test("what guards the person can't be unsaid: such a session stays off the record")
  func guarded() throws {
    let small = try Small()
    let outcome = try small.talk(["a dog", "/off", "he hit me", "yes", "/on", "a cat"])
    #expect(outcome.output.contains("so we stay off the record"))
    #expect(outcome.output.contains("I heard \"a cat\""))
    let kept = try small.text(try #require(try small.files().first))
    #expect(!kept.contains("a cat") && !kept.contains("hit"))
  }

  @Test("off the record the coach's promise to keep something is put right")
  func kept() throws {
    let small = try Small()
    let outcome = try small.talk(["a dog", "/off", "keep them"])
    #expect(outcome.output.contains("They are kept for next time."))
    #expect(outcome.errors.contains("nothing of this is there next time"))
    let next = try small.talk(["hello"])
    #expect(!next.output.contains("Last time"))
  }

  @Test("with nothing kept there is nothing to go back to, and /forget off the record deletes what was kept")
  func commands() throws {
    let small = try Small()
    let none = try small.talk(["/off", "/on", "/forget"], ["--off-record"])
    #expect(
      none.output.split(separator: "Nothing is being kept.", omittingEmptySubsequences: false).count == 3)
    #expect(none.output.contains("without --off-record"))
    let outcome = try small.talk(["/on", "a dog", "/off", "/off", "/forget", "a cat", "/file"])
    #expect(outcome.output.contains("We are on the record. This conversation is kept in"))
    #expect(outcome.output.contains("It is deleted"))
    #expect(try small.files().isEmpty)
  }
}

@Suite("Words replaced")
struct RedactTests {
  private let lines = [
    "a purple dog", "he hit me", "yes", "the numbers please", "/summary", "keep them", "bye",
  ]

  @Test("a session kept with --redact holds none of the words, and replays")
  func talk() throws {
    let small = try Small()
    let outcome = try small.talk(lines, ["--redact"])
    #expect(outcome.output.contains("I heard \"a purple dog\""))
    let file = try #require(try small.files().first)
    let kept = try small.text(file)
    for word in ["purple", "dog", "please"] { #expect(!kept.contains(word), "\(word)") }
    #expect(kept.contains("\"name\":\"[danger]\"") && kept.contains("words in this transcript were replaced"))
    #expect(try small.replays(file))
    // Nor is a stand-in anything to be greeted with.
    #expect(!(try small.talk(["hello"]).output.contains("Last time")))
  }

  @Test("off the record, back and undo go with other words too")
  func commands() throws {
    let small = try Small()
    let outcome = try small.talk(
      ["a purple dog", "/off", "a secret", "/on", "a cat", "/undo", "/file", "my summary"], ["--redact"])
    #expect(outcome.output.contains("with your words replaced."))
    #expect(outcome.output.contains("- a purple dog\n\n"))
    let file = try #require(try small.files().first)
    for word in ["purple", "secret", "a cat"] { #expect(!(try small.text(file).contains(word)), "\(word)") }
    #expect(try small.text(file).contains("{\"command\":\"undo\""))
    #expect(try small.replays(file))
  }

  @Test("parley redact does the same to what was kept, to the output and into a folder")
  func redact() throws {
    let small = try Small()
    _ = try small.talk(lines)
    let file = try #require(try small.files().first)
    let printed = try small.run(["redact", file])
    #expect(printed.status == 0, "\(printed.errors)")
    for word in ["purple", "dog", "please"] { #expect(!printed.output.contains(word), "\(word)") }
    #expect(try small.replays(try small.folder.write("printed.jsonl", printed.output)))
    let written = try small.run(["redact", file, "--into", "\(small.folder.path)/out"])
    let copy = String(written.output.dropLast())
    #expect(copy.hasPrefix("\(small.folder.path)/out/"))
    #expect(try small.text(copy) == printed.output)
    #expect(try small.replays(copy))
    // Never over what is there.
    #expect(
      try small.run(["redact", file, "--into", "\(small.folder.path)/out"]).output.contains("-2.jsonl"))
  }

  @Test("--redact is for a session that begins, and not for one that is not kept")
  func usage() throws {
    let small = try Small()
    #expect(try small.talk([], ["--redact", "--off-record"]).status == 64)
    #expect(try small.talk([], ["--redact", "--resume"]).status == 64)
  }
}
