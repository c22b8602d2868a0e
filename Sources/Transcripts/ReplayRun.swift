#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Replayer {
  /// Every transcript under some paths, in order: files as given, folders sorted and with all that is in them, `-`
  /// for standard input. However many jobs share the work, the verdicts and their order are the same.
  ///
  /// Memory stays flat: transcripts travel in batches, and only a few of those are under way at a time. A
  /// transcript too long for a batch is replayed as it is read.
  ///
  /// - Parameters:
  ///   - jobs: how many batches to replay at once, at least 1.
  ///   - filter: only files whose path contains this.
  ///   - passphrase: opens encrypted transcripts; without it those in folders are left out.
  public func run(
    _ paths: [String], jobs: Int, filter: String? = nil, passphrase: String? = nil, each: (Verdict) -> Void
  ) async {
    let memos = MemoPool(self)
    await withTaskGroup(of: (Int, [Verdict]).self) { group in
      var queue = ReplayQueue(window: max(1, jobs) * 2)
      var batch = ReplayBatch()
      for file in Self.files(paths, filter, passphrase) {
        await add(file, memos, &batch, &queue, &group, each)
      }
      await submit(memos, &batch, &queue, &group, each)
      await queue.drain(&group, each)
    }
  }

  private typealias Group = TaskGroup<(Int, [Verdict])>

  private func submit(
    _ memos: MemoPool, _ batch: inout ReplayBatch, _ queue: inout ReplayQueue, _ group: inout Group,
    _ each: (Verdict) -> Void
  ) async {
    guard !batch.isEmpty else { return }
    let full = batch
    batch = ReplayBatch()
    let number = await queue.place(&group, each)
    group.addTask { (number, memos.lending { full.verdicts(self, memo: $0) }) }
  }

  /// Put one file into batches: by its name when it is short, for whoever replays it to read; else read here and
  /// cut where a transcript begins.
  private func add(
    _ file: ReplayFile, _ memos: MemoPool, _ batch: inout ReplayBatch, _ queue: inout ReplayQueue,
    _ group: inout Group,
    _ each: (Verdict) -> Void
  ) async {
    if let size = file.size, size <= limits.heldBytes {
      batch.add(file, size: size)
      if batch.isFull(limits) { await submit(memos, &batch, &queue, &group, each) }
      return
    }
    var cutter = TranscriptCutter()
    let source: ByteSource
    do throws(TranscriptProblem) {
      source = try file.open()
    } catch {
      batch.add(file.path, Difference.Cause(error))
      return
    }
    do throws(SystemError) {
      while true {
        let bytes = try source.next()
        if bytes.isEmpty { break }
        cutter.feed(bytes)
        if let part = cutter.whole() { batch.add(file.path, part) }
        if batch.isFull(limits) { await submit(memos, &batch, &queue, &group, each) }
        guard cutter.held > limits.heldBytes else { continue }
        await submit(memos, &batch, &queue, &group, each)
        await queue.drain(&group, each)
        return try memos.lending { memo throws(SystemError) in
          try follow(source, cutter.rest(), file.path, memo, each)
        }
      }
      batch.add(file.path, cutter.rest())
    } catch {
      batch.add(file.path, .inputOutput(error))
    }
    if batch.isFull(limits) { await submit(memos, &batch, &queue, &group, each) }
  }

  /// Replay a long transcript, and whatever follows it in its file, as it is read.
  private func follow(
    _ source: ByteSource, _ part: TranscriptCutter.Part, _ path: String, _ memo: TurnMemo?,
    _ each: (Verdict) -> Void
  ) throws(SystemError) {
    var stream = ReplayStream(self, source: path, firstLine: part.firstLine, memo: memo)
    stream.feed(part.bytes, each: each)
    try stream.feed(source, each: each)
  }

  /// The files meant by paths, in order.
  static func files(_ paths: [String], _ filter: String?, _ passphrase: String? = nil) -> [ReplayFile] {
    var files: [ReplayFile] = []
    for path in paths {
      if path == "-" {
        files.append(ReplayFile(path: path))
      } else if TranscriptFolder.kind(of: path, followingLinks: true) == .folder {
        do throws(SystemError) {
          let found = try TranscriptFolder.transcripts(under: path, sealed: passphrase != nil)
          files += found.map { ReplayFile(path: $0, wasNamed: false, passphrase: passphrase) }
        } catch {
          files.append(ReplayFile(path: path, error: error))
        }
      } else {
        files.append(ReplayFile(path: path, passphrase: passphrase))
      }
    }
    guard let filter else { return files }
    return files.filter { $0.path.contains(filter) }
  }
}

/// How much of a corpus is in memory at a time.
struct ReplayLimits {
  /// A batch is full with so many bytes, or transcripts.
  var batchBytes = 1 << 20
  var batchParts = 1_000
  /// A transcript longer than this is not held whole.
  var heldBytes = 4 << 20
}

/// A file to replay.
struct ReplayFile: Sendable {
  var path: String
  /// Named by the person, rather than found in a folder: then a symbolic link is followed.
  var wasNamed = true
  var error: SystemError?
  /// Opens it when it is encrypted.
  var passphrase: String?

