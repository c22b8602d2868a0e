import FoundationEssentials
import Script
import Testing

/// Every single slip that a hand or an editor makes, and how many pass in silence.
///
/// A few of them are tried here; `PARLEY_SLIPS=1` tries one in eight of all slips in all shipped scripts, and
/// `PARLEY_SLIPS=all` every one (build with `-c release`; it takes half an hour), and prints each survivor.
@Suite("The slip test")
struct SlipTests {
  /// A lost comma makes two phrases one: nothing but an example that says one of them can know.
  static let unknowable: Set<Slip.Kind> = [.comma]

  struct Count {
    var noticed = 0
    var silent = 0
    var survivors: [String] = []
    var share: Double { Double(silent) / Double(max(1, noticed + silent)) * 100 }
  }

  private func run(_ source: ScriptSource, every stride: Int, from first: Int = 0) throws -> (
    known: Count, commas: Count
  ) {
    let tester = try #require(SlipTester(source))
    var known = Count()
    var commas = Count()
    let all = slips(in: source)
    for index in Swift.stride(from: first, to: all.count, by: stride) {
      let slip = all[index]
      let outcome = tester.outcome(slip)
      var count = Count()
      if outcome == .noticed { count.noticed = 1 }
      if outcome == .silent {
        count.silent = 1
        let name = source.files[slip.file].path
        count.survivors = ["\(name):\(slip.line): \(slip.kind.rawValue)"]
      }
      if Self.unknowable.contains(slip.kind) { commas.add(count) } else { known.add(count) }
    }
    return (known, commas)
  }

  @Test("At most one slip in a hundred passes in silence")
  func paper() throws {
    let (known, _) = try run(try fixture("paper"), every: 13)
    #expect(known.noticed > 150)
    #expect(known.share <= 1, "\(known.survivors.joined(separator: "\n"))")
  }

  @Test(
    "So it is in every shipped script",
    .enabled(if: ProcessInfo.processInfo.environment["PARLEY_SLIPS"] != nil))
  func shipped() throws {
    let isAll = ProcessInfo.processInfo.environment["PARLEY_SLIPS"] == "all"
    for source in try wholeScripts() {
      let (known, commas) = try run(source, every: isAll || source.files.count < 15 ? 1 : 8)
      print(
        source.files.map(\.path).prefix(3), known.noticed, known.silent, known.share, "commas:",
        commas.noticed, commas.silent)
      print(known.survivors.joined(separator: "\n"))
      #expect(known.share <= 1)
    }
  }
}

extension SlipTests.Count {
  mutating func add(_ other: Self) {
    noticed += other.noticed
    silent += other.silent
    survivors += other.survivors
  }
}
