extension Verdict {
  /// One line of JSON, without its newline: `source line outcome turns`, then what differs when something does:
  /// `cause turn at step did recorded now`, `orphaned` when it belongs to what is gone, and `notes`.
  public var json: String {
    var object = JSONObject()
    object.add("source", source)
    object.add("line", line)
    object.add("outcome", outcome.rawValue)
    object.add("turns", turns)
    if let difference {
      object.add("cause", difference.cause.name)
      object.add("turn", difference.turn)
      object.add("at", difference.line)
      if let step = difference.step { object.add("step", step) }
      if let input = difference.input { object.add("did", [input]) }
      object.add("recorded", difference.recorded)
      object.add("now", difference.now)
      object.add("words", difference.cause.words)
    }
    if isOrphaned { object.add("orphaned", true) }
    if !notes.isEmpty { object.add("notes", notes.map(\.words)) }
    return object.text
  }
}

extension ReplaySummary {
  /// One line of JSON, without its newline.
  public var json: String {
    var object = JSONObject()
    object.add("transcripts", transcripts)
    object.add("turns", turns)
    object.add("identical", identical)
    object.add("reworded", reworded)
    object.add("rerouted", rerouted)
    object.add("broken", broken)
    object.add("orphaned", orphaned)
    return object.text
  }
}

/// One JSON object, written key by key.
struct JSONObject {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  var text: String { String(decoding: bytes + [UInt8(ascii: "}")], as: UTF8.self) }

  mutating func add(_ key: String, _ value: String) {
    begin(key)
    JSONText.append(value, to: &bytes)
  }

  mutating func add(_ key: String, _ value: Int) {
    begin(key)
    JSONText.append(value, to: &bytes)
  }

  mutating func add(_ key: String, _ value: Bool) {
    begin(key)
    bytes += (value ? "true" : "false").utf8
  }

  mutating func add(_ key: String, _ values: [String]) {
    begin(key)
    list(values) { JSONText.append($1, to: &$0) }
  }

  /// Records as they stand in a transcript.
  mutating func add(_ key: String, _ records: [Record]) {
    begin(key)
    list(records) { $0 += RecordWriter.line($1).dropLast() }
  }

  private mutating func list<Value>(_ values: [Value], _ append: (inout [UInt8], Value) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(&bytes, value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    JSONText.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}
