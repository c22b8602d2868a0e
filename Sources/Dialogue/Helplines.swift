/// Where a person can turn, by country and purpose: data that a script brings along.
public struct Helplines: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    /// Two capital letters, or `World`.
    public var country: String
    public var service: String
    /// What it is for: `emergency`, `suicide`, `abuse`, `harm`, `child`, `stalking`, `sexual`, …
    public var purposes: [String]
    /// Number to call, words to text, page to open; empty where there is none.
    public var call: String
    public var text: String
    public var url: String
    public var hours: String
    public var source: String
    /// `YYYY-MM-DD`; empty when nobody has checked it.
    public var checkedOn: String

    public init(
      country: String, service: String, purposes: [String], call: String = "", text: String = "",
      url: String = "", hours: String = "", source: String = "", checkedOn: String = ""
    ) {
      self.country = country
      self.service = service
      self.purposes = purposes
      self.call = call
      self.text = text
      self.url = url
      self.hours = hours
      self.source = source
      self.checkedOn = checkedOn
    }
  }

  /// In the file's order, which is the order they are shown in.
  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  public static let world = "World"
  /// How many routes one showing offers at most: more is a wall to somebody in pain, and fewer would leave out
  /// parts of a country.
  public static let mostShown = 6

  /// The countries with rows of their own, in the file's order.
  public var countries: [String] {
    var seen: [String] = []
    for row in rows where row.country != Self.world && !seen.contains(row.country) {
      seen.append(row.country)
    }
    return seen
  }

  /// The number for an emergency, or nil where the country is not known.
  public func emergencyNumber(for country: String?) -> String? {
    rows.first { $0.country == country && $0.purposes.contains("emergency") && !$0.call.isEmpty }?.call
  }

  /// What `{emergency}` says.
  public func emergencyWords(for country: String?) -> String {
    emergencyNumber(for: country) ?? "your local emergency number"
  }

  /// The services for a purpose: the country's first, the world's filling up to two, `mostShown` at most.
  public func routes(for purpose: String, country: String?) -> [Row] {
    var found = rows.filter { $0.country == country && $0.purposes.contains(purpose) }
    if found.count > Self.mostShown { found.removeLast(found.count - Self.mostShown) }
    if found.count < 2 {
      for row in rows where row.country == Self.world && row.purposes.contains(purpose) && found.count < 2 {
        found.append(row)
      }
    }
    return found
  }

  /// What `@show helplines for …` says, one route a line.
  public func shown(for purpose: String, country: String?) -> String {
    var lines = routes(for: purpose, country: country).map(Self.words)
    if let number = emergencyNumber(for: country) {
      lines.append("In danger right now: \(number)")
    } else {
      lines.append("In danger right now: call your local emergency number")
    }
    return lines.joined(separator: "\n")
  }

  private static func words(_ row: Row) -> String {
    var ways: [String] = []
    if !row.call.isEmpty { ways.append("call \(row.call)") }
    if !row.text.isEmpty { ways.append("text \(row.text)") }
    if ways.isEmpty, !row.url.isEmpty { ways.append(row.url) }
    return "\(row.service): \(ways.joined(separator: ", or "))"
  }
}
