import Dialogue
import FoundationEssentials
import Testing

@Suite("Spoilt transcripts, given to the built program")
struct SpoiltFilesTests {
  /// A small script, so that every start of the program is quick.
  private static func scripts(_ folder: Folder) throws -> String {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/s", withIntermediateDirectories: false)
    _ = try folder.write(
      "s/coach.parley",
      "# coach: Coach\n@start talk\n\n@unclear\n  I want to get this right.\n@still unclear\n  Let's leave that.\n"
    )
    _ = try folder.write(
      "s/talk.parley",
      """
      # talk: Talk
      @fact said: text

      ## start
      How are you?
      - good: fine, all right
        That is good to hear.
      - anything as said
        "{said}". Thank you.
      -> more

      ## more
      What else?
      - nothing: that is all -> over
      - anything as said
        "{said}". I hear you.
      -> more

      ## over
      Goodbye.
      @end

      """)
    return "\(folder.path)/s"
  }

  /// A session recorded by the program itself, as lines.
  private static func recorded(_ scripts: String, _ folder: Folder) throws -> [[UInt8]] {
    let said = "i am \"all\" right\nthe blue bicycle\nsomething, or other\nit rained\n"
    let talk = try Program.run(
      ["talk", "--scripts", scripts, "--transcripts", "\(folder.path)/t", "--seed", "7"],
      input: Array(said.utf8), folder: folder)
    #expect(talk.status == 0, "\(talk.errors)")
    let path = try #require(try folder.transcripts().first)
    return try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map(Array.init)
  }

  /// One way to spoil some lines.
  private static func spoil(_ whole: [[UInt8]], _ generator: inout Generator) -> [UInt8] {
    var lines = whole
    let index = generator.below(lines.count)
    let other = generator.below(lines.count)
    switch generator.below(9) {
    case 0: lines[index][generator.below(lines[index].count)] = UInt8(generator.below(256))
    case 1: lines[index][generator.below(lines[index].count)] ^= UInt8(1 << generator.below(8))
    case 2: lines.remove(at: index)
    case 3: lines.swapAt(index, other)
    case 4: lines.insert(lines[index], at: other)
    case 5: lines[index].removeFirst(1 + generator.below(lines[index].count - 1))
    case 6: lines[index] += [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    case 7: lines[index] = Array("{\"coach\":".utf8) + [UInt8](repeating: UInt8(ascii: "{"), count: 100_000)
    default:
      lines[index].insert(contentsOf: [0x1B, 0x5B, 0x32, 0x4A, 0xC2, 0x9B], at: lines[index].count / 2)
    }
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  /// Nothing that a terminal would act on: no control but the newline.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || !($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) }
  }

  /// The answer to a spoilt file: fine, differing, or unreadable with the line; never a crash.
  private func check(_ outcome: Outcome, _ what: String) {
    #expect([0, 1, 65].contains(outcome.status), "\(what): \(outcome.status) \(outcome.errors)")
    #expect(isHarmless(outcome.output) && isHarmless(outcome.errors), "\(what) reaches the terminal")
    guard outcome.status == 65 else { return }
    #expect((outcome.output + outcome.errors).contains(/line [0-9]+/), "\(what): \(outcome.errors)")
  }

  @Test("replay, show, misses and resume answer clearly, with the line, and nothing acts on the terminal")
  func spoilt() throws {
    let folder = try Folder()
    let scripts = try Self.scripts(folder)
    let lines = try Self.recorded(scripts, folder)
    var generator = Generator(seed: 2_026)
    var refused = 0
    for number in 0..<24 {
      let spoilt = Self.spoil(lines, &generator)
      // Resuming writes; what it is given must be its own.
      for name in ["r", "w"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        try Data(spoilt).write(to: URL(filePath: "\(folder.path)/\(name)/\(number).jsonl"))
      }
      let file = "\(folder.path)/r/\(number).jsonl"
      let shown = try Program.run(["show", file], folder: folder)
      check(shown, "show \(number)")
      if shown.status == 65 { refused += 1 }
      guard number % 4 == 0 else { continue }
      check(try Program.run(["misses", "--scripts", scripts, file], folder: folder), "misses \(number)")
      let resume = ["--resume", "\(folder.path)/w/\(number).jsonl"]
      let talk = ["talk", "--scripts", scripts, "--transcripts", "\(folder.path)/n"] + resume
      let resumed = try Program.run(talk, input: Array("it rained\n".utf8), folder: folder)
      // One that has come to its end can't be gone on with: wrong usage.
      if resumed.status != 64 { check(resumed, "resume \(number)") }
    }
    #expect(refused > 5)
    let replay = try Program.run(["replay", "--scripts", scripts, "\(folder.path)/r"], folder: folder)
    check(replay, "replay")
    #expect(replay.status == 65)
  }
}
