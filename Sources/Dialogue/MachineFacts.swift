extension Machine {
  mutating func apply(_ change: FactChange) {
    switch change {
    case .set(let fact, let value): set(fact, value)
    case .copy(let source, let fact):
      if state[source] != .unknown { set(fact, state[source]) }
    case .add(let item, let list):
      if case .text(let text) = state[item] { add(text, to: list) }
    case .addText(let text, let list): add(text, to: list)
    case .remove(let item, let list):
      editList(list, at: item) { items, index in items.remove(at: index) }
    case .replace(let item, let list, let new):
      guard case .text(let text) = state[new] else { return }
      editList(list, at: item) { items, index in items[index] = Quoting.trimmed(text) }
    case .increase(let fact):
      if case .count(let count) = state[fact] { set(fact, .count(count + 1)) }
    case .withdraw(let fact): state[fact] = program[fact].initial
    case .remember(let fact):
      state.remembered[fact.index] = true
      effects.append(.remember(fact, state[fact]))
    case .forget(let fact):
      state.remembered[fact.index] = false
      effects.append(.forget(fact))
    }
  }

  /// For exploring, of a change to a list whose words are not known: it is made, and something comes of it.
  mutating func assume(_ change: FactChange) {
    switch change {
    case .add(_, let list), .addText(_, let list):
      guard case .list(let items) = state[list], case .list(let capacity) = program[list].kind,
        items.count < capacity
      else { return }
      state[list] = .list(items + ["something \(items.count + 1)"])
    case .remove(let item, let list):
      guard case .list(let items) = state[list], !items.isEmpty else { return }
      state[list] = .list(items.dropLast())
      state[item] = .unknown
    case .replace(let item, _, _): state[item] = .unknown
    default: apply(change)
    }
  }

  /// Give a fact a value it admits; a held one only rises. A remembered fact is kept up to date.
  mutating func set(_ fact: FactID, _ value: FactValue) {
    let declaration = program[fact]
    var value = value
    if case .text(let text) = value { value = .text(Quoting.trimmed(text)) }
    guard declaration.admits(value) else { return }
    if declaration.isHeld && value.rank <= state[fact].rank { return }
    state[fact] = value
    keep(fact)
  }

  private mutating func keep(_ fact: FactID) {
    if state.remembered[fact.index] { effects.append(.remember(fact, state[fact])) }
  }

  /// A repeat is ignored; a full list stays as it is (checking finds paths that could get there).
  private mutating func add(_ text: String, to list: FactID) {
    guard case .list(var items) = state[list], case .list(let capacity) = program[list].kind else { return }
    let item = Quoting.withoutOpeners(Quoting.trimmed(text))
    guard items.count < capacity, !item.isEmpty else { return }
    guard !items.contains(where: { $0.lowercased() == item.lowercased() }) else { return }
    items.append(item)
    state[list] = .list(items)
    keep(list)
  }

  private mutating func editList(_ list: FactID, at item: FactID, _ edit: (inout [String], Int) -> Void) {
    guard case .text(let text) = state[item], case .list(var items) = state[list],
      let index = items.firstIndex(of: text)
    else { return }
    edit(&items, index)
    state[list] = .list(items)
    state[item] = .unknown
    keep(list)
  }
}
