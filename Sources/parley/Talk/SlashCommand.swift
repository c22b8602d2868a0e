import Dialogue

/// What a person tells the program rather than the coach: a line that begins with a slash.
enum SlashCommand: Equatable {
  case help
  case undo(turns: Int)
  case why
  case summary(file: String?)
  case country(String?)
  case offRecord
  case onRecord
  case forget
  case file
  case quit
  /// Leave at once and clear the screen.
  case exit
  case unknown(String)

  /// Nil when the line is for the coach.
  init?(_ line: String) {
    guard line.hasPrefix("/"), !line.hasPrefix("//") else { return nil }
    let words = line.dropFirst().split(separator: " ").map(String.init)
    guard let name = words.first?.lowercased() else { return nil }
    let rest = words.dropFirst().map { $0.lowercased() }
    switch (name, rest.first) {
    case ("help", nil): self = .help
    case ("undo", nil), ("back", nil): self = .undo(turns: 1)
    case ("undo", let count?): self = Int(count).map { .undo(turns: $0) } ?? .unknown(line)
    case ("why", _): self = .why
    case ("summary", nil): self = .summary(file: nil)
    case ("summary", _): self = .summary(file: words.dropFirst().joined(separator: " "))
    case ("country", let code?): self = .country(Self.country(code))
    case ("country", nil): self = .country(nil)
    case ("off", _) where Self.means(rest, "the record"): self = .offRecord
    case ("on", _) where Self.means(rest, "the record"): self = .onRecord
    case ("forget", nil): self = .forget
    case ("file", nil): self = .file
    case ("quit", nil), ("stop", nil), ("bye", nil): self = .quit
    case ("exit", nil), ("x", nil): self = .exit
    default: self = .unknown(line)
    }
  }

  /// Whether the words after a command's name are its usual ones, which may be left out.
  private static func means(_ rest: [String], _ words: String) -> Bool {
    rest.isEmpty || rest.joined(separator: " ") == words
  }

  /// For completion, in the order `/help` lists them.
  static let names = [
    "/help", "/undo", "/why", "/summary", "/country", "/file", "/off the record", "/on the record", "/forget",
    "/quit", "/exit",
  ]

  /// Codes people use for a country and the one the helplines file uses.
  private static let aliases = ["GB": "UK", "EIRE": "IE", "USA": "US", "IRELAND": "IE", "CANADA": "CA"]

  static func country(_ words: String) -> String {
    let code = words.uppercased()
    return aliases[code] ?? code
  }

  /// What `/help` shows, of what the scripts have.
  static func overview(of program: Program) -> [String] {
    var commands = [
      "- /undo takes back your last answer; /undo 3 takes back three",
      "- /why tells how your last words were understood",
    ]
    if program.hasSummary {
      commands.append("- /summary reads back what you told me; /summary notes.md writes it to a file")
    }
    if program.hasHelplines { commands.append("- /country UK chooses whose helplines are shown") }
    commands += [
      "- /file tells where this conversation is kept",
      "- /off the record stops keeping what is said; /on the record keeps it again",
      "- /forget deletes all of this conversation",
      "- /quit ends here; /exit leaves at once and clears the screen",
    ]
    return [
      "Type anything to talk. Press Enter to send it. A line that begins with / is for the program:",
      commands.joined(separator: "\n"),
    ] + (program.hasHelplines ? ["Saying \"help now\" at any time shows people you can call or text."] : [])
  }
}
