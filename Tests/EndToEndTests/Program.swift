import FoundationEssentials
import PseudoTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The built `parley`, run through pipes.
struct Outcome {
  var output: String
  var errors: String
  /// The exit code; -1 and the signal's number below that when a signal ended it.
  var status: Int32
}

struct Trouble: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

enum Program {
  static func path() throws -> String { try BuiltProgram.path("parley") }

  /// The top of the checkout: the folder that holds `Package.swift`.
  static let root: String = {
    var folder = #filePath[...]
    for _ in 0..<3 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    return String(folder)
  }()

  static var scripts: String { "\(root)/Scripts/reconcile" }

  /// Runs the program to its end with these bytes as its input.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], folder: Folder,
    program: String? = nil
  ) throws -> Outcome {
    let files = ["in", "out", "err"].map { "\(folder.path)/.\($0)" }
    try Data(input).write(to: URL(filePath: files[0]))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let variables = ["HOME": folder.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let program = try program ?? path()
    var child: pid_t = 0
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let names = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + names { free(pointer) } }
    let failure = posix_spawn(&child, program, &actions, nil, words, names)
    guard failure == 0 else { throw Trouble("posix_spawn: \(failure)") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return Outcome(
      output: try text(files[1]), errors: try text(files[2]),
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1 - (status & 0x7F))
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}

/// A folder of its own for one test, gone when the test is.
final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/parley-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw Trouble("no temporary folder: errno \(errno)")
    }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// Transcripts in a folder below, in the order of their names.
  func transcripts(in name: String = "t") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").filter { $0.hasSuffix(".jsonl") }
      .sorted().map { "\(path)/\(name)/\($0)" }
  }
}

extension String {
  /// A transcript without the parts that only tell the time and what was chosen by chance.
  var timeless: String {
    split(separator: "\n").map { line in
      ["\"after\":", "\"at\":", "\"seed\":"].reduce(String(line)) { $0.without($1) }
    }.joined(separator: "\n")
  }

  /// The line without a key and its value, up to the next comma or brace.
  private func without(_ key: String) -> String {
    let parts = split(separator: key, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return self }
    return String(parts[0] + parts[1].drop { $0 != "," && $0 != "}" })
  }
}
