/// A span of time in tenths of a second: as fine as a transcript keeps it, and exact.
public struct Tenths: Hashable, Comparable, Sendable {
  /// 0...`most`.
  public let count: Int

  /// About thirty years.
  public static let most = 10_000_000_000

  /// Anything outside the bounds is moved to the nearer one.
  public init(_ count: Int) {
    self.count = min(max(count, 0), Self.most)
  }

  public static let zero = Tenths(0)
  public static func < (a: Self, b: Self) -> Bool { a.count < b.count }
}
