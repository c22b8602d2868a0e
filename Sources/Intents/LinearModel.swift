/// One label's share in a feature, already multiplied by how telling the feature is (10 bits after the point).
struct Share: Sendable {
  var label: UInt16
  var value: Int16
}

/// Where a feature's shares are: in a row of their own when `count` is negative, else in `shares`.
struct Place: Sendable {
  var value: Int32
  var start: Int32
  var count: Int32
}

/// A sum of whole-number weights over features, one sum for each label: the whole of the classifier.
///
/// Learned weights are 8 bits (`weights`), times one step size a kind of feature. For speed the features of each
/// known word are added up beforehand (`rows`).
struct LinearModel: Sendable {
  var labels: Int
  /// `labels` rounded up to whole vectors of 8.
  var stride: Int
  var table: FeatureTable
  /// For a feature, how telling it is, times what its kind counts for (8 bits after the point).
  var values: [Int32]
  /// For a feature, where its shares begin; one more than features.
  var shareStarts: [Int32]
  var shares: [Share]
  /// The learned 8-bit weights, beside `shares`.
  var weights: [Int8]
  /// What one step of an 8-bit weight is worth, by kind (14 bits after the point).
  var steps: [Int32]
  /// 16 bits after the point.
  var biases: [Int32]
  /// For a word of the lexicon, its row, or -1 where its features are added up while listening.
  var rowOfWord: [Int32]
  var rows: [Int16]
  /// The sum of the squared values of a row's features.
  var rowMasses: [Int64]
  /// What adding a feature needs, side by side.
  var places: [Place] = []
  /// The squared value of a feature that no line had. What is unknown carries no weight but takes up room, so that
  /// a line of mostly unknown words is not judged by the few that are known.
  var unknownMass: Int64 = 0

  /// What each family counts for, and what the fixed bias feature is (16 bits after the point).
  static let familyWeights: [Int64] = [111_411, 65_536, 65_536, 65_536]
  static let biasFeature: Int64 = 19_661
  /// What a kind's features count for within their family (8 bits after the point).
  static func kindWeight(_ kind: Features.Kind) -> Int32 {
    switch kind {
    case .concept: 384
    case .letters: 64
    default: 256
    }
  }

  /// Sums by label while one stretch of words is read; reused from one stretch to the next.
  struct Sums {
    var byFamily: [Int32]
    var masses: [Int64] = [0, 0, 0, 0]
    /// The decision values, 16 bits after the point.
    var totals: [Int32]

    init(stride: Int) {
      byFamily = [Int32](repeating: 0, count: stride * Features.families)
      totals = [Int32](repeating: 0, count: stride)
    }

    mutating func clear() {
      for index in byFamily.indices { byFamily[index] = 0 }
      for index in 0..<4 { masses[index] = 0 }
    }
  }

  /// Memory of the model without bounds checks, for as long as one stretch of words is judged.
  private struct View {
    let slots: FeatureTable.Slots
    let places: UnsafeBufferPointer<Place>
    let shares: UnsafeBufferPointer<Share>
    let rows: UnsafeBufferPointer<Int16>
    let stride: Int

    @inline(__always)
    func addRow(_ row: Int, to target: UnsafeMutablePointer<Int32>) {
      let source = rows.baseAddress.unsafelyUnwrapped + row &* stride
      var label = 0
      while label < stride {
        for lane in 0..<8 { target[label &+ lane] &+= Int32(source[label &+ lane]) }
        label &+= 8
      }
    }

    @inline(__always)
    func add(_ feature: Int, _ family: Int, _ sums: UnsafeMutablePointer<Int32>, _ masses: inout [Int64]) {
      let place = places[feature]
      let value = Int64(place.value)
      masses[family] &+= value &* value
      let target = sums + family &* stride
      if place.count < 0 { return addRow(Int(place.start), to: target) }
      for index in Int(place.start)..<Int(place.start &+ place.count) {
        let share = shares[index]
        target[Int(share.label)] &+= Int32(share.value)
      }
    }
  }

