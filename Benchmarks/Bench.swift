/// Measures what the project promises to be fast at. `swift run -c release parley-bench`.
@main
struct Bench {
  static func main() async throws {
    if CommandLine.arguments.dropFirst().first == "listener" {
      return try ListenerBench.run(Array(CommandLine.arguments.dropFirst(2)))
    }
    await TranscriptsBench(turns: 100_000).run()
  }
}
