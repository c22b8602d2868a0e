import Crypto
import CryptoExtras
import FoundationEssentials

/// The age format, version 1, with a passphrase (https://age-encryption.org/v1): what the `age` program opens.
///
/// A file is a header, which holds the file's key wrapped by a key stretched from the passphrase, and a payload
/// encrypted by a key made of the file's key and a nonce. One `Age` value writes any number of payloads for its one
/// passphrase: each gets a nonce of its own, so no key is ever used twice, and the passphrase is stretched only once.
public struct Age: Sendable {
  private let fileKey: SymmetricKey
  /// Up to and with the line of the header's own mark.
  private let header: [UInt8]

  /// How hard the passphrase is to stretch, as a power of two; 18 is what `age` itself uses: a second or so, and
  /// 256 MB, for each guess.
  public static let workFactor = 18
  /// Harder than this is refused when reading: 1 GB of memory.
  static let hardest = 20

  static let version = "age-encryption.org/v1"
  static let chunk = 64 << 10
  private static let tag = 16
  private static let nonceSize = 16

  public enum Problem: Error, Equatable, Sendable {
    case notAge
    /// It is encrypted, but to a key rather than with a passphrase.
    case noPassphrase
    case wrongPassphrase
    /// Nobody gave a passphrase.
    case locked
    /// The bytes were changed or cut short after they were written.
    case damaged
    case tooHard
    /// The primitives refused: not enough memory, most likely.
    case failed

    /// For people.
    public var words: String {
      switch self {
      case .notAge: "this is not a file in the age format"
      case .noPassphrase: "it is encrypted to a key, not with a passphrase"
      case .wrongPassphrase: "the passphrase is not the one it was encrypted with"
      case .locked: "it is encrypted, and no passphrase was given"
      case .damaged: "it was damaged or cut short after it was written"
      case .tooHard: "opening it would take more memory than is allowed here"
      case .failed: "encrypting needs more memory than there is"
      }
    }
  }

  /// A new key for a passphrase.
  ///
  /// - Parameter workFactor: see `Age.workFactor`; lower only where nothing is at stake.
  public init(passphrase: String, workFactor: Int = Age.workFactor) throws(Problem) {
    let salt = Self.random(Self.nonceSize)
    fileKey = SymmetricKey(data: Self.random(Self.nonceSize))
    let wrapping = try Self.stretch(passphrase, salt, workFactor)
    guard let wrapped = Self.seal(Self.bytes(fileKey), wrapping, Self.zeroNonce) else { throw .failed }
    let stanza = "-> scrypt \(Base64.encode(salt)) \(workFactor)\n\(Base64.encode(wrapped))\n---"
    header = Self.marked(Array("\(Self.version)\n\(stanza)".utf8), fileKey)
  }

  /// The key of a file that was written before, for going on with it.
  public init(passphrase: String, opening file: [UInt8]) throws(Problem) {
    let parts = try AgeHeader(file)
    guard parts.workFactor <= Self.hardest else { throw .tooHard }
    let wrapping = try Self.stretch(passphrase, parts.salt, parts.workFactor)
    guard let key = Self.open(parts.wrapped, wrapping, Self.zeroNonce), key.count == Self.nonceSize else {
      throw .wrongPassphrase
    }
    fileKey = SymmetricKey(data: key)
    header = Array(file[..<parts.end])
    guard header == Self.marked(Array(file[..<parts.markStart]), fileKey) else { throw .damaged }
  }

  /// A whole file.
  public func encrypt(_ plain: [UInt8]) throws(Problem) -> [UInt8] {
    let nonce = Self.random(Self.nonceSize)
    let key = payloadKey(nonce)
    var file = header + nonce
    var start = 0
    var number = 0
    repeat {
      let end = min(plain.count, start + Self.chunk)
      guard
        let sealed = Self.seal(plain[start..<end], key, Self.chunkNonce(number, isLast: end == plain.count))
      else {
        throw .failed
      }
      file += sealed
      start = end
      number += 1
    } while start < plain.count
    return file
  }

  /// What a file holds.
  public func decrypt(_ file: [UInt8]) throws(Problem) -> [UInt8] {
    let payload = file.dropFirst(header.count)
    guard file.starts(with: header), payload.count >= Self.nonceSize + Self.tag else { throw .damaged }
    let key = payloadKey(Array(payload.prefix(Self.nonceSize)))
    var rest = payload.dropFirst(Self.nonceSize)
    var plain: [UInt8] = []
    var number = 0
    while !rest.isEmpty {
      let sealed = rest.prefix(Self.chunk + Self.tag)
      rest = rest.dropFirst(sealed.count)
      guard let opened = Self.open(Array(sealed), key, Self.chunkNonce(number, isLast: rest.isEmpty)) else {
        throw .damaged
      }
      guard !opened.isEmpty || number == 0 else { throw .damaged }
      plain += opened
      number += 1
    }
    return plain
  }

  private func payloadKey(_ nonce: [UInt8]) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: fileKey, salt: nonce, info: Array("payload".utf8), outputByteCount: 32)
  }

  /// The header with the mark that shows it was written by somebody who has the key.
  private static func marked(_ text: [UInt8], _ fileKey: SymmetricKey) -> [UInt8] {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: fileKey, info: Array("header".utf8), outputByteCount: 32)
    let mark = Array(HMAC<SHA256>.authenticationCode(for: text, using: key))
    return text + Array(" \(Base64.encode(mark))\n".utf8)
  }

  private static func stretch(
    _ passphrase: String, _ salt: [UInt8], _ workFactor: Int
  ) throws(Problem) -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: Array(passphrase.utf8), salt: Array("\(version)/scrypt".utf8) + salt, outputByteCount: 32,
        rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
    } catch {
      throw .failed
    }
  }

  private static func seal(_ plain: some DataProtocol, _ key: SymmetricKey, _ nonce: [UInt8]) -> [UInt8]? {
    guard let nonce = try? ChaChaPoly.Nonce(data: nonce),
      let box = try? ChaChaPoly.seal(plain, using: key, nonce: nonce)
    else { return nil }
    return Array(box.ciphertext) + Array(box.tag)
  }

  private static func open(_ sealed: [UInt8], _ key: SymmetricKey, _ nonce: [UInt8]) -> [UInt8]? {
    guard let box = try? ChaChaPoly.SealedBox(combined: nonce + sealed),
      let plain = try? ChaChaPoly.open(box, using: key)
    else { return nil }
    return Array(plain)
  }

  private static let zeroNonce = [UInt8](repeating: 0, count: 12)

  /// Eleven bytes of the chunk's number, and whether it is the last.
  private static func chunkNonce(_ number: Int, isLast: Bool) -> [UInt8] {
    [0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } + [isLast ? 1 : 0]
  }

  /// From the system's source of secrets; nothing that the coach decides depends on it.
  private static func random(_ count: Int) -> [UInt8] {
    bytes(SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)))
  }

  private static func bytes(_ key: SymmetricKey) -> [UInt8] { key.withUnsafeBytes { Array($0) } }
}
