//! Regular expressions: whether a browser takes the pattern.

use regress::Regex;

/// Patterns of more bytes than this are not looked at: reading some takes a time that grows with the
/// square of their length. It takes milliseconds for those that are shorter.
const LONGEST: usize = 2_000;

/// The bytes of patterns that are looked at in one script.
const MOST_LETTERS: usize = 20_000;

/// The patterns of a script.
#[derive(Default)]
pub(super) struct Patterns {
    /// How many bytes of them have been looked at.
    seen: usize,
}

impl Patterns {
    /// Why a browser refuses a regular expression, if it is known to.
    pub(super) fn error(&mut self, pattern: &str, flags: &str) -> Option<String> {
        if flags.contains('u') && flags.contains('v') {
            return Some("the flags `u` and `v` exclude each other".to_owned());
        }
        let seen = self.seen + pattern.len();
        if pattern.len() > LONGEST || seen > MOST_LETTERS {
            return None;
        }
        self.seen = seen;
        // Other flags make no difference to what is allowed, and ignoring case takes long.
        let flags: String = flags.chars().filter(|f| matches!(f, 'u' | 'v')).collect();
        let error = Regex::with_flags(pattern, flags.as_str()).err()?.text;
        (!error.contains("too deeply")).then_some(error)
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST_LETTERS, Patterns};

    fn error(pattern: &str, flags: &str) -> Option<String> {
        Patterns::default().error(pattern, flags)
    }

    #[test]
    fn what_chromium_takes() {
        for (pattern, flags) in [
            ("a+?b*c{2}d{2,}e{2,3}?", ""),
            ("^(?:(a)|b)*$", "g"),
            ("(?=a)*(?!b)+", ""),
            ("(?<=a)b(?<!c)", ""),
            ("(?<n>a)\\k<n>", ""),
            ("(?<n>a)|(?<n>b)", ""),
            ("\\k<a>\\c\\x\\u\\u{61}\\-\\p{L}\\9", ""),
            ("{a{1}b{,2}c}]", ""),
            ("[]|[^]|[a-z\\d-x\\-/(*]", ""),
            ("[\\w-]+[\\u0000-\\uffff]", ""),
            ("[\\ud800-\\udbff][\\b-\\x20\\cA]", ""),
            (
                "\\p{L}\\u{1f600}[\\u{0}-\\u{10ffff}]\\/\\-".trim_end_matches("\\-"),
                "u",
            ),
            ("[[a-z]--[b]]", "v"),
            ("(?i:a)(?-m:b)", ""),
            ("\\2(a)(b)", "u"),
            ("\\0[\\-][\\ud800-\\udbff]", "u"),
            ("", "u"),
        ] {
            assert_eq!(error(pattern, flags), None, "/{pattern}/{flags}");
        }
    }

    #[test]
    fn what_chromium_refuses() {
        for (pattern, flags) in [
            ("(", ""),
            (")", ""),
            ("+", ""),
            ("a**", ""),
            ("a|*", ""),
            ("^*", ""),
            ("(?a)", ""),
            ("(?<a", ""),
            ("(?<1>a)", ""),
            ("(?<=a)*", ""),
            ("{1}", ""),
            ("a{2,1}", ""),
            ("[b-a]", ""),
            ("[\\x62-a]", ""),
            ("(?<n>a)(?<n>b)", ""),
            ("\\k<a>(?<b>)", ""),
            ("(?=a)*", "u"),
            ("\\2(a)", "u"),
            ("\\-", "u"),
            ("\\u{110000}", "u"),
            ("[\\d-z]", "u"),
            ("]", "u"),
            ("a{", "u"),
            ("a", "uv"),
        ] {
            assert!(error(pattern, flags).is_some(), "/{pattern}/{flags}");
        }
    }

    #[test]
    fn what_would_take_long_is_not_looked_at() {
        assert_eq!(error(&format!("{}(", "a".repeat(LONGEST)), ""), None);
        let mut patterns = Patterns::default();
        for _ in 0..MOST_LETTERS / LONGEST {
            assert_eq!(patterns.error(&"a".repeat(LONGEST), ""), None);
        }
        assert_eq!(patterns.error("(", ""), None);
    }
}
