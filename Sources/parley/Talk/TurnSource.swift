import FoundationEssentials
import LineEditor

/// Where turns come from: an edited terminal line, or a line of a pipe.
enum TurnSource {
  case editor(LineEditor)
  case plain(PlainInput)

  /// The editor where somebody types at a terminal, else the plain reader.
  ///
  /// - Parameter wakes: ends the wait for a turn at a terminal when it says true.
  static func choose(
    for console: Console, historyFile: String?, keepsHistory: Bool, wakes: (() -> Bool)? = nil
  ) -> TurnSource {
    if console.editsLines {
      var options = LineEditor.Options()
      options.prompt = "> "
      options.historyFile = keepsHistory ? historyFile : nil
      if let file = options.historyFile { Self.makeFolder(of: file) }
      options.commands = SlashCommand.names
      if let editor = try? LineEditor(options) {
        editor.recordsHistory = keepsHistory
        editor.wakes = wakes
        return .editor(editor)
      }
    }
    return .plain(PlainInput(watchesInterrupt: console.inputIsTerminal))
  }

  /// What goes wrong here shows when the history is written, and is told then.
  private static func makeFolder(of file: String) {
    guard let slash = file.lastIndex(of: "/") else { return }
    try? FileManager.default.createDirectory(
      atPath: String(file[..<slash]), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  func next() -> Input {
    switch self {
    case .editor(let editor): editor.readTurn()
    case .plain(let input): input.readTurn()
    }
  }

  func takeWarnings() -> [String] {
    guard case .editor(let editor) = self else { return [] }
    return editor.takeWarnings().map(\.message)
  }

  /// Whether lines typed from here on are there for the up arrow, now and next time.
  func keepHistory(_ keeps: Bool) {
    if case .editor(let editor) = self { editor.recordsHistory = keeps }
  }

  func clearHistory() {
    if case .editor(let editor) = self { editor.clearHistory() }
  }
}
