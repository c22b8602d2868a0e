/// Which of the manifest's replies may take a turn where. Understanding and exploring ask the same questions here.
extension Program {
  /// Inside an urgent visit only a higher urgent reply interrupts.
  public func mayInterrupt(urgent rank: Int, _ state: State) -> Bool {
    guard let current = state.urgency else { return true }
    return rank < current
  }

  /// Talking about the topic one is in is not a call to start it afresh, unless it is a goodbye, which asks nothing more.
  /// And a crisis is left by its own way out or by a goodbye: inside an urgent visit nothing else goes elsewhere unless
  /// it comes back.
  public func mayInterrupt(anytime index: Int, _ state: State) -> Bool {
    guard let exit = exit(ofManifestCodeAt: anytime[index].entry) else { return true }
    switch exit {
    case .go(let step):
      return endsWithoutAsking(step, depth: 0) || (!isWithin(step, state) && state.urgency == nil)
    case .visitAndResume(let step), .visitAndAskAgain(let step): return !isWithin(step, state)
    case .askAgain, .back, .end: return true
    }
  }

  /// A goodbye: every way on from here ends the conversation, and nothing is asked before.
  private func endsWithoutAsking(_ step: StepID, depth: Int) -> Bool {
    guard self[step].question == nil, depth < 4 else { return false }
    return self[step].code.allSatisfy { instruction in
      switch instruction {
      case .leave(.end): true
      case .leave(.go(let next)): endsWithoutAsking(next, depth: depth + 1)
      case .leave: false
      default: true
      }
    }
  }

  /// The reply of `@anytime` with this label that comes back to where it was taken, when it may be taken now.
  public func visit(labelled label: String, in state: State) -> Int? {
    guard !state.ended, let index = anytime.firstIndex(where: { $0.label == label }),
      case .visitAndAskAgain? = exit(ofManifestCodeAt: anytime[index].entry),
      mayInterrupt(anytime: index, state)
    else { return nil }
    return index
  }

  private func isWithin(_ step: StepID, _ state: State) -> Bool {
    self[step].topic == self[state.at].topic
  }

  /// How the body of one of the manifest's replies leaves; nil when it never does.
  public func exit(ofManifestCodeAt position: Int) -> Exit? {
    for instruction in self[Self.manifest].code[position...] {
      if case .leave(let exit) = instruction { return exit }
    }
    return nil
  }
}

extension State {
  /// Rank of the urgent visit we are in, 0 the highest; nil outside of one.
  public var urgency: Int? {
    visits.last { $0.urgency != nil }?.urgency
  }
}

extension Instruction {
  var isLeave: Bool {
    if case .leave = self { return true }
    return false
  }
}
