/// Completing a command that begins with a slash.
enum Completion: Equatable {
  /// Nothing fits.
  case none
  /// What is left to type of the only command that fits, or of all that fit.
  case insert(String)
  /// Several fit and no more of them is certain: show these.
  case choices([String])

  /// - Parameters:
  ///   - typed: what stands before the cursor.
  ///   - commands: every command, with its slash.
  static func of(_ typed: String, among commands: [String]) -> Completion {
    guard typed.hasPrefix("/"), !typed.contains(where: \.isWhitespace) else { return .none }
    let fitting = commands.filter { $0.hasPrefix(typed) }.sorted()
    guard let first = fitting.first else { return .none }
    let common = fitting.dropFirst().reduce(first[...]) { shared, command in
      shared.prefix(zip(shared, command).prefix { $0 == $1 }.count)
    }
    let rest = String(common.dropFirst(typed.count))
    if fitting.count == 1 { return .insert(rest + " ") }
    return rest.isEmpty ? .choices(fitting) : .insert(rest)
  }
}
