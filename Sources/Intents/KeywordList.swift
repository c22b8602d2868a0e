/// Shortens what every label weighs to its most telling words and ties, and learns those again.
struct KeywordList {
  private let matrix: TrainingMatrix
  private let teaching: [Teaching]
  private let labels: Int
  /// By label.
  private let roles: [Families.Role]
  /// For a feature, the lines that have it, as often as they do.
  private let lineStarts: [Int32]
  private let lines: [Int32]
  private let orders: [[Int32]]

  /// The list is shortened in these rounds, as times its length, and what is left is learned again after each.
  private static let rounds = [5, 2, 1]
  private static let epochs = 30
  /// With little to go by an error costs more than with everything: what `slack` is divided by (8 bits after the point).
  private static func slack(_ slack: Int64, isOwn: Bool) -> Int64 { (slack * (isOwn ? 128 : 48)) >> 8 }

  init(_ matrix: TrainingMatrix, _ teaching: [Teaching], labels: Int, roles: [Families.Role]) {
    self.matrix = matrix
    self.teaching = teaching
    self.labels = labels
    self.roles = roles
    var starts = [Int32](repeating: 0, count: matrix.table.count + 1)
    for feature in matrix.met { starts[Int(feature) + 1] += 1 }
    for feature in 0..<matrix.table.count { starts[feature + 1] += starts[feature] }
    var next = starts
    var lines = [Int32](repeating: 0, count: matrix.met.count)
    for line in 0..<matrix.lineCount {
      for feature in matrix.features(of: line) {
        lines[Int(next[Int(feature)])] = Int32(line)
        next[Int(feature)] += 1
      }
    }
    lineStarts = starts
    self.lines = lines
    var generator = SplitMix64(seed: 1)
    var order = teaching.indices.map { Int32($0) }
    orders = (0..<Self.epochs).map { _ in
      generator.shuffle(&order)
      return order
    }
  }

  func shorten(_ learned: Learned, to most: Int) -> Learned {
    var learned = learned
    for times in Self.rounds {
      let kept = strongest(max(most, 0) * times, in: learned)
      var lists: [[(feature: Int32, weight: Int32)]] = []
      var biases: [Int32] = []
      for label in 0..<labels {
        let found = learn(Int32(label), kept[label])
        lists.append(found.weights)
        biases.append(found.bias)
      }
      learned = Learned(matrix, lists: lists, biases: biases)
    }
    return learned
  }

  /// The features each label keeps: those that move its decisions most, counting a little that many lines have them.
  /// Runs of letters are left out because they waste a short list, and of features that the same lines have only the
  /// first is taken, for the others add nothing.
  private func strongest(_ most: Int, in learned: Learned) -> [[Int32]] {
    var found: [[(feature: Int32, strength: Int64)]] = Array(repeating: [], count: labels)
    var isTaken = [Bool](repeating: false, count: matrix.groupCount + matrix.lineCount)
    for feature in 0..<matrix.table.count where Features.kind(of: matrix.table.names[feature]) != .letters {
      let group = Int(matrix.groups[feature])
      if isTaken[group] { continue }
      isTaken[group] = true
      let count = Int64(lineStarts[feature + 1] - lineStarts[feature])
      let factor = Int64(matrix.values[feature]) * (count << 16).squareRootFloor.squareRootFloor
      learned.weights(of: feature) { label, weight in
        found[label].append((Int32(feature), Int64(abs(weight)) * factor))
      }
    }
    return found.map { list in
      let sorted = list.sorted {
        $0.strength != $1.strength ? $0.strength > $1.strength : $0.feature < $1.feature
      }
      return sorted.prefix(most).map(\.feature)
    }
  }

  /// The lines as one label sees them when it keeps only some features.
  private struct View {
    var starts: [Int32]
    var features: [Int32]
    var values: [Int32]
  }

  private func view(_ kept: [Int32]) -> View {
    var starts = [Int32](repeating: 0, count: matrix.lineCount + 1)
    for feature in kept {
      for line in lines[Int(lineStarts[Int(feature)])..<Int(lineStarts[Int(feature) + 1])] {
        starts[Int(line) + 1] += 1
      }
    }
    for line in 0..<matrix.lineCount { starts[line + 1] += starts[line] }
    var next = starts
    var features = [Int32](repeating: 0, count: Int(starts[matrix.lineCount]))
    var values = features
    for (index, feature) in kept.enumerated() {
      for line in lines[Int(lineStarts[Int(feature)])..<Int(lineStarts[Int(feature) + 1])] {
        let place = Int(next[Int(line)])
        features[place] = Int32(index)
        values[place] = matrix.value(Int(feature), in: Int(line))
        next[Int(line)] += 1
      }
    }
    return View(starts: starts, features: features, values: values)
  }

  private func learn(_ label: Int32, _ kept: [Int32]) -> (
    weights: [(feature: Int32, weight: Int32)], bias: Int32
  ) {
    let view = view(kept)
    var weights = [Int32](repeating: 0, count: kept.count)
    var bias: Int32 = 0
    var duals = [Int32](repeating: 0, count: matrix.lineCount)
    for order in orders {
      for line in order.lazy.map(Int.init) {
        let taught = teaching[line]
        guard taught.teaches(label, as: roles[Int(label)]) else { continue }
        let range = Int(view.starts[line])..<Int(view.starts[line + 1])
        let isOwn = taught.speaks(for: label)
        var sum: Int64 = 0
        for index in range { sum += Int64(weights[Int(view.features[index])]) * Int64(view.values[index]) }
        let decision = sum >> 10 + (Int64(bias) * LinearModel.biasFeature) >> 16
        let dual = Int64(duals[line])
        if dual == 0 && (isOwn ? decision : -decision) >= 65536 { continue }
        var square = DescentStep.biasSquare
        for index in range { square += (Int64(view.values[index]) * Int64(view.values[index])) >> 8 }
        let changed = DescentStep.visit(
          dual, margin: isOwn ? decision : -decision, square: square,
          slack: Self.slack(taught.slack(isOwn: isOwn), isOwn: isOwn))
        guard let changed else { continue }
        duals[line] = Int32(changed)
        let change = isOwn ? changed - dual : dual - changed
        bias &+= Int32((change * LinearModel.biasFeature) >> 16)
        for index in range {
          weights[Int(view.features[index])] &+= Int32((change * Int64(view.values[index]) + 8192) >> 14)
        }
      }
    }
    return (zip(kept, weights).map { ($0, $1) }, bias)
  }
}
