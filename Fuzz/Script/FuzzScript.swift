import Dialogue
import Script

/// What libFuzzer runs on bytes it makes up, as a topic beside a small manifest and as the manifest itself: they are
/// compiled, shown, formatted and mended. Nothing may crash or hang; what is formatted must mean the same, and
/// formatting again must change nothing; and no control mark may ever be spoken.
private func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let topic = SourceFile(path: "topic.parley", bytes: bytes)
  examine(topic, beside: Fuzzed.manifest)
  if bytes.first == UInt8(ascii: "#") {
    examine(SourceFile(path: "house.parley", bytes: bytes), beside: Fuzzed.topic)
  }
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

private func checkSpeech(_ step: Step) {
  for case .say(let line) in step.code {
    for case .text(let text) in line.pieces {
      for byte in text.utf8 {
        precondition(!"@#[*{}`".utf8.contains(byte), "a control mark would be spoken")
      }
    }
  }
}

/// libFuzzer's own way in, for programs that bring their `main`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

@main
struct FuzzScript {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &arguments) { fuzz($0, $1) }
  }
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
