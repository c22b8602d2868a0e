/// Lines of a transcript as records.
///
/// Strict: a line either is what the format says or is refused with the column at fault. Keys may stand in any order
/// and blanks between them, so that a file that went through `jq` still reads.
public enum RecordReader {
  /// Bytes of one line; far more than a message of a megabyte needs when each of its bytes is escaped.
  public static let longestLine = 16 << 20

  /// One line, without its newline.
  public static func read(_ line: Span<UInt8>) throws(ReadProblem) -> Record {
    let bytes = line.bytes
    guard bytes.byteCount <= longestLine else {
      throw ReadProblem(.tooLong(limit: longestLine), column: longestLine + 1)
    }
    var cursor = JSONCursor()
    var fields = RecordFields()
    try fields.read(&cursor, bytes)
    try cursor.end(bytes)
    return try fields.record()
  }

  public static func read(_ line: [UInt8]) throws(ReadProblem) -> Record {
    try read(line.span)
  }
}
