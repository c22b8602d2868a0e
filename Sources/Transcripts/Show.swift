/// A transcript for people.
public enum Show {
  public enum Format: String, CaseIterable, Sendable {
    case text, markdown, html
  }

  /// - Parameter width: columns to fill, for text; nil leaves each paragraph on one line.
  public static func render(_ transcript: Transcript, as format: Format, width: Int? = nil) -> String {
    let scenes = Scene.all(of: transcript)
    switch format {
    case .text: return ShowText.render(transcript.header, scenes, width: width)
    case .markdown: return ShowMarkdown.render(transcript.header, scenes)
    case .html: return ShowHTML.render(transcript.header, scenes)
    }
  }
}

/// What happens at one place, until the conversation moves on: how people read a transcript.
struct Scene: Equatable {
  enum Line: Equatable {
    case coach(String)
    case you(String, heard: String)
    case aside(String)
  }

  /// Address of the step; nil before any was entered.
  var step: String?
  var lines: [Line] = []

  static func all(of transcript: Transcript) -> [Scene] {
    var scenes = [Scene()]
    for record in transcript.records {
      switch record.kind {
      case .coach(let words, let step):
        if scenes[scenes.count - 1].step != step {
          // What the person said to get here stays where they said it.
          scenes.append(Scene(step: step))
        }
        scenes[scenes.count - 1].lines.append(.coach(words))
      case .you(let words, _, let heard):
        scenes[scenes.count - 1].lines.append(.you(words, heard: heard.summary))
      default:
        if let aside = record.aside { scenes[scenes.count - 1].lines.append(.aside(aside)) }
      }
    }
    if transcript.torn > 0 {
      scenes[scenes.count - 1].lines.append(.aside("The last line of the file is cut short."))
    }
    return scenes.filter { $0.step != nil || !$0.lines.isEmpty }
  }

  /// `2026-11-21T20:14:03Z` as `2026-11-21 20:14 UTC`; anything else as it is.
  static func readable(_ stamp: String) -> String {
    let bytes = Array(stamp.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z") else {
      return stamp
    }
    return "\(stamp.prefix(10)) \(stamp.dropFirst(11).prefix(5)) UTC"
  }

  static func title(_ header: Header) -> String { "\(header.script), \(readable(header.at))" }
}

extension Record {
  /// What happened other than speech, in words for people; nil for speech, and for what only programs need.
  public var aside: String? {
    switch kind {
    case .command(.undo(let turns), _):
      turns == 1 ? "You took back one turn." : "You took back \(turns) turns."
    case .command(.country(let country), _): country.map { "Country: \($0)." } ?? "Country: not told."
    case .command(.summary, _): "You asked for a summary."
    case .resumed(_, let at): "Taken up again, \(Scene.readable(at))."
    case .remember(let fact, _): "Kept for next time: \(fact)."
    case .forget(let fact): "Not kept any longer: \(fact)."
    case .note(let words): words
    case .end(.goodbye): "The end."
    case .end(.stuck): "The script ran in a circle and was stopped."
    case .end(.left): "You left."
    case .header, .coach, .you, .pause, .quiet: nil
    }
  }
}

package enum ShowText {
  static func render(_ header: Header, _ scenes: [Scene], width: Int?) -> String {
    var lines = [Scene.title(header).harmlessLine]
    for scene in scenes {
      lines.append("")
      if let step = scene.step { lines.append("[\(step.harmlessLine)]") }
      for line in scene.lines { lines += rows(line, width) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rows(_ line: Scene.Line, _ width: Int?) -> [String] {
    switch line {
    case .coach(let words): return wrapped(words, first: "  ", width)
    case .you(let words, let heard):
      return [""] + wrapped(words, first: "> ", width) + ["  (\(heard.harmlessLine))", ""]
    case .aside(let words): return wrapped(words, first: "  * ", width)
    }
  }

  /// Paragraphs at a margin; the first line begins with `first`, the others with as many blanks.
  package static func wrapped(_ text: String, first: String, _ width: Int?) -> [String] {
    var lines: [String] = []
    for paragraph in text.harmless.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if let width, !line.isEmpty, first.count + line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      lines.append(line)
    }
    let margin = String(repeating: " ", count: first.count)
    return lines.enumerated().map { ($0.offset == 0 ? first : margin) + $0.element }
  }
}

package enum ShowMarkdown {
  static func render(_ header: Header, _ scenes: [Scene]) -> String {
    var lines = ["# \(escaped(Scene.title(header)))", ""]
    for scene in scenes {
      if let step = scene.step { lines += ["### `\(step.harmlessLine.replacing("`", with: "'"))`", ""] }
      for line in scene.lines { lines += block(line) + [""] }
    }
    return lines.joined(separator: "\n")
  }

  private static func block(_ line: Scene.Line) -> [String] {
    switch line {
    case .coach(let words): return rows(words)
    case .you(let words, let heard):
      return rows(words).map { "> " + $0 } + [">", "> *\(escaped(heard))*"]
    case .aside(let words): return ["*\(escaped(words))*"]
    }
  }

  /// Lines that stay lines.
  private static func rows(_ text: String) -> [String] {
    text.harmless.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) + "  " }
  }

  /// What Markdown would read as markup, made plain.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.harmlessLine.unicodeScalars {
      if scalar == "&" {
        result += "&amp;"
      } else if scalar == "<" {
        result += "&lt;"
      } else {
        if "\\`*_{}[]()#+-.!|~>".unicodeScalars.contains(scalar) { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
