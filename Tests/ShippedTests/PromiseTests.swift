import Dialogue
import ModelCheck
import Testing

@Suite("What the shipped coach may never do")
struct ShippedPromiseTests {
  @Test("every promise of the scripts is kept on every path")
  func kept() throws {
    let program = try ShippedScript.shared.get().program
    #expect(program.promises.count >= 14)
    for promise in program.promises {
      #expect(program.check(promise) == .kept, "\(promise.title)")
    }
  }

  @Test("without the rules that close what must stay closed, the same promise is found broken")
  func wouldBeBroken() throws {
    var program = try ShippedScript.shared.get().program
    program.closed = []
    let promise = try #require(program.promises.first { $0.title == "No outreach after abuse" })
    guard case .broken = program.check(promise) else {
      Issue.record("the promise was not found broken")
      return
    }
  }
}
