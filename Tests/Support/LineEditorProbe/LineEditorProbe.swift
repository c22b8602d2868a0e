import LineEditor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads turns as the coach does and shows each one, so that tests can see what typing arrives as.
///
/// Arguments: `--vi`, `--emacs`, `--plain`, `--off-record`, `--history FILE`, `--limit BYTES`.
@main
enum LineEditorProbe {
  static func main() {
    let console = Console(plain: CommandLine.arguments.contains("--plain"))
    var options = LineEditor.Options()
    options.prompt = "you> "
    options.commands = ["/help", "/hear", "/quit"]
    options.historyFile = argument(after: "--history")
    options.lineLimit = argument(after: "--limit").flatMap(Int.init) ?? defaultLineLimit
    if CommandLine.arguments.contains("--vi") { options.keys = .vi }
    if CommandLine.arguments.contains("--emacs") { options.keys = .emacs }
    if console.editsLines {
      edit(options, console)
    } else {
      let input = PlainInput(lineLimit: options.lineLimit, watchesInterrupt: console.inputIsTerminal)
      converse(console) { input.readTurn() }
    }
  }

  private static func edit(_ options: LineEditor.Options, _ console: Console) {
    do {
      let editor = try LineEditor(options)
      editor.recordsHistory = !CommandLine.arguments.contains("--off-record")
      converse(console) {
        for warning in editor.takeWarnings() { _ = console.write("warning: \(warning.message)\n") }
        return editor.readTurn()
      }
    } catch {
      _ = console.write("failed: \(error)\n")
    }
  }

  private static func converse(_ console: Console, _ readTurn: () -> Input) {
    while true {
      let input = readTurn()
      let shown =
        switch input {
        case .line(let text): "turn: \(escaped(text))"
        case .repaired(let text, let repair):
          "repaired: \(escaped(text)) first \(repair.firstInvalidByte ?? -1) invalid \(repair.invalidBytes) "
            + "dropped \(repair.droppedBytes)"
        case .endOfInput: "end of input"
        case .woken: "woken"
        case .interrupt: "interrupt"
        case .failed(let reason): "failed \(reason)"
        }
      _ = console.write(console.styled(shown, .bold) + "\n")
      if input == .line("size") { _ = console.write("columns: \(TerminalSize(of: 0)?.columns ?? 0)\n") }
      if input == .line("pid") { _ = console.write("process: \(getpid()).\n") }
      switch input {
      case .endOfInput, .failed: return
      default: break
      }
    }
  }

  /// ASCII that a test can look for whatever the terminal made of the rest; a long line by its size.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.count <= 200 else { return "<\(text.utf8.count) bytes>" }
    return text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }

  private static func argument(after name: String) -> String? {
    guard let index = CommandLine.arguments.firstIndex(of: name) else { return nil }
    return CommandLine.arguments.dropFirst(index + 1).first
  }
}
