#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wiping what was recorded: whole files, nothing kept back.
public enum Forgetting {
  /// What was wiped, and what could not be.
  public struct Result: Equatable, Sendable {
    public var wiped: [String] = []
    public var problems: [RecordingProblem] = []
  }

  /// Wipe transcripts. One that a running session writes to is left, because the session would go on holding it; a
  /// symbolic link goes, what it points to stays.
  public static func wipe(_ paths: [String]) -> Result {
    var result = Result()
    for path in paths {
      if let problem = wipe(path) { result.problems.append(problem) } else { result.wiped.append(path) }
    }
    return result
  }

  /// Wipe every transcript directly in a folder.
  public static func wipeAll(in folder: String) throws(SystemError) -> Result {
    wipe(try TranscriptFolder.sessions(in: folder))
  }

  private static func wipe(_ path: String) -> RecordingProblem? {
    let files = FileLayer.system
    do throws(SystemError) {
      let file = try files.open(path)
      defer { files.close(file) }
      try files.cut(file, 0)
      try files.remove(path)
      // What a crash may have left beside an encrypted one.
      try files.remove(path + Recorder.besideEnding)
    } catch {
      guard error.code == ELOOP || error.code == EACCES else { return RecordingProblem(error, path: path) }
      return removed(path)
    }
    return nil
  }

  private static func removed(_ path: String) -> RecordingProblem? {
    do throws(SystemError) {
      try FileLayer.system.remove(path)
      return nil
    } catch {
      return RecordingProblem(error, path: path)
    }
  }
}
