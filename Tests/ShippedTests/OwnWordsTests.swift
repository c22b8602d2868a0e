import FoundationEssentials
import Testing

@Suite("The coach speaks in its own words")
struct OwnWordsTests {
  /// FNV-1a 64 of every eight-word run of the source documents; `Tests/Lines/README.md` says how.
  private static let known: Result<Set<UInt64>, any Error> = Result {
    let text = String(
      decoding: try ShippedScript.bytes(ShippedScript.root + "/Tests/Lines/eight_word_runs.txt"),
      as: UTF8.self)
    return Set(text.split(separator: "\n").compactMap { UInt64($0, radix: 16) })
  }

  @Test(
    "No eight words in a row stand in a source document",
    arguments: ["Scripts", "Docs", "README.md", "Transcripts"])
  func repeatsNoSource(place: String) throws {
    let known = try Self.known.get()
    #expect(known.count > 2000)
    var read = 0
    for path in try files(under: place) {
      let words = Self.words(in: try ShippedScript.bytes(path))
      read += words.count
      for start in 0..<max(0, words.count - 7) {
        let run = words[start..<start + 8].joined(separator: " ")
        #expect(!known.contains(Self.hash(run)), "\(path): \(run)")
      }
    }
    #expect(read > 100)
  }

  @Test("A run that does stand in a source would be found, whatever its case and apostrophes")
  func wouldBeFound() {
    let words = Self.words(in: Array("It’s ONE, two; three four five six sev'n".utf8))
    #expect(words == ["it's", "one", "two", "three", "four", "five", "six", "sev'n"])
    #expect(Self.hash("a") == 0xAF63_DC4C_8601_EC8C)
  }

  private func files(under place: String) throws -> [String] {
    let path = ShippedScript.root + "/" + place
    guard !place.contains(".") else { return [path] }
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    return names.filter { [".parley", ".md", ".tsv", ".jsonl"].contains(where: $0.hasSuffix) }
      .map { path + "/" + $0 }
  }

  static func words(in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self).lowercased().replacing("\u{2019}", with: "'")
    let isWord: (UInt8) -> Bool = { (97...122).contains($0) || (48...57).contains($0) || $0 == 39 }
    return text.utf8.split(whereSeparator: { !isWord($0) }).map { String(decoding: $0, as: UTF8.self) }
  }

  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
