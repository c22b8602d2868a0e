import Dialogue
import Transcripts

/// What a person is told before the first question: what this is, what is kept and where, how to wipe it.
enum FirstScreen {
  static func paragraphs(of program: Program, keeping: Keeping, country: String?) -> [String] {
    var paragraphs = [
      "\(program.title). I am a script, not a person, and there is no AI in me. "
        + "I run on this computer only, and nothing you type leaves it."
    ]
    if let path = keeping.recorder?.path {
      let how =
        keeping.isRedacting
        ? ", with your words replaced" : keeping.isSealed ? ", encrypted by your passphrase" : ""
      paragraphs.append(
        "I keep what we say in \(path)\(how), which only you can read. "
          + "/forget deletes it, and \"parley forget --all\" deletes every one.")
    } else {
      paragraphs.append("Nothing of this is being kept.")
    }
    guard program.hasHelplines else {
      return paragraphs + ["/help lists what you can type besides; /exit leaves at once."]
    }
    let place =
      country == nil ? " /country UK (or US, IE, …) tells me where you are, so the numbers fit." : ""
    paragraphs.append(
      "Say \"help now\" at any time for people you can call or text.\(place) "
        + "/help lists the rest; /exit leaves at once.")
    return paragraphs
  }
}

/// What a script has that not every script has; nothing is offered where it is not there.
extension Program {
  var hasHelplines: Bool { !helplines.rows.isEmpty }

  var hasSummary: Bool { anytime.contains { $0.label == Session.summaryLabel } }
}
