import FoundationEssentials
import Testing

@Suite("What the README tells a newcomer to type")
struct ReadmeTests {
  private var readme: String {
    get throws {
      String(decoding: try Data(contentsOf: URL(filePath: "\(Program.root)/README.md")), as: UTF8.self)
    }
  }

  /// Files written out in the README: `<!-- sample tea/tea.parley -->` and the block below it.
  private var samples: [(path: String, text: String)] {
    get throws {
      try readme.split(separator: "<!-- sample ").dropFirst().map { part in
        let path = part.prefix { $0 != " " }
        let block = part.split(separator: "```\n", maxSplits: 2, omittingEmptySubsequences: false)[1]
        return (String(path), String(block))
      }
    }
  }

  /// Lines of its shell blocks that call `parley`.
  private var commands: [[String]] {
    get throws {
      let blocks = try readme.split(separator: "```sh\n").dropFirst().map { $0.split(separator: "```")[0] }
      return blocks.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("parley ") }
        .map { $0.split(separator: " ").dropFirst().map(String.init) }
    }
  }

  @Test("the first script is in order, and every command beside it runs")
  func firstScript() throws {
    let folder = try Folder()
    let samples = try samples
    #expect(samples.count == 2)
    for sample in samples {
      let parts = sample.path.split(separator: "/")
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(parts[0])", withIntermediateDirectories: true)
      _ = try folder.write(sample.path, sample.text)
    }
    let commands = try commands
    #expect(commands.count >= 2)
    for command in commands {
      let words = command.map { $0 == "tea" ? "\(folder.path)/tea" : $0 }
      let outcome = try Program.run(words, input: Array("black\n".utf8), folder: folder)
      #expect(outcome.status == 0, "\(command): \(outcome.output)\(outcome.errors)")
      if command[0] == "talk" { #expect(outcome.output.contains("Four minutes")) }
    }
  }

  @Test("every command it names exists")
  func commandsExist() throws {
    let folder = try Folder()
    let named = try readme.split(separator: "`parley ").dropFirst().compactMap {
      $0.split(whereSeparator: { " `\n".contains($0) }).first.map(String.init)
    }
    for name in Set(named) where name.allSatisfy(\.isLetter) {
      let outcome = try Program.run([name, "--help"], folder: folder)
      #expect(outcome.status == 0, "\(name)")
    }
  }

  @Test("the excerpt of a session is what the coach says today")
  func excerpt() throws {
    let block = try #require(
      try readme.split(separator: "<!-- excerpt -->").dropFirst().first?.split(separator: "```")[1])
    let lines = block.split(separator: "\n").map(String.init)
    let typed = lines.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
    #expect(typed.count >= 3)
    let folder = try Folder()
    let outcome = try Program.run(
      ["talk", "--scripts", Program.scripts, "--off-record", "--country", "IE"],
      input: Array((typed.joined(separator: "\n") + "\n").utf8), folder: folder)
    let said = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let shown = lines.filter { !$0.hasPrefix("> ") && $0 != "text" }.joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains(shown), "the README shows: \(shown)\nthe coach says: \(said)")
  }
}
