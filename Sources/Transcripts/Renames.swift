import Dialogue

/// The script under the names its steps had before, so that a state recorded under an old name is known again.
struct Renames: Sendable {
  /// The oldest names first; empty when nothing was ever renamed.
  private let before: [Program]

  init(_ program: Program) {
    before = program.renames.indices.map { first in
      var old = program
      for rename in program.renames[first...].reversed() {
        for index in old.steps.indices where old.steps[index].address == rename.to {
          old.steps[index].address = rename.from
        }
      }
      return old
    }
  }

  /// Whether `digest` is that of `state` under some old names.
  func explain(_ digest: UInt64, of state: State) -> Bool {
    before.contains { state.digestValue(in: $0) == digest }
  }
}
