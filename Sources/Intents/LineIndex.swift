/// Example lines of intents, found again by the words they share with a line.
struct LineIndex: Sendable {
  struct Line: Sendable {
    var intent: Int32
    var isNot: Bool
    var norm: Int64
  }

  private var lines: [Line] = []
  /// For each key, plain and negated: the lines that have it.
  private var postings: [[Int32]]
  private var weights: [Int32]
  private let keyCount: Int

  init(_ examples: [(reading: Reading, intent: Int, isNot: Bool)], keyCount: Int) {
    self.keyCount = keyCount
    postings = Array(repeating: [], count: keyCount * 2)
    weights = Array(repeating: 0, count: keyCount)
    let features = examples.map { Self.features($0.reading, 0..<$0.reading.tokens.count, keyCount) }
    var counts = [Int](repeating: 0, count: keyCount)
    for list in features { for feature in list { counts[Int(feature) % keyCount] += 1 } }
    var light = Set<Int32>()
    for example in examples {
      for token in example.reading.tokens where token.classes.contains(.function) && token.key >= 0 {
        light.insert(token.key)
      }
    }
    for key in 0..<keyCount where counts[key] > 0 {
      let halvings = (examples.count / counts[key] + 1).binaryLogarithm
      weights[key] = Int32(light.contains(Int32(key)) ? 2 : 6 + 2 * min(halvings, 8))
    }
    for (index, list) in features.enumerated() {
      for feature in list { postings[Int(feature)].append(Int32(index)) }
      lines.append(
        Line(intent: Int32(examples[index].intent), isNot: examples[index].isNot, norm: norm(list)))
    }
  }

  private func norm(_ features: [Int32]) -> Int64 {
    features.reduce(0) { $0 + Int64(weights[Int($1) % keyCount]) * Int64(weights[Int($1) % keyCount]) }
  }

  private static func features(_ reading: Reading, _ range: Range<Int>, _ keyCount: Int) -> [Int32] {
    var seen = Set<Int32>()
    var list: [Int32] = []
    for token in reading.tokens[range] where token.key >= 0 {
      let isNegated = token.negatedBy >= 0 && !token.classes.contains(.function)
      let feature = isNegated ? token.key + Int32(keyCount) : token.key
      if seen.insert(feature).inserted { list.append(feature) }
    }
    return list
  }

  struct Likeness {
    var says = 0
    var not = 0
    var line = -1
  }

  /// How like each intent's nearest lines a stretch of words is, 0...1000 (the cosine of their weighted words).
  func likeness(_ reading: Reading, _ range: Range<Int>, intents: Int) -> [Likeness] {
    var result = Array(repeating: Likeness(), count: intents)
    let features = Self.features(reading, range, keyCount)
    var dots = [Int32: Int64]()
    for feature in features {
      let weight = Int64(weights[Int(feature) % keyCount])
      for line in postings[Int(feature)] { dots[line, default: 0] += weight * weight }
    }
    var own = norm(features)
    for token in reading.tokens[range] where token.key < 0 || weights[Int(token.key)] == 0 {
      own += token.classes.contains(.function) ? 4 : 100
    }
    for (line, dot) in dots {
      let known = lines[Int(line)]
      let cosine = Int((dot * 1000 / max(Int64((own * known.norm).squareRootFloor), 1)))
      let intent = Int(known.intent)
      if known.isNot {
        result[intent].not = max(result[intent].not, cosine)
      } else if cosine > result[intent].says {
        result[intent].says = cosine
        result[intent].line = Int(line)
      }
    }
    return result
  }
}

extension Int64 {
  /// The largest whole number whose square is not above this one.
  var squareRootFloor: Int64 {
    guard self > 0 else { return 0 }
    var root: Int64 = 0
    var bit: Int64 = 1 << 62
    var rest = self
    while bit > rest { bit >>= 2 }
    while bit != 0 {
      if rest >= root + bit {
        rest -= root + bit
        root = (root >> 1) + bit
      } else {
        root >>= 1
      }
      bit >>= 2
    }
    return root
  }
}
