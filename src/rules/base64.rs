//! Reading base64, as far as rules look into it.

/// Texts are decoded up to this length, in bytes.
const LONGEST: usize = 200_000;

/// The bytes that a text stands for, in either alphabet, with or without padding. `None` when it is no
/// base64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    if text.is_empty() || text.len() > LONGEST || text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_both_alphabets() {
        for (text, expected) in [
            ("eyJhIjoxfQ==", Some("{\"a\":1}")),
            ("eyJhIjoxfQ", Some("{\"a\":1}")),
            ("_-8", None),
            ("not base64", None),
            ("", None),
            ("abcde", None),
        ] {
            let decoded = decode(text).and_then(|bytes| String::from_utf8(bytes).ok());
            assert_eq!(decoded.as_deref(), expected, "{text}");
        }
    }
}
