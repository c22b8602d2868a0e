/// One line to learn from.
struct TrainingLine: Sendable {
  var reading: Reading
  /// The label it speaks for, or -1.
  var label: Int32
  /// The only label it teaches, or -1 for all: a counterexample speaks against its own intent and says nothing
  /// about the rest.
  var only: Int32 = -1
  /// How much less than an example an error on it costs: 1 as much, 4 a quarter.
  var lightness: Int64 = 1
}

/// Learns a `LinearModel`: for each label a linear support vector machine (squared hinge loss, its own examples
/// against all others), by dual coordinate descent in whole numbers.
///
/// Everything that decides is a whole number and the order of visits comes from a written-down generator, so the
/// weights are the same on every machine and in every build. All labels are learned in one pass over the lines.
struct Trainer {
  var epochs = 8
  /// Ties that fewer lines have than this are left out.
  var leastTies = 1

  /// What an error costs: `slack` is 1 ÷ (2 × cost), 16 bits after the point; a label's own lines cost three
  /// times the others'.
  private static let ownSlack: Int64 = 10_923
  private static let otherSlack: Int64 = 32_768
  /// Weights have 14 bits after the point while they are learned, features 12, dual variables 16.
  private static let smallestChange: Int64 = 16
  private static let largestChange: Int64 = 1 << 18

  /// Lines as sparse vectors, one after another.
  private struct Lines {
    var starts: [Int32] = [0]
    var features: [Int32] = []
    var values: [Int32] = []
    var squares: [Int64] = []
  }

  /// The most features a label may weigh, or nil for all. The list is shortened in
  /// three rounds, and what is left is learned again after each.
  var keywords: Int?
  /// See `LinearModel.marksNegation`.
  var marksNegation = false
  /// Which labels a line speaks for beside its own.
  var families = Families([])

  func train(_ lines: [TrainingLine], labels: Int, lexicon: Lexicon) -> LinearModel {
    var gathered = Gathered(lines, lexicon: lexicon, marksNegation: marksNegation)
    gathered.prune(leastTies: leastTies)
    let stride = max((labels + 7) / 8 * 8, 8)
    let values = Self.values(gathered, lines: lines.count, lexicon)
    let vectors = weigh(gathered, values)
    var weights = [Int32](repeating: 0, count: gathered.table.count * stride)
    var biases = [Int32](repeating: 0, count: stride)
    descend(lines, vectors, labels: labels, stride: stride, nil, &weights, &biases)
    if let keywords {
      for most in [keywords * 5, keywords * 2, keywords] {
        let kept = Self.strongest(most, weights, values, gathered, labels: labels, stride: stride)
        weights = [Int32](repeating: 0, count: weights.count)
        biases = [Int32](repeating: 0, count: stride)
        descend(lines, vectors, labels: labels, stride: stride, kept, &weights, &biases)
      }
    }
    var model = Quantiser.model(
      weights: weights, biases: biases, values: values, table: gathered.table, labels: labels, stride: stride,
      lexicon: lexicon, lines: lines)
    model.marksNegation = marksNegation
    return model
  }

  /// How telling each feature is: its rarity, times what its kind counts for; ties that words of grammar take part in
  /// count half.
  private static func values(_ gathered: Gathered, lines: Int, _ lexicon: Lexicon) -> [Int32] {
    var isFunction = [Bool](repeating: false, count: lexicon.keys.count)
    for entry in lexicon.entries where entry.classes.contains(.function) { isFunction[Int(entry.key)] = true }
    func isGrammar(_ part: UInt64) -> Bool { part < isFunction.count && isFunction[Int(part)] }
    return gathered.counts.indices.map { feature in
      let name = gathered.table.names[feature]
      let kind = Features.kind(of: name)
      let value =
        (FixedPoint.rarity(count: Int(gathered.counts[feature]), total: lines) * LinearModel.kindWeight(kind))
        >> 8
      let (first, second) = Features.parts(of: name)
      switch kind {
      case .neighbours: return isGrammar(first) && isGrammar(second) ? value / 2 : value
      case .pair, .conceptPair: return isGrammar(first) || isGrammar(second) ? value / 2 : value
      default: return value
      }
    }
  }

