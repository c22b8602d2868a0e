import Crypto

/// What a header's `digest` is: it tells whether the scripts are the very ones a transcript was recorded with.
public enum ScriptDigest {
  /// `sha256:` and 64 hexadecimal digits over names and contents, each with its length before it, in the order of
  /// the names' bytes; so neither the order given nor a name that ends like another's beginning matters.
  ///
  /// - Parameter files: names relative to the script's folder, with `/` between parts, and contents.
  public static func of(_ files: [(name: String, bytes: [UInt8])]) -> String {
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var hash = SHA256()
    for file in sorted {
      add(Array(file.name.utf8), to: &hash)
      add(file.bytes, to: &hash)
    }
    var text = Array("sha256:".utf8)
    for byte in hash.finalize() {
      text.append(JSONText.hexadecimal(byte >> 4))
      text.append(JSONText.hexadecimal(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func add(_ bytes: [UInt8], to hash: inout SHA256) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> (56 - 8 * $0)) }
    length.withUnsafeBytes { hash.update(bufferPointer: $0) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }
}
