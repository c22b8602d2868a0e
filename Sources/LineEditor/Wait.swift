#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waiting where a person watches, who may press Enter to go on or Ctrl-C to stop. One exists at a time, and not
/// beside an editor.
public final class Wait {
  public enum End: Equatable, Sendable {
    case timeIsUp
    /// Something was typed.
    case wasTyped
    case interrupted
  }

  private let signals = SignalWatch()
  private let input: Int32
  /// Whether the input has come to its end, so that nothing will be typed.
  private var isDeaf = false

  /// Ctrl-C is a value of `wait` from here on, rather than the program's end.
  public init(input: Int32 = 0) {
    self.input = input
    signals.watch([SIGINT])
  }

  public func wait(milliseconds: Int) -> End {
    let milliseconds = Int32(clamping: max(0, milliseconds))
    switch signals.wait(for: isDeaf ? -1 : input, milliseconds: milliseconds) {
    case .timeout: return .timeIsUp
    case .signal: return .interrupted
    case .input:
      var typed = [UInt8](repeating: 0, count: 4_096)
      let outcome = typed.withUnsafeMutableBytes { readSome(into: $0, from: input) }
      guard case .bytes = outcome else {
        isDeaf = true
        return wait(milliseconds: Int(milliseconds))
      }
      return .wasTyped
    }
  }
}
