/// One file of a script, as bytes: the caller reads the disk.
public struct SourceFile: Equatable, Sendable {
  /// Relative to the script's folder, for people and for the order of files.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The file's name without folders and without its ending: a topic's name.
  public var baseName: String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let stem = name.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
    return String(stem) ?? path
  }

  public var isScript: Bool { path.utf8.hasSuffix(".parley") }
}

extension Collection where Element == UInt8 {
  func hasSuffix(_ ending: StaticString) -> Bool {
    ending.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
  }
}

/// All script and data files of one folder.
public struct ScriptSource: Equatable, Sendable {
  /// Sorted by the bytes of their paths.
  public private(set) var files: [SourceFile]

  public init(files: [SourceFile]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  public func file(at path: String) -> SourceFile? {
    files.first { $0.path == path }
  }

  /// Where a span begins, as people and editors write it: `file:line:column`.
  public func place(_ span: Span) -> String {
    let file = files[span.file]
    let position = file.position(of: span.start)
    return "\(file.path):\(position.line):\(position.column)"
  }
}

/// A run of bytes in one file of a `ScriptSource`.
public struct Span: Hashable, Sendable {
  /// Index into `ScriptSource.files`.
  public var file: Int
  /// Byte offsets, `end` not included.
  public var start: Int
  public var end: Int

  public init(file: Int, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = end
  }

  func through(_ other: Span) -> Span { Span(file: file, start: start, end: Swift.max(end, other.end)) }
}

/// A place in a file as people count: both from 1, columns in characters.
public struct Position: Equatable, Sendable {
  public var line: Int
  public var column: Int
}

extension SourceFile {
  /// Where a byte stands. An offset past the end stands at the end. For many offsets, make a `LineTable` once.
  public func position(of offset: Int) -> Position { LineTable(self).position(of: offset) }
}

/// Where the lines of a file begin, for finding many positions.
public struct LineTable: Sendable {
  private let bytes: [UInt8]
  /// Offsets of first bytes; the first is 0.
  private let starts: [Int]

  public init(_ file: SourceFile) {
    bytes = file.bytes
    var starts = [0]
    for (index, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    self.starts = starts
  }

  /// Where a byte stands. Columns count characters; in a line beyond `longest` bytes they count bytes.
  public func position(of offset: Int) -> Position {
    let offset = Swift.min(offset, bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    guard offset - starts[low] <= Self.longest else {
      return Position(line: low + 1, column: offset - starts[low] + 1)
    }
    let before = String(decoding: bytes[starts[low]..<offset], as: UTF8.self)
    return Position(line: low + 1, column: before.count + 1)
  }

  static let longest = 100_000
}
