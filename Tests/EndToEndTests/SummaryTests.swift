import FoundationEssentials
import Testing

@Suite("A summary")
struct SummaryTests {
  @Test("/summary reads back, asks the waiting question again, and replays")
  func shown() throws {
    let small = try Small()
    let outcome = try small.talk(["/summary", "a dog", "/summary", "/undo"])
    #expect(outcome.output.contains("There is nothing to read back yet.\n\nWhat do you wish for?"))
    #expect(outcome.output.contains("You wished for these.\n\n- a dog\n\nWhat do you wish for?"))
    let file = try #require(try small.files().first)
    #expect(try small.text(file).contains("{\"command\":\"summary\""))
    #expect(try small.replays(file))
    // Undo takes back the wish, not the summary.
    #expect(!(try small.talk(["/summary"], ["--resume"]).output.contains("a dog")))
  }

  @Test("/summary FILE writes Markdown for its owner alone, and never over a file")
  func written() throws {
    let small = try Small()
    let name = "\(small.folder.path)/My Notes.md"
    let outcome = try small.talk(["a *bold* dog <b>", "/summary \(name)", "/summary \(name)"])
    #expect(outcome.output.contains("I wrote it to \(name)."))
    #expect(outcome.output.contains("I could not write \(name)"))
    #expect(!outcome.output.contains("You wished for these."))
    let lines = try small.text(name).split(separator: "\n").map(String.init)
    #expect(lines.first == "# What we said")
    #expect(lines.contains("## What you told me"))
    #expect(lines.contains(#"- a \*bold\* dog &lt;b\>"#))
    #expect(!lines.contains("What do you wish for?"))
    let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try small.replays(try #require(try small.files().first)))
  }

  @Test("scripts without a summary say so")
  func none() throws {
    let small = try Small()
    let manifest = SmallCoach.files["house.parley"]?.replacing(
      "  - summary: \"my summary\" -> recap and ask again\n", with: "")
    _ = try small.folder.write("small/house.parley", try #require(manifest))
    #expect(try small.talk(["/summary"]).output.contains("There is no summary in these scripts."))
  }

  @Test("the shipped coach sums up what was told, and after abuse lists nothing in favour of going back")
  func shipped() throws {
    let folder = try Folder()
    let outcome = try Program.run(
      [
        "talk", "--scripts", Program.scripts, "--transcripts", "\(folder.path)/t", "--country", "IE",
      ],
      input: Array(
        """
        /summary
        he ended it three weeks ago and we still talk
        yes
        i want him back
        /summary
        he hit me last night
        /summary

        """.utf8), folder: folder)
    let parts = outcome.output.split(separator: "What you told me.", omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    #expect(parts[0].contains("not much to read back yet"))
    #expect(parts[1].contains("You told me you want them back."))
    #expect(parts[1].contains("You began with \"he ended it three weeks ago and we still talk\"."))
    #expect(parts[1].contains("What comes next."))
    #expect(parts[2].contains("I believe you"))
    #expect(!parts[2].contains("want them back"))
    #expect(!parts[2].contains("speaks for it"))
    #expect(try Scripts.replays(try #require(try folder.transcripts().first)))
  }
}
