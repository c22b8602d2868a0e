import ArgumentParser
import FoundationEssentials
import Transcripts

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play recorded conversations against the scripts of today.",
    discussion: """
      Says of each whether it is identical, reworded (the same path in other words), rerouted (another path) or \
      broken, and shows the first turn that differs, as recorded and now.
      """)

  @Argument(help: "Transcripts, folders of them, or - for standard input.")
  var paths: [String]

  @OptionGroup var script: ScriptOptions
  @OptionGroup var secret: PassphraseOptions

  @Flag(help: "Write each transcript anew as it goes today.")
  var update = false

  @Flag(help: "One JSON object a line.")
  var json = false

  @Option(help: ArgumentHelp("Also write the verdicts as JUnit XML.", valueName: "file"))
  var junit: String?

  @Option(help: "Only transcripts whose path contains this.")
  var filter: String?

  @Option(help: ArgumentHelp("How many to replay at once.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func run() async throws {
    let (program, folder) = try script.load()
    let replayer = Replayer(program: program, digest: folder.digest)
    let passphrase = try secret.passphrase(forAny: paths)
    if update { try renew(with: replayer) }
    var summary = ReplaySummary()
    var report = JUnit.opening
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    await replayer.run(paths, jobs: jobs, filter: filter, passphrase: passphrase) { verdict in
      summary.add(verdict)
      if junit != nil { report += JUnit.testCase(verdict) }
      if json {
        Output.line(verdict.json)
      } else if verdict.outcome != .identical || !verdict.notes.isEmpty {
        Output.line(verdict.words)
      }
    }
    Output.line(json ? summary.json : summary.words)
    if let junit { try ScriptFiles.write(Array((report + JUnit.closing).utf8), to: junit) }
    if summary.exitCode != 0 { throw ExitCode(summary.exitCode) }
  }

  /// Each file is written beside the old one and takes its place whole.
  private func renew(with replayer: Replayer) throws {
    for path in paths.flatMap(Self.files) where filter.map({ path.contains($0) }) ?? true {
      guard !path.hasSuffix(TranscriptFolder.sealedEnding) else {
        throw Complaint("\(path) is encrypted; --update renews only what is not.", Failure.usage)
      }
      let url = URL(filePath: path)
      guard let bytes = try? Data(contentsOf: url) else {
        throw Complaint("I can't read \(path).", Failure.noInput)
      }
      do {
        let renewal = try replayer.renewal(of: Array(bytes), path: path)
        if renewal.bytes == Array(bytes) { continue }
        if renewal.dropped > 0 {
          ErrorOutput.say(
            "\(path): \(Count.of(renewal.dropped, "line")) have no place any more and are left out.")
        }
        try ScriptFiles.write(renewal.bytes, to: path)
        Output.line("renewed \(path)")
      } catch let problem as TranscriptProblem {
        throw TranscriptReading.complaint(problem)
      }
    }
  }

  private static func files(_ path: String) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
      return [path]
    }
    return (try? TranscriptFolder.transcripts(under: path)) ?? []
  }
}
