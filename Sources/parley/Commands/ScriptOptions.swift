import ArgumentParser
import Dialogue
import FoundationEssentials
import Script

/// `--scripts DIR`, for every command that needs a script.
struct ScriptOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of scripts to use.", valueName: "dir"))
  var scripts: String?

  var path: String {
    ScriptLocation.find(
      option: scripts, environment: ProcessInfo.processInfo.environment, executable: ScriptLocation.executable
    )
  }

  /// The scripts compiled, or a complaint that holds every error found.
  func load() throws -> (program: Program, folder: ScriptFolder) { try Self.load(path) }

  static func load(_ path: String) throws -> (program: Program, folder: ScriptFolder) {
    let folder = try ScriptFolder(path: path)
    let compilation = compile(folder.source, listener: ListenerStore().listener)
    guard let program = compilation.program else {
      let errors = compilation.diagnostics.filter { $0.severity == .error }
      let shown = renderEach(errors, source: folder.source).joined(separator: "\n")
      throw Complaint(
        "\(shown)\n\(Count.of(errors.count, "error")) in \(folder.path). "
          + "The scripts can't be used until they are mended; \"parley check\" shows all of it.",
        Failure.check)
    }
    return (program, folder)
  }
}

enum Count {
  /// "1 error", "2 errors".
  static func of(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
