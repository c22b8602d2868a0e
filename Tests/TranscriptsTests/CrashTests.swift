import Foundation
import SmallScript
import Testing

@testable import Transcripts

@Suite("The recorder, on a disk that fails")
struct CrashTests {
  /// A session of fifty turns, as the appends that a talk loop makes: what was said, then what is shown.
  static let appends: [[Record]] = {
    var session = Session(program: Small.program())
    var appends = [session.begin(Made.header)]
    for number in 0..<50 {
      guard let turn = session.hear(number % 9 == 4 ? "again" : "thing \(number)", after: Tenths(number))
      else {
        continue
      }
      appends.append([turn.record])
      appends.append(session.answer(turn))
    }
    appends.append(session.leave())
    return appends
  }()

  static let path = "/t/x.jsonl"

  /// Talk until the disk dies: what was shown by then, each line as it should stand in the file.
  private func talk(_ disk: FakeDisk) -> [UInt8] {
    let (recorder, _) = Recorder.create(in: "/t", name: "x", files: disk.layer)
    var shown: [UInt8] = []
    for records in Self.appends {
      let problem = recorder.append(records)
      if disk.isDead { return shown }
      #expect(problem == nil)
      for record in records { shown += RecordWriter.line(record) }
    }
    return shown
  }

  @Test("each append is one write, so that killing at every append is killing at every write")
  func writes() {
    let disk = FakeDisk()
    #expect(!talk(disk).isEmpty)
    #expect(disk.writes == Self.appends.count)
    #expect(Self.appends.count == 1 + 50 * 2 + 1)
  }

  @Test("killed at any write, no shown reply is missing, and the file opens, resumes and replays")
  func killed() throws {
    let replayer = Replayer(program: Small.program(), digest: "sha256:00")
    for write in 0..<Self.appends.count {
      for eighths in [0, 1, 4, 7, 8] {
        let disk = FakeDisk(FakeDisk.Plan(write: write, fault: .dies, eighths: eighths))
        let shown = talk(disk)
        #expect(disk.isDead, "nothing died at write \(write)")
        disk.restart()
        let (recorder, _) = try Recorder.open(Self.path, files: disk.layer)
        let kept = try #require(disk.contents(Self.path))
        #expect(kept.starts(with: shown))
        #expect(kept.isEmpty || kept.last == 0x0A)
        guard !kept.isEmpty, eighths % 4 == 0 else { continue }
        #expect(replayer.verdicts(of: kept, source: "t").map(\.outcome) == [.identical])
        let plan = try replayer.resume(
          try Transcript(kept, path: "t"), path: "t", at: "2026-11-23T08:00:00Z")
        guard plan.way == .sameFile else {
          #expect(write == Self.appends.count - 1 || plan.way == .sameFile, "killed at \(write): \(plan.way)")
          continue
        }
        #expect(recorder.append(plan.records) == nil)
        let resumed = try #require(disk.contents(Self.path))
        #expect(resumed.starts(with: shown))
        #expect(replayer.verdicts(of: resumed, source: "t").map(\.outcome) == [.identical])
      }
    }
  }

  @Test(
    "a write that fails is told, tried again, and leaves nothing out and nothing twice",
    arguments: [ENOSPC, EFBIG, EDQUOT, EROFS, EIO, EACCES])
  func failing(code: Int32) throws {
    let whole = Self.appends.joined().flatMap(RecordWriter.line)
    for write in stride(from: 0, to: Self.appends.count, by: 7) {
      for (eighths, lasts) in [(0, 1), (3, 1), (8, 2), (0, 5), (5, 9)] {
        let plan = FakeDisk.Plan(write: write, lasts: lasts, fault: .error(code), eighths: eighths)
        let disk = FakeDisk(plan)
        let (recorder, _) = Recorder.create(in: "/t", name: "x", files: disk.layer)
        var problems: [RecordingProblem] = []
        for records in Self.appends {
          if let problem = recorder.append(records) { problems.append(problem) }
        }
        for _ in 0..<10 where !recorder.isSaved { _ = recorder.tryAgain() }
        #expect(disk.contents(Self.path) == whole)
        #expect(eighths == 8 || !problems.isEmpty || write + 1 >= Self.appends.count)
        #expect(problems.allSatisfy { $0 == RecordingProblem(SystemError(code), path: Self.path) })
        #expect(problems.allSatisfy { !$0.words.isEmpty })
      }
    }
  }

  @Test("a folder that vanishes at any turn comes back with everything")
  func vanished() {
    let whole = Self.appends.joined().flatMap(RecordWriter.line)
    for index in Self.appends.indices {
      let disk = FakeDisk()
      let (recorder, _) = Recorder.create(in: "/t", name: "x", files: disk.layer)
      for (number, records) in Self.appends.enumerated() {
        if number == index { disk.takeAway(folder: "/t") }
        #expect(recorder.append(records) == nil)
      }
      #expect(disk.contents(Self.path) == whole)
    }
  }

  @Test("a copy into a folder made anew that fails half way leaves no half file")
  func restoreFails() {
    let disk = FakeDisk(FakeDisk.Plan(write: 3, fault: .error(ENOSPC), eighths: 4))
    let (recorder, _) = Recorder.create(in: "/t", name: "x", files: disk.layer)
    for records in Self.appends[..<3] { #expect(recorder.append(records) == nil) }
    disk.takeAway(folder: "/t")
    #expect(recorder.append(Self.appends[3])?.cause == .diskFull)
    #expect(disk.contents(Self.path) == nil)
    #expect(recorder.append(Self.appends[4]) == nil)
    #expect(disk.contents(Self.path) == Self.appends[..<5].joined().flatMap(RecordWriter.line))
  }
}
