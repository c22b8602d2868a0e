import Intents

/// Lines that one listener heard before, so that what people say again and again ("yes", "no", "i don't know") is
/// not listened to afresh each time. Hearing is pure, so an answer kept is the answer that would be given.
///
/// Belongs to one worker; bounded. Only what is said twice is kept: lines that never come again pass through and
/// push nothing out.
public final class HearingMemo {
  /// Hearings kept, at the most; when there are so many, all are let go of and gathered anew.
  public static let most = 2_048
  /// Longer lines than this are told only once.
  public static let longest = 128

  private var held: HeldListener?
  private var hearings: [String: Kept] = [:]
  /// Which lines were heard once: part of their hashes, each in the place the rest of it says. Two lines in one place
  /// merely forget each other.
  private var once = [UInt32](repeating: 0, count: 1 << 14)

  final class Kept {
    let hearing: Hearing
    init(_ hearing: Hearing) { self.hearing = hearing }
  }

  public init() {}

  /// What a listener hears in a line, and whether it was kept from before.
  func hearing(of text: String, by held: HeldListener) -> (kept: Kept, isOld: Bool) {
    if self.held !== held { begin(held) }
    guard text.utf8.count <= Self.longest else { return (Kept(held.hear(text)), false) }
    if let known = hearings[text] { return (known, true) }
    let kept = Kept(held.hear(text))
    if wasHeardBefore(text) {
      if hearings.count >= Self.most { hearings.removeAll(keepingCapacity: true) }
      hearings[text] = kept
    }
    return (kept, false)
  }

  private func begin(_ held: HeldListener) {
    self.held = held
    hearings.removeAll(keepingCapacity: true)
  }

  private func wasHeardBefore(_ text: String) -> Bool {
    var digest = Digest()
    digest.add(text)
    let mark = UInt32(truncatingIfNeeded: digest.value >> 32) | 1
    let place = Int(truncatingIfNeeded: digest.value) & (once.count - 1)
    defer { once[place] = mark }
    return once[place] == mark
  }
}
