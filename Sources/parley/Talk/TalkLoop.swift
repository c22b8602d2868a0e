import ArgumentParser
import Dialogue
import LineEditor
import Transcripts

/// One session at a terminal or a pipe: turns in, the coach's words out, every record on its way to disk first.
struct TalkLoop {
  let console: Console
  let source: TurnSource
  var session: Session
  var keeping: Keeping
  /// Nil unless scripts are watched.
  var watching: Watching?
  private var clock = Clock()
  private var lastHeard: Session.Turn?
  private var lastProblem: RecordingProblem.Cause?
  /// Whether it was said that nothing is kept for next time; once is enough.
  private var hasToldWhatIsNotKept = false
  private var interrupts = 0
  private var isLeaving = false

  init(console: Console, source: TurnSource, session: Session, keeping: Keeping) {
    self.console = console
    self.source = source
    self.session = session
    self.keeping = keeping
  }

  /// Talk until the conversation ends or the person leaves.
  ///
  /// - Parameter shown: how many of the opening's records are shown, counted from the last; nil for all of them.
  mutating func run(opening: [Record], shown: Int? = nil) throws {
    deliver(opening, shown: shown)
    while !session.hasEnded, !isLeaving {
      take(source.next())
      reloadIfChanged()
    }
    if !session.hasEnded { leave() }
    if keeping.left != nil { tell(keeping.leave(session)) }
    if let problem = keeping.settle() { tell(problem) }
  }

  private mutating func take(_ input: Input) {
    for warning in source.takeWarnings() { aside(warning) }
    if input != .interrupt { interrupts = 0 }
    switch input {
    case .line(let text): take(text)
    case .repaired(let text, let repair):
      aside(Self.words(for: repair))
      take(text)
    case .interrupt: interrupted()
    case .woken: break
    case .endOfInput: isLeaving = true
    case .failed:
      aside("I can't read what you type any more, so I have to stop here.")
      isLeaving = true
    }
  }

  private static func words(for repair: Repair) -> String {
    var words: [String] = []
    if let place = repair.firstInvalidByte {
      words.append("Some of that line was not readable text (from byte \(place + 1) on); I kept the rest.")
    }
    if repair.droppedBytes > 0 {
      words.append(
        "That line was longer than I can take; the last \(repair.droppedBytes) bytes are left out.")
    }
    return words.joined(separator: " ")
  }

  /// Ctrl-C once is a breath; twice is goodbye.
  private mutating func interrupted() {
    interrupts += 1
    if interrupts >= 2 {
      isLeaving = true
    } else {
      aside("No hurry. Go on whenever you like, or press Ctrl-C again to leave.")
    }
  }

  private mutating func take(_ text: String) {
    if let command = SlashCommand(text) { return obey(command) }
    guard let turn = session.hear(text, after: clock.lap()) else { return }
    lastHeard = turn
    save([turn.record])
    deliver(session.answer(turn))
  }

  private mutating func obey(_ command: SlashCommand) {
    switch command {
    case .help: show(SlashCommand.overview(of: session.program))
    case .undo(let turns): undo(turns)
    case .why:
      show([lastHeard.map { HeardWords.words(for: $0, in: session) } ?? "You have not said anything yet."])
    case .summary(let file): summarise(file)
    case .country(let country): choose(country)
    case .offRecord: goOffRecord()
    case .onRecord: goOnRecord()
    case .forget: forget()
    case .file: show([whereKept])
    case .quit: isLeaving = true
    case .exit: exitQuickly()
    case .unknown(let line):
      show(["I don't know \(line). /help lists what there is. To say it to me, put a space before it."])
    }
  }

  private mutating func undo(_ turns: Int) {
    guard let records = session.undo(turns: turns, after: clock.lap()) else {
      return show([
        turns == 1 ? "There is nothing to take back yet." : "There are not \(turns) answers to take back."
      ])
    }
    deliver(records)
  }

  private mutating func choose(_ country: String?) {
    let known = session.program.helplines.countries
    if known.isEmpty { return show(["There are no helplines in these scripts, so I need no country."]) }
    guard let country, known.contains(country) else {
      return show(["I have numbers for \(known.joined(separator: ", ")). Type one of them after /country."])
    }
    deliver(session.setCountry(country, after: clock.lap()))
  }

  /// Read back what was told. With a file it is written there instead, and only the question that waits is shown.
  private mutating func summarise(_ file: String?) {
    let waiting = session.step
    guard let records = session.summarise(after: clock.lap()) else {
      return show(["There is no summary in these scripts."])
    }
    guard let file else { return deliver(records) }
    let summary = SummaryFile(records, waitingAt: waiting, at: Clock.moment.stamp)
    let outcome = summary.write(to: file)
    deliver(records, shown: 0)
    show([outcome] + summary.question)
  }

