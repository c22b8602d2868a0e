/// Records as bytes. The same record always gives the same bytes: keys stand in one order, numbers are whole or
/// have one decimal, and nothing is written that could be left out.
public struct RecordWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// One line with its newline.
  public static func line(_ record: Record) -> [UInt8] {
    var writer = RecordWriter()
    writer.append(record)
    return writer.bytes
  }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  public mutating func append(_ record: Record) {
    bytes.append(UInt8(ascii: "{"))
    append(record.kind)
    if let state = record.state {
      key("state")
      JSONText.append(digest: state, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ kind: Record.Kind) {
    switch kind {
    case .header(let header): append(header)
    case .you(let words, let after, let heard):
      text("you", words)
      time("after", after)
      append(heard)
    case .command(let command, let after): append(command, after)
    case .resumed(let step, let at):
      text("resumed", step)
      text("at", at)
    case .coach(let words, let step):
      text("coach", words)
      text("step", step)
    case .pause(let seconds): number("pause", seconds)
    case .remember(let fact, let value):
      text("remember", fact)
      key("value")
      append(value)
    case .forget(let fact): text("forget", fact)
    case .end(let end): text("end", end.rawValue)
    case .quiet: break
    case .note(let words): text("note", words)
    }
  }

  private mutating func append(_ header: Header) {
    number("parley", header.version)
    text("script", header.script)
    text("digest", header.digest)
    key("seed")
    bytes.append(contentsOf: String(header.seed).utf8)
    text("at", header.at)
    if let country = header.country { text("country", country) }
    key("facts")
    bytes.append(UInt8(ascii: "{"))
    for fact in header.facts {
      key(fact.name)
      append(fact.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func append(_ command: Command, _ after: Tenths) {
    switch command {
    case .undo(let turns):
      text("command", "undo")
      number("turns", turns)
    case .country(let country):
      text("command", "country")
      key("country")
      append(country.map(RecordedValue.text) ?? .unknown)
    case .summary: text("command", "summary")
    }
    time("after", after)
  }

  private mutating func append(_ heard: Heard) {
    key("heard")
    bytes.append(UInt8(ascii: "{"))
    text("as", heard.way.rawValue)
    if let name = heard.name { text("name", name) }
    if let score = heard.score { number("score", score) }
    if !heard.evidence.isEmpty { list("evidence", heard.evidence) }
    if !heard.also.isEmpty { list("also", heard.also) }
    if !heard.tied.isEmpty { list("tied", heard.tied) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func append(_ value: RecordedValue) {
    switch value {
    case .unknown: bytes.append(contentsOf: "null".utf8)
    case .yesOrNo(let yes): bytes.append(contentsOf: (yes ? "true" : "false").utf8)
    case .number(let number): JSONText.append(number, to: &bytes)
    case .text(let text): JSONText.append(text, to: &bytes)
    case .list(let items): append(items)
    }
  }

  private mutating func append(_ items: [String]) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(item, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func list(_ name: String, _ items: [String]) {
    key(name)
    append(items)
  }

  private mutating func text(_ name: String, _ value: String) {
    key(name)
    JSONText.append(value, to: &bytes)
  }

  private mutating func number(_ name: String, _ value: Int) {
    key(name)
    JSONText.append(value, to: &bytes)
  }

  private mutating func time(_ name: String, _ value: Tenths) {
    key(name)
    JSONText.append(value, to: &bytes)
  }

  private mutating func key(_ name: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    JSONText.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}
