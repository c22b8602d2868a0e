public import Dialogue

/// A fact's value as a transcript writes it: options by name, so that their order may change.
public enum RecordedValue: Equatable, Sendable {
  case unknown
  case yesOrNo(Bool)
  case number(Int)
  /// Text, an item of a list, or the name of an option.
  case text(String)
  case list([String])
}

public struct RecordedFact: Equatable, Sendable {
  public var name: String
  public var value: RecordedValue

  public init(name: String, value: RecordedValue) {
    self.name = name
    self.value = value
  }
}

extension RecordedValue {
  /// How to write what a fact of this kind holds.
  public init(_ value: FactValue, kind: FactKind) {
    switch value {
    case .unknown: self = .unknown
    case .yesOrNo(let yes): self = .yesOrNo(yes)
    case .count(let count): self = .number(count)
    case .text(let text): self = .text(text)
    case .list(let items): self = .list(items)
    case .choice(let index):
      guard case .oneOf(let options) = kind, options.indices.contains(index) else {
        self = .unknown
        return
      }
      self = .text(options[index])
    }
  }

  /// What it means to a fact of this kind. A value that no such fact can hold comes out as one that the fact does
  /// not admit either, so that whoever takes it drops it and says so.
  public func factValue(kind: FactKind?) -> FactValue {
    switch self {
    case .unknown: return .unknown
    case .yesOrNo(let yes): return .yesOrNo(yes)
    case .number(let count): return .count(count)
    case .list(let items): return .list(items)
    case .text(let text):
      guard case .oneOf(let options)? = kind else { return .text(text) }
      return .choice(options.firstIndex(of: text) ?? -1)
    }
  }
}
