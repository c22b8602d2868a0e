import Testing

@testable import LineEditor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct PlainInputTests {
  /// Everything that reading `bytes` gives, up to the end: from a pipe where it holds them all, else from a file.
  private func read(_ bytes: [UInt8], limit: Int = defaultLineLimit) throws -> [Input] {
    var ends: [Int32] = [-1, -1]
    if bytes.count < 4_096 {
      try #require(pipe(&ends) == 0)
      #expect(writeAll(bytes, to: ends[1]) == .written)
    } else {
      let folder = try ScratchFolder()
      ends = [open(folder.path + "/other", O_RDWR | O_CREAT, 0o600), -1]
      #expect(writeAll(bytes, to: ends[0]) == .written)
      lseek(ends[0], 0, SEEK_SET)
    }
    close(ends[1])
    defer { close(ends[0]) }
    let input = PlainInput(descriptor: ends[0], lineLimit: limit)
    var all: [Input] = []
    while all.count < 10_000 {
      let next = input.readTurn()
      if next == .endOfInput { return all }
      all.append(next)
    }
    return all
  }

  private static let cases: [(String, [String])] = [
    ("", []),
    ("\n", [""]),
    ("one\ntwo\n", ["one", "two"]),
    ("one\r\ntwo\r\n", ["one", "two"]),
    ("no newline at the end", ["no newline at the end"]),
    ("one\n\n\ntwo", ["one", "", "", "two"]),
    ("a\rb\n", ["a\rb"]),
    ("é 日本語 \u{1F494}\n", ["é 日本語 \u{1F494}"]),
    ("nul \0 kept\n", ["nul \0 kept"]),
  ]

  @Test("one line in is one turn out", arguments: cases)
  func lines(_ bytes: String, _ turns: [String]) throws {
    #expect(try read(Array(bytes.utf8)) == turns.map { .line($0) })
  }

  private static let faults: [([UInt8], String, Repair)] = [
    ([0x61, 0xFF, 0x62], "a\u{FFFD}b", Repair(firstInvalidByte: 1, invalidBytes: 1)),
    ([0xC3], "\u{FFFD}", Repair(firstInvalidByte: 0, invalidBytes: 1)),
    ([0x61, 0xE2, 0x82, 0x62], "a\u{FFFD}b", Repair(firstInvalidByte: 1, invalidBytes: 2)),
    ([0xC3, 0xA9, 0x80, 0x80], "é\u{FFFD}\u{FFFD}", Repair(firstInvalidByte: 2, invalidBytes: 2)),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", Repair(firstInvalidByte: 0, invalidBytes: 3)),
  ]

  @Test("bytes that are not UTF-8 are replaced and reported", arguments: faults)
  func invalid(_ bytes: [UInt8], _ text: String, _ repair: Repair) throws {
    #expect(try read(bytes + [0x0A, 0x62, 0x0A]) == [.repaired(text, repair), .line("b")])
  }

  @Test(
    "a line of the limit is whole, one byte more is cut, and the next line is itself",
    arguments: ["\n", "\r\n"])
  func limits(_ newline: String) throws {
    let bytes = Array("12345\(newline)123456\(newline)12345678\(newline)next\(newline)".utf8)
    #expect(
      try read(bytes, limit: 5) == [
        .line("12345"), .repaired("12345", Repair(droppedBytes: 1)),
        .repaired("12345", Repair(droppedBytes: 3)), .line("next"),
      ])
  }

  @Test("a line is never cut inside a character")
  func cutBetweenCharacters() throws {
    #expect(try read(Array("abcdé\n".utf8), limit: 5) == [.repaired("abcd", Repair(droppedBytes: 2))])
    #expect(try read(Array("a\u{1F494}\n".utf8), limit: 4) == [.repaired("a", Repair(droppedBytes: 4))])
    #expect(try read(Array("abcé\n".utf8), limit: 5) == [.line("abcé")])
  }

  @Test("a line of a megabyte is one turn, and one of four is cut there")
  func megabytes() throws {
    let mega = [UInt8](repeating: 0x61, count: 1 << 20)
    let turns = try read(mega + [0x0A] + mega + mega + mega + mega + [0x0A] + [0x62])
    #expect(turns.count == 3)
    #expect(turns[0] == .line(String(decoding: mega, as: UTF8.self)))
    #expect(turns[1] == .repaired(String(decoding: mega, as: UTF8.self), Repair(droppedBytes: 3 << 20)))
    #expect(turns[2] == .line("b"))
  }

  @Test("reading what can't be read is a value")
  func unreadable() {
    let input = PlainInput(descriptor: -1)
    #expect(input.readTurn() == .failed(EBADF))
    #expect(input.readTurn() == .failed(EBADF))
  }
}
