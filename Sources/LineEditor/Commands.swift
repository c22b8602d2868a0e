import CLibedit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// What libedit calls while a line is edited. Everything here runs inside `readTurn`, on its thread.
extension LineEditor {
  /// How often a key is offered again that libedit has spent on something else, such as `f` in vi.
  private static let mostOffers = 8

  /// libedit's reader: 1 with a character, 0 at the end of input, -1 on failure.
  func readCharacter(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    keepLongLine()
    while true {
      if let answer = pending() { return put(answer, character) }
      switch keys.nextKey() {
      case .scalar(let scalar):
        if let answer = typed(scalar) { return put(answer, character) }
      case .block(let text): queue(text)
      case .interrupt: ending = .interrupt
      case .suspend: suspend(wholeGroup: true)
      case .quit: ending = .signal(SIGQUIT)
      case .signal(let signal): handle(signal)
      case .endOfInput: ending = .endOfInput
      case .woken: if isLineEmpty { ending = .woken }
      case .failed(let reason): ending = .failed(reason)
      }
    }
  }

  private var isLineEmpty: Bool {
    var before: Int32 = 0
    var count: Int32 = 0
    _ = cle_line(editor, &before, &count)
    return count == 0
  }

  private func put(_ answer: UInt32?, _ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    UnsafeMutableRawPointer(character)?.storeBytes(of: answer ?? 0, as: UInt32.self)
    return answer == nil ? -1 : 1
  }

  /// What libedit must hear before any new key: nil for nothing; else a character, or nil again for "stop here".
  private func pending() -> UInt32?? {
    guard ending != nil || !delivery.isEmpty else { return nil }
    unanswered += 1
    if unanswered > Self.mostOffers {
      if ending == nil {
        keys.drop(delivery.count)
        delivery = []
        unanswered = 0
        return nil
      }
      return .some(nil)
    }
    switch ending {
    // Enter has libedit leave the cursor below the line, whatever mode it was in.
    case .interrupt, .endOfInput, .woken: return .some(0x0D)
    case .failed, .signal: return .some(nil)
    case nil: return .some(UInt32(CLE_DELIVER))
    }
  }

  /// What to tell libedit of a typed character; nil when it has been dealt with here.
  private func typed(_ scalar: Unicode.Scalar) -> UInt32? {
    var before: Int32 = 0
    var count: Int32 = 0
    _ = cle_line(editor, &before, &count)
    if scalar.value == 0x04 && count == 0 {
      ending = .endOfInput
      return nil
    }
    guard scalar.value >= 0x20, scalar.value != 0x7F else { return scalar.value }
    if Int(count) >= options.lineLimit {
      keys.drop(UTF8.width(scalar))
      return nil
    }
    // A mark that joins the character before it takes no cell of its own, which libedit's quick way of adding a
    // character at the end takes every character to do.
    if DisplayWidth.of(scalar) == 0 {
      delivery = [scalar.value, 0]
      return nil
    }
    return scalar.value
  }

  /// Mends a loss in libedit: of a line put away by the up arrow it keeps 1,024 characters, and the down arrow brings
  /// back NULs for the rest.
  private func keepLongLine() {
    let kept = 1_024
    var before: Int32 = 0
    var count: Int32 = 0
    guard let line = cle_line(editor, &before, &count), Int(count) > kept else { return }
    if line[kept] != 0 {
      longLine = Array(UnsafeBufferPointer(start: line, count: Int(count)))
    } else if longLine.count == Int(count) {
      el_deletestr(editor, el_cursor(editor, count))
      cle_insert(editor, longLine + [0])
      cle_redraw(editor)
    }
  }

  private func queue(_ block: String) {
    var before: Int32 = 0
    var count: Int32 = 0
    _ = cle_line(editor, &before, &count)
    let room = max(options.lineLimit - Int(count), 0)
    let kept = block.unicodeScalars.prefix(room)
    keys.drop(block.unicodeScalars[kept.endIndex...].reduce(0) { $0 + UTF8.width($1) })
    if !kept.isEmpty { delivery = Self.utf32(String(kept)) }
  }

  // MARK: Commands bound to keys

  /// Inserts what is held ready.
  func deliver() -> UInt8 {
    unanswered = 0
    guard !delivery.isEmpty else { return UInt8(CC_NORM) }
    cle_insert(editor, delivery)
    delivery = []
    return UInt8(CC_REFRESH)
  }

  /// Deletes the character before the cursor: all of an emoji of several parts, or a letter with its accents.
  func erase() -> UInt8 {
    let left = textBeforeCursor(atMost: 64)
    guard let last = left.last else { return UInt8(CC_ERROR) }
    el_deletestr(editor, Int32(last.unicodeScalars.count))
    return UInt8(CC_REFRESH)
  }

  /// Completes a command, or lists those that fit.
  func complete() -> UInt8 {
    switch Completion.of(textBeforeCursor(atMost: 256), among: options.commands) {
    case .none: return UInt8(CC_ERROR)
    case .insert(let rest):
      cle_insert(editor, Self.utf32(rest))
      return UInt8(CC_REFRESH)
    case .choices(let names):
      show("\n" + names.joined(separator: "  ") + "\n")
      return UInt8(CC_REDISPLAY)
    }
  }

  private func textBeforeCursor(atMost most: Int) -> String {
    var before: Int32 = 0
    var count: Int32 = 0
    guard let line = cle_line(editor, &before, &count) else { return "" }
    let taken = min(Int(before), most)
    return Self.string(line + (Int(before) - taken), taken)
  }

  // MARK: Signals

  private func handle(_ signal: Int32) {
    switch signal {
    case SIGINT: ending = .interrupt
    case SIGWINCH: resize()
    case SIGTSTP: suspend(wholeGroup: false)
    case SIGCONT: resume()
    default: ending = .signal(signal)
    }
  }

  /// Draws the line anew for the terminal's new size, over what the terminal has made of the old drawing.
  private func resize() {
    let columns = TerminalSize(of: options.output)?.columns ?? 80
    var before: Int32 = 0
    var count: Int32 = 0
    let line = cle_line(editor, &before, &count)
    var cells = DisplayWidth.of(String(cString: promptText))
    var rows = 0
    for character in Self.string(line, Int(before)) {
      if character == "\n" {
        rows += 1 + cells / columns
        cells = 0
      } else {
        cells += DisplayWidth.of(character)
      }
    }
    rows += cells / columns
    if takesCommands { show((rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J") }
    el_resize(editor)
    cle_redraw(editor)
  }

  /// Stops the program until its shell continues it, with the terminal as it was found.
  ///
  /// A key stops the whole process group, as the terminal itself would have: `make` above us must stop as well.
  private func suspend(wholeGroup: Bool) {
    setPasteMarking(false)
    show("\n")
    cle_set_editing(editor, 0)
    signals.unwatch(Self.signalsOfATurn)
    kill(wholeGroup ? 0 : getpid(), SIGTSTP)
    signals.watch(Self.signalsOfATurn)
    resume()
  }

  /// Takes the terminal back after a stop, in which a shell may have changed its modes.
  private func resume() {
    cle_set_editing(editor, 0)
    cle_set_editing(editor, 1)
    setPasteMarking(true)
    el_resize(editor)
    cle_redraw(editor)
  }
}
