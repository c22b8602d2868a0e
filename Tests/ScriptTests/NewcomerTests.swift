import Script
import Testing

/// A topic as a newcomer would break it: the broken bytes stand between `⟦` and `⟧`.
struct Broken: Sendable, CustomTestStringConvertible {
  var name: String
  var code: Code
  var topic: String
  /// What mends it when the offered fix does not: the marked bytes replaced by this.
  var mended: String?

  init(_ name: String, _ code: Code, _ topic: String, mended: String? = nil) {
    self.name = name
    self.code = code
    self.topic = topic
    self.mended = mended
  }

  var testDescription: String { name }
}

@Suite("Scripts as newcomers break them")
struct NewcomerTests {
  static let whole = """
    ## start
    How are you today?
    - good: fine, all right
      That is good to hear.
    - bad: awful, not so good
      I am sorry to hear that.
    -> over

    ## over
    Goodbye.
    @end
    """

  private static func broken(
    _ name: String, _ code: Code, _ old: String, _ new: String, mended: String? = nil
  ) -> Broken {
    Broken(name, code, whole.replacing(old, with: new), mended: mended)
  }

  static let scripts: [Broken] = [
    broken("curly quotes round a whole message", .smartQuote, "fine, all", "⟦“fine”⟧, all"),
    broken("a tab for two spaces", .tabIndent, "  That is", "⟦\t⟧That is"),
    broken("three spaces", .oddIndent, "  That is", "⟦   ⟧That is"),
    broken("one space", .oddIndent, "  That is", "⟦ ⟧That is"),
    broken("a missing dash", .missingMark, "- bad: awful, not so good", "⟦bad: awful, not so good⟧"),
    broken("a long dash", .wrongDash, "- bad", "⟦—⟧ bad"),
    broken("a bullet", .wrongDash, "- bad", "⟦•⟧ bad"),
    broken("a star for a list", .wrongDash, "- bad", "⟦*⟧ bad"),
    broken("an arrow from the keyboard of a phone", .wrongArrow, "-> over", "⟦→⟧ over"),
    broken("a fat arrow", .wrongArrow, "-> over", "⟦=>⟧ over"),
    broken("a long arrow", .wrongArrow, "-> over", "⟦-->⟧ over"),
    broken("a colon too many", .phraseForm, "good: fine, all", "good: fine⟦:⟧ all", mended: ","),
    broken("a comma too many", .phraseForm, "fine, all", "fine,⟦,⟧ all"),
    broken("a step misspelt", .unknownPlace, "-> over", "-> ⟦ovre⟧"),
    broken("a file-like heading for a step", .heading, "## over", "⟦# over⟧"),
    broken("a reply under no question", .noAsk, "How are you today?", "⟦I hope you are well.⟧"),
    broken(
      "a question that nobody answers", .strayQuestion, "Goodbye.", "⟦Is that all?⟧", mended: "That is all."),
    broken("a brace never closed", .brace, "That is good", "That is ⟦{told⟧ good"),
    broken("a name used twice", .nameTaken, "@end", "@end\n\n## ⟦over⟧\nHi.\n@end", mended: "other"),
    broken("a sentence without its end", .unfinishedLine, "Goodbye.", "Goodbye⟦⟧"),
    broken("a sentence over two lines", .unfinishedLine, "Goodbye.", "Goodbye and⟦⟧\nfarewell."),
    broken("a mark of emphasis", .markInSpeech, "That is good", "That is ⟦*good*⟧"),
    broken("two marks of emphasis", .markInSpeech, "Goodbye", "⟦**Goodbye**⟧"),
    broken("a condition of other languages", .missingMark, "Goodbye.", "⟦if told⟧\n  Goodbye."),
    broken("a condition with a colon", .missingMark, "Goodbye.", "⟦If told:⟧\n  Goodbye."),
    broken(
      "another case of other languages", .missingMark, "Goodbye.", "@when told\n  Bye.\n⟦else⟧\n  Goodbye."),
    broken("a way on in words", .missingMark, "-> over", "⟦go to over⟧"),
    broken("a way on without its arrow", .missingMark, "-> over", "⟦over⟧"),
    broken("a condition in signs", .malformed, "Goodbye.", "@when ⟦mood == sad && !told⟧\n  Goodbye."),
    broken("a condition and its arrow in one line", .malformed, "## over", "## over\n@when told ⟦-> start⟧"),
    broken("a directive of other languages", .unknownDirective, "Goodbye.", "⟦@if⟧ told\n  Goodbye."),
    broken("a value set with a sign", .malformed, "@end", "⟦@set mood = sad⟧\n@end"),
    broken("a yes set with a word", .malformed, "@end", "⟦@set told true⟧\n@end"),
    broken("a count raised by one", .malformed, "@end", "⟦@add 1 to tries⟧\n@end"),
    broken("two pairs of braces", .brace, "Goodbye.", "@when mood is known\n  So ⟦{{mood}}⟧."),
    broken("a fact behind a dollar", .markInSpeech, "Goodbye.", "@when mood is known\n  So ⟦$mood⟧."),
    broken("a fact between per cent signs", .markInSpeech, "Goodbye.", "@when mood is known\n  So ⟦%mood%⟧."),
    broken("a question with marks behind it", .noAsk, "How are you today?", "⟦How are you today?!⟧"),
    broken(
      "a question with more behind it", .noAsk, "How are you today?", "⟦How are you today? No hurry.⟧",
      mended: "No hurry. How are you today?"),
    broken("an invitation with a full stop", .noAsk, "How are you today?", "⟦Tell me how you are.⟧"),
    broken("a note behind speech", .markInSpeech, "Goodbye.", "Goodbye. ⟦// the end⟧"),
    broken("half a sentence", .unfinishedLine, "Goodbye.", "Goodbye,⟦⟧", mended: "and good luck."),
    broken("a directive misspelt", .unknownDirective, "@end", "⟦@ned⟧"),
    broken("a directive without its mark", .missingMark, "@end", "⟦end⟧"),
    broken("a fact nobody declared", .unknownFact, "@end", "@set ⟦moood⟧ to sad\n@end"),
    broken("a value nobody declared", .unknownValue, "@end", "@set mood to ⟦sadd⟧\n@end"),
    broken(
      "speech below the replies", .belowReplies, "-> over", "⟦Thank you.⟧\n-> over", mended: "  Thank you."),
    broken("no way on", .fallsThrough, "Goodbye.\n@end", "⟦Goodbye.⟧", mended: "Goodbye.\n@end"),
    broken("an endless loop", .silentLoop, "Goodbye.\n@end", "Goodbye.\n⟦-> over⟧", mended: "@end"),
    broken("else", .elseReply, "- bad: awful, not so good", "- ⟦else⟧"),
    broken("a note after a line", .malformed, "-> over", "-> over ⟦// the end⟧", mended: ""),
    broken(
      "a label that is a sentence", .labelForm, "- bad: awful", "- ⟦Not so good today⟧: awful", mended: "bad"),
    broken(
      "words to listen for without a label", .missingLabel, "- bad: awful, not so good",
      "- ⟦awful, not so good⟧", mended: "bad: awful"),
    broken("a telephone number", .phoneNumber, "Goodbye.", "Call ⟦0123 456 789⟧.", mended: "{emergency}"),
    broken(
      "a condition with two readings", .mixedAndOr, "Goodbye.", "@when told and told ⟦or⟧ told\n  Goodbye.",
      mended: "and"),
  ]

