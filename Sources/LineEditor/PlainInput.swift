#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns from something that is not being edited: a pipe, a file, or a terminal left to itself. One line is one turn.
///
/// Holds at most the longest line allowed, however long the input's lines are. Used from one thread.
public final class PlainInput {
  private let descriptor: Int32
  private let lineLimit: Int
  private let signals: SignalWatch?
  private var chunk: [UInt8]
  private var next = 0
  private var end = 0
  private var ended: Input?
  /// The last byte of the line being read, kept or not.
  private var lastByte: UInt8?

  /// - Parameters:
  ///   - descriptor: where to read; it stays the caller's.
  ///   - lineLimit: the longest line taken whole, in bytes. What is longer is cut there, and says so.
  ///   - watchesInterrupt: have Ctrl-C be `.interrupt`, of this wait or the next, rather than the program's end.
  public init(descriptor: Int32 = 0, lineLimit: Int = defaultLineLimit, watchesInterrupt: Bool = false) {
    self.descriptor = descriptor
    self.lineLimit = max(lineLimit, 1)
    signals = watchesInterrupt ? SignalWatch() : nil
    signals?.watch([SIGINT])
    chunk = [UInt8](repeating: 0, count: 65_536)
  }

  /// The next line, without its `\n` or `\r\n`. A last line without a newline counts.
  public func readTurn() -> Input {
    if let ended { return ended }
    var line: [UInt8] = []
    var dropped = 0
    lastByte = nil
    while true {
      if next == end, let stop = refill() {
        if stop == .interrupt { return stop }
        ended = stop
        return line.isEmpty && dropped == 0 ? stop : finish(line, dropped)
      }
      let newline = chunk[next..<end].firstIndex(of: UInt8(ascii: "\n"))
      take(next..<(newline ?? end), into: &line, &dropped)
      next = newline.map { $0 + 1 } ?? end
      if newline != nil { return finish(line, dropped) }
    }
  }

  /// Keeps one byte more than the limit, because the last may prove to be the `\r` of a `\r\n`.
  private func take(_ range: Range<Int>, into line: inout [UInt8], _ dropped: inout Int) {
    if let last = range.last { lastByte = chunk[last] }
    let kept = min(range.count, max(lineLimit + 1 - line.count, 0))
    line.append(contentsOf: chunk[range.prefix(kept)])
    dropped += range.count - kept
  }

  private func finish(_ bytes: [UInt8], _ dropped: Int) -> Input {
    var bytes = bytes[...]
    var dropped = dropped
    if lastByte == UInt8(ascii: "\r") {
      if dropped > 0 { dropped -= 1 } else { bytes.removeLast() }
    }
    if bytes.count > lineLimit {
      let whole = Self.wholeCharacters(bytes.prefix(lineLimit))
      dropped += bytes.count - whole.count
      bytes = whole
    }
    var decoded = RepairedText(decoding: bytes)
    decoded.repair.droppedBytes = dropped
    return Input(decoded.text, decoded.repair)
  }

  /// `bytes` without the beginning of a character that its end has cut in two.
  private static func wholeCharacters(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for length in 1...3 where bytes.count >= length {
      let lead = bytes[bytes.endIndex - length]
      if lead & 0b1100_0000 == 0b1000_0000 { continue }
      let needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
      return needed > length ? bytes.dropLast(length) : bytes
    }
    return bytes
  }

  /// Fills the chunk; a value when there is nothing more to fill it with.
  private func refill() -> Input? {
    if let signals, signals.wait(for: descriptor) == .signal(SIGINT) { return .interrupt }
    let outcome = chunk.withUnsafeMutableBytes { readSome(into: $0, from: descriptor) }
    next = 0
    end = 0
    switch outcome {
    case .bytes(let count):
      end = count
      return nil
    case .end: return .endOfInput
    case .failed(let reason): return .failed(reason)
    }
  }
}
