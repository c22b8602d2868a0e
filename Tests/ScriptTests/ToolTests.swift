import Dialogue
import Script
import Testing

@Suite("Drawing, beginning and translating")
struct ToolTests {
  @Test(
    "A new script compiles without a word of complaint and passes its example",
    arguments: ["coach", "My Coach", "", "hello", "back", "日本"])
  func template(_ name: String) {
    let source = ScriptSource(files: newScript(named: name))
    let result = compile(source)
    #expect(result.shown == "")
    #expect(render(rehearse(result), source: source) == "")
    #expect(source.files.map(format) == source.files)
  }

  @Test("A graph has a node a step and an edge a way")
  func graph() throws {
    let program = try #require(read(try fixture("paper")).program)
    let graph = Graph(program)
    #expect(graph.nodes.map(\.address) == program.steps.map(\.address))
    func edge(_ from: String, _ to: String) -> Graph.Edge? {
      graph.edges.first { graph.nodes[$0.from].address == from && graph.nodes[$0.to].address == to }
    }
    #expect(edge("boundaries.another", "boundaries.name_one")?.label == "yes")
    #expect(edge("coach", "safety.neck")?.kind == .visit)
    #expect(edge("message.paste", "letting_go.start")?.kind == .closed)
    #expect(graph.dot.contains("\"message.paste\" -> \"message.gist\" [label=\"nothing yet\"];"))
    #expect(graph.mermaid.hasPrefix("flowchart LR\n"))
    #expect(graph.html.contains("\"a\":\"message.paste\""))
    #expect(!graph.html.contains("%GRAPH%") && !graph.html.contains("http://localhost"))
  }

  @Test("A translation may say everything otherwise, and do nothing otherwise")
  func translation() {
    let original =
      "## start\nHello.\nHow are you?\n- good: fine\n  Good.\n- bad\n-> over\n\n## over\nBye.\n@end\n"
    let other =
      "## start\nGuten Tag.\nSchön, dass du da bist.\nWie geht es?\n- gut: prima\n  Gut.\n- schlecht\n-> over\n\n## over\nTschüss.\n@end\n"
    let first = read(script(original))
    #expect(checkTranslation(of: first, read(script(other))).isEmpty)
    let wrong = read(script(other.replacing("- schlecht\n", with: "- schlecht -> start\n")))
    let found = checkTranslation(of: first, wrong)
    #expect(found.map(\.code) == [.translation])
    #expect(found.first?.file == "topic.parley")
    let fewer = read(script("## start\nWie geht es?\n- gut\n- schlecht\n@end\n"))
    #expect(checkTranslation(of: first, fewer).contains { $0.message.contains("no step `topic.over`") })
  }

  private static let whole = """
    @fact days: 0 to 30
    @intent cold
      says: i am cold
      not: a cold beer
    @intent hungry
      says: i am hungry
      not: hungry for news

    ## start
    How many?
    - a number as days
      @add "calls at night" to things
    - [cold] -> over
    - [hungry] -> start
    - no
    -> over

    ## over
    @show things
    @end
    """

  @Test(
    "What a translation changes besides words is told",
    arguments: [
      ("0 to 30", "0 to 9", "`days` is not declared"),
      ("@fact days", "@held fact days", "`days` is not declared"),
      ("[cold] ->", "[hungry] ->", "here is a reply for [hungry], there a reply for [cold]"),
      ("a number as days", "a number", "here is a reply for a number, there a reply for a number as days"),
      ("to things", "to things\n  @set told", "here is `@set told`"), ("- no\n", "- yes\n", "reply for yes"),
      ("- no\n", "", "there is a reply for no more than here"),
    ])
  func changed(old: String, new: String, said: String) {
    var text = Self.whole.replacing(old, with: new)
    if old == "[cold] ->" { text = text.replacing("- [hungry] -> start", with: "- [cold] -> start") }
    let found = checkTranslation(of: read(script(Self.whole)), read(script(text)))
    #expect(found.contains { $0.message.contains(said) }, "\(found.map(\.message))")
    #expect(!found.contains { $0.message.contains("Index") || $0.message.contains("Dialogue.") })
  }

  @Test("Other words, and the same things in another order, are no other script")
  func alike() {
    let swapped = """
      @fact days: 0 to 30
      @intent hungry
        says: ich habe hunger
        not: hunger nach neuem
      @intent cold
        says: mir ist kalt
        not: ein kaltes bier

      """
    let start =
      "## start" + (Self.whole.split(separator: "## start", maxSplits: 1).last.map(String.init) ?? "")
    let text = swapped + start.replacing("calls at night", with: "nachts anrufen")
    #expect(checkTranslation(of: read(script(Self.whole)), read(script(text))).isEmpty)
  }
}