  @inline(__always)
  private func view(_ body: (View) -> Void) {
    table.reader { slots in
      places.withUnsafeBufferPointer { places in
        shares.withUnsafeBufferPointer { shares in
          rows.withUnsafeBufferPointer { rows in
            body(View(slots: slots, places: places, shares: shares, rows: rows, stride: stride))
          }
        }
      }
    }
  }

  private func add(
    wordAt index: Int, _ reading: Reading, _ lexicon: Lexicon, _ view: View,
    _ sums: UnsafeMutablePointer<Int32>,
    _ masses: inout [Int64]
  ) {
    let token = reading.tokens[index]
    let row = token.word >= 0 ? rowOfWord[Int(token.word)] : -1
    if row >= 0 {
      masses[0] += rowMasses[Int(row)]
      view.addRow(Int(row), to: sums)
      return
    }
    let bytes = reading.text[Int(token.textStart)..<Int(token.textEnd)]
    var unknown: Int64 = token.key < 0 ? unknownMass * 2 : 0
    Features.ofWord(bytes, word: token.word, key: token.key, lexicon: lexicon) { name in
      let feature = view.slots.find(name)
      if feature >= 0 {
        view.add(Int(feature), 0, sums, &masses)
      } else {
        unknown += Features.kind(of: name) == .letters ? unknownMass >> 4 : unknownMass
      }
    }
    masses[0] += unknown
  }

  /// The sums of one word alone, left in `sums.byFamily`.
  func add(wordAt index: Int, _ reading: Reading, _ lexicon: Lexicon, _ sums: inout Sums) {
    sums.byFamily.withUnsafeMutableBufferPointer { target in
      view { add(wordAt: index, reading, lexicon, $0, target.baseAddress.unsafelyUnwrapped, &sums.masses) }
    }
  }

  /// The decision values of every label for the words in `range`, left in `sums.totals`.
  func decide(_ reading: Reading, _ range: Range<Int>, _ lexicon: Lexicon, _ sums: inout Sums) {
    sums.clear()
    let range = range.prefix(Features.mostWords)
    var atoms: [Features.Atom] = []
    atoms.reserveCapacity(range.count)
    for index in range {
      atoms.append(Features.atom(reading.tokens[index], lexicon))
    }
    var masses: [Int64] = [0, 0, 0, 0]
    sums.byFamily.withUnsafeMutableBufferPointer { buffer in
      let target = buffer.baseAddress.unsafelyUnwrapped
      view { view in
        for index in range where Self.isFirst(index, range, reading) {
          add(wordAt: index, reading, lexicon, view, target, &masses)
        }
        Features.ofTies(atoms) { name in
          let family = Features.family(Features.kind(of: name))
          let feature = view.slots.find(name)
          if feature >= 0 {
            view.add(Int(feature), family, target, &masses)
          } else {
            masses[family] &+= unknownMass
          }
        }
      }
    }
    sums.masses = masses
    finish(&sums)
  }

  /// Whether a word stands here for the first time; only then does it count on its own.
  static func isFirst(_ index: Int, _ range: Range<Int>, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    for earlier in range.lowerBound..<index {
      let other = reading.tokens[earlier]
      guard other.word == token.word else { continue }
      if token.word >= 0 { return false }
      if reading.text[Int(token.textStart)..<Int(token.textEnd)]
        == reading.text[Int(other.textStart)..<Int(other.textEnd)]
      {
        return false
      }
    }
    return true
  }

  /// What a family's sum is multiplied by, 16 bits after the point: its weight over the length of its features.
  static func multipliers(_ masses: [Int64]) -> [Int64] {
    var length: Int64 = 0
    for family in 0..<4 where masses[family] > 0 {
      length += (familyWeights[family] * familyWeights[family]) >> 16
    }
    let root = max((length << 16).squareRootFloor, 1)
    return (0..<4).map { family in
      guard masses[family] > 0 else { return 0 }
      let own = max((masses[family] << 16).squareRootFloor, 1)
      return (((familyWeights[family] << 16) / root) << 16) / own
    }
  }

