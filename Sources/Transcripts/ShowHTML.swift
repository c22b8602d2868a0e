/// One page that needs nothing else: no script, no picture, no address of another machine.
package enum ShowHTML {
  static func render(_ header: Header, _ scenes: [Scene]) -> String {
    let title = Scene.title(header)
    return page(title: title, body: "<h1>\(escaped(title))</h1>\n" + scenes.map(section).joined())
  }

  /// A whole page around what stands on it.
  ///
  /// - Parameters:
  ///   - title: plain text.
  ///   - body: HTML that is safe already.
  package static func page(title: String, body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="referrer" content="no-referrer">
    <title>\(escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  private static func section(_ scene: Scene) -> String {
    var html = "<section>\n"
    if let step = scene.step { html += "<h2>\(escaped(step))</h2>\n" }
    html += "<div>\n"
    for line in scene.lines { html += block(line) }
    return html + "</div>\n</section>\n"
  }

  private static func block(_ line: Scene.Line) -> String {
    switch line {
    case .coach(let words): "<p dir=\"auto\">\(escaped(words))</p>\n"
    case .you(let words, let heard):
      "<blockquote dir=\"auto\"><p>\(escaped(words))</p>"
        + "<details><summary>heard</summary>\(escaped(heard))</details></blockquote>\n"
    case .aside(let words): "<p class=\"aside\">\(escaped(words))</p>\n"
    }
  }

  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.harmless.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Narrow screens have the path above the words, wide ones beside them; paper has no shadows and no colour.
  private static let style = """
    :root { color-scheme: light dark; --ink: #22262b; --paper: #fbfaf7; --soft: #5c6670; --you: #e6eef2; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e4df; --paper: #16191c; --soft: #9aa5ae; --you: #233038; }
    }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.55 Georgia, serif; }
    main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.2rem; }
    h2 { font-size: 1.1rem; margin: 2rem 0 0; }
    section h2, h3 { font: 0.8rem/1.6 ui-monospace, monospace; color: var(--soft); margin: 1rem 0 0; overflow-wrap: anywhere; }
    p { margin: 0.6rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    blockquote { margin: 0.8rem 0 0.8rem 12%; padding: 0.2rem 0.9rem; background: var(--you); border-radius: 0.8rem; }
    details, .aside { font-size: 0.85rem; color: var(--soft); }
    summary { cursor: pointer; }
    @media (min-width: 48rem) {
      section { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
      section > div { grid-column: 2; }
    }
    @media print {
      :root { --ink: #000; --paper: #fff; --soft: #444; --you: #fff; }
      body { font-size: 11pt; }
      blockquote { border: 1px solid #999; }
      blockquote, h2 { break-inside: avoid; }
      summary { display: none; }
    }
    """
}
