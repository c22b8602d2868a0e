import ArgumentParser
import FoundationEssentials
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `--passphrase-fd N`, for every command that reads conversations. Never the passphrase itself: what stands on a
/// command line, or in the environment, others can see.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For scripts: read the passphrase of encrypted conversations from this file descriptor.", valueName: "n"
    ))
  var passphraseFd: Int32?

  /// Where an encrypted conversation's passphrase comes from: the descriptor, else the terminal.
  func passphrase(for path: String) throws -> String {
    if let passphraseFd { return try Passphrase.read(from: passphraseFd) }
    return try Passphrase.ask("Passphrase for \(path.harmlessLine): ")
  }

  /// For going through many: asked once, and only when one that is named is encrypted or a descriptor was given.
  func passphrase(forAny paths: [String]) throws -> String? {
    if let sealed = paths.first(where: { $0.hasSuffix(TranscriptFolder.sealedEnding) }) {
      return try passphrase(for: sealed)
    }
    return try passphraseFd.map { try Passphrase.read(from: $0) }
  }
}

enum Passphrase {
  /// Longer than anybody types.
  private static let longest = 1_024

  /// The first line that a descriptor gives. What follows is left there.
  static func read(from descriptor: Int32) throws -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count <= longest {
      let count = readByte(descriptor, &byte)
      guard count >= 0 else {
        throw Complaint("I can't read a passphrase from descriptor \(descriptor).", Failure.noInput)
      }
      if count == 0 || byte == 0x0A { break }
      bytes.append(byte)
    }
    return try checked(bytes)
  }

  /// Asked at the terminal the program runs in, whatever its input is, and not shown.
  static func ask(_ prompt: String) throws -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw Complaint(
        "I need a passphrase, and there is no terminal to ask at. --passphrase-fd N reads it from descriptor N.",
        Failure.usage)
    }
    defer { close(terminal) }
    let bytes = try Unseen(terminal).line(longest) { write(prompt, to: terminal) }
    write("\n", to: terminal)
    return try checked(bytes)
  }

  private static func checked(_ bytes: [UInt8]) throws -> String {
    guard bytes.count <= longest, let words = String(validating: bytes, as: UTF8.self) else {
      throw Complaint("A passphrase is readable text of at most \(longest) bytes.", Failure.usage)
    }
    guard !words.isEmpty else {
      throw Complaint("That passphrase is empty. A few words in a row make a good one.", Failure.usage)
    }
    return words
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)
    _ = bytes.withUnsafeMutableBytes { writeBytes(descriptor, $0) }
  }
}

/// One read of one byte, made again when a signal interrupts it.
private func readByte(_ descriptor: Int32, _ byte: inout UInt8) -> Int {
  while true {
    let count = read(descriptor, &byte, 1)
    if count >= 0 || errno != EINTR { return count }
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// A terminal that shows nothing of what is typed, until a line is read. Signals that would leave it so wait meanwhile.
private struct Unseen {
  private let terminal: Int32

  init(_ terminal: Int32) { self.terminal = terminal }

  /// - Parameter ask: shows the question, once what is typed is not shown any more.
  func line(_ longest: Int, ask: () -> Void) throws -> [UInt8] {
    var waiting = sigset_t()
    var before = sigset_t()
    sigemptyset(&waiting)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&waiting, signal) }
    pthread_sigmask(SIG_BLOCK, &waiting, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var usual = termios()
    guard tcgetattr(terminal, &usual) == 0 else {
      throw Complaint("I can't ask for a passphrase at this terminal.", Failure.io)
    }
    var unseen = usual
    unseen.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &unseen)
    defer { tcsetattr(terminal, TCSAFLUSH, &usual) }
    ask()
    return try keys(longest)
  }

  /// Backspace takes back a character, Ctrl-U all of them; Ctrl-C and Ctrl-D on nothing leave.
  private func keys(_ longest: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while readByte(terminal, &byte) == 1 {
      switch byte {
      case 0x0A, 0x0D: return bytes
      case 0x03: throw ExitCode(130)
      case 0x04 where bytes.isEmpty: throw ExitCode(130)
      case 0x15: bytes = []
      case 0x08, 0x7F:
        while let last = bytes.popLast(), last & 0b1100_0000 == 0b1000_0000 {}
      case 0..<0x20: break
      default: if bytes.count <= longest { bytes.append(byte) }
      }
    }
    return bytes
  }
}
