#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file, or standard input, read from its beginning a chunk at a time.
public final class ByteSource {
  /// What to call it.
  public let name: String
  private let file: Int32
  private let isOurs: Bool
  /// What is in memory already; given out before anything is read.
  private var held: [UInt8] = []

  static let chunk = 1 << 20

  private init(name: String, file: Int32, isOurs: Bool) {
    self.name = name
    self.file = file
    self.isOurs = isOurs
  }

  /// Bytes in memory, under the name of where they came from.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    file = -1
    isOurs = false
    held = bytes
  }

  deinit { if isOurs { FileLayer.system.close(file) } }

  public static var standardInput: ByteSource { ByteSource(name: "-", file: 0, isOurs: false) }

  /// - Parameter followingLinks: false for what was found in a folder rather than named by the person.
  public static func open(_ path: String, followingLinks: Bool = true) throws(SystemError) -> ByteSource {
    let flags = O_RDONLY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    return ByteSource(name: path, file: try FileLayer.opened(path, flags), isOurs: true)
  }

  /// The next bytes, at most `chunk`; empty at the end.
  public func next() throws(SystemError) -> [UInt8] {
    guard file >= 0 else {
      defer { held = [] }
      return held
    }
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, initialized in
      got = FileLayer.retrying { read(file, buffer.baseAddress, buffer.count) }
      initialized = max(0, got)
    }
    guard got >= 0 else { throw SystemError.last }
    return bytes
  }

  /// Everything, at most `limit` bytes.
  ///
  /// - Throws: `EFBIG` when there is more.
  public static func contents(
    of path: String, limit: Int, followingLinks: Bool = true
  ) throws(SystemError) -> [UInt8] {
    let source = try open(path, followingLinks: followingLinks)
    var bytes = try source.next()
    while true {
      let more = try source.next()
      if more.isEmpty { return bytes }
      bytes += more
      guard bytes.count <= limit else { throw SystemError(EFBIG) }
    }
  }
}
