#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What became of writing.
public enum WriteOutcome: Equatable, Sendable {
  case written
  /// Nobody reads the other end any more (`EPIPE`).
  case closed
  /// Writing failed with this `errno`.
  case failed(Int32)
}

/// Writes all of `bytes`, however many calls that takes and whatever signals arrive meanwhile.
func writeAll(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> WriteOutcome {
  let bytes = Array(bytes)
  return bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      if count > 0 {
        written += count
      } else if count == 0 || !mayRetry(descriptor, for: Int16(POLLOUT), after: errno) {
        return errno == EPIPE ? .closed : .failed(count == 0 ? EIO : errno)
      }
    }
    return .written
  }
}

/// What became of reading.
enum ReadOutcome {
  case bytes(Int)
  case end
  case failed(Int32)
}

/// Reads what is there, up to the size of `buffer`, waiting for the first byte.
func readSome(into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> ReadOutcome {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    let reason = errno
    // A terminal that has hung up answers EIO; there is nothing to say about it but that input has ended.
    if reason == EIO && isatty(descriptor) != 1 && errno == EIO { return .end }
    if !mayRetry(descriptor, for: Int16(POLLIN), after: reason) { return .failed(reason) }
  }
}

/// Whether a call that failed with `reason` may be made again; waits first where the descriptor would block.
private func mayRetry(_ descriptor: Int32, for events: Int16, after reason: Int32) -> Bool {
  if reason == EINTR { return true }
  guard reason == EAGAIN || reason == EWOULDBLOCK else { return false }
  var waiting = pollfd(fd: descriptor, events: events, revents: 0)
  return poll(&waiting, 1, -1) > 0 || errno == EINTR
}
