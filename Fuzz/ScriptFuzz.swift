import Script

/// libFuzzer's entry: any bytes as a topic beside a small manifest are compiled, shown and formatted. Nothing may
/// crash or hang; what is formatted must mean the same, and formatting again must change nothing.
///
/// Build with `-sanitize=fuzzer -parse-as-library`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let topic = SourceFile(path: "topic.parley", bytes: bytes)
  let source = ScriptSource(files: [manifest, topic])
  let result = compile(source, listens: false)
  _ = render(result.diagnostics, source: source)
  let once = format(topic)
  precondition(format(once) == once, "formatting again changes something")
  let again = compile(ScriptSource(files: [manifest, once]), listens: false)
  precondition(
    result.hasErrors == again.hasErrors && result.program?.steps == again.program?.steps,
    "formatting changes what a script means")
  let fixed = applyFixes(result.diagnostics, to: source)
  _ = compile(fixed, listens: false)
  return 0
}

private let manifest = SourceFile(
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
