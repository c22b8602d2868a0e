import Dialogue
import Intents
import Script
import Testing

@Suite("Formatting")
struct FormatTests {
  @Test("Spaces, blank lines and line ends are tidied, and nothing else")
  func tidy() {
    let messy =
      "# topic:   A topic\r\n// a note\r\n\r\n\r\n## start  #quiet\r\n@covers   A1  B2\r\nHi  there, you.   \r\nWell ?\r\n-yes:ok ,fine,  \"so  so\"->start\r\n- no   ->  start  and   back\r\n  \r\n->start\r\n\r\n\r\n"
    let tidy = format(SourceFile(path: "topic.parley", text: messy))
    #expect(
      String(decoding: tidy.bytes, as: UTF8.self) == """
        # topic: A topic
        // a note

        ## start #quiet
        @covers A1 B2
        Hi  there, you.
        Well ?
        - yes: ok,  fine,  "so  so" -> start
        - no -> start and back

        -> start

        """)
  }

  @Test("A formatted script compiles to the same program, and formatting again changes nothing")
  func same() throws {
    for source in try wholeScripts() {
      let once = ScriptSource(files: source.files.map(format))
      let twice = ScriptSource(files: once.files.map(format))
      #expect(once == twice)
      #expect(fingerprint(read(source)) == fingerprint(read(once)))
    }
  }

  /// Found by fuzzing: each changed again when it was formatted twice.
  @Test(
    "Marks run together are settled after one round",
    arguments: [
      "- later:tomorrow:: now", "- later -> start and ask:::: again", "@tags #quiet ->,other",
      "- a ,,b:,c->:d", "@fact x :: text",
    ])
  func settled(_ line: String) {
    let once = format(SourceFile(path: "topic.parley", text: "# topic: A topic\n\n## start\n\(line)\n"))
    #expect(format(once) == once)
  }

  @Test("Formatting keeps the meaning of scripts with one byte changed, and is settled after one round")
  func mutated() throws {
    let source = try fixture("paper")
    var generator = Generator(seed: 11)
    for _ in 0..<40 {
      let broken = mutate(source, &generator)
      let once = ScriptSource(files: broken.files.map(format))
      #expect(once == ScriptSource(files: once.files.map(format)))
      let before = read(broken)
      let after = read(once)
      #expect(fingerprint(before) == fingerprint(after), "\(before.shown)\n\(after.shown)")
    }
  }

  /// One byte of one file replaced, dropped or doubled.
  private func mutate(_ source: ScriptSource, _ generator: inout Generator) -> ScriptSource {
    var files = source.files
    let index = generator.below(files.count)
    let at = generator.below(files[index].bytes.count)
    let marks = Array(" \n\t-#@:,.>[]\"{}aZ0é/".utf8)
    switch generator.below(3) {
    case 0: files[index].bytes[at] = marks[generator.below(marks.count)]
    case 1: files[index].bytes.remove(at: at)
    default: files[index].bytes.insert(marks[generator.below(marks.count)], at: at)
    }
    return ScriptSource(files: files)
  }
}

/// Every script folder in the tree.
func wholeScripts() throws -> [ScriptSource] {
  var found = [try fixture("paper")]
  for name in ["reconcile", "houseplant"] {
    if let source = try? folder("Scripts/" + name) { found.append(source) }
  }
  if let source = try? fixture("everything") { found.append(source) }
  return found
}

/// Everything a program holds, as text, or the codes of what is wrong.
func fingerprint(_ compilation: Compilation) -> String {
  guard let program = compilation.program else {
    return compilation.errors.map(\.code.rawValue).joined(separator: " ")
  }
  return
    "\(program.name) \(program.title) \(program.start) \(program.facts) \(program.tags) \(program.topics) \(program.steps) \(program.variations) \(program.urgent) \(program.anytime) \(program.closed) \(program.unclear) \(program.stillUnclear) \(program.helplines.rows) \(program.examples) \(program.promises) \(program.renames) \(compilation.definition)"
}
