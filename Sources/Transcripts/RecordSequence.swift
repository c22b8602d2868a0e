/// The records of a file, one after another, holding one line at a time. Ends at the first line that can't be read.
public struct RecordSequence {
  private let source: ByteSource
  private var lines = LineReader()
  private var isAtEnd = false
  /// Line of the record given last, from 1.
  public private(set) var line = 0

  public init(_ source: ByteSource) {
    self.source = source
  }

  /// Nil at the end; a last line that is cut short counts as the end.
  ///
  /// - Throws: `TranscriptProblem` naming the file and the line.
  public mutating func next() throws(TranscriptProblem) -> Record? {
    while true {
      var record: Record?
      var problem: ReadProblem?
      let isLine = lines.next { bytes, number in
        line = number
        do throws(ReadProblem) { record = try RecordReader.read(bytes) } catch { problem = error }
      }
      if let record { return record }
      if let problem { throw TranscriptProblem(path: source.name, line: line, cause: .unreadable(problem)) }
      if isLine { continue }
      if isAtEnd { return try last() }
      try fill()
    }
  }

  private mutating func fill() throws(TranscriptProblem) {
    do throws(SystemError) {
      let bytes = try source.next()
      isAtEnd = bytes.isEmpty
      lines.feed(bytes)
    } catch {
      throw TranscriptProblem(path: source.name, line: line + 1, cause: .system(error))
    }
    guard lines.restCount <= RecordReader.longestLine else {
      let limit = RecordReader.longestLine
      let problem = ReadProblem(.tooLong(limit: limit), column: limit + 1)
      throw TranscriptProblem(path: source.name, line: line + 1, cause: .unreadable(problem))
    }
  }

  /// What stands after the last newline.
  private mutating func last() throws(TranscriptProblem) -> Record? {
    let rest = lines.rest
    lines.dropRest()
    guard !rest.isEmpty else { return nil }
    line += 1
    do throws(ReadProblem) {
      return try RecordReader.read(rest)
    } catch {
      if error.fault == .cutShort { return nil }
      throw TranscriptProblem(path: source.name, line: line, cause: .unreadable(error))
    }
  }
}

/// Why a transcript could not be used, and where.
public struct TranscriptProblem: Error, Equatable, Sendable {
  public enum Cause: Equatable, Sendable {
    case unreadable(ReadProblem)
    case system(SystemError)
    /// It is encrypted, and could not be opened.
    case sealed(Age.Problem)
    case noHeader
    /// Several transcripts where one was wanted.
    case several
    /// It belongs to the scripts of this name.
    case otherScript(String)
  }

  public var path: String
  /// From 1.
  public var line: Int
  public var cause: Cause

  public init(path: String, line: Int, cause: Cause) {
    self.path = path
    self.line = line
    self.cause = cause
  }

  /// For people, on one line.
  public var words: String {
    let place = path.harmlessLine
    switch cause {
    case .unreadable(let problem):
      return "\(place), line \(line), column \(problem.column): \(problem.words)."
    case .system(let error): return "\(place): \(error.words.harmlessLine)."
    case .sealed(let problem): return "\(place): \(problem.words)."
    case .noHeader:
      return "\(place), line \(line): this is not a transcript: it should begin with a line like "
        + "{\"parley\":1,\"script\":…}."
    case .otherScript(let name):
      return "\(place), line \(line): it was recorded with other scripts, “\(name.harmlessLine)”."
    case .several: return "\(place), line \(line): another transcript begins here, where one was wanted."
    }
  }
}
