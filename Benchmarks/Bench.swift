/// Measures what the project promises to be fast at. `swift run -c release parley-bench`.
@main
struct Bench {
  static func main() async {
    await TranscriptsBench(turns: 100_000).run()
  }
}
