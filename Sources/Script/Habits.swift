/// What people write who come from other tools, or from a programming language: looked at only where something can't be
/// read, to say what it is called here.
enum Habits {
  /// Longer lines are not looked at, in bytes: no habit is so long.
  static let longest = 200

  /// Said of a line with such a habit, wherever it is noticed.
  static let spoken = "This line is no sentence, and would be spoken as it stands."

  /// A directive's name elsewhere, and what is written here instead of `@` and that name.
  static let directives: [String: String] = [
    "if": "@when", "elseif": "@or when", "elif": "@or when", "else": "@otherwise", "random": "@shuffled",
    "shuffle": "@shuffled", "sequence": "@in order", "cycle": "@in order", "wait": "@pause",
    "delay": "@pause",
    "goto": "->", "jump": "->", "divert": "->", "back": "-> back", "return": "-> back", "var": "@fact",
    "variable": "@fact", "declare": "@fact", "quit": "@end", "stop": "@end", "exit": "@end", "note": "//",
    "comment": "//", "todo": "//",
  ]

  /// How a spoken line begins that is a condition or a way on elsewhere, the longest first.
  private static let openers: [(opener: String, here: String)] = [
    ("else if ", "@or when "), ("or when ", "@or when "), ("when ", "@when "), ("elseif ", "@or when "),
    ("elif ", "@or when "), ("if ", "@when "),
    ("go to ", "-> "), ("goto ", "-> "), ("jump to ", "-> "), ("jump ", "-> "), ("return to ", "-> "),
  ]

  /// A line as it would be written here: `if mood is sad:` is `@when mood is sad`. Nil for prose.
  static func line(_ text: String) -> String? {
    let lower = text.lowercased()
    if lower == "else" || lower == "else:" || lower == "otherwise" || lower == "otherwise:" {
      return "@otherwise"
    }
    guard let (opener, here) = openers.first(where: { lower.hasPrefix($0.opener) }) else { return nil }
    var rest = text.utf8.dropFirst(opener.utf8.count)
    while let last = rest.last, last == UInt8(ascii: ":") || isSpace(last) { rest.removeLast() }
    if rest.suffix(5).elementsEqual(" then".utf8) { rest.removeLast(5) }
    let words = rest.split(separator: 0x20)
    // A place is one word; a condition has few, and no full stop in it.
    let isCondition = here.hasPrefix("@") && words.count <= 8
    guard isCondition || words.count == 1, !words.isEmpty else { return nil }
    return here + String(decoding: Array(rest), as: UTF8.self)
  }

  /// The signs of programming languages in a condition, as words: `mood == sad` is `mood is sad`. Nil when there are
  /// none.
  static func condition(_ tokens: [Token]) -> String? {
    var words: [String] = []
    var hasSigns = false
    var index = 0
    while index < tokens.count {
      let text = tokens[index].text
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
      switch text {
      case "=", "==", "===": words.append("is")
      case ">": words.append("over")
      case "<": words.append("under")
      case "!": words.append("not")
      case "&&", "&": words.append("and")
      case "||", "|": words.append("or")
      case "$", "then", ":": break
      case "!=", "<>":
        words.insert("not", at: max(0, words.count - 1))
        words.append("is")
      case ">=", "<=":
        guard let bound = Int(next) else { return nil }
        words += text == ">=" ? ["over", "\(bound - 1)"] : ["under", "\(bound + 1)"]
        index += 1
      default:
        words.append(tokens[index].kind == .quoted ? text.lowercased() : text)
        hasSigns = hasSigns || tokens[index].kind == .quoted
        index += 1
        continue
      }
      hasSigns = true
      index += 1
    }
    return hasSigns ? settled(words) : nil
  }

  /// `told is true` is `told`, and `told is false` is `not told`.
  private static func settled(_ words: [String]) -> String {
    var result: [String] = []
    for word in words {
      if word == "true", result.last == "is" {
        result.removeLast()
      } else if word == "false", result.last == "is", result.count > 1 {
        result.removeLast()
        result.insert("not", at: result.count - 1)
      } else {
        result.append(word)
      }
    }
    return result.joined(separator: " ")
  }

  /// A change as it would be written here: `@set mood = sad` is `@set mood to sad`. Nil when it is no habit known.
  static func change(_ directive: Directive, _ tokens: [Token]) -> String? {
    let texts = tokens.map(\.text)
    guard tokens.count >= 2, tokens.allSatisfy({ $0.kind != .quoted }) else { return nil }
    if directive == .add, texts.count == 3, texts[0] == "1", texts[1] == "to" {
      return "@add one to \(texts[2])"
    }
    guard directive == .set, tokens[0].kind == .word else { return nil }
    let name = texts[0]
    let increases = [["+", "1"], ["++"], ["+=", "1"], ["=", name, "+", "1"], ["to", name, "+", "1"]]
    if increases.contains(Array(texts.dropFirst())) { return "@add one to \(name)" }
    let value = texts.dropFirst(["=", "==", ":=", ":", "is", "to", "as"].contains(texts[1]) ? 2 : 1)
    switch value.joined(separator: " ") {
    case "true", "yes": return "@set \(name)"
    case "false", "no": return "@set \(name) to no"
    case "": return nil
    case let words:
      return texts[1] == "to" || value.count == texts.count - 1 ? nil : "@set \(name) to \(words)"
    }
  }

  /// A heading of another tool, like `=== start ===` or `:: Start`: the name in it.
  static func heading(_ text: String) -> String? {
    let marks: Set<UInt8> = [UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "~")]
    let lead = text.utf8.prefix { marks.contains($0) }
    guard lead.count >= 2, lead.allSatisfy({ $0 == lead.first }) else { return nil }
    let name = Parser.plainName(
      text.utf8.filter { isNameByte($0) || $0 == 0x20 || $0 == 0x2D }.split(separator: 0x20)
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
    return name.isEmpty ? nil : name
  }

  /// Who is said to speak, before a colon, where every line is the coach's.
  static let speakers: Set<String> = ["coach", "you", "bot", "user", "assistant", "u", "s"]
}
