#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the coach's words go, and how they may look there.
public struct Console: Sendable {
  /// How a piece of text stands out. Where there is no colour it does not.
  public enum Style: Sendable {
    case ordinary
    case bold
    case faint
  }

  /// A person types here: the input is a terminal.
  public let inputIsTerminal: Bool
  /// A person reads here: the output is a terminal.
  public let outputIsTerminal: Bool
  /// The person asked for text that is only ever added to, for a screen reader: no colour, no redrawing, no wrapping.
  public let isPlain: Bool
  public let usesColour: Bool

  private let output: Int32

  /// Whether to edit lines with `LineEditor`; with `PlainInput` otherwise.
  public var editsLines: Bool { inputIsTerminal && outputIsTerminal && !isPlain }

  /// The console on these descriptors. Has writing to a reader that has gone be a value rather than the program's end.
  ///
  /// - Parameters:
  ///   - plain: what `--plain` asked for.
  ///   - environment: looks up a variable; `NO_COLOR` and `TERM` are asked for.
  public init(
    input: Int32 = 0, output: Int32 = 1, plain: Bool = false,
    environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
  ) {
    inputIsTerminal = isatty(input) == 1
    outputIsTerminal = isatty(output) == 1
    isPlain = plain
    self.output = output
    let refuses = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    let terminal = environment("TERM") ?? ""
    usesColour = outputIsTerminal && !plain && !refuses && terminal != "dumb" && !terminal.isEmpty
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Shows paragraphs, an empty line between them and one after the last, wrapped to the terminal where there is one.
  ///
  /// Whatever the text holds, nothing in it commands the terminal.
  public func say(_ paragraphs: [String], style: Style = .ordinary) -> WriteOutcome {
    guard !paragraphs.isEmpty else { return .written }
    let shown = paragraphs.map { laidOut(Sanitise.text($0)) }.joined(separator: "\n\n")
    return write(styled(shown, style) + "\n\n")
  }

  /// Writes text just as it is, without waiting for a newline.
  public func write(_ text: String) -> WriteOutcome {
    writeAll(text.utf8, to: output)
  }

  /// `text` in a style, each of its lines by itself so that none leaks into the next.
  public func styled(_ text: String, _ style: Style) -> String {
    let code: String
    switch style {
    case .ordinary: return text
    case .bold: code = "1"
    case .faint: code = "2"
    }
    guard usesColour else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(code)m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  private func laidOut(_ paragraph: String) -> String {
    guard outputIsTerminal, !isPlain else { return paragraph }
    let columns = TerminalSize(of: output)?.columns ?? 80
    return Wrapping.wrap(paragraph, width: Wrapping.measure(columns: columns))
  }
}
