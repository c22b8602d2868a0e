import Foundation
import Testing

@testable import Transcripts

@Suite("Where transcripts live")
struct FolderTests {
  @Test(
    "the folder follows the XDG base directories",
    arguments: [
      ([:], "/home/a/.local/state/parley/transcripts"),
      (["XDG_STATE_HOME": "/s"], "/s/parley/transcripts"),
      (["XDG_STATE_HOME": "relative"], "/home/a/.local/state/parley/transcripts"),
      (["XDG_STATE_HOME": ""], "/home/a/.local/state/parley/transcripts"),
    ])
  func standard(environment: [String: String], folder: String) {
    #expect(TranscriptFolder.standard(environment: environment, home: "/home/a") == folder)
  }

  @Test("a name is made of the time and the script, and of nothing that is not plain")
  func names() {
    let moment = Moment(secondsSince1970: 1_795_292_043)
    #expect(TranscriptFolder.name(at: moment, script: "coach") == "2026-11-21-201403-coach")
    #expect(TranscriptFolder.name(at: moment, script: "../é x") == "2026-11-21-201403-______x")
  }

  @Test("remembered facts are those of the last session of the same script")
  func remembered() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func session(_ name: String, _ records: [Record]) {
      let recorder = Recorder.create(in: folder, name: name).recorder
      #expect(recorder.append(records) == nil)
    }
    #expect(RememberedFacts.last(in: folder, script: "small") == [])
    session("2026-11-21-201403-small", Made.records())
    #expect(
      RememberedFacts.last(in: folder, script: "small")
        == [RecordedFact(name: "notes", value: .list(["no shouting", "the flat\nand the car"]))])
    session("2026-11-22-201403-small", [Record(.header(Made.header)), Record(.forget("notes"))])
    session("2026-11-22-201403-small", [Record(.header(Made.header)), Record(.remember("name", .text("Z")))])
    var other = Made.header
    other.script = "other"
    session("2026-12-22-201403-other", [Record(.header(other))])
    #expect(
      RememberedFacts.last(in: folder, script: "small").map(\.name) == ["notes", "name"])
    let result = try Forgetting.wipeAll(in: folder)
    #expect(result.wiped.count == 4)
    #expect(result.problems.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("a transcript that a session writes to is not wiped under it")
  func inUse() {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let recorder = Recorder.create(in: folder, name: "x").recorder
    #expect(recorder.append(Made.records()) == nil)
    #expect(Forgetting.wipe([recorder.path]).problems.map(\.cause) == [.inUse])
    #expect(Forgetting.wipe([folder + "/none"]).problems.map(\.cause) == [.vanished])
  }

  @Test("a digest depends on every name and byte, and not on the order of files")
  func digest() {
    let files: [(name: String, bytes: [UInt8])] = [("a", utf8("bc")), ("b", utf8("d"))]
    let digest = ScriptDigest.of(files)
    #expect(digest.utf8.count == 71)
    #expect(ScriptDigest.of(files.reversed()) == digest)
    #expect(ScriptDigest.of([("ab", utf8("c")), ("b", utf8("d"))]) != digest)
    #expect(ScriptDigest.of([("a", utf8("bd")), ("b", utf8("d"))]) != digest)
    #expect(
      ScriptDigest.of([]) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
