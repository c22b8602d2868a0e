import FoundationEssentials
import Script
import Testing
import Transcripts

@Suite("Safety texts and helplines")
struct SafetyTests {
  @Test(
    "the list for a clinician says every safety text, with where, to what and when",
    arguments: ["text", "markdown", "html"])
  func small(format: String) throws {
    let small = try Small()
    let outcome = try small.run(["show", "--safety", "--format", format])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let flat = outcome.output.replacing("\\", with: "").split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    for words in [
      "[danger]", "Heard by words like: he hit me.",
      "It notes that guarded; it visits safe.start, then asks again.",
      "safe.start", "Said after: [danger], urgent.", "I believe you.", "(the numbers for abuse)",
      "Are you safe now?",
      "In danger, call {emergency}.", "Yes or no is enough.", "talk.more", "For abuse, country IE:",
      "In danger right now: 999",
    ] {
      let wanted = format == "text" ? words : words.replacing("\"", with: "&quot;")
      #expect(flat.contains(wanted), "\(words) in \(flat)")
    }
    // Ordinary talk is not in it.
    #expect(!flat.contains("That is a great many."))
    if format == "html" { #expect(outcome.output.hasPrefix("<!doctype html>")) }
  }

  @Test("of the shipped scripts it holds every line that stands in a safety file")
  func shipped() throws {
    let review = SafetyReview(try Scripts.shipped.get().program)
    let steps = review.topics.flatMap(\.steps)
    let entries = steps.flatMap { $0.opening + $0.answers.flatMap(\.entries) + $0.foot }
    let shown = entries.map { entry in
      switch entry.kind {
      case .says(let words), .asks(let words): words
      case .helplines, .does: ""
      }
    }.joined(separator: "\n")
    let files = try FileManager.default.contentsOfDirectory(atPath: Program.scripts).filter {
      $0.hasPrefix("safety_") || $0 == "help.parley" || $0 == "general_closed.parley"
    }
    #expect(files.count >= 8)
    var count = 0
    for file in files.sorted() {
      let text = String(
        decoding: try Data(contentsOf: URL(filePath: "\(Program.scripts)/\(file)")), as: UTF8.self)
      for line in Self.speech(text) {
        count += 1
        let isShown = shown.contains(line)
        #expect(isShown, "\(file): \(line)")
      }
    }
    #expect(count > 300)
  }

  /// Lines that are spoken: none of the five marks, and not in an intent or an example.
  private static func speech(_ text: String) -> [String] {
    var lines: [String] = []
    var isDeclaring = true
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").joined(separator: " ")
      if line.hasPrefix("##") { isDeclaring = false }
      if line.hasPrefix("@intent") || line.hasPrefix("@example") { isDeclaring = true }
      if isDeclaring || words.hasPrefix("#") || words.hasPrefix("-") || words.hasPrefix("@")
        || words.hasPrefix("//")
      {
        continue
      }
      lines.append(words)
    }
    return lines
  }

  @Test("a file or --safety, not both and not neither")
  func usage() throws {
    let small = try Small()
    #expect(try small.run(["show"]).status == 64)
    #expect(try small.run(["show", "x.jsonl", "--safety"]).status == 64)
  }

  private static let emergency = [
    ("US", "911"), ("UK", "999"), ("IE", "112"), ("CA", "911"), ("AU", "000"), ("NZ", "111"), ("IN", "112"),
  ]

  @Test("--country shows each country's own numbers, and none shows what holds anywhere")
  func option() throws {
    let small = try Small()
    for (country, number) in Self.emergency {
      let outcome = try small.talk(["he hit me", "no"], ["--off-record", "--country", country.lowercased()])
      #expect(
        outcome.output.contains("In danger, call \(Self.number(number, outcome.output))."),
        "\(country): \(outcome.output)")
      #expect(outcome.output.contains("In danger right now: "))
    }
    let none = try small.talk(["he hit me", "no"], ["--off-record"])
    #expect(none.output.contains("findahelpline.com"))
    #expect(none.output.contains("In danger, call your local emergency number."))
    let unknown = try small.talk([], ["--country", "ZZ"])
    #expect(unknown.status == 64 && unknown.errors.contains("US, UK, IE, CA, AU, NZ, IN"))
  }

  /// Ireland answers at two numbers.
  private static func number(_ number: String, _ output: String) -> String {
    number == "112" && output.contains("112 or 999") ? "112 or 999" : number
  }

  @Test("/country changes the numbers at once, for every country, in the shipped coach")
  func command() throws {
    let folder = try Folder()
    let lines =
      ["/country ZZ", "help now"] + Self.emergency.map { "/country \($0.0)" } + ["he hit me", "/country uk"]
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t"],
      input: Array((lines.joined(separator: "\n") + "\n").utf8), folder: folder)
    #expect(outcome.output.contains("I have numbers for US, UK, IE, CA, AU, NZ, IN."))
    #expect(outcome.output.contains("In danger right now: call your local emergency number"))
    for (country, number) in Self.emergency {
      let wanted = country == "IE" ? "112 or 999" : number
      #expect(outcome.output.contains("In danger right now: \(wanted)"), "\(country)")
    }
    let kept = try folder.read(
      "t/" + (try #require(try folder.transcripts().first).split(separator: "/").last.map(String.init) ?? ""))
    for (country, _) in Self.emergency {
      #expect(kept.contains("{\"command\":\"country\",\"country\":\"\(country)\""), "\(country)")
    }
    #expect(try Scripts.replays(try #require(try folder.transcripts().first)))
  }

  @Test("check warns of helplines nobody tried, and of those tried more than twelve months ago")
  func stale() throws {
    let small = try Small()
    let never = try small.run(["check", small.scripts])
    #expect(never.output.contains("warning[unchecked-helpline]"))
    let table = try small.text("\(small.scripts)/helplines.tsv").split(
      separator: "\n", omittingEmptySubsequences: false)
    let old = table.enumerated().map { index, row -> String in
      guard index > 0, !row.hasPrefix("#"), !row.isEmpty else { return String(row) }
      return row.split(separator: "\t", omittingEmptySubsequences: false).dropLast().joined(separator: "\t")
        + "\t2019-03-04"
    }
    _ = try small.folder.write("small/helplines.tsv", old.joined(separator: "\n"))
    let stale = try small.run(["check", small.scripts])
    #expect(
      stale.output.contains("warning[old-helpline]") && stale.output.contains("more than twelve months ago"))
    #expect(!stale.output.contains("unchecked-helpline"))
    #expect(stale.status == 0, "\(stale.output)")
  }
}
