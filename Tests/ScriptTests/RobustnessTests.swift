import Dialogue
import FoundationEssentials
import Script
import Testing

@Suite("Any bytes at all")
struct RobustnessTests {
  private func source(_ bytes: [UInt8]) -> ScriptSource {
    ScriptSource(files: [
      SourceFile(path: "house.parley", text: smallManifest), SourceFile(path: "help.parley", text: smallHelp),
      SourceFile(path: "topic.parley", bytes: bytes),
    ])
  }

  @Test(
    "Invalid UTF-8 is reported at its byte, and nothing is made up about the rest",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0x80],
    ])
  func invalid(_ bad: [UInt8]) throws {
    let before = Array("# topic: A topic\n\n## start\nOh ".utf8)
    let result = read(source(before + bad + Array(" well.\n@end\n".utf8)))
    #expect(result.codes == ["invalid-utf8"])
    #expect(result.diagnostics.first?.span.lowerBound == before.count)
    #expect(result.shown.contains("topic.parley:4:4"))
    #expect(result.program == nil)
  }

  @Test("A line of ten megabytes is one error, shown in a few words")
  func longLine() {
    let line = Array(repeating: UInt8(ascii: "a"), count: 10_000_000)
    let result = read(source(Array("# topic: A topic\n\n## start\n".utf8) + line + Array("\n@end\n".utf8)))
    #expect(result.codes.contains("unfinished-line"))
    #expect(result.shown.utf8.count < 5_000)
  }

  @Test("Ten thousand nested levels are one error")
  func nested() {
    // Two hundred real levels and then the rest at that depth's indentation: a file of four megabytes, not of a
    // hundred. Every line opens a level, as far as levels go.
    var text = "# topic: A topic\n\n## start\n"
    for depth in 0..<10_000 {
      text += String(repeating: " ", count: min(depth, 200) * 2) + "@when told\n"
    }
    let result = read(source(Array(text.utf8)))
    #expect(result.codes.filter { $0 == "nested-too-deep" }.count == 1)
    #expect(result.program == nil)
  }

  @Test("Brackets, braces and quotes opened ten thousand times are errors and no crash")
  func opened() {
    for mark in ["[", "{", "\"", "(", "- ", "-> ", "@when ", "not ", "# "] {
      let line = String(repeating: mark, count: 10_000)
      for lead in ["", "- yes: ", "@when ", "-> ", "@example "] {
        let result = read(script("## start\nHi.\n\(lead)\(line)\n@end\n"))
        #expect(result.shown.utf8.count < 20_000_000)
      }
    }
  }

  @Test("Control characters and invisible ones are errors that say where")
  func invisible() {
    for (text, fixed) in [
      ("Hi\u{0}.", ""), ("Hi\u{200B}.", ""), ("Hi\u{A0}there.", " "), ("Hi\rthere.", "\n"),
    ] {
      let result = read(script("## start\n\(text)\n@end\n"))
      #expect(result.errors.first?.code == .controlCharacter, "\(result.shown)")
      #expect(result.errors.first?.fixes.first?.edits.first?.replacement == fixed)
    }
  }

  @Test("A byte order mark and line ends of other systems are no matter")
  func otherEditors() {
    let plain = read(script("## start\nHi.\n@end\n"))
    let bytes = [0xEF, 0xBB, 0xBF] + Array("# topic: A topic\r\n\r\n## start\r\nHi.\r\n@end\r\n".utf8)
    #expect(fingerprint(read(source(bytes))) == fingerprint(plain))
  }

  @Test("Random bytes, and random lines of the language, never crash and never make speech of a mark")
  func random() {
    var generator = Generator(seed: 3)
    let pieces = [
      "# ", "## ", "- ", "-> ", "@", "@when ", "@otherwise", "@or when ", "@once", "@or", "@intent x",
      "says: ", "not: ", "{",
      "}", "[", "]", "\"", ",", ":", "yes", "no", "anything as reason", "start", "told", "and", "or", "not ",
      "is known",
      "  ", "    ", "Hi.", "Hi?", "→", "“", "\t", "é", "日", "//", "unclear", "still unclear", "back",
      "and back", "ask again", " ",
    ].map { Array($0.utf8) }
    for round in 0..<400 {
      var bytes: [UInt8] = round % 2 == 0 ? Array("# topic: T\n\n## start\n".utf8) : []
      for _ in 0..<generator.below(60) {
        if round % 4 == 3 {
          bytes.append(UInt8(generator.below(256)))
        } else {
          bytes += pieces[generator.below(pieces.count)]
          if generator.below(3) == 0 { bytes.append(0x0A) }
        }
      }
      let source = source(bytes)
      let result = read(source)
      _ = result.shown
      _ = format(source.files[2])
      for step in result.program?.steps ?? [] { checkSpeech(step) }
    }
  }

  private func checkSpeech(_ step: Step) {
    for case .say(let line) in step.code {
      for case .text(let text) in line.pieces {
        for mark in ["->", "@", "#", "[", "*", "{", "}"] { #expect(!text.contains(mark)) }
      }
    }
  }

  @Test("A file that includes itself can't be: `@renamed` round in a circle ends")
  func circle() {
    let manifest = smallManifest + "\n@renamed topic.a -> topic.b\n@renamed topic.b -> topic.a\n"
    let result = read(script("## start\n@end\n", manifest: manifest))
    #expect(result.program == nil || result.program?.step(at: "topic.a") == nil)
  }

  @Test("Nothing at all, and a file of blank lines, are answered with what is missing")
  func empty() {
    #expect(read(ScriptSource(files: [])).program == nil)
    #expect(read(source([])).errors.map(\.code).contains(.heading))
    #expect(read(source(Array("\n\n\n".utf8))).errors.map(\.code).contains(.heading))
  }
}
