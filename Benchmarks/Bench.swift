/// Measures what the project promises to be fast at: `swift run -c release parley-bench [TURNS] [SCRIPTS]`.
@main
struct Bench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "listener" { return try ListenerBench.run(Array(arguments.dropFirst())) }
    let turns = arguments.first.flatMap(Int.init) ?? 1_000_000
    let scripts = arguments.dropFirst().first ?? "Scripts/reconcile"
    await TranscriptsBench(turns: max(Corpus.turnsOfFile, turns), scripts: scripts).run()
  }
}
