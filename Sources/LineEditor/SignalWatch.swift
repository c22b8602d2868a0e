#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The writing end of the pipe that signals are told through while a watch is on; -1 while none is.
/// A handler can be handed nothing, so this is the one variable that it finds its way by.
nonisolated(unsafe) private var tellingEnd: Int32 = -1

/// Turns signals into values for as long as they are watched, and leaves them as they were at any other time.
///
/// The handlers only write the signal's number into a pipe: everything else happens where the waiting is done.
/// One watch exists at a time.
final class SignalWatch {
  enum Wake: Equatable {
    case input
    case signal(Int32)
    case timeout
  }

  private var before: [(signal: Int32, action: sigaction)] = []
  private var hearingEnd: Int32 = -1
  /// What has come out of the pipe and has not been asked for.
  private var unheard: [Int32] = []

  init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    hearingEnd = ends[0]
    tellingEnd = ends[1]
  }

  deinit {
    unwatch(before.map(\.signal))
    guard hearingEnd >= 0 else { return }
    close(hearingEnd)
    close(tellingEnd)
    tellingEnd = -1
  }

  /// Begins to catch these signals. One that the program was started to ignore (as under `nohup`) stays ignored.
  func watch(_ signals: [Int32]) {
    guard hearingEnd >= 0 else { return }
    for signal in signals where !before.contains(where: { $0.signal == signal }) {
      var earlier = sigaction()
      guard sigaction(signal, nil, &earlier) == 0, !earlier.isIgnored else { continue }
      var telling = sigaction(handler: { signal in
        let kept = errno
        var number = UInt8(truncatingIfNeeded: signal)
        _ = write(tellingEnd, &number, 1)
        errno = kept
      })
      if sigaction(signal, &telling, nil) == 0 { before.append((signal, earlier)) }
    }
  }

  /// Puts these signals back as they were. One that had come and was not heard is raised again, so that none is lost.
  func unwatch(_ signals: [Int32]) {
    for (signal, action) in before where signals.contains(signal) {
      var action = action
      sigaction(signal, &action, nil)
    }
    before.removeAll { signals.contains($0.signal) }
    drain()
    let owed = unheard.filter(signals.contains)
    unheard.removeAll(where: signals.contains)
    for signal in Set(owed).subtracting([SIGWINCH, SIGCONT]).sorted() { kill(getpid(), signal) }
  }

  /// Waits until `descriptor` can be read, a signal comes, or the time is over (milliseconds; -1 for ever).
  func wait(for descriptor: Int32, milliseconds: Int32 = -1) -> Wake {
    var waiting = [
      pollfd(fd: hearingEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      if let signal = heardSignal() { return .signal(signal) }
      let ready = poll(&waiting, nfds_t(waiting.count), milliseconds)
      if ready == 0 { return .timeout }
      if ready < 0 && errno != EINTR { return .input }
      if ready > 0 && waiting[0].revents == 0 && waiting[1].revents != 0 { return .input }
    }
  }

  private func heardSignal() -> Int32? {
    drain()
    return unheard.isEmpty ? nil : unheard.removeFirst()
  }

  private func drain() {
    var number: UInt8 = 0
    while hearingEnd >= 0, read(hearingEnd, &number, 1) == 1 { unheard.append(Int32(number)) }
  }
}

extension sigaction {
  /// An action that calls `handler` and has interrupted calls carry on where they can.
  fileprivate init(handler: @escaping @convention(c) (Int32) -> Void) {
    self.init()
    #if canImport(Darwin)
      __sigaction_u.__sa_handler = handler
    #else
      __sigaction_handler.sa_handler = handler
    #endif
    sa_flags = Int32(SA_RESTART)
    sigemptyset(&sa_mask)
  }

  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
      let handler = __sigaction_u.__sa_handler
    #else
      let handler = __sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
