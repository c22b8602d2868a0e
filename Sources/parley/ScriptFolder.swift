import ArgumentParser
import FoundationEssentials
import Script
import Transcripts

/// A folder of scripts, read whole: the only place that reads scripts from disk.
struct ScriptFolder {
  var path: String
  var source: ScriptSource
  /// `sha256:` and 64 hexadecimal digits over every file's name and bytes.
  var digest: String

  /// Read every `.parley` and `.tsv` file of a folder, not its subfolders.
  init(path: String) throws {
    self.path = path
    var files: [SourceFile] = []
    for name in try Self.names(in: path) {
      let file = path + "/" + name
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Complaint(
          "I can't read \(file). Check that the file is there and that you may read it.", Failure.noInput)
      }
      files.append(SourceFile(path: name, bytes: Array(data)))
    }
    source = ScriptSource(files: files)
    digest = ScriptDigest.of(files.map { ($0.path, $0.bytes) })
  }

  private static func names(in path: String) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Complaint("There is no script folder \(path). Name one with --scripts DIR.", Failure.noInput)
    }
    guard isFolder else {
      throw Complaint(
        "\(path) is a file. --scripts takes the folder that holds the .parley files.", Failure.noInput)
    }
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Complaint("I can't look into \(path). Check that you may read the folder.", Failure.noInput)
    }
    let names = all.filter { ($0.hasSuffix(".parley") || $0.hasSuffix(".tsv")) && !$0.hasPrefix(".") }
    guard names.contains(where: { $0.hasSuffix(".parley") }) else {
      throw Complaint(
        "\(path) holds no scripts. A script folder has files that end in .parley; one of them says @start.",
        Failure.noInput)
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}

/// Something a command cannot go on from, in words for the person, with the exit code it ends in.
struct Complaint: Error {
  var words: String
  var code: ExitCode

  init(_ words: String, _ code: ExitCode) {
    self.words = words
    self.code = code
  }
}