  private func finish(_ sums: inout Sums) {
    let multipliers = Self.multipliers(sums.masses)
    for label in 0..<labels {
      var total: Int64 = 0
      for family in 0..<4 { total += Int64(sums.byFamily[family * stride + label]) * multipliers[family] }
      sums.totals[label] = Int32(truncatingIfNeeded: total >> 10) &+ biases[label]
    }
  }
}

extension LinearModel {
  /// What each word and tie in `range` added to one label's sum, in points of the score (400 for a decision of 1),
  /// in the order of the words.
  func evidence(for label: Int, _ reading: Reading, _ range: Range<Int>, _ lexicon: Lexicon) -> [Evidence] {
    var sums = Sums(stride: stride)
    decide(reading, range, lexicon, &sums)
    let multipliers = Self.multipliers(sums.masses)
    func points(_ sum: Int32, _ family: Int) -> Int { Int((Int64(sum) * multipliers[family] * 400) >> 26) }
    let range = range.prefix(Features.mostWords)
    var list: [Evidence] = []
    var atoms: [Features.Atom] = []
    for index in range {
      atoms.append(Features.atom(reading.tokens[index], lexicon))
      guard Self.isFirst(index, range, reading) else { continue }
      sums.clear()
      add(wordAt: index, reading, lexicon, &sums)
      list.append(Evidence(feature: reading.word(index), weight: points(sums.byFamily[label], 0)))
    }
    Features.ofTies(atoms) { name in
      let feature = table.find(name)
      guard feature >= 0 else { return }
      for index in Int(shareStarts[Int(feature)])..<Int(shareStarts[Int(feature) + 1])
      where Int(shares[index].label) == label {
        let weight = points(Int32(shares[index].value), Features.family(Features.kind(of: name)))
        list.append(Evidence(feature: Features.text(name, lexicon: lexicon), weight: weight))
      }
    }
    return list
  }
}

extension LinearModel {
  func encode(to writer: inout StorageWriter) {
    writer.add([labels, stride])
    table.encode(to: &writer)
    writer.add(values)
    writer.add(shareStarts)
    writer.add(shares)
    writer.add(weights)
    writer.add(steps)
    writer.add(biases)
    writer.add(rowOfWord)
    writer.add(rows)
    writer.add(rowMasses)
    writer.add(places)
    writer.add(unknownMass)
  }

  init(decoding storage: inout StorageReader) {
    let sizes = storage.array(of: Int.self)
    labels = sizes.first ?? 0
    stride = sizes.last ?? 0
    table = FeatureTable(decoding: &storage)
    values = storage.array()
    shareStarts = storage.array()
    shares = storage.array()
    weights = storage.array()
    steps = storage.array()
    biases = storage.array()
    rowOfWord = storage.array()
    rows = storage.array()
    rowMasses = storage.array()
    places = storage.array()
    unknownMass = storage.value(0)
    storage.require(isSound)
  }

  /// Whether every number that says where something is says so within bounds.
  private var isSound: Bool {
    let features = table.count
    guard labels >= 0, stride >= max(labels, 8), stride % 8 == 0, biases.count == stride,
      values.count == features, shareStarts.count == features + 1, places.count == features,
      weights.count == shares.count, steps.count == Features.Kind.allCases.count, rows.count % stride == 0
    else { return false }
    let rowCount = rows.count / stride
    guard shareStarts.allSatisfy({ $0 >= 0 && $0 <= shares.count }),
      zip(shareStarts, shareStarts.dropFirst()).allSatisfy({ $0 <= $1 }),
      shares.allSatisfy({ $0.label < labels }), values.allSatisfy({ (0..<(1 << 20)).contains($0) }),
      rowMasses.allSatisfy({ (0..<(1 << 48)).contains($0) }), (0..<(1 << 40)).contains(unknownMass),
      rowOfWord.allSatisfy({ $0 < rowMasses.count }), rowMasses.count <= rowCount
    else { return false }
    return places.allSatisfy { place in
      place.start >= 0 && (0..<(1 << 20)).contains(place.value)
        && (place.count < 0
          ? place.start < rowCount : Int(place.start) + Int(place.count) <= shares.count)
    }
  }
}
