/// libFuzzer's own way in, for programs that bring their `main`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Hands the program to libFuzzer, which reads its arguments and runs `body` on bytes it makes up until told to stop.
///
/// - Parameter body: gets the first byte and how many there are; gives 0.
package func runFuzzer(_ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt) {
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  _ = runDriver(&count, &arguments, body)
}
