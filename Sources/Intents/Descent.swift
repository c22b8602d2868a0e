/// Dual coordinate descent over all lines, eight labels at a time.
///
/// Labels do not depend on one another, so each block of eight keeps its weights close together, and a counterexample
/// is only looked at by the block of the one label it teaches.
struct Descent {
  let matrix: TrainingMatrix
  let teaching: [Teaching]
  /// By label.
  let roles: [Families.Role]
  /// The order in which lines are visited, epoch by epoch.
  private let orders: [[Int32]]

  init(_ matrix: TrainingMatrix, _ teaching: [Teaching], roles: [Families.Role]) {
    self.matrix = matrix
    self.teaching = teaching
    self.roles = roles
    var generator = SplitMix64(seed: 1)
    var order = teaching.indices.map { Int32($0) }
    orders = (0..<DescentStep.epochs).map { _ in
      generator.shuffle(&order)
      return order
    }
  }

  /// What one block of eight labels learned.
  struct Block {
    /// Eight weights for each group of the matrix, 14 bits after the point.
    var weights: [Int32]
    /// 16 bits after the point.
    var biases = [Int32](repeating: 0, count: 8)
  }

  /// The labels in the order in which they stand in the blocks: those that the same lines teach side by side, so that
  /// the thousands of lines of danger are not looked at by blocks that learn nothing from them.
  var order: [Int32] {
    [Families.Role.umbrella, .kind, .ordinary].flatMap { role in
      roles.indices.filter { roles[$0] == role }.map { Int32($0) }
    }
  }

  func run() -> [Block] {
    let order = order
    return stride(from: 0, to: order.count, by: 8).map { learn(order[$0..<min($0 + 8, order.count)]) }
  }

  private func learn(_ block: ArraySlice<Int32>) -> Block {
    let labels = Array(block)
    var learned = Block(
      weights: [Int32](repeating: 0, count: (matrix.groupCount + matrix.lineCount) * 8))
    var duals = [Int32](repeating: 0, count: matrix.lineCount * 8)
    let isTaught = teaching.map { line in labels.contains { line.teaches($0, as: roles[Int($0)]) } }
    let visited = orders.map { order in order.filter { isTaught[Int($0)] } }
    learned.weights.withUnsafeMutableBufferPointer { weights in
      learned.biases.withUnsafeMutableBufferPointer { biases in
        duals.withUnsafeMutableBufferPointer { duals in
          matrix.entries.withUnsafeBufferPointer { entries in
            guard let weights = weights.baseAddress, let biases = biases.baseAddress,
              let duals = duals.baseAddress, let entries = entries.baseAddress
            else { return }
            var visits = Visits(
              labels: labels, roles: labels.map { roles[Int($0)] },
              weights: weights, biases: biases)
            for order in visited {
              for line in order {
                let (line, start) = (Int(line), Int(matrix.starts[Int(line)]))
                visits.visit(
                  entries + start, Int(matrix.starts[line + 1]) - start, teaching[line],
                  square: matrix.squares[line] + DescentStep.biasSquare, duals + line * 8)
              }
            }
          }
        }
      }
    }
    return learned
  }
}

/// The lines as the labels of one block see them.
///
/// The eight lanes are written out: so they are added side by side in a release build, and a debug build stays quick
/// enough to test with.
private struct Visits {
  let labels: [Int32]
  /// By lane.
  let roles: [Families.Role]
  let weights: UnsafeMutablePointer<Int32>
  let biases: UnsafeMutablePointer<Int32>
  private var lanes: Lanes = (0, 0, 0, 0, 0, 0, 0, 0)

  typealias Lanes = (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32)

  init(
    labels: [Int32], roles: [Families.Role], weights: UnsafeMutablePointer<Int32>,
    biases: UnsafeMutablePointer<Int32>
  ) {
    self.labels = labels
    self.roles = roles
    self.weights = weights
    self.biases = biases
  }

  /// Brings the weights of every label closer to what a line asks for.
  @inline(__always)
  mutating func visit(
    _ entries: UnsafePointer<TrainingMatrix.Entry>, _ count: Int, _ taught: Teaching, square: Int64,
    _ duals: UnsafeMutablePointer<Int32>
  ) {
    sum(entries, count)
    guard change(taught, square, duals) else { return }
    let (a, b, c, d, e, f, g, h) = lanes
    var index = 0
    while index < count {
      let entry = entries[index]
      let row = weights + Int(entry.group) &* 8
      let value = entry.value
      row[0] &+= (a &* value &+ 8192) &>> 14
      row[1] &+= (b &* value &+ 8192) &>> 14
      row[2] &+= (c &* value &+ 8192) &>> 14
      row[3] &+= (d &* value &+ 8192) &>> 14
      row[4] &+= (e &* value &+ 8192) &>> 14
      row[5] &+= (f &* value &+ 8192) &>> 14
      row[6] &+= (g &* value &+ 8192) &>> 14
      row[7] &+= (h &* value &+ 8192) &>> 14
      index &+= 1
    }
  }

