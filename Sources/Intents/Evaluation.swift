/// One line and what it means.
public struct LabelledLine: Equatable, Hashable, Sendable {
  public var text: String
  public var label: String

  public init(text: String, label: String) {
    self.text = text
    self.label = label
  }
}

/// How well lines are told apart: trained on some, tested on others. Counts are exact; shares are for reading.
public struct Evaluation: Equatable, Sendable {
  public struct Label: Equatable, Sendable {
    public var name: String
    /// Lines with this label, lines given it, and lines where both hold.
    public var actual = 0
    public var given = 0
    public var right = 0

    public var precision: Double { given == 0 ? 0 : Double(right) / Double(given) }
    public var recall: Double { actual == 0 ? 0 : Double(right) / Double(actual) }
    public var f1: Double { actual + given == 0 ? 0 : 2 * Double(right) / Double(actual + given) }
  }

  public struct Confusion: Equatable, Sendable {
    public var actual: String
    public var given: String
    public var count: Int
    /// The words that spoke most for the wrong label over the right one, summed over the confused lines.
    public var words: [Evidence]
    /// One of the lines.
    public var example: String
  }

  /// Tested lines whose label was trained, and how many of them were right.
  public var count = 0
  public var right = 0
  /// Sorted by name.
  public var labels: [Label] = []
  /// Most frequent first.
  public var confusions: [Confusion] = []
  /// Tested lines whose label was not trained, and how many of them fell under every threshold.
  public var outOfScope = 0
  public var rejected = 0
  /// How often an in-scope line scores above an out-of-scope one, from 0 to 1; nil without both.
  public var outOfScopeAUROC: Double?

  public var accuracy: Double { count == 0 ? 0 : Double(right) / Double(count) }

  /// Labels that mean "none of these": their training lines teach every intent what it is not.
  public static let noneLabels: Set<String> = ["none", "oos", "out_of_scope"]

  /// A listener for labelled lines.
  public static func listener(for lines: [LabelledLine], options: Listener.Options = .init()) -> Listener {
    var says: [String: [String]] = [:]
    var background: [String] = []
    for line in lines {
      if noneLabels.contains(line.label) {
        background.append(line.text)
      } else {
        says[line.label, default: []].append(line.text)
      }
    }
    let intents = says.keys.sorted().map { IntentDefinition(name: $0, says: says[$0] ?? []) }
    return Listener(intents: intents, background: background, options: options)
  }

  /// What a listener makes of labelled lines.
  public static func run(_ listener: Listener, on lines: [LabelledLine], mostConfusions: Int = 20)
    -> Evaluation
  {
    var run = Run(listener)
    for line in lines { run.add(line) }
    return run.finish(mostConfusions: mostConfusions)
  }

  /// `shots` lines of each label, drawn by a seed.
  public static func sample(_ lines: [LabelledLine], shots: Int, seed: UInt64) -> [LabelledLine] {
    var generator = SplitMix64(seed: seed)
    var shuffled = lines
    generator.shuffle(&shuffled)
    var taken: [String: Int] = [:]
    return shuffled.filter { line in
      taken[line.label, default: 0] += 1
      return taken[line.label, default: 0] <= shots
    }
  }

  /// Whether a line is kept out of training in a project's own split: one in three, by its words alone.
  public static func isHeldOut(_ text: String) -> Bool {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (hash ^ (hash >> 32)) % 3 == 0
  }

  /// One random edit (a letter dropped, doubled by another, replaced, or swapped with its neighbour) in `percent` of
  /// the words of two letters or more.
  public static func withTypos(_ text: String, percent: Int, _ generator: inout SplitMix64) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      var letters = Array(word)
      guard letters.count >= 2, generator.below(100) < percent else { return String(word) }
      let place = generator.below(letters.count)
      let letter = Character(Unicode.Scalar(UInt8(0x61 + generator.below(26))))
      switch generator.below(4) {
      case 0: letters.remove(at: place)
      case 1: letters.insert(letter, at: place)
      case 2: letters[place] = letter
      default: letters.swapAt(min(place, letters.count - 2), min(place, letters.count - 2) + 1)
      }
      return String(letters)
    }
    return words.joined(separator: " ")
  }
}

