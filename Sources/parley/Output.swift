import LineEditor

/// A command's own output, one line at a time and at once, so that a long run shows how far it is.
enum Output {
  static func line(_ text: String) {
    _ = console.write(text + "\n")
  }

  private static let console = Console()
}
