import FoundationEssentials
import Script

/// The folder of the repository.
let root: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()

/// The scripts and tables of one folder under the repository's.
func folder(_ path: String) throws -> ScriptSource {
  let full = root + "/" + path
  let names = try FileManager.default.contentsOfDirectory(atPath: full).sorted()
  return ScriptSource(
    files: try names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.map { name in
      SourceFile(path: name, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: full + "/" + name))))
    })
}

func fixture(_ name: String) throws -> ScriptSource { try folder("Tests/ScriptTests/Fixtures/" + name) }

/// A manifest that any small topic goes with.
let smallManifest = """
  # house: A test
  @start topic
  @tags #crisis #quiet
  @held fact guarded: yes or no
  @fact mood: calm, sad or angry
  @fact reason: text
  @fact things: list up to 3
  @fact which: item of things
  @fact tries: 0 to 3
  @fact told: yes or no

  @intent greeting
    says: hello there
    says: good morning
    not: she never said hello
  @intent danger
    says: he hit me
    not: he hit the ball

  @urgent
    - [danger]
      @set guarded
      -> help and ask again

  @unclear
    You could say {choices}.
  @still unclear
    We leave that.

  """

/// Compile without making a listener: most tests say nothing to a script.
func read(_ source: ScriptSource) -> Compilation { compile(source, listens: false) }

/// What an urgent visit leads to, and a carrier for each tag.
let smallHelp = """
  # help: Help #crisis #quiet

  ## start
  Take care.
  -> back

  """

/// A script of the small manifest and one topic, given with its heading or from its first step on.
func script(_ topic: String, manifest: String = smallManifest) -> ScriptSource {
  let text = topic.hasPrefix("# ") ? topic : "# topic: A topic\n\n" + topic
  return ScriptSource(files: [
    SourceFile(path: "house.parley", text: manifest), SourceFile(path: "help.parley", text: smallHelp),
    SourceFile(path: "topic.parley", text: text),
  ])
}

/// Takes `⟦` and `⟧` out of a text and says which bytes stood between them.
func marked(_ text: String) -> (text: String, span: Range<Int>?) {
  let parts = text.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2 else { return (text, nil) }
  let rest = parts[1].split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
  let start = parts[0].utf8.count
  let inside = rest[0]
  return (String(parts[0]) + inside + (rest.count > 1 ? rest[1] : ""), start..<(start + inside.utf8.count))
}

extension Compilation {
  var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
  var codes: [String] { diagnostics.map(\.code.rawValue) }
  var shown: String { render(diagnostics, source: source) }
}
