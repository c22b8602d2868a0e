/// Something a script may learn about the person, declared by `@fact name: kind`.
public struct FactDeclaration: Equatable, Sendable {
  public var name: String
  public var kind: FactKind
  /// A held fact only rises in its kind's order; nothing but `@withdraw` lowers it, undo and restart included.
  public var isHeld: Bool

  public init(name: String, kind: FactKind, isHeld: Bool = false) {
    self.name = name
    self.kind = kind
    self.isHeld = isHeld
  }

  /// What the fact is before anybody said anything.
  public var initial: FactValue {
    switch kind {
    case .yesOrNo: .yesOrNo(false)
    case .count(let range): .count(range.lowerBound)
    case .list: .list([])
    case .oneOf, .text, .item: .unknown
    }
  }

  /// Whether a value is the initial one, without making that.
  func isInitial(_ value: FactValue) -> Bool {
    switch (value, kind) {
    case (.unknown, .oneOf), (.unknown, .text), (.unknown, .item): true
    case (.yesOrNo(let yes), .yesOrNo): !yes
    case (.count(let count), .count(let range)): count == range.lowerBound
    case (.list(let items), .list): items.isEmpty
    default: false
    }
  }

  /// The value if it is one this fact may hold, else nil: how a remembered value is checked.
  public func admits(_ value: FactValue) -> Bool {
    switch (kind, value) {
    case (.yesOrNo, .yesOrNo), (.text, .text), (.item, .text): true
    case (.oneOf(let options), .choice(let index)): options.indices.contains(index)
    case (.count(let range), .count(let count)): range.contains(count)
    case (.list(let capacity), .list(let items)): items.count <= capacity
    case (.oneOf, .unknown), (.text, .unknown), (.item, .unknown): true
    default: false
    }
  }
}

/// What a fact may hold.
public enum FactKind: Equatable, Sendable {
  /// Starts as no.
  case yesOrNo
  /// One of the options, in the author's order; starts unknown.
  case oneOf([String])
  /// A whole number within the bounds; starts at the lowest.
  case count(ClosedRange<Int>)
  /// The person's own words; starts unknown.
  case text
  /// At most `capacity` different texts; starts empty.
  case list(capacity: Int)
  /// One text out of a list; starts unknown.
  case item(of: FactID)
}

/// What a fact holds now.
public enum FactValue: Hashable, Sendable {
  case unknown
  case yesOrNo(Bool)
  /// Index into the options of `FactKind.oneOf`.
  case choice(Int)
  case count(Int)
  /// Text, and an item of a list.
  case text(String)
  case list([String])

  /// Where the value stands in the order that held facts rise in; unknown is lowest.
  var rank: Int {
    switch self {
    case .unknown: -1
    case .yesOrNo(let yes): yes ? 1 : 0
    case .choice(let index): index
    case .count(let count): count
    case .text: 0
    case .list(let items): items.count
    }
  }
}
