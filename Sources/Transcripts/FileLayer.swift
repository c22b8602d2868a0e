#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few things a recorder asks of the file system, so that a test can make any of them fail. Every call that a
/// signal interrupts is made again, inside.
public struct FileLayer: Sendable {
  /// Make a folder that only its owner may enter; one that exists already is fine.
  public var makeFolder: @Sendable (_ path: String) throws(SystemError) -> Void
  /// Make a file that did not exist, for its owner alone, open for appending and locked. Never through a symbolic
  /// link. `EEXIST` when it exists.
  public var create: @Sendable (_ path: String) throws(SystemError) -> Int32
  /// Open a file that exists for reading and appending, locked. `EWOULDBLOCK` when another process has it.
  public var open: @Sendable (_ path: String) throws(SystemError) -> Int32
  /// Write at the end, in one call: how many bytes were taken, perhaps fewer than given.
  public var append: @Sendable (_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int
  /// At most `count` bytes from an offset; empty at the end.
  public var read: @Sendable (_ file: Int32, _ offset: Int, _ count: Int) throws(SystemError) -> [UInt8]
  public var size: @Sendable (_ file: Int32) throws(SystemError) -> Int
  public var cut: @Sendable (_ file: Int32, _ size: Int) throws(SystemError) -> Void
  /// Whether the file still has a name in some folder.
  public var hasName: @Sendable (_ file: Int32) throws(SystemError) -> Bool
  /// Bring what was written to the disk itself.
  public var settle: @Sendable (_ file: Int32) throws(SystemError) -> Void
  public var close: @Sendable (_ file: Int32) -> Void
  /// Take a file out of its folder; one that is not there is fine.
  public var remove: @Sendable (_ path: String) throws(SystemError) -> Void
  /// Put a file in the place of another, in one step.
  public var rename: @Sendable (_ from: String, _ to: String) throws(SystemError) -> Void

  public init(
    makeFolder: @escaping @Sendable (String) throws(SystemError) -> Void,
    create: @escaping @Sendable (String) throws(SystemError) -> Int32,
    open: @escaping @Sendable (String) throws(SystemError) -> Int32,
    append: @escaping @Sendable (Int32, ArraySlice<UInt8>) throws(SystemError) -> Int,
    read: @escaping @Sendable (Int32, Int, Int) throws(SystemError) -> [UInt8],
    size: @escaping @Sendable (Int32) throws(SystemError) -> Int,
    cut: @escaping @Sendable (Int32, Int) throws(SystemError) -> Void,
    hasName: @escaping @Sendable (Int32) throws(SystemError) -> Bool,
    settle: @escaping @Sendable (Int32) throws(SystemError) -> Void,
    close: @escaping @Sendable (Int32) -> Void,
    remove: @escaping @Sendable (String) throws(SystemError) -> Void,
    rename: @escaping @Sendable (String, String) throws(SystemError) -> Void
  ) {
    self.makeFolder = makeFolder
    self.create = create
    self.open = open
    self.append = append
    self.read = read
    self.size = size
    self.cut = cut
    self.hasName = hasName
    self.settle = settle
    self.close = close
    self.remove = remove
    self.rename = rename
  }
}

extension FileLayer {
  /// The operating system's.
  public static let system = FileLayer(
    makeFolder: { path throws(SystemError) in
      guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
      throw SystemError.last
    },
    create: { path throws(SystemError) in
      try locked(try opened(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC))
    },
    open: { path throws(SystemError) in
      try locked(try opened(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC))
    },
    append: { file, bytes throws(SystemError) in
      let count = retrying { bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } }
      guard count >= 0 else { throw SystemError.last }
      return count
    },
    read: { file, offset, count throws(SystemError) in
      var got = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
        got = retrying { pread(file, buffer.baseAddress, buffer.count, off_t(offset)) }
        initialized = max(0, got)
      }
      guard got >= 0 else { throw SystemError.last }
      return bytes
    },
    size: { file throws(SystemError) in Int(try status(file).st_size) },
    cut: { file, size throws(SystemError) in
      guard retrying({ Int(ftruncate(file, off_t(size))) }) == 0 else { throw SystemError.last }
    },
    hasName: { file throws(SystemError) in try status(file).st_nlink > 0 },
    settle: { file throws(SystemError) in
      #if canImport(Darwin)
        let result = retrying { Int(fsync(file)) }
      #else
        let result = retrying { Int(fdatasync(file)) }
      #endif
      guard result == 0 else { throw SystemError.last }
    },
    close: { file in
      // A process begun in this very moment may hold the file open a little longer; the lock is not its.
      _ = flock(file, LOCK_UN)
      #if canImport(Darwin)
        _ = Darwin.close(file)
      #else
        _ = Glibc.close(file)
      #endif
    },
    remove: { path throws(SystemError) in
      guard unlink(path) != 0, errno != ENOENT else { return }
      throw SystemError.last
    },
    rename: { from, to throws(SystemError) in
      #if canImport(Darwin)
        let result = Darwin.rename(from, to)
      #else
        let result = Glibc.rename(from, to)
      #endif
      guard result == 0 else { throw SystemError.last }
    }
  )

  /// More interruptions in a row than this and the call is given up with `EINTR`.
  private static var mostInterruptions: Int { 1_000 }

  static func retrying(_ call: () -> Int) -> Int {
    for _ in 0..<mostInterruptions {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
    return -1
  }

  static func opened(_ path: String, _ flags: Int32) throws(SystemError) -> Int32 {
    #if canImport(Darwin)
      let file = retrying { Int(Darwin.open(path, flags, 0o600)) }
    #else
      let file = retrying { Int(Glibc.open(path, flags, 0o600)) }
    #endif
    guard file >= 0 else { throw SystemError.last }
    return Int32(file)
  }

  private static func locked(_ file: Int32) throws(SystemError) -> Int32 {
    guard retrying({ Int(flock(file, LOCK_EX | LOCK_NB)) }) != 0 else { return file }
    let error = SystemError.last
    system.close(file)
    throw error
  }

  private static func status(_ file: Int32) throws(SystemError) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemError.last }
    return status
  }
}
