import Testing

@testable import Intents

@Suite("Answers")
struct AnswerTests {
  private let hearing = listener("hello")

  @Test(
    "Yes is heard",
    arguments: [
      "yes", "yeah", "yep", "Yes!", "i did", "i think so", "of course", "no yeah", "yes but only a bit", "k",
      "well yes", "i guess so", "sure", "im sure", "yes i do love her", "yeah he did", "👍", "i'd say yes",
      "yes, no doubt", "oh yes definitely", "yesss", "i am really", "she is, just outside",
      "i did because he asked",
    ])
  func yes(line: String) {
    let heard = hearing.hear(line)
    #expect(heard.yes != nil)
    #expect(heard.no == nil)
  }

  @Test(
    "No is heard",
    arguments: [
      "no", "nope", "nah", "not really", "never", "i didnt", "yeah no", "not yet", "no thanks",
      "i dont think so",
      "no he beat me at fifa", "not exactly", "hell no", "no, not now", "honestly no", "not yes", "nooo",
      "no i haven't", "ummm no", "👎", "he didn't", "no she is just outside", "no im so scared",
    ])
  func no(line: String) {
    let heard = hearing.hear(line)
    #expect(heard.no != nil)
    #expect(heard.yes == nil)
  }

  @Test(
    "Neither is heard",
    arguments: [
      "i would never hear the end of it", "i could never tell anyone",
      "i did love her", "no idea", "not sure", "i dont know", "maybe", "no one loves me", "her", "i miss him",
      "",
      "never mind", "im not sure", "nobody called", "im so scared", "im honestly terrified", "its so hard",
      "im so sleepy, i feel sick", "im just so tired", "im really not ok",
    ])
  func neither(line: String) {
    let heard = hearing.hear(line)
    #expect(heard.yes == nil)
    #expect(heard.no == nil)
  }

  @Test("A yes with a contrast is less sure than a plain yes")
  func hedged() {
    #expect(hearing.hear("yes but only a bit").yes!.score < hearing.hear("yes").yes!.score)
  }

  @Test(
    "Numbers are heard in digits and words",
    arguments: [
      ("2", 2), ("twenty five", 25), ("about two hundred and ten", 210), ("maybe 3 times", 3),
      ("1,500", 1500),
      ("99999999999999999999", 1_000_000_000), ("a thousand", 1000),
    ])
  func numbers(line: String, value: Int) {
    #expect(hearing.hear(line).number?.value == value)
  }

  @Test("A word for a thing is no number", arguments: ["the second one", "no one", "one of them", "hello"])
  func notNumbers(line: String) {
    #expect(hearing.hear(line).number == nil)
  }

  @Test(
    "Lengths of time are heard",
    arguments: [
      ("two weeks", 336), ("a month", 720), ("half a year", 4380), ("a couple of months ago", 1440),
      ("3weeks", 504),
      ("like 20 minutes", 0), ("one day", 24), ("a few days", 72), ("ten years", 87600),
    ])
  func lengths(line: String, hours: Int) {
    #expect(hearing.hear(line).length?.value.hours == hours)
  }

  @Test(
    "Days are heard as typed",
    arguments: [
      ("on Saturday I think", "Saturday"), ("tomorrow night", "tomorrow night"), ("next Tues", "next Tues"),
    ])
  func days(line: String, words: String) {
    #expect(hearing.hear(line).day?.value.words == words)
  }

  @Test(
    "An item is chosen by number or by shared words",
    arguments: [
      ("the second", 1), ("2", 1), ("number 3", 2), ("the last one", 2), ("the shouting one", 0),
      ("phone", 1),
      ("calling late", 2),
    ])
  func choice(line: String, index: Int) {
    let items = ["no shouting", "no going through my phone", "no calls after ten at night, late"]
    #expect(hearing.choose(from: items, hearing: hearing.hear(line))?.index == index)
  }

  @Test(
    "Nothing is chosen when none or more than one fits",
    arguments: ["no", "something else", "9", "shouting phone"])
  func noChoice(line: String) {
    let items = ["no shouting", "no going through my phone", "no calls after ten"]
    #expect(hearing.choose(from: items, hearing: hearing.hear(line)) == nil)
  }
}
