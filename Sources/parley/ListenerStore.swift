import FoundationEssentials
import Intents
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps what was learned from a script, so that the next start need not learn it again.
///
/// What is kept is only ever a copy: it is named by a digest of everything that goes into it, checked whole when it is
/// read, and made again in silence when it is missing, torn or of another version. That it can't be written is no
/// error. `PARLEY_CACHE=off`, or no home folder, and nothing is read or written.
struct ListenerStore {
  /// Nil where nothing is kept.
  var folder: String?
  var files = FileLayer.system

  /// Listeners kept; the oldest go first.
  static let mostKept = 4

  init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String? = ScriptLocation.executable
  ) {
    guard environment["PARLEY_CACHE"] != "off", let executable, let build = Self.build(of: executable) else {
      return
    }
    self.build = build
    if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
      folder = caches + "/parley"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.cache/parley"
    }
  }

  /// The size and age of the program, so that no build believes another's weights.
  private var build = ""

  private static func build(of executable: String) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: executable),
      let size = attributes[.size] as? any BinaryInteger, let date = attributes[.modificationDate] as? Date
    else { return nil }
    return String(Int(size), radix: 36) + "-"
      + String(Int64(date.timeIntervalSince1970 * 1000), radix: 36)
  }

  /// The listener for a definition, from the store or learned now.
  func listener(_ definition: ListenerDefinition) -> Listener {
    guard let folder else { return Listener(definition) }
    let path = "\(folder)/listener-\(definition.digest)-\(build)"
    if let kept = FileManager.default.contents(atPath: path),
      let listener = kept.withUnsafeBytes({ Listener(definition, decoding: $0) })
    {
      return listener
    }
    Self.announce(definition)
    let listener = Listener(definition)
    try? keep(listener.encode(), at: path, in: folder)
    return listener
  }

  /// From so many lines on, learning takes long enough to wonder at.
  private static let manyLines = 5_000

  /// Says that the first start takes a moment, where somebody sits at a terminal and would look at nothing.
  private static func announce(_ definition: ListenerDefinition) {
    let lines = definition.intents.reduce(definition.harmless.count) { $0 + $1.says.count + $1.heard.count }
    guard lines >= manyLines, isatty(STDERR_FILENO) == 1 else { return }
    let words = Array("One moment, please. The first start takes a few seconds.\n".utf8)
    _ = words.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Writes a file under another name first, so that no reader meets half of one.
  private func keep(_ bytes: [UInt8], at path: String, in folder: String) throws(SystemError) {
    let parent = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    if !parent.isEmpty { try? files.makeFolder(parent) }
    try files.makeFolder(folder)
    removeOldest(in: folder)
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
    let file = try files.create(draft)
    var rest = bytes[...]
    do {
      defer { files.close(file) }
      while !rest.isEmpty {
        let taken = try files.append(file, rest)
        guard taken > 0 else { break }
        rest = rest.dropFirst(taken)
      }
      if rest.isEmpty {
        try files.rename(draft, path)
        return
      }
    } catch {
      try? files.remove(draft)
      throw error
    }
    try files.remove(draft)
  }

  /// Makes room for one more.
  private func removeOldest(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let kept = names.filter { $0.hasPrefix("listener-") }.map { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (name: name, date: attributes?[.modificationDate] as? Date ?? .distantPast)
    }
    guard kept.count >= Self.mostKept else { return }
    let oldest = kept.sorted { $0.date != $1.date ? $0.date < $1.date : $0.name < $1.name }
    for entry in oldest.prefix(kept.count - Self.mostKept + 1) {
      try? files.remove("\(folder)/\(entry.name)")
    }
  }
}
