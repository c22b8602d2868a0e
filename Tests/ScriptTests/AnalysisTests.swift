import Script
import Testing

@Suite("What is known without a person")
struct AnalysisTests {
  static let findings: [Mistake] = [
    Mistake(.maybeUnknown, "## start\nYou said {⟦reason⟧}.\n@end\n"),
    Mistake(
      .maybeUnknown,
      "## start\nWhy?\n- anything as reason -> said\n- enter -> said\n\n## said\n\"{⟦reason⟧}\".\n@end\n"),
    Mistake(
      .maybeUnknown,
      "## start\nWhy?\n- anything as reason\n  @withdraw reason\n  \"{⟦reason⟧}\".\n-> start\n"),
    Mistake(.silentLoop, "## start\nHi.\n⟦-> start⟧\n"),
    Mistake(
      .silentLoop,
      "## start\nHm?\n- yes\n  @set told\n- no\n-> first\n\n## first\n@when told\n  -> second\n@end\n\n## second\n⟦-> first⟧\n"
    ),
    Mistake(.noWayOut, "## start\n⟦Why?⟧\n- yes\n- no -> start\n-> ask again\n"),
    Mistake(.noWayOut, "## start\n⟦Why?⟧\n- yes\n-> other\n\n## other\nWhy not?\n- yes\n-> start\n"),
    Mistake(.unreachableStep, "## start\n@end\n\n## ⟦lost⟧\n@end\n"),
    Mistake(.unreachableStep, "## start\n@end\n\n## ⟦left⟧\nHi?\n- yes\n-> right\n\n## right\n-> left\n"),
    Mistake(
      .unreachableStep, "## start\n@when mood is angry\n  -> lost\n@end\n\n## ⟦lost⟧\n@end\n"),
    Mistake(.impossibleCondition, "## start\n@when ⟦mood is angry⟧\n  Hi.\n@end\n"),
    Mistake(
      .impossibleCondition,
      "## start\nHow?\n- sad\n  @set mood to sad\n- calm\n  @set mood to calm\n- still unclear\n  @end\n-> on\n\n## on\n@when ⟦mood is known⟧\n  Hi.\n@otherwise\n  Ho.\n@end\n"
    ),
    Mistake(.deadReply, "## start\nWhich?\n⟦- one of things⟧\n- no\n-> start\n"),
    Mistake(
      .fullList, "## start\nMore?\n- anything as reason\n  ⟦@add reason to things⟧\n- no\n  @end\n-> start\n"),
    Mistake(.unusedFact, "@fact ⟦idle⟧: text\n\n## start\n@end\n"),
    Mistake(.unusedFact, "@fact ⟦idle⟧: text\n\n## start\nSo?\n- anything as idle\n@end\n"),
    Mistake(
      .uselessRemember, "@fact idle: text\n\n## start\nSo?\n- anything as idle\n  ⟦@remember idle⟧\n@end\n"),
    Mistake(.unusedIntent, "@intent ⟦idle⟧\n  says: hm\n  not: hmm no\n\n## start\n@end\n"),
    Mistake(.unreachablePromise, "## start\n@end\n\n## lost\n@end\n\n⟦@promise Never lost: never lost⟧\n"),
    Mistake(.unreachablePromise, "## start\n@end\n\n⟦@promise Angry: after mood is angry, never #quiet⟧\n"),
  ]

  @Test("A finding has its code and its place", arguments: findings)
  func found(_ mistake: Mistake) throws {
    let (text, span) = marked(mistake.topic)
    let result = read(script(text))
    let wanted = try #require(span)
    let header = "# topic: A topic\n\n".utf8.count
    let spans = result.diagnostics.filter { $0.code == mistake.code && $0.file == "topic.parley" }.map(\.span)
    #expect(spans.contains((wanted.lowerBound + header)..<(wanted.upperBound + header)), "\(result.shown)")
  }

  static let fine: [String] = [
    "## start\nWhy?\n- anything as reason -> on\n- enter -> on\n\n## on\n@when reason is known\n  You said {reason}.\n@end\n",
    "## start\nWhy?\n- anything as reason\n  You said {reason}.\n@end\n",
    "## start\nWhy?\n- yes\n  @end\n- anything as reason\n-> said\n\n## said\n\"{reason}\".\n@end\n",
    "## start\nHow?\n- sad\n  @set mood to sad\n- calm\n  @set mood to calm\n- still unclear\n  @end\n-> on\n\n## on\nSo {mood}.\n@end\n",
    "## start\nMore?\n- anything as reason\n  @when not things is full\n    @add reason to things\n- no\n  @show things\n  @end\n-> start\n",
    "## start\nHow many?\n- a number as tries\n- no\n-> on\n\n## on\n@when tries over 1\n  Many.\n@or when tries is 1\n  One.\n@otherwise\n  None.\n@end\n",
  ]

