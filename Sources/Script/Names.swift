import Dialogue
import Intents

/// What every name means. Facts, intents and tags are global; a place is `step` or `topic.step`.
struct Names {
  struct Entry<ID> {
    var id: ID
    var span: Span
  }

  var facts: [String: Entry<FactID>] = [:]
  var intents: [String: Entry<IntentID>] = [:]
  var tags: [String: Entry<TagID>] = [:]
  /// Topics by name; the id is the index into `topicNames`.
  var topics: [String: Entry<Int>] = [:]
  /// Steps by address.
  var steps: [String: Entry<StepID>] = [:]

  /// In the order of declaration, for suggestions.
  var factNames: [String] = []
  var intentNames: [String] = []
  var tagNames: [String] = []
  var topicNames: [String] = []
  var addresses: [String] = []

  /// The step that a place means inside of a topic.
  func place(_ text: String, in topic: String) -> StepID? {
    if let step = steps[topic + "." + text] { return step.id }
    if let step = steps[text] { return step.id }
    return topics[text] == nil ? nil : steps[text + ".start"]?.id
  }

  /// Facts that are missing, and told so, or that are declared in a way that can't be read.
  var unknownFacts: Set<String> = []

  /// How many more names are looked for among all the others: when hundreds are wrong, it is no misspelling.
  var suggestionsLeft = 100

  /// What a misspelt place probably was.
  mutating func placeMeant(_ text: String, in topic: String) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    let prefix = topic + "."
    let local = addresses.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    if let name = Nearest.match(text, among: local + topicNames) { return name }
    if let name = Nearest.match(text, among: addresses) { return name }
    let wanted = text.split(separator: ".").last.map(String.init) ?? text
    return addresses.first { $0.hasSuffix("." + wanted) }
  }
}
