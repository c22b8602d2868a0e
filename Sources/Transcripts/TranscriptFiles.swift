/// One transcript out of a file, not read yet.
public struct TranscriptPart: Sendable {
  public var source: String
  /// Line of the file it begins on, from 1.
  public var line: Int
  public var bytes: [UInt8]
}

/// Going through the transcripts under some paths one by one, for what looks at many of them.
public enum TranscriptFiles {
  /// Every transcript under the paths, in the order replay has them. Holds one file's chunk and one transcript at a
  /// time; a transcript beyond `Transcript.mostBytes` counts as a file too large.
  public static func each(
    _ paths: [String], filter: String? = nil, passphrase: String? = nil,
    _ body: (Result<TranscriptPart, TranscriptProblem>) -> Void
  ) {
    for file in Replayer.files(paths, filter, passphrase) {
      do throws(TranscriptProblem) {
        try each(in: try file.open(), file.path) { body(.success($0)) }
      } catch {
        body(.failure(error))
      }
    }
  }

  private static func each(
    in source: ByteSource, _ path: String, _ body: (TranscriptPart) -> Void
  ) throws(TranscriptProblem) {
    var cutter = TranscriptCutter()
    do throws(SystemError) {
      while true {
        let bytes = try source.next()
        if bytes.isEmpty { break }
        cutter.feed(bytes)
        if let part = cutter.whole() { split(part, path, body) }
        guard cutter.held <= Transcript.mostBytes else { throw SystemError.tooLarge }
      }
    } catch {
      throw TranscriptProblem(path: path, line: 1, cause: .system(error))
    }
    split(cutter.rest(), path, body)
  }

  private static func split(
    _ part: TranscriptCutter.Part, _ path: String, _ body: (TranscriptPart) -> Void
  ) {
    let beginning = TranscriptCutter.beginning
    var start = 0
    var line = part.firstLine
    for index in part.bytes.indices where part.bytes[index] == beginning[0] {
      guard part.bytes[index...].starts(with: beginning) else { continue }
      let bytes = Array(part.bytes[start...index])
      body(TranscriptPart(source: path, line: line, bytes: bytes))
      line += bytes.count { $0 == 0x0A }
      start = index + 1
    }
    body(TranscriptPart(source: path, line: line, bytes: Array(part.bytes[start...])))
  }
}
