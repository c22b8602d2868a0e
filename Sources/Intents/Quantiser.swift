/// Rounds learned weights to 8 bits and lays the model out for listening.
enum Quantiser {
  /// Ties weighing this much or less for a label are left out of its sum: half the work for nothing heard.
  static let smallestTie: Int32 = 2

  static func model(
    _ learned: Learned, _ matrix: TrainingMatrix, labels: Int, lexicon: Lexicon, lines: [TrainingLine]
  ) -> LinearModel {
    let kinds = matrix.table.names.map { Features.kind(of: $0) }
    var largest = [Int32](repeating: 1, count: Features.Kind.allCases.count)
    for (feature, kind) in kinds.enumerated() {
      largest[Int(kind.rawValue)] = max(largest[Int(kind.rawValue)], learned.largest(of: feature))
    }
    let stride = max((labels + 7) / 8 * 8, 8)
    let biases = learned.biases + [Int32](repeating: 0, count: max(stride - learned.biases.count, 0))
    var model = LinearModel(
      labels: labels, stride: stride, table: matrix.table, values: matrix.values, shareStarts: [0],
      shares: [],
      weights: [], steps: largest.map { max(($0 + 126) / 127, 1) },
      biases: biases.map { Int32((Int64($0) * LinearModel.biasFeature) >> 16) },
      rowOfWord: Array(repeating: -1, count: lexicon.count), rows: [], rowMasses: [])
    let rarest = Int64(FixedPoint.rarity(count: 0, total: lines.count))
    model.unknownMass = rarest * rarest
    for (feature, kind) in kinds.enumerated() {
      let step = model.steps[Int(kind.rawValue)]
      let least: Int32 = Features.family(kind) == 0 ? 0 : smallestTie
      learned.weights(of: feature, least: step * least + step / 2) { label, weight in
        let rounded = (weight + (weight < 0 ? -step / 2 : step / 2)) / step
        guard abs(rounded) > least else { return }
        let value = (Int64(rounded) * Int64(step) * Int64(matrix.values[feature])) >> 12
        model.shares.append(Share(label: UInt16(label), value: Int16(clamping: value)))
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
