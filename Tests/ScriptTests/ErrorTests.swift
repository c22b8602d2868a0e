import Script
import Testing

/// A topic with one mistake, where it is, and what it should be called.
struct Mistake: Sendable, CustomTestStringConvertible {
  var code: Code
  var topic: String
  /// What the first fix makes of the marked part; nil when there is no fix to expect.
  var fixed: String?

  init(_ code: Code, _ topic: String, fixed: String? = nil) {
    self.code = code
    self.topic = topic
    self.fixed = fixed
  }

  var testDescription: String { "\(code.rawValue): " + topic.replacing("\n", with: "|") }
}

@Suite("One mistake, one error, at its place")
struct ErrorTests {
  static let mistakes: [Mistake] = [
    Mistake(.unknownPlace, "## start\nHi.\n-> ⟦strat⟧\n", fixed: "start"),
    Mistake(.fallsThrough, "## start\n⟦Hi.⟧\n"),
    Mistake(.afterLeaving, "## start\n@end\n⟦Hi.⟧\n"),
    Mistake(.emptyStep, "## ⟦start⟧\n"),
    Mistake(.unfinishedLine, "## start\nHi there⟦⟧\n@end\n", fixed: "."),
    Mistake(.missingMark, "## start\nHi.\n⟦end⟧\n"),
    Mistake(.missingMark, "## start\nWell?\n- yes\n⟦later: tomorrow, not now⟧\n@end\n"),
    Mistake(.strangeStart, "## start\n⟦+⟧ Hi.\n@end\n"),
    Mistake(.markInSpeech, "## start\nThis is ⟦*very*⟧ good.\n@end\n"),
    Mistake(.phoneNumber, "## start\nCall ⟦0808 2000 247⟧ now.\n@end\n"),
    Mistake(.brace, "## start\nYou said ⟦{reason⟧.\n@end\n"),
    Mistake(.unknownFact, "## start\nYou said {⟦raeson⟧}.\n@end\n", fixed: "reason"),
    Mistake(.strayQuestion, "## start\n⟦How are you?⟧\n@end\n"),
    Mistake(.noAsk, "## start\n⟦Tell me.⟧\n- yes\n@end\n"),
    Mistake(.secondQuestion, "## start\nOne?\n- yes\n⟦Two?⟧\n- no\n@end\n"),
    Mistake(.belowReplies, "## start\nOne?\n- yes\n⟦Good.⟧\n@end\n"),
    Mistake(.noFoot, "## start\nOne?\n⟦- yes⟧\n- no\n  @end\n- still unclear\n  @end\n"),
    Mistake(.looseOtherwise, "## start\n⟦@otherwise⟧\n  Hi.\n@end\n"),
    Mistake(
      .looseOtherwise,
      "## start\n@when told\n  Hi.\n@when mood is sad\n  Ho.\n⟦@otherwise⟧\n  Hm.\n@end\n"),
    Mistake(.nestedQuestion, "## start\nOne?\n- yes\n  Two.\n  ⟦- no⟧\n@end\n"),
    Mistake(.labelReserved, "## start\nOne?\n- ⟦unclaer⟧\n- yes\n@end\n", fixed: "unclear"),
    Mistake(.labelReserved, "## start\nOne?\n- ⟦no thanks⟧\n- yes\n@end\n"),
    Mistake(.labelIsIntent, "## start\nOne?\n- ⟦greeting⟧\n- yes\n@end\n"),
    Mistake(.labelTaken, "## start\nOne?\n- late\n- ⟦late⟧\n@end\n"),
    Mistake(.labelForm, "## start\nOne?\n- ⟦Late⟧\n- yes\n@end\n", fixed: "late"),
    Mistake(.labelForm, "## start\nOne?\n- ⟦late in the day⟧\n- yes\n@end\n"),
    Mistake(.elseReply, "## start\nOne?\n- yes\n- ⟦else⟧ -> start\n@end\n"),
    Mistake(.missingLabel, "## start\nOne?\n- ⟦late, later⟧\n@end\n"),
    Mistake(.phraseForm, "## start\nOne?\n- late: later⟦,⟧\n@end\n"),
    Mistake(.samePhrase, "## start\nOne?\n- late: never\n- later: ⟦never⟧\n@end\n"),
    Mistake(.captureForm, "## start\nOne?\n- yes ⟦as⟧ reason\n@end\n"),
    Mistake(.wrongKind, "## start\nOne?\n- anything as ⟦tries⟧\n@end\n"),
    Mistake(.replyPlace, "## start\nOne?\n- yes\n- ⟦none of these⟧\n@end\n"),
    Mistake(.urgentReply, "## start\nOne?\n- yes: [⟦danger⟧]\n@end\n"),
    Mistake(.unknownIntent, "## start\nOne?\n- [⟦greting⟧]\n@end\n", fixed: "greeting"),
    Mistake(.unknownTag, "## start ⟦#quite⟧\n@end\n", fixed: "#quiet"),
    Mistake(.unknownValue, "## start\n@set mood to ⟦sda⟧\n@end\n", fixed: "sad"),
    Mistake(.mixedAndOr, "## start\n@when told and told ⟦or⟧ told\n  Hi.\n@end\n"),
    Mistake(.wrongArrow, "## start\nHi.\n⟦→⟧ start\n", fixed: "->"),
    Mistake(.wrongArrow, "## start\nOne?\n- yes ⟦–>⟧ start\n@end\n", fixed: "->"),
    Mistake(.wrongDash, "## start\nOne?\n⟦—⟧ yes\n@end\n", fixed: "-"),
    Mistake(.smartQuote, "## start\nOne?\n- late: ⟦“now”⟧\n@end\n", fixed: "\"now\""),
    Mistake(.tabIndent, "## start\nOne?\n- yes\n⟦\t⟧Good.\n@end\n", fixed: "  "),
    Mistake(.oddIndent, "## start\nOne?\n- yes\n⟦   ⟧Good.\n@end\n", fixed: "  "),
    Mistake(.unexpectedIndent, "## start\nHi.\n⟦  ⟧Ho.\n@end\n", fixed: ""),
    Mistake(.emptyBlock, "## start\n⟦@when told⟧\n@end\n"),
    Mistake(.unknownDirective, "## start\n⟦@ende⟧\n", fixed: "@end"),
    Mistake(.malformed, "## start\n⟦@pause four seconds⟧\n@end\n"),
    Mistake(.malformed, "## start\nHi.\n-> start ⟦and baack⟧\n@end\n", fixed: "and back"),
    Mistake(.coversPlace, "## start\nHi.\n⟦@covers A1⟧\n@end\n"),
    Mistake(.speechOnly, "## start\n@once\n  Hi.\n  ⟦@set told⟧\n@end\n"),
    Mistake(.badName, "## ⟦Start Here⟧\n@end\n\n## start\n@end\n", fixed: "start_here"),
    Mistake(.nameTaken, "## start\n@end\n\n## ⟦start⟧\n@end\n"),
    Mistake(.nameTaken, "## start\n@end\n\n## ⟦help⟧\n@end\n"),
    Mistake(.outsideStep, "⟦Hi.⟧\n\n## start\n@end\n"),
    Mistake(.manifestOnly, "⟦@renamed a.b -> topic.start⟧\n\n## start\n@end\n"),
    Mistake(.heading, "## start\n@end\n\n⟦### more⟧\n@end\n"),
    Mistake(.intentLines, "@intent ⟦odd⟧\n  says: what\n\n## start\nOne?\n- [odd]\n@end\n"),
    Mistake(
      .intentLines, "@intent odd\n  ⟦say⟧: what\n  not: no\n\n## start\nOne?\n- [odd]\n@end\n", fixed: "says"),
    Mistake(.exampleForm, "## start\n@end\n\n⟦@example it goes⟧\n  from: start\n  you: hi\n"),
    Mistake(.promiseForm, "## start\n@end\n\n⟦@promise Quiet: always #quiet⟧\n"),
    Mistake(.visitNeverReturns, "## start\n⟦-> other and back⟧\n@end\n\n## other\n@end\n"),
    Mistake(.onlyVisited, "## start\nHi.\n⟦-> help⟧\n"),
    Mistake(.onlyVisited, "## start\nHi.\n⟦-> back⟧\n"),
  ]

