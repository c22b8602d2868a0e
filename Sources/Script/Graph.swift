public import Dialogue

/// A program as places and the ways between them, for drawing.
public struct Graph: Equatable, Sendable {
  public struct Node: Equatable, Sendable {
    /// `topic.step`; the manifest's name for what can happen anywhere.
    public var address: String
    public var topic: String
    /// What is said and asked, one line each.
    public var lines: [String]
    public var replies: [String]
    public var tags: [String]
    public var isVisited: Bool
    public var isStart: Bool
  }

  public struct Edge: Hashable, Sendable {
    public enum Kind: String, Sendable {
      case go, visit, closed
    }
    /// Indices into `nodes`.
    public var from: Int
    public var to: Int
    /// The reply that leads there; empty for a way without one.
    public var label: String
    public var kind: Kind
  }

  public var title: String
  public var nodes: [Node]
  public var edges: [Edge]

  public init(_ program: Program) {
    title = program.title
    nodes = program.steps.indices.map { Self.node(program, $0) }
    edges = []
    var seen: Set<Edge> = []
    for step in program.steps.indices { addEdges(program, step, &seen) }
    for rule in program.closed {
      for (step, compiled) in program.steps.enumerated()
      where compiled.tags.contains(rule.tag) && step != rule.place.index {
        add(Edge(from: step, to: rule.place.index, label: "when closed", kind: .closed), &seen)
      }
    }
  }

  private static func node(_ program: Program, _ index: Int) -> Node {
    let step = program.steps[index]
    var lines: [String] = []
    for instruction in step.code {
      switch instruction {
      case .say(let line): lines.append(words(line, program))
      case .vary(let variation):
        for alternative in program.variations[variation].alternatives {
          lines += alternative.map { words($0, program) }
        }
      case .ask: if let ask = step.question?.ask { lines.append(words(ask, program)) }
      default: break
      }
    }
    let replies = step.question?.replies ?? step.looks.first?.replies ?? []
    return Node(
      address: step.address, topic: step.topic < 0 ? program.name : program.topics[step.topic].name,
      lines: lines,
      replies: replies.map(\.name), tags: step.tags.map { program.tags[$0.index].name },
      isVisited: step.isVisited,
      isStart: index == program.start.index)
  }

  private static func words(_ line: Line, _ program: Program) -> String {
    line.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .fact(let fact, _): "{\(program[fact].name)}"
      case .emergency: "{emergency}"
      case .choices: "{choices}"
      }
    }.joined()
  }

  private mutating func addEdges(_ program: Program, _ step: Int, _ seen: inout Set<Edge>) {
    let compiled = program.steps[step]
    let replies = step == 0 ? program.urgent + program.anytime : compiled.question?.replies ?? []
    for (position, instruction) in compiled.code.enumerated() {
      guard case .leave(let exit) = instruction else { continue }
      let isFoot = compiled.question?.foot.map { position >= $0 } ?? false
      let owner = isFoot ? nil : replies.filter { $0.entry <= position }.max { $0.entry < $1.entry }
      let label = owner?.name ?? ""
      switch exit {
      case .go(let place): add(Edge(from: step, to: place.index, label: label, kind: .go), &seen)
      case .visitAndResume(let place), .visitAndAskAgain(let place):
        add(Edge(from: step, to: place.index, label: label, kind: .visit), &seen)
      case .askAgain, .back, .end: break
      }
    }
  }

  private mutating func add(_ edge: Edge, _ seen: inout Set<Edge>) {
    if seen.insert(edge).inserted { edges.append(edge) }
  }

  // MARK: Formats

  /// For Graphviz.
  public var dot: String {
    var text =
      "digraph parley {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
    for topic in topics {
      text += "  subgraph \"cluster_\(topic)\" {\n    label=\"\(topic)\";\n"
      for node in nodes where node.topic == topic {
        text += "    \"\(node.address)\"\(node.isVisited ? " [style=\"rounded,dashed\"]" : "");\n"
      }
      text += "  }\n"
    }
    for edge in edges {
      let style = edge.kind == .go ? "" : edge.kind == .visit ? ", style=dashed" : ", style=dotted"
      text +=
        "  \"\(nodes[edge.from].address)\" -> \"\(nodes[edge.to].address)\" [label=\"\(Self.quoted(edge.label))\"\(style)];\n"
    }
    return text + "}\n"
  }

  /// For Mermaid, as Markdown viewers draw it.
  public var mermaid: String {
    var text = "flowchart LR\n"
    for topic in topics {
      text += "  subgraph \(topic)\n"
      for (index, node) in nodes.enumerated() where node.topic == topic {
        text += "    n\(index)[\"\(node.address)\"]\n"
      }
      text += "  end\n"
    }
    for edge in edges {
      let arrow = edge.kind == .go ? "-->" : "-.->"
      let label = edge.label.isEmpty ? "" : "|\"\(edge.label.replacing("\"", with: "'"))\"|"
      text += "  n\(edge.from) \(arrow)\(label) n\(edge.to)\n"
    }
    return text
  }

  private var topics: [String] {
    var seen: [String] = []
    for node in nodes where !seen.contains(node.topic) { seen.append(node.topic) }
    return seen
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  static func json(_ items: [String]) -> String { "[" + items.map(json).joined(separator: ",") + "]" }

  private static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "<": result += "\\u003c"
      case "\u{2028}", "\u{2029}": result += " "
      default: result += scalar.value < 0x20 ? " " : String(scalar)
      }
    }
    return result + "\""
  }

  /// The graph as JSON that may stand inside of a page's script.
  var json: String {
    func string(_ text: String) -> String { Self.json(text) }
    func list(_ items: [String]) -> String { Self.json(items) }
    let places = nodes.map { node in
      "{\"a\":\(string(node.address)),\"t\":\(string(node.topic)),\"l\":\(list(node.lines)),\"r\":\(list(node.replies)),\"g\":\(list(node.tags)),\"v\":\(node.isVisited),\"s\":\(node.isStart)}"
    }
    let ways = edges.map { "[\($0.from),\($0.to),\(string($0.label)),\(string($0.kind.rawValue))]" }
    return "{\"nodes\":[\(places.joined(separator: ",\n"))],\"edges\":[\(ways.joined(separator: ",\n"))]}"
  }
}
