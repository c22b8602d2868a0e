import FoundationEssentials
import PseudoTerminal
import Testing

@Suite("A session through pipes")
struct PipedSessionTests {
  private let lines = ["she left me two weeks ago", "i want her back", "i miss her", "dunno", "ok bye"]

  @Test("one line in is one turn out, with no prompt and no colour, and it replays")
  func piped() throws {
    let folder = try Folder()
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t", "--seed", "7"],
      input: Array(lines.joined(separator: "\n").utf8), folder: folder)
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(!outcome.output.contains("> "))
    let transcript = try #require(try folder.transcripts().first)
    let records = String(decoding: try Data(contentsOf: URL(filePath: transcript)), as: UTF8.self)
    #expect(records.split(separator: "\n").filter { $0.hasPrefix("{\"you\":") }.count >= 4)
    let replay = try Program.run(["replay", "--scripts", Program.scripts, transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }

  @Test("a conversation that was left goes on in its own file, and the whole of it replays")
  func resumed() throws {
    let folder = try Folder()
    let talk = ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t"]
    _ = try Program.run(talk, input: Array("we split up on friday\n".utf8), folder: folder)
    let outcome = try Program.run(
      talk + ["--resume"], input: Array("it was his decision\n".utf8), folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let kept = try folder.transcripts()
    #expect(kept.count == 1)
    let records = String(decoding: try Data(contentsOf: URL(filePath: kept[0])), as: UTF8.self)
    #expect(records.split(separator: "\n").filter { $0.hasPrefix("{\"you\":") }.count == 2)
    let replay = try Program.run(["replay", "--scripts", Program.scripts, kept[0]], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }

  @Test("nothing is kept off the record")
  func offRecord() throws {
    let folder = try Folder()
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t", "--off-record"],
      input: Array("she left\n".utf8), folder: folder)
    #expect(outcome.status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/t"))
  }

  @Test("a transcript goes where the XDG base directories say, for its owner only")
  func places() throws {
    let folder = try Folder()
    _ = try Program.run(
      ["talk", "--scripts", Program.scripts], input: Array("hello\n".utf8),
      environment: ["XDG_STATE_HOME": "\(folder.path)/state"], folder: folder)
    let kept = try folder.transcripts(in: "state/parley/transcripts")
    #expect(kept.count == 1)
    let file = try FileManager.default.attributesOfItem(atPath: try #require(kept.first))
    #expect(file[.posixPermissions] as? Int == 0o600)
    let home = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/state/parley/transcripts")
    #expect(home[.posixPermissions] as? Int == 0o700)
  }

  @Test("parley forget --all deletes every transcript and the typed lines")
  func forget() throws {
    let folder = try Folder()
    for _ in 0..<2 {
      _ = try Program.run(
        ["talk", "--scripts", Program.scripts], input: Array("hello\n".utf8), folder: folder)
    }
    let place = ".local/state/parley/transcripts"
    #expect(try folder.transcripts(in: place).count == 2)
    let outcome = try Program.run(["forget", "--all"], folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.transcripts(in: place).isEmpty)
  }

  @Test("a line of a megabyte and bytes that are no text are answered, told, and kept")
  func hugeAndBroken() throws {
    let folder = try Folder()
    let huge = Array(repeating: UInt8(ascii: "a"), count: 1 << 20)
    let broken: [UInt8] = [0x69, 0x20, 0xFF, 0xC3, 0x28, 0x20, 0x68, 0x75, 0x72, 0x74, 0x0A]
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t"],
      input: huge + [0x0A] + broken, folder: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("not readable text (from byte 3 on)"))
    let transcript = try #require(try folder.transcripts().first)
    let size = try FileManager.default.attributesOfItem(atPath: transcript)[.size] as? Int ?? 0
    #expect(size > 1 << 20)
    let replay = try Program.run(["replay", "--scripts", Program.scripts, transcript], folder: folder)
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }
}