  private var whereKept: String {
    guard let path = keeping.recorder?.path else { return "Nothing is being kept." }
    if keeping.left != nil {
      return "We are off the record: what is said now is kept nowhere. What came before is in \(path)."
    }
    if keeping.hasStoppedRedacting { return "What could be kept in other words is in \(path)." }
    return keeping.isRedacting
      ? "This conversation is kept in \(path), with your words replaced."
      : "This conversation is kept in \(path)."
  }

  private mutating func goOffRecord() {
    guard let recorder = keeping.recorder else { return show(["Nothing is being kept."]) }
    guard keeping.left == nil else { return show([whereKept]) }
    keeping.goOffRecord(session)
    source.keepHistory(false)
    show([
      "We are off the record. What is said from here on stays in memory only and is gone when we end.",
      "What we said before is in \(recorder.path). \"/on the record\" goes back to that point and keeps it again.",
    ])
  }

  /// The kept conversation goes on where it was left. What guards the person can't be unsaid, nor written down.
  private mutating func goOnRecord() {
    guard keeping.recorder != nil else {
      return show([
        "Nothing of this session is kept. To keep one, start \"parley talk\" without --off-record."
      ])
    }
    guard let left = keeping.left else { return show(["We are on the record. \(whereKept)"]) }
    guard let records = session.comeBack(to: left, at: Clock.moment.stamp) else {
      return show([
        "You told me something off the record that I keep you safe by. Writing that down would tell what you said, "
          + "so we stay off the record to the end of this session."
      ])
    }
    keeping.goOnRecord()
    source.keepHistory(keeping.allowsHistory)
    lastHeard = nil
    show(["We are on the record again, where we were before. What was said in between is not kept."])
    deliver(records)
  }

  private mutating func forget() {
    guard let path = keeping.recorder?.path else { return show(["Nothing is being kept."]) }
    source.keepHistory(false)
    source.clearHistory()
    if let problem = keeping.forget() {
      show(["I could not delete \(path): \(problem.reason). You can delete that file yourself."])
    } else {
      show(["It is deleted, and the lines you typed with it. We can go on; nothing is kept from here on."])
    }
  }

  /// Clears the screen and what scrolled off it, then leaves without a word.
  private mutating func exitQuickly() {
    tell(keeping.leave(session))
    if console.outputIsTerminal { _ = console.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
    isLeaving = true
    hasSaidGoodbye = true
  }

  private var hasSaidGoodbye = false

  private mutating func leave() {
    guard !hasSaidGoodbye else { return }
    tell(keeping.leave(session))
    guard console.inputIsTerminal else { return }
    let kept = keeping.recorder.map { " What we kept is in \($0.path)." } ?? ""
    show(["Take care of yourself.\(kept) Type \"parley\" to come back."])
  }

  /// Save the records of a turn, and only then show them.
  mutating func deliver(_ records: [Record], shown: Int? = nil) {
    save(records)
    var paragraphs: [String] = []
    for record in records.suffix(shown ?? records.count) {
      switch record.kind {
      case .coach(let words, _): paragraphs.append(words)
      case .pause(let seconds):
        show(paragraphs)
        paragraphs = []
        wait(seconds)
      default: break
      }
    }
    show(paragraphs)
    tellWhatIsNotKept(records)
    if let problem = keeping.settle() { tell(problem) }
  }

  /// Only where a person watches; in a pipe nothing waits.
  private func wait(_ seconds: Int) {
    guard console.editsLines else { return }
    Pause.wait(seconds: seconds)
  }

  private mutating func save(_ records: [Record]) {
    if watching != nil { for record in records { watching?.lines += RecordWriter.line(record) } }
    let wasRedacting = !keeping.hasStoppedRedacting
    tell(keeping.save(records))
    if wasRedacting, keeping.hasStoppedRedacting {
      aside(
        "I found no other words that lead the way yours just did, so the rest of this conversation is not kept."
      )
    }
  }

  /// The scripts may say that something is kept for next time. Where nothing is written it is not, and that is told.
  private mutating func tellWhatIsNotKept(_ records: [Record]) {
    guard !hasToldWhatIsNotKept, !keeping.isKeeping || keeping.isRedacting else { return }
    hasToldWhatIsNotKept = records.contains { if case .remember = $0.kind { true } else { false } }
    if hasToldWhatIsNotKept { aside("As we are off the record, nothing of this is there next time.") }
  }

  /// Tell a recording problem once, and that it is over once it is.
  private mutating func tell(_ problem: RecordingProblem?) {
    defer { lastProblem = problem?.cause }
    if let problem, problem.cause != lastProblem {
      aside(problem.words)
    } else if problem == nil, lastProblem != nil {
      aside("Saving works again; nothing was lost.")
    }
  }

  private mutating func show(_ paragraphs: [String]) {
    if case .written = console.say(paragraphs) { return }
    // Nobody reads any more.
    isLeaving = true
  }

  /// Something about the program, not from the coach: to the error output, so that a pipe holds only the coach.
  func aside(_ words: String) {
    ErrorOutput.say(words)
  }
}
