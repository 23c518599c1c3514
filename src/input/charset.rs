//! Guessing the encoding of bytes that are not UTF-8, for a better error message.

/// How much of a file is looked at: what browsers look at for a `<meta charset>`.
const PRESCAN_BYTES: usize = 1024;

/// Whether the bytes are UTF-16: by their byte order mark, or because every other byte of the
/// beginning is NUL as in Latin text.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let beginning = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes);
    let nuls_at = |parity: usize| {
        beginning
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (nuls_at(0), nuls_at(1));
    let pairs = beginning.len() / 2;
    let (most, least) = (even.max(odd), even.min(odd));
    pairs >= 2 && most * 10 >= pairs * 9 && least * 10 <= pairs
}

/// The value of the first `charset=` in the beginning of the bytes, as `<meta charset>` and
/// `<meta http-equiv>` have it.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let beginning = bytes
        .get(..PRESCAN_BYTES)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    let meta = memchr::memmem::find(&beginning, b"<meta")?;
    let rest = beginning.get(meta..)?;
    let charset = memchr::memmem::find(rest, b"charset")?;
    let value = rest
        .get(charset + b"charset".len()..)?
        .trim_ascii_start()
        .strip_prefix(b"=")?;
    let label: String = value
        .trim_ascii_start()
        .iter()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .map(|&byte| char::from(byte))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_utf16_from_text_with_nuls() {
        let le: Vec<u8> = "<p>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "<p>é".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let table: [(&[u8], bool); 8] = [
            (&le, true),
            (&be, true),
            (b"\xff\xfe", true),
            (b"", false),
            (b"\0", false),
            (b"<p>a\0b</p>", false),
            (b"\0\0\0\0\0\0", false),
            (b"plain text", false),
        ];
        for (bytes, expected) in table {
            assert_eq!(is_utf16(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn finds_the_declared_encoding() {
        let table: [(&str, Option<&str>); 6] = [
            ("<meta charset=latin1>", Some("latin1")),
            ("<META CHARSET = 'Windows-1252'>", Some("windows-1252")),
            (
                "<meta content=\"text/html; charset=iso-8859-1\">",
                Some("iso-8859-1"),
            ),
            ("<p>charset=latin1", None),
            ("<meta charset>", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(declared(text.as_bytes()).as_deref(), expected, "{text}");
        }
    }
}
