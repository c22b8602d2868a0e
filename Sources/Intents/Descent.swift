/// Dual coordinate descent over all lines, eight labels at a time.
///
/// Labels do not depend on one another, so each block of eight keeps its weights close together, and a counterexample
/// is only looked at by the block of the one label it teaches.
struct Descent {
  typealias Lanes = SIMD8<Int32>

  let matrix: TrainingMatrix
  let teaching: [Teaching]
  /// The order in which lines are visited, epoch by epoch.
  private let orders: [[Int32]]

  init(_ matrix: TrainingMatrix, _ teaching: [Teaching]) {
    self.matrix = matrix
    self.teaching = teaching
    var generator = SplitMix64(seed: 1)
    var order = teaching.indices.map { Int32($0) }
    orders = (0..<DescentStep.epochs).map { _ in
      generator.shuffle(&order)
      return order
    }
  }

  /// What one block of eight labels learned.
  struct Block {
    /// By group of the matrix, 14 bits after the point.
    var weights: [Lanes]
    /// 16 bits after the point.
    var biases: Lanes = .zero
  }

  func run(labels: Int) -> [Block] {
    (0..<((labels + 7) / 8)).map { learn(block: $0, lanes: min(labels - $0 * 8, 8)) }
  }

  private func learn(block: Int, lanes: Int) -> Block {
    var learned = Block(
      weights: [Lanes](repeating: .zero, count: matrix.groupCount + matrix.lineCount))
    var duals = [Int32](repeating: 0, count: matrix.lineCount * 8)
    var visits = Visits(teaching: teaching, block: block, lanes: lanes)
    learned.weights.withUnsafeMutableBufferPointer { weights in
      duals.withUnsafeMutableBufferPointer { duals in
        matrix.entries.withUnsafeBufferPointer { entries in
          for order in orders {
            for line in order.lazy.map(Int.init) where visits.isTaught[line] {
              let range = Int(matrix.starts[line])..<Int(matrix.starts[line + 1])
              visits.visit(
                UnsafeBufferPointer(rebasing: entries[range]), line,
                square: matrix.squares[line] + DescentStep.biasSquare, &duals[line * 8], weights)
            }
          }
        }
      }
    }
    learned.biases = visits.biases
    return learned
  }
}

/// The lines as the labels of one block see them.
private struct Visits {
  private let teaching: [Teaching]
  private let first: Int
  private let lanes: Int
  /// By line, whether it teaches any label of the block.
  let isTaught: [Bool]
  private(set) var biases = Descent.Lanes.zero

  init(teaching: [Teaching], block: Int, lanes: Int) {
    self.teaching = teaching
    first = block * 8
    self.lanes = lanes
    let range = Int32(first)..<Int32(first + lanes)
    isTaught = teaching.map { $0.only < 0 || range.contains($0.only) }
  }

  /// Brings the weights of every label closer to what a line asks for.
  @inline(__always)
  mutating func visit(
    _ entries: UnsafeBufferPointer<TrainingMatrix.Entry>, _ line: Int, square: Int64,
    _ duals: UnsafeMutablePointer<Int32>, _ weights: UnsafeMutableBufferPointer<Descent.Lanes>
  ) {
    var sum = Descent.Lanes.zero
    for entry in entries { sum &+= weights[Int(entry.group)] &* entry.value }
    // The bias adds 0.3 of its own weight.
    let decisions = (sum &>> 10) &+ ((biases &* Descent.Lanes(repeating: 307)) &>> 10)
    guard let changes = changes(decisions, line, square, duals) else { return }
    for entry in entries {
      weights[Int(entry.group)] &+= (changes &* entry.value &+ 8192) &>> 14
    }
  }

  /// By how much each label's weights move along the line; nil when none does.
  @inline(__always)
  private mutating func changes(
    _ decisions: Descent.Lanes, _ line: Int, _ square: Int64, _ duals: UnsafeMutablePointer<Int32>
  ) -> Descent.Lanes? {
    var changes = Descent.Lanes.zero
    var isMoved = false
    let taught = teaching[line]
    for lane in 0..<lanes {
      let label = Int32(first + lane)
      let isOwn = taught.speaks(for: label)
      let margin = isOwn ? decisions[lane] : 0 &- decisions[lane]
      if duals[lane] == 0 && margin >= 65536 { continue }
      guard taught.only < 0 || taught.only == label else { continue }
      let dual = Int64(duals[lane])
      let changed = DescentStep.visit(
        dual, margin: Int64(margin), square: square, slack: taught.slack(isOwn: isOwn))
      guard let changed else { continue }
      duals[lane] = Int32(changed)
      let change = isOwn ? changed - dual : dual - changed
      changes[lane] = Int32(change)
      biases[lane] &+= Int32((change * LinearModel.biasFeature) >> 16)
      isMoved = true
    }
    return isMoved ? changes : nil
  }
}

/// The weights of every feature and label, however they were learned.
struct Learned {
  private enum Source {
    case blocks([Descent.Block])
    /// By feature, where its weights start in the two lists of labels and weights.
    case lists(starts: [Int32], labels: [Int32], weights: [Int32])
  }

  private let source: Source
  private let matrix: TrainingMatrix
  /// By group, its largest weight, sign left out; empty for lists.
  private var largest: [Int32] = []
  let biases: [Int32]

  init(_ matrix: TrainingMatrix, _ blocks: [Descent.Block]) {
    self.matrix = matrix
    source = .blocks(blocks)
    biases = blocks.flatMap { block in (0..<8).map { block.biases[$0] } }
    var largest = [Descent.Lanes](repeating: .zero, count: matrix.groupCount + matrix.lineCount)
    for block in blocks {
      for group in largest.indices {
        let weights = block.weights[group]
        largest[group] = pointwiseMax(largest[group], pointwiseMax(weights, 0 &- weights))
      }
    }
    self.largest = largest.map { $0.max() }
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
    case .blocks(let blocks):
      let group = Int(matrix.groups[feature])
      let part = matrix.parts[feature]
      guard (largest[group] &* part) &>> 12 >= least - 1 else { return }
      for (number, block) in blocks.enumerated() {
        let weights = (block.weights[group] &* part) &>> 12
        for lane in 0..<8 where abs(weights[lane]) >= least { body(number * 8 + lane, weights[lane]) }
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