/// Gathers results line by line.
private struct Run {
  let listener: Listener
  private let known: [String: Int]
  private var result = Evaluation()
  private var labels: [String: Evaluation.Label] = [:]
  private var confused: [String: (actual: Int, given: Int, lines: [String])] = [:]
  private var inScope: [Int] = []
  private var outOfScope: [Int] = []

  init(_ listener: Listener) {
    self.listener = listener
    var known: [String: Int] = [:]
    for (index, intent) in listener.intents.enumerated() { known[intent.name] = index }
    self.known = known
  }

  mutating func add(_ line: LabelledLine) {
    let classification = listener.classify(line.text)
    let best = classification.ranked.first
    let decision = best?.decision ?? Int.min
    guard let actual = known[line.label] else {
      result.outOfScope += 1
      if classification.winner == nil { result.rejected += 1 }
      outOfScope.append(decision)
      return
    }
    inScope.append(decision)
    result.count += 1
    labels[line.label, default: .init(name: line.label)].actual += 1
    guard let best else { return }
    let given = listener.intents[best.id.index].name
    labels[given, default: .init(name: given)].given += 1
    if given == line.label {
      result.right += 1
      labels[given]?.right += 1
    } else {
      let pair = line.label + "\t" + given
      confused[pair, default: (actual, best.id.index, [])].lines.append(line.text)
    }
  }

  func finish(mostConfusions: Int) -> Evaluation {
    var result = result
    result.labels = labels.keys.sorted().compactMap { labels[$0] }
    let pairs = confused.keys.sorted { a, b in
      let (first, second) = (confused[a]?.lines.count ?? 0, confused[b]?.lines.count ?? 0)
      return first != second ? first > second : a < b
    }
    result.confusions = pairs.prefix(mostConfusions).compactMap { confused[$0].map(confusion) }
    result.outOfScopeAUROC = Self.auroc(inScope, outOfScope)
    return result
  }

  private func confusion(_ pair: (actual: Int, given: Int, lines: [String])) -> Evaluation.Confusion {
    var totals: [String: Int] = [:]
    for line in pair.lines.prefix(20) {
      for evidence in listener.evidence(of: IntentID(pair.given), in: line) {
        totals[evidence.feature, default: 0] += evidence.weight
      }
      for evidence in listener.evidence(of: IntentID(pair.actual), in: line) {
        totals[evidence.feature, default: 0] -= evidence.weight
      }
    }
    let words = totals.filter { $0.value > 0 }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return Evaluation.Confusion(
      actual: listener.intents[pair.actual].name, given: listener.intents[pair.given].name,
      count: pair.lines.count,
      words: words.prefix(4).map { Evidence(feature: $0.key, weight: $0.value / min(pair.lines.count, 20)) },
      example: pair.lines[0])
  }

  /// The share of pairs in which the in-scope line scores higher, ties counting half.
  private static func auroc(_ inScope: [Int], _ outOfScope: [Int]) -> Double? {
    guard !inScope.isEmpty, !outOfScope.isEmpty else { return nil }
    let sorted = outOfScope.sorted()
    var halves = 0
    for score in inScope {
      halves += Self.below(score, sorted) + Self.below(score == .max ? score : score + 1, sorted)
    }
    return Double(halves) / 2 / Double(inScope.count) / Double(outOfScope.count)
  }

  /// How many of `sorted` lie under `score`.
  private static func below(_ score: Int, _ sorted: [Int]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < score { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Listener {
  /// What speaks for and against an intent in a line as a whole.
  public func evidence(of intent: IntentID, in text: String) -> [Evidence] {
    let reading = reader.read(Array(text.utf8))
    guard !reading.tokens.isEmpty else { return [] }
    return evidence(for: intent.index, reading, 0..<reading.tokens.count, trie.hits(in: reading))
  }
}
