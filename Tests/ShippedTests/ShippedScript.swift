import Dialogue
import FoundationEssentials
import Intents
import Script

/// The scripts that are shipped and the lines they are measured on, read from the repository.
struct ShippedScript {
  let program: Program
  /// What its listener was made of.
  let definition: ListenerDefinition
  private let state: State

  struct Missing: Error {
    var path: String
  }

  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Compiled once for all tests: it takes some seconds.
  static let shared = Result { try ShippedScript() }

  init() throws {
    let folder = Self.root + "/Scripts/reconcile"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let files = try names.map { SourceFile(path: $0, bytes: try Self.bytes(folder + "/" + $0)) }
    let compilation = compile(ScriptSource(files: files))
    guard let program = compilation.program else { throw Missing(path: folder) }
    self.program = program
    definition = compilation.definition
    var state = State(program: program, seed: 1)
    guard let step = program.steps.firstIndex(where: { $0.address == "opening.topics" }) else {
      throw Missing(path: "opening.topics")
    }
    state.at = StepID(step)
    self.state = state
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Missing(path: path) }
    return Array(data)
  }

  /// The urgent replies that a line sets off, by the names of their intents.
  func urgent(_ text: String) -> [String] {
    program.understand(text, in: state).urgent.map {
      program.urgent[$0].name.filter { $0 != "[" && $0 != "]" }
    }
  }

  /// The best of the intents that may answer anywhere.
  func call(_ text: String) -> String? {
    let calls = Set(program.anytime.map { $0.name.filter { $0 != "[" && $0 != "]" } })
    return program.listener.hear(text).intents.map { program.listener.intents[$0.id.index].name }
      .first { calls.contains($0) }
  }
}

/// One line of the development lines.
struct DevelopmentLine {
  var text: String
  var label: String

  /// Whether the split keeps it out of the scripts: FNV-1a 64 of its bytes is a multiple of three.
  var isHeldOut: Bool {
    text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } % 3 == 0
  }

  /// A line as the scripts write it: lower case, apostrophes gone, one space between words.
  static func plain(_ text: String) -> String {
    text.lowercased().filter { $0 != "'" && $0 != "\u{2019}" && $0 != "." }
      .split(separator: " ").joined(separator: " ")
  }

  static func load(_ name: String) throws -> [DevelopmentLine] {
    let text = String(
      decoding: try ShippedScript.bytes(ShippedScript.root + "/Tests/Lines/" + name), as: UTF8.self)
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      return DevelopmentLine(text: String(parts[0]), label: parts.count > 1 ? String(parts[1]) : "")
    }
  }
}
