#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures what the project promises to be fast at: `swift run -c release parley-bench [TURNS]`.
@main
struct Bench {
  static func main() async throws {
    if CommandLine.arguments.dropFirst().first == "listener" {
      return try ListenerBench.run(Array(CommandLine.arguments.dropFirst(2)))
    }
    if CommandLine.arguments.dropFirst().first == "script" {
      return try ScriptBench.run(loop: CommandLine.arguments.dropFirst(2).first)
    }
    if CommandLine.arguments.dropFirst().first == "slips" {
      guard try await SlipBench(Array(CommandLine.arguments.dropFirst(2))).run() else { exit(1) }
      return
    }
    let turns = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 100_000
    await TranscriptsBench(turns: max(TranscriptsBench.sessionTurns, turns)).run()
  }
}
