import Transcripts

/// Something longer to read that is no conversation: headings, paragraphs and lists, in the formats that `show` has.
struct Document {
  enum Block {
    case heading(String)
    case subheading(String)
    case paragraph(String)
    /// What is not said but told about it: when, and where it leads.
    case remark(String)
    case list([String])
  }

  var title: String
  /// Below the title.
  var notes: [String] = []
  var blocks: [Block] = []

  func rendered(as format: Show.Format, width: Int?) -> String {
    switch format {
    case .text: text(width: width)
    case .markdown: markdown
    case .html: html
    }
  }

  // MARK: Text

  private func text(width: Int?) -> String {
    var parts = [title.harmlessLine] + notes.map { Self.filled($0, "", width) }
    for block in blocks {
      switch block {
      case .heading(let words):
        let line = words.harmlessLine
        parts.append(line + "\n" + String(repeating: "=", count: line.count))
      case .subheading(let words):
        parts.append(words.hasPrefix("[") ? words.harmlessLine : "[\(words.harmlessLine)]")
      case .paragraph(let words): parts.append(Self.filled(words, "  ", width))
      case .remark(let words): parts.append(Self.filled(words, "  * ", width))
      case .list(let items):
        parts.append(items.map { Self.filled($0, "  - ", width) }.joined(separator: "\n"))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func filled(_ words: String, _ first: String, _ width: Int?) -> String {
    ShowText.wrapped(words, first: first, width).joined(separator: "\n")
  }

  // MARK: Markdown

  var markdown: String {
    var parts = ["# " + ShowMarkdown.escaped(title)] + notes.map { ShowMarkdown.escaped($0) }
    for block in blocks {
      switch block {
      case .heading(let words): parts.append("## " + ShowMarkdown.escaped(words))
      case .subheading(let words): parts.append("### " + ShowMarkdown.escaped(words))
      case .paragraph(let words): parts.append(Self.lines(words).joined(separator: "  \n"))
      case .remark(let words): parts.append(Self.lines(words).map { "*\($0)*" }.joined(separator: "  \n"))
      case .list(let items):
        parts.append(items.map { "- " + ShowMarkdown.escaped($0) }.joined(separator: "\n"))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func lines(_ words: String) -> [String] {
    words.split(separator: "\n").map { ShowMarkdown.escaped(String($0)) }
  }

  // MARK: HTML

  private var html: String {
    var body = "<h1>\(ShowHTML.escaped(title))</h1>\n"
    for note in notes { body += "<p class=\"aside\">\(ShowHTML.escaped(note))</p>\n" }
    for block in blocks {
      switch block {
      case .heading(let words): body += "<h2>\(ShowHTML.escaped(words))</h2>\n"
      case .subheading(let words): body += "<h3>\(ShowHTML.escaped(words))</h3>\n"
      case .paragraph(let words): body += "<p dir=\"auto\">\(ShowHTML.escaped(words))</p>\n"
      case .remark(let words): body += "<p class=\"aside\">\(ShowHTML.escaped(words))</p>\n"
      case .list(let items):
        body += "<ul>" + items.map { "<li>\(ShowHTML.escaped($0))</li>" }.joined() + "</ul>\n"
      }
    }
    return ShowHTML.page(title: title, body: body)
  }
}
