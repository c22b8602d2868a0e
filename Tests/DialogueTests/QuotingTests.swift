import Testing

@testable import Dialogue

@Suite("The person's words, said back")
struct QuotingTests {
  static let cut: [(String, String)] = [
    ("", ""), ("  ", ""), ("my dog", "my dog"), ("  my\t dog \r\n", "my dog"), ("a\nb", "a b"),
    (
      "one two three four five six seven eight nine ten eleven twelve",
      "one two three four five six seven eight nine ten eleven twelve"
    ),
    (
      "one two three four five six seven eight nine ten eleven twelve and more",
      "one two three four five six seven eight nine ten eleven twelve…"
    ),
    (String(repeating: "a", count: 40), String(repeating: "a", count: 40)),
    (String(repeating: "a", count: 41) + " b", String(repeating: "a", count: 40) + "… b"),
    ("bell\u{7}", "bell\u{7}"),
  ]

  @Test("is cut after twelve words and forty letters, on one line", arguments: cut)
  func cutting(text: String, shown: String) {
    #expect(Quoting.cut(text) == shown)
  }

  static let reflected: [(String, String)] = [
    ("i miss my dog", "you miss your dog"), ("I am sad", "you are sad"), ("me,  myself", "you, yourself"),
    ("i wasnt there", "you weren't there"), ("what i was", "what you were"), ("it was mine", "it was yours"),
    ("im fine, i'm ok. i’ve", "you're fine, you're ok. you've"), ("", ""),
    ("amy and imogen", "amy and imogen"),
    ("was i", "was you"), ("well i\tam", "well you are"), ("I'LL go", "you'll go"),
  ]

  @Test("is turned from the first person into the second", arguments: reflected)
  func reflecting(text: String, turned: String) {
    #expect(Quoting.reflect(text) == turned)
  }

  static let opened: [(String, String)] = [
    ("also no lies", "no lies"), ("and, um no lies", "no lies"), ("oh", "oh"), ("no  lies", "no lies"),
    ("andy lies", "andy lies"), ("so so long", "long"), (" no lies ", "no lies"), ("OK fine", "fine"),
    ("okay-dokay then", "okay-dokay then"), ("also", "also"), ("1. also", "1. also"),
  ]

  @Test("loses the words that begin one more item", arguments: opened)
  func opening(text: String, item: String) {
    #expect(Quoting.withoutOpeners(text) == item)
  }

  @Test("is read by bytes as it is by characters")
  func bytes() {
    var generator = Generator(seed: 11)
    let words = [
      "i", "am", "I", "my", "also", "and", "ok", "was", " ", "\t", "\r\n", "  ", "dog,", "i'm", "a-b", "x",
      "im.",
      String(repeating: "q", count: 45), "\u{B}", "'i", "me!",
    ]
    for _ in 0..<2_000 {
      let text = (0..<generator.below(18)).map { _ in words[generator.below(words.count)] }.joined(
        separator: generator.below(3) == 0 ? "" : " ")
      #expect(Quoting.trimmed(text) == Self.trimmed(text), "\(text.debugDescription)")
      #expect(Quoting.cut(text) == Self.cut(text), "\(text.debugDescription)")
      // A character beyond ASCII makes the rest be read by characters too.
      let turned = Quoting.reflect(text + " é")
      #expect(turned.dropLast(turned == "é" ? 1 : 2) == Quoting.reflect(text), "\(text.debugDescription)")
    }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func cut(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    let shown = words.prefix(12).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 }
    return shown.joined(separator: " ") + (words.count > 12 ? "…" : "")
  }
}
