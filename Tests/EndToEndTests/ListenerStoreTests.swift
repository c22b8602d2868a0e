import FoundationEssentials
import Testing

@Suite("Keeping what was learned")
struct ListenerStoreTests {
  private static let lines = Array("the leaves are yellow\nyes\ni watered it twice\nbye\n".utf8)

  private func classify(_ folder: Folder, _ environment: [String: String]) throws -> String {
    let outcome = try Program.run(
      ["classify", "--scripts", "\(Program.root)/Scripts/houseplant"], input: Self.lines,
      environment: environment, folder: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.output
  }

  private func kept(_ folder: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/cache/parley")
  }

  @Test("It is written once for its owner alone, heard with the same, and made again when it is torn")
  func keeps() throws {
    let folder = try Folder()
    let environment = ["XDG_CACHE_HOME": "\(folder.path)/cache"]
    let first = try classify(folder, environment)
    let name = try #require(try kept(folder).first)
    let file = "\(folder.path)/cache/parley/\(name)"
    #expect(try kept(folder) == [name])
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o077 } == 0)
    #expect(try classify(folder, environment) == first)
    let whole = try Data(contentsOf: URL(filePath: file))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: file))
    #expect(try classify(folder, environment) == first)
    #expect(try kept(folder) == [name])
    #expect(try Data(contentsOf: URL(filePath: file)) == whole)
  }

  @Test("Where it is turned off, or can't be written, nothing is kept and all is heard")
  func off() throws {
    let folder = try Folder()
    let caches = "\(folder.path)/cache"
    let first = try classify(folder, ["PARLEY_CACHE": "off", "XDG_CACHE_HOME": caches])
    #expect(!FileManager.default.fileExists(atPath: caches))
    let file = try folder.write("cache", "in the way")
    #expect(try classify(folder, ["XDG_CACHE_HOME": file]) == first)
  }
}
