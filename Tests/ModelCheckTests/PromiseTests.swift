import Dialogue
import ModelCheck
import Script
import Testing

@Suite("Promises over every path")
struct PromiseTests {
  /// A talk with a closed workshop; `rules` are the manifest's `@closed` lines, `promise` its promise.
  private func program(rules: String, promise: String, extra: String = "") throws -> Program {
    let files = [
      (
        "coach",
        """
        # coach: Coach
        @start talk
        @tags #crisis #workshop #helplines
        @held fact hurt: yes or no

        @intent is_hurt
          says: he hit me
          not: she hit on me
          words: hit me
        @intent wants_help
          says: help now
          not: help me write
          words: help now
        @intent wants_letter
          says: help me write a letter
          not: i wrote a letter
          words: write a letter

        \(rules)

        @urgent
          - [is_hurt]
            @set hurt
            -> safe and ask again
        @anytime
          - [wants_help] -> lines and ask again
          - [wants_letter] -> workshop

        @unclear
          Say {choices}, or put it your own way.
        @still unclear
          Let us leave that.

        \(promise)
        """
      ),
      (
        "talk",
        """
        # talk: Talk
        @fact story: text
        ## start
        What happened?
        - anything as story
          "{story, reflected}".
        -> more

        ## more
        Would you like to write to them?
        - yes -> workshop
        - no -> bye.start
        -> bye.start
        \(extra)
        """
      ),
      (
        "workshop",
        """
        # workshop: Workshop #workshop
        ## start
        Write to me first.
        Is that all?
        - yes -> bye.start
        - no -> ask again
        -> bye.start
        """
      ),
      (
        "safe",
        """
        # safe: Safe #crisis
        ## start
        I believe you.
        Are you safe right now?
        - yes
        - no -> lines.start
        - unclear
          One word is fine.
        - still unclear
        -> back
        """
      ),
      (
        "lines",
        """
        # lines: Lines #helplines
        ## start
        Here are people to call.
        Is that enough for now?
        - yes
        - no
        -> back
        """
      ),
      (
        "bye",
        """
        # bye: Goodbye
        ## start
        Take care.
        @end
        """
      ),
    ]
    let source = ScriptSource(
      files: files.map { SourceFile(path: "\($0.0).parley", bytes: Array($0.1.utf8)) })
    let compilation = compile(source)
    guard let program = compilation.program else {
      throw BrokenScript(compilation.diagnostics.map { render($0, source: source) }.joined(separator: "\n"))
    }
    return program
  }

  private struct BrokenScript: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  @Test("a closed place keeps what a promise says of it, visits and undo included")
  func kept() throws {
    let program = try program(
      rules: "@closed #workshop when hurt -> bye.start",
      promise: "@promise No letter after harm: after hurt, never #workshop")
    #expect(program.check(try #require(program.promises.first)) == .kept)
  }

  @Test("without the rule the promise is broken, and the path found breaks it for real")
  func broken() throws {
    let program = try program(
      rules: "", promise: "@promise No letter after harm: after hurt, never #workshop")
    guard case .broken(let path, let step) = program.check(try #require(program.promises.first)) else {
      Issue.record("the promise was not found broken")
      return
    }
    #expect(path.count == 2)
    #expect(path.compactMap(program.words).contains { $0.contains("is_hurt") })
    #expect(program[step].tags.contains { program.tags[$0.index].name == "workshop" })
    #expect(path.compactMap(program.words).allSatisfy { $0.hasPrefix("at ") })
  }

  @Test("help is one turn away from every question")
  func reaches() throws {
    let program = try program(
      rules: "", promise: "@promise Help is near: from anywhere, [wants_help] reaches #helplines within 1")
    #expect(program.check(try #require(program.promises.first)) == .kept)
  }

  @Test("a place that nothing leaves is found when everything should reach goodbye")
  func stuck() throws {
    let promise = "@promise Nobody gets stuck: from anywhere, can reach bye"
    let good = try program(rules: "", promise: promise)
    #expect(good.check(try #require(good.promises.first)) == .kept)
  }

  @Test("exploring is the same every time and stops at its bound")
  func bounded() throws {
    let program = try program(rules: "", promise: "@promise X: from anywhere, can reach bye")
    let one = Explorer(program: program, tracking: [])
    let two = Explorer(program: program, tracking: [])
    #expect(one.nodes.map(\.state) == two.nodes.map(\.state))
    #expect(one.isComplete)
    #expect(!Explorer(program: program, tracking: [], mostNodes: 3).isComplete)
  }
}
