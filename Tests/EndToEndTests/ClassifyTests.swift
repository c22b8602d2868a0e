import Testing

@Suite("Classifying lines")
struct ClassifyTests {
  @Test("Danger comes before whatever else a line says, under the name of the wide intent, with its kind")
  func putsDangerFirst() throws {
    let lines = "she choked me\ni want to die and should i text her\nwhats the weather\nzzz\n"
    let folder = try Folder()
    let outcome = try Program.run(
      ["classify", "--scripts", Program.scripts], input: Array(lines.utf8), folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let objects = outcome.output.split(separator: "\n")
    try #require(objects.count == 4)
    #expect(objects[0].contains(#""intent":"abuse_victim","kind":"abuse_victim_neck""#))
    #expect(objects[1].contains(#""intent":"self_harm""#))
    #expect(objects[1].contains(#""runner_up":"reaching_out""#))
    #expect(objects[2].contains(#""intent":"off_topic""#))
    #expect(objects[3].contains(#""intent":null"#))
  }
}
