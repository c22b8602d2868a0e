import Foundation
import Testing

@testable import Transcripts

@Suite("The recorder, on real files")
struct RecorderTests {
  /// A folder of its own for each test, gone afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func bytes(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map(Array.init) ?? []
  }

  private func mode(_ path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("folders are made for the owner alone, and so is the file")
  func permissions() throws {
    try withFolder { folder in
      let (recorder, problem) = Recorder.create(in: folder + "/a/b", name: "x")
      #expect(problem == nil)
      #expect(recorder.append(Made.records()) == nil)
      #expect(recorder.settle() == nil)
      #expect(bytes(recorder.path) == Made.bytes())
      #expect(mode(recorder.path) == 0o600)
      #expect(mode(folder + "/a/b") == 0o700)
      #expect(mode(folder + "/a") == 0o700)
    }
  }

  @Test("a name that is taken gets a number, and no file is ever written over")
  func names() throws {
    try withFolder { folder in
      let first = Recorder.create(in: folder, name: "x").recorder
      #expect(first.append([Record(.note("one"))]) == nil)
      let second = Recorder.create(in: folder, name: "x").recorder
      #expect(second.path == folder + "/x-2.jsonl")
      #expect(bytes(first.path) == utf8("{\"note\":\"one\"}\n"))
    }
  }

  @Test("a plain and an encrypted one begun in one second are told apart, the later last")
  func sealedTwin() throws {
    try withFolder { folder in
      let seal = try Age(passphrase: "one two", workFactor: 4)
      let all = [
        Recorder.create(in: folder, name: "x", seal: seal), Recorder.create(in: folder, name: "x"),
        Recorder.create(in: folder, name: "x", seal: seal),
      ]
      #expect(
        all.map(\.recorder.path) == ["x.jsonl.age", "x-2.jsonl", "x-3.jsonl.age"].map { folder + "/" + $0 })
      #expect(all.allSatisfy { $0.problem == nil })
      #expect(try TranscriptFolder.sessions(in: folder) == all.map(\.recorder.path))
    }
  }

  @Test("a symbolic link is not followed")
  func links() throws {
    try withFolder { folder in
      let made = Recorder.create(in: folder, name: "x").recorder
      try FileManager.default.createSymbolicLink(atPath: folder + "/y.jsonl", withDestinationPath: made.path)
      #expect(Recorder.create(in: folder, name: "y").recorder.path == folder + "/y-2.jsonl")
      let problem = #expect(throws: RecordingProblem.self) { try Recorder.open(folder + "/y.jsonl") }
      #expect(problem?.cause == .link)
    }
  }

  @Test("two sessions never write one file")
  func locked() throws {
    try withFolder { folder in
      let recorder = Recorder.create(in: folder, name: "x").recorder
      #expect(recorder.append(Made.records()) == nil)
      let problem = #expect(throws: RecordingProblem.self) { try Recorder.open(recorder.path) }
      #expect(problem?.cause == .inUse)
    }
  }

  @Test("a file killed at any byte opens with every whole line")
  func recovery() throws {
    try withFolder { folder in
      let all = Made.bytes(Made.records(Array(Made.acts.suffix(4))))
      let path = Recorder.create(in: folder, name: "x").recorder.path
      for count in 0...all.count {
        try Data(all[..<count]).write(to: URL(filePath: path))
        let (recorder, recovery) = try Recorder.open(path)
        #expect(recorder.append([Record(.note("on"))]) == nil)
        let whole = all[..<count].lastIndex(of: 0x0A).map { Array(all[...$0]) } ?? []
        let isWhole = count < all.count && all[count] == 0x0A && whole.count < count
        #expect(recovery.completed == isWhole)
        #expect(recovery.cut == (isWhole ? 0 : count - whole.count))
        #expect(bytes(path) == (isWhole ? all[...count] : whole[...]) + utf8("{\"note\":\"on\"}\n"))
      }
    }
  }

  @Test("a folder taken away is made again, with all that was said")
  func vanished() throws {
    try withFolder { folder in
      let recorder = Recorder.create(in: folder + "/t", name: "x").recorder
      #expect(recorder.append([Record(.note("one"))]) == nil)
      try FileManager.default.removeItem(atPath: folder + "/t")
      #expect(recorder.append([Record(.note("two"))]) == nil)
      #expect(bytes(recorder.path) == utf8("{\"note\":\"one\"}\n{\"note\":\"two\"}\n"))
      #expect(mode(recorder.path) == 0o600)
    }
  }

  @Test("a folder that can't be made is a problem with words, and is tried again")
  func blocked() throws {
    try withFolder { folder in
      try Data().write(to: URL(filePath: folder))
      let (recorder, problem) = Recorder.create(in: folder + "/t", name: "x")
      #expect(problem?.cause == .vanished)
      #expect(recorder.append([Record(.note("one"))]) != nil)
      #expect(!recorder.isSaved)
      try FileManager.default.removeItem(atPath: folder)
      #expect(recorder.append([Record(.note("two"))]) == nil)
      #expect(bytes(recorder.path) == utf8("{\"note\":\"one\"}\n{\"note\":\"two\"}\n"))
    }
  }

  @Test("forgetting takes the file away and writes no more")
  func forget() throws {
    try withFolder { folder in
      let recorder = Recorder.create(in: folder, name: "x").recorder
      #expect(recorder.append(Made.records()) == nil)
      #expect(recorder.forget() == nil)
      #expect(!FileManager.default.fileExists(atPath: recorder.path))
      #expect(recorder.append(Made.records()) != nil)
      #expect(!FileManager.default.fileExists(atPath: recorder.path))
    }
  }
}
