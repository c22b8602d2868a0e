/// A second of universal time, and how a transcript and its file name write it. No calendar library, no time zone,
/// no locale: the civil date is computed by Howard Hinnant's days-from-civil arithmetic.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; years 1 to 9999.
  public let seconds: Int

  public init(secondsSince1970 seconds: Int) {
    self.seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
  }

  /// `2026-11-21T20:14:03Z`.
  public var stamp: String {
    let (year, month, day, hour, minute, second) = fields
    return Self.padded(year, 4) + "-" + Self.padded(month) + "-" + Self.padded(day)
      + "T" + Self.padded(hour) + ":" + Self.padded(minute) + ":" + Self.padded(second) + "Z"
  }

  /// `2026-11-21-201403`: the beginning of a transcript's file name.
  public var fileStamp: String {
    let (year, month, day, hour, minute, second) = fields
    return Self.padded(year, 4) + "-" + Self.padded(month) + "-" + Self.padded(day)
      + "-" + Self.padded(hour) + Self.padded(minute) + Self.padded(second)
  }

  private var fields: (Int, Int, Int, Int, Int, Int) {
    let day = Self.floored(seconds, 86_400)
    let rest = seconds - day * 86_400
    let shifted = day + 719_468
    let era = Self.floored(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let dayOfMonth = dayOfYear - (153 * march + 2) / 5 + 1
    return (year, month, dayOfMonth, rest / 3_600, rest / 60 % 60, rest % 60)
  }

  private static func floored(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