  @Test("Paths that are fine raise no error", arguments: fine)
  func quiet(_ topic: String) {
    let result = read(script(topic))
    #expect(result.errors.isEmpty, "\(result.shown)")
    let flow: Set<Code> = [.maybeUnknown, .fullList, .unreachableStep, .impossibleCondition, .deadReply]
    #expect(
      !result.diagnostics.contains { flow.contains($0.code) && $0.file == "topic.parley" }, "\(result.shown)")
  }

  @Test("An interrupt that takes a fact back is thought of at every question")
  func interrupts() {
    let manifest = smallManifest.replacing("-> help and ask again", with: "-> topic.lost and ask again")
    let topic = """
      ## start
      Why?
      - anything as reason -> said
      -> start

      ## said
      Is it "{reason}"?
      - yes
        @end
      -> said

      ## lost #crisis #quiet
      @withdraw reason
      -> back
      """
    let result = read(script(topic, manifest: manifest))
    #expect(!result.errors.contains { $0.code == .maybeUnknown && $0.file != "topic.parley" })
    let asked = read(script(topic.replacing("said\nIs", with: "said\nHm.\nIs"), manifest: manifest))
    #expect(asked.errors.count == result.errors.count)
  }

  @Test("Lines below a declaration that parts them from their step are one error")
  func parted() {
    let topic =
      "## start\nHi.\n@end\n\n## next\nSo.\n@fact late: yes or no\nGo on.\nAnd on.\n@set late\n@end\n"
    #expect(read(script(topic)).errors.count { $0.code == .outsideStep } == 1)
  }

  @Test("An item that is taken out of its list on a visit may be unknown after it")
  func removed() {
    let topic = """
      ## start
      Which one?
      - one of things as which -> chosen
      - add: other
        @when not things is full
          @add "tea" to things
      -> start

      ## chosen
      -> tidy and back
      You chose {which}.
      @end

      ## tidy
      @remove which from things
      -> back
      """
    let result = read(script(topic))
    #expect(result.errors.map(\.code) == [.maybeUnknown], "\(result.shown)")
  }

  @Test(
    "A missing fact is told once, however often it is used, and one that can't be read only where it stands")
  func onceOnly() {
    let uses = "## start\n@set lost\n@when lost\n  Hi.\nYou said {lost}.\n@end\n"
    #expect(read(script(uses)).errors.map(\.code) == [.unknownFact])
    #expect(read(script("@fact lost: yes\n\n" + uses)).errors.map(\.code) == [.malformed])
  }

  @Test(
    "A way of saying yes as a label asks for the plain word",
    arguments: ["sure", "yeah", "ok", "nope", "nah"])
  func agreement(label: String) {
    let topic = "## start\nShall we?\n- \(label)\n- later\n@end\n"
    let found = read(script(topic.replacing("- later\n@end", with: "- later\n-> over\n\n## over\n@end")))
    #expect(
      found.diagnostics.contains { $0.code == .labelReserved && $0.severity == .warning }, "\(found.shown)")
    let plain = topic.replacing("- later\n@end", with: "- yes\n- no\n-> over\n\n## over\n@end")
    #expect(!read(script(plain)).codes.contains("label-reserved"))
  }

  @Test("Sixty facts of every size are known apart, wherever their values are kept")
  func manyFacts() {
    // Yes or no, ten values, sixty-three and a hundred: some share a word, some fill one, and some share a bit.
    let tops = [nil, 9, 62, 99]
    let facts = (0..<60).map { (name: "fact_\($0)", top: tops[$0 % tops.count]) }
    var text = "\n## start\n"
    var impossible: [String] = []
    for (index, fact) in facts.enumerated().reversed() where index % 3 == 0 {
      text += "@set \(fact.name)\(fact.top.map { " to \($0)" } ?? "")\n"
    }
    for (index, fact) in facts.enumerated() {
      let conditions =
        fact.top.map { ["\(fact.name) is \($0)", "\(fact.name) is 1"] } ?? [fact.name, "not \(fact.name)"]
      for (place, condition) in conditions.enumerated() {
        text += "@when \(condition)\n  Said \(index) \(place).\n"
        // Of those never set, a count is 0 and the others are not so.
        let holds = index % 3 == 0 ? place == 0 : fact.top == nil && place == 1
        if !holds { impossible.append(condition) }
      }
    }
    let declared = facts.map { "@fact \($0.name): \($0.top.map { "0 to \($0)" } ?? "yes or no")\n" }.joined()
    let result = read(script(declared + text + "@end\n"))
    let found = result.diagnostics.filter { $0.code == .impossibleCondition }.compactMap { found in
      result.source.file(at: found.file).map { String(decoding: $0.bytes[found.span], as: UTF8.self) }
    }
    #expect(found == impossible, "\(result.shown)")
  }
}
