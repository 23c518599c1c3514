//! Strings in quotes, and without, that go on over lines as flow scalars of YAML do.

use super::Notation;
use crate::input::Builder;
use crate::span::Span;

/// Reads a string with backslash escapes, quotes included.
pub(super) fn read_escapes(
    notation: Notation,
    host: &str,
    span: Span,
    builder: &mut Builder,
) -> Option<()> {
    let (mut at, end) = within_quotes(host, span, '"')?;
    while at < end {
        let rest = host.get(at..end)?;
        let next = match notation {
            Notation::YamlDouble => rest.find(['\\', '\n', '\r']),
            _ => rest.find('\\'),
        };
        let plain = next.unwrap_or(rest.len());
        let copied = Span::new(at, at + plain);
        if !rest.get(plain..)?.starts_with(['\n', '\r']) {
            builder.copy(host, copied);
            at += plain;
        }
        let Some(_) = next else {
            break;
        };
        at = match host.get(at..)?.starts_with('\\') {
            true => read_escape(notation, host, at, end, builder)?,
            false => fold(host, copied, end, builder)?,
        };
    }
    Some(())
}

/// The inside of a string that begins and ends with a quote.
fn within_quotes(host: &str, span: Span, quote: char) -> Option<(usize, usize)> {
    let written = span.text(host);
    let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
    Some((span.start + 1, span.start + 1 + inside.len()))
}

/// Reads one escape. Gives the offset behind it.
fn read_escape(
    notation: Notation,
    host: &str,
    at: usize,
    end: usize,
    builder: &mut Builder,
) -> Option<usize> {
    let rest = host.get(at + 1..end)?;
    let letter = rest.chars().next()?;
    let is_yaml = notation == Notation::YamlDouble;
    if is_yaml && matches!(letter, '\n' | '\r') {
        // The line goes on, without what the next one is indented by.
        let after = rest.trim_start_matches("\r").trim_start_matches('\n');
        return Some(end - after.trim_start_matches([' ', '\t']).len());
    }
    let digits = match letter {
        'x' if is_yaml => 2,
        'u' => 4,
        'U' if notation != Notation::JsonString => 8,
        _ => 0,
    };
    if digits > 0 {
        return read_code(host, at, end, digits, builder);
    }
    let text = match letter {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '"' => "\"",
        '\\' => "\\",
        '/' if notation != Notation::HclString => "/",
        'b' if notation != Notation::HclString => "\u{8}",
        'f' if notation != Notation::HclString => "\u{c}",
        '0' if is_yaml => "\0",
        'a' if is_yaml => "\u{7}",
        'v' if is_yaml => "\u{b}",
        'e' if is_yaml => "\u{1b}",
        ' ' if is_yaml => " ",
        '\t' if is_yaml => "\t",
        'N' if is_yaml => "\u{85}",
        '_' if is_yaml => "\u{a0}",
        'L' if is_yaml => "\u{2028}",
        'P' if is_yaml => "\u{2029}",
        _ => return None,
    };
    let after = at + 1 + letter.len_utf8();
    builder.escaped(text, Span::new(at, after));
    Some(after)
}

/// Reads the escape of a character by its number: `\u00e9`, or the two halves that UTF-16 has for one.
fn read_code(
    host: &str,
    at: usize,
    end: usize,
    digits: usize,
    builder: &mut Builder,
) -> Option<usize> {
    let number = |at: usize| {
        let digits = host.get(at + 2..(at + 2 + digits).min(end))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = number(at)?;
    let mut after = at + 2 + digits;
    let code = match first {
        0xd800..=0xdbff if host.get(after..end)?.starts_with("\\u") => {
            let second = number(after)?
                .checked_sub(0xdc00)
                .filter(|it| *it < 0x400)?;
            after += 2 + digits;
            0x10000 + ((first - 0xd800) << 10) + second
        }
        code => code,
    };
    let character = char::from_u32(code)?;
    builder.escaped(character.encode_utf8(&mut [0; 4]), Span::new(at, after));
    Some(after)
}

/// Reads a line end in a flow scalar: `before` stands between the last escape and the line end. White space
/// around line ends does not count; one line end is a space, and of several one less than there are.
fn fold(host: &str, before: Span, end: usize, builder: &mut Builder) -> Option<usize> {
    let kept = before.text(host).trim_end_matches([' ', '\t']).len();
    builder.copy(host, Span::new(before.start, before.start + kept));
    let gap = host.get(before.end..end)?;
    let next = gap.trim_start_matches([' ', '\t', '\n', '\r']);
    let gap = gap.get(..gap.len() - next.len())?;
    let breaks = gap.matches('\n').count() + gap.replace("\r\n", "").matches('\r').count();
    let outer = Span::new(before.start + kept, before.end + gap.len());
    match breaks {
        0 | 1 => builder.escaped(" ", outer),
        _ => builder.escaped(&"\n".repeat(breaks - 1), outer),
    }
    Some(outer.end)
}

/// Reads a string of YAML in single quotes or none.
pub(super) fn read_plain(
    notation: Notation,
    host: &str,
    span: Span,
    builder: &mut Builder,
) -> Option<()> {
    let (mut at, end) = match notation {
        Notation::YamlSingle => within_quotes(host, span, '\'')?,
        _ => (span.start, span.end),
    };
    let is_quoted = notation == Notation::YamlSingle;
    while at < end {
        let rest = host.get(at..end)?;
        let next = rest.find(|c| matches!(c, '\n' | '\r') || (is_quoted && c == '\''));
        let copied = Span::new(at, at + next.unwrap_or(rest.len()));
        if !host.get(copied.end..end)?.starts_with(['\n', '\r']) {
            builder.copy(host, copied);
            at = copied.end;
            if at < end {
                builder.escaped("'", Span::new(at, at + 2));
                at += 2;
            }
        } else {
            at = fold(host, copied, end, builder)?;
        }
    }
    Some(())
}

/// A text with escapes, as it stands in double quotes.
pub(super) fn escaped(notation: Notation, text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() || (c == '\u{feff}' && notation == Notation::YamlDouble) => {
                written.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written
}

/// A text in single quotes, which have no way to write white space around a line end.
pub(super) fn single_quoted(text: &str) -> Option<String> {
    let is_writable = text.chars().all(|c| c == '\t' || !c.is_control());
    is_writable.then(|| text.replace('\'', "''"))
}

/// A text without quotes.
pub(super) fn plain(text: &str) -> Option<String> {
    let is_plain = !text.contains(['\n', '\r', '#'])
        && !text.contains(": ")
        && !text.ends_with(':')
        && text.chars().all(|c| !c.is_control());
    is_plain.then(|| text.to_owned())
}
