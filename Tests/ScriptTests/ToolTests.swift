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
}
