import Testing

@testable import Intents

/// Dangers as a script would write them, few and plain.
private let dangers = Listener(intents: [
  IntentDefinition(
    name: "abuse",
    says: [
      "he hit me", "he used to hit me", "she slapped me again", "he followed me home", "he strangled me",
      "he beats me up when hes drunk", "he raped me", "my husband punched me", "hes stalking me",
      "he hits my kids", "he hit my son", "her boyfriend is hitting her right now",
      "my friends boyfriend hits her and shes scared",
    ],
    not: ["she hit me up", "we had a nice day"], isSafety: true),
  IntentDefinition(
    name: "self_harm",
    says: [
      "i want to die", "im going to kill myself", "he says he will kill himself",
      "my friend says she wants to die", "my sister tried to kill herself", "i tried to kill myself once",
    ],
    not: ["im dying to see him"], isSafety: true),
])

/// A danger of one's own, or of somebody now, and the same words as a story of others.
private let pairs: [(heard: String, story: String)] = [
  ("my ex hit me once", "my friend's ex hit her once"),
  ("he used to hit me", "my friends ex used to hit her"),
  ("he says hell kill himself", "in the film he kills himself"),
  ("he followed me home again", "a woman at work was being followed"),
  ("im going to kill myself like in the book", "the guy in the book kills himself for love"),
  ("he strangled me", "i watched a film where he strangled her"),
  ("he raped me years ago", "my sister was raped by her ex years ago"),
  ("my friend saw him hit me", "my friend got hit by her ex once"),
  ("he hit my son once", "my cousin was hit by her husband once"),
  ("hes stalking me", "we watched a series about a stalker"),
  ("my husband punched me", "my neighbour got arrested for punching his wife"),
  ("my friends boyfriend hits her and shes scared", "my friends boyfriend punched her years ago"),
  ("her boyfriend is hitting her right now", "her friend was hit by her boyfriend years ago"),
  ("he punched my brother", "my brother got punched by some guy"),
  ("my friend says she wants to die", "someone on the news wants to die"),
  ("he hit me in front of my friend", "a friend of hers got hit once"),
  ("my friend tried to kill herself", "a woman on telly tried to kill herself"),
  ("my husband used to beat me up", "my colleague used to get beaten up by her husband"),
]

@Suite("Other people's stories")
struct StoriesTests {
  @Test("A danger is heard where it is the speaker's or somebody's now", arguments: pairs.map(\.heard))
  func heard(line: String) {
    #expect(!dangers.explain(line).words.contains { $0.isStory }, "\(line)")
    #expect(dangers.hear(line).intents.contains { dangers.intents[$0.id.index].isSafety }, "\(line)")
  }

  @Test(
    "No danger is heard in a story of others",
    arguments: pairs.map(\.story))
  func stories(line: String) {
    #expect(dangers.explain(line).words.contains { $0.isStory }, "\(line)")
    #expect(!dangers.hear(line).intents.contains { dangers.intents[$0.id.index].isSafety }, "\(line)")
  }

  @Test(
    "In doubt it is no story",
    arguments: [
      "he killed my friend", "mate he used to hit me", "my friends told me he was violent",
      "my kids friend was hit", "he used to hit her kids", "the show is over, he hit me",
      "a man followed me home", "my friend is still being followed", "he hit me like in the films",
      "my brother used to hit his kids", "my friend killed herself last year",
    ])
  func doubt(line: String) {
    #expect(!dangers.explain(line).words.contains { $0.isStory }, "\(line)")
  }

  @Test("A line that the script has as an example is heard whatever the story")
  func examples() {
    var intents = dangers.intents
    intents[0].says.append("my friend was hit by my ex once")
    let listener = Listener(intents: intents)
    #expect(listener.meant("my friend was hit by my ex once").first == "abuse")
  }
}
