/// One line to learn from.
struct TrainingLine: Sendable {
  var reading: Reading
  /// The label it speaks for, or -1.
  var label: Int32
  /// The only label it teaches, or -1 for all: a counterexample speaks against its own intent and says nothing
  /// about the rest. `dangers` for all that listen for danger.
  var only: Int32 = -1

  static let dangers: Int32 = -2
  /// Whether nobody said which kind of a danger it is.
  var isOfNoKind = false
  /// How much less than an example an error on it costs: 1 as much, 4 a quarter.
  var lightness: Int64 = 1
}

/// Learns a `LinearModel`: for each label a linear support vector machine (squared hinge loss, its own examples
/// against all others), by dual coordinate descent in whole numbers.
///
/// Everything that decides is a whole number and the order of visits comes from a written-down generator, so the
/// weights are the same on every machine and in every build.
struct Trainer {
  /// The most features a label may weigh, or nil for all.
  var keywords: Int?
  /// Which labels a line speaks for beside its own.
  var families = Families([])

  func train(_ lines: [TrainingLine], labels: Int, lexicon: Lexicon) -> LinearModel {
    let matrix = TrainingMatrix(lines, lexicon: lexicon)
    let roles = (0..<labels).map { families.role(of: Int32($0)) }
    let teaching = lines.map { line in
      Teaching(
        label: line.label, umbrella: families.umbrella(of: line.label), only: line.only,
        isDanger: line.label >= 0 && roles[Int(line.label)] != .ordinary, isOfNoKind: line.isOfNoKind,
        lightness: line.lightness)
    }
    let descent = Descent(matrix, teaching, roles: roles)
    var learned = Learned(matrix, descent.run(), order: descent.order)
    if let keywords {
      learned = KeywordList(matrix, teaching, labels: labels, roles: roles).shorten(learned, to: keywords)
    }
    return Quantiser.model(learned, matrix, labels: labels, lexicon: lexicon, lines: lines)
  }
}

/// What a line teaches: all that learning needs to know of it beside its features.
struct Teaching {
  var label: Int32
  var umbrella: Int32
  var only: Int32
  /// Whether it speaks for a danger.
  var isDanger: Bool
  /// Whether it speaks for a danger, of a kind that nobody told.
  var isOfNoKind: Bool
  var lightness: Int64

  /// What an error costs: `slack` is 1 ÷ (2 × cost), 16 bits after the point; a label's own lines cost three
  /// times the others'.
  func slack(isOwn: Bool) -> Int64 { (isOwn ? 10_923 : 32_768) * lightness }

  /// Whether a line has something to say about an intent.
  ///
  /// - An intent that is no danger learns nothing from the lines of dangers: those interrupt before it is asked.
  /// - A danger learns nothing from the lines of another danger: what is said of one often holds the other ("if you
  ///   leave I will kill you and me").
  /// - A kind learns from lines of dangers alone, of which somebody said what kind they are: it is only looked for once
  ///   its danger is heard.
  @inline(__always)
  func teaches(_ intent: Int32, as role: Families.Role) -> Bool {
    if only >= 0 { return only == intent }
    switch role {
    case .ordinary: return !isDanger && only == -1
    case .umbrella: return isDanger ? umbrella == intent : true
    case .kind: return isDanger && !isOfNoKind
    }
  }

  func speaks(for intent: Int32) -> Bool { label == intent || umbrella == intent }
}

/// Steps of the descent. Weights have 14 bits after the point while they are learned, features 12, dual variables and
/// decisions 16.
enum DescentStep {
  static let smallest: Int64 = 1024
  static let largest: Int64 = 1 << 18
  static let epochs = 6
  /// The square of the bias feature.
  static let biasSquare = (LinearModel.biasFeature * LinearModel.biasFeature) >> 16

  /// The dual variable after a visit, or nil when it stays as it is.
  ///
  /// - Parameters:
  ///   - margin: the decision, positive on the right side.
  ///   - square: the squared length of the line's features.
  @inline(__always)
  static func visit(_ dual: Int64, margin: Int64, square: Int64, slack: Int64) -> Int64? {
    let gradient = margin - 65536 + (slack * dual) >> 16
    if dual == 0 && gradient >= 0 { return nil }
    let step = -(gradient << 16) / (square + slack)
    let changed = max(dual + min(max(step, -largest), largest), 0)
    return abs(changed - dual) < smallest ? nil : changed
  }
}
