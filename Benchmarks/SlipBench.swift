import Dialogue
import Script
import Slips
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Tries every slip of a hand on whole scripts and says which pass in silence: `make slips`.
///
/// What nothing is said about goes to a file, one slip a line: where, what, the line as it was and as it is, and what
/// would catch it. A large script takes hours: it is tried in portions, each spread over the whole script, and after
/// each the file holds what was found so far.
struct SlipBench {
  var folders: [String] = []
  /// Every how many slips one is tried.
  var stride = 1
  var survivors = ".build/slips.tsv"
  var transcripts = "Transcripts"
  var isTidied = false
  /// Of the misspelt words of phrases, which only an example can notice, one in so many is tried.
  var words = 10

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--every": stride = rest.popFirst().flatMap(Int.init) ?? 1
      case "--to": survivors = rest.popFirst() ?? survivors
      case "--tidied": isTidied = true
      case "--words": words = rest.popFirst().flatMap(Int.init) ?? 1
      default: folders.append(argument)
      }
    }
    if folders.isEmpty { folders = ["Scripts/houseplant", "Scripts/reconcile"] }
  }

  /// False when more than one in a hundred passes in silence somewhere.
  func run() async throws -> Bool {
    var lines = ["where\tslip\twas\tis\twhat would catch it"]
    var holds = true
    defer {
      print(
        "\(lines.count - 1) slips that the scripts' own check is silent about are listed in \(survivors).")
    }
    for folder in folders {
      let source = try Self.source(folder)
      let tried = isTidied ? ScriptSource(files: source.files.map(format)) : source
      guard var tester = SlipTester(tried, listens: true) else {
        print("\(folder) has errors; \"parley check\" shows them.")
        return false
      }
      tester.replays = try replays(tester.program)
      let before = lines
      let result = try await tryAll(tester) { soFar in
        lines = before + soFar.survivors.map { Self.survivor($0, in: tried, folder) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: survivors))
      }
      holds = report(folder, result) <= 1 && holds
    }
    return holds
  }

  private static func source(_ folder: String) throws -> ScriptSource {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return ScriptSource(
      files: try names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.map { name in
        SourceFile(path: name, bytes: Array(try Data(contentsOf: URL(filePath: folder + "/" + name))))
      })
  }

  /// Whether a program still does what was recorded with this script.
  private func replays(_ program: Program) throws -> @Sendable (Program) -> Bool {
    let replayer = Replayer(program: program, digest: "")
    var recordings: [(bytes: [UInt8], outcomes: [Verdict.Outcome])] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: transcripts).sorted() {
      guard let data = FileManager.default.contents(atPath: transcripts + "/" + name) else { continue }
      let verdicts = replayer.verdicts(of: Array(data), source: name)
      // A conversation with another script is broken from its first line on.
      guard verdicts.contains(where: { $0.outcome < .broken }) else { continue }
      recordings.append((Array(data), verdicts.map(\.outcome)))
    }
    let kept = recordings
    return { changed in
      let replayer = Replayer(program: changed, digest: "")
      return kept.allSatisfy { replayer.verdicts(of: $0.bytes, source: "").map(\.outcome) == $0.outcomes }
    }
  }

  private struct Result: Sendable {
    var counts: [Slip.Kind: SlipCount] = [:]
    var survivors: [(slip: Slip, outcome: SlipOutcome)] = []

    mutating func add(_ slip: Slip, _ outcome: SlipOutcome) {
      counts[slip.kind, default: SlipCount()].add(outcome)
      if [.silent, .example, .recording].contains(outcome) { survivors.append((slip, outcome)) }
    }

    /// Survivors stay in the order of the script.
    mutating func add(_ other: Result) {
      for (kind, count) in other.counts { counts[kind, default: SlipCount()].add(count) }
      survivors += other.survivors
      survivors.sort { ($0.slip.file, $0.slip.range.lowerBound) < ($1.slip.file, $1.slip.range.lowerBound) }
    }

    /// What happened to all slips of the language, or to those of meaning.
    func sum(ofTheLanguage: Bool) -> SlipCount {
      counts.reduce(into: SlipCount()) { if $1.key.isOfTheLanguage == ofTheLanguage { $0.add($1.value) } }
    }
  }

  /// Portion by portion, so that a long run can be followed, and stopped with what it found.
  private func tryAll(_ tester: SlipTester, kept: (Result) throws -> Void) async throws -> Result {
    let every = slips(in: tester.source)
    let all = every.indices.filter { every[$0].kind != .misspelt || $0 % words == 0 }.map { every[$0] }
    print("\(all.count) of \(every.count) slips, one in \(stride) of them")
    let tried = Swift.stride(from: 0, to: all.count, by: stride).map { all[$0] }
    let portions = max(1, min(64, tried.count / 500))
    var whole = Result()
    for portion in 0..<portions {
      let some = Swift.stride(from: portion, to: tried.count, by: portions).map { tried[$0] }
      whole.add(await tryOnAllCores(some, tester))
      try kept(whole)
      if portions > 1 {
        let share = Self.hundredths(whole.sum(ofTheLanguage: true).silentShare)
        print("\(portion + 1) of \(portions) portions: \(share) in a hundred silent so far")
        fflush(nil)
      }
    }
    return whole
  }

  private func tryOnAllCores(_ some: [Slip], _ tester: SlipTester) async -> Result {
    let workers = ProcessInfo.processInfo.activeProcessorCount
    return await withTaskGroup(of: Result.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var result = Result()
          for index in Swift.stride(from: worker, to: some.count, by: workers) {
            result.add(some[index], tester.outcome(some[index]))
          }
          return result
        }
      }
      var whole = Result()
      for await part in group { whole.add(part) }
      return whole
    }
  }

  /// Prints a table and gives the share of the language's own slips that pass in silence, in a hundred.
  private func report(_ folder: String, _ result: Result) -> Double {
    print("\n\(folder): tried, harmless, said by the checker, by an example, only by a recording, by nothing")
    for kind in Slip.Kind.allCases {
      if let count = result.counts[kind] { Self.line(kind.rawValue, count) }
    }
    let language = result.sum(ofTheLanguage: true)
    let meaning = result.sum(ofTheLanguage: false)
    Self.line("ALL SLIPS OF THE LANGUAGE", language)
    Self.line("all of meaning", meaning)
    print("of the language, silent: \(Self.hundredths(language.silentShare)) in a hundred")
    print("of meaning, silent: \(Self.hundredths(meaning.silentShare)) in a hundred")
    return language.silentShare
  }

  private static func line(_ name: String, _ count: SlipCount) {
    let numbers = [
      count.changing + count[.harmless], count[.harmless], count[.noticed], count[.example],
      count[.recording], count[.silent],
    ]
    let columns = numbers.map { number in
      let text = String(number)
      return String(repeating: " ", count: max(1, 8 - text.count)) + text
    }
    print(name + String(repeating: " ", count: max(1, 44 - name.count)) + columns.joined())
  }

  private static func hundredths(_ share: Double) -> Double { (share * 100).rounded() / 100 }

  private static func survivor(
    _ found: (slip: Slip, outcome: SlipOutcome), in source: ScriptSource, _ folder: String
  ) -> String {
    let slip = found.slip
    let file = source.files[slip.file]
    let catcher: String
    switch found.outcome {
    case .example: catcher = "an example of the script catches it"
    case .recording: catcher = "a recorded conversation catches it"
    default: catcher = slip.kind.remedy
    }
    let changed = slip.applied(to: file)
    return [
      "\(folder)/\(file.path):\(slip.line)", slip.kind.rawValue,
      lines(of: file, slip.range.lowerBound..<slip.range.upperBound),
      lines(of: changed, slip.range.lowerBound..<(slip.range.lowerBound + slip.replacement.count)), catcher,
    ].joined(separator: "\t")
  }

  /// The lines round a place, as one.
  private static func lines(of file: SourceFile, _ range: Range<Int>) -> String {
    let bytes = file.bytes
    var start = min(range.lowerBound, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = min(range.upperBound, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).split(separator: "\n").joined(separator: " / ")
  }
}
