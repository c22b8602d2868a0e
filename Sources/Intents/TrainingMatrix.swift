/// The lines to learn from as sparse vectors.
///
/// Features that the same lines have, as often, are learned as one: their weights can only be multiples of one
/// another, so nothing is lost, and a line is a third as long. What one line alone has is its own business: it becomes
/// a single number beside the line.
struct TrainingMatrix {
  struct Entry {
    var group: Int32
    /// 12 bits after the point.
    var value: Int32
  }

  var table = FeatureTable(minimumCapacity: 1 << 14)
  /// For a feature, how telling it is, times what its kind counts for (8 bits after the point).
  private(set) var values: [Int32] = []
  /// For a feature, the group it is learned with, and its part of the group's weight (12 bits after the point).
  private(set) var groups: [Int32] = []
  private(set) var parts: [Int32] = []
  private(set) var groupCount = 0

  /// For a line, where its entries start; one more than lines.
  private(set) var starts: [Int32] = [0]
  private(set) var entries: [Entry] = []
  /// For a line, its squared length, 16 bits after the point, without the bias.
  private(set) var squares: [Int64] = []

  /// The features of each line one after another as they were met, and by line what each family is multiplied by.
  private(set) var met: [Int32] = []
  private(set) var metStarts: [Int32] = [0]
  private(set) var multipliers: [SIMD4<Int64>] = []

  var lineCount: Int { metStarts.count - 1 }

  init(_ lines: [TrainingLine], lexicon: Lexicon) {
    var seen: [Seen] = []
    gather(lines, lexicon, &seen)
    weigh(seen, lines: lines.count, lexicon)
    multiply()
    group(seen)
    fill()
  }

  /// What is known of a feature while lines are gone through.
  private struct Seen {
    /// How many lines have it, and the last of them.
    var lines: Int32 = 0
    var last: Int32 = -1
    /// Of the numbers of all lines it was met in, in order.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  }

  private mutating func gather(_ lines: [TrainingLine], _ lexicon: Lexicon, _ seen: inout [Seen]) {
    var atoms: [Features.Atom] = []
    for (line, training) in lines.enumerated() {
      let reading = training.reading
      let range = (0..<reading.tokens.count).prefix(Features.mostWords)
      func add(_ name: UInt64) {
        let feature = Int(table.insert(name))
        if feature == seen.count { seen.append(Seen()) }
        if seen[feature].last != Int32(line) {
          seen[feature].last = Int32(line)
          seen[feature].lines += 1
        }
        seen[feature].hash = Self.mix(seen[feature].hash, UInt64(line))
        met.append(Int32(feature))
      }
      atoms.removeAll(keepingCapacity: true)
      for index in range {
        let token = reading.tokens[index]
        atoms.append(Features.atom(token, lexicon))
        guard LinearModel.isFirst(index, range, reading) else { continue }
        let bytes = reading.text[Int(token.textStart)..<Int(token.textEnd)]
        Features.ofWord(bytes, word: token.word, key: token.key, lexicon: lexicon, body: add)
      }
      Features.ofTies(atoms, body: add)
      metStarts.append(Int32(met.count))
    }
  }

  private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let mixed = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  /// How telling each feature is: its rarity, times what its kind counts for; ties that words of grammar take part in
  /// count half.
  private mutating func weigh(_ seen: [Seen], lines: Int, _ lexicon: Lexicon) {
    var isFunction = [Bool](repeating: false, count: lexicon.keys.count)
    for entry in lexicon.entries where entry.classes.contains(.function) { isFunction[Int(entry.key)] = true }
    func isGrammar(_ part: UInt64) -> Bool { part < isFunction.count && isFunction[Int(part)] }
    var rarities: [Int32] = []
    values.reserveCapacity(seen.count)
    for feature in seen.indices {
      let name = table.names[feature]
      let kind = Features.kind(of: name)
      let count = Int(seen[feature].lines)
      while rarities.count <= count {
        rarities.append(FixedPoint.rarity(count: rarities.count, total: lines))
      }
      let value = (rarities[count] * LinearModel.kindWeight(kind)) >> 8
      let (first, second) = Features.parts(of: name)
      switch kind {
      case .neighbours: values.append(isGrammar(first) && isGrammar(second) ? value / 2 : value)
      case .pair, .conceptPair: values.append(isGrammar(first) || isGrammar(second) ? value / 2 : value)
      default: values.append(value)
      }
    }
  }

