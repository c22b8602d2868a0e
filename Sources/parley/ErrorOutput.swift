import LineEditor

/// What is said about the program itself goes to the error output, harmless and wrapped like everything else.
enum ErrorOutput {
  static func say(_ words: String) {
    guard !words.isEmpty else { return }
    _ = Console(output: 2).say([words])
  }
}
