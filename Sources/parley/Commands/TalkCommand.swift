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

  @Flag(help: "For writers: read the scripts again whenever one is saved, and go on at the same place.")
  var watch = false

  @Flag(help: "Go on with a conversation that was left: the last one, or the transcript named.")
  var resume = false

  @Argument(help: "With --resume: the transcript to go on with.")
  var file: String?

  func validate() throws {
    if file != nil && !resume {
      throw ValidationError("To go on with \(file ?? ""), say --resume before it.")
    }
    if resume && offRecord {
      throw ValidationError("--resume goes on in a transcript, and --off-record keeps none.")
    }
  }

  func run() throws {
    let (program, folder) = try script.load()
    let places = Places(transcripts: transcripts)
    if resume {
      try goOn(Replayer(program: program, digest: folder.digest), places)
    } else {
      try begin(program, folder, places)
    }
  }

  private func begin(_ program: Program, _ folder: ScriptFolder, _ places: Places) throws {
    let country = try checkedCountry(in: program)
    let header = Header(
      script: program.name, digest: folder.digest, seed: seed ?? Clock.seed, at: Clock.moment.stamp,
      country: country, facts: RememberedFacts.last(in: places.transcripts, script: program.name))
    let recorder = offRecord ? nil : begin(in: places.transcripts, script: program.name)
    var session = Session(program: program)
    let opening = session.begin(header)
    try talk(session, recorder, places, opening: opening, country: country)
  }

  /// Go on where a conversation was left; in a new transcript when the scripts have changed since.
  private func goOn(_ replayer: Replayer, _ places: Places) throws {
    let path = try file ?? lastSession(in: places.transcripts)
    let transcript = try TranscriptReading.transcript(at: path)
    let plan: ResumePlan
    do throws(TranscriptProblem) {
      plan = try replayer.resume(transcript, path: path, at: Clock.moment.stamp)
    } catch {
      throw TranscriptReading.complaint(error)
    }
    let recorder: Recorder
    switch plan.way {
    case .ended:
      throw Complaint("That conversation came to its end. Begin a new one with \"parley\".", Failure.usage)
    case .sameFile:
      do throws(RecordingProblem) {
        recorder = try Recorder.open(path).recorder
      } catch {
        throw Complaint(error.words, Failure.io)
      }
    case .newFile: recorder = begin(in: places.transcripts, script: replayer.program.name)
    }
    if let words = plan.words { ErrorOutput.say(words) }
    let country = plan.session.conversation.state.country
    try talk(
      plan.session, recorder, places, opening: plan.records, shown: plan.shown, country: country,
      before: plan.way == .sameFile ? transcript.bytes : [])
  }

  private func lastSession(in folder: String) throws -> String {
    guard let last = try? TranscriptFolder.sessions(in: folder).last else {
      throw Complaint("There is no conversation in \(folder) to go on with.", Failure.noInput)
    }
    return last
  }

  private func talk(
    _ session: Session, _ recorder: Recorder?, _ places: Places, opening: [Record], shown: Int? = nil,
    country: String?, before: [UInt8] = []
  ) throws {
    let console = Console(plain: plain)
    if console.editsLines {
      let screen = FirstScreen.paragraphs(
        title: session.program.title, transcript: recorder?.path, country: country)
      _ = console.say(screen, style: .faint)
    }
    let scripts = watch ? ScriptWatch(script.path) : nil
    let source = TurnSource.choose(
      for: console, historyFile: places.history, keepsHistory: !offRecord,
      wakes: scripts.map { scripts in { scripts.hasChanged() } })
    var loop = TalkLoop(console: console, source: source, session: session, recorder: recorder)
    if let scripts {
      let name = session.program.name
      loop.watching = TalkLoop.Watching(
        scripts: scripts,
        begin: recorder == nil ? nil : { begin(in: places.transcripts, script: name) }, lines: before)
    }
    try loop.run(opening: opening, shown: shown)
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
