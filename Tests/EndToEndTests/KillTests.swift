import Dialogue
import FoundationEssentials
import Testing
import Transcripts

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sessions ended by `kill -9` at moments nobody chose. `make crash` runs hundreds, `make test` a few.
@Suite("Killed without warning")
struct KillTests {
  static let count = ProcessInfo.processInfo.environment["PARLEY_KILLS"].flatMap { Int($0) } ?? 20

  /// What is typed at the shipped coach, and at the small one.
  private static let said = [
    "weeks", "no", "i want her back", "i feel calmer", "dunno", "i miss her", "/undo", "/summary",
    "/country IE", "he hit me", "yes", "help now", "thats all", "i keep my notes",
  ]
  private static let passphrase = "three plain words"

  @Test("no shown reply is missing, and every file opens, replays and can be gone on with")
  func killed() throws {
    let small = try Small()
    let programs = [try Scripts.compiled(small.scripts), try Scripts.shipped.get()]
    var random = Generator(seed: 20_261_122)
    var midTurn = 0
    for number in 0..<Self.count {
      let isShipped = number % 20 == 19
      let isSealed = number % 4 == 3
      let victim = try Victim(
        scripts: isShipped ? Program.scripts : small.scripts,
        folder: "\(small.kept)/\(isShipped ? "shipped" : "small")/\(number)",
        passphrase: isSealed ? Self.passphrase : nil)
      let turns = random.below(40)
      let said = (0..<turns).map {
        $0 == 0 ? "we split up on friday" : Self.said[($0 + number) % Self.said.count]
      }
      victim.type(said)
      victim.killAfter(microseconds: random.below(turns * (isShipped ? 3_000 : 400) + 200))
      let program = programs[isShipped ? 1 : 0]
      let kept = try #require(try Self.check(victim, program, isSealed), "kill \(number)")
      if kept < turns { midTurn += 1 }
    }
    // A test in which every session had long finished would show nothing.
    #expect(midTurn > 0, "none of \(Self.count) was killed on its way")
    print("killed \(Self.count) sessions, \(midTurn) of them before they had answered everything")
    for (name, scripts) in [("small", small.scripts), ("shipped", Program.scripts)] {
      let replay = try small.run(
        ["replay", "\(small.kept)/\(name)", "--scripts", scripts, "--passphrase-fd", "0"],
        lines: [Self.passphrase])
      #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
    }
  }

  /// The file of a killed session holds all that was shown, replays, is taken up again by the program, and replays
  /// again. Nil when there is none although something was shown.
  private static func check(_ victim: Victim, _ replayer: Replayer, _ isSealed: Bool) throws -> Int? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: victim.folder)) ?? []
    guard let name = names.first(where: { $0.hasSuffix(isSealed ? ".jsonl.age" : ".jsonl") }) else {
      return victim.shown.isEmpty ? 0 : nil
    }
    let path = "\(victim.folder)/\(name)"
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    if size == 0, victim.shown.isEmpty {
      try FileManager.default.removeItem(atPath: path)
      return 0
    }
    let words = isSealed ? passphrase : nil
    let before = try Transcript.read(path, passphrase: words)
    let said = before.records.compactMap { record -> String? in
      if case .coach(let words, _) = record.kind { words } else { nil }
    }
    let kept = flat(said.joined(separator: " "))
    #expect(kept.hasPrefix(flat(victim.shown)), "shown: \(victim.shown)\nkept: \(kept)")
    #expect(replayer.verdicts(of: before.bytes, source: path).map(\.outcome) == [.identical])
    let plan = try replayer.resume(before, path: path, at: "2026-11-22T08:00:00Z")
    if plan.way != .ended {
      #expect(plan.way == .sameFile)
      let again = try Victim(
        scripts: victim.scripts, folder: victim.folder, passphrase: words, resuming: path)
      again.finish(["good, and now", "more of it"])
      #expect(again.status == 0)
      let after = try Transcript.read(path, passphrase: words)
      #expect(after.records.starts(with: before.records.dropLast(before.torn > 0 ? 1 : 0)))
      #expect(after.records.count > before.records.count)
      #expect(replayer.verdicts(of: after.bytes, source: path).map(\.outcome) == [.identical])
    }
    let turns = before.records.count { record in
      switch record.kind {
      case .you, .command: true
      default: false
      }
    }
    return turns
  }

  /// Words and nothing between them but single blanks: what is shown has other line ends than what is kept.
  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// The system's, whose name a method here has too.
private func makePipe(_ ends: UnsafeMutablePointer<Int32>?) -> Int32 { ends.map { pipe($0) } ?? -1 }

/// A session of the built program at the other end of two pipes.
private final class Victim {
  let scripts: String
  let folder: String
  private(set) var shown = ""
  /// The exit code; -9 when it was killed.
  private(set) var status: Int32 = 0
  private let input: Int32
  private let output: Int32
  private let process: pid_t

  /// Begins it, and waits until it asks its first question.
  init(scripts: String, folder: String, passphrase: String?, resuming: String? = nil) throws {
    self.scripts = scripts
    self.folder = folder
    let ends = try Self.pipe() + Self.pipe()
    input = ends[1]
    output = ends[2]
    var arguments = [try Program.path(), "talk", "--scripts", scripts, "--transcripts", folder]
    if passphrase != nil { arguments += ["--passphrase-fd", "0"] }
    arguments += resuming.map { ["--resume", $0] } ?? (passphrase == nil ? [] : ["--passphrase-work", "1"])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[3], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words = arguments.map { strdup($0) } + [nil]
    let names = [strdup("HOME=\(folder)"), nil]
    defer { for pointer in words + names { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawn(&child, arguments[0], &actions, nil, words, names) == 0 else {
      throw Trouble("could not start \(arguments)")
    }
    process = child
    close(ends[0])
    close(ends[3])
    if let passphrase { type([passphrase]) }
    _ = readSome()
  }

  deinit { close(output) }

  /// The reading and the writing end, closed in whatever program is started.
  private static func pipe() throws -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard ends.withUnsafeMutableBufferPointer({ makePipe($0.baseAddress) }) == 0 else {
      throw Trouble("no pipe: errno \(errno)")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  /// Few enough that a pipe holds them all.
  func type(_ lines: [String]) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func killAfter(microseconds: Int) {
    usleep(UInt32(microseconds))
    kill(process, SIGKILL)
    end()
  }

  func finish(_ lines: [String]) {
    type(lines)
    end()
  }

  private func end() {
    close(input)
    while readSome() {}
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
    status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : -(raw & 0x7F)
  }

  private var bytes: [UInt8] = []

  /// False at the end.
  private func readSome() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(output, &chunk, chunk.count)
    guard count > 0 else { return false }
    bytes += chunk[..<count]
    shown = String(decoding: bytes, as: UTF8.self)
    return true
  }
}
