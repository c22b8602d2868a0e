import Dialogue

extension Session {
  /// Back on the record, after some turns that were not written down. The recorded conversation goes on where it was
  /// left, as if those turns had never been: what was said in them stays unsaid, and replay needs nothing of them.
  ///
  /// Nil when something was told that guards the person from then on. Writing the guard down would tell what was
  /// said, and leaving it out would lower it; so such a session stays off the record to its end.
  ///
  /// - Parameters:
  ///   - recorded: the session as it was when it went off the record.
  ///   - at: the time, `2026-11-21T20:14:03Z`.
  public mutating func comeBack(to recorded: Session, at: String) -> [Record]? {
    guard !hasEnded, !recorded.hasEnded, heldFacts == recorded.heldFacts else { return nil }
    let country = conversation.state.country
    self = recorded
    var records: [Record] = []
    if country != conversation.state.country { records = setCountry(country, after: .zero) }
    return records + resume(at: at)
  }

  /// What nothing but the person's own taking back lowers.
  var heldFacts: [FactValue] {
    conversation.program.facts.indices.filter { conversation.program.facts[$0].isHeld }
      .map { conversation.state.facts[$0] }
  }
}
