//! Patterns of the standard, of its annex B, and of real scripts.

use super::error;

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
        ("[\\0-\\x20][\\cA-\\cZ][\\ud83d\\udc04-\\ud83d\\udc05]", "u"),
        ("(?<\\u0061>a)\\k<a>", ""),
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