  /// What each line's families are multiplied by.
  private mutating func multiply() {
    let families = table.names.map { UInt8(Features.family(Features.kind(of: $0))) }
    multipliers.reserveCapacity(lineCount)
    for line in 0..<lineCount {
      var masses: [Int64] = [0, 0, 0, 0]
      for feature in features(of: line) {
        masses[Int(families[Int(feature)])] += Int64(values[Int(feature)]) * Int64(values[Int(feature)])
      }
      let found = LinearModel.multipliers(masses)
      multipliers.append(SIMD4(found[0], found[1], found[2], found[3]))
    }
  }

  /// The features of a line as they were met; one met twice stands twice.
  func features(of line: Int) -> ArraySlice<Int32> {
    met[Int(metStarts[line])..<Int(metStarts[line + 1])]
  }

  /// The value of a feature in a line, 12 bits after the point.
  @inline(__always)
  func value(_ feature: Int, in line: Int) -> Int32 {
    let family = Features.family(Features.kind(of: table.names[feature]))
    return Int32((Int64(values[feature]) * multipliers[line][family]) >> 12)
  }

  // MARK: Groups

  /// Finds the features that are learned as one. The groups of single lines come after all others, in the order of the
  /// lines.
  private mutating func group(_ seen: [Seen]) {
    var known = FeatureTable(minimumCapacity: 1 << 12)
    var squares: [Int64] = []
    groups.reserveCapacity(seen.count)
    for feature in seen.indices {
      guard seen[feature].lines > 1 else {
        groups.append(-1)
        continue
      }
      let family = UInt64(Features.family(Features.kind(of: table.names[feature])))
      let group = known.insert(Self.mix(seen[feature].hash, family) >> 1)
      if Int(group) == squares.count { squares.append(0) }
      squares[Int(group)] += Int64(values[feature]) * Int64(values[feature])
      groups.append(group)
    }
    groupCount = squares.count
    lengths = squares.map { Int32(($0 << 8).squareRootFloor) }
    parts = seen.indices.map { feature in
      guard groups[feature] >= 0 else { return 0 }
      return Int32((Int64(values[feature]) << 16) / Int64(max(lengths[Int(groups[feature])], 1)))
    }
  }

  /// For a group of several lines, the length of its features' values (12 bits after the point).
  private var lengths: [Int32] = []

  /// Lays out the entries of every line.
  private mutating func fill() {
    var place = [Int32](repeating: -1, count: groupCount)
    var added = [Int32](repeating: -1, count: groupCount)
    var families = [UInt8](repeating: 0, count: groupCount)
    // The feature that stands for its group in every line.
    var heads = [Int32](repeating: -1, count: groupCount)
    for feature in groups.indices where groups[feature] >= 0 && heads[Int(groups[feature])] < 0 {
      heads[Int(groups[feature])] = Int32(feature)
      families[Int(groups[feature])] = UInt8(Features.family(Features.kind(of: table.names[feature])))
    }
    var own: [(feature: Int, value: Int64)] = []
    for line in 0..<lineCount {
      own.removeAll(keepingCapacity: true)
      for feature in features(of: line).lazy.map(Int.init) {
        let group = Int(groups[feature])
        if group < 0 || group >= groupCount {
          let value = Int64(value(feature, in: line))
          if group < 0 {
            groups[feature] = Int32(groupCount + line)
            own.append((feature, value))
          } else if let twice = own.firstIndex(where: { $0.feature == feature }) {
            own[twice].value += value
          }
          continue
        }
        guard heads[group] == Int32(feature) else { continue }
        let value = Int32((Int64(lengths[group]) * multipliers[line][Int(families[group])]) >> 16)
        if added[group] == Int32(line) {
          entries[Int(place[group])].value += value
        } else {
          added[group] = Int32(line)
          place[group] = Int32(entries.count)
          entries.append(Entry(group: Int32(group), value: value))
        }
      }
      finish(line, own)
    }
  }

  /// Adds what only this line has, and its squared length.
  private mutating func finish(_ line: Int, _ own: [(feature: Int, value: Int64)]) {
    let length = own.reduce(Int64(0)) { $0 + $1.value * $1.value }.squareRootFloor
    for (feature, value) in own { parts[feature] = Int32((value << 12) / max(length, 1)) }
    entries.append(Entry(group: Int32(groupCount + line), value: Int32(length)))
    let first = Int(starts[line])
    squares.append(entries[first...].reduce(Int64(0)) { $0 + (Int64($1.value) * Int64($1.value)) >> 8 })
    starts.append(Int32(entries.count))
  }
}
