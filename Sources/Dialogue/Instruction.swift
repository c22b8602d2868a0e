/// One act of a step. A step's speech, the bodies of its replies and its foot are compiled into one flat list, so
/// that "where were we" is a step and a position in it.
public enum Instruction: Equatable, Sendable {
  case say(Line)
  /// A variation of `Program.variations`.
  case vary(Int)
  /// Wait this many seconds, 1 to 60, where a person is watching.
  case pause(seconds: Int)
  /// Show a list fact, one item a line.
  case showList(FactID)
  /// Show the helplines for a purpose, by country.
  case showHelplines(purpose: String)
  case change(FactChange)
  /// Go on when the condition holds, else at the position.
  case unless(Condition, goTo: Int)
  case jump(Int)
  /// Find which replies of `Step.looks[index]` fit a kept text, for `Condition.looked`.
  case look(Int)
  /// Say the question and wait for an answer.
  case ask
  /// Wait for another answer to the question that was asked, without saying it again.
  case listen
  /// Go on at the foot of the question that was asked: how the manifest's `@still unclear` ends.
  case foot
  case leave(Exit)
}

/// Where a path goes when it leaves.
public enum Exit: Equatable, Sendable {
  case go(StepID)
  /// Go there, and come back to the next position.
  case visitAndResume(StepID)
  /// Go there, and come back to ask the question again.
  case visitAndAskAgain(StepID)
  case askAgain
  /// End the visit.
  case back
  case end
}

/// A change to what is known.
public enum FactChange: Equatable, Sendable {
  /// A lower value does nothing to a held fact.
  case set(FactID, FactValue)
  /// Set one fact to what another holds: `@set gist to draft`.
  case copy(from: FactID, to: FactID)
  case add(FactID, to: FactID)
  /// Add words the author wrote: `@add "calls after ten" to boundaries`.
  case addText(String, to: FactID)
  case remove(FactID, from: FactID)
  case replace(FactID, in: FactID, with: FactID)
  /// One more, up to the count's highest.
  case increase(FactID)
  /// Back to the initial value, held or not.
  case withdraw(FactID)
  case remember(FactID)
  case forget(FactID)
}
