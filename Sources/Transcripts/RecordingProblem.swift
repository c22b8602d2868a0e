#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the conversation is not being saved right now.
public struct RecordingProblem: Error, Equatable, Sendable {
  public enum Cause: Equatable, Sendable {
    case diskFull
    /// The person's share of the disk is used up.
    case quota
    /// The largest file the system allows here.
    case fileTooLarge
    case readOnly
    case notAllowed
    /// The folder, or the file in it, is not there any more.
    case vanished
    /// Another session writes this file.
    case inUse
    /// A symbolic link stands where the file should be.
    case link
    /// More waits in memory than will be kept.
    case tooMuchWaiting
    case other(SystemError)
  }

  public var cause: Cause
  public var path: String

  public init(_ cause: Cause, path: String) {
    self.cause = cause
    self.path = path
  }

  init(_ error: SystemError, path: String) {
    let cause: Cause =
      switch error.code {
      case ENOSPC: .diskFull
      case EDQUOT: .quota
      case EFBIG: .fileTooLarge
      case EROFS: .readOnly
      case EACCES, EPERM: .notAllowed
      case ENOENT, ENOTDIR, ESTALE: .vanished
      case EWOULDBLOCK: .inUse
      case ELOOP: .link
      default: .other(error)
      }
    self.init(cause, path: path)
  }

  /// For the person, in two sentences at most.
  public var words: String {
    "I can't save this conversation at the moment: \(reason) (\(path.harmlessLine)). \(comfort)"
  }

  /// The part of it that says why, without a full stop.
  public var reason: String {
    switch cause {
    case .diskFull: "the disk is full"
    case .quota: "your share of the disk is used up"
    case .fileTooLarge: "the file has reached the largest size allowed here"
    case .readOnly: "the disk can only be read"
    case .notAllowed: "I am not allowed to write there"
    case .vanished: "the file or its folder has been taken away"
    case .inUse: "another session is writing to the same file"
    case .link: "a symbolic link stands where the file should be"
    case .tooMuchWaiting: "more is waiting to be saved than I can hold"
    case .other(let error): error.words.lowercased().harmlessLine
    }
  }

  private var comfort: String {
    cause == .tooMuchWaiting
      ? "We can go on talking, and what was saved so far stays; what comes now will not be saved."
      : "We can go on talking; I keep it in memory and try again at every turn."
  }
}
