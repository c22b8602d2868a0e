public import Intents

extension Program {
  /// What a message means at the question a state waits at.
  ///
  /// The order is fixed: urgent replies, this question's replies, the anytime list, `anything`, and last unclear.
  /// Within the question the highest score wins; a tie is unclear and offers the tied ones. Replies tie that score the
  /// same, and intents that `Listener.nearTie` calls so.
  public func understand(_ text: String, in state: State) -> Understanding {
    if text.utf8.allSatisfy(isBlank) { return understandSilence(text, in: state) }
    return understand(heldListener.hear(text), in: state)
  }

  /// The same, without listening again to what is said often. `isOld` tells that the line was known from before.
  public func understand(
    _ text: String, in state: State, remembering memo: HearingMemo
  ) -> (understanding: Understanding, isOld: Bool) {
    if text.utf8.allSatisfy(isBlank) { return (understandSilence(text, in: state), false) }
    let (kept, isOld) = memo.hearing(of: text, by: heldListener)
    return (understand(kept.hearing, in: state), isOld)
  }

  /// The same, when the message was heard already.
  public func understand(_ hearing: Hearing, in state: State) -> Understanding {
    var result = Understanding(text: hearing.text, choice: .unclear(tied: []))
    result.urgent = urgent.indices.filter { match(urgent[$0], hearing, state) != nil }
    if let rank = result.urgent.first, mayInterrupt(urgent: rank, state), !listensItself(for: rank, in: state)
    {
      result.choice = .urgent(rank)
      result.match = match(urgent[rank], hearing, state)
      return result
    }
    guard let question = self[state.at].question else { return result }
    if understandReply(question, hearing, state, &result) { return result }
    if understandAnytime(question, hearing, state, &result) { return result }
    if saysSomething(hearing.text),
      let index = question.replies.firstIndex(where: { $0.heads.contains(.anything) })
    {
      result.choice = .reply(index, captured: .text(hearing.text))
      result.match = nil
    }
    return result
  }

