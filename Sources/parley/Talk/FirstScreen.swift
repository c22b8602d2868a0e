import Transcripts

/// What a person is told before the first question: what this is, what is kept and where, how to wipe it.
enum FirstScreen {
  static func paragraphs(title: String, keeping: Keeping, country: String?) -> [String] {
    var paragraphs = [
      "\(title). I am a script, not a person, and there is no AI in me. "
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
    let place =
      country == nil ? " /country UK (or US, IE, …) tells me where you are, so the numbers fit." : ""
    paragraphs.append(
      "Say \"help now\" at any time for people you can call or text.\(place) "
        + "/help lists the rest; /exit leaves at once.")
    return paragraphs
  }
}
