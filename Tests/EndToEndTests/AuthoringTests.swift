import FoundationEssentials
import PseudoTerminal
import Testing

@Suite("Checking, drawing and taking back on the command line")
struct AuthoringTests {
  private func tea(_ folder: Folder, broken: Bool = false) throws {
    _ = try Program.run(["new", "\(folder.path)/tea"], folder: folder)
    guard broken else { return }
    let hello = try folder.read("tea/hello.parley")
    _ = try folder.write("tea/hello.parley", hello.replacing("-> farewell\n", with: "-> farewel\n"))
  }

  @Test("check --json gives file, span, code, message and fixes, and the fix mends it")
  func json() throws {
    let folder = try Folder()
    try tea(folder, broken: true)
    let outcome = try Program.run(["check", "--json", "\(folder.path)/tea"], folder: folder)
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.last == #"{"errors":1,"warnings":0,"promises_not_kept":0}"#)
    let problem = try #require(lines.first)
    for part in [
      #""file":"hello.parley""#, #""line":18"#, #""column":4"#, #""severity":"error""#,
      #""code":"unknown-place""#, #""hint":"did you mean `farewell`?""#, #""replacement":"farewell""#,
    ] { #expect(problem.contains(part), "\(part) is not in \(problem)") }
    let bytes = Array(try folder.read("tea/hello.parley").utf8)
    let start = try #require(Self.number("start", in: problem))
    let end = try #require(Self.number("end", in: problem))
    #expect(String(decoding: bytes[start..<end], as: UTF8.self) == "farewel")
    let mended = try Program.run(["check", "--fix", "\(folder.path)/tea"], folder: folder)
    #expect(mended.status == 0, "\(mended.output)")
    let whole = try Program.run(["check", "--json", "\(folder.path)/tea"], folder: folder)
    #expect(
      whole.output.contains(#"{"promise":"Nobody is stuck","place":"tea.parley:14:1","verdict":"kept"}"#))
  }

  private static func number(_ key: String, in line: String) -> Int? {
    line.split(separator: "\"\(key)\":").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  @Test("check --translation holds a folder against the original")
  func translation() throws {
    let folder = try Folder()
    try tea(folder)
    _ = try Program.run(["new", "\(folder.path)/tee"], folder: folder)
    try FileManager.default.removeItem(atPath: "\(folder.path)/tee/tee.parley")
    _ = try folder.write("tee/tea.parley", try folder.read("tea/tea.parley"))
    let hello = try folder.read("tee/hello.parley")
    _ = try folder.write("tee/hello.parley", hello.replacing("Take care.", with: "Mach's gut."))
    let same = ["check", "\(folder.path)/tea", "--translation", "\(folder.path)/tee"]
    let kept = try Program.run(same, folder: folder)
    #expect(kept.status == 0, "\(kept.output)")
    _ = try folder.write(
      "tee/hello.parley", hello.replacing("  I'm glad.\n", with: "  I'm glad.\n  -> start\n"))
    let other = try Program.run(same, folder: folder)
    #expect(other.status == 1)
    #expect(other.output.contains("error[translation]"), "\(other.output)")
  }

  @Test("graph draws three ways, and marks a transcript's path in a page that needs nothing else")
  func graph() throws {
    let folder = try Folder()
    try tea(folder)
    let talked = try Program.run(
      ["talk", "--scripts", "\(folder.path)/tea", "--transcripts", "\(folder.path)/t"],
      input: Array("fine\n".utf8), folder: folder)
    #expect(talked.status == 0)
    let transcript = try #require(try folder.transcripts().first)
    let page = try Program.run(["graph", "\(folder.path)/tea", "--path", transcript], folder: folder).output
    #expect(page.contains(#"walk(["hello.start","hello.farewell"]);"#))
    for part in ["id=\"search\"", "id=\"closer\"", "id=\"transcript\"", "onwheel", "onclick"] {
      #expect(page.contains(part), "\(part)")
    }
    let rest = page.replacing("http://www.w3.org/2000/svg", with: "")
    for part in ["http:", "https:", "src=", "<link", "import(", "fetch(", "@import", "url("] {
      #expect(!rest.contains(part), "\(part)")
    }
    let dot = try Program.run(["graph", "\(folder.path)/tea", "--format", "dot"], folder: folder).output
    #expect(dot.hasPrefix("digraph") && dot.contains("\"hello.start\" -> \"hello.farewell\""))
    let mermaid = try Program.run(["graph", "\(folder.path)/tea", "--format", "mermaid"], folder: folder)
    #expect(mermaid.output.hasPrefix("flowchart LR"))
    let wrong = try Program.run(
      ["graph", "\(folder.path)/tea", "--format", "dot", "--path", transcript], folder: folder)
    #expect(wrong.status == 64)
  }

  @Test("/undo takes back one turn, or goes back to any earlier question, and what was set since is unset")
  func undo() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(atPath: "\(folder.path)/s", withIntermediateDirectories: true)
    _ = try folder.write(
      "s/s.parley",
      """
      # s: S
      @start t
      @held fact fire: yes or no
      @fact size: small or large
      @unclear
        You could say {choices}.
      @still unclear
        We leave that.

      """)
    _ = try folder.write(
      "s/t.parley",
      """
      # t: T

      ## start
      Small or large?
      - small
        @set size to small
      - large
        @set size to large
      -> burning

      ## burning
      Is it burning?
      - yes
        @set fire
      - no
      -> hot

      ## hot
      @when size is small
        Small.
      @or when size is large
        Large.
      @when fire
        It burns.
      Is it hot?
      - yes
      - no
      -> over

      ## over
      @end

      """)
    func talk(_ lines: [String]) throws -> String {
      try Program.run(
        ["talk", "--off-record", "--scripts", "\(folder.path)/s"],
        input: Array((lines.joined(separator: "\n") + "\n").utf8), folder: folder
      ).output
    }
    let one = try talk(["small", "/undo", "large", "no"])
    #expect(one.contains("Large.") && !one.contains("Small."), "\(one)")
    let far = try talk(["small", "yes", "/undo 2", "large", "no"])
    #expect(far.components("Small or large?") == 2, "\(far)")
    // What is held is not taken back.
    #expect(far.contains("Large.\n\nIt burns."), "\(far)")
    let none = try talk(["/undo"])
    #expect(none.contains("nothing to take back"))
    let few = try talk(["small", "/undo 5"])
    #expect(few.contains("not 5 answers"))
  }

  @Test("in a folder of scripts those are meant, and a script without helplines or a summary is offered none")
  func plainScript() throws {
    let folder = try Folder()
    _ = try Program.run(["new", "\(folder.path)/tea"], folder: folder)
    let parley = try Program.path()
    func inside(_ words: String, input: String = "") throws -> Outcome {
      try Program.run(
        ["-c", "cd '\(folder.path)/tea' && '\(parley)' \(words)"], input: Array(input.utf8), folder: folder,
        program: "/bin/sh")
    }
    let checked = try inside("check")
    #expect(
      checked.status == 0 && checked.output.contains("0 promises not kept in this folder."),
      "\(checked.output)")
    let talk = try inside("talk --off-record --plain", input: "/help\n/country IE\n/summary\nbye\n").output
    #expect(!talk.contains("help now") && !talk.contains("/country UK") && !talk.contains("/summary reads"))
    #expect(talk.contains("There are no helplines in these scripts"))
    #expect(talk.contains("There is no summary in these scripts.") && talk.contains("Take care."))
    let named = try Program.run(["talk", "\(folder.path)/tea"], folder: folder)
    #expect(named.status != 0 && named.errors.contains("say --scripts before it"))
    let misspelt = try Program.run(["chek", "tea"], folder: folder)
    #expect(misspelt.status != 0 && misspelt.errors.contains("no command \"chek\""), "\(misspelt.errors)")
  }

  @Test("a broken promise is told with its line, the way there and what is wrong there")
  func brokenPromise() throws {
    let folder = try Folder()
    _ = try Program.run(["new", "\(folder.path)/tea"], folder: folder)
    let manifest = try folder.read("tea/tea.parley") + "@promise No farewell: never hello.farewell\n"
    _ = try folder.write("tea/tea.parley", manifest)
    let told = try Program.run(["check", "\(folder.path)/tea"], folder: folder)
    #expect(told.status != 0)
    for part in [
      "Broken promise: No farewell (tea.parley:15:1). 1 turn from the start breaks it:",
      "at hello.start: ", "This comes to hello.farewell.", "1 promise not kept",
    ] { #expect(told.output.contains(part), "\(told.output)") }
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(_ text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
