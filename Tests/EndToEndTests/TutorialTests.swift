import FoundationEssentials
import PseudoTerminal
import Testing

/// A block of a document: a command or a file to write, and what it shows.
private struct DocumentBlock {
  var kind: String
  var text: String
}

@Suite("What the documents tell a writer to type")
struct TutorialTests {
  private func blocks(_ name: String) throws -> [DocumentBlock] {
    let text = String(
      decoding: try Data(contentsOf: URL(filePath: "\(Program.root)/\(name)")), as: UTF8.self)
    var found: [DocumentBlock] = []
    var open: DocumentBlock?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = open {
        if line == "```" {
          found.append(block)
          open = nil
        } else {
          open?.text += line + "\n"
        }
      } else if line.hasPrefix("```") {
        open = DocumentBlock(kind: String(line.dropFirst(3)), text: "")
      }
    }
    return found
  }

  /// A shell line, run in a folder by a shell that finds the built program.
  private func run(_ command: String, in folder: Folder, input: String = "") throws -> Outcome {
    let program = try Program.path()
    let bin = program.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    return try Program.run(
      ["-c", "cd \(folder.path) && \(command)"], input: Array(input.utf8),
      environment: ["PATH": "\(bin):/usr/bin:/bin"], folder: folder, program: "/bin/sh")
  }

  @Test(
    "the tutorial, from nothing to tested: every command does what it shows, every file is taken as it stands"
  )
  func tutorial() throws {
    let folder = try Folder()
    var commands = 0
    var last: Outcome?
    for block in try blocks("Docs/Tutorial.md") {
      switch block.kind {
      case "sh":
        for line in block.text.split(separator: "\n") {
          last = try run(String(line), in: folder, input: "japanese\n")
          commands += 1
        }
      case "parley":
        // What the tutorial tells in words, done as it says.
        _ = try folder.write("tea/kettle.parley", block.text)
        try follow(in: folder)
      case "text":
        let outcome = try #require(last)
        #expect(outcome.output.trimmed == block.text.trimmed, "\(outcome.errors)")
      default: Issue.record("a block of \(block.kind)")
      }
    }
    #expect(commands >= 10)
    let check = try run("parley check tea", in: folder)
    #expect(check.status == 0, "\(check.output)")
    let page = try folder.read("tea.html")
    #expect(page.hasPrefix("<!doctype html>"))
  }

  /// "Change the way on below the replies, and the last line of the example."
  private func follow(in folder: Folder) throws {
    let hello = try folder.read("tea/hello.parley")
    _ = try folder.write(
      "tea/hello.parley",
      hello.replacing("-> farewell\n\n## farewell", with: "-> kettle\n\n## farewell")
        .replacing("at: farewell", with: "at: kettle.start"))
  }

  @Test(
    "every command in a document for writers is one the program has",
    arguments: ["Docs/Language.md", "Docs/Tutorial.md"])
  func named(_ document: String) throws {
    let folder = try Folder()
    let text = String(
      decoding: try Data(contentsOf: URL(filePath: "\(Program.root)/\(document)")), as: UTF8.self)
    let named = text.split(separator: "parley ").dropFirst().compactMap { rest in
      rest.split(whereSeparator: { " `\n.,".contains($0) }).first.map(String.init)
    }
    let known = [
      "talk", "check", "new", "graph", "format", "replay", "show", "classify", "explain", "coverage",
    ]
    #expect(named.contains("check"))
    for name in Set(named) where known.contains(name) {
      let outcome = try Program.run([name, "--help"], folder: folder)
      #expect(outcome.status == 0, "\(name)")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n").trimmingNewlines
  }

  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    while text.first == "\n" { text.removeFirst() }
    return String(text)
  }
}
