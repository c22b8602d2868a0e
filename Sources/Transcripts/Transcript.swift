/// One transcript in memory, for what needs the whole of it: showing, resuming, redacting.
public struct Transcript: Equatable, Sendable {
  public var header: Header
  /// All records, the header first.
  public var records: [Record]
  /// Bytes of a last line that was cut short and is left out.
  public var torn: Int

  /// More than this is not held whole.
  public static let mostBytes = 256 << 20

  /// - Parameter path: what to call it when something is wrong with it.
  /// - Throws: `TranscriptProblem` at the first line that can't be read, or where a second transcript begins.
  public init(_ bytes: [UInt8], path: String) throws(TranscriptProblem) {
    var reading = Reading(path: path)
    var lines = LineReader()
    lines.feed(bytes)
    while reading.problem == nil, lines.next({ reading.take($0, $1) }) {}
    let rest = lines.rest
    if reading.problem == nil, !rest.isEmpty { reading.takeLast(rest, lines.count + 1) }
    if let problem = reading.problem { throw problem }
    guard let header = reading.header else {
      throw TranscriptProblem(path: path, line: 1, cause: .noHeader)
    }
    self.header = header
    records = reading.records
    torn = reading.torn
  }

  /// A file's transcript.
  ///
  /// - Parameter passphrase: opens it when it is encrypted; the ending of its name says so.
  public static func read(_ path: String, passphrase: String? = nil) throws(TranscriptProblem) -> Transcript {
    try Transcript(contents(of: path, passphrase: passphrase), path: path)
  }

  /// A file's lines, decrypted when it is encrypted.
  static func contents(
    of path: String, passphrase: String?, followingLinks: Bool = true
  ) throws(TranscriptProblem) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try ByteSource.contents(of: path, limit: mostBytes, followingLinks: followingLinks)
    } catch {
      throw TranscriptProblem(path: path, line: 1, cause: .system(error))
    }
    guard path.hasSuffix(TranscriptFolder.sealedEnding) else { return bytes }
    do throws(Age.Problem) {
      guard let passphrase else { throw .locked }
      return try Age(passphrase: passphrase, opening: bytes).decrypt(bytes)
    } catch {
      throw TranscriptProblem(path: path, line: 1, cause: .sealed(error))
    }
  }

  /// The transcript as lines.
  public var bytes: [UInt8] {
    var writer = RecordWriter()
    for record in records { writer.append(record) }
    return writer.bytes
  }
}

private struct Reading {
  let path: String
  var header: Header?
  var records: [Record] = []
  var torn = 0
  var problem: TranscriptProblem?

  init(path: String) { self.path = path }

  mutating func take(_ line: Span<UInt8>, _ number: Int) {
    if line.isBlank { return }
    do throws(ReadProblem) {
      take(try RecordReader.read(line), number)
    } catch {
      problem = TranscriptProblem(path: path, line: number, cause: .unreadable(error))
    }
  }

  /// What stands after the last newline.
  mutating func takeLast(_ line: [UInt8], _ number: Int) {
    do throws(ReadProblem) {
      take(try RecordReader.read(line), number)
    } catch {
      if error.fault == .cutShort, header != nil {
        torn = line.count
        return
      }
      problem = TranscriptProblem(path: path, line: number, cause: .unreadable(error))
    }
  }

  private mutating func take(_ record: Record, _ number: Int) {
    if case .header(let header) = record.kind {
      guard self.header == nil else {
        problem = TranscriptProblem(path: path, line: number, cause: .several)
        return
      }
      self.header = header
    } else if header == nil {
      problem = TranscriptProblem(path: path, line: number, cause: .noHeader)
      return
    }
    records.append(record)
  }
}
