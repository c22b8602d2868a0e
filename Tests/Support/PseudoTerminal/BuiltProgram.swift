#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the programs that were built along with the tests, wherever SwiftPM was told to build.
public enum BuiltProgram {
  public struct NotFound: Error, CustomStringConvertible {
    public let description: String
  }

  /// The path of the built program called `name`.
  public static func path(_ name: String) throws -> String {
    for start in startingPoints() {
      var folder = start[...]
      // The runner, or the bundle it was given, lies at most a few folders below the products.
      for _ in 0..<6 {
        guard let slash = folder.lastIndex(of: "/") else { break }
        folder = folder[..<slash]
        let candidate = "\(folder)/\(name)"
        if isProgram(candidate) { return candidate }
      }
    }
    throw NotFound(description: "no built program \(name) above \(startingPoints())")
  }

  private static func startingPoints() -> [String] {
    var points: [String] = []
    if let runner = realpath("/proc/self/exe", nil) {
      points.append(String(cString: runner))
      free(runner)
    }
    for argument in CommandLine.arguments where argument.contains("/") {
      guard let resolved = realpath(argument, nil) else { continue }
      points.append(String(cString: resolved))
      free(resolved)
    }
    return points
  }

  private static func isProgram(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
