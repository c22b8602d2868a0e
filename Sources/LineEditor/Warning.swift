#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Something that makes typing less comfortable and nothing worse.
public enum Warning: Equatable, Sendable {
  case history(HistoryProblem)
  /// The machine has no UTF-8 locale, so letters beyond ASCII may not show while they are typed.
  case noUTF8Locale

  /// The warning in words for the person at the keyboard.
  public var message: String {
    switch self {
    case .history(.unreadable(let path, let reason)):
      "The lines you typed in earlier sessions can't be read from \(path): \(errorText(reason)). "
        + "You can go on; the up arrow will find only this session's."
    case .history(.unwritable(let path, let reason)):
      "The lines you type can't be kept in \(path): \(errorText(reason)). "
        + "You can go on; the next session's up arrow won't find them."
    case .history(.notAFile(let path)):
      "\(path) is not an ordinary file, so the lines you type are not kept there. You can go on."
    case .noUTF8Locale:
      "This machine has no UTF-8 locale, so accented letters may not show while you type. They are still understood."
    }
  }
}

/// What the system calls this `errno`.
func errorText(_ reason: Int32) -> String {
  String(cString: strerror(reason))
}
