#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes one transcript, whole lines at a time, and loses none of them while the program runs.
///
/// When `append` returns nil the lines are with the operating system: no crash of the program can lose them. Losing
/// power can lose what came after the last `settle`, which a caller does once a turn, after the reply is shown, so
/// that nobody waits for a disk. When `append` returns a problem the lines wait in memory, in order, and every
/// later call tries again.
public final class Recorder {
  public let path: String
  private let files: FileLayer
  private var file: Int32?
  /// Lines that are not yet in the file.
  private var waiting: [UInt8] = []
  /// Bytes of whole lines in the file.
  private var saved = 0
  /// Whether part of a line may stand behind them.
  private var isTorn = false
  private var hasGivenUp = false
  /// Encrypts the file, when it is to be encrypted.
  private let seal: Age?
  /// All lines of an encrypted file, which is written anew, whole, each time.
  private var sealed: [UInt8] = []

  /// Bytes kept in memory while they can't be written; then recording is given up.
  static let mostWaiting = 64 << 20

  private init(path: String, files: FileLayer, file: Int32?, saved: Int = 0, seal: Age?, sealed: [UInt8] = [])
  {
    self.path = path
    self.seal = seal
    self.sealed = sealed
    self.files = files
    self.file = file
    self.saved = saved
    // A file that reaches its limit is to be an error that can be told, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
  }

  deinit { if let file { files.close(file) } }

  /// Whether everything that was appended is in the file.
  public var isSaved: Bool { waiting.isEmpty && !hasGivenUp }

  /// A new transcript. Folders on the way are made; a name that is taken gets a number. A folder that can't be
  /// written is not an error here: the first `append` says so.
  ///
  /// - Parameters:
  ///   - name: the file's name without its ending.
  ///   - seal: encrypts it.
  public static func create(
    in folder: String, name: String, seal: Age? = nil, files: FileLayer = .system
  ) -> (recorder: Recorder, problem: RecordingProblem?) {
    let endings = [TranscriptFolder.ending, TranscriptFolder.sealedEnding]
    let (ending, other) = seal == nil ? (endings[0], endings[1]) : (endings[1], endings[0])
    var path = "\(folder)/\(name)\(ending)"
    do throws(SystemError) {
      try makeFolders(folder, files)
      var numbered = name
      for number in 2...mostNames {
        // A plain and an encrypted one of one name would both be the last.
        if !isTaken("\(folder)/\(numbered)\(other)", files) {
          do throws(SystemError) {
            let file = try files.create(path)
            return (Recorder(path: path, files: files, file: file, seal: seal), nil)
          } catch {
            guard error.code == EEXIST else { throw error }
          }
        }
        numbered = "\(name)-\(number)"
        path = "\(folder)/\(numbered)\(ending)"
      }
      throw SystemError(EEXIST)
    } catch {
      let recorder = Recorder(path: path, files: files, file: nil, seal: seal)
      return (recorder, RecordingProblem(error, path: path))
    }
  }

  private static func isTaken(_ path: String, _ files: FileLayer) -> Bool {
    do throws(SystemError) {
      files.close(try files.open(path))
      return true
    } catch {
      return error.code != ENOENT
    }
  }

  /// Sessions begun in one second under one name.
  private static var mostNames: Int { 1_000 }

  /// Go on with a transcript that exists. Its tail is repaired first.
  public static func open(
    _ path: String, files: FileLayer = .system
  ) throws(RecordingProblem) -> (recorder: Recorder, recovery: Recovery) {
    do throws(SystemError) {
      let file = try files.open(path)
      do throws(SystemError) {
        let recovery = try Recovery.repair(file, files)
        return (Recorder(path: path, files: files, file: file, saved: recovery.size, seal: nil), recovery)
      } catch {
        files.close(file)
        throw error
      }
    } catch {
      throw RecordingProblem(error, path: path)
    }
  }

  /// Go on with an encrypted transcript that exists.
  ///
  /// - Throws: `TranscriptProblem` when it can't be opened or decrypted.
  public static func open(
    _ path: String, passphrase: String, files: FileLayer = .system
  ) throws(TranscriptProblem) -> Recorder {
    let (file, bytes) = try read(path, files)
    do throws(Age.Problem) {
      let seal = try Age(passphrase: passphrase, opening: bytes)
      return Recorder(path: path, files: files, file: file, seal: seal, sealed: try seal.decrypt(bytes))
    } catch {
      files.close(file)
      throw TranscriptProblem(path: path, line: 1, cause: .sealed(error))
    }
  }

  /// A file, open and locked, and all it holds.
  private static func read(
    _ path: String, _ files: FileLayer
  ) throws(TranscriptProblem) -> (file: Int32, bytes: [UInt8]) {
    do throws(SystemError) {
      let file = try files.open(path)
      do throws(SystemError) {
        // The session that writes it put another in its place between our opening and our locking.
        guard try files.hasName(file) else { throw SystemError(EWOULDBLOCK) }
        return (file, try files.read(file, 0, try files.size(file)))
      } catch {
        files.close(file)
        throw error
      }
    } catch {
      throw TranscriptProblem(path: path, line: 1, cause: .system(error))
    }
  }

