/// The example lines of all intents by their exact words: a line that an author wrote down is never misheard.
struct ExampleLines: Sendable {
  private var table = ByteTable()
  /// For each line, the intents it is an example of, and those it is a counterexample of.
  private(set) var says: [[Int32]] = []
  /// Of those, the dangers of which nobody said what kind it is.
  private(set) var ofNoKind: [[Int32]] = []
  private(set) var not: [[Int32]] = []

  /// - Parameter dangers: the intents that a line which is no danger is a counterexample of.
  init(_ lines: [TrainingLine], dangers: [Int32]) {
    for line in lines where !line.reading.tokens.isEmpty {
      let id = table.insert(Array(line.reading.normalised.utf8))
      if id == says.count {
        says.append([])
        ofNoKind.append([])
        not.append([])
      }
      if line.label >= 0 {
        says[id].append(line.label)
        if line.isOfNoKind { ofNoKind[id].append(line.label) }
      } else if line.only >= 0 {
        not[id].append(line.only)
      } else if line.only == TrainingLine.dangers {
        not[id] += dangers
      }
    }
  }

  /// The number of the example line whose words are exactly these, or nil.
  func find(_ reading: Reading, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 256 else { return nil }
    var bytes: [UInt8] = []
    for token in reading.tokens[range] {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: reading.text[Int(token.textStart)..<Int(token.textEnd)])
    }
    let id = table.find(bytes, 0..<bytes.count)
    return id < 0 ? nil : id
  }
}

extension ExampleLines {
  func encode(to writer: inout StorageWriter) {
    table.encode(to: &writer)
    writer.add(lists: says)
    writer.add(lists: not)
    writer.add(lists: ofNoKind)
  }

  init(decoding storage: inout StorageReader) {
    table = ByteTable(decoding: &storage)
    says = storage.lists()
    not = storage.lists()
    ofNoKind = storage.lists()
    storage.require(says.count == table.count && not.count == table.count && ofNoKind.count == table.count)
  }

  func areFor(_ intents: Int) -> Bool {
    (says + not + ofNoKind).allSatisfy { $0.allSatisfy { $0 >= 0 && $0 < intents } }
  }
}
