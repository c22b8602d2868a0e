import Foundation
import Synchronization

@testable import Transcripts

/// A file system in memory that fails where it is told to: at one write, by an error, by taking only part of the
/// bytes, or by the death of the program.
final class FakeDisk: Sendable {
  enum Fault: Equatable {
    case error(Int32)
    case dies
  }

  /// What happens at a write, counted from 0, and how many bytes it takes before.
  struct Plan {
    var write: Int
    var lasts = 1
    var fault: Fault
    /// Share of the bytes that reach the disk first, in eighths.
    var eighths = 0
  }

  private struct Inside {
    var folders: Set<String> = ["", "."]
    var files: [String: Int32] = [:]
    var bytes: [Int32: [UInt8]] = [:]
    var writes = 0
    var isDead = false
    var plan: Plan?
  }

  private let inside = Mutex(Inside())

  init(_ plan: Plan? = nil) { inside.withLock { $0.plan = plan } }

  var isDead: Bool { inside.withLock { $0.isDead } }
  var writes: Int { inside.withLock { $0.writes } }

  func contents(_ path: String) -> [UInt8]? {
    inside.withLock { disk in disk.files[path].flatMap { disk.bytes[$0] } }
  }

  /// The program is started anew, on what the disk holds.
  func restart() {
    inside.withLock {
      $0.isDead = false
      $0.plan = nil
    }
  }

  func takeAway(folder: String) {
    inside.withLock { disk in
      disk.folders.remove(folder)
      disk.files = disk.files.filter { !$0.key.hasPrefix(folder + "/") }
    }
  }

  var layer: FileLayer {
    FileLayer(
      makeFolder: { path throws(SystemError) in try self.alive { _ = $0.folders.insert(path) } },
      create: { path throws(SystemError) in
        try self.alive { disk throws(SystemError) in
          guard disk.files[path] == nil else { throw SystemError(EEXIST) }
          guard disk.folders.contains(Recorder.folder(of: path)) else { throw SystemError(ENOENT) }
          let file = Int32(disk.bytes.count + 3)
          disk.files[path] = file
          disk.bytes[file] = []
          return file
        }
      },
      open: { path throws(SystemError) in
        try self.alive { disk throws(SystemError) in
          guard let file = disk.files[path] else { throw SystemError(ENOENT) }
          return file
        }
      },
      append: { file, bytes throws(SystemError) in try self.append(file, bytes) },
      read: { file, offset, count throws(SystemError) in
        try self.alive { Array(($0.bytes[file] ?? []).dropFirst(offset).prefix(count)) }
      },
      size: { file throws(SystemError) in try self.alive { $0.bytes[file]?.count ?? 0 } },
      cut: { file, size throws(SystemError) in
        try self.alive { disk in
          let rest = disk.bytes[file, default: []].prefix(size)
          disk.bytes[file] = Array(rest)
        }
      },
      hasName: { file throws(SystemError) in try self.alive { $0.files.values.contains(file) } },
      settle: { _ throws(SystemError) in try self.alive { _ in } },
      close: { _ in },
      remove: { path throws(SystemError) in try self.alive { $0.files[path] = nil } },
      rename: { from, to throws(SystemError) in
        try self.alive { disk in disk.files[to] = disk.files.removeValue(forKey: from) }
      })
  }

  private func alive<Value: Sendable>(
    _ body: (inout Inside) throws(SystemError) -> sending Value
  ) throws(SystemError) -> Value {
    try inside.withLock { disk throws(SystemError) in
      guard !disk.isDead else { throw SystemError(EIO) }
      return try body(&disk)
    }
  }

  private func append(_ file: Int32, _ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    try alive { disk throws(SystemError) in
      defer { disk.writes += 1 }
      guard let plan = disk.plan, (plan.write..<(plan.write + plan.lasts)).contains(disk.writes) else {
        disk.bytes[file, default: []] += bytes
        return bytes.count
      }
      let taken = bytes.count * plan.eighths / 8
      disk.bytes[file, default: []] += bytes.prefix(taken)
      switch plan.fault {
      case .dies:
        disk.isDead = true
        throw SystemError(EIO)
      case .error(let code):
        // A short count first, the reason at the next call: that is how a full disk answers.
        guard taken > 0 else { throw SystemError(code) }
        disk.plan = Plan(write: disk.writes + 1, lasts: plan.lasts, fault: plan.fault)
        return taken
      }
    }
  }
}
