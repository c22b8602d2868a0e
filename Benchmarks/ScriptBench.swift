import Dialogue
import Script

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Measures compiling: the shipped scripts, many files, many replies, and how it grows.
enum ScriptBench {
  /// - Parameter loop: instead, a script to compile over and over for a profiler.
  static func run(loop: String? = nil) throws {
    if let loop {
      let source = try folder(loop)
      for _ in 0..<60 { _ = compile(source, listens: false) }
      return
    }
    for name in ["houseplant", "reconcile"] {
      let source = try folder("Scripts/" + name)
      let size = source.files.reduce(0) { $0 + $1.bytes.count } / 1024
      print("\(name), \(source.files.count) files, \(size) KB")
      show("  read and compiled, nobody listening", best(of: 9) { _ = compile(source, listens: false) })
      show("  and learnt", best(of: 2) { _ = compile(source) })
    }
    show(
      "500 files",
      best(of: 5) { [source = made(files: 500, replies: 4)] in _ = compile(source, listens: false) })
    show("500 files, learnt", best(of: 2) { [source = made(files: 500, replies: 4)] in _ = compile(source) })
    for times in [1, 2, 4, 8] {
      let source = made(files: 11 * times, replies: 50)
      let count = 11 * 50 * 10 * times
      show("\(count) replies", best(of: 5) { _ = compile(source, listens: false) })
    }
    let replies = made(files: 11, replies: 50)
    show("5500 replies, learnt", best(of: 2) { _ = compile(replies) })
  }

  private static func show(_ what: String, _ time: Duration) {
    print(
      what + ":",
      (Double(time.components.attoseconds) / 1e13 + Double(time.components.seconds) * 1e5).rounded() / 100,
      "ms")
  }

  private static func best(of rounds: Int, _ body: () -> Void) -> Duration {
    var best = Duration.seconds(1000)
    for _ in 0..<rounds { best = min(best, ContinuousClock().measure(body)) }
    return best
  }

  static func folder(_ path: String) throws -> ScriptSource {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return ScriptSource(
      files: try names.filter { $0.hasSuffix(".parley") || $0.hasSuffix(".tsv") }.map { name in
        SourceFile(path: name, bytes: Array(try Data(contentsOf: URL(filePath: path + "/" + name))))
      })
  }

  /// A script of ten steps a file, each with so many replies of two phrases, an intent a file, and a way from each to
  /// the next.
  static func made(files: Int, replies: Int) -> ScriptSource {
    var made = [
      SourceFile(
        path: "made.parley",
        text: """
          # made: A made script
          @start t0
          @unclear
            You could say {choices}.
          @still unclear
            We leave that.

          """)
    ]
    for file in 0..<files { made.append(topic(file, of: files, replies)) }
    return ScriptSource(files: made)
  }

  private static func topic(_ file: Int, of files: Int, _ replies: Int) -> SourceFile {
    var text = "# t\(file): Topic \(file)\n@fact f\(file): text\n\n"
    text +=
      "@intent i\(file)\n  says: something of sort \(file)\n  says: the \(file) kind\n  not: no sort at all\n"
    for step in 0..<10 {
      let name = step == 0 ? "start" : "s\(step)"
      text += "\n## \(name)\nThis is step \(step) of topic \(file), and it says a line.\n"
      text += "What do you say to that?\n"
      for reply in 0..<(replies - 1) {
        text += "- answer \(reply): phrase \(reply) here,  other \(reply) words\n  You said so.\n"
      }
      text += step == 0 ? "- anything as f\(file)\n  \"{f\(file)}\". I see.\n" : "- [i\(file)]\n"
      let last = (file + 1) % files
      text += step < 9 ? "-> s\(step + 1)\n" : last == 0 ? "-> finish\n\n## finish\n@end\n" : "-> t\(last)\n"
    }
    return SourceFile(path: "t\(file).parley", text: text)
  }
}
