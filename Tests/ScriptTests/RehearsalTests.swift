import Script
import Testing

@Suite("Trying scripts with their own listener")
struct RehearsalTests {
  @Test(
    "The script of every construct and the one about plants have nothing wrong",
    arguments: ["everything", "houseplant"])
  func clean(_ name: String) throws {
    let source = name == "everything" ? try fixture(name) : try folder("Scripts/" + name)
    let result = compile(source)
    #expect(result.shown == "")
    #expect(render(rehearse(result), source: source) == "")
  }

  @Test("An example that no longer holds says what was heard and what was said")
  func brokenExample() throws {
    let topic = """
      ## start
      Tea or coffee?
      - tea: a cup of tea
        Tea it is.
      - coffee
        Coffee then.
      -> over

      ## over
      @end

      @example tea
        from: start
        you: coffee
        coach: Tea it is
        at: over
      """
    let result = compile(script(topic))
    let found = rehearse(result).filter { $0.severity == .error }
    #expect(found.map(\.code) == [.brokenExample])
    let notes = try #require(found.first).notes.map(\.message)
    #expect(notes.contains("The coach says: Coffee then."))
  }

  @Test("An example that is at another step says where it is")
  func wrongPlace() throws {
    let topic = """
      ## start
      Tea?
      - yes -> over
      - no -> start
      -> over

      ## over
      And milk?
      - yes
      - no
      -> start

      @example milk
        from: start
        you: no
        at: over
      """
    let found = rehearse(compile(script(topic))).filter { $0.severity == .error }
    #expect(found.map(\.code) == [.brokenExample])
    #expect(try #require(found.first).message.contains("`topic.start`"))
  }
}
