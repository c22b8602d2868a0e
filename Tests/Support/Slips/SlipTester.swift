import Dialogue
import Intents
import Script

/// What a slip did to a script, and who said something about it.
package enum SlipOutcome: String, Sendable, CaseIterable {
  /// The program is the same.
  case harmless
  /// The checker says what it did not say of the whole script.
  case noticed
  /// An example of the script no longer goes as it is written.
  case example
  /// A recorded conversation goes otherwise.
  case recording
  case silent
}

/// Compiles scripts with slips in them, against what is said of the whole one. The listener is not taught again for
/// every slip: only the few that nothing is said about are tried with examples, and only those are that change no
/// word the listener knows.
package struct SlipTester: Sendable {
  package let source: ScriptSource
  /// The whole script's, with its listener when it was made with one.
  package let program: Program
  private let read: [ReadFile]
  /// What its listener is made of.
  private let definition: ListenerDefinition
  /// How often each thing is said of the whole script.
  private let before: [String: Int]
  /// Whether a changed program still does what was recorded; nil when nothing was.
  package var replays: (@Sendable (Program) -> Bool)?

  /// Nil for a script with errors.
  ///
  /// - Parameter listens: whether silent slips are tried with the script's examples.
  package init?(_ source: ScriptSource, listens: Bool = false) {
    let read = Script.read(source.files)
    let result = compile(source, read, listens: listens)
    guard let program = result.program else { return nil }
    self.source = source
    self.read = read
    self.program = program
    definition = result.definition
    before = Self.words(result.diagnostics)
  }

  private static func words(_ diagnostics: [Diagnostic]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for diagnostic in diagnostics { counts[diagnostic.code.rawValue + diagnostic.message, default: 0] += 1 }
    return counts
  }

  /// What becomes of a slip. `.example` and `.recording` are only found by a tester that listens.
  package func outcome(_ slip: Slip) -> SlipOutcome {
    let changed = slip.applied(to: source.files[slip.file])
    let again = ReadFile(changed, index: slip.file)
    guard !again.hasErrors else { return .noticed }
    var files = source.files
    var read = read
    files[slip.file] = changed
    read[slip.file] = again
    let result = compile(ScriptSource(files: files), read, listens: false)
    guard var other = result.program else { return .noticed }
    if Self.words(result.diagnostics).contains(where: { $0.value > before[$0.key, default: 0] }) {
      return .noticed
    }
    if isSame(other, result) { return .harmless }
    let intents = definition.intents.count
    guard intents > 0, program.listener.intents.count == intents, result.definition == definition else {
      return .silent
    }
    other.listener = program.listener
    if hasBrokenExample(other, result) { return .example }
    if let replays, !replays(other) { return .recording }
    return .silent
  }

  private func hasBrokenExample(_ program: Program, _ result: Compilation) -> Bool {
    var tried = result
    tried.program = program
    return !rehearseExamples(tried).isEmpty
  }

  private func isSame(_ other: Program, _ result: Compilation) -> Bool {
    program.steps == other.steps && program.facts == other.facts && program.tags == other.tags
      && program.topics == other.topics && program.variations == other.variations
      && program.urgent == other.urgent && program.anytime == other.anytime && program.closed == other.closed
      && program.examples == other.examples && program.promises == other.promises
      && Self.isHeardAlike(definition, result.definition)
      && program.start == other.start
      && program.title == other.title && program.helplines == other.helplines
      && program.renames.elementsEqual(other.renames, by: ==)
  }

  /// What the listener makes of words to begin with: capitals and punctuation are nothing to it.
  private static func heard(_ text: String) -> [UInt8] {
    var kept: [UInt8] = []
    for byte in text.lowercased().utf8 where ![0x27, 0x2E, 0x2C, 0x3F, 0x21].contains(byte) {
      if byte != 0x20 || kept.last != 0x20 { kept.append(byte) }
    }
    return kept
  }

  /// Whether all that a listener is made of sounds the same. Most of it is the very same, and there may be tens of
  /// thousands of lines, so only what differs is turned into what is heard.
  private static func isHeardAlike(_ one: ListenerDefinition, _ other: ListenerDefinition) -> Bool {
    let intents = one.intents.elementsEqual(other.intents) { one, other in
      one == other
        || one.name == other.name && isHeardAlike(one.says, other.says)
          && isHeardAlike(one.heard, other.heard)
          && isHeardAlike(one.not, other.not) && isHeardAlike(one.words, other.words)
    }
    let phrases = one.phrases.elementsEqual(other.phrases) {
      $0 == $1 || $0.isWholeMessage == $1.isWholeMessage && heard($0.words) == heard($1.words)
    }
    let alike = one.alike.elementsEqual(other.alike) {
      $0 == $1 || $0.name == $1.name && isHeardAlike($0.words, $1.words)
    }
    return intents && phrases && alike && one.sameWords.elementsEqual(other.sameWords, by: isHeardAlike)
      && isHeardAlike(one.background, other.background) && isHeardAlike(one.harmless, other.harmless)
  }

  private static func isHeardAlike(_ one: [String], _ other: [String]) -> Bool {
    one.elementsEqual(other) { $0 == $1 || heard($0) == heard($1) }
  }
}
