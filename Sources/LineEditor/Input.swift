/// What one request for a turn brought.
public enum Input: Equatable, Sendable {
  /// A whole turn, without the newline that ended it. Newlines inside are those of a pasted block.
  case line(String)

  /// A turn that could not be taken exactly as it came; `Repair` says what happened to it.
  case repaired(String, Repair)

  /// No more input will come: Ctrl-D on an empty line, the end of a file, or a terminal that hung up.
  case endOfInput

  /// Ctrl-C. What had been typed on that line is gone, as the person asked.
  case interrupt

  /// Nothing came, but what `LineEditor.wakes` asks about has. Nothing had been typed.
  case woken

  /// Reading failed with this `errno`. No more input will come.
  case failed(Int32)
}

/// What was done to a turn so that it could be used.
public struct Repair: Equatable, Sendable {
  /// Where the first byte that is not UTF-8 stood, in bytes from the start of the line; nil where all were sound.
  public var firstInvalidByte: Int?

  /// How many bytes were not UTF-8. Each run of them stands in the text as one U+FFFD or more.
  public var invalidBytes: Int

  /// How many bytes past the longest line allowed were left out.
  public var droppedBytes: Int

  public init(firstInvalidByte: Int? = nil, invalidBytes: Int = 0, droppedBytes: Int = 0) {
    self.firstInvalidByte = firstInvalidByte
    self.invalidBytes = invalidBytes
    self.droppedBytes = droppedBytes
  }

  /// Nothing had to be done.
  public var isNone: Bool { invalidBytes == 0 && droppedBytes == 0 }
}

extension Input {
  /// A line, repaired or not.
  init(_ text: String, _ repair: Repair) {
    self = repair.isNone ? .line(text) : .repaired(text, repair)
  }
}

/// The longest line that is taken whole, in bytes of UTF-8, unless the caller says otherwise.
public let defaultLineLimit = 1 << 20
