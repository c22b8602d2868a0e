#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The lines a person typed in earlier sessions, in a file that only they can read.
///
/// One turn a line, oldest first, in UTF-8; a newline inside a turn is written `\n` and a backslash `\\`. A turn is
/// added the moment it is entered, so a session that is killed loses none.
struct HistoryFile {
  /// The most turns kept, and the longest turn kept, in bytes: pasted chapters belong in the transcript alone.
  static let mostTurns = 500
  static let longestTurn = 8_192
  /// The largest file that is read whole; of a larger one only the end is looked at.
  private static let mostBytes = 1 << 20

  let path: String

  /// The turns in the file, oldest first. A file that isn't there holds none.
  func load() -> Result<[String], HistoryProblem> {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      return errno == ENOENT ? .success([]) : .failure(.unreadable(path: path, reason: errno))
    }
    defer { close(descriptor) }
    guard Self.isOrdinaryFile(descriptor) else { return .failure(.notAFile(path: path)) }
    let size = lseek(descriptor, 0, SEEK_END)
    let start = max(0, Int(size) - Self.mostBytes)
    guard size >= 0, lseek(descriptor, off_t(start), SEEK_SET) >= 0 else {
      return .failure(.unreadable(path: path, reason: errno))
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    reading: while bytes.count <= Self.mostBytes {
      switch chunk.withUnsafeMutableBytes({ readSome(into: $0, from: descriptor) }) {
      case .bytes(let count): bytes += chunk[..<count]
      case .end: break reading
      case .failed(let reason): return .failure(.unreadable(path: path, reason: reason))
      }
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"))
    if start > 0 { lines = Array(lines.dropFirst()) }
    let turns = lines.suffix(Self.mostTurns).map { Self.unescape(String(decoding: $0, as: UTF8.self)) }
    if lines.count > 2 * Self.mostTurns || start > 0 { _ = replace(with: turns) }
    return .success(turns)
  }

  /// Adds one turn at the end. Makes the file, for its owner alone, where there is none.
  func append(_ turn: String) -> HistoryProblem? {
    write([turn], to: path, flags: O_APPEND)
  }

  /// Empties the file.
  func clear() -> HistoryProblem? {
    unlink(path) == 0 || errno == ENOENT ? nil : .unwritable(path: path, reason: errno)
  }

  /// Puts `turns` in the file's place, in one step, so that there is never half a file.
  private func replace(with turns: [String]) -> HistoryProblem? {
    let fresh = path + ".new"
    unlink(fresh)
    if let problem = write(turns, to: fresh, flags: O_EXCL) { return problem }
    return rename(fresh, path) == 0 ? nil : .unwritable(path: path, reason: errno)
  }

  private func write(_ turns: [String], to path: String, flags: Int32) -> HistoryProblem? {
    let always = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = open(path, always | flags, 0o600)
    guard descriptor >= 0 else { return .unwritable(path: path, reason: errno) }
    defer { close(descriptor) }
    guard Self.isOrdinaryFile(descriptor) else { return .notAFile(path: path) }
    // A file that an earlier program left open to others is closed to them before anything more goes in.
    fchmod(descriptor, 0o600)
    let text = turns.map { Self.escape($0) + "\n" }.joined()
    return switch writeAll(text.utf8, to: descriptor) {
    case .written: nil
    case .closed: .unwritable(path: path, reason: EPIPE)
    case .failed(let reason): .unwritable(path: path, reason: reason)
    }
  }

  private static func isOrdinaryFile(_ descriptor: Int32) -> Bool {
    var facts = stat()
    return fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  static func escape(_ turn: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in turn.unicodeScalars {
      switch scalar {
      case "\n": out.append(contentsOf: #"\n"#.unicodeScalars)
      case "\\": out.append(contentsOf: #"\\"#.unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  static func unescape(_ line: String) -> String {
    var out = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escaped = rest.popFirst() else {
        out.append(scalar)
        continue
      }
      out.append(escaped == "n" ? "\n" : escaped)
    }
    return String(out)
  }
}

/// Why earlier lines can't be recalled or this one won't be. Never a reason to stop talking.
public enum HistoryProblem: Error, Equatable, Sendable {
  case unreadable(path: String, reason: Int32)
  case unwritable(path: String, reason: Int32)
  case notAFile(path: String)
}
