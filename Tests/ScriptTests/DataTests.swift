import Dialogue
import Script
import Testing

@Suite("Tables, renames and the manifest's lists")
struct DataTests {
  private static let columns = "country\tservice\tfor\tcall\ttext\turl\thours\tsource\tchecked_on\n"
  private static let world =
    "world\tOne\tabuse\t\t\tone.example\t\ttests\t2026-11-01\nworld\tTwo\tabuse\t\t\ttwo.example\t\ttests\t2026-11-01\n"

  private func source(_ rows: String, topic: String = "## start\n@show helplines for abuse\n@end\n")
    -> ScriptSource
  {
    let house = script(topic, manifest: smallManifest + "\n@helplines lines.tsv\n@points points.tsv\n")
    return ScriptSource(
      files: house.files + [
        SourceFile(path: "lines.tsv", text: rows),
        SourceFile(path: "points.tsv", text: "id\tpoint\nA1\tone\nA2\ttwo\n"),
      ])
  }

  @Test("A helpline's cells become its row, several purposes with spaces or commas between")
  func row() throws {
    let rows =
      Self.columns + "IE\tPlace\tabuse, stalking\t1800 1\tHI\tp.example\tdays\ttests\t2026-11-01\n"
      + Self.world
      + "world\tThree\tstalking\t\t\tthree.example\t\ttests\t2026-11-01\nworld\tFour\tstalking\t\t\tfour.example\t\ttests\t2026-11-01\n"
    let program = try #require(read(source(rows)).program)
    let row = try #require(program.helplines.rows.first)
    #expect(row.country == "IE" && row.purposes == ["abuse", "stalking"] && row.call == "1800 1")
    #expect(program.helplines.rows[1].country == Helplines.world)
  }

  static let faults: [(code: Code, rows: String)] = [
    (.dataFile, "land\tservice\n"),
    (.dataFile, columns + "IE\tPlace\tabuse\n"),
    (.dataFile, columns + "Ireland\tPlace\tabuse\t1\t\t\t\ttests\t2026-11-01\n" + world),
    (.dataFile, columns + "IE\tPlace\tabuse\t\t\t\t\ttests\t2026-11-01\n" + world),
    (.dataFile, columns + "IE\tPlace\tabuse\t1\t\t\t\ttests\tlast week\n" + world),
    (.fewRoutes, columns + "IE\tPlace\tabuse\t1\t\t\t\ttests\t2026-11-01\n"),
    (.unknownPurpose, columns + world.replacing("abuse", with: "abuses")),
    (.invalidUTF8, columns + world),
  ]

  @Test("A fault in the table is found", arguments: faults)
  func fault(_ code: Code, _ rows: String) {
    var source = source(rows)
    if code == .invalidUTF8 {
      var files = source.files
      let index = files.firstIndex { $0.path == "lines.tsv" } ?? 0
      files[index].bytes.append(0xFF)
      source = ScriptSource(files: files)
    }
    #expect(read(source).errors.contains { $0.code == code }, "\(read(source).shown)")
  }

  @Test("Rows that nobody checked are one warning with their count, and old ones one each")
  func age() {
    let rows = Self.columns + Self.world.replacing("2026-11-01", with: "")
    let unchecked = read(source(rows)).diagnostics.filter { $0.code == .uncheckedHelpline }
    #expect(unchecked.count == 1)
    #expect(unchecked.first?.message.hasPrefix("2 of 2") == true)
    let old = source(Self.columns + Self.world.replacing("2026-11-01", with: "2025-11-20"))
    let result = compile(old, today: "2026-11-21", listens: false)
    #expect(result.diagnostics.count { $0.code == .oldHelpline } == 2)
    #expect(!compile(old, today: "2026-11-20", listens: false).codes.contains("old-helpline"))
    #expect(!read(old).codes.contains("old-helpline"))
  }

  @Test("A point that the sources don't have is unknown, with the nearest one offered")
  func points() throws {
    let found = read(source(Self.columns + Self.world, topic: "## start\n@covers A1 A22\nHi.\n@end\n"))
    #expect(found.errors.map(\.code) == [.unknownPoint])
    #expect(found.errors.first?.fixes.first?.edits.first?.replacement == "A2")
  }

  @Test("A rename leads from an address that is gone to one that is there, over several")
  func renames() throws {
    let manifest = smallManifest + "\n@renamed topic.a -> topic.b\n@renamed topic.b -> topic.start\n"
    let program = try #require(read(script("## start\nHi.\n@end\n", manifest: manifest)).program)
    #expect(program.step(at: "topic.a") == program.start)
    let wrong =
      smallManifest
      + "\n@renamed topic.start -> topic.b\n@renamed a -> topic.start\n@renamed topic.c -> topic.d\n"
    let errors = read(script("## start\nHi.\n@end\n", manifest: wrong)).errors.map(\.code)
    #expect(errors == [.renameForm, .renameForm, .unknownPlace])
    let turned = smallManifest + "\n@renamed topic.b -> topic.start\n@renamed topic.a -> topic.b\n"
    let other = try #require(read(script("## start\nHi.\n@end\n", manifest: turned)).program)
    #expect(other.step(at: "topic.a") == other.start)
    let round = smallManifest + "\n@renamed topic.a -> topic.b\n@renamed topic.b -> topic.a\n"
    #expect(Set(read(script("## start\nHi.\n@end\n", manifest: round)).errors.map(\.code)) == [.renameForm])
  }

  static let manifests: [(code: Code, old: String, new: String)] = [
    (.replyPlace, "-> help and ask again", "-> help and back"),
    (.replyPlace, "-> help and ask again", "-> topic"),
    (.fallsThrough, "    -> help and ask again\n", ""),
    (.replyPlace, "- [danger]", "- yes"),
    (.urgentReply, "@unclear", "@anytime\n  - [danger] -> help and ask again\n\n@unclear"),
    (
      .samePhrase, "@unclear",
      "@anytime\n  - aid: sum up -> help and ask again\n  - recap: sum up -> help and ask again\n\n@unclear"
    ),
    (.noManifest, "@still unclear\n  We leave that.\n", ""),
    (.unknownPlace, "@start topic", "@start tropic"),
    (.unusedTag, "#crisis #quiet", "#crisis #quiet #other"),
    (.saidTwice, "@unclear", "@unclear\n  Hm.\n@unclear"),
    (.malformed, "@tags #crisis", "@closed #quiet if guarded -> topic\n@tags #crisis"),
    (.unknownPlace, "@tags #crisis", "@closed #quiet when guarded -> help\n@tags #crisis"),
  ]

  @Test("A fault in the manifest is found", arguments: manifests)
  func manifest(_ code: Code, _ old: String, _ new: String) {
    let manifest = smallManifest.replacing(old, with: new)
    #expect(manifest != smallManifest)
    let result = read(script("## start\nHi.\n@end\n", manifest: manifest))
    #expect(result.errors.map(\.code) == [code], "\(result.shown)")
  }
}
