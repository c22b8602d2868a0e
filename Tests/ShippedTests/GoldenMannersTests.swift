import FoundationEssentials
import Testing
import Transcripts

@Suite("How the coach behaves over the golden transcripts")
struct GoldenMannersTests {
  let goldens: [Golden]

  init() throws { goldens = try Golden.all.get() }

  @Test("There are at least sixty of them, and every step, reply and source point of the scripts is reached")
  func reachesEverything() throws {
    var coverage = Coverage(program: try ShippedScript.shared.get().program)
    for golden in goldens { for record in golden.records { coverage.take(record) } }
    #expect(goldens.count >= 60)
    #expect(coverage.points.all.count == 143)
    #expect(coverage.points.missing == [])
    #expect(coverage.steps.missing == [])
    #expect(coverage.replies.missing == [])
  }

  @Test("A turn has at most eighty words, lists and summing up aside")
  func isShort() {
    for golden in goldens {
      for exchange in golden.exchanges where !exchange.sumsUp {
        let count = exchange.said.reduce(0) { $0 + $1.split(separator: " ").count }
        #expect(count <= 80, "\(golden.name), after \"\(exchange.you)\": \(count) words")
      }
    }
  }

  @Test("It never asks more than three times running without saying anything")
  func doesNotInterrogate() {
    for golden in goldens {
      var run = 0
      for exchange in golden.exchanges {
        run = exchange.statements.isEmpty ? run + exchange.questions.count : 0
        #expect(run <= 3, "\(golden.name), after \"\(exchange.you)\"")
      }
    }
  }

  @Test("Over each of them it gives back at least as often as it asks")
  func reflects() {
    for golden in goldens {
      let questions = golden.exchanges.reduce(0) { $0 + $1.questions.count }
      let reflections = golden.exchanges.reduce(0) { $0 + $1.reflections.count }
      #expect(reflections >= questions, "\(golden.name): \(questions) questions, \(reflections) reflections")
    }
  }

  @Test("What counts as a question and as giving back", arguments: manners)
  func measures(example: (you: String, said: [String], questions: Int, reflections: Int)) {
    let exchange = Exchange(you: example.you, said: example.said)
    #expect(exchange.questions.count == example.questions)
    #expect(exchange.reflections.count == example.reflections)
  }

  private static let manners = [
    (
      you: "she left on sunday", said: ["Sunday. That's very fresh.", "Who wanted it?"], questions: 1,
      reflections: 1
    ),
    (you: "dunno", said: ["You don't need to know yet. Pick one:"], questions: 1, reflections: 1),
    (you: "no", said: ["All right. What then?"], questions: 1, reflections: 0),
  ]
}

/// A golden transcript and what was said in it, turn by turn.
struct Golden: Sendable {
  var name: String
  var records: [Record]
  var exchanges: [Exchange]

  static let all: Result<[Golden], any Error> = Result {
    let folder = ShippedScript.root + "/Transcripts"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jsonl") }
    return try names.sorted().map { name in
      let transcript = try Transcript(try ShippedScript.bytes(folder + "/" + name), path: name)
      return Golden(name: name, records: transcript.records)
    }
  }

  init(name: String, records: [Record]) {
    self.name = name
    self.records = records
    exchanges = []
    for record in records {
      switch record.kind {
      case .you(let text, _, _): exchanges.append(Exchange(you: text, said: []))
      case .command: exchanges.append(Exchange(you: "", said: []))
      case .coach(let text, let step):
        if !exchanges.isEmpty, step.hasPrefix("summary.") || step == "closing.say_back" {
          exchanges[exchanges.count - 1].sumsUp = true
        }
        // A list, of helplines or of their own, has a line break; what is said has none.
        if !exchanges.isEmpty, !text.contains("\n") { exchanges[exchanges.count - 1].said.append(text) }
      default: break
      }
    }
  }
}

/// What a person said, and what the coach said to it.
///
/// Motivational interviewing asks for at least one reflection to a question. Here a question is a sentence that ends
/// in "?", or a line that ends in ":". A reflection is any other sentence that speaks of the person ("you", "your") or
/// says back a word of four letters or more of what they have just said.
struct Exchange: Sendable {
  var you: String
  var said: [String]
  /// Whether it was the summary, or the last reading back of what a person made out: a list they asked for.
  var sumsUp = false

  var questions: [Substring] { sentences.filter(Self.asks) }
  var statements: [Substring] { sentences.filter { !Self.asks($0) } }

  var reflections: [Substring] {
    let person: Set<Substring> = ["you", "your", "you're", "you've", "you'd", "you'll", "yours", "yourself"]
    let theirs = Set(Self.words(you).filter { $0.count >= 4 }).subtracting(Self.empty)
    return statements.filter { statement in
      let words = Set(Self.words(String(statement)))
      return !words.isDisjoint(with: person) || !words.isDisjoint(with: theirs)
    }
  }

  private static let empty: Set<Substring> = [
    "that", "this", "with", "have", "what", "when", "from", "they", "them", "there", "been", "were", "just",
    "like",
    "know", "dont", "would", "could", "about",
  ]

  private static func asks(_ sentence: Substring) -> Bool {
    sentence.hasSuffix("?") || sentence.hasSuffix(":")
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().replacing("\u{2019}", with: "'").split { !($0.isLetter || $0 == "'") }
  }

  private var sentences: [Substring] {
    said.flatMap { line -> [Substring] in
      var found: [Substring] = []
      var start = line.startIndex
      for index in line.indices where ".?!".contains(line[index]) {
        let after = line.index(after: index)
        if after == line.endIndex || line[after] == " " {
          found.append(line[start..<after])
          start = after
        }
      }
      found.append(line[start...])
      return found.filter { $0.contains { $0.isLetter || $0.isNumber } }
    }
  }
}
