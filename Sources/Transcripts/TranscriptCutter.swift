/// Cuts a stream of bytes before lines that begin a transcript, so that each part can be replayed by itself.
///
/// Only a header as the writer writes it is known here; another spelling of it merely makes a longer part.
struct TranscriptCutter {
  struct Part: Sendable {
    var bytes: [UInt8]
    /// Line of the stream, from 1.
    var firstLine: Int
  }

  private var buffer: [UInt8] = []
  private var firstLine = 1
  /// Everything before this was searched for a header.
  private var searched = 0

  static let beginning = Array("\n{\"parley\":".utf8)
  /// Bytes in memory.
  var held: Int { buffer.count }

  mutating func feed(_ bytes: [UInt8]) { buffer += bytes }

  /// The whole transcripts so far: everything before the last header, if there is one.
  mutating func whole() -> Part? {
    guard let cut = lastBeginning() else {
      searched = max(0, buffer.count - Self.beginning.count)
      return nil
    }
    let part = Part(bytes: Array(buffer[..<cut]), firstLine: firstLine)
    firstLine += part.bytes.count { $0 == 0x0A }
    buffer.removeFirst(cut)
    searched = 0
    return part
  }

  /// What is left.
  mutating func rest() -> Part {
    defer { buffer = [] }
    return Part(bytes: buffer, firstLine: firstLine)
  }

  /// Offset of the last line that is a header, but for the very first line.
  private func lastBeginning() -> Int? {
    var end = buffer.count - Self.beginning.count
    while end >= searched {
      if buffer[end] == 0x0A, buffer[end..<(end + Self.beginning.count)].elementsEqual(Self.beginning) {
        return end + 1
      }
      end -= 1
    }
    return nil
  }
}