  /// Which weights each label keeps: its strongest, runs of letters left out because they waste a
  /// short list.
  private static func strongest(
    _ most: Int, _ weights: [Int32], _ values: [Int32], _ gathered: Gathered, labels: Int, stride: Int
  ) -> [Bool] {
    let table = gathered.table
    var kept = [Bool](repeating: false, count: weights.count)
    for label in 0..<labels {
      var strengths: [(feature: Int, strength: Int64)] = []
      for feature in 0..<table.count where Features.kind(of: table.names[feature]) != .letters {
        let strength = abs(Int64(weights[feature * stride + label])) * Int64(values[feature])
        if strength > 0 { strengths.append((feature, strength)) }
      }
      strengths.sort { $0.strength != $1.strength ? $0.strength > $1.strength : $0.feature < $1.feature }
      for entry in strengths.prefix(max(most, 0)) { kept[entry.feature * stride + label] = true }
    }
    return kept
  }

  // MARK: Vectors

  /// The features of every line, with how many lines have each.
  private struct Gathered {
    var table = FeatureTable(minimumCapacity: 1 << 12)
    var counts: [Int32] = []
    var starts: [Int32] = [0]
    var features: [Int32] = []

    init(_ lines: [TrainingLine], lexicon: Lexicon, marksNegation: Bool) {
      var lastLine: [Int32] = []
      for (line, training) in lines.enumerated() {
        let reading = training.reading
        let range = (0..<reading.tokens.count).prefix(Features.mostWords)
        func add(_ name: UInt64) {
          let feature = Int(table.insert(name))
          if feature == counts.count {
            counts.append(0)
            lastLine.append(-1)
          }
          if lastLine[feature] != Int32(line) {
            lastLine[feature] = Int32(line)
            counts[feature] += 1
          }
          features.append(Int32(feature))
        }
        var atoms: [Features.Atom] = []
        for index in range {
          let token = reading.tokens[index]
          atoms.append(Features.atom(token, lexicon, marksNegation: marksNegation))
          guard LinearModel.isFirst(index, range, reading) else { continue }
          if marksNegation && Features.isTurned(token) {
            add(Features.name(.stem, UInt64(token.key + Features.negatedBase)))
            continue
          }
          let bytes = reading.text[Int(token.textStart)..<Int(token.textEnd)]
          Features.ofWord(bytes, word: token.word, key: token.key, lexicon: lexicon, body: add)
        }
        Features.ofTies(atoms, body: add)
        starts.append(Int32(features.count))
      }
    }

    /// Drops rare ties and renumbers what is left.
    mutating func prune(leastTies: Int) {
      guard leastTies > 1 else { return }
      var renumbered = [Int32](repeating: -1, count: table.count)
      var kept = FeatureTable(minimumCapacity: table.count)
      var keptCounts: [Int32] = []
      for feature in 0..<table.count {
        let name = table.names[feature]
        if Features.family(Features.kind(of: name)) > 0 && Int(counts[feature]) < leastTies { continue }
        renumbered[feature] = kept.insert(name)
        keptCounts.append(counts[feature])
      }
      var keptStarts: [Int32] = [0]
      var keptFeatures: [Int32] = []
      for line in 0..<(starts.count - 1) {
        for index in Int(starts[line])..<Int(starts[line + 1]) where renumbered[Int(features[index])] >= 0 {
          keptFeatures.append(renumbered[Int(features[index])])
        }
        keptStarts.append(Int32(keptFeatures.count))
      }
      (table, counts, starts, features) = (kept, keptCounts, keptStarts, keptFeatures)
    }
  }

  private func weigh(_ gathered: Gathered, _ values: [Int32]) -> Lines {
    var lines = Lines()
    lines.features.reserveCapacity(gathered.features.count)
    lines.values.reserveCapacity(gathered.features.count)
    let families = gathered.table.names.map { UInt8(Features.family(Features.kind(of: $0))) }
    for line in 0..<(gathered.starts.count - 1) {
      let range = Int(gathered.starts[line])..<Int(gathered.starts[line + 1])
      var masses: [Int64] = [0, 0, 0, 0]
      for index in range {
        let feature = Int(gathered.features[index])
        masses[Int(families[feature])] += Int64(values[feature]) * Int64(values[feature])
      }
      let multipliers = LinearModel.multipliers(masses)
      var square = (LinearModel.biasFeature * LinearModel.biasFeature) >> 16
      for index in range {
        let feature = Int(gathered.features[index])
        let value = Int32((Int64(values[feature]) * multipliers[Int(families[feature])]) >> 12)
        guard value > 0 else { continue }
        lines.features.append(Int32(feature))
        lines.values.append(value)
        square += (Int64(value) * Int64(value)) >> 8
      }
      lines.starts.append(Int32(lines.features.count))
      lines.squares.append(square)
    }
    return lines
  }

