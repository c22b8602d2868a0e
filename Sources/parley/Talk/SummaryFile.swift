import FoundationEssentials
import Transcripts

/// A summary as a Markdown file of its own, for its owner alone. What each step of it says first is a heading.
struct SummaryFile {
  private let document: Document
  /// What the coach says after it, to be shown: the question that waits.
  let question: [String]

  /// - Parameters:
  ///   - records: what a summary gave, the question that waits at its end.
  ///   - waitingAt: the address of that question's step.
  ///   - at: the time, `2026-11-21T20:14:03Z`.
  init(_ records: [Record], waitingAt: String, at: String) {
    var document = Document(title: "What we said", notes: [String(at.prefix(10))])
    var question: [String] = []
    var step: String?
    for record in records {
      guard case .coach(let words, let address) = record.kind else { continue }
      if address == waitingAt {
        question.append(words)
      } else {
        document.blocks.append(address == step ? Self.block(words) : .heading(Self.unended(words)))
      }
      step = address
    }
    self.document = document
    self.question = question
  }

  /// A list is shown as lines that begin with a dash.
  private static func block(_ words: String) -> Document.Block {
    let lines = words.split(separator: "\n").map(String.init)
    guard lines.allSatisfy({ $0.hasPrefix("- ") }) else { return .paragraph(words) }
    return .list(lines.map { String($0.dropFirst(2)) })
  }

  private static func unended(_ words: String) -> String {
    words.hasSuffix(".") ? String(words.dropLast()) : words
  }

  /// Writes it where no file is yet, and says what became of that.
  func write(to name: String) -> String {
    let path = Self.path(name)
    let files = FileLayer.system
    do throws(SystemError) {
      let file = try files.create(path)
      defer { files.close(file) }
      var rest = Array(document.markdown.utf8)[...]
      while !rest.isEmpty { rest = rest.dropFirst(try files.append(file, rest)) }
      try files.settle(file)
      return "I wrote it to \(path). Only you can read that file."
    } catch {
      return "I could not write \(path): \(error.words.lowercased()). Try another name after /summary."
    }
  }

  /// A `~` at the beginning is the home folder, as in a shell.
  private static func path(_ name: String) -> String {
    guard name.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else { return name }
    return home + name.dropFirst()
  }
}
