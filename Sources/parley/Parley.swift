import ArgumentParser

@main
struct Parley: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parley",
    abstract: "A coach you talk to at the prompt, for the days after a breakup."
  )
}
