import Script

extension Document {
  /// A safety review for people to read from top to bottom: what is heard first, then what is said.
  init(_ review: SafetyReview) {
    self.init(
      title: "Safety texts: \(review.title)",
      notes: [
        "Every line stands with where it is said and when. Words in {braces} are filled in as the person told them; "
          + "{emergency} is the emergency number of their country, or words for it."
      ])
    addUrgent(review)
    for topic in review.topics {
      blocks.append(.heading(topic.title))
      for step in topic.steps { add(step) }
    }
    if !review.elsewhere.isEmpty {
      blocks.append(.heading("In other topics, because of something that was told"))
      for step in review.elsewhere { add(step) }
    }
    blocks.append(.heading("The numbers that are shown"))
    for (purpose, shown) in review.helplines {
      for (country, words) in shown {
        blocks.append(.remark("For \(purpose), country \(country):"))
        blocks.append(.paragraph(words))
      }
    }
  }

  private mutating func addUrgent(_ review: SafetyReview) {
    blocks.append(.heading("What is heard before anything else, the gravest first"))
    for reply in review.urgent {
      blocks.append(.subheading(reply.name))
      addHeard(reply)
      add(reply.entries)
    }
    if !review.closed.isEmpty {
      blocks.append(.heading("What is closed, and when"))
      blocks.append(.list(review.closed))
    }
  }

  private mutating func add(_ step: SafetyReview.Step) {
    blocks.append(.subheading(step.address))
    if !step.reachedBy.isEmpty {
      blocks.append(.remark("Said after: \(step.reachedBy.joined(separator: "; "))."))
    }
    add(step.opening)
    for answer in step.answers {
      blocks.append(.remark("To \"\(answer.name)\":"))
      addHeard(answer)
      add(answer.entries)
    }
    if !step.foot.isEmpty {
      blocks.append(.remark("After that:"))
      add(step.foot)
    }
  }

  private mutating func addHeard(_ answer: SafetyReview.Answer) {
    guard !answer.heard.isEmpty else { return }
    blocks.append(.remark("Heard by words like: \(answer.heard.joined(separator: "; "))."))
  }

  /// What is said in a row, under one condition, is one paragraph.
  private mutating func add(_ entries: [SafetyReview.Entry]) {
    var conditions: [String] = []
    for entry in entries {
      if entry.conditions != conditions {
        conditions = entry.conditions
        let when = conditions.isEmpty ? "In any case:" : "When \(conditions.joined(separator: ", and ")):"
        blocks.append(.remark(when))
      }
      switch entry.kind {
      case .says(let words), .asks(let words): blocks.append(.paragraph(words))
      case .helplines(let purpose): blocks.append(.paragraph("(the numbers for \(purpose))"))
      case .does(let words):
        // What is done in a row is one line.
        if case .remark(let before)? = blocks.last, before.hasPrefix("It ") {
          blocks[blocks.count - 1] = .remark("\(before.dropLast()); it \(words).")
        } else {
          blocks.append(.remark("It \(words)."))
        }
      }
    }
  }
}
