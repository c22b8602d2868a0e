import ArgumentParser

/// How a command ends when it does not end well: the exit codes of sysexits.h that Parley uses.
enum Failure {
  /// A check failed: a replay differs, a script has errors, a promise is broken.
  static let check = ExitCode(1)
  /// Wrong usage.
  static let usage = ExitCode(64)
  /// Data that cannot be read as what it should be.
  static let data = ExitCode(65)
  /// No such input.
  static let noInput = ExitCode(66)
  /// Input or output failed.
  static let io = ExitCode(74)
}
