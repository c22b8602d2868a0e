import Dialogue

/// Tables that a script brings along: helplines, and the source points it covers.
extension Compiler {
  /// Ids of the known source points; nil when the manifest names no file of them.
  var points: [String]? { pointIDs.isEmpty ? nil : pointIDs }

  mutating func readDataFiles(today: String?) {
    for declaration in files[manifest].declarations {
      switch declaration.kind {
      case .helplines(let word): readHelplines(word, today)
      case .points(let word): readPoints(word)
      case .lines(let word): readLines(word)
      case .alike(let word): readGroups(word)
      default: break
      }
    }
  }

  /// A data file next to the manifest, cut into rows.
  ///
  /// - Parameter mayBeList: whether rows of one cell are enough.
  mutating func table(_ word: Word, mayBeList: Bool = false) -> DataTable? {
    let path = source.files[files[manifest].file].path
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    guard let index = source.files.firstIndex(where: { $0.path == folder + word.text && !$0.isScript }) else {
      let tables = source.files.filter { !$0.isScript }.map { String($0.path.dropFirst(folder.count)) }
      let meant = Nearest.match(word.text, among: tables)
      findings.error(
        .dataFile, word.span, "There is no file `\(word.text)` next to the manifest.",
        hint: meant.map { "did you mean `\($0)`?" } ?? "", replace: meant.map { (word.span, $0) })
      return nil
    }
    guard let table = tables[index] else { return nil }
    findings.append(table.findings)
    guard !table.findings.hasErrors else { return nil }
    if table.count > 1, !mayBeList, !table.hasTabs {
      findings.error(
        .dataFile, table.span(ofRow: 0),
        "There is no tab in `\(word.text)`, so each of its \(table.count) rows is one cell. Save it as text with tabs between the cells."
      )
      return nil
    }
    return table
  }

  private mutating func readPoints(_ word: Word) {
    guard let table = table(word, mayBeList: true) else { return }
    pointIDs = (0..<table.count).dropFirst().compactMap { table.row($0).first?.text }.filter { !$0.isEmpty }
    if pointIDs.isEmpty {
      findings.error(
        .dataFile, word.span,
        "`\(word.text)` holds no points: a first line of column names, then one point a line with its id first."
      )
    }
  }

  // MARK: Helplines

  private static let columns = [
    "country", "service", "for", "call", "text", "url", "hours", "source", "checked_on",
  ]

  private mutating func readHelplines(_ word: Word, _ today: String?) {
    guard let table = table(word) else { return }
    guard table.count > 0, table.row(0).map(\.text) == Self.columns else {
      findings.error(
        .dataFile, table.count > 0 ? table.span(ofRow: 0) : word.span,
        "A helplines file begins with its columns, parted by tabs: \(Self.columns.joined(separator: ", ")).")
      return
    }
    var result: [Helplines.Row] = []
    var unchecked: [Span] = []
    for row in (0..<table.count).dropFirst() {
      let span = table.span(ofRow: row)
      guard let compiled = helpline(Array(table.row(row)), span) else { continue }
      if compiled.checkedOn.isEmpty {
        unchecked.append(span)
      } else {
        checkAge(compiled, span, today)
      }
      result.append(compiled)
    }
    if let first = unchecked.first {
      findings.warning(
        .uncheckedHelpline, first,
        "\(unchecked.count) of \(result.count) helplines have no `checked_on` day: nobody says they were tried. This is the first."
      )
    }
    program.helplines = Helplines(rows: result)
    purposesFile = table.file
    checkRoutes(Span(file: table.file, start: 0, end: 0))
  }

  private mutating func helpline(_ cells: [Word], _ span: Span) -> Helplines.Row? {
    guard cells.count == Self.columns.count else {
      findings.error(
        .dataFile, span,
        "This row has \(cells.count) cells; there are \(Self.columns.count) columns, parted by tabs.")
      return nil
    }
    let texts = cells.map { cell in cell.text.split(separator: " ").joined(separator: " ") }
    let isWorld = texts[0].lowercased() == "world"
    let isCountry = texts[0].utf8.count == 2 && texts[0].utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    if !isWorld && !isCountry {
      findings.error(.dataFile, cells[0].span, "A country is two capital letters, like `IE`, or `world`.")
    }
    let purposes = texts[2].split { $0 == " " || $0 == "," }.map(String.init)
    if texts[1].isEmpty { findings.error(.dataFile, cells[1].span, "This row has no service.") }
    if purposes.isEmpty { findings.error(.dataFile, cells[2].span, "This row does not say what it is for.") }
    if texts[3].isEmpty && texts[4].isEmpty && texts[5].isEmpty {
      findings.error(.dataFile, span, "This row has nothing to call, to text or to open.")
    }
    if !texts[8].isEmpty && !Self.isDay(texts[8]) {
      findings.error(.dataFile, cells[8].span, "A day is written like `2026-11-21`.")
    }
    return Helplines.Row(
      country: isWorld ? Helplines.world : texts[0], service: texts[1], purposes: purposes, call: texts[3],
      text: texts[4], url: texts[5], hours: texts[6], source: texts[7], checkedOn: texts[8])
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-")
    guard text.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }

  /// Days written alike compare like text; a year back is one less in the first four digits.
  private mutating func checkAge(_ row: Helplines.Row, _ span: Span, _ today: String?) {
    guard let today, Self.isDay(today), Self.isDay(row.checkedOn), let year = Int(today.prefix(4)) else {
      return
    }
    let limit = String(year - 1) + today.dropFirst(4)
    if row.checkedOn < limit {
      findings.warning(
        .oldHelpline, span, "`\(row.service)` was checked on \(row.checkedOn), more than twelve months ago.")
    }
  }

  private mutating func checkRoutes(_ span: Span) {
    var purposes: [String] = []
    for row in program.helplines.rows {
      for purpose in row.purposes where !purposes.contains(purpose) { purposes.append(purpose) }
    }
    for purpose in purposes where purpose != "emergency" {
      let short = (program.helplines.countries + [""]).filter {
        program.helplines.routes(for: purpose, country: $0.isEmpty ? nil : $0).count < 2
      }
      guard !short.isEmpty else { continue }
      findings.error(
        .fewRoutes, span,
        "Fewer than two ways to get help for `\(purpose)` in \(listed(short.map { $0.isEmpty ? "a country not told" : $0 }, last: "and")). Add rows for it, or `world` rows, which fill in everywhere."
      )
    }
  }

  mutating func checkPurpose(_ word: Word) {
    var purposes: [String] = []
    for row in program.helplines.rows {
      for purpose in row.purposes where !purposes.contains(purpose) { purposes.append(purpose) }
    }
    guard !purposes.contains(word.text) else { return }
    let meant = Nearest.match(word.text, among: purposes)
    findings.error(
      .unknownPurpose, word.span,
      purposes.isEmpty
        ? "The manifest names no helplines, like `@helplines helplines.tsv`."
        : "No helpline is for `\(word.text)`; there are \(listed(purposes, last: "and")).",
      hint: meant.map { "did you mean `\($0)`?" } ?? "", replace: meant.map { (word.span, $0) })
  }
}
