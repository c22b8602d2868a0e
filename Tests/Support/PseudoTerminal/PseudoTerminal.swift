import CPseudoTerminal
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program running in a terminal of its own, typed at and read by a test.
///
/// Nothing here waits for a length of time: a test waits until something is on the screen. The deadline only ends a
/// test that would otherwise hang.
public final class PseudoTerminal {
  public enum Exit: Equatable, Sendable {
    case status(Int32)
    case signal(Int32)
  }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// How many seconds a program may take in all before its test fails.
  public static let deadline = 20.0

  public let processID: pid_t
  private let terminal: Int32
  private let started = PseudoTerminal.now()
  private var seen: [UInt8] = []
  private var found = 0
  private var hasEnded = false
  private var exit: Exit?

  /// Two programs started at one time would hold each other's terminals open.
  private static let starting = Mutex(())

  /// Starts `program` with these arguments (its own name is added) and only this environment.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: UInt16 = 80,
    rows: UInt16 = 24
  ) throws {
    let variables = Self.usualEnvironment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }.sorted()
    var terminal: Int32 = -1
    let processID = Self.starting.withLock { _ in
      Self.withCStrings([program] + arguments) { arguments in
        Self.withCStrings(variables) { variables in
          let child = pseudo_terminal_spawn(program, arguments, variables, columns, rows, &terminal)
          if child > 0 { _ = fcntl(terminal, F_SETFD, FD_CLOEXEC) }
          return child
        }
      }
    }
    guard processID > 0 else { throw Failure(description: "could not start \(program): errno \(errno)") }
    self.processID = processID
    self.terminal = terminal
  }

  deinit {
    if exit == nil {
      kill(processID, SIGKILL)
      waitpid(processID, nil, 0)
    }
    close(terminal)
  }

  private static var usualEnvironment: [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": path, "HOME": "/nonexistent"]
  }

  // MARK: Typing

  public func send(_ text: String) throws { try send(Array(text.utf8)) }

  public func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The program's output is taken up meanwhile, or both sides could wait for the other to read.
      if waits(for: Int16(POLLIN), milliseconds: 0) { try readSome() }
      guard waits(for: Int16(POLLOUT), milliseconds: 10) else {
        try checkDeadline("while typing")
        continue
      }
      let count = rest.prefix(512).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("the terminal took no typing") }
      rest = rest.dropFirst(count)
    }
  }

  public func press(_ key: Key) throws { try send(key.rawValue) }

  public enum Key: String, Sendable {
    case enter = "\r"
    case backspace = "\u{7F}"
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case left = "\u{1B}[D"
    case escape = "\u{1B}"
    case tab = "\t"
    case controlC = "\u{03}"
    case controlD = "\u{04}"
    case controlZ = "\u{1A}"
  }

  /// Types a block as a terminal does that marks what is pasted.
  public func paste(_ block: String) throws { try send("\u{1B}[200~\(block)\u{1B}[201~") }

  public func resize(columns: UInt16, rows: UInt16) throws {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw failure("the terminal kept its size") }
  }

  public func signal(_ number: Int32) { kill(processID, number) }

  // MARK: Reading

  /// All that the program has shown so far.
  public var screen: String { String(decoding: seen, as: UTF8.self) }

  /// Waits until `text` is shown after what was last waited for, and gives what came before it.
  @discardableResult
  public func wait(for text: String) throws -> String {
    let wanted = Array(text.utf8)
    while true {
      if let start = Self.position(of: wanted, in: seen, from: found) {
        defer { found = start + wanted.count }
        return String(decoding: seen[found..<start], as: UTF8.self)
      }
      if hasEnded { throw failure("the program ended before it showed \(text.debugDescription)") }
      try checkDeadline("waiting for \(text.debugDescription)")
      if waits(for: Int16(POLLIN), milliseconds: 100) { try readSome() }
    }
  }

  /// Waits until the program ends, reading whatever it still shows.
  public func waitForExit() throws -> Exit {
    if let exit { return exit }
    while true {
      if !hasEnded, waits(for: Int16(POLLIN), milliseconds: 20) { try readSome() }
      var status: Int32 = 0
      let ended = waitpid(processID, &status, WNOHANG)
      if ended == processID {
        while !hasEnded, waits(for: Int16(POLLIN), milliseconds: 0) { try readSome() }
        let signal = status & 0x7F
        let outcome: Exit = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
        exit = outcome
        return outcome
      }
      try checkDeadline("waiting for the program to end")
      if hasEnded { usleep(1_000) }
    }
  }

  private func readSome() throws {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(terminal, &chunk, chunk.count)
    if count > 0 {
      seen += chunk[..<count]
    } else if count == 0 || errno == EIO {
      hasEnded = true
    } else if errno != EINTR && errno != EAGAIN {
      throw failure("the terminal could not be read: errno \(errno)")
    }
  }

  private func waits(for events: Int16, milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: terminal, events: events, revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  private static func position(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count - start >= wanted.count else { return nil }
    return (start...(bytes.count - wanted.count)).first {
      bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }

  // MARK: Helpers

  private func checkDeadline(_ activity: String) throws {
    if Self.now() - started > Self.deadline { throw failure("too long \(activity)") }
  }

  private func failure(_ reason: String) -> Failure {
    Failure(description: "\(reason); the screen holds \(screen.debugDescription)")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
