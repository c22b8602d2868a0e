import FoundationEssentials

/// Where the scripts are when nobody says.
enum ScriptLocation {
  /// The shipped coach's folder under `Scripts/`.
  static let shipped = "reconcile"

  /// The option, else `PARLEY_SCRIPTS`, else the folder one stands in when it holds scripts, else beside the program as
  /// installed, else beside the sources it was built from, else `Scripts` in the folder one stands in.
  static func find(option: String?, environment: [String: String], executable: String?) -> String {
    if let option { return option }
    if let named = environment["PARLEY_SCRIPTS"], !named.isEmpty { return named }
    if hasScripts(".") { return "." }
    let candidates = beside(executable) + ["Scripts/\(shipped)"]
    return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? "Scripts/\(shipped)"
  }

  /// Whether a folder holds scripts itself.
  static func hasScripts(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasSuffix(".parley") }
  }

  /// `PREFIX/bin/parley` has its scripts in `PREFIX/share/parley/Scripts`; a built one has them some folders up.
  private static func beside(_ executable: String?) -> [String] {
    guard let executable else { return [] }
    var folders = executable.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    let installed =
      "/" + (folders.dropLast() + ["share", "parley", "Scripts", shipped[...]]).joined(separator: "/")
    var found = [installed]
    while !folders.isEmpty {
      found.append("/" + (folders + ["Scripts", shipped[...]]).joined(separator: "/"))
      folders.removeLast()
    }
    return found
  }

  /// The running program's own path.
  static var executable: String? {
    #if os(Linux)
      return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #else
      return CommandLine.arguments.first.flatMap { $0.hasPrefix("/") ? $0 : nil }
    #endif
  }
}
