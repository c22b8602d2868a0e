import PseudoTerminal

/// How long a key takes to appear on the terminal: written to a pseudo-terminal, and waited for, one at a time.
///
/// Measured for the terminal alone (`cat`, so the kernel echoes) and for Parley's line editor, so that the second can
/// be read against the first on any machine.
@main
enum EchoBenchmark {
  private static let keys = 500
  private static let sessions = 3

  static func main() throws {
    print("keystroke to echo, \(keys) keys x \(sessions): median and 99th percentile in microseconds")
    try measure("kernel echo", "/bin/cat", prompt: nil)
    try measure("parley", BuiltProgram.path("LineEditorProbe"), ["--emacs"], prompt: "you> ")
  }

  private static func measure(_ name: String, _ program: String, _ arguments: [String] = [], prompt: String?)
    throws
  {
    var medians: [Duration] = []
    var tails: [Duration] = []
    for _ in 0..<sessions {
      let times = try session(program, arguments, prompt).sorted()
      medians.append(times[times.count / 2])
      tails.append(times[times.count * 99 / 100])
    }
    print(
      "\(name): \(microseconds(medians.sorted()[sessions / 2])) \(microseconds(tails.sorted()[sessions / 2]))"
    )
  }

  private static func session(_ program: String, _ arguments: [String], _ prompt: String?) throws
    -> [Duration]
  {
    // Wide enough for all the keys, so that no time goes into beginning a new row.
    let terminal = try PseudoTerminal(program, arguments, columns: 1_000)
    if let prompt { try terminal.wait(for: prompt) }
    let clock = ContinuousClock()
    var times: [Duration] = []
    for index in 0..<keys {
      let key = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
      times.append(
        try clock.measure {
          try terminal.send(key)
          try terminal.wait(for: key)
        })
    }
    return times
  }

  private static func microseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
  }
}
