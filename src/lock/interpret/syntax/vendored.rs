//! Scripts of others that a page has inline: jQuery, React, a polyfill.
//!
//! Had the page loaded such a script from elsewhere, nobody would look into it. Inline it is tens of
//! kilobytes of code that builds functions out of functions, which no budget suffices to follow, and which
//! has nothing to do with Lock. It is left out as if it came from elsewhere.

/// Shorter scripts are followed, whatever they are.
const LEAST_BYTES: usize = 10_000;

/// How far into a script, or from its end, the marks are looked for, in bytes.
const MARKS_WITHIN: usize = 2_000;

/// What nearly all code about a hosted page's login contains.
const ABOUT_LOGIN: [&str; 6] = [
    "uth0",
    "UTH0",
    "@@config",
    "useTenantInfo",
    "isThirdParty",
    "clientID",
];

/// Whether code is somebody else's, made to be handed out, and has nothing to do with Lock: it opens with
/// a comment that minifiers are told to keep, ends with the address of its source map, or can also be
/// loaded as a module of AMD.
pub(crate) fn is_distributed(code: &str) -> bool {
    code.len() >= LEAST_BYTES
        && (has_banner(code) || has_source_map(code) || code.contains("define.amd"))
        && !ABOUT_LOGIN.iter().any(|word| code.contains(word))
}

fn has_banner(code: &str) -> bool {
    let Some(comment) = code.trim_start().strip_prefix("/*") else {
        return false;
    };
    let comment = comment.split("*/").next().unwrap_or_default();
    comment.starts_with('!') || comment.contains("@license") || comment.contains("@preserve")
}

fn has_source_map(code: &str) -> bool {
    let mut start = code.len().saturating_sub(MARKS_WITHIN);
    while !code.is_char_boundary(start) {
        start += 1;
    }
    let end = code.get(start..).unwrap_or_default();
    end.contains("\n//# sourceMappingURL=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_silence_about_login_make_a_library() {
        let filler = "f(1);".repeat(LEAST_BYTES);
        let cases = [
            (format!("\n/*! jQuery v3.7.1 */\n{filler}"), true),
            (format!("/**\n * @license React\n */\n{filler}"), true),
            (format!("{filler}\n//# sourceMappingURL=a.js.map\n"), true),
            (
                format!("typeof define == 'function' && define.amd ? define(f) : f();{filler}"),
                true,
            ),
            (format!("/* our own */\n{filler}"), false),
            (filler.clone(), false),
            ("/*! short */ f()".to_owned(), false),
            (format!("/*! theirs */ new Auth0Lock(); {filler}"), false),
            (format!("/*! theirs */ '@@config@@'; {filler}"), false),
            (format!("/*! é */{}", "é".repeat(LEAST_BYTES)), true),
        ];
        for (code, expected) in cases {
            let opening: String = code.chars().take(30).collect();
            assert_eq!(is_distributed(&code), expected, "{opening}");
        }
    }
}
