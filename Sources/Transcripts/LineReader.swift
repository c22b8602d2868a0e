#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cuts a stream of bytes into lines, however the bytes arrive; holds one line and one chunk at a time.
public struct LineReader: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0
  /// Lines given out.
  public private(set) var count = 0

  public init() {}

  public mutating func feed(_ bytes: [UInt8]) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next whole line, without its newline, given to `body`. False when none is whole yet.
  public mutating func next<E: Error>(_ body: (Span<UInt8>, Int) throws(E) -> Void) throws(E) -> Bool {
    guard let end = newline() else { return false }
    let range = start..<end
    start = end + 1
    count += 1
    try body(buffer.span.extracting(range), count)
    return true
  }

  /// Bytes after the last newline so far.
  public var rest: [UInt8] { Array(buffer[start...]) }
  public var restCount: Int { buffer.count - start }

  /// Forget what came of a line that is too long to hold.
  public mutating func dropRest() {
    buffer = []
    start = 0
  }

  private func newline() -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
