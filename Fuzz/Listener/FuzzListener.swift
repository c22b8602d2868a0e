import FuzzDriver
import Intents

/// What libFuzzer runs on bytes it makes up: any crash is a find, and so is a hearing that breaks its own promises.
private func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let listener = Fuzzed.listener
  var scratch = listener.makeScratch()
  let best = listener.best(bytes, &scratch)
  precondition(best.map { listener.intents.indices.contains($0.id.index) } ?? true)
  let text = String(decoding: bytes, as: UTF8.self)
  let hearing = listener.hear(text)
  precondition(!hearing.clauses.isEmpty, "a line without a clause")
  for heard in hearing.intents { check(heard.match, hearing) }
  for heard in hearing.phrases { check(heard.match, hearing) }
  for match in [hearing.yes, hearing.no].compactMap({ $0 }) { check(match, hearing) }
  precondition(hearing.yes == nil || hearing.no == nil, "yes and no at once")
  precondition(hearing == listener.hear(text), "heard otherwise the second time")
  precondition(hearing == Fuzzed.stored.hear(text), "heard otherwise by what was stored")
  let explanation = listener.explain(text)
  precondition(explanation.normalised == hearing.normalised, "explained otherwise than heard")
  _ = listener.choose(from: ["no shouting", "no calls after ten"], hearing: hearing)
  if size < 64 { _ = listener.whyNot(IntentID(0), text) }
  return 0
}

private func check(_ match: Match, _ hearing: Hearing) {
  precondition((1...1000).contains(match.score), "a score out of bounds")
  precondition(hearing.clauses.indices.contains(match.clause), "a match in no clause")
}

@main
struct FuzzListener {
  static func main() { runFuzzer { fuzz($0, $1) } }
}

private enum Fuzzed {
  static let definition = ListenerDefinition(
    intents: [
      IntentDefinition(
        name: "urge", says: ["i keep wanting to text her", "its 2am and i nearly called him"],
        not: ["i texted my boss"], words: ["reach out", "want to text"]),
      IntentDefinition(
        name: "abuse", says: ["he hit me", "she slapped me again", "he choked me on sunday"],
        not: ["she hit me up", "he never hit me"], words: ["black eye"], isSafety: true),
      IntentDefinition(
        name: "abuse_money", says: ["he takes my wages"], not: ["he owes me ten quid"], isSafety: true),
    ],
    phrases: [
      PhraseDefinition(words: "her photos"), PhraseDefinition(words: "on my own"),
      PhraseDefinition(words: "im done", isWholeMessage: true), PhraseDefinition(words: "not sure"),
    ],
    sameWords: [["text", "message", "dm"]])
  static let listener = Listener(definition)
  static let stored: Listener = {
    let bytes = listener.encode()
    guard let stored = bytes.withUnsafeBytes({ Listener(definition, decoding: $0) }) else {
      preconditionFailure("a listener that was stored does not come back")
    }
    return stored
  }()
}
