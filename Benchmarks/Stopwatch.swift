#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The better of several rounds: as the clock saw them, and as the processors worked them. A shared machine only ever
/// adds time.
struct Stopwatch {
  private(set) var wall = Double.infinity
  private(set) var work = Double.infinity

  /// Seconds.
  static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  mutating func measure(_ body: () async -> Void) async {
    let start = Self.now(CLOCK_MONOTONIC)
    let before = Self.now(CLOCK_PROCESS_CPUTIME_ID)
    await body()
    wall = min(wall, Self.now(CLOCK_MONOTONIC) - start)
    work = min(work, Self.now(CLOCK_PROCESS_CPUTIME_ID) - before)
  }

  static func best(of rounds: Int, _ body: () async -> Void) async -> Stopwatch {
    var watch = Stopwatch()
    for _ in 0..<rounds { await watch.measure(body) }
    return watch
  }

  /// The fastest round in turns by the clock and by the work of the processors.
  func words(bytes: Int, turns: Int) -> String {
    let perSecond = Int(Double(turns) / wall)
    let ofOneCore = Int(Double(turns) / work)
    let megabytes = Int(Double(bytes) / wall / 1e6)
    let nanoseconds = Int(work * 1e9) / max(1, turns)
    return
      "\(nanoseconds) ns of processor a turn (\(ofOneCore) turns/s of one core); by the clock \(perSecond) turns/s, \(megabytes) MB/s"
  }
}
