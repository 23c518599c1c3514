//! Text in XML.

use std::borrow::Cow;

/// The text as it is written between tags or in an attribute value in double quotes.
///
/// Line breaks and tabs are written as references, because a parser makes spaces of them in
/// attribute values. Characters that XML 1.0 cannot hold in any form become `�`.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            other if is_plain(other) => escaped.push(other),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(escaped)
}

fn is_plain(character: char) -> bool {
    !matches!(
        character,
        '&' | '<' | '>' | '"' | '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_what_means_something() {
        for (text, expected) in [
            ("plain – ü", "plain – ü"),
            ("<a href=\"x\">&", "&lt;a href=&quot;x&quot;&gt;&amp;"),
            ("a\tb\r\nc", "a&#9;b&#13;&#10;c"),
            ("\0\u{1b}[2J\u{ffff}", "��[2J�"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    proptest! {
        #[test]
        fn a_parser_reads_the_text_that_was_written(text in any::<String>()) {
            let document = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let document = roxmltree::Document::parse(&document).expect("it is XML");
            let expected: String = text
                .chars()
                .map(|c| match c {
                    '\t' | '\n' | '\r' => c,
                    '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
                    c => c,
                })
                .collect();
            let element = document.root_element();
            prop_assert_eq!(element.attribute("b"), Some(expected.as_str()));
            prop_assert_eq!(element.text().unwrap_or_default(), expected.as_str());
        }
    }
}
