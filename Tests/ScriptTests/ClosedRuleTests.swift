import Script
import Testing

@Suite("Rules that close places")
struct ClosedRuleTests {
  private func read(_ rules: String, _ topic: String) -> Compilation {
    ScriptTests.read(
      script(topic, manifest: smallManifest.replacing("#quiet\n", with: "#quiet #garden #house\n") + rules))
  }

  private static let places = """
    ## start
    How is it?
    - hurt
      @set told
    - angry
      @set mood to angry
    -> lawn

    ## lawn #garden
    You are on the lawn.
    @end

    ## hall #house
    You are in the hall.
    -> lawn

    ## over
    @end
    """

  @Test("A rule that sends on to what it closes goes round for ever")
  func loop() {
    let result = read("\n@closed #garden when told -> topic.hall\n", Self.places)
    #expect(result.errors.map(\.code) == [.silentLoop], "\(result.shown)")
  }

  @Test("Rules that send people to each other's places are found, if they can be in force together")
  func circle() {
    let places = Self.places.replacing("-> lawn\n\n## over", with: "-> over\n\n## over")
    let both = "\n@closed #garden when told -> topic.hall\n@closed #house when mood is angry -> topic.lawn\n"
    let result = read(both, places)
    #expect(result.errors.map(\.code) == [.silentLoop], "\(result.shown)")
    #expect(result.errors.first?.message.contains("`topic.hall`, `topic.lawn`") == true)
    let never = both.replacing("mood is angry", with: "not told")
    #expect(read(never, places).errors.isEmpty, "\(read(never, places).shown)")
  }

  @Test("A rule whose condition can never hold is told")
  func never() {
    let places = Self.places.replacing("-> lawn\n\n## over", with: "-> over\n\n## over")
    let result = read("\n@closed #garden when tries over 1 -> topic.over\n", places)
    #expect(result.diagnostics.contains { $0.code == .impossibleCondition && $0.file == "house.parley" })
  }

  @Test("A question that its rule leads out of is no trap")
  func trap() {
    let topic = """
      ## start
      Well?
      - bad
        @set told
      - good
      -> ask again

      ## lawn #garden #house
      Well?
      - bad
        @set told
      -> ask again

      ## over
      @end
      """
    let open = topic.replacing("- good\n", with: "- good -> lawn\n")
    #expect(read("", open).errors.map(\.code) == [.noWayOut])
    #expect(read("\n@closed #garden when told -> topic.over\n", open).errors.isEmpty)
  }
}
