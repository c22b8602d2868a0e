/// The place of a declaration in one of a `Program`'s tables; typed, so that a step's cannot be used for a fact.
public struct Index<Of>: Hashable, Comparable, Sendable {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

public typealias StepID = Index<Step>
public typealias FactID = Index<FactDeclaration>
public typealias TagID = Index<Tag>