  /// Leaves the decisions without the bias in `lanes`, 16 bits after the point.
  @inline(__always)
  private mutating func sum(_ entries: UnsafePointer<TrainingMatrix.Entry>, _ count: Int) {
    var (a, b, c, d): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    var (e, f, g, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    var index = 0
    while index < count {
      let entry = entries[index]
      let row = weights + Int(entry.group) &* 8
      let value = entry.value
      a &+= row[0] &* value
      b &+= row[1] &* value
      c &+= row[2] &* value
      d &+= row[3] &* value
      e &+= row[4] &* value
      f &+= row[5] &* value
      g &+= row[6] &* value
      h &+= row[7] &* value
      index &+= 1
    }
    lanes = (a &>> 10, b &>> 10, c &>> 10, d &>> 10, e &>> 10, f &>> 10, g &>> 10, h &>> 10)
  }

  /// Leaves by how much each label's weights move along the line in `lanes`; false when none does.
  @inline(__always)
  private mutating func change(
    _ taught: Teaching, _ square: Int64, _ duals: UnsafeMutablePointer<Int32>
  ) -> Bool {
    let count = labels.count
    return withUnsafeMutableBytes(of: &lanes) { bytes in
      let lanes = bytes.assumingMemoryBound(to: Int32.self)
      var isMoved = false
      var lane = 0
      while lane < count {
        // The bias adds 0.3 of its own weight.
        let decision = lanes[lane] &+ (biases[lane] &* 307) &>> 10
        lanes[lane] = 0
        let label = labels[lane]
        let isOwn = taught.speaks(for: label)
        let margin = isOwn ? decision : 0 &- decision
        let dual = Int64(duals[lane])
        if (dual != 0 || margin < 65536)
          && taught.teaches(label, as: roles[lane]),
          let changed = DescentStep.visit(
            dual, margin: Int64(margin), square: square, slack: taught.slack(isOwn: isOwn))
        {
          duals[lane] = Int32(changed)
          let change = isOwn ? changed - dual : dual - changed
          lanes[lane] = Int32(change)
          biases[lane] &+= Int32((change * LinearModel.biasFeature) >> 16)
          isMoved = true
        }
        lane &+= 1
      }
      return isMoved
    }
  }
}

/// The weights of every feature and label, however they were learned.
struct Learned {
  private enum Source {
    case blocks([Descent.Block], order: [Int32])
    /// By feature, where its weights start in the two lists of labels and weights.
    case lists(starts: [Int32], labels: [Int32], weights: [Int32])
  }

  private let source: Source
  private let matrix: TrainingMatrix
  /// By group, its largest weight, sign left out; empty for lists.
  private var largest: [Int32] = []
  let biases: [Int32]

  /// - Parameter order: the labels in the order in which they stand in the blocks.
  init(_ matrix: TrainingMatrix, _ blocks: [Descent.Block], order: [Int32]) {
    self.matrix = matrix
    source = .blocks(blocks, order: order)
    var biases = [Int32](repeating: 0, count: blocks.count * 8)
    for (place, label) in order.enumerated() { biases[Int(label)] = blocks[place / 8].biases[place % 8] }
    self.biases = biases
    var largest = [Int32](repeating: 0, count: matrix.groupCount + matrix.lineCount)
    for block in blocks {
      for group in largest.indices {
        for lane in 0..<8 { largest[group] = max(largest[group], abs(block.weights[group &* 8 &+ lane])) }
      }
    }
    self.largest = largest
  }

  /// - Parameter lists: for each label, the features it keeps and their weights.
  init(_ matrix: TrainingMatrix, lists: [[(feature: Int32, weight: Int32)]], biases: [Int32]) {
    self.matrix = matrix
    self.biases = biases
    var starts = [Int32](repeating: 0, count: matrix.table.count + 1)
    for list in lists {
      for kept in list { starts[Int(kept.feature) + 1] += 1 }
    }
    for feature in 0..<matrix.table.count { starts[feature + 1] += starts[feature] }
    var next = starts
    var labels = [Int32](repeating: 0, count: Int(starts[matrix.table.count]))
    var weights = labels
    for (label, list) in lists.enumerated() {
      for kept in list {
        let place = Int(next[Int(kept.feature)])
        labels[place] = Int32(label)
        weights[place] = kept.weight
        next[Int(kept.feature)] += 1
      }
    }
    source = .lists(starts: starts, labels: labels, weights: weights)
  }

  /// Calls `body` with the labels that a feature weighs at least `least` for, in their order, and the weights (14 bits
  /// after the point).
  @inline(__always)
  func weights(of feature: Int, least: Int32 = 1, body: (_ label: Int, _ weight: Int32) -> Void) {
    switch source {
    case .blocks(let blocks, let order):
      let group = Int(matrix.groups[feature])
      let part = matrix.parts[feature]
      guard (largest[group] &* part) &>> 12 >= least - 1 else { return }
      for (number, block) in blocks.enumerated() {
        for lane in 0..<8 {
          let weight = (block.weights[group &* 8 &+ lane] &* part) &>> 12
          if weight != 0, abs(weight) >= least { body(Int(order[number * 8 + lane]), weight) }
        }
      }
    case .lists(let starts, let labels, let weights):
      for place in Int(starts[feature])..<Int(starts[feature + 1]) where abs(weights[place]) >= least {
        body(Int(labels[place]), weights[place])
      }
    }
  }

  /// The largest weight a feature has for any label, sign left out.
  func largest(of feature: Int) -> Int32 {
    switch source {
    case .blocks: return (largest[Int(matrix.groups[feature])] &* matrix.parts[feature]) &>> 12
    case .lists:
      var largest: Int32 = 0
      weights(of: feature) { largest = max(largest, abs($1)) }
      return largest
    }
  }
}
