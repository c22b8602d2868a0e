import ArgumentParser
import Transcripts

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Conversations with the person's words replaced, which still replay.",
    discussion: """
      Each message becomes words the scripts' authors wrote that are understood in the same way, or a placeholder \
      where the scripts take whatever comes. What was understood, and when, stays. To show the work of a script to \
      others, send this and not the conversation.
      """)

  @Argument(help: "Transcripts.")
  var files: [String]

  @OptionGroup var script: ScriptOptions
  @OptionGroup var secret: PassphraseOptions

  @Option(
    help: ArgumentHelp(
      "Write each to a new file of the same name in this folder; without it all go to the output.",
      valueName: "dir"))
  var into: String?

  func run() throws {
    let (program, folder) = try script.load()
    let replayer = Replayer(program: program, digest: folder.digest)
    let passphrase = try secret.passphrase(forAny: files)
    for file in files {
      let transcript = try TranscriptReading.transcript(at: file, passphrase: passphrase)
      let redaction = try redact(transcript, file, replayer)
      if redaction.turns < redaction.of {
        ErrorOutput.say(
          "\(file): \(redaction.turns) of \(Count.of(redaction.of, "turn")) could be kept; "
            + "no other words lead the way that the next one led.")
      }
      try write(redaction.records, of: file)
    }
  }

  private func redact(
    _ transcript: Transcript, _ file: String, _ replayer: Replayer
  ) throws -> Redaction {
    do throws(TranscriptProblem) {
      return try replayer.redact(transcript, path: file)
    } catch {
      throw TranscriptReading.complaint(error)
    }
  }

  private func write(_ records: [Record], of file: String) throws {
    guard let into else {
      for record in records {
        Output.line(String(decoding: RecordWriter.line(record).dropLast(), as: UTF8.self))
      }
      return
    }
    let (recorder, problem) = Recorder.create(in: into, name: Self.name(file))
    if let problem = problem ?? recorder.append(records) ?? recorder.settle() {
      throw Complaint("I can't write \(recorder.path): \(problem.reason).", Failure.io)
    }
    Output.line(recorder.path)
  }

  /// The file's name without folder and ending.
  private static func name(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [TranscriptFolder.sealedEnding, TranscriptFolder.ending] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}
