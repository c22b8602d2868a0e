#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was done to the tail of a transcript that was opened again: every whole line is kept.
public struct Recovery: Equatable, Sendable {
  /// Bytes of the file now.
  public var size: Int
  /// Bytes of a line that was cut short, taken away.
  public var cut: Int
  /// Whether the last line was whole and lacked only its newline.
  public var completed: Bool

  /// For the person; nil when nothing had to be done.
  public var words: String? {
    if cut > 0 {
      return "The last line of the transcript was cut short (\(cut) bytes); everything before it is kept."
    }
    return completed ? "The last line of the transcript lacked its end; it is whole again." : nil
  }

  /// Bytes read at a time, from the end backwards.
  private static let chunk = 64 << 10

  static func repair(_ file: Int32, _ files: FileLayer) throws(SystemError) -> Recovery {
    let size = try files.size(file)
    let tail = try tail(file, size, files)
    guard !tail.isEmpty else { return Recovery(size: size, cut: 0, completed: false) }
    if tail.count <= RecordReader.longestLine, (try? RecordReader.read(tail)) != nil {
      guard try files.append(file, [UInt8(ascii: "\n")]) == 1 else { throw SystemError(EIO) }
      return Recovery(size: size + 1, cut: 0, completed: true)
    }
    try files.cut(file, size - tail.count)
    return Recovery(size: size - tail.count, cut: tail.count, completed: false)
  }

  /// The bytes after the last newline.
  private static func tail(_ file: Int32, _ size: Int, _ files: FileLayer) throws(SystemError) -> [UInt8] {
    var parts: [[UInt8]] = []
    var end = size
    while end > 0 {
      let start = max(0, end - chunk)
      let bytes = try files.read(file, start, end - start)
      guard bytes.count == end - start else { throw SystemError(EIO) }
      if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) {
        parts.append(Array(bytes[(newline + 1)...]))
        break
      }
      parts.append(bytes)
      end = start
    }
    return parts.reversed().flatMap { $0 }
  }
}
