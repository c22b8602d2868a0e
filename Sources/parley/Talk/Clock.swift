import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The only place that asks what time it is. What it says is recorded and decides nothing.
struct Clock {
  private var last = Clock.monotonic

  /// Now, for a transcript's first line and its name.
  static var moment: Moment {
    Moment(secondsSince1970: Int(time(nil)))
  }

  /// A seed nobody has to choose.
  static var seed: UInt64 {
    UInt64.random(in: 0..<1_000_000)
  }

  /// The time since this was last asked.
  mutating func lap() -> Tenths {
    let now = Self.monotonic
    defer { last = now }
    return Tenths((now - last) / 100_000_000)
  }

  /// Nanoseconds.
  private static var monotonic: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