  /// Bytes of a regular file; nil for anything else, where it can't be told, and for an encrypted one, which is opened
  /// before it is handed on: no two at once, for the memory that takes.
  var size: Int? {
    guard error == nil, path != "-", !path.hasSuffix(TranscriptFolder.sealedEnding) else { return nil }
    return TranscriptFolder.size(of: path, followingLinks: wasNamed)
  }

  func open() throws(TranscriptProblem) -> ByteSource {
    guard path != "-" else { return .standardInput }
    if path.hasSuffix(TranscriptFolder.sealedEnding) {
      let plain = try Transcript.contents(of: path, passphrase: passphrase, followingLinks: wasNamed)
      return ByteSource(name: path, bytes: plain)
    }
    do throws(SystemError) {
      if let error { throw error }
      return try ByteSource.open(path, followingLinks: wasNamed)
    } catch {
      throw TranscriptProblem(path: path, line: 1, cause: .system(error))
    }
  }
}

/// Batches under way and their verdicts, given out in the order the batches were made.
struct ReplayQueue {
  private let window: Int
  private var made = 0
  private var given = 0
  private var done: [Int: [Verdict]] = [:]

  init(window: Int) { self.window = window }

  /// A number for the next batch, once there is room for it.
  mutating func place(_ group: inout TaskGroup<(Int, [Verdict])>, _ each: (Verdict) -> Void) async -> Int {
    while made - given >= window { await wait(&group, each) }
    made += 1
    return made - 1
  }

  mutating func drain(_ group: inout TaskGroup<(Int, [Verdict])>, _ each: (Verdict) -> Void) async {
    while given < made { await wait(&group, each) }
  }

  private mutating func wait(_ group: inout TaskGroup<(Int, [Verdict])>, _ each: (Verdict) -> Void) async {
    guard let (number, verdicts) = await group.next() else { return }
    done[number] = verdicts
    while let ready = done.removeValue(forKey: given) {
      for verdict in ready { each(verdict) }
      given += 1
    }
  }
}

/// Whole transcripts, from one file or many, that one job replays.
struct ReplayBatch: Sendable {
  private enum Part {
    case transcripts(source: String, bytes: [UInt8], firstLine: Int)
    /// Read by whoever replays it.
    case file(ReplayFile)
    case failure(source: String, Difference.Cause)
  }

  private var parts: [Part] = []
  private var size = 0

  var isEmpty: Bool { parts.isEmpty }
  func isFull(_ limits: ReplayLimits) -> Bool {
    size >= limits.batchBytes || parts.count >= limits.batchParts
  }

  mutating func add(_ source: String, _ part: TranscriptCutter.Part) {
    guard !part.bytes.isEmpty || part.firstLine == 1 else { return }
    parts.append(.transcripts(source: source, bytes: part.bytes, firstLine: part.firstLine))
    size += part.bytes.count
  }

  mutating func add(_ file: ReplayFile, size: Int) {
    parts.append(.file(file))
    self.size += size
  }

  mutating func add(_ source: String, _ cause: Difference.Cause) {
    parts.append(.failure(source: source, cause))
  }

  func verdicts(_ replayer: Replayer, memo: TurnMemo?) -> [Verdict] {
    var verdicts: [Verdict] = []
    for part in parts {
      switch part {
      case .failure(let source, let cause): verdicts.append(Verdict(unread: source, cause))
      case .file(let file): Self.replay(file, replayer, memo) { verdicts.append($0) }
      case .transcripts(let source, let bytes, let firstLine):
        var stream = ReplayStream(replayer, source: source, firstLine: firstLine, memo: memo)
        stream.feed(bytes) { verdicts.append($0) }
        stream.finish { verdicts.append($0) }
      }
    }
    return verdicts
  }

  private static func replay(
    _ file: ReplayFile, _ replayer: Replayer, _ memo: TurnMemo?, _ each: (Verdict) -> Void
  ) {
    let source: ByteSource
    do throws(TranscriptProblem) {
      source = try file.open()
    } catch {
      return each(Verdict(unread: file.path, Difference.Cause(error)))
    }
    do throws(SystemError) {
      var stream = ReplayStream(replayer, source: file.path, memo: memo)
      try stream.feed(source, each: each)
    } catch {
      each(Verdict(unread: file.path, .inputOutput(error)))
    }
  }
}

extension Verdict {
  /// A file that could not be read at all.
  init(unread source: String, _ cause: Difference.Cause) {
    self.init(
      source: source, line: 1, outcome: .broken, turns: 0,
      difference: Difference(cause, turn: 0, line: 1), notes: [])
  }
}

extension Difference.Cause {
  /// Why a file could not be opened.
  init(_ problem: TranscriptProblem) {
    switch problem.cause {
    case .sealed(let reason): self = .sealed(reason)
    case .system(let error): self = .inputOutput(error)
    case .unreadable(let fault): self = .unreadable(fault)
    case .noHeader, .several, .otherScript: self = .noHeader
    }
  }
}
