import Intents
import Script
import Testing

@Suite("Tables of lines and of like words")
struct LineTableTests {
  private func heard(_ rows: String, also other: String? = nil) -> Compilation {
    var manifest = smallManifest + "\n@lines heard.tsv\n"
    var tables = [SourceFile(path: "heard.tsv", text: rows)]
    if let other {
      manifest += "@lines more.tsv\n"
      tables.append(SourceFile(path: "more.tsv", text: other))
    }
    return read(ScriptSource(files: script("## start\nHi.\n@end\n", manifest: manifest).files + tables))
  }

  private func grouped(_ rows: String) -> Compilation {
    let house = script("## start\nHi.\n@end\n", manifest: smallManifest + "\n@alike groups.tsv\n")
    return read(ScriptSource(files: house.files + [SourceFile(path: "groups.tsv", text: rows)]))
  }

  @Test("Lines of a table teach their intents, and those that mean nothing or nothing urgent teach that")
  func lines() throws {
    let result = heard(
      "line\tintent\nhe threw a plate at me\tdanger\tthings\nthe plates are washed\tnone\nhe hit town\tnot urgent\n"
    )
    let danger = try #require(result.definition.intents.first { $0.name == "danger" })
    #expect(danger.says == ["he hit me"] && danger.heard == ["he threw a plate at me"])
    #expect(result.definition.background == ["the plates are washed"])
    #expect(result.definition.harmless == ["he hit town"])
    #expect(heard("he hit me hard\tdanger\n").definition.digest != result.definition.digest)
  }

  @Test("Comments, empty lines, a byte order mark and line ends of Windows are no part of a table")
  func dressed() {
    let plain = heard("line\tintent\none\tdanger\ntwo\tnone\n")
    let dressed = heard("\u{FEFF}line\tintent\r\n# a note\r\n\r\none\tdanger\r\ntwo\tnone")
    #expect(plain.errors.isEmpty && dressed.errors.isEmpty, "\(dressed.shown)")
    #expect(dressed.definition == plain.definition)
  }

  /// A table of lines or of groups, by what the manifest calls it.
  enum Kind: Sendable { case lines, groups }

  static let faults: [(kind: Kind, code: Code, rows: String, place: String)] = [
    (.lines, .dataFile, "", "heard.tsv"),
    (.lines, .dataFile, "he threw a plate\n", "he threw a plate"),
    (.lines, .dataFile, "  \tdanger\n", "  \tdanger"),
    (.lines, .dataFile, "one\tdanger\tnote\tmore\n", "one\tdanger\tnote\tmore"),
    (.lines, .dataFile, "one danger\ntwo danger\nthree danger\n", "one danger"),
    (.groups, .dataFile, "hitting, hit punch\nrelative, mum nan\n", "hitting, hit punch"),
    (.lines, .unknownIntent, "one\tdangers\n", "dangers"),
    (.lines, .saidTwice, "He hit me\tdanger\n", "He hit me"),
    (.lines, .saidTwice, "one\tdanger\none\tnone\n", "one"),
    (.lines, .saidTwice, "he hit the ball\tdanger\n", "he hit the ball"),
    (.groups, .dataFile, "", "groups.tsv"),
    (.groups, .dataFile, "hitting hit punch\n", "hitting hit punch"),
    (.groups, .dataFile, "hitting\thit\n", "hitting\thit"),
    (.groups, .dataFile, "hitting\thit, punch\n", "hitting\thit, punch"),
    (.groups, .dataFile, "hitting\thit\tpunch slap\n", "hitting\thit\tpunch slap"),
    (.groups, .saidTwice, "hitting\thit punch\nhitting\tslap cuff\n", "hitting"),
  ]

  @Test("A fault in a table is told where it is", arguments: faults)
  func fault(_ kind: Kind, _ code: Code, _ rows: String, _ place: String) throws {
    let result = kind == .lines ? heard(rows) : grouped(rows)
    #expect(result.errors.map(\.code) == [code], "\(result.shown)")
    let error = try #require(result.errors.first)
    let bytes = try #require(result.source.files.first { $0.path == error.file }?.bytes)
    #expect(String(decoding: bytes[error.span], as: UTF8.self) == place)
  }

  @Test("A line stands in one table only, whatever its capitals")
  func twice() throws {
    let result = heard("one fine day\tdanger\ntwo\tnone\n", also: "three\tnone\nOne fine day\tnone\n")
    #expect(result.errors.map(\.code) == [.saidTwice], "\(result.shown)")
    let error = try #require(result.errors.first)
    #expect(error.file == "more.tsv" && error.message.contains("`danger` already, and here it means `none`"))
  }

  @Test("Thousands of lines that differ in a letter are no repetitions")
  func many() {
    let rows = (0..<5_000).map { "line \($0)\t\($0 % 2 == 0 ? "danger" : "none")\n" }.joined()
    let result = heard(rows)
    #expect(result.errors.isEmpty && result.definition.background.count == 2_500, "\(result.shown)")
    #expect(heard(rows + "LINE 4321\tnone\n").errors.map(\.code) == [.saidTwice])
  }

  @Test("A table that is no text is told when something names it, and only then")
  func noText() {
    let manifest = smallManifest + "\n@lines heard.tsv\n"
    let bytes: [UInt8] = Array("one\tdanger\n".utf8) + [0xFF, 0x0A]
    for (name, codes) in [("heard.tsv", [Code.invalidUTF8]), ("other.tsv", [.dataFile])] {
      let house = script("## start\nHi.\n@end\n", manifest: manifest)
      let result = read(ScriptSource(files: house.files + [SourceFile(path: name, bytes: bytes)]))
      #expect(result.errors.map(\.code) == codes, "\(result.shown)")
    }
  }

  @Test("Groups of words reach the listener by name")
  func groups() {
    let result = grouped("# by hand\nhitting\thit punch slap\nrelative\tmum nan\n")
    #expect(result.errors.isEmpty, "\(result.shown)")
    #expect(
      result.definition.alike == [
        WordGroup(name: "hitting", words: ["hit", "punch", "slap"]),
        WordGroup(name: "relative", words: ["mum", "nan"]),
      ])
  }

  @Test("An intent that only a table speaks of is still one that nobody listens for")
  func unheard() {
    let manifest = smallManifest + "\n@lines heard.tsv\n@intent alone\n  says: on my own\n  not: on the bus\n"
    let house = script("## start\nHi.\n@end\n", manifest: manifest)
    let table = SourceFile(path: "heard.tsv", text: "all by myself\talone\n")
    #expect(read(ScriptSource(files: house.files + [table])).codes.contains("unused-intent"))
  }
}
