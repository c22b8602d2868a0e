/// Text made of bytes that ought to be UTF-8.
struct RepairedText {
  var text: String
  var repair: Repair

  /// Decodes `bytes`, putting U+FFFD for what is not UTF-8 and noting where the first such byte stood.
  init(decoding bytes: some BidirectionalCollection<UInt8>) {
    if let sound = String(validating: bytes, as: UTF8.self) {
      text = sound
      repair = Repair()
      return
    }
    text = String(decoding: bytes, as: UTF8.self)
    repair = Self.faults(in: bytes)
  }

  private static func faults(in bytes: some Sequence<UInt8>) -> Repair {
    var repair = Repair()
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        offset += encoded.count
      case .error(let length):
        if repair.firstInvalidByte == nil { repair.firstInvalidByte = offset }
        repair.invalidBytes += length
        offset += length
      case .emptyInput:
        return repair
      }
    }
  }
}
