import FoundationEssentials
import Testing

@Suite("Recorded conversations")
struct GoldenTests {
  static var goldens: [String] {
    let folder = "\(Program.root)/Transcripts"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  @Test("there are enough of them, and one is long")
  func enough() throws {
    #expect(Self.goldens.count >= 6)
    let longest = try Self.goldens.map { name in
      let bytes = try Data(contentsOf: URL(filePath: "\(Program.root)/Transcripts/\(name)"))
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("{\"you\":")
      }.count
    }.max()
    #expect(longest ?? 0 >= 200)
  }

  @Test(
    "every one replays as it was recorded, whatever the locale and the time zone",
    arguments: [
      [:], ["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8"], ["TZ": "Asia/Tokyo"],
    ])
  func replayed(environment: [String: String]) throws {
    let folder = try Folder()
    let outcome = try Program.run(
      ["replay", "--scripts", Program.scripts, "\(Program.root)/Transcripts"], environment: environment,
      folder: folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("and twice in one process")
  func twice() throws {
    let folder = try Folder()
    let goldens = "\(Program.root)/Transcripts"
    let outcome = try Program.run(["replay", "--scripts", Program.scripts, goldens, goldens], folder: folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
