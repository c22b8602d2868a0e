import CLibedit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns typed at a terminal, edited with libedit. Used from one thread.
///
/// The terminal is in its editing modes only while `readTurn` waits. At any other time, and after any signal that
/// ends the program, it is as it was found. Ctrl-C between turns is the next turn's `.interrupt`.
public final class LineEditor {
  /// Which keys edit the line.
  public enum Keys: Sendable {
    /// What `~/.editrc` says (`bind -v` for vi), emacs where it says nothing.
    case asConfigured
    case emacs
    case vi
  }

  public struct Options: Sendable {
    /// Shown before the line. ASCII only: wide characters here have crashed programs.
    public var prompt = "> "
    /// Where lines are remembered across sessions; nil to remember them in this one alone.
    public var historyFile: String?
    public var keys = Keys.asConfigured
    /// The commands that TAB completes, each with its slash.
    public var commands: [String] = []
    /// The longest turn taken whole, in bytes.
    public var lineLimit = defaultLineLimit
    public var input: Int32 = 0
    public var output: Int32 = 1
    public var error: Int32 = 2

    public init() {}
  }

  public enum Failure: Error, Equatable, Sendable {
    /// Input or output is not a terminal: `PlainInput` reads those.
    case notATerminal
    /// libedit or the system would not set it up, with this `errno`.
    case unavailable(Int32)
  }

  /// Whether turns are put in the history from here on, in memory or on disk.
  public var recordsHistory = true

  /// Asked a few times a second while an empty line waits; when it says true, the turn is `.woken`.
  public var wakes: (() -> Bool)? {
    get { keys.wakes }
    set { keys.wakes = newValue }
  }

  private var warnings: [Warning] = []
  private var toldProblem = false

  let options: Options
  let editor: OpaquePointer
  let keys: KeySource
  /// What is to be inserted when libedit next asks, as UTF-32.
  var delivery: [UInt32] = []
  /// Why the line being read ends before Enter; nil while it doesn't.
  var ending: Ending?
  /// How often libedit has been told of the ending or the delivery without acting on it.
  var unanswered = 0
  /// The line as it last was, when it is longer than libedit can put away and bring back.
  var longLine: [UInt32] = []

  let signals: SignalWatch
  private let lines: OpaquePointer
  private let history: HistoryFile?
  private let streams: [UnsafeMutablePointer<FILE>]
  let promptText: UnsafeMutablePointer<CChar>

