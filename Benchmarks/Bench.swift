#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures what the project promises to be fast at: `swift run -c release parley-bench [TURNS] [SCRIPTS]`.
@main
struct Bench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "listener": try ListenerBench.run(rest)
    case "script": try ScriptBench.run(loop: rest.first)
    case "slips": if !(try await SlipBench(rest).run()) { exit(1) }
    default:
      let turns = arguments.first.flatMap(Int.init) ?? 1_000_000
      let scripts = rest.first ?? "Scripts/reconcile"
      await TranscriptsBench(turns: max(Corpus.turnsOfFile, turns), scripts: scripts).run()
    }
  }
}
