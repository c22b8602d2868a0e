import FoundationEssentials
import Script
import Testing

/// A page of `Docs/Diagnostics`: files to compile, what is said of them, and the files mended.
struct Page {
  var text: String
  var example: [SourceFile] = []
  var said: String?
  var mended: [SourceFile] = []

  init(_ text: String) {
    self.text = text
    var name = ""
    var section = ""
    var body: String?
    var kind = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let finished = body {
          take(kind, name, section, finished)
          body = nil
        } else {
          kind = String(line.dropFirst(3))
          body = ""
        }
      } else if body != nil {
        body? += line + "\n"
      } else if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      } else if line.hasPrefix("`"), line.hasSuffix("`") {
        name = String(line.dropFirst().dropLast())
      }
    }
  }

  private mutating func take(_ kind: String, _ name: String, _ section: String, _ body: String) {
    let file = SourceFile(path: name, bytes: Self.bytes(body))
    if kind == "text" {
      said = body
    } else if section == "Mended" {
      mended.append(file)
    } else {
      example.append(file)
    }
  }

  /// A page is text: `<E9>` stands for a byte that no text can hold.
  private static func bytes(_ body: String) -> [UInt8] {
    let parts = body.split(separator: "<E9>", omittingEmptySubsequences: false).map { Array($0.utf8) }
    return Array(parts.joined(separator: [0xE9]))
  }
}

@Suite("A page for every diagnostic")
struct PageTests {
  static func path(_ code: Code) -> String { root + "/Docs/Diagnostics/" + code.rawValue + ".md" }

  static func page(_ code: Code) throws -> Page {
    Page(try String(contentsOf: URL(fileURLWithPath: path(code)), encoding: .utf8))
  }

  /// The files of a page, with the small house round them.
  static func house(_ files: [SourceFile]) -> ScriptSource {
    var all = script("## start\nHello?\n- hello\n@end\n").files
    // A manifest of its own goes without the small house's helper.
    let own = files.first { $0.path == "house.parley" }.map { String(decoding: $0.bytes, as: UTF8.self) }
    if let own, !own.contains("#quiet") { all.removeAll { $0.path == "help.parley" } }
    for file in files where !file.path.hasPrefix("fr/") {
      if let index = all.firstIndex(where: { $0.path == file.path }) {
        all[index] = file
      } else {
        all.append(file)
      }
    }
    return ScriptSource(files: all)
  }

  static func said(_ code: Code, of files: [SourceFile]) -> String {
    if code == .translation { return saidOfTranslation(files) }
    let source = house(files)
    let needsListener = [.shadowedReply, .brokenExample, .notHeard, .heardWrongly].contains(code)
    let result = compile(source, today: "2026-11-21", listens: needsListener)
    let all = result.diagnostics + (needsListener ? rehearse(result) : [])
    let paths = files.map(\.path)
    return all.filter { $0.code == code && paths.contains($0.file) }.map { render($0, source: source) }
      .joined(separator: "\n")
  }

  /// What is said of the files under `fr/` as a translation of the others.
  private static func saidOfTranslation(_ files: [SourceFile]) -> String {
    let translated = files.filter { $0.path.hasPrefix("fr/") }.map { file in
      SourceFile(path: String(file.path.dropFirst(3)), bytes: file.bytes)
    }
    let translation = read(house(translated))
    return checkTranslation(of: read(house(files)), translation).map {
      render($0, source: translation.source)
    }
    .joined(separator: "\n")
  }

  /// `PARLEY_RENEW=1` writes what is said into the pages, to be read over by eye.
  @Test(
    "Its example gives just this diagnostic, said as on the page; mended, it is gone",
    arguments: Code.allCases)
  func page(_ code: Code) throws {
    let page = try Self.page(code)
    #expect(page.text.hasPrefix("# \(code.rawValue)\n"))
    let said = try #require(page.said)
    let found = Self.said(code, of: page.example)
    if ProcessInfo.processInfo.environment["PARLEY_RENEW"] != nil {
      let renewed = page.text.replacing("```text\n" + said + "```", with: "```text\n" + found + "```")
      try renewed.write(toFile: Self.path(code), atomically: true, encoding: .utf8)
    } else {
      #expect(said == found)
    }
    #expect(!found.isEmpty)
    let errors = read(Self.house(page.example)).errors
    #expect(errors.allSatisfy { $0.code == code }, "\(errors)")
    if !page.mended.isEmpty {
      #expect(Self.said(code, of: page.mended) == "")
      #expect(read(Self.house(page.mended)).errors.isEmpty, "\(read(Self.house(page.mended)).shown)")
    }
  }

  /// What no single change mends for sure, or what only names something missing elsewhere.
  static let unmended: Set<Code> = []

  @Test("There is no page without a diagnostic, and every one shows how to mend it")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: root + "/Docs/Diagnostics")
    let pages = Set(names.filter { $0.hasSuffix(".md") && $0 != "README.md" })
    #expect(pages == Set(Code.allCases.map { $0.rawValue + ".md" }))
    let mended = Set(try Code.allCases.filter { try !Self.page($0).mended.isEmpty })
    #expect(Set(Code.allCases).subtracting(mended) == Self.unmended)
    #expect(mended.count >= 40)
  }
}
