import FoundationEssentials
import Script
import Testing

/// The blocks of a kind in a Markdown text.
func blocks(_ kind: String, in text: String) -> [String] {
  var found: [String] = []
  var current: String?
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if let body = current {
      if line == "```" {
        found.append(body)
        current = nil
      } else {
        current = body + line + "\n"
      }
    } else if line == "```" + kind {
      current = ""
    }
  }
  return found
}

@Suite("What the documents show")
struct DocumentTests {
  private func document(_ name: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: root + "/Docs/" + name), encoding: .utf8)
  }

  static let plainManifest =
    "# house: A house\n@start topic\n\n@unclear\n  You could say {choices}.\n@still unclear\n  We leave that.\n"

  /// What the sample manifest speaks of.
  static let sampleTopic = """
    # topic: A topic

    ## start
    The garden, or the house?
    - garden -> garden
    - house -> indoors
    -> farewell

    ## garden #garden
    Flowers.
    -> start

    ## indoors
    It is warm in here?
    - yes
    - no
    -> farewell

    ## shelter #crisis
    Leave the house.
    -> back

    ## farewell
    Bye.
    @end

    """

  @Test("Every sample of the reference compiles without an error, tidy as it stands")
  func language() throws {
    let samples = blocks("parley", in: try document("Language.md"))
    #expect(samples.count >= 9)
    for sample in samples {
      let isManifest = sample.hasPrefix("# house:")
      let files = [
        SourceFile(path: "house.parley", text: isManifest ? sample : Self.plainManifest),
        SourceFile(path: "topic.parley", text: isManifest ? Self.sampleTopic : sample),
      ]
      let result = compile(ScriptSource(files: files))
      #expect(result.errors.isEmpty, "\(result.shown)")
      #expect(files.map(format) == files)
      #expect(
        !rehearse(result).contains { $0.severity == .error },
        "\(render(rehearse(result), source: result.source))")
    }
  }

  @Test("The reference names every directive")
  func directives() throws {
    let text = try document("Language.md")
    for name in Directive.names { #expect(text.contains("@" + name), "\(name)") }
  }

  @Test("The tutorial's script compiles after every step, and passes its examples")
  func tutorial() throws {
    var files = newScript(named: "tea")
    let hello = files[1].bytes
    let text = String(decoding: hello, as: UTF8.self)
      .replacing("-> farewell\n\n## farewell", with: "-> kettle\n\n## farewell")
      .replacing("at: farewell", with: "at: kettle.start")
    #expect(text.utf8.count > hello.count - 20 && Array(text.utf8) != hello)
    files[1] = SourceFile(path: "hello.parley", text: text)
    let samples = blocks("parley", in: try document("Tutorial.md"))
    #expect(samples.count == 3)
    for sample in samples {
      let source = ScriptSource(files: files + [SourceFile(path: "kettle.parley", text: sample)])
      let result = compile(source)
      #expect(result.shown == "")
      #expect(render(rehearse(result), source: source) == "")
    }
  }
}
