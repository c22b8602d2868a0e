import Dialogue
import FoundationEssentials
import Script
import Testing
import Transcripts

/// A coach of a few steps for tests that start the program often: it collects wishes, keeps them when asked, can be
/// interrupted, sums up, and shows the shipped helplines.
enum SmallCoach {
  static let files = [
    "house.parley": """
    # house: A small house
    @start talk
    @tags #crisis
    @helplines helplines.tsv
    @held fact guarded: yes or no

    @urgent
      - [danger]
        @set guarded
        -> safe and ask again

    @anytime
      - [bye] -> leave
      - summary: "my summary" -> recap and ask again

    @unclear
      You could say {choices}.
    @still unclear
      Never mind.

    @intent danger
      says: he hit me
      not: i hit the ball
      words: hit me
    @intent bye
      says: bye for now
      not: she said bye
      words: bye

    """,
    "talk.parley": """
    # talk: Talk
    @fact item: text
    @fact wishes: list up to 60

    ## start
    @when not wishes is empty
      Last time you wished for {wishes}.
      -> more
    Hello.
    -> more

    ## more
    @when wishes is full
      That is a great many.
      -> leave
    What do you wish for?
    - keep them: remember these
      @remember wishes
      They are kept for next time.
    - numbers: "help"
      @show helplines for suicide
    - anything as item
      @add item to wishes
      I heard "{item, reflected}".
    -> more

    """,
    "leave.parley": """
    # leave: Leaving
    ## start
    Bye, then.
    @end

    """,
    "recap.parley": """
    # recap: A summary
    ## start
    @when wishes is empty
      There is nothing to read back yet.
      -> back
    What you told me.

    You wished for these.
    @show wishes
    -> back

    """,
    "safe.parley": """
    # safe: Safe #crisis
    ## start
    I believe you.
    @show helplines for abuse
    Are you safe now?
    - yes
      Good.
    - no
      In danger, call {emergency}.
    - unclear
      Yes or no is enough.
    -> back

    """,
  ]

  /// Writes it into a folder, and gives its path.
  static func write(into folder: Folder) throws -> String {
    let path = "\(folder.path)/small"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { _ = try folder.write("small/\(name)", text) }
    let helplines = try Data(contentsOf: URL(filePath: "\(Program.scripts)/helplines.tsv"))
    try helplines.write(to: URL(filePath: "\(path)/helplines.tsv"))
    return path
  }
}

/// A folder with the small coach in it, and the program to talk with it.
struct Small {
  let folder: Folder
  let scripts: String

  init() throws {
    folder = try Folder()
    scripts = try SmallCoach.write(into: folder)
  }

  /// Where conversations are kept.
  var kept: String { "\(folder.path)/t" }

  func talk(_ lines: [String], _ options: [String] = []) throws -> Outcome {
    try run(
      ["talk", "--transcripts", kept, "--seed", "7"] + options, lines: lines)
  }

  func run(_ arguments: [String], lines: [String] = []) throws -> Outcome {
    let input = lines.map { $0 + "\n" }.joined()
    return try Program.run(
      arguments, input: Array(input.utf8), environment: ["PARLEY_SCRIPTS": scripts], folder: folder)
  }

  /// Every file kept, encrypted ones too, in the order of their names.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: kept).sorted().map { "\(kept)/\($0)" }
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// That a transcript goes as it was recorded.
  func replays(_ path: String, _ options: [String] = [], lines: [String] = []) throws -> Bool {
    let outcome = try run(["replay", path] + options, lines: lines)
    return outcome.status == 0 && outcome.output.contains("1 identical")
  }
}

/// Scripts in this process, for looking at what a program kept without starting another each time.
enum Scripts {
  /// The shipped coach.
  static let shipped = Result { try compiled(Program.scripts) }

  static func compiled(_ path: String) throws -> Replayer {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let files = names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.map { name in
      SourceFile(path: name, bytes: Array(FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()))
    }
    let program = try #require(compile(ScriptSource(files: files)).program)
    return Replayer(program: program, digest: ScriptDigest.of(files.map { ($0.path, $0.bytes) }))
  }

  /// That a transcript of the shipped coach goes as it was recorded.
  static func replays(_ path: String) throws -> Bool {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    return try shipped.get().verdicts(of: bytes, source: path).map(\.outcome) == [.identical]
  }
}
