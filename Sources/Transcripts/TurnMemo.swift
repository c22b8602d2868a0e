import Dialogue

/// Things said at a question that were heard there before, as they stand in a transcript: a line that is byte for
/// byte what would be written need not be read and heard again. Worth its room only for what is said often, so only
/// lines that the hearing memo knew already are kept.
///
/// Belongs to one program, and to one worker at a time, which is why it may be handed from one to the next; bounded.
final class TurnMemo: @unchecked Sendable {
  /// What was said, where, and what came of it.
  final class Entry {
    let place: Place
    /// The words as typed.
    let words: [UInt8]
    /// What stands in the line from `heard` on, its closing braces included.
    let tail: [UInt8]
    let heard: Heard
    let understanding: Understanding

    init(
      place: Place, words: [UInt8], tail: [UInt8], heard: Heard, understanding: Understanding
    ) {
      self.place = place
      self.words = words
      self.tail = tail
      self.heard = heard
      self.understanding = understanding
    }
  }

  /// All that decides what words mean, where lists do not.
  struct Place: Equatable {
    var step: StepID
    /// -1 outside of urgent visits.
    var urgency: Int

    init(_ state: State) {
      step = state.at
      urgency = state.urgency ?? -1
    }
  }

  /// Entries kept, at the most; when there are so many, all are let go of and gathered anew.
  static let most = 1 << 12

  let hearings: HearingMemo
  private var entries: [Entry] = []
  /// Open addressing: an index into `entries`, or -1.
  private var slots = [Int32](repeating: -1, count: most * 2)
  /// By step: whether what is meant there depends on what a list holds, so that nothing may be kept.
  private let dependsOnLists: [Bool]

  /// - Parameter hearings: of the same worker, and perhaps of another program with the same listener.
  init(_ program: Program, hearings: HearingMemo = HearingMemo()) {
    self.hearings = hearings
    let anywhere = (program.urgent + program.anytime).contains(where: \.picksItem)
    dependsOnLists = program.steps.map {
      anywhere || ($0.question?.replies.contains(where: \.picksItem) ?? false)
    }
  }

  /// What is known of some words at a place.
  func find(_ words: Span<UInt8>, at place: Place) -> Entry? {
    var slot = slot(words, place)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.place == place, entry.words.count == words.count, words.isPrefix(of: entry.words) {
        return entry
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Keep what some words were heard as. Words that are written with escapes are not kept.
  func keep(_ text: String, _ heard: Heard, _ understanding: Understanding, at place: Place) {
    guard !dependsOnLists[place.step.index] else { return }
    let words = Array(text.utf8)
    let line = RecordWriter.line(Record(.you(text, after: .zero, heard: heard)))
    guard let spoken = SpokenLine(line.span.extracting(droppingLast: 1)), spoken.words.count == words.count,
      find(words.span, at: place) == nil
    else { return }
    if entries.count >= Self.most { forget() }
    var slot = slot(words.span, place)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entries.count)
    let tail = Array(line[spoken.tail.lowerBound..<(line.count - 1)])
    entries.append(
      Entry(place: place, words: words, tail: tail, heard: heard, understanding: understanding))
  }

  private func forget() {
    entries.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  private func slot(_ words: Span<UInt8>, _ place: Place) -> Int {
    var hash = UInt64(truncatingIfNeeded: place.step.index &* 64 &+ place.urgency &+ words.count << 32)
    let bytes = words.bytes
    var at = 0
    while at + 8 <= bytes.byteCount {
      hash = Self.mixed(hash ^ bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.byteCount {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    return Int(truncatingIfNeeded: Self.mixed(hash ^ rest) >> 20) & (slots.count - 1)
  }

  /// Both halves of a product: every bit counts in every other. Only tells slots apart, and decides nothing.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
    return high ^ low
  }
}

extension Reply {
  /// Whether it points into a list that the person fills.
  fileprivate var picksItem: Bool {
    heads.contains { head in
      if case .item = head { return true }
      return false
    }
  }
}

/// A line of what somebody said, as the writer writes it, cut where it differs from time to time.
struct SpokenLine {
  /// Offsets of the words, which hold no escape.
  private(set) var words: Range<Int>
  private(set) var after: Tenths
  /// Offsets from the comma before `heard` to the end.
  private(set) var tail: Range<Int>

  private static let beginning = Array("{\"you\":\"".utf8)
  private static let middle = Array("\",\"after\":".utf8)

  /// Nil when it is anything else.
  init?(_ line: Span<UInt8>) {
    guard line.count > Self.beginning.count + Self.middle.count, line.starts(with: Self.beginning[...]) else {
      return nil
    }
    let bytes = line.bytes
    var cursor = JSONCursor()
    cursor.at = Self.beginning.count
    cursor.skipPlain(bytes)
    words = Self.beginning.count..<cursor.at
    guard line.extracting(cursor.at...).starts(with: Self.middle[...]) else { return nil }
    cursor.at += Self.middle.count
    guard let after = try? cursor.tenths(bytes) else { return nil }
    self.after = after
    tail = cursor.at..<line.count
  }
}
