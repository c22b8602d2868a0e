#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where transcripts live, and what their files are called.
public enum TranscriptFolder {
  /// `$XDG_STATE_HOME/parley/transcripts`, or `~/.local/state/parley/transcripts`. A relative `XDG_STATE_HOME` is
  /// ignored, as the XDG base directory specification asks.
  public static func standard(environment: [String: String], home: String) -> String {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/parley/transcripts"
    }
    return home + "/.local/state/parley/transcripts"
  }

  /// The file's name without its ending: `2026-11-21-201403-reconcile`.
  public static func name(at moment: Moment, script: String) -> String {
    let plain = script.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: byte
      default: UInt8(ascii: "_")
      }
    }
    return "\(moment.fileStamp)-\(String(decoding: plain.prefix(100), as: UTF8.self))"
  }

  public static let ending = ".jsonl"
  /// Of encrypted ones.
  public static let sealedEnding = ".jsonl.age"

  /// Transcripts under a folder and the folders in it, in the order of their paths' bytes. Symbolic links are never
  /// followed.
  ///
  /// - Parameter sealed: whether encrypted ones count.
  /// - Throws: `SystemError` when the folder itself can't be read; a folder inside that can't be is left out.
  public static func transcripts(under folder: String, sealed: Bool = false) throws(SystemError) -> [String] {
    var found: [String] = []
    var folders = [folder]
    var isFirst = true
    while let next = folders.popLast() {
      let entries: [Entry]
      do throws(SystemError) {
        entries = try Self.entries(of: next)
      } catch {
        guard !isFirst else { throw error }
        continue
      }
      isFirst = false
      for entry in entries where entry.kind == .file && isTranscript(entry.path, sealed: sealed) {
        found.append(entry.path)
      }
      folders += entries.filter { $0.kind == .folder }.map(\.path)
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  struct Entry: Equatable {
    enum Kind { case file, folder, other }
    var path: String
    var kind: Kind
  }

  static func entries(of folder: String) throws(SystemError) -> [Entry] {
    guard let stream = opendir(folder) else { throw SystemError.last }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      entries.append(Entry(path: path, kind: kind(of: path, followingLinks: false) ?? .other))
    }
    return entries
  }

  /// Bytes of a regular file; nil for anything else.
  static func size(of path: String, followingLinks: Bool) -> Int? {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  /// Nil when nothing is there.
  static func kind(of path: String, followingLinks: Bool) -> Entry.Kind? {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Transcripts directly in a folder, encrypted ones too, the oldest first: by the time in their names, then by the number that tells
  /// apart those begun in one second.
  public static func sessions(in folder: String) throws(SystemError) -> [String] {
    let paths = try entries(of: folder).filter { $0.kind == .file && isTranscript($0.path) }.map(\.path)
    return paths.map { (order: Order($0), path: $0) }.sorted { $0.order < $1.order }.map(\.path)
  }

  private static func isTranscript(_ path: String, sealed: Bool = true) -> Bool {
    path.hasSuffix(ending) || sealed && path.hasSuffix(sealedEnding)
  }

  private struct Order: Comparable {
    let stamp: String
    let rest: String

    init(_ path: String) {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let name = file.prefix { $0 != "." }
      stamp = String(name.prefix(17))
      rest = String(name.dropFirst(17))
    }

    static func < (a: Self, b: Self) -> Bool {
      if a.stamp != b.stamp { return a.stamp < b.stamp }
      if a.rest.utf8.count != b.rest.utf8.count { return a.rest.utf8.count < b.rest.utf8.count }
      return a.rest < b.rest
    }
  }
}
