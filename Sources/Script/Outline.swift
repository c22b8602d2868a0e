/// The nesting of a file's lines, in their order: only indentation nests, and only under a line that opens.
struct Outline: Sendable {
  struct Node: Sendable {
    /// Index into the file's lines.
    var line: Int
    /// 0 for a line at the margin.
    var depth: Int
    /// Index after the last node inside this one.
    var end: Int
  }

  var nodes: [Node] = []
  /// Deeper than anybody can read aloud; it also bounds every recursion over the tree.
  static let deepest = 8
}

extension Outline {
  init(lines: [SourceLine], bytes: [UInt8], file: Int, findings: inout Findings) {
    self.init()
    var open: [(node: Int, indent: Int)] = []
    var reportedDepth = false
    for (index, line) in lines.enumerated() where !line.isEmpty {
      var indent = line.indent
      while let last = open.last, last.indent >= indent {
        nodes[last.node].end = nodes.count
        open.removeLast()
      }
      let expected = (open.last?.indent ?? -2) + 2
      let margin = Span(file: file, start: line.start, end: line.text)
      if let parent = open.last, !Self.opens(lines[nodes[parent.node].line]) {
        Self.reportUnexpected(margin, parent.indent, lines[nodes[parent.node].line], bytes, file, &findings)
        indent = parent.indent
        nodes[parent.node].end = nodes.count
        open.removeLast()
      } else if indent != expected {
        findings.error(
          .oddIndent, margin, Self.wrongIndent(indent, expected), hint: "expected \(expected) spaces",
          replace: (margin, String(repeating: " ", count: expected)))
        indent = max(indent, expected)
      }
      if open.count >= Self.deepest {
        if !reportedDepth {
          findings.error(
            .nestedTooDeep, margin,
            "This is nested more than \(Self.deepest) deep. Move the inner lines to a step of their own.")
        }
        reportedDepth = true
        continue
      }
      nodes.append(Node(line: index, depth: open.count, end: 0))
      open.append((nodes.count - 1, indent))
    }
    for entry in open { nodes[entry.node].end = nodes.count }
  }

  private static func wrongIndent(_ indent: Int, _ expected: Int) -> String {
    "This line is indented by \(indent) \(indent == 1 ? "space" : "spaces"); here it can be \(expected)."
  }

  private static func opens(_ line: SourceLine) -> Bool {
    switch line.kind {
    case .reply: true
    case .directive(let directive): directive?.opens ?? true
    case .blank, .note, .heading, .arrow, .speech: false
    }
  }

  private static func reportUnexpected(
    _ margin: Span, _ indent: Int, _ above: SourceLine, _ bytes: [UInt8], _ file: Int,
    _ findings: inout Findings
  ) {
    if above.kind == .speech, above.end - above.text <= Habits.longest,
      let here = Habits.line(String(decoding: bytes[above.text..<above.end], as: UTF8.self))
    {
      let whole = Span(file: file, start: above.text, end: above.end)
      findings.error(
        .missingMark, whole, Habits.spoken,
        hint: "write `\(here)`", replace: (whole, here))
      return
    }
    findings.error(
      .unexpectedIndent, margin, "This line is indented, but the line above it does not open anything.",
      notes: [
        (
          "Lines are indented only under a reply or under a directive that takes lines, such as `@when`.",
          Span(file: file, start: above.text, end: above.end)
        )
      ],
      replace: (margin, String(repeating: " ", count: indent)))
  }
}