  @Test("Each gets its code at its place", arguments: scripts)
  func found(_ broken: Broken) throws {
    let (text, span) = marked(broken.topic)
    let result = read(script(text))
    let header = "# topic: A topic\n\n".utf8.count
    let wanted = try #require(span)
    let error = try #require(result.errors.first { $0.code == broken.code }, "\(result.shown)")
    #expect(error.span == (wanted.lowerBound + header)..<(wanted.upperBound + header), "\(result.shown)")
    #expect(result.errors.count == 1, "\(result.shown)")
  }

  @Test(
    "A heading of other tools is offered as one of ours", arguments: ["=== over ===", ":: Over", "== over"])
  func heading(_ written: String) throws {
    let source = script(Self.whole.replacing("## over", with: written))
    let error = try #require(read(source).errors.first { $0.code == .strangeStart })
    #expect(error.hint == "write `## over`")
    #expect(read(applyFixes([error], to: source)).errors.isEmpty)
  }

  @Test("What is suggested makes it compile", arguments: scripts)
  func mended(_ broken: Broken) throws {
    let (text, span) = marked(broken.topic)
    let source = script(text)
    let result = read(source)
    if let mended = broken.mended, let span {
      var bytes = Array(text.utf8)
      bytes.replaceSubrange(span, with: Array(mended.utf8))
      let again = String(decoding: bytes, as: UTF8.self)
      #expect(read(script(again)).errors.isEmpty, "\(read(script(again)).shown)")
    } else {
      var fixed = source
      var last = result
      for _ in 0..<3 where last.hasErrors {
        fixed = applyFixes(last.diagnostics.filter { $0.severity == .error }, to: fixed)
        last = read(fixed)
      }
      #expect(last.errors.isEmpty, "\(last.shown)")
    }
  }
}
