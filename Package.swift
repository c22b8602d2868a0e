// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours: the Swift 6 language mode (strict concurrency) comes with the tools version.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "parley",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "parley", targets: ["parley"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibedit",
      pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
    ),
    .target(name: "LineEditor", dependencies: ["CLibedit"], swiftSettings: strict),
    // Learning what the shipped scripts hear takes half a minute without optimisation, and most tests start with it.
    .target(
      name: "Intents",
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(name: "Dialogue", dependencies: ["Intents"], swiftSettings: strict),
    .target(name: "Script", dependencies: ["Dialogue", "Intents"], swiftSettings: strict),
    .target(name: "ModelCheck", dependencies: ["Dialogue", "Intents"], swiftSettings: strict),
    .target(
      name: "Transcripts",
      dependencies: [
        "Dialogue", "Intents", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "parley",
      dependencies: [
        "LineEditor", "Intents", "Dialogue", "Script", "ModelCheck", "Transcripts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),

    .executableTarget(
      name: "parley-bench",
      dependencies: ["Transcripts", "Script", "Slips", "Dialogue", "Intents", "SmallScript"],
      path: "Benchmarks",
      exclude: ["Echo"],
      swiftSettings: strict),
    .target(
      name: "Slips", dependencies: ["Script", "Dialogue", "Intents"], path: "Tests/Support/Slips",
      swiftSettings: strict),
    .target(name: "CPseudoTerminal", path: "Tests/Support/CPseudoTerminal"),
    .target(
      name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/Support/PseudoTerminal",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "LineEditorProbe", dependencies: ["LineEditor"], path: "Tests/Support/LineEditorProbe",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "EchoBenchmark", dependencies: ["PseudoTerminal", "LineEditorProbe"], path: "Benchmarks/Echo",
      swiftSettings: strict
    ),
    .target(
      name: "SmallScript", dependencies: ["Dialogue", "Intents"], path: "Tests/Support/SmallScript",
      swiftSettings: strict),
    .testTarget(name: "IntentsTests", dependencies: ["Intents"], swiftSettings: strict),
    .testTarget(name: "DialogueTests", dependencies: ["Dialogue", "Script"], swiftSettings: strict),
    .testTarget(
      name: "ScriptTests", dependencies: ["Script", "Slips", "Dialogue", "Intents"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "ShippedTests", dependencies: ["Transcripts", "Script", "ModelCheck", "Dialogue", "Intents"],
      swiftSettings: strict),
    .testTarget(
      name: "ModelCheckTests", dependencies: ["ModelCheck", "Script"], swiftSettings: strict),
    .testTarget(
      name: "TranscriptsTests",
      dependencies: ["Transcripts", "Dialogue", "Intents", "Script", "SmallScript"],
      exclude: ["Formats", "Scale"],
      swiftSettings: strict),
    .testTarget(
      name: "LineEditorTests", dependencies: ["LineEditor", "LineEditorProbe", "PseudoTerminal"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["PseudoTerminal", "parley", "Transcripts", "Dialogue", "Script"],
      swiftSettings: strict
    ),
  ]
)

// The readers of transcripts and of scripts, and the listener, made ready for libFuzzer; only when asked for, because
// of its flags:
// PARLEY_FUZZ=1 swift run -c release FuzzTranscripts -max_total_time=60 FOLDER_OF_TRANSCRIPTS
// PARLEY_FUZZ=1 swift run -c release FuzzListener -max_total_time=60
if Context.environment["PARLEY_FUZZ"] != nil {
  for target in package.targets where ["Transcripts", "Script", "Intents"].contains(target.name) {
    target.swiftSettings = strict + [.unsafeFlags(["-sanitize=fuzzer"])]
  }
  let link: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
  package.targets += [
    .target(name: "FuzzDriver", path: "Fuzz/Driver", swiftSettings: strict),
    .executableTarget(
      name: "FuzzTranscripts", dependencies: ["FuzzDriver", "Transcripts", "Dialogue", "Intents"],
      path: "Fuzz/Transcripts",
      swiftSettings: strict, linkerSettings: link),
    .executableTarget(
      name: "FuzzScript", dependencies: ["FuzzDriver", "Script", "Dialogue"], path: "Fuzz/Script",
      swiftSettings: strict, linkerSettings: link),
    .executableTarget(
      name: "FuzzListener", dependencies: ["FuzzDriver", "Intents"], path: "Fuzz/Listener",
      swiftSettings: strict,
      linkerSettings: link),
  ]
}
