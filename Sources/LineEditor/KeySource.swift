#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What came from the keyboard, one thing at a time.
enum Key: Equatable {
  /// A character to type or a control key that libedit knows what to do with.
  case scalar(Unicode.Scalar)
  /// A pasted block, control characters made harmless and line ends made `\n`.
  case block(String)
  case interrupt
  case suspend
  case quit
  /// A signal from outside.
  case signal(Int32)
  case endOfInput
  /// Nothing was pressed, but what the caller waits for beside keys has come.
  case woken
  case failed(Int32)
}

/// Reads a terminal's bytes and finds in them characters, pasted blocks and the keys that ask to stop.
///
/// libedit's own reader goes byte by byte and knows nothing of pasting, so a block of three lines would be three turns.
final class KeySource {
  /// How long to wait for the rest of an escape sequence, and for the next piece of a block pasted unmarked.
  private static let patience: Int32 = 30
  /// How long a marked block may pause before it is taken to have been cut off.
  private static let blockPatience: Int32 = 3_000
  private static let blockStart = Array("\u{1B}[200~".utf8)
  private static let blockEnd = Array("\u{1B}[201~".utf8)
  private static let carriageReturn: UInt8 = 0x0D
  private static let newline: UInt8 = 0x0A

  /// How often the caller is asked whether to stop waiting, in milliseconds.
  private static let wakeInterval: Int32 = 250

  /// Whether to stop waiting for a key; nil to wait for keys alone.
  var wakes: (() -> Bool)?

  private let descriptor: Int32
  private let signals: SignalWatch
  private let limit: Int

  private var buffer: [UInt8] = []
  private var next = 0
  /// How many of the bytes to come were there before the turn began: their newlines were typed, not pasted.
  private var typedAhead = 0
  /// Whether the next bytes read were there before the turn began.
  private var nextIsAhead = false
  /// Whether the bytes at hand came several at once, as from a paste.
  private var cameTogether = false
  private var owesReturn = false
  /// What stopped a wait: it is the next key, whoever was waiting.
  private var held: Key?
  private var taken = 0

  /// What had to be done to this turn's bytes so far.
  private(set) var repair = Repair()

  /// - Parameter limit: the most bytes of one pasted block that are kept.
  init(descriptor: Int32, signals: SignalWatch, limit: Int) {
    self.descriptor = descriptor
    self.signals = signals
    self.limit = limit
  }

  /// Tells the source that a new turn begins.
  ///
  /// To be called once the terminal is in its editing modes, when all that was typed before can be seen.
  func beginTurn() {
    typedAhead = buffer.count - next
    var waiting: Int32 = 0
    nextIsAhead = ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 && waiting > 0
    owesReturn = false
    taken = 0
    repair = Repair()
  }

  /// Notes that so many bytes found no room.
  func drop(_ count: Int) { repair.droppedBytes += count }

  /// The next key, however long that takes.
  func nextKey() -> Key {
    if owesReturn {
      owesReturn = false
      return .scalar("\r")
    }
    while true {
      if let key = held {
        held = nil
        return key
      }
      switch arrival(within: wakes == nil ? -1 : Self.wakeInterval) {
      case .ready: return nextKeyAtHand()
      case .timeout: if let wakes, wakes() { return .woken }
      case .stopped: break
      }
    }
  }

  private func nextKeyAtHand() -> Key {
    let wasTypedAhead = typedAhead > 0
    let byte = takeByte()
    switch byte {
    // A Ctrl-D pressed before the turn began comes out of the terminal as a NUL.
    case 0x00 where wasTypedAhead: return .scalar("\u{04}")
    case 0x03: return .interrupt
    case 0x1A: return .suspend
    case 0x1C: return .quit
    case 0x1B where comesNext(Self.blockStart.dropFirst()):
      skip(Self.blockStart.count - 1)
      return .block(clean(markedBlock()))
    case Self.carriageReturn, Self.newline:
      guard !wasTypedAhead, let block = unmarkedBlock() else { return .scalar("\r") }
      return .block(clean(block))
    case 0..<0x80: return .scalar(Unicode.Scalar(byte))
    default: return .scalar(scalar(startingWith: byte))
    }
  }

  // MARK: Blocks