  @Test("A mistake is found, alone, at its place, and its fix is offered", arguments: mistakes)
  func found(_ mistake: Mistake) throws {
    let (text, span) = marked(mistake.topic)
    let source = script(text)
    let header = text.hasPrefix("# ") ? 0 : "# topic: A topic\n\n".utf8.count
    let result = read(source)
    let errors = result.errors
    #expect(errors.map(\.code) == [mistake.code], "\(result.shown)")
    let error = try #require(errors.first)
    let wanted = try #require(span)
    #expect(error.span == (wanted.lowerBound + header)..<(wanted.upperBound + header), "\(result.shown)")
    #expect(error.file == "topic.parley")
    #expect(result.program == nil)
    if let fixed = mistake.fixed { #expect(error.fixes.first?.edits.first?.replacement == fixed) }
  }

  @Test("A crisis question says itself what happens when it is not understood")
  func crisis() {
    let result = read(script("## start #crisis\nSafe?\n- yes\n@end\n"))
    #expect(result.errors.map(\.code) == [.crisisUnclear])
  }

  @Test("An error is shown with its line, carets below it and what was meant")
  func shown() {
    let source = script("## start\nHi.\n-> strat\n")
    #expect(
      read(source).shown == """
        error[unknown-place]: There is no step or topic called `strat`.
         --> topic.parley:5:4
          |
        5 | -> strat
          |    ^^^^^ did you mean `start`?
        fix: write `start`

        1 error

        """)
  }

  @Test("Carets stand under wide characters, and columns count characters")
  func wide() {
    let result = read(script("## start\n日本語 {raeson} é.\n@end\n"))
    #expect(
      result.shown.contains(
        """
         --> topic.parley:4:6
          |
        4 | 日本語 {raeson} é.
          |         ^^^^^^ did you mean `reason`?
        """))
  }

  @Test("A script without a manifest, or with two, says so")
  func manifests() {
    #expect(read(ScriptSource(files: [])).codes == ["no-manifest"])
    let second = SourceFile(path: "z.parley", text: "# z: Z\n@start z\n\n## start\n@end\n")
    let source = ScriptSource(files: script("## start\n@end\n").files + [second])
    #expect(read(source).codes == ["two-manifests"])
  }
}
