import Dialogue
import Transcripts

/// Conversations made up for measuring: the same number gives the same bytes everywhere.
struct Corpus {
  /// What the made-up people say.
  enum Talk: String, CaseIterable {
    /// Everybody gives short answers that everybody gives, and nothing else: what all but listening costs.
    case stock
    /// As at a real prompt: half the answers are short ones that everybody gives, half are sentences of one's own.
    case natural
    /// Every line is a sentence of a dozen words, and hardly one comes twice.
    case different
  }

  let program: Program
  let talk: Talk

  /// Turns in one file; a conversation that ends before is followed by another.
  static let turnsOfFile = 100

  /// One file's bytes.
  func file(_ number: Int) -> [UInt8] {
    var writer = RecordWriter()
    var generator = Generator(seed: UInt64(number))
    var session = Session(program: program)
    var isOpen = false
    for turn in 0..<Self.turnsOfFile {
      if !isOpen || session.hasEnded {
        session = Session(program: program)
        for record in session.begin(header(number, turn)) { writer.append(record) }
        isOpen = true
      }
      guard let heard = session.hear(line(at: session.step, &generator), after: Tenths(turn)) else {
        continue
      }
      writer.append(heard.record)
      for record in session.answer(heard) { writer.append(record) }
    }
    for record in session.leave() { writer.append(record) }
    return writer.bytes
  }

  private func header(_ number: Int, _ turn: Int) -> Header {
    Header(
      script: program.name, digest: "sha256:00", seed: UInt64(number * Self.turnsOfFile + turn),
      at: "2026-11-21T20:14:03Z", country: number % 3 == 0 ? "IE" : nil)
  }

  private func line(at address: String, _ generator: inout Generator) -> String {
    let replies = program.step(at: address).flatMap { program[$0].question?.replies } ?? []
    let labels = replies.compactMap(\.label)
    let short = labels.isEmpty ? Self.short : labels
    switch (talk, generator.below(12)) {
    case (.stock, 0..<8), (.natural, 0..<4): return short[generator.below(short.count)]
    case (.stock, _), (.natural, 4..<6): return Self.short[generator.below(Self.short.count)]
    case (.different, 0..<4): return short[generator.below(short.count)] + ", " + sentence(&generator)
    default: return sentence(&generator)
    }
  }

  private func sentence(_ generator: inout Generator) -> String {
    let times = [
      "for \(2 + generator.below(98)) days", "for \(2 + generator.below(29)) weeks", "for so long",
    ]
    let parts = [Self.openings, Self.subjects, Self.doings, Self.things, times, Self.endings]
    return parts.map { $0[generator.below($0.count)] }.joined(separator: " ")
  }

  private static let short = [
    "yes", "no", "dunno", "i dont know", "maybe", "not really", "yeah", "ok", "i guess", "nothing", "sad",
    "tired",
    "i miss her", "i miss him", "it hurts", "a bit better", "i want to text him",
    "lets talk about something else",
  ]
  private static let openings = [
    "honestly", "last night", "on sunday", "at work", "since then", "to be fair", "most evenings",
    "in the car",
    "after dinner", "every time", "for once", "some days", "the thing is", "looking back", "early today",
  ]
  private static let subjects = [
    "i", "we", "my sister", "his mother", "her friends", "my boss", "the neighbour", "my ex", "my brother",
    "nobody", "his cousin", "my best mate", "our old landlord", "her dad",
  ]
  private static let doings = [
    "kept talking about", "walked past", "asked me about", "found", "forgot", "laughed about", "argued over",
    "painted", "sold", "could not stop thinking of", "said nothing about", "wrote down", "remembered", "hid",
    "wanted to keep", "gave away", "cried over", "dreamt about", "cleaned", "photographed",
  ]
  private static let things = [
    "the blue bicycle", "that summer by the lake", "the last holiday", "her books", "his records", "the flat",
    "the dog", "our wedding plans", "the garden", "an old letter", "the kitchen table", "the long drive home",
    "those photographs", "the spare key", "the concert tickets", "a broken lamp", "the winter coat",
    "the money we saved", "the phone calls", "the birthday cake",
  ]
  private static let endings = [
    "and felt empty", "and it was fine", "without a word", "until it got dark", "but it did not help",
    "because of the silence", "and then slept badly", "with a strange calm", "and nobody noticed",
    "as if nothing had changed", "and went for a walk", "which surprised me", "and i am still angry",
    "and i felt lighter", "so i switched it off",
  ]
}
