import Dialogue
import FuzzDriver
import Script

/// What libFuzzer runs on bytes it makes up, as a topic beside a small manifest and as the manifest itself, or as each
/// kind of table: they are compiled, shown, formatted and mended. Nothing may crash or hang; what is formatted must mean the same, and
/// formatting again must change nothing; and no control mark may ever be spoken.
private func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let topic = SourceFile(path: "topic.parley", bytes: bytes)
  examine(topic, beside: Fuzzed.manifest)
  if bytes.first == UInt8(ascii: "#") {
    examine(SourceFile(path: "house.parley", bytes: bytes), beside: Fuzzed.topic)
  }
  if bytes.contains(UInt8(ascii: "\t")) { examineTable(bytes) }
  return 0
}

private func examine(_ file: SourceFile, beside other: SourceFile) {
  let source = ScriptSource(files: [other, file])
  let result = compile(source, listens: false)
  _ = render(result.diagnostics, source: source)
  let once = format(file)
  precondition(format(once) == once, "formatting again changes something")
  let again = compile(ScriptSource(files: [other, once]), listens: false)
  precondition(
    result.hasErrors == again.hasErrors && result.program?.steps == again.program?.steps,
    "formatting changes what a script means")
  for step in result.program?.steps ?? [] { checkSpeech(step) }
  _ = compile(applyFixes(result.diagnostics, to: source), listens: false)
  if let program = result.program {
    let graph = Graph(program)
    _ = (graph.dot, graph.mermaid, graph.html)
    _ = checkTranslation(of: result, again)
  }
}

/// A table is read once and then by what names it: every line of it is heard as something, or something is said of it.
private func examineTable(_ bytes: [UInt8]) {
  let table = SourceFile(path: "table.tsv", bytes: bytes)
  for manifest in Fuzzed.manifestsOfTables {
    let source = ScriptSource(files: [manifest, Fuzzed.topic, table])
    let result = compile(source, listens: false)
    _ = render(result.diagnostics, source: source)
    for found in result.diagnostics {
      guard let file = source.file(at: found.file) else { preconditionFailure("a fault in no file") }
      precondition(
        found.span.lowerBound >= 0 && found.span.upperBound <= file.bytes.count,
        "a fault beyond the file's end")
    }
    _ = compile(applyFixes(result.diagnostics, to: source), listens: false)
  }
}

private func checkSpeech(_ step: Step) {
  for case .say(let line) in step.code {
    for case .text(let text) in line.pieces {
      for byte in text.utf8 {
        precondition(!"@#[*{}`".utf8.contains(byte), "a control mark would be spoken")
      }
    }
  }
}

@main
struct FuzzScript {
  static func main() { runFuzzer { fuzz($0, $1) } }
}

private enum Fuzzed {
  static let manifest = SourceFile(
    path: "house.parley",
    text: """
      # house: A house
      @start topic
      @tags #crisis
      @fact mood: calm, sad or angry
      @fact reason: text
      @fact things: list up to 3
      @fact which: item of things
      @fact tries: 0 to 3
      @fact told: yes or no
      @unclear
        You could say {choices}.
      @still unclear
        We leave that.

      """)

  static let manifestsOfTables = ["lines", "alike", "helplines", "points"].map { name in
    var file = manifest
    file.bytes += Array("@\(name) table.tsv\n@intent mad\n  says: i am mad\n  not: mad about cake\n".utf8)
    return file
  }

  static let topic = SourceFile(
    path: "topic.parley",
    text: """
      # topic: A topic #crisis

      ## start
      How are you?
      - good: fine, all right
      - anything
      -> over

      ## over
      @end

      """)
}
