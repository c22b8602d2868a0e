import Intents
import Script

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Measures how long a folder of scripts takes from bytes to program: learning everything, and with what was learned
/// read from a file, as every start but the first does.
enum CompileBench {
  /// - Parameter unlearned: stop after what comes before learning, and do that often enough to be profiled.
  static func run(_ folder: String, unlearned: Bool = false) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let files = names.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        SourceFile(path: name, bytes: Array($0))
      }
    }
    let source = ScriptSource(files: files)
    let definition = compile(source, listener: { _ in Listener(intents: []) }).definition
    let lines = definition.intents.flatMap { $0.says + $0.not }
    print(definition.intents.count, "intents,", lines.count, "lines,", definition.phrases.count, "phrases")
    print(
      "without a listener:",
      best(unlearned ? 100 : 10) { _ = compile(source, listener: { _ in Listener(intents: []) }) }, "ms")
    if unlearned { return }
    print("cold, everything learned:", best(5) { _ = compile(source) }, "ms")
    let path =
      FileManager.default.temporaryDirectory.path
      + "/parley-bench-\(ProcessInfo.processInfo.processIdentifier)"
    let bytes = Listener(definition).encode()
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let warm = best(20) {
      _ = compile(source) { definition in
        let kept = FileManager.default.contents(atPath: path) ?? Data()
        return kept.withUnsafeBytes { Listener(definition, decoding: $0) } ?? Listener(definition)
      }
    }
    print("warm, what was learned read from", bytes.count / 1024, "KB:", warm, "ms")
    print("of that the listener:", best(20) { read(path, definition) }, "ms")
    hear(lines, Listener(definition))
  }

  private static func read(_ path: String, _ definition: ListenerDefinition) {
    _ = definition.digest
    let kept = FileManager.default.contents(atPath: path) ?? Data()
    _ = kept.withUnsafeBytes { Listener(definition, decoding: $0) }
  }

  private static func hear(_ lines: [String], _ listener: Listener) {
    var heard = 0
    let time = best(3) { for line in lines { heard &+= listener.hear(line).intents.count } }
    print("a full hearing:", time * 1000 / Double(max(lines.count, 1)), "µs,", heard, "heard")
  }

  /// Milliseconds of the best of so many rounds.
  private static func best(_ rounds: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let time = (0..<rounds).map { _ in clock.measure(body) }.min() ?? .zero
    return Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
  }
}
