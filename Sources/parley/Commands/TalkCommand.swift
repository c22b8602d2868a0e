import ArgumentParser
import Dialogue
import FoundationEssentials
import LineEditor
import Script
import Transcripts

struct TalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "talk",
    abstract: "Talk with the coach. One line in is one turn when input is not a terminal.")

  @OptionGroup var script: ScriptOptions

  @Option(help: ArgumentHelp("Where conversations are kept.", valueName: "dir"))
  var transcripts: String?

  @Flag(help: "Keep nothing of this conversation.")
  var offRecord = false

  @Option(help: "The number that decides between shuffled lines; any other time gives the same again.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Whose helplines to show: US, UK, IE, …", valueName: "xx"))
  var country: String?

  @Flag(help: "Only ever add text: no colour, no wrapping, no editing keys. For screen readers.")
  var plain = false

  func run() throws {
    let (program, folder) = try script.load()
    let country = try checkedCountry(in: program)
    let console = Console(plain: plain)
    let places = Places(transcripts: transcripts)
    let header = Header(
      script: program.name, digest: folder.digest, seed: seed ?? Clock.seed, at: Clock.moment.stamp,
      country: country, facts: RememberedFacts.last(in: places.transcripts, script: program.name))
    let recording = offRecord ? nil : begin(in: places.transcripts, script: program.name)
    if console.editsLines {
      _ = console.say(
        FirstScreen.paragraphs(title: program.title, transcript: recording?.path, country: country),
        style: .faint)
    }
    var session = Session(program: program)
    let opening = session.begin(header)
    let source = TurnSource.choose(for: console, historyFile: places.history, keepsHistory: !offRecord)
    var loop = TalkLoop(console: console, source: source, session: session, recorder: recording)
    try loop.run(opening: opening)
  }

  private func checkedCountry(in program: Program) throws -> String? {
    guard let country else { return nil }
    let code = SlashCommand.country(country)
    guard program.helplines.countries.contains(code) else {
      let known = program.helplines.countries.joined(separator: ", ")
      throw Complaint("I have no helplines for \"\(country)\". Those I have are \(known).", Failure.usage)
    }
    return code
  }

  private func begin(in folder: String, script: String) -> Recorder {
    let (recorder, problem) = Recorder.create(
      in: folder, name: TranscriptFolder.name(at: Clock.moment, script: script))
    if let problem { ErrorOutput.say(problem.words) }
    return recorder
  }
}
