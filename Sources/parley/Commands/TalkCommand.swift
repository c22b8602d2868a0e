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

  @Flag(help: "Keep this conversation with your words replaced by others that lead the same way.")
  var redact = false

  @Flag(
    help:
      "Keep this conversation encrypted. The passphrase is asked for, and the age program knows the format.")
  var passphrase = false

  @OptionGroup var secret: PassphraseOptions

  @Option(help: .hidden)
  var passphraseWork = Age.workFactor

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
    if let file, !resume {
      throw ValidationError(
        ScriptLocation.hasScripts(file)
          ? "To talk with the scripts in \(file), say --scripts before it."
          : "There is no command \"\(file)\"; \"parley --help\" lists them. To go on with a conversation, say --resume before its file."
      )
    }
    if resume && offRecord {
      throw ValidationError("--resume goes on in a transcript, and --off-record keeps none.")
    }
    if resume && redact {
      throw ValidationError(
        "--redact is said when a conversation begins. For one that is kept already there is \"parley redact\"."
      )
    }
    if offRecord && (redact || isSealed) {
      throw ValidationError("--off-record keeps nothing, so there is nothing to replace or to encrypt.")
    }
    if watch && (redact || isSealed) {
      throw ValidationError(
        "--watch is for trying scripts out, and begins a new transcript where they lead elsewhere. It does not go with "
          + "--redact or a passphrase.")
    }
    if !(1...Age.workFactor).contains(passphraseWork) {
      throw ValidationError("--passphrase-work takes a number from 1 to \(Age.workFactor).")
    }
  }

  private var isSealed: Bool { passphrase || secret.passphraseFd != nil }

  func run() throws {
    let (program, folder) = try script.load()
    let replayer = Replayer(program: program, digest: folder.digest)
    let places = Places(transcripts: transcripts)
    if resume {
      try Resuming(replayer: replayer, places: places, secret: secret).goOn(from: file, talk: talk)
    } else {
      try begin(replayer, places)
    }
  }

  private func begin(_ replayer: Replayer, _ places: Places) throws {
    let program = replayer.program
    let country = try checkedCountry(in: program)
    let words = isSealed ? try NewPassphrase(secret: secret, folder: places.transcripts).words() : nil
    let remembered = RememberedFacts.last(in: places.transcripts, script: program.name, passphrase: words)
    let header = Header(
      script: program.name, digest: replayer.digest, seed: seed ?? Clock.seed, at: Clock.moment.stamp,
      country: country, facts: remembered)
    let seal = try words.map { try Resuming.seal($0, workFactor: passphraseWork) }
    let recorder = offRecord ? nil : Resuming.begin(in: places.transcripts, script: program.name, seal: seal)
    var session = Session(program: program)
    let opening = session.begin(header)
    let keeping = Keeping(recorder, redaction: redact ? LiveRedaction(replayer) : nil)
    try talk(session, keeping, opening, opening.count, [])
  }

  private func talk(
    _ session: Session, _ keeping: Keeping, _ opening: [Record], _ shown: Int, _ before: [UInt8]
  ) throws {
    let console = Console(plain: plain)
    if console.editsLines {
      let screen = FirstScreen.paragraphs(
        of: session.program, keeping: keeping, country: session.conversation.state.country)
      _ = console.say(screen, style: .faint)
    }
    let history = Places(transcripts: transcripts).history
    let scripts = watch ? ScriptWatch(script.path) : nil
    let source = TurnSource.choose(
      for: console, historyFile: history, keepsHistory: keeping.allowsHistory,
      wakes: scripts.map { scripts in { scripts.hasChanged() } })
    var loop = TalkLoop(console: console, source: source, session: session, keeping: keeping)
    if let scripts { loop.watching = TalkLoop.Watching(scripts: scripts, lines: before) }
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
}