  /// Save records, after any that still wait. Nil when all are saved.
  public func append(_ records: [Record]) -> RecordingProblem? {
    guard !hasGivenUp else { return RecordingProblem(.tooMuchWaiting, path: path) }
    var writer = RecordWriter()
    for record in records { writer.append(record) }
    waiting += writer.bytes
    return tryAgain()
  }

  /// Save what waits. Nil when nothing waits any more.
  public func tryAgain() -> RecordingProblem? {
    guard !hasGivenUp else { return RecordingProblem(.tooMuchWaiting, path: path) }
    do throws(SystemError) {
      try save()
      return nil
    } catch {
      guard waiting.count > Self.mostWaiting else { return RecordingProblem(error, path: path) }
      hasGivenUp = true
      waiting = []
      return RecordingProblem(.tooMuchWaiting, path: path)
    }
  }

  /// Bring what is saved to the disk itself.
  public func settle() -> RecordingProblem? {
    guard let file else { return nil }
    do throws(SystemError) {
      try files.settle(file)
      return nil
    } catch {
      return RecordingProblem(error, path: path)
    }
  }

  /// Delete the transcript and write no more: the person asked to have it forgotten.
  public func forget() -> RecordingProblem? {
    hasGivenUp = true
    waiting = []
    guard let file else { return nil }
    self.file = nil
    defer { files.close(file) }
    // Whoever still has the file open finds nothing in it.
    try? files.cut(file, 0)
    do throws(SystemError) {
      try files.remove(path)
      return nil
    } catch {
      return RecordingProblem(error, path: path)
    }
  }

  private func save() throws(SystemError) {
    if let seal { return try save(by: seal) }
    let file = try fileWithName()
    if isTorn {
      try files.cut(file, saved)
      isTorn = false
    }
    var taken = 0
    defer { account(taken) }
    while taken < waiting.count {
      let count = try files.append(file, waiting[taken...])
      guard count > 0 else { throw SystemError(ENOSPC) }
      taken += count
    }
  }

  /// An encrypted file can't be appended to, so it is written whole beside the old one, under a fresh nonce, and
  /// takes its place in one step: at every moment one whole file is there.
  private func save(by seal: Age) throws(SystemError) {
    guard !waiting.isEmpty else { return }
    let lines = sealed + waiting
    guard let bytes = try? seal.encrypt(lines) else { throw SystemError(ENOMEM) }
    try Self.makeFolders(Self.folder(of: path), files)
    let beside = path + Self.besideEnding
    try files.remove(beside)
    let new = try files.create(beside)
    do throws(SystemError) {
      try write(bytes, to: new)
      try files.settle(new)
      try files.rename(beside, path)
    } catch {
      files.close(new)
      try? files.remove(beside)
      throw error
    }
    if let file { files.close(file) }
    file = new
    sealed = lines
    waiting = []
  }

  /// What a crash in the middle of writing an encrypted file leaves beside it.
  static let besideEnding = ".new"

  private func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try files.append(file, rest)
      guard count > 0 else { throw SystemError(ENOSPC) }
      rest = rest.dropFirst(count)
    }
  }

  /// Move on past the bytes that were taken; a line counts when it is whole.
  private func account(_ taken: Int) {
    let whole = waiting[..<taken].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    saved += whole
    isTorn = whole < taken
    waiting.removeFirst(whole)
  }

  /// The file, made anew when there was none or when it lost its name.
  private func fileWithName() throws(SystemError) -> Int32 {
    if let file {
      if try files.hasName(file) { return file }
      try restore(from: file)
    } else {
      try Self.makeFolders(Self.folder(of: path), files)
      file = try files.create(path)
    }
    return file ?? -1
  }

  /// The file was taken out of its folder while we had it open: what it held is still there to copy.
  private func restore(from old: Int32) throws(SystemError) {
    try Self.makeFolders(Self.folder(of: path), files)
    let new = try files.create(path)
    do throws(SystemError) {
      var offset = 0
      while offset < saved {
        let bytes = try files.read(old, offset, min(1 << 20, saved - offset))
        guard !bytes.isEmpty else { throw SystemError(EIO) }
        try write(bytes, to: new)
        offset += bytes.count
      }
    } catch {
      try? files.remove(path)
      files.close(new)
      throw error
    }
    files.close(old)
    file = new
    isTorn = false
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolders(_ folder: String, _ files: FileLayer) throws(SystemError) {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/" + part
      do throws(SystemError) {
        try files.makeFolder(path)
      } catch {
        // A parent that may not be written, or is on a disk that can only be read, may hold the folder all the same.
        guard [EACCES, EROFS, EPERM, EISDIR].contains(error.code) else { throw error }
      }
    }
  }
}
