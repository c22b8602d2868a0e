import ArgumentParser
import Script
import Transcripts

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

  @Option(
    help: ArgumentHelp("Mark the path of a recorded conversation in the page.", valueName: "transcript"))
  var path: String?

  func validate() throws {
    if path != nil && format != .html { throw ValidationError("--path marks a path in the html page only.") }
  }

  func run() throws {
    let graph = Graph(try ScriptOptions.load(folder ?? script.path).program)
    switch format {
    case .dot: Output.line(graph.dot)
    case .mermaid: Output.line(graph.mermaid)
    case .html: Output.line(graph.html(path: try path.map(Self.steps) ?? []))
    }
  }

  /// The steps of a conversation in the order they were come to.
  private static func steps(of path: String) throws -> [String] {
    var steps: [String] = []
    for record in try TranscriptReading.transcript(at: path).records {
      switch record.kind {
      case .coach(_, let step), .resumed(let step, _): if steps.last != step { steps.append(step) }
      default: break
      }
    }
    return steps
  }
}
