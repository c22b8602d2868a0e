#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process's character encoding, which libedit needs so that it can show what is not ASCII.
///
/// Only `LC_CTYPE` is ever set. Numbers, dates and sorting stay in the C locale, so nothing that the program
/// decides can depend on where it runs.
enum TextLocale {
  /// Makes `LC_CTYPE` a UTF-8 locale: the user's own where it is one, and else any that the machine has, because
  /// under `LC_ALL=C` libedit drops every accent. False where there is none.
  static func useUTF8() -> Bool {
    for name in ["", "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"] {
      if setlocale(LC_CTYPE, name) != nil && isUTF8 { return true }
    }
    return false
  }

  private static var isUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    let codeset = String(cString: name).uppercased()
    return codeset == "UTF-8" || codeset == "UTF8"
  }
}
