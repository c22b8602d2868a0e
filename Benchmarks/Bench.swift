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
    switch arguments.first {
    case "listener": return try ListenerBench.run(Array(arguments.dropFirst()))
    case "script": return try ScriptBench.run(loop: arguments.dropFirst().first)
    case "slips":
      guard try await SlipBench(Array(arguments.dropFirst())).run() else { exit(1) }
      return
    default: break
    }
    let turns = arguments.first.flatMap(Int.init) ?? 1_000_000
    let scripts = arguments.dropFirst().first ?? "Scripts/reconcile"
    await TranscriptsBench(turns: max(Corpus.turnsOfFile, turns), scripts: scripts).run()
  }
}