  /// What may come from outside while a line is edited and must find the terminal's modes in order.
  static let signalsOfATurn = [SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

  /// Why a line ended without Enter.
  enum Ending: Equatable {
    case interrupt
    case endOfInput
    case woken
    case failed(Int32)
    /// A signal that is passed on once the terminal is itself again.
    case signal(Int32)
  }

  public init(_ options: Options) throws(Failure) {
    guard isatty(options.input) == 1, isatty(options.output) == 1 else { throw .notATerminal }
    let hasUTF8 = TextLocale.useUTF8()
    streams = try Self.openStreams(options)
    guard
      let editor = el_init_fd(
        "parley", streams[0], streams[1], streams[2], options.input, options.output, options.error)
    else {
      for stream in streams { fclose(stream) }
      throw .unavailable(ENOMEM)
    }
    guard let lines = cle_make_history(editor, Int32(HistoryFile.mostTurns)) else {
      el_end(editor)
      for stream in streams { fclose(stream) }
      throw .unavailable(ENOMEM)
    }
    self.options = options
    self.editor = editor
    self.lines = lines
    history = options.historyFile.map(HistoryFile.init)
    signals = SignalWatch()
    keys = KeySource(descriptor: options.input, signals: signals, limit: options.lineLimit)
    promptText = Self.ascii(options.prompt)
    if !hasUTF8 { warnings.append(.noUTF8Locale) }
    signals.watch([SIGINT])
    configure()
    loadHistory()
  }

  deinit {
    el_end(editor)
    history_wend(lines)
    for stream in streams { fclose(stream) }
    promptText.deallocate()
  }

  // MARK: Turns

  /// Waits for a turn. Never fails: what goes wrong is a value.
  public func readTurn() -> Input {
    ending = nil
    delivery = []
    unanswered = 0
    longLine = []
    signals.watch(Self.signalsOfATurn)
    // Before the prompt is shown, because libedit does it after: a key pressed in between would be echoed twice.
    cle_set_editing(editor, 1)
    keys.beginTurn()
    setPasteMarking(true)
    var count: Int32 = 0
    let text = cle_read_line(editor, &count)
    setPasteMarking(false)
    let typed = count > 0 ? Self.string(text, Int(count)) : ""
    if case .signal = ending { show("\n") }
    signals.unwatch(Self.signalsOfATurn)
    return finish(typed, reachedEnd: count <= 0)
  }

  private func finish(_ typed: String, reachedEnd: Bool) -> Input {
    switch ending {
    case .interrupt: return .interrupt
    case .failed(let reason): return .failed(reason)
    case .signal(let number):
      // Swift's own handler would take this one for a crash and print pages about it.
      if number == SIGQUIT { signal(SIGQUIT, SIG_DFL) }
      kill(getpid(), number)
      return .endOfInput
    case .endOfInput: return .endOfInput
    case .woken: return .woken
    case nil: if reachedEnd { return .endOfInput }
    }
    var text = typed[...]
    while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    let turn = Input(cut(String(text)), keys.repair)
    remember(String(text))
    return turn
  }

  /// `text` no longer than a turn may be; what is left out is counted.
  private func cut(_ text: String) -> String {
    guard text.utf8.count > options.lineLimit else { return text }
    var kept = String.UnicodeScalarView()
    var size = 0
    for scalar in text.unicodeScalars {
      size += UTF8.width(scalar)
      if size > options.lineLimit { break }
      kept.append(scalar)
    }
    let shorter = String(kept)
    keys.drop(text.utf8.count - shorter.utf8.count)
    return shorter
  }

  // MARK: History and warnings

  /// What went wrong since this was last asked and matters to nothing but comfort.
  public func takeWarnings() -> [Warning] {
    defer { warnings = [] }
    return warnings
  }

  /// Forgets every line, of this session and of earlier ones.
  public func clearHistory() {
    cle_forget_all(lines)
    if let problem = history?.clear() { warnings.append(.history(problem)) }
  }

  private func loadHistory() {
    switch history?.load() {
    case .success(let turns): for turn in turns { cle_remember(lines, Self.utf32(turn)) }
    case .failure(let problem): warnings.append(.history(problem))
    case nil: break
    }
  }

  private func remember(_ turn: String) {
    guard recordsHistory, turn.utf8.count <= HistoryFile.longestTurn else { return }
    guard turn.contains(where: { !$0.isWhitespace }) else { return }
    cle_remember(lines, Self.utf32(turn))
    // The same trouble is not told at every turn.
    if let problem = history?.append(turn), !toldProblem {
      toldProblem = true
      warnings.append(.history(problem))
    }
  }

  // MARK: Setting up

  private func configure() {
    cle_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    cle_leave_signals_alone(editor)
    cle_set_prompt(editor) { editor in LineEditor.of(editor).promptText }
    cle_set_reader(editor) { editor, character in LineEditor.of(editor).readCharacter(into: character) }
    cle_add_deliver(editor) { editor, _ in LineEditor.of(editor).deliver() }
    cle_add_erase(editor) { editor, _ in LineEditor.of(editor).erase() }
    cle_add_complete(editor) { editor, _ in LineEditor.of(editor).complete() }
    switch options.keys {
    case .asConfigured:
      _ = cle_use_emacs_keys(editor)
      cle_bind_search(editor)
      el_source(editor, nil)
    case .emacs:
      _ = cle_use_emacs_keys(editor)
      cle_bind_search(editor)
    case .vi: _ = cle_use_vi_keys(editor)
    }
    // After the person's own settings, because choosing vi or emacs there sets every key anew.
    cle_take_keys_as_they_are(editor)
    cle_bind_deliver(editor)
    cle_bind_erase(editor)
    if !options.commands.isEmpty { cle_bind_complete(editor) }
  }

  static func of(_ editor: OpaquePointer?) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(cle_owner(editor)).takeUnretainedValue()
  }

  /// Streams of our own over the caller's descriptors, so that closing them closes nothing of the caller's.
  private static func openStreams(_ options: Options) throws(Failure) -> [UnsafeMutablePointer<FILE>] {
    var streams: [UnsafeMutablePointer<FILE>] = []
    for (descriptor, mode) in [(options.input, "r"), (options.output, "w"), (options.error, "w")] {
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
      guard copy >= 0, let stream = fdopen(copy, mode) else {
        let reason = errno
        for stream in streams { fclose(stream) }
        throw .unavailable(reason)
      }
      streams.append(stream)
    }
    return streams
  }

  /// A C string of `prompt` without anything that isn't printable ASCII.
  private static func ascii(_ prompt: String) -> UnsafeMutablePointer<CChar> {
    let printable = prompt.utf8.filter { $0 >= 0x20 && $0 < 0x7F }
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: printable.count + 1)
    for (index, byte) in printable.enumerated() { text[index] = CChar(bitPattern: byte) }
    text[printable.count] = 0
    return text
  }

  // MARK: Showing

  /// Whether the terminal understands more than text.
  var takesCommands: Bool {
    guard let name = getenv("TERM") else { return false }
    return strcmp(name, "dumb") != 0 && strcmp(name, "") != 0
  }

  /// Writes straight to the terminal, after all that libedit has written.
  func show(_ text: String) {
    fflush(streams[1])
    _ = writeAll(text.utf8, to: options.output)
  }

  /// Has the terminal mark where a pasted block begins and ends, or no longer do so.
  func setPasteMarking(_ isOn: Bool) {
    if takesCommands { show(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
  }

  // MARK: Text

  /// UTF-32 that ends in 0, as libedit wants it. A NUL inside would end it early, so none is let in.
  static func utf32(_ text: String) -> [UInt32] {
    text.unicodeScalars.lazy.map(\.value).filter { $0 != 0 } + [0]
  }

  static func string(_ text: UnsafePointer<UInt32>?, _ count: Int) -> String {
    var out = String.UnicodeScalarView()
    for value in UnsafeBufferPointer(start: text, count: text == nil ? 0 : count) {
      out.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(out)
  }
}