  // MARK: Descent

  private func descend(
    _ lines: [TrainingLine], _ vectors: Lines, labels: Int, stride: Int, _ kept: [Bool]?,
    _ weights: inout [Int32], _ biases: inout [Int32]
  ) {
    var duals = [Int32](repeating: 0, count: lines.count * stride)
    var generator = SplitMix64(seed: 1)
    var order = Array(lines.indices)
    let scratch = UnsafeMutableBufferPointer<Int32>.allocate(capacity: stride)
    defer { scratch.deallocate() }
    weights.withUnsafeMutableBufferPointer { weights in
      duals.withUnsafeMutableBufferPointer { duals in
        biases.withUnsafeMutableBufferPointer { biases in
          for _ in 0..<(kept == nil ? epochs : epochs * 2) {
            generator.shuffle(&order)
            for line in order {
              visit(
                lines[line], line, vectors, labels, stride, kept, weights: weights, duals: duals,
                biases: biases,
                scratch)
            }
          }
        }
      }
    }
  }

  /// The squared length of a line in the features one label keeps.
  private static func square(
    _ range: Range<Int>, _ vectors: Lines, _ label: Int, _ stride: Int, _ kept: [Bool]
  ) -> Int64 {
    var square = (LinearModel.biasFeature * LinearModel.biasFeature) >> 16
    for index in range where kept[Int(vectors.features[index]) * stride + label] {
      square += (Int64(vectors.values[index]) * Int64(vectors.values[index])) >> 8
    }
    return square
  }

  private func visit(
    _ training: TrainingLine, _ line: Int, _ vectors: Lines, _ labels: Int, _ stride: Int, _ kept: [Bool]?,
    weights: UnsafeMutableBufferPointer<Int32>, duals: UnsafeMutableBufferPointer<Int32>,
    biases: UnsafeMutableBufferPointer<Int32>, _ decisions: UnsafeMutableBufferPointer<Int32>
  ) {
    let range = Int(vectors.starts[line])..<Int(vectors.starts[line + 1])
    for label in 0..<stride { decisions[label] = 0 }
    vectors.features.withUnsafeBufferPointer { features in
      vectors.values.withUnsafeBufferPointer { values in
        for index in range {
          let row = weights.baseAddress.unsafelyUnwrapped + Int(features[index]) * stride
          let value = values[index]
          for label in 0..<stride { decisions[label] &+= row[label] &* value }
        }
        let first = training.only >= 0 ? Int(training.only) : 0
        let end = training.only >= 0 ? first + 1 : labels
        for label in first..<end {
          let isOwn = families.speaks(training.label, for: Int32(label))
          let decision =
            Int64(decisions[label]) >> 10 + (Int64(biases[label]) * LinearModel.biasFeature) >> 16
          let dual = Int64(duals[line * stride + label])
          let slack = (isOwn ? Self.ownSlack : Self.otherSlack) * training.lightness
          let gradient = (isOwn ? decision : -decision) - 65536 + (slack * dual) >> 16
          if dual == 0 && gradient >= 0 { continue }
          let square = kept.map { Self.square(range, vectors, label, stride, $0) } ?? vectors.squares[line]
          let step = -(gradient << 16) / (square + slack)
          let changed = max(dual + min(max(step, -Self.largestChange), Self.largestChange), 0)
          let change = changed - dual
          guard abs(change) >= Self.smallestChange else { continue }
          duals[line * stride + label] = Int32(changed)
          let signed = Int32(isOwn ? change : -change)
          biases[label] &+= Int32((Int64(signed) * LinearModel.biasFeature) >> 16)
          for index in range {
            if let kept, !kept[Int(features[index]) * stride + label] { continue }
            weights[Int(features[index]) * stride + label] &+= (signed &* values[index] &+ 8192) >> 14
          }
        }
      }
    }
  }
}

