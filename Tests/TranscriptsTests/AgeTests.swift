import Foundation
import Testing

@testable import Transcripts

@Suite("Encrypted transcripts")
struct AgeTests {
  /// Far too low for anything but a test.
  static let quick = 4

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/parley-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(
    "what was encrypted is decrypted, whatever its size", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func roundTrip(size: Int) throws {
    let plain = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let key = try Age(passphrase: "three plain words", workFactor: Self.quick)
    let file = try key.encrypt(plain)
    #expect(try Age(passphrase: "three plain words", opening: file).decrypt(file) == plain)
    #expect(try key.encrypt(plain) != file)
  }

  @Test("another passphrase, a changed byte anywhere, or a missing end is refused")
  func refused() throws {
    let file = try Age(passphrase: "right", workFactor: 1).encrypt(Array("some words".utf8))
    #expect(throws: Age.Problem.wrongPassphrase) { try Age(passphrase: "wrong", opening: file) }
    for index in file.indices {
      var spoilt = file
      spoilt[index] ^= 1
      // A harder work factor would only take longer to fail.
      if spoilt.starts(with: file.prefix(40)) || index < 30 {
        #expect(throws: Age.Problem.self) { try Age(passphrase: "right", opening: spoilt).decrypt(spoilt) }
      }
    }
    for count in 0..<file.count {
      let cut = Array(file[..<count])
      #expect(throws: Age.Problem.self) { try Age(passphrase: "right", opening: cut).decrypt(cut) }
    }
  }

  @Test("a chunk left out, or put in another's place, is refused")
  func chunks() throws {
    let plain = [UInt8](repeating: 7, count: 3 * Age.chunk)
    let key = try Age(passphrase: "p", workFactor: 1)
    let file = try key.encrypt(plain)
    let sealed = Age.chunk + 16
    let start = file.count - 3 * sealed
    let chunk = { (number: Int) in Array(file[(start + number * sealed)..<(start + (number + 1) * sealed)]) }
    let head = Array(file[..<start])
    for order in [[0, 1], [0, 2, 1], [1, 0, 2], [0, 1, 2, 2], [0, 2]] {
      #expect(throws: Age.Problem.damaged) { try key.decrypt(head + order.flatMap(chunk)) }
    }
    #expect(try key.decrypt(head + [0, 1, 2].flatMap(chunk)) == plain)
  }

  @Test("what is not such a file is refused by name")
  func headers() {
    let salt = Base64.encode([UInt8](repeating: 1, count: 16))
    let wrapped = Base64.encode([UInt8](repeating: 2, count: 32))
    let mark = "--- \(wrapped)\n"
    for (text, problem) in [
      ("", .notAge), ("age-encryption.org/v2\n", .notAge), ("age-encryption.org/v1\n", .damaged),
      ("age-encryption.org/v1\n-> X25519 abc\nabc\n\(mark)", .noPassphrase),
      ("age-encryption.org/v1\n-> scrypt \(salt) 18\n\(wrapped)\n-> x\n", .noPassphrase),
      ("age-encryption.org/v1\n-> scrypt \(salt) 018\n\(wrapped)\n\(mark)", .damaged),
      ("age-encryption.org/v1\n-> scrypt \(salt) 30\n\(wrapped)\n\(mark)", .tooHard),
      ("age-encryption.org/v1\n-> scrypt \(salt)= 18\n\(wrapped)\n\(mark)", .damaged),
    ] as [(String, Age.Problem)] {
      #expect(throws: problem) { try Age(passphrase: "x", opening: utf8(text)) }
      #expect(!problem.words.isEmpty)
    }
  }

  @Test(
    "base64 is the standard alphabet without padding",
    arguments: [
      ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{FF}é?>", "w7/DqT8+"),
    ])
  func base64(plain: String, text: String) {
    #expect(Base64.encode(utf8(plain)) == text)
    #expect(Base64.decode(text[...]) == utf8(plain))
    #expect(Base64.decode("\(text)=") == nil)
  }

  @Test("an encrypted session is recorded turn by turn, resumed, remembered and forgotten")
  func recorder() throws {
    try withFolder { folder in
      let records = Made.records()
      let seal = try Age(passphrase: "p", workFactor: Self.quick)
      do {
        let (recorder, problem) = Recorder.create(in: folder, name: "2026-11-21-201403-small", seal: seal)
        #expect(problem == nil)
        #expect(recorder.path.hasSuffix(".jsonl.age"))
        for record in records.dropLast() { #expect(recorder.append([record]) == nil) }
        #expect(throws: TranscriptProblem.self) { try Recorder.open(recorder.path, passphrase: "p") }
      }
      let path = folder + "/2026-11-21-201403-small.jsonl.age"
      let bytes = try Array(Data(contentsOf: URL(filePath: path)))
      #expect(bytes.starts(with: utf8("age-encryption.org/v1\n-> scrypt ")))
      #expect(throws: TranscriptProblem.self) { try Recorder.open(path, passphrase: "q") }
      let again = try Recorder.open(path, passphrase: "p")
      #expect(again.append([records[records.count - 1]]) == nil)
      #expect(try Transcript.read(path, passphrase: "p").bytes == Made.bytes(records))
      #expect(RememberedFacts.last(in: folder, script: "small", passphrase: "p").map(\.name) == ["notes"])
      #expect(RememberedFacts.last(in: folder, script: "small").isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
      #expect(again.forget() == nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test("killed or refused at any write, an encrypted file is whole: as it was before the write, or after")
  func crash() throws {
    let appends = Array(CrashTests.appends.prefix(12))
    let seal = try Age(passphrase: "p", workFactor: 1)
    for write in 0..<appends.count {
      for fault in [FakeDisk.Fault.dies, .error(ENOSPC)] {
        for eighths in [0, 4, 8] {
          let disk = FakeDisk(FakeDisk.Plan(write: write, fault: fault, eighths: eighths))
          let (recorder, _) = Recorder.create(in: "/t", name: "x", seal: seal, files: disk.layer)
          var shown: [UInt8] = []
          for records in appends {
            _ = recorder.append(records)
            if disk.isDead { break }
            shown += records.flatMap(RecordWriter.line)
          }
          let died = disk.isDead
          if !died { _ = recorder.tryAgain() }
          disk.restart()
          guard let file = disk.contents("/t/x.jsonl.age"), !file.isEmpty else {
            #expect(write == 0 && died)
            continue
          }
          let plain = try seal.decrypt(file)
          #expect(plain == shown)
        }
      }
    }
  }

  /// Where Debian's `age` is, if it is here.
  private static let program = ["/usr/bin/age", "/usr/local/bin/age", "/opt/homebrew/bin/age"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "the age program opens what we wrote, and we open what it wrote",
    .enabled(if: program != nil && script != nil))
  func bothWays() throws {
    try withFolder { folder in
      let ours = folder + "/ours.age"
      let theirs = folder + "/theirs.age"
      let plain = Made.bytes()
      try Data(plain).write(to: URL(filePath: folder + "/plain"))
      try Data(Age(passphrase: "p w", workFactor: 10).encrypt(plain)).write(to: URL(filePath: ours))
      try type("p w", "age -d -o \(folder)/opened \(ours)")
      #expect(try Array(Data(contentsOf: URL(filePath: folder + "/opened"))) == plain)
      try type("p w\np w", "age -p -o \(theirs) \(folder)/plain")
      let file = try Array(Data(contentsOf: URL(filePath: theirs)))
      #expect(try Age(passphrase: "p w", opening: file).decrypt(file) == plain)
    }
  }

  /// `age` asks a terminal for passphrases, so `script` lends it one.
  private static let script = ["/usr/bin/script"].first { FileManager.default.isExecutableFile(atPath: $0) }

  private func type(_ lines: String, _ command: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.script))
    process.arguments = ["-qec", command, "/dev/null"]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(Data((lines + "\n").utf8))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
