extension Verdict {
  /// For people: one line when all is well, otherwise what differs, as recorded and now. Nothing in it can act on a
  /// terminal.
  public var words: String {
    var lines = ["\(outcome.rawValue)  \(place)  \(turns) \(turns == 1 ? "turn" : "turns")"]
    if let difference { lines += difference.lines.map { "  " + $0 } }
    for note in notes where !(note == .unfinished && outcome == .identical) {
      lines.append("  note: \(note.words)")
    }
    return lines.joined(separator: "\n")
  }

  /// The file, and the line where the transcript begins when it is not the first.
  var place: String { line == 1 ? source.harmlessLine : "\(source.harmlessLine):\(line)" }
}

extension Verdict.Note {
  var words: String {
    switch self {
    case .otherDigest: "the scripts have changed since it was recorded."
    case .tornTail(let bytes): "its last line is cut short (\(bytes) bytes) and does not count."
    case .unfinished: "it has no end: the session was stopped, or is still going on."
    }
  }
}

extension Difference {
  /// A sentence on what differs, then both sides of it.
  var lines: [String] {
    var lines = ["\(place): \(cause.words)"]
    if let input { lines.append(Self.row("did", input)) }
    if recorded.isEmpty, now.isEmpty { return lines }
    lines += Self.rows("recorded", recorded)
    lines += Self.rows("now", now)
    return lines
  }

  private var place: String {
    var words = turn == 0 ? "opening, line \(line)" : "turn \(turn), line \(line)"
    if let step { words += ", at \(step.harmlessLine)" }
    return words
  }

  /// Records of one side that are shown; the rest is counted.
  private static var mostShown: Int { 4 }

  private static func rows(_ side: String, _ records: [Record]) -> [String] {
    if records.isEmpty { return [padded(side) + "(nothing)"] }
    var rows = records.prefix(mostShown).map { row(side, $0) }
    if records.count > mostShown { rows.append(padded("") + "… and \(records.count - mostShown) more") }
    return rows
  }

  private static func row(_ side: String, _ record: Record) -> String {
    padded(side) + record.summary.harmlessLine
  }

  private static func padded(_ side: String) -> String {
    side + String(repeating: " ", count: max(1, 10 - side.count))
  }
}

extension Difference.Cause {
  /// A sentence.
  public var words: String {
    switch self {
    case .heardOtherwise: "another reply was heard."
    case .heardForOtherReasons: "the same reply was heard, for other reasons."
    case .saidOtherwise: "the coach says it in other words."
    case .wentElsewhere: "the conversation goes another way."
    case .knowsOtherwise:
      "words and places are the same, but the coach now knows something else, or waits elsewhere."
    case .gone(let address):
      "the scripts have no step “\(address.harmlessLine)” any more. If it was renamed, say so with @renamed."
    case .impossible(let command): "the command “\(command)” can't be done here any more."
    case .unreadable(let problem): "column \(problem.column): \(problem.words)."
    case .noHeader: "this is not a transcript: it does not begin with a header line."
    case .otherScript(let recorded, let now):
      "it was recorded with the scripts “\(recorded.harmlessLine)”, and these are “\(now.harmlessLine)”."
    case .afterTheEnd: "something stands after the end of the conversation."
    case .inputOutput(let error): "it can't be read: \(error.words.harmlessLine)."
    case .sealed(let problem): "it can't be opened: \(problem.words)."
    }
  }

  /// A name for programs.
  public var name: String {
    switch self {
    case .heardOtherwise: "heard"
    case .heardForOtherReasons: "evidence"
    case .saidOtherwise: "words"
    case .wentElsewhere: "path"
    case .knowsOtherwise: "state"
    case .gone: "gone"
    case .impossible: "impossible"
    case .unreadable: "unreadable"
    case .noHeader: "no-header"
    case .otherScript: "other-script"
    case .afterTheEnd: "after-the-end"
    case .inputOutput: "input-output"
    case .sealed: "sealed"
    }
  }
}

extension Record {
  /// The record in a few words, for a report.
  var summary: String {
    switch kind {
    case .header(let header): "a session of “\(header.script)” begun \(header.at)"
    case .you(let text, _, let heard): "you: \(text)   [\(heard.summary)]"
    case .command(.undo(let turns), _): "undo \(turns)"
    case .command(.country(let country), _): "country \(country ?? "not told")"
    case .command(.summary, _): "summary"
    case .resumed(let step, _): "taken up again at \(step)"
    case .coach(let words, let step): "\(step): \(words)" + stateSummary
    case .pause(let seconds): "pause \(seconds) s" + stateSummary
    case .remember(let fact, _): "remember \(fact)" + stateSummary
    case .forget(let fact): "forget \(fact)" + stateSummary
    case .end(let end): "the end (\(end.rawValue))" + stateSummary
    case .quiet: "nothing said" + stateSummary
    case .note(let words): "note: \(words)"
    }
  }

  private var stateSummary: String { state.map { "   {" + JSONText.digest($0) + "}" } ?? "" }
}

extension Heard {
  /// `urgent [abused], 812: hit, me`.
  var summary: String {
    var words = way.rawValue
    if let name, name != way.rawValue { words += " \(name)" }
    if let score { words += ", \(score)" }
    if !evidence.isEmpty { words += ": " + evidence.joined(separator: ", ") }
    if !tied.isEmpty { words += "; tied: " + tied.joined(separator: ", ") }
    if !also.isEmpty { words += "; also: " + also.joined(separator: ", ") }
    return words
  }
}
