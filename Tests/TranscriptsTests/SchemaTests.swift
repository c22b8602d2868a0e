import Foundation
import Testing

@testable import Transcripts

@Suite("The format, kept")
struct SchemaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func lines(_ path: String) throws -> [String] {
    let bytes = try Data(contentsOf: root.appending(path: path))
    return Made.lines(Array(bytes))
  }

  private func schema() throws -> [String: Any] {
    let bytes = try Data(contentsOf: Self.root.appending(path: "Docs/transcript.schema.json"))
    return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test("the transcript kept of each version reads, and is written again byte for byte", arguments: [1])
  func goldens(version: Int) throws {
    let lines = try Self.lines("Tests/TranscriptsTests/Formats/\(version).jsonl")
    var kinds: Set<String> = []
    for line in lines {
      let record = try RecordReader.read(utf8(line))
      #expect(String(decoding: RecordWriter.line(record), as: UTF8.self) == line + "\n")
      kinds.insert("\(record.kind)".prefix { $0 != "(" }.description)
    }
    // Every kind of line is in it.
    #expect(
      kinds == [
        "header", "you", "command", "resumed", "coach", "pause", "remember", "forget", "end", "quiet", "note",
      ])
  }

  @Test("the schema accepts every line that the reader does")
  func accepts() throws {
    let schema = try schema()
    var lines = try Self.lines("Tests/TranscriptsTests/Formats/1.jsonl")
    lines += Made.lines(Made.bytes())
    lines += RecordTests.table.map(\.1)
    for line in lines { #expect(try Schema(schema).accepts(line), "\(line)") }
  }

  @Test("the schema refuses what the reader refuses, so far as JSON can say it")
  func refuses() throws {
    let schema = try schema()
    let lines = RecordTests.refused.map(\.0).filter {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil
    }
    // JSON itself knows neither repeated keys, nor how a number was spelt.
    let beyond = [#""note":"a","note""#, #""pause":1e3"#, #""after":1.23"#, #""pause":01"#]
    let told = lines.filter { line in !beyond.contains { line.contains($0) } }
    #expect(told.count > 15)
    for line in told { #expect(try !Schema(schema).accepts(line), "\(line)") }
  }
}

/// As much of JSON Schema as the schema of transcripts uses; anything else in it is an error.
private struct Schema {
  private let root: [String: Any]

  init(_ root: [String: Any]) { self.root = root }

  func accepts(_ line: String) throws -> Bool {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
    return try accepts(value, root)
  }

  private func accepts(_ value: Any, _ schema: [String: Any]) throws -> Bool {
    try schema.allSatisfy { keyword, rule in try holds(keyword, rule, value, schema) }
  }

  private func holds(_ keyword: String, _ rule: Any, _ value: Any, _ schema: [String: Any]) throws -> Bool {
    let object = value as? [String: Any]
    switch keyword {
    case "$schema", "$id", "$defs", "title": return true
    case "$ref": return try accepts(value, definition(rule))
    case "oneOf": return try list(rule).filter { try accepts(value, map($0)) }.count == 1
    case "const", "enum":
      let allowed = keyword == "const" ? [rule] : try list(rule)
      return allowed.contains { "\($0)" == "\(value)" && type($0) == type(value) }
    case "type":
      let types = rule as? [String] ?? (rule as? String).map { [$0] } ?? []
      return types.contains(type(value)) || (types.contains("number") && type(value) == "integer")
    case "required":
      guard let object else { return true }
      return try list(rule).allSatisfy { key in (key as? String).map { object[$0] != nil } ?? false }
    case "properties":
      for (key, inner) in try map(rule) {
        guard let member = object?[key] else { continue }
        if try !accepts(member, map(inner)) { return false }
      }
      return true
    case "additionalProperties":
      let known = (schema["properties"] as? [String: Any])?.keys.map { $0 } ?? []
      let others = (object ?? [:]).filter { !known.contains($0.key) }
      if let inner = rule as? [String: Any] { return try others.allSatisfy { try accepts($0.value, inner) } }
      return others.isEmpty
    case "items": return try (value as? [Any] ?? []).allSatisfy { try accepts($0, map(rule)) }
    case "maxItems":
      let most = try #require(rule as? Int)
      return (value as? [Any] ?? []).count <= most
    case "pattern":
      guard let text = value as? String else { return true }
      let pattern = try #require(rule as? String)
      return try text.wholeMatch(of: Regex(pattern)) != nil
    case "minimum", "maximum":
      guard let number = number(value), let bound = self.number(rule) else { return true }
      return keyword == "minimum" ? number >= bound : number <= bound
    default:
      Issue.record("the schema uses “\(keyword)”, which this test does not know")
      return false
    }
  }

  private func definition(_ reference: Any) throws -> [String: Any] {
    let name = try #require((reference as? String)?.split(separator: "/").last.map(String.init))
    let definitions = try map(root["$defs"])
    return try map(definitions[name])
  }

  private func map(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }
  private func list(_ value: Any) throws -> [Any] { try #require(value as? [Any]) }
  private func number(_ value: Any) -> Double? {
    type(value) == "string" ? nil : (value as? NSNumber)?.doubleValue
  }

  private func type(_ value: Any) -> String {
    switch value {
    case is NSNull: return "null"
    case is String: return "string"
    case is [Any]: return "array"
    case is [String: Any]: return "object"
    case let number as NSNumber:
      if String(cString: number.objCType) == "c" { return "boolean" }
      return number.doubleValue.rounded() == number.doubleValue ? "integer" : "number"
    default: return "?"
    }
  }
}
