import ArgumentParser
import Script

struct GraphCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case dot, mermaid, html
  }

  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw a script: every step, and where each leads.")

  @Argument(help: "The folder of scripts; --scripts says the same.")
  var folder: String?

  @OptionGroup var script: ScriptOptions

  @Option(help: "dot, mermaid, or html: one page to zoom, search and click.")
  var format = Format.html

  func run() throws {
    let graph = Graph(try ScriptOptions.load(folder ?? script.path).program)
    switch format {
    case .dot: Output.line(graph.dot)
    case .mermaid: Output.line(graph.mermaid)
    case .html: Output.line(graph.html)
    }
  }
}
