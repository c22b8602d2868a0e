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
    guard let table = table(word) else { return }
    if table.count == 0 {
      findings.error(
        .dataFile, word.span,
        "`\(word.text)` holds no lines: on each what somebody might type, a tab, and the name of the intent.")
    }
    if lineKeys.isEmpty {
      for intent in intents {
        for line in intent.says { _ = lineKeys.meaning(of: line, key: .init(line), orKeep: intent.name) }
      }
    }
    if notLines.isEmpty {
      for intent in intents {
        for line in intent.not { notLines[LineKeys.Key(line).hash, default: []].append(intent.name) }
      }
    }
    let isHeading = table.count > 0 && Self.headings.contains(table.row(0).prefix(2).map(\.text))
    for row in (isHeading ? 1 : 0)..<table.count { readLine(table, row) }
  }

  private mutating func readLine(_ table: DataTable, _ row: Int) {
    let cells = table.row(row)
    guard cells.count == 2 || cells.count == 3, let line = cells.first,
      line.text.utf8.contains(where: { $0 != 0x20 })
    else {
      findings.error(
        .dataFile, table.span(ofRow: row),
        "A row of lines is a line, a tab, and the name of an intent; after another tab a note.")
      return
    }
    let meant = cells[cells.startIndex + 1]
    if let before = lineKeys.meaning(of: line.text, key: table.key(ofRow: row), orKeep: meant.text) {
      findings.error(
        .saidTwice, line.span,
        before == meant.text
          ? "This line stands under `\(before)` already."
          : "This line stands under `\(before)` already, and here it means `\(meant.text)`.")
      return
    }
    if notLines[table.key(ofRow: row).hash]?.contains(meant.text) == true {
      findings.error(
        .saidTwice, line.span,
        "This line is a `not:` line of `\(meant.text)`, so it teaches nothing here. One of the two is wrong.")
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
    guard let table = table(word) else { return }
    if table.count == 0 {
      findings.error(
        .dataFile, word.span, "`\(word.text)` holds no groups: on each row a name, a tab, and the words.")
    }
    var names = Set(alike.map(\.name))
    for row in 0..<table.count {
      let cells = table.row(row)
      let words = cells.count == 2 ? Self.words(cells[cells.startIndex + 1].text) : []
      guard let name = cells.first, !name.text.isEmpty, words.count > 1 else {
        findings.error(
          .dataFile, table.span(ofRow: row),
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

  /// The words of a cell; none when it holds anything but small letters, digits and spaces.
  private static func words(_ cell: String) -> [String] {
    let isPlain = cell.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x20 || $0 >= 0x80
    }
    guard isPlain else { return [] }
    var cell = cell
    return cell.withUTF8 { bytes in
      bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
