import ArgumentParser
import FoundationEssentials
import Script

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a script: a small one that is complete and passes its check.")

  @Argument(help: "What to call it. A folder of this name is made here.")
  var name: String

  func run() throws {
    guard !FileManager.default.fileExists(atPath: name) else {
      throw Complaint("\(name) is there already. Choose another name, or work in that folder.", Failure.usage)
    }
    let files = newScript(named: name.split(separator: "/").last.map(String.init) ?? name)
    do {
      try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
    } catch {
      throw Complaint("I can't make the folder \(name). Check that you may write here.", Failure.io)
    }
    for file in files {
      try ScriptFiles.write(file.bytes, to: "\(name)/\(file.path)")
      Output.line("\(name)/\(file.path)")
    }
    Output.line("Try it: parley check \(name), then parley talk --scripts \(name)")
  }
}
