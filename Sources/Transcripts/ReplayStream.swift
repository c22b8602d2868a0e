#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replays a stream of bytes that holds one transcript after another. Holds one line, one turn and the session's
/// own past; nothing grows with the stream.
struct ReplayStream {
  private let replayer: Replayer
  private let source: String
  private let memo: TurnMemo?
  private var lines = LineReader()
  private var current: Replay?
  /// Lines before this stream began, when it is part of a longer one.
  private let linesBefore: Int
  /// Inside a line that was longer than any may be.
  private var isSkipping = false

  init(_ replayer: Replayer, source: String, firstLine: Int = 1, memo: TurnMemo? = nil) {
    self.replayer = replayer
    self.memo = memo
    self.source = source
    linesBefore = firstLine - 1
  }

  mutating func feed(_ bytes: [UInt8], each: (Verdict) -> Void) {
    lines.feed(bytes)
    var reader = lines
    lines = LineReader()
    while reader.next({ line, number in take(line, number + linesBefore, each) }) {}
    if reader.restCount > RecordReader.longestLine {
      refuseLongLine(reader.count + 1 + linesBefore)
      reader.dropRest()
    }
    lines = reader
  }

  /// All that a source still holds, and the end.
  mutating func feed(_ source: ByteSource, each: (Verdict) -> Void) throws(SystemError) {
    while true {
      let bytes = try source.next()
      if bytes.isEmpty { return finish(each: each) }
      feed(bytes, each: each)
    }
  }

  mutating func finish(each: (Verdict) -> Void) {
    let rest = lines.rest
    var torn = 0
    if !rest.isEmpty, !isSkipping {
      let number = lines.count + 1 + linesBefore
      separate(rest.span, each)
      do throws(ReadProblem) {
        take(try RecordReader.read(rest), number, each)
      } catch {
        if error.fault == .cutShort { torn = rest.count } else { take(error, number) }
      }
    }
    if current == nil, linesBefore == 0 || torn > 0 {
      current = Replay(replayer, source: source, line: lines.count + 1 + linesBefore, memo: memo)
    }
    if var last = current { each(last.finish(torn: torn)) }
    current = nil
  }

  private mutating func take(_ line: Span<UInt8>, _ number: Int, _ each: (Verdict) -> Void) {
    if isSkipping {
      isSkipping = false
      return
    }
    if current?.takeExpected(line) == true || current?.takeKnown(line, number: number) == true { return }
    if line.isBlank { return }
    separate(line, each)
    do throws(ReadProblem) {
      take(try RecordReader.read(line), number, each)
    } catch {
      take(error, number)
    }
  }

  private mutating func take(_ record: Record, _ number: Int, _ each: (Verdict) -> Void) {
    if case .header = record.kind, var last = current {
      each(last.finish())
      current = nil
    }
    begin(number)
    current?.take(record, line: number)
  }

  /// A line that begins as a header does begins another transcript, whether it can be read or not; so a file says
  /// the same whole and cut into its transcripts.
  private mutating func separate(_ line: Span<UInt8>, _ each: (Verdict) -> Void) {
    guard line.starts(with: TranscriptCutter.beginning.dropFirst()), var last = current else { return }
    each(last.finish())
    current = nil
  }

  private mutating func take(_ problem: ReadProblem, _ number: Int) {
    begin(number)
    current?.take(problem, line: number)
  }

  private mutating func refuseLongLine(_ number: Int) {
    guard !isSkipping else { return }
    isSkipping = true
    let limit = RecordReader.longestLine
    take(ReadProblem(.tooLong(limit: limit), column: limit + 1), number)
  }

  private mutating func begin(_ number: Int) {
    guard current == nil else { return }
    current = Replay(replayer, source: source, line: number, memo: memo)
  }
}

extension Span<UInt8> {
  func starts(with bytes: ArraySlice<UInt8>) -> Bool {
    guard count >= bytes.count else { return false }
    for (index, byte) in bytes.enumerated() where self[index] != byte { return false }
    return true
  }

  func isPrefix(of bytes: [UInt8]) -> Bool {
    guard count <= bytes.count else { return false }
    return withUnsafeBytes { line in
      bytes.withUnsafeBytes { other in
        guard let a = line.baseAddress, let b = other.baseAddress else { return line.isEmpty }
        return memcmp(a, b, line.count) == 0
      }
    }
  }

  var isBlank: Bool {
    for index in indices where self[index] != 0x20 && self[index] != 0x09 && self[index] != 0x0D {
      return false
    }
    return true
  }
}
