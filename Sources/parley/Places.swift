import FoundationEssentials
import Transcripts

/// Where things are kept when nobody says: the XDG base directories.
struct Places {
  var transcripts: String
  var history: String

  init(transcripts: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let standard = TranscriptFolder.standard(environment: environment, home: environment["HOME"] ?? ".")
    self.transcripts = transcripts ?? standard
    history = standard.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/history"
  }
}
