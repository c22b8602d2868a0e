/// A small, complete script that compiles, keeps its promise and passes its one example: what `parley new` writes.
///
/// - Parameter name: made plain: lower case, spaces as underscores; `coach` when nothing is left of it.
public func newScript(named name: String) -> [SourceFile] {
  var plain = Parser.plainName(name)
  if plain.isEmpty || Parser.reservedNames.contains(plain) || plain == "hello" { plain = "coach" }
  let manifest = """
    # \(plain): \(name.isEmpty ? plain : name)
    @start hello

    // What is said when an answer is not understood, and when it is not understood twice.
    @unclear
      I did not catch that. You could say {choices}.
    @still unclear
      Let's go on.

    // What is listened for at every question.
    @anytime
      - [goodbye] -> hello.farewell

    @promise Nobody is stuck: from anywhere, can reach hello.farewell

    """
  let topic = """
    # hello: A first conversation
    @fact answer: text

    @intent goodbye
      says: bye
      says: i have to go
      not: say goodbye to him from me

    ## start
    Hello.
    How are you today?
    - good: fine,  well,  not bad
      I'm glad.
    - bad: awful,  not good,  terrible
      I'm sorry to hear that.
    - anything as answer
      "{answer, reflected}". Thank you for telling me.
    -> farewell

    ## farewell
    Take care.
    @end

    @example a good day
      from: start
      you: fine
      coach: I'm glad.
      at: farewell

    """
  return [
    SourceFile(path: plain + ".parley", text: manifest), SourceFile(path: "hello.parley", text: topic),
  ]
}
