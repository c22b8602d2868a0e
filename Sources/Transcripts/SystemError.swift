#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the operating system answered when it would not do something.
public struct SystemError: Error, Equatable, Sendable {
  /// `errno`.
  public var code: Int32

  public init(_ code: Int32) { self.code = code }

  /// Of the call that just failed.
  static var last: SystemError { SystemError(errno) }

  static var tooLarge: SystemError { SystemError(EFBIG) }

  /// Whether there was nothing of that name.
  public var isMissing: Bool { code == ENOENT }

  /// The system's own words for it.
  public var words: String { String(cString: strerror(code)) }
}
