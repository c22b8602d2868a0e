import Synchronization

/// Memos for as many workers as there are at a time: one that is done with a batch leaves its memo to the next.
final class MemoPool: Sendable {
  private let replayer: Replayer
  private let idle = Mutex<[TurnMemo]>([])

  init(_ replayer: Replayer) { self.replayer = replayer }

  /// Calls `body` with a memo that nobody else has meanwhile; nil when the replayer remembers nothing.
  func lending<Result, E: Error>(_ body: (TurnMemo?) throws(E) -> Result) throws(E) -> Result {
    guard replayer.remembersHearings else { return try body(nil) }
    let memo = idle.withLock { $0.popLast() } ?? TurnMemo(replayer.program)
    defer { idle.withLock { $0.append(memo) } }
    return try body(memo)
  }
}
