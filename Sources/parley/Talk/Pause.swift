#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum Pause {
  /// Wait, or until something is typed: nobody has to sit through a pause.
  static func wait(seconds: Int) {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    _ = poll(&input, 1, Int32(seconds * 1_000))
  }
}
