import Testing

@testable import Intents

/// A sentence with a phrase in it, and twins in which the same words mean the contrary, or nothing of the kind.
private struct Twins {
  var phrase: String
  var said: String
  var unsaid: [String]

  init(_ phrase: String, _ said: String, _ unsaid: String...) {
    self.phrase = phrase
    self.said = said
    self.unsaid = unsaid
  }
}

private let table: [Twins] = [
  Twins(
    "hit me", "he hit me last night", "he never hit me", "he didnt hit me", "he has not once hit me",
    "nobody hit me",
    "its not that he hit me", "i dont think he hit me"),
  Twins(
    "miss her", "i miss her so much", "i dont miss her", "i do not even miss her", "i never miss her",
    "i dont really miss her", "i hardly miss her", "its not that i miss her"),
  Twins(
    "want to die", "i want to die", "i dont want to die", "i do not want to die", "never said i want to die",
    "no one here would want to die", "its not that i want to die"),
  Twins(
    "text her", "im going to text her", "im not going to text her", "i wont text her", "i didnt text her",
    "i havent text her", "i will never text her", "i shouldnt text her"),
  Twins(
    "love him", "i still love him", "i dont love him", "i dont still love him", "i never did love him",
    "i cant say i love him", "i no longer love him", "not that i love him"),
  Twins(
    "scared of him", "im scared of him", "im not scared of him", "i was never scared of him",
    "im not even scared of him",
    "i am not at all scared of him", "i wouldnt say im scared of him"),
  Twins(
    "trust her", "i trust her", "i dont trust her", "i cant trust her", "i could never trust her",
    "i barely trust her",
    "i wouldnt trust her"),
  Twins(
    "feel safe", "i feel safe here", "i dont feel safe here", "i never feel safe", "i didnt feel safe",
    "i cant feel safe here", "i hardly feel safe"),
  Twins(
    "thrilled", "im thrilled", "im not thrilled", "not exactly thrilled", "not particularly thrilled",
    "hardly thrilled", "i cant say im thrilled"),
  Twins(
    "suicidal", "i feel suicidal", "not suicidal just sad", "im not suicidal", "i dont feel suicidal",
    "i have never been suicidal", "i wouldnt call it suicidal"),
  Twins(
    "get back together", "we should get back together", "we shouldnt get back together",
    "we wont get back together",
    "we will never get back together", "i dont want to get back together",
    "im not asking to get back together"),
  Twins(
    "blocked me", "she blocked me", "she hasnt blocked me", "she didnt block me", "she never blocked me",
    "she has not blocked me", "no one blocked me"),
  Twins(
    "cheated on me", "he cheated on me", "he never cheated on me", "he didnt cheat on me",
    "he hasnt cheated on me",
    "i dont think he cheated on me", "nobody cheated on me"),
  Twins(
    "ready", "im ready to talk", "im not ready to talk", "i dont feel ready", "i wasnt ready",
    "im not really ready",
    "i will never be ready"),
  Twins(
    "over him", "im over him", "im not over him", "im not even over him", "i dont feel over him",
    "i will never be over him", "i cant get over him"),
  Twins(
    "lonely", "im lonely tonight", "im not lonely", "i dont feel lonely", "i was never lonely",
    "not lonely just bored",
    "i wouldnt say lonely"),
  Twins(
    "controls me", "he controls me", "he doesnt control me", "he never controlled me", "he didnt control me",
    "nobody controls me", "i dont think he controls me"),
  Twins(
    "forgive her", "i forgive her", "i dont forgive her", "i cant forgive her", "i will never forgive her",
    "i wont forgive her", "i couldnt forgive her"),
  Twins(
    "hurt myself", "i want to hurt myself", "i dont want to hurt myself", "i wouldnt hurt myself",
    "i would never hurt myself", "i didnt hurt myself", "i have not hurt myself"),
  Twins(
    "threatened me", "she threatened me", "she never threatened me", "she didnt threaten me",
    "she has not threatened me", "nobody threatened me", "its not that she threatened me"),
  Twins(
    "my fault", "it was my fault", "it wasnt my fault", "it was never my fault", "its not my fault",
    "it isnt really my fault", "i dont think it was my fault"),
  Twins(
    "sleep", "i sleep all day", "i dont sleep", "i cant sleep", "i havent slept", "i barely sleep",
    "i never sleep"),
  Twins(
    "angry", "im angry with her", "im not angry with her", "i was never angry", "not angry just hurt",
    "i dont feel angry", "i wasnt even angry"),
  Twins(
    "happy", "i was happy with him", "i wasnt happy with him", "i was never happy", "im not happy",
    "i dont feel happy",
    "hardly happy"),
  Twins(
    "call him", "i want to call him", "i dont want to call him", "i wont call him", "i didnt call him",
    "i shouldnt call him", "never call him"),
  Twins(
    "follows me", "he follows me", "he doesnt follow me", "he never followed me", "he didnt follow me",
    "nobody follows me", "he isnt following me"),
  Twins(
    "better", "i feel better", "i dont feel better", "im not better", "its not getting better",
    "it never got better",
    "it hasnt got better"),
  Twins(
    "drunk", "im drunk", "im not drunk", "i wasnt drunk", "i havent been drunk", "not drunk just tired",
    "i am not even drunk"),
  Twins(
    "give up", "i want to give up", "i wont give up", "im not going to give up", "i will never give up",
    "i dont want to give up", "i cant give up"),
  Twins(
    "in danger", "im in danger", "im not in danger", "i was never in danger", "i dont feel in danger",
    "nobody is in danger", "i wouldnt say im in danger"),
]

/// Lines whose negation governs something else, so that the phrase is still said.
private let stillSaid: [(phrase: String, line: String)] = [
  ("hit me", "i dont know why he hit me"), ("hit me", "no he hit me"), ("hit me", "i cant believe he hit me"),
  ("hit me", "not only did he hit me"), ("crying", "i cant stop crying"),
  ("text her", "i cant help wanting to text her"),
  ("sad", "not suicidal just sad"), ("miss him", "i dont sleep because i miss him"),
  ("lonely", "never felt so lonely"),
  ("love her", "no doubt i love her"), ("miss her", "im not angry, i miss her"),
  ("hurt me", "nothing but he hurt me"),
  ("alone", "i dont eat and im alone"), ("call her", "why not call her"),
  ("scared", "i didnt sleep but im scared"),
  ("hit me", "i dont remember when he hit me"), ("not sure", "im not sure"), ("no idea", "i have no idea"),
  ("dont want to live", "i dont want to live"), ("cant go on", "i cant go on like this"),
]

@Suite("Negation")
struct NegationTests {
  @Test("A phrase is heard where it is said and not in its negated or hedged twin", arguments: table.indices)
  func twins(row: Int) {
    let twins = table[row]
    let listener = listener(twins.phrase)
    #expect(listener.heard(twins.said) == [twins.phrase], "\(twins.said)")
    for line in twins.unsaid { #expect(listener.heard(line) == [], "\(line)") }
  }

  @Test("The table holds at least 150 pairs")
  func size() {
    #expect(table.reduce(0) { $0 + $1.unsaid.count } >= 150)
  }

  @Test("A negation of something else leaves a phrase said", arguments: stillSaid.indices)
  func said(row: Int) {
    let (phrase, line) = stillSaid[row]
    #expect(listener(phrase).heard(line) == [phrase], "\(line)")
  }
}
