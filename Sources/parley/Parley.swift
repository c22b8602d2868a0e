import ArgumentParser

@main
struct Parley: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parley",
    abstract: "A coach you talk to at the prompt, for the days after a breakup.",
    discussion: """
      "parley" alone begins a session. Everything runs on this computer: no network, no AI model.
      Exit codes: 0 fine; 1 a check failed; 64 wrong usage; 65 unreadable data; 66 no such input; 74 input or \
      output failed.
      """,
    version: "0.1.0",
    subcommands: [
      TalkCommand.self, ReplayCommand.self, ShowCommand.self, PlayCommand.self, RedactCommand.self,
      CheckCommand.self, FormatCommand.self,
      NewCommand.self, GraphCommand.self, ClassifyCommand.self, ExplainCommand.self, EvalCommand.self,
      CoverageCommand.self, MissesCommand.self, ImpactCommand.self, ForgetCommand.self,
    ],
    defaultSubcommand: TalkCommand.self
  )

  /// Runs the command a line names. A `Complaint` is told in words; everything else is the argument parser's.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let complaint as Complaint {
      ErrorOutput.say(complaint.words)
      exit(withError: complaint.code)
    } catch {
      exit(withError: error)
    }
  }
}
