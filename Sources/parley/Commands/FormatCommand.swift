import ArgumentParser
import FoundationEssentials
import Script

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Tidy scripts; what they mean never changes.")

  @Argument(help: "The folder of scripts; --scripts says the same.")
  var folder: String?

  @OptionGroup var script: ScriptOptions

  @Flag(help: "Change nothing; fail when something would change.")
  var check = false

  func run() throws {
    let folder = try ScriptFolder(path: folder ?? script.path)
    var untidy = 0
    for file in folder.source.files where file.isScript {
      let tidy = format(file)
      guard tidy.bytes != file.bytes else { continue }
      untidy += 1
      Output.line("\(check ? "untidy" : "tidied") \(folder.path)/\(file.path)")
      if !check { try ScriptFiles.write(tidy.bytes, to: "\(folder.path)/\(file.path)") }
    }
    if check && untidy > 0 { throw Failure.check }
  }
}

enum ScriptFiles {
  /// The new text takes the old one's place whole, or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Complaint("I can't write \(path). Check that you may, and that the disk has room.", Failure.io)
    }
  }
}
