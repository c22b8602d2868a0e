extension Machine {
  mutating func say(_ line: Line) {
    let words = spoken(line)
    if line.joins && !paragraph.isEmpty {
      paragraph += " "
      paragraph += words
    } else {
      beginParagraph()
      paragraph = words
    }
  }

  mutating func beginParagraph() { flush() }

  /// Put the paragraph being spoken among the effects.
  mutating func flush() {
    guard !paragraph.isEmpty else { return }
    effects.append(.say(paragraph, at: state.at))
    paragraph = ""
  }

  mutating func vary(_ index: Int) {
    let variation = program.variations[index]
    var progress = state.variations[index]
    let alternative = pick(variation, &progress)
    state.variations[index] = progress
    guard let alternative else { return }
    for line in variation.alternatives[alternative] { say(line) }
  }

  private mutating func pick(_ variation: Variation, _ progress: inout VariationState) -> Int? {
    let count = variation.alternatives.count
    progress.count += 1
    switch variation.kind {
    case .once: return progress.count == 1 ? 0 : nil
    case .inOrder: return min(progress.count, count) - 1
    case .shuffled:
      if progress.order.isEmpty { progress.order = shuffled(count) }
      return progress.order.removeLast()
    }
  }

  /// Fisher and Yates, from the top down.
  private mutating func shuffled(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, state.generator.below(last + 1))
    }
    return order
  }

  mutating func show(list fact: FactID) {
    guard case .list(let items) = state[fact], !items.isEmpty else { return }
    beginParagraph()
    paragraph = items.map { "- \(Quoting.cut($0))" }.joined(separator: "\n")
    flush()
  }

  mutating func show(helplinesFor purpose: String) {
    beginParagraph()
    paragraph = program.helplines.shown(for: purpose, country: state.country)
    flush()
  }

  private func spoken(_ line: Line) -> String {
    if line.pieces.count == 1, case .text(let text) = line.pieces[0] { return text }
    var words = ""
    for (index, piece) in line.pieces.enumerated() {
      switch piece {
      case .text(let text): words += text
      case .fact(let fact, let reflected):
        var shown = wording(of: fact, reflected: reflected)
        // The sentence ends as the author ends it, whatever the person's own words ended with.
        if index + 1 < line.pieces.count, case .text(let next) = line.pieces[index + 1],
          next.utf8.first.map(Self.isEnd) == true
        {
          while let last = shown.utf8.last, Self.isEnd(last) { shown.removeLast() }
        }
        words += shown
      case .emergency:
        let shown = program.helplines.emergencyWords(for: state.country)
        // It begins a sentence at the start, and behind the end of another.
        let before = words.utf8.suffix(2)
        let begins = words.isEmpty || before.last == 0x20 && before.first.map(".!?".utf8.contains) == true
        words += begins ? shown.prefix(1).uppercased() + shown.dropFirst() : shown
      case .choices: words += choices()
      }
    }
    return words
  }

  private static func isEnd(_ byte: UInt8) -> Bool { ".!?,;:".utf8.contains(byte) }

  private func wording(of fact: FactID, reflected: Bool) -> String {
    switch (state[fact], program[fact].kind) {
    case (.unknown, _): "…"
    case (.yesOrNo(let yes), _): yes ? "yes" : "no"
    case (.choice(let index), .oneOf(let options)): options[index]
    case (.choice, _): "…"
    case (.count(let count), _): String(count)
    case (.text(let text), _): Quoting.cut(reflected ? Quoting.reflect(text) : text)
    case (.list(let items), _):
      Quoting.prose(items.map { Quoting.cut(reflected ? Quoting.reflect($0) : $0) }, last: "and")
    }
  }

  private func choices() -> String {
    let replies = program[state.at].question?.replies ?? []
    let indices = offered.isEmpty ? Array(replies.indices) : offered
    return Quoting.prose(indices.compactMap { replies[$0].label }.map { "\"\($0)\"" }, last: "or")
  }
}
