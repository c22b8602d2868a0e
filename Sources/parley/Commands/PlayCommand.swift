import ArgumentParser
import LineEditor
import Transcripts

struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "A recorded conversation, played at reading speed.",
    discussion: """
      Enter goes on at once, Ctrl-C ends. Where nobody watches (a pipe), nothing waits.
      """)

  @Argument(help: "The transcript.")
  var file: String

  @Option(help: ArgumentHelp("How fast to read, in words a minute.", valueName: "n"))
  var wordsPerMinute = 200

  @Option(
    help: ArgumentHelp("The longest wait before something the person said, in seconds.", valueName: "n"))
  var longestPause = 3

  @Flag(help: "Wait for nothing.")
  var instant = false

  @Flag(help: "Only ever add text: no colour, no wrapping.")
  var plain = false

  @OptionGroup var secret: PassphraseOptions

  func validate() throws {
    guard (1...10_000).contains(wordsPerMinute) else {
      throw ValidationError("--words-per-minute takes a number from 1 to 10000.")
    }
    guard (0...3_600).contains(longestPause) else {
      throw ValidationError("--longest-pause takes a number of seconds from 0 to 3600.")
    }
  }

  func run() throws {
    let passphrase = try secret.passphrase(forAny: [file])
    let transcript = try TranscriptReading.transcript(at: file, passphrase: passphrase)
    let console = Console(plain: plain)
    var player = Player(
      console: console, waits: !instant && console.outputIsTerminal, wordsPerMinute: wordsPerMinute,
      longestPause: longestPause * 1_000)
    player.play(transcript)
  }
}

/// Shows what was said, one thing after another, each for as long as it takes to read.
private struct Player {
  let console: Console
  let waits: Bool
  let wordsPerMinute: Int
  /// Milliseconds.
  let longestPause: Int
  private let watch: Wait?
  private var isOver = false

  init(console: Console, waits: Bool, wordsPerMinute: Int, longestPause: Int) {
    self.console = console
    self.waits = waits
    watch = waits ? Wait() : nil
    self.wordsPerMinute = wordsPerMinute
    self.longestPause = longestPause
  }

  mutating func play(_ transcript: Transcript) {
    for record in transcript.records where !isOver { show(record) }
    if !isOver, transcript.torn > 0 { say("The last line of the file is cut short.", style: .faint) }
  }

  private mutating func show(_ record: Record) {
    switch record.kind {
    case .coach(let words, _):
      say(words)
      wait(milliseconds: Self.words(in: words) * 60_000 / wordsPerMinute)
    case .you(let words, let after, _):
      wait(milliseconds: min(longestPause, after.count * 100))
      say("> \(words)", style: .bold)
    case .pause(let seconds): wait(milliseconds: min(longestPause, seconds * 1_000))
    case .header, .remember, .forget, .quiet: break
    case .command, .resumed, .note, .end:
      if let words = record.aside { say("* \(words)", style: .faint) }
    }
  }

  private mutating func say(_ words: String, style: Console.Style = .ordinary) {
    guard !isOver else { return }
    // Nobody reads any more.
    if console.say([words], style: style) != .written { isOver = true }
  }

  private mutating func wait(milliseconds: Int) {
    guard waits, !isOver, milliseconds > 0 else { return }
    if watch?.wait(milliseconds: milliseconds) == .interrupted { isOver = true }
  }

  private static func words(in text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
}
