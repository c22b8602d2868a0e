import Dialogue
import Script
import Slips
import Testing

/// Every single slip that a hand or an editor makes, and how many pass in silence.
///
/// A sample is tried here, on scripts as `parley format` leaves them; `make slips` tries every one and lists each that
/// passes, with what would catch it.
@Suite("The slip test")
struct SlipTests {
  struct Count {
    var known = SlipCount()
    var survivors: [String] = []
  }

  private func run(_ source: ScriptSource, every stride: Int, listens: Bool) throws -> Count {
    let tidy = ScriptSource(files: source.files.map(format))
    let tester = try #require(SlipTester(tidy, listens: listens))
    var count = Count()
    // A claim that is lost is its script's own watchman: `make slips` counts those, and a small script has many.
    let all = slips(in: tidy).filter { $0.kind.isOfTheLanguage && $0.kind != .lostClaim }
    for index in Swift.stride(from: 0, to: all.count, by: stride) {
      let slip = all[index]
      let outcome = tester.outcome(slip)
      count.known.add(outcome)
      guard outcome == .silent else { continue }
      count.survivors.append("\(tidy.files[slip.file].path):\(slip.line): \(slip.kind.rawValue)")
    }
    return count
  }

  @Test(
    "At most one slip of the language in a hundred passes in silence, lost commas and all",
    arguments: [("Tests/ScriptTests/Fixtures/paper", 23, 180), ("Scripts/houseplant", 7, 100)])
  func sample(_ path: String, _ stride: Int, _ least: Int) throws {
    let count = try run(try folder(path), every: stride, listens: true)
    #expect(count.known[.noticed] >= least, "\(count.known)")
    #expect(count.known.silentShare <= 1, "\(count.survivors.joined(separator: "\n"))")
  }

  @Test("So it is in the coach, of which one in seven hundred is tried")
  func coach() throws {
    let count = try run(try folder("Scripts/reconcile"), every: 701, listens: false)
    #expect(count.known[.noticed] > 90)
    // One in a hundred, rounded up; `make slips` tries them by the thousand.
    let most = (count.known[.noticed] + count.known[.silent] + 99) / 100
    #expect(count.known[.silent] <= most, "\(count.survivors.joined(separator: "\n"))")
  }

  @Test("Every kind of slip is made, and each is where it says it is")
  func kinds() throws {
    var kinds: Set<Slip.Kind> = []
    for source in [try fixture("paper"), try fixture("everything")] {
      for slip in slips(in: source) {
        kinds.insert(slip.kind)
        let bytes = source.files[slip.file].bytes
        let line = bytes[..<slip.range.lowerBound].count { $0 == 0x0A } + 1
        if line != slip.line { Issue.record("\(slip) is in line \(line)") }
        if slip.applied(to: source.files[slip.file]).bytes == bytes {
          Issue.record("\(slip) changes nothing")
        }
      }
    }
    #expect(kinds == Set(Slip.Kind.allCases))
  }

  @Test("A lost comma leaves a gap in a tidy list, wherever words to listen for stand")
  func lostComma() throws {
    let topic = """
      # topic: A topic

      @intent tea
        says: tea please
        not: no tea
        words: cuppa,  brew,  a pot

      ## start
      Tea?
      - [tea]
      - later: tomorrow,  not now,  in a bit
      @end

      """
    let source = script(topic, manifest: smallManifest + "\n@same mum,  mom,  mam\n")
    #expect(source.files.map(format) == source.files)
    #expect(read(source).errors.isEmpty, "\(read(source).shown)")
    let tester = try #require(SlipTester(source))
    // Of a fact's values a lost comma makes one, which whatever speaks of either then finds missing.
    let lists = source.files.map {
      String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
    let commas = slips(in: source).filter {
      $0.kind == .comma && !lists[$0.file][$0.line - 1].hasPrefix("@fact")
    }
    #expect(commas.count == 12)
    for comma in commas { #expect(tester.outcome(comma) == .noticed) }
  }
}
