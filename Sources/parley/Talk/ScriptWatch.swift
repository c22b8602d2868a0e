import Dialogue
import FoundationEssentials
import Script
import Transcripts

/// Watches a folder of scripts while somebody writes in it: looks at names, sizes and times, so that it works on every
/// file system and with every editor.
final class ScriptWatch {
  let path: String
  /// What the scripts in use looked like.
  private var known: [String]
  /// What was seen last and may still be half written.
  private var seen: [String]

  init(_ path: String) {
    self.path = path
    known = Self.stamps(path)
    seen = known
  }

  /// Whether the folder has changed and come to rest: it looks other than the scripts in use, and as it did the last
  /// time it was looked at.
  func hasChanged() -> Bool {
    let now = Self.stamps(path)
    defer { seen = now }
    return now != known && now == seen
  }

  /// The scripts as they are now, or what is wrong with them. Either way they are known from here on.
  func load() -> Result<(program: Program, digest: String), Complaint> {
    known = Self.stamps(path)
    seen = known
    do {
      let (program, folder) = try ScriptOptions.load(path)
      return .success((program, folder.digest))
    } catch let complaint as Complaint {
      return .failure(complaint)
    } catch {
      return .failure(Complaint("I can't read the scripts in \(path).", Failure.noInput))
    }
  }

  private static func stamps(_ path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".parley") || $0.hasSuffix(".tsv")) }.sorted()
      .map { name in
        let facts = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        let time = (facts?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(name) \(facts?[.size] as? UInt64 ?? 0) \(time)"
      }
  }
}
