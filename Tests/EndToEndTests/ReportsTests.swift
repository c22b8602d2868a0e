import FoundationEssentials
import Testing

@Suite("Reports for authors")
struct ReportsTests {
  @Test("misses groups what nothing matched by step, with what it came nearest to")
  func misses() throws {
    let small = try Small()
    _ = try small.talk(["he hit me", "perhaps", "perhaps", "he hit me", "perhaps", "yes", "bye"])
    let outcome = try small.run(["misses", small.kept])
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        3 of 7 answers were not understood.

        safe.start
          near no reply:
            3 × perhaps


        """)
    #expect(try small.run(["misses", "\(small.folder.path)/none"]).status == 66)
  }

  @Test("impact groups what an edit changes by its cause")
  func impact() throws {
    let small = try Small()
    for (name, wish) in [("1", "a dog"), ("2", "a cat please"), ("3", "these please")] {
      _ = try small.talk([wish, "bye"])
      let made = try #require(try small.files().first { $0.contains("house") })
      try FileManager.default.moveItem(atPath: made, toPath: "\(small.kept)/\(name).jsonl")
    }
    let edited = "\(small.folder.path)/edited"
    try FileManager.default.copyItem(atPath: small.scripts, toPath: edited)
    let talk = try #require(SmallCoach.files["talk.parley"])
    _ = try small.folder.write(
      "edited/talk.parley", talk.replacing("remember these", with: "remember these, please"))
    let same = try small.run(["impact", small.scripts, small.scripts, small.kept])
    #expect(same.output == "3 sessions: 3 go on as before, 0 do not.\n\n", "\(same.output)")
    let outcome = try small.run(["impact", small.scripts, edited, small.kept])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.replacing(small.kept, with: "t") == """
        3 sessions: 1 go on as before, 2 do not.

        2 of 3 sessions leave talk.more another way, by keep them instead of anything, because of “please”
          t/2.jsonl, turn 1: “a cat please”
          t/3.jsonl, turn 1: “these please”


        """, "\(outcome.output)")
    #expect(try small.run(["impact", small.scripts, edited, "\(small.folder.path)/none"]).status == 66)
  }
}
