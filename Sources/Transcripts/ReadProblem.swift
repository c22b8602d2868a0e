/// Why a line of a transcript could not be read.
public struct ReadProblem: Error, Equatable, Sendable {
  public enum Fault: Equatable, Sendable {
    /// The line ended in the middle of something: what a torn tail looks like.
    case cutShort
    case expected(String)
    case notUTF8
    case badEscape
    case badNumber
    case tooLong(limit: Int)
    case tooMany(limit: Int)
    case unknownKey(String)
    case repeatedKey(String)
    case missingKey(String)
    case strayKey(String)
    case badValue(key: String, wanted: String)
    /// The whole line says nothing that a transcript says.
    case notARecord
    case newerVersion(Int)
  }

  public var fault: Fault
  /// Byte of the line, from 1.
  public var column: Int

  public init(_ fault: Fault, column: Int) {
    self.fault = fault
    self.column = column
  }
}

extension ReadProblem {
  /// For people; one sentence, no control characters.
  public var words: String {
    switch fault {
    case .cutShort: "the line stops in the middle"
    case .expected(let what): "\(what) should stand here"
    case .notUTF8: "there are bytes here that are not UTF-8 text"
    case .badEscape: "this is not an escape that JSON knows"
    case .badNumber: "this number is not one that a transcript holds"
    case .tooLong(let limit): "the line is longer than \(limit) bytes"
    case .tooMany(let limit): "there are more than \(limit) items here"
    case .unknownKey(let key): "a transcript has no key “\(key.harmless)”"
    case .repeatedKey(let key): "the key “\(key)” stands here twice"
    case .missingKey(let key): "this line needs the key “\(key)”"
    case .strayKey(let key): "the key “\(key)” does not belong in a line of this kind"
    case .badValue(let key, let wanted): "“\(key)” should be \(wanted)"
    case .notARecord: "this line is none of those a transcript is made of"
    case .newerVersion(let version):
      "it was written in version \(version) of the format, and this Parley reads version "
        + "\(Header.currentVersion); a newer Parley will read it"
    }
  }
}