  /// A question mark alone, or a face, answers nothing that could be kept and said again.
  private func saysSomething(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func understandSilence(_ text: String, in state: State) -> Understanding {
    let replies = self[state.at].question?.replies ?? []
    let enter = replies.firstIndex { $0.heads.contains(.enter) }
    return Understanding(text: text, choice: enter.map { .reply($0, captured: nil) } ?? .nothing)
  }

  /// A crisis question may list an urgent intent itself; its own reply then answers.
  private func listensItself(for rank: Int, in state: State) -> Bool {
    guard let replies = self[state.at].question?.replies else { return false }
    return replies.contains { reply in
      reply.heads.contains { head in
        if case .intent = head { return urgent[rank].heads.contains(head) }
        return false
      }
    }
  }

  private func understandReply(
    _ question: Question, _ hearing: Hearing, _ state: State, _ result: inout Understanding
  ) -> Bool {
    var best: (match: Match, index: Int, captured: FactValue?)?
    var tied: [Int] = []
    var second: (name: String, score: Int)?
    for index in question.replies.indices {
      guard let found = matchCapturing(question.replies[index].heard, hearing, state) else { continue }
      if let leader = best,
        givesWay(
          question.replies[index], found.match, to: question.replies[leader.index], leader.match, hearing)
      {
        second = second ?? (question.replies[index].name, found.match.score)
        continue
      }
      if let leader = best,
        givesWay(
          question.replies[leader.index], leader.match, to: question.replies[index], found.match, hearing)
      {
        second = (question.replies[leader.index].name, leader.match.score)
        best = (found.match, index, found.captured)
        tied = [index]
        continue
      }
      if let leader = best, found.match.score <= leader.match.score {
        if found.match.score == leader.match.score { tied.append(index) }
        if second.map({ found.match.score > $0.score }) ?? true {
          second = (question.replies[index].name, found.match.score)
        }
        continue
      }
      if let leader = best { second = (question.replies[leader.index].name, leader.match.score) }
      best = (found.match, index, found.captured)
      tied = [index]
    }
    result.runnerUp = second
    guard let best else { return false }
    result.match = best.match
    if tied.count == 1 { tied = nearTies(with: best.index, best.match, question, hearing) }
    result.choice =
      tied.count > 1 ? .unclear(tied: tied) : .reply(best.index, captured: best.captured)
    return true
  }

  /// A yes or no that is only the beginning gives way to a reply with words of its own for the rest, two or more, unless
  /// that one is a yes or no as well: "kind of, but you missed something" is not agreed. Of two as good, the one with
  /// words of its own is meant: an author who listens for "sort of" knows what it means there.
  private func givesWay(
    _ reply: Reply, _ match: Match, to other: Reply, _ otherMatch: Match, _ hearing: Hearing
  ) -> Bool {
    guard isAnswer(reply, match, hearing), let words = ownWords(other, otherMatch, hearing) else {
      return false
    }
    if match.score == otherMatch.score { return true }
    return match.score < YesNo.wholeClause && words > 1 && !other.heads.contains { $0 == .yes || $0 == .no }
  }

  /// Whether a reply was chosen by a yes or no, not by words of its own.
  private func isAnswer(_ reply: Reply, _ match: Match, _ hearing: Hearing) -> Bool {
    reply.heads.contains(.yes) && hearing.yes == match || reply.heads.contains(.no) && hearing.no == match
  }

  /// How many words a reply has for this of its own; nil when something else chose it.
  private func ownWords(_ reply: Reply, _ match: Match, _ hearing: Hearing) -> Int? {
    for case .phrase(let phrase) in reply.heads where hearing.phrase(phrase) == match {
      return heldListener.listener.phrases[phrase.index].words.utf8.count { $0 == 0x20 } + 1
    }
    return nil
  }

  /// The replies that listen for intents heard nearly as well as the winner's, the winner with them, in the order
  /// written: none of them is the clear winner.
  private func nearTies(
    with winner: Int, _ match: Match, _ question: Question, _ hearing: Hearing
  ) -> [Int] {
    func hears(_ reply: Reply, _ isHeard: (Match) -> Bool) -> Bool {
      reply.heads.contains { head in
        guard case .intent(let intent) = head, let found = hearing.intent(intent) else { return false }
        return isHeard(found)
      }
    }
    guard match.score < 1000, hears(question.replies[winner], { $0 == match }) else { return [winner] }
    return question.replies.indices.filter { index in
      index == winner
        || hears(question.replies[index]) { match.score - $0.score <= Listener.nearTie }
    }
  }

  /// Where a question takes any answer, only a clear call for something else leaves it.
  static var clearCall: Int { 750 }
  /// A longer answer is a story being told; whatever it touches on, it is no call for something else.
  static let longestCall = 25

  private func isStory(_ hearing: Hearing) -> Bool {
    hearing.normalised.utf8.count { $0 == 0x20 } >= Self.longestCall
  }

  /// The highest score wins; of equal ones the first in the list.
  private func understandAnytime(
    _ question: Question, _ hearing: Hearing, _ state: State, _ result: inout Understanding
  ) -> Bool {
    var best: (match: Match, index: Int)?
    for index in anytime.indices {
      guard let match = match(anytime[index], hearing, state), mayInterrupt(anytime: index, state) else {
        continue
      }
      if best.map({ match.score > $0.match.score }) ?? true { best = (match, index) }
    }
    guard let best else { return false }
    let takesAnything = question.replies.contains { $0.heads.contains(.anything) }
    if takesAnything && (best.match.score < Self.clearCall || isStory(hearing)) {
      result.runnerUp = result.runnerUp ?? (anytime[best.index].name, best.match.score)
      return false
    }
    result.choice = .anytime(best.index)
    result.match = best.match
    return true
  }

  /// Whether a reply fits, and how well.
  func match(_ reply: Reply, _ hearing: Hearing, _ state: State) -> Match? {
    matchCapturing(reply.heard, hearing, state)?.match
  }

  private func matchCapturing(
    _ reply: Reply.Heard, _ hearing: Hearing, _ state: State
  ) -> (match: Match, captured: FactValue?)? {
    var best: (match: Match, captured: FactValue?)?
    for head in reply.heads {
      guard let found = match(head, captures: reply.captures, hearing, state) else { continue }
      if best.map({ found.match.score > $0.match.score }) ?? true { best = found }
    }
    return best
  }

  private func match(
    _ head: Reply.Head, captures: FactID?, _ hearing: Hearing, _ state: State
  ) -> (match: Match, captured: FactValue?)? {
    switch head {
    case .phrase(let phrase): return hearing.phrase(phrase).map { ($0, nil) }
    case .intent(let intent): return hearing.intent(intent).map { ($0, nil) }
    case .yes: return hearing.yes.map { ($0, nil) }
    case .no: return hearing.no.map { ($0, nil) }
    case .day: return hearing.day.map { ($0.match, .text($0.value.words)) }
    case .lengthOfTime: return hearing.length.map { ($0.match, .text($0.value.words)) }
    case .number:
      guard let (value, match) = hearing.number else { return nil }
      if let fact = captures, !self[fact].admits(.count(value)) { return nil }
      return (match, .count(value))
    case .item(let list):
      guard case .list(let items) = state[list] else { return nil }
      return heldListener.listener.choose(from: items, hearing: hearing).map {
        ($0.match, .text(items[$0.index]))
      }
    case .anything, .enter, .noneOfThese: return nil
    }
  }

  /// Which replies of a look-through fit a kept text, in the order written.
  func look(_ look: Look, in state: State) -> [Int] {
    guard case .text(let text) = state[look.fact] else { return [] }
    let hearing = heldListener.hear(text)
    return look.replies.indices.filter { match(look.replies[$0], hearing, state) != nil }
  }
}

extension Reply {
  /// What matching needs of a reply: of the many that every turn tries, most are looked at no further.
  fileprivate struct Heard {
    var heads: [Head]
    var captures: FactID?
  }

  fileprivate var heard: Heard { Heard(heads: heads, captures: captures) }
}
