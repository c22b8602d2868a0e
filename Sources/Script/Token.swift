/// A piece of a directive's line.
struct Token {
  enum Kind: Equatable {
    case word, number, tag, intent, quoted, comma, colon, arrow, other
  }
  var kind: Kind
  /// For a tag, an intent and a quotation: what stands inside of its marks.
  var text: String
  var span: Span

  var word: Word { Word(text: text, span: span) }
}

/// Cuts part of a line into tokens; near-misses of marks are reported and read as what they were meant to be.
struct Tokenizer {
  let bytes: [UInt8]
  let file: Int

  func tokens(_ start: Int, _ end: Int, _ findings: inout Findings) -> [Token] {
    var tokens: [Token] = []
    var at = start
    while at < end {
      if isSpace(bytes[at]) {
        at += 1
        continue
      }
      let token = next(at, end, &findings)
      tokens.append(token)
      at = token.span.end
    }
    return tokens
  }

  private func next(_ at: Int, _ end: Int, _ findings: inout Findings) -> Token {
    let byte = bytes[at]
    if isNameByte(byte) { return name(at, end) }
    if let length = arrowLength(bytes, at: at, before: end) {
      let span = Span(file: file, start: at, end: at + length)
      if length != 2 || bytes[at] != 0x2D {
        findings.error(
          .wrongArrow, span, "An arrow is written `->`.", hint: "write `->`", replace: (span, "->"))
      }
      return Token(kind: .arrow, text: "->", span: span)
    }
    switch byte {
    case UInt8(ascii: ","): return mark(.comma, at)
    case UInt8(ascii: ":"): return mark(.colon, at)
    case UInt8(ascii: "#"):
      var rest = at + 1
      while rest < end, isNameByte(bytes[rest]) || bytes[rest] == 0x2D { rest += 1 }
      return Token(kind: .tag, text: string(at + 1, rest), span: Span(file: file, start: at, end: rest))
    case UInt8(ascii: "["):
      return enclosed(.intent, at, 1, close: [0x5D], end)
    case UInt8(ascii: "\""):
      return enclosed(.quoted, at, 1, close: [0x22], end)
    default:
      if let quote = smartQuote(at, end) {
        let inside = at + quote
        var close = inside
        while close < end, smartQuote(close, end) == nil, bytes[close] != 0x22 { close += 1 }
        let after = min(end, close + (close < end ? smartQuote(close, end) ?? 1 : 0))
        let span = Span(file: file, start: at, end: after)
        findings.error(
          .smartQuote, span, "Curly quotes are for speech. Here, write straight ones.",
          replace: (span, "\"\(string(inside, close))\""))
        return Token(kind: .quoted, text: string(inside, close), span: span)
      }
      var rest = at + 1
      while rest < end, !isSpace(bytes[rest]), !isNameByte(bytes[rest]), bytes[rest] != 0x2C { rest += 1 }
      return Token(kind: .other, text: string(at, rest), span: Span(file: file, start: at, end: rest))
    }
  }

  /// Letters, digits and underscores; a full stop or hyphen between them belongs to the name.
  private func name(_ at: Int, _ end: Int) -> Token {
    var rest = at
    while rest < end {
      if isNameByte(bytes[rest]) {
        rest += 1
      } else if bytes[rest] == 0x2E || bytes[rest] == 0x2D, rest + 1 < end, isNameByte(bytes[rest + 1]) {
        rest += 1
      } else {
        break
      }
    }
    let text = string(at, rest)
    let isNumber = bytes[at..<rest].allSatisfy(isDigit)
    return Token(kind: isNumber ? .number : .word, text: text, span: Span(file: file, start: at, end: rest))
  }

  private func enclosed(_ kind: Token.Kind, _ at: Int, _ open: Int, close: [UInt8], _ end: Int) -> Token {
    var rest = at + open
    while rest < end, !bytes[rest...].starts(with: close) { rest += 1 }
    guard rest < end else {
      return Token(kind: .other, text: string(at, end), span: Span(file: file, start: at, end: end))
    }
    return Token(
      kind: kind, text: string(at + open, rest), span: Span(file: file, start: at, end: rest + close.count))
  }

  private func mark(_ kind: Token.Kind, _ at: Int) -> Token {
    Token(kind: kind, text: string(at, at + 1), span: Span(file: file, start: at, end: at + 1))
  }

  func smartQuote(_ at: Int, _ end: Int) -> Int? {
    guard at + 2 < end, bytes[at] == 0xE2, bytes[at + 1] == 0x80 else { return nil }
    return [0x9C, 0x9D, 0x9E].contains(bytes[at + 2]) ? 3 : nil
  }

  func string(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }
}