/// Rounds learned weights to 8 bits and lays the model out for listening.
enum Quantiser {
  /// Ties weighing this much or less for a label are left out of its sum: half the work for nothing heard.
  static let smallestTie: Int32 = 2

  static func model(
    weights: [Int32], biases: [Int32], values: [Int32], table: FeatureTable, labels: Int, stride: Int,
    lexicon: Lexicon, lines: [TrainingLine]
  ) -> LinearModel {
    let kinds = table.names.map { Features.kind(of: $0) }
    var largest = [Int32](repeating: 1, count: Features.Kind.allCases.count)
    for (feature, kind) in kinds.enumerated() {
      for label in 0..<labels {
        largest[Int(kind.rawValue)] = max(largest[Int(kind.rawValue)], abs(weights[feature * stride + label]))
      }
    }
    var model = LinearModel(
      labels: labels, stride: stride, table: table, values: values, shareStarts: [0], shares: [], weights: [],
      steps: largest.map { max(($0 + 126) / 127, 1) },
      biases: biases.map { Int32((Int64($0) * LinearModel.biasFeature) >> 16) },
      rowOfWord: Array(repeating: -1, count: lexicon.count), rows: [], rowMasses: [])
    let rarest = Int64(FixedPoint.rarity(count: 0, total: lines.count))
    model.unknownMass = rarest * rarest
    for (feature, kind) in kinds.enumerated() {
      let step = model.steps[Int(kind.rawValue)]
      let least: Int32 = Features.family(kind) == 0 ? 0 : smallestTie
      for label in 0..<labels {
        let weight = weights[feature * stride + label]
        let rounded = (weight + (weight < 0 ? -step / 2 : step / 2)) / step
        guard abs(rounded) > least else { continue }
        let value = (Int64(rounded) * Int64(step) * Int64(values[feature])) >> 12
        model.shares.append(
          Share(label: UInt16(label), value: Int16(clamping: value)))
        model.weights.append(Int8(clamping: rounded))
      }
      model.shareStarts.append(Int32(model.shares.count))
    }
    addRows(&model, lexicon, lines)
    addRowsOfTies(&model)
    return model
  }

  /// Gives every feature with many shares a row of its own, which is added faster than one share at a time.
  private static func addRowsOfTies(_ model: inout LinearModel) {
    model.places.reserveCapacity(model.table.count)
    var next = model.rows.count / model.stride
    for feature in 0..<model.table.count {
      let range = Int(model.shareStarts[feature])..<Int(model.shareStarts[feature + 1])
      guard range.count * 6 > model.stride else {
        model.places.append(
          Place(value: model.values[feature], start: Int32(range.lowerBound), count: Int32(range.count)))
        continue
      }
      var row = [Int16](repeating: 0, count: model.stride)
      for index in range { row[Int(model.shares[index].label)] = model.shares[index].value }
      model.rows.append(contentsOf: row)
      model.places.append(Place(value: model.values[feature], start: Int32(next), count: -1))
      next += 1
    }
  }

  /// Adds up the features of every word that was learned from.
  private static func addRows(_ model: inout LinearModel, _ lexicon: Lexicon, _ lines: [TrainingLine]) {
    var sums = [Int32](repeating: 0, count: model.stride)
    for line in lines {
      for token in line.reading.tokens where token.word >= 0 && model.rowOfWord[Int(token.word)] < 0 {
        for label in sums.indices { sums[label] = 0 }
        var mass: Int64 = 0
        let bytes = line.reading.text[Int(token.textStart)..<Int(token.textEnd)]
        Features.ofWord(bytes, word: token.word, key: token.key, lexicon: lexicon) { name in
          let feature = model.table.find(name)
          guard feature >= 0 else { return }
          let value = Int64(model.values[Int(feature)])
          mass += value * value
          for index in Int(model.shareStarts[Int(feature)])..<Int(model.shareStarts[Int(feature) + 1]) {
            sums[Int(model.shares[index].label)] += Int32(model.shares[index].value)
          }
        }
        model.rowOfWord[Int(token.word)] = Int32(model.rowMasses.count)
        model.rowMasses.append(mass)
        model.rows.append(contentsOf: sums.map { Int16(clamping: $0) })
      }
    }
  }
}
