import Intents

/// Tables of lines that people say: `@lines heard.tsv`.
extension Compiler {
  /// What a table says of a line that means none of the intents.
  private static let nothing = "none"
  /// What it says of one that looks like something urgent and is not.
  private static let harmlessLine = "not urgent"

  /// The names that the first two columns may have in a first row.
  private static let headings = [["line", "intent"], ["text", "label"], ["text", "intent"]]

  /// A table of lines is more `says:` lines of the intents that it names, kept where a thousand are no bother.
  mutating func readLines(_ word: Word) {
    guard let file = dataFile(word) else { return }
    let rows = rows(file)
    if rows.isEmpty {
      findings.error(
        .dataFile, word.span,
        "`\(word.text)` holds no lines: on each what somebody might type, a tab, and the name of the intent.")
    }
    var seen: [String: String] = [:]
    for intent in intents {
      for line in intent.says { seen[line.lowercased()] = intent.name }
    }
    let isHeading = rows.first.map { Self.headings.contains($0.cells.prefix(2).map(\.text)) } ?? false
    for row in rows.dropFirst(isHeading ? 1 : 0) { readLine(row.cells, row.span, &seen) }
  }

  private mutating func readLine(_ cells: [Word], _ span: Span, _ seen: inout [String: String]) {
    guard cells.count == 2 || cells.count == 3, !cells[0].text.allSatisfy({ $0 == " " }) else {
      findings.error(
        .dataFile, span,
        "A row of lines is a line, a tab, and the name of an intent; after another tab a note.")
      return
    }
    let (line, meant) = (cells[0], cells[1])
    let before = seen.updateValue(meant.text, forKey: line.text.lowercased())
    if let before {
      findings.error(
        .saidTwice, line.span,
        before == meant.text
          ? "This line stands under `\(before)` already."
          : "This line stands under `\(before)` already, and here it means `\(meant.text)`.")
      return
    }
    if meant.text == Self.nothing { return background.append(line.text) }
    if meant.text == Self.harmlessLine { return harmless.append(line.text) }
    guard let intent = self.intent(meant, listens: false) else { return }
    intents[intent.index].heard.append(line.text)
  }

  // MARK: Words that are alike

  /// A table of groups: on each row a name, a tab, and words that play the same part in what people say.
  mutating func readGroups(_ word: Word) {
    guard let file = dataFile(word) else { return }
    let rows = rows(file)
    if rows.isEmpty {
      findings.error(
        .dataFile, word.span, "`\(word.text)` holds no groups: on each row a name, a tab, and the words.")
    }
    var names = Set(alike.map(\.name))
    for row in rows {
      let words = row.cells.count == 2 ? row.cells[1].text.split(separator: " ").map(String.init) : []
      guard let name = row.cells.first, !name.text.isEmpty, words.count > 1,
        words.allSatisfy({
          $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 >= 0x80 }
        })
      else {
        findings.error(
          .dataFile, row.span,
          "A row of groups is a name, a tab, and two words or more with spaces between, in small letters without marks."
        )
        continue
      }
      guard names.insert(name.text).inserted else {
        findings.error(.saidTwice, name.span, "There is a group called `\(name.text)` already.")
        continue
      }
      alike.append(WordGroup(name: name.text, words: words))
    }
  }
}