  /// The bytes up to the mark that ends a block.
  private func markedBlock() -> [UInt8] {
    var block: [UInt8] = []
    var dropped = 0
    var owesRedraw = false
    reading: while true {
      switch arrival(within: Self.blockPatience) {
      case .timeout: break reading
      case .stopped:
        // A new window size can wait until the block is whole.
        guard case .signal(SIGWINCH) = held else { break reading }
        owesRedraw = true
        held = nil
      case .ready:
        if buffer[next] == 0x1B, comesNext(Self.blockEnd[...]) {
          skip(Self.blockEnd.count)
          break reading
        }
        keep(takeByte(), in: &block, &dropped)
      }
    }
    if owesRedraw, held == nil { held = .signal(SIGWINCH) }
    drop(dropped)
    return block
  }

  /// The rest of a block from a terminal that doesn't mark pasting, when the newline just read is inside one: more
  /// bytes are already there. Nil when the newline was a person pressing Enter.
  private func unmarkedBlock() -> [UInt8]? {
    var block = [Self.newline]
    var dropped = 0
    while case .ready = arrival(within: cameTogether ? Self.patience : 0) {
      if buffer[next] == 0x1B || buffer[next] == 0x03 || buffer[next] == 0x04 { break }
      keep(takeByte(), in: &block, &dropped)
    }
    drop(dropped)
    guard block.count > 1 else { return nil }
    if let last = block.last, last == Self.carriageReturn || last == Self.newline {
      block.removeLast()
      owesReturn = true
    }
    return block
  }

  private func keep(_ byte: UInt8, in block: inout [UInt8], _ dropped: inout Int) {
    if block.count < limit { block.append(byte) } else { dropped += 1 }
  }

  private func clean(_ block: [UInt8]) -> String {
    let decoded = RepairedText(decoding: block)
    note(decoded.repair, at: taken - block.count)
    return Sanitise.text(decoded.text)
  }

  // MARK: Characters

  /// The character whose first byte is `lead`; U+FFFD for bytes that make none.
  private func scalar(startingWith lead: UInt8) -> Unicode.Scalar {
    let start = taken - 1
    var bytes = [lead]
    let needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    while bytes.count < needed, case .ready = arrival(within: 10 * Self.patience),
      buffer[next] & 0b1100_0000 == 0b1000_0000
    {
      bytes.append(takeByte())
    }
    let decoded = RepairedText(decoding: bytes)
    note(decoded.repair, at: start)
    guard decoded.repair.isNone, let scalar = decoded.text.unicodeScalars.first else { return "\u{FFFD}" }
    return (0x80..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar
  }

  private func note(_ found: Repair, at offset: Int) {
    guard let first = found.firstInvalidByte else { return }
    if repair.firstInvalidByte == nil { repair.firstInvalidByte = max(offset, 0) + first }
    repair.invalidBytes += found.invalidBytes
  }

  // MARK: Bytes

  private enum Awaited {
    case ready
    case timeout
    case stopped
  }

  private func takeByte() -> UInt8 {
    defer { skip(1) }
    return buffer[next]
  }

  private func skip(_ count: Int) {
    next += count
    taken += count
    typedAhead = max(typedAhead - count, 0)
  }

  /// Whether exactly these bytes are next. Waits for each only as long as a terminal takes to send the rest of a key.
  private func comesNext(_ expected: ArraySlice<UInt8>) -> Bool {
    for (offset, byte) in expected.enumerated() {
      while buffer.count - next <= offset {
        guard case .ready = fill(milliseconds: Self.patience) else { return false }
      }
      if buffer[next + offset] != byte { return false }
    }
    return true
  }

  /// Sees to it that a byte is at hand, within so many milliseconds or, at -1, however long it takes.
  private func arrival(within milliseconds: Int32) -> Awaited {
    next < buffer.count ? .ready : fill(milliseconds: milliseconds)
  }

  private func fill(milliseconds: Int32) -> Awaited {
    guard held == nil else { return .stopped }
    switch signals.wait(for: descriptor, milliseconds: milliseconds) {
    case .signal(let signal): return stop(.signal(signal))
    case .timeout: return .timeout
    case .input: break
    }
    buffer.removeFirst(next)
    next = 0
    let held = buffer.count
    var chunk = [UInt8](repeating: 0, count: 4_096)
    switch chunk.withUnsafeMutableBytes({ readSome(into: $0, from: descriptor) }) {
    case .bytes(let count):
      buffer += chunk[..<count]
      cameTogether = held + count > 1
      if nextIsAhead { typedAhead += count }
      nextIsAhead = false
      return .ready
    case .end: return stop(.endOfInput)
    case .failed(let reason): return stop(.failed(reason))
    }
  }

  private func stop(_ key: Key) -> Awaited {
    held = key
    return .stopped
  }
}
