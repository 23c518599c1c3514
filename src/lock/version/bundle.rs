//! Recognising a build of Lock by its text.
//!
//! A script that only speaks of Lock must not be taken for it, so that each sign counts together with
//! a second one that a page has no reason to contain.

use std::ops::Range;

use memchr::memmem;
use semver::Version;

use crate::lock::LoadedVersion;

/// How far into a script the comment that opens a build is looked for, in bytes.
const BANNER_WITHIN: usize = 1024;

/// Whether an inline script is a build of Lock, or a bundle that contains one: its version, and where
/// the text says so.
///
/// The signs, each seen in builds: from Lock 10 on, the address of the language files
/// (`/js/lock/11.30.4/`), put together in one of three ways; Lock 6 to 9, `Auth0Lock.version="9.2.3"`;
/// the comment that opens a release (`* lock v11.30.4`). Three searches for a fixed text, and no more,
/// for the script that has none of them.
#[must_use]
pub fn of_bundle(text: &str) -> Option<(LoadedVersion, Range<usize>)> {
    let (version, range) = by_language_address(text)
        .or_else(|| by_property(text))
        .or_else(|| by_banner(text))?;
    Some((LoadedVersion::Exact(version), range))
}

fn contains(text: &str, needle: &str) -> bool {
    memmem::find(text.as_bytes(), needle.as_bytes()).is_some()
}

fn occurrences<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text.as_bytes(), needle).map(|start| start + needle.len())
}

/// Lock 10 and later.
fn by_language_address(text: &str) -> Option<(Version, Range<usize>)> {
    let found = occurrences(text, "/js/lock/").find_map(|at| language_address(text, at))?;
    // The name under which a language file hands over its dictionary.
    contains(text, "registerLanguageDictionary").then_some(found)
}

/// The version that completes the address of the language files, of which `/js/lock/` ends at `at`.
///
/// One literal: `"/js/lock/10.24.3/"`, or a template's `/js/lock/14.3.0/${`. Two that are added:
/// `"/js/lock/" + "11.30.4" + "/"`. Two that are concatenated: `"/js/lock/").concat("14.3.0", "/")`.
/// A page's own `/js/lock/11.30.4/lock.min.js` goes on after the version and is none of them.
fn language_address(text: &str, at: usize) -> Option<(Version, Range<usize>)> {
    let mut cursor = Cursor { text, at };
    if cursor.quote() {
        cursor.spaces();
        if cursor.eat("+") {
            cursor.spaces();
        } else {
            cursor.eat(")").then_some(())?;
            cursor.spaces();
            cursor.eat(".concat(").then_some(())?;
            cursor.spaces();
        }
        cursor.quote().then_some(())?;
        let found = cursor.version()?;
        return cursor.quote().then_some(found);
    }
    let found = cursor.version()?;
    cursor.eat("/").then_some(())?;
    (cursor.quote() || cursor.eat("${")).then_some(found)
}

/// Lock 6 to 9.
fn by_property(text: &str) -> Option<(Version, Range<usize>)> {
    let found = occurrences(text, "Auth0Lock.version").find_map(|at| {
        let mut cursor = Cursor { text, at };
        cursor.spaces();
        cursor.eat("=").then_some(())?;
        cursor.spaces();
        cursor.quote().then_some(())?;
        let found = cursor.version()?;
        cursor.quote().then_some(found)
    })?;
    contains(text, "Auth0Lock.prototype").then_some(found)
}

/// A build that opens with the comment of the release: a line `lock v11.30.4`, or `lock.min.js
/// v10.7.0`, and further down the author, Auth0.
fn by_banner(text: &str) -> Option<(Version, Range<usize>)> {
    let opening = text.trim_start_matches(|c: char| c.is_whitespace() || c == ';');
    let start = text.len() - opening.len();
    let mut end = opening.len().min(BANNER_WITHIN);
    while !opening.is_char_boundary(end) {
        end -= 1;
    }
    let (comment, _) = opening.get(..end)?.strip_prefix("/*")?.split_once("*/")?;
    let comment_start = start + "/*".len();
    let found = [" lock v", " lock.min.js v"].into_iter().find_map(|mark| {
        occurrences(comment, mark).find_map(|at| banner_line(text, comment_start + at, mark.len()))
    })?;
    (comment.contains("Auth0") && contains(text, "Auth0Lock")).then_some(found)
}

/// The version that a line of the opening comment ends with; `mark_len` bytes before `at` the words
/// begin that have to begin the line, but for a `*`.
fn banner_line(text: &str, at: usize, mark_len: usize) -> Option<(Version, Range<usize>)> {
    let before = text.get(..at.checked_sub(mark_len)?)?;
    let line = before.rsplit(['\n', '\r']).next()?;
    let only_marks = line
        .chars()
        .all(|c| matches!(c, ' ' | '\t' | '*' | '/' | '!'));
    let mut cursor = Cursor { text, at };
    let found = cursor.version()?;
    (only_marks && cursor.at_line_end()).then_some(found)
}

/// A place in a text that moves on as expected parts are found there.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn quote(&mut self) -> bool {
        self.eat("\"") || self.eat("'") || self.eat("`")
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// A whole version, as far as its characters go.
    fn version(&mut self) -> Option<(Version, Range<usize>)> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let version = Version::parse(rest.get(..len)?).ok()?;
        let range = self.at..self.at + len;
        self.at = range.end;
        Some((version, range))
    }

    fn at_line_end(&self) -> bool {
        let line = self.rest().split(['\n', '\r']).next();
        line.is_none_or(|line| line.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = of_bundle(text);
        let version = found.as_ref().map(|(version, range)| {
            let LoadedVersion::Exact(version) = version else {
                panic!("a build says its whole version: {text}");
            };
            assert_eq!(version.to_string(), text[range.clone()], "{text}");
            version.to_string()
        });
        assert_eq!(version.as_deref(), expected, "{text}");
    }

    #[test]
    fn lock_10_and_later() {
        let method = "method:\"registerLanguageDictionary\",";
        for (address, expected) in [
            (r#"url:a(b)+"/js/lock/10.24.3/"+c+".js""#, "10.24.3"),
            (
                r#"url: a(b) + "/js/lock/" + "11.30.4" + "/" + c"#,
                "11.30.4",
            ),
            (
                "url: a(b)+'/js/lock/'+'11.0.0-beta.3'+'/'+c",
                "11.0.0-beta.3",
            ),
            (
                r#""".concat(a(b),"/js/lock/").concat("14.3.0","/").concat(c)"#,
                "14.3.0",
            ),
            ("`${a(b)}/js/lock/14.3.0/${c}.js`", "14.3.0"),
            (
                r#"x="/js/lock/";y="/js/lock/".concat;"".concat(a,"/js/lock/") .concat( "12.5.1", "/")"#,
                "12.5.1",
            ),
        ] {
            check(
                &format!("!function(){{{method}{address}}}()"),
                Some(expected),
            );
            check(&format!("!function(){{{address}}}()"), None);
        }
    }

    #[test]
    fn lock_6_to_9() {
        let class = "Auth0Lock.prototype.show=function(){};";
        check(
            &format!("{class}Auth0Lock.version=\"9.2.3\";"),
            Some("9.2.3"),
        );
        check(
            &format!("{class}Auth0Lock.version = '6.12.1';"),
            Some("6.12.1"),
        );
        check(
            &format!("{class}if(Auth0Lock.version==\"9.2.3\"){{}}"),
            None,
        );
        check("Auth0Lock.version=\"9.2.3\";", None);
    }

    #[test]
    fn the_opening_comment() {
        let rest = " * \n * Author: Auth0 <support@auth0.com>\n */\nwindow.Auth0Lock=function(){};";
        for (line, expected) in [
            (" * lock v11.30.4\n", Some("11.30.4")),
            (" * lock v11.30.4 \r\n", Some("11.30.4")),
            (" * lock.min.js v10.7.0\n", Some("10.7.0")),
            (" * padlock v11.30.4\n", None),
            (" * needs lock v11.30.4\n", None),
            (" * lock v11.30.4 is loaded below\n", None),
            (" * lock v11.30\n", None),
        ] {
            check(&format!("\n/*!\n{line}{rest}"), expected);
            check(&format!("var x;/*!\n{line}{rest}"), None);
        }
        check("/*!\n * lock v11.30.4\n */\nnew Auth0Lock();", None);
    }

    #[test]
    fn scripts_of_a_page_are_no_build() {
        for text in [
            "",
            "var lock = new Auth0Lock(config.clientID, config.auth0Domain, {});",
            r#"document.write('<script src="https://cdn.auth0.com/js/lock/11.30.4/lock.min.js"><\/script>');"#,
            r#"var registerLanguageDictionary; load("/js/lock/11.30.4/lock.min.js");"#,
            r#"var registerLanguageDictionary; load("/js/lock/" + version + "/lock.min.js");"#,
            r#"var registerLanguageDictionary; load("/js/lock/" + "11.30" + "/lock.min.js");"#,
            r#"var react={};react.version="16.8.6";Auth0Lock.prototype;"#,
            r#"console.log(Auth0Lock.version);Auth0Lock.prototype.x=1;"#,
            "/* ü lock v",
            "/js/lock/",
            "/js/lock/\"",
            "registerLanguageDictionary /js/lock/\")",
        ] {
            check(text, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(before in ".*", after in ".*") {
            for sign in ["/js/lock/", "/js/lock/\"+\"", "Auth0Lock.version=", "/* lock v", ""] {
                let text = format!("{before}{sign}{after} registerLanguageDictionary");
                let _ = of_bundle(&text);
                let _ = of_bundle(&format!("{sign}{after}"));
            }
        }
    }
}
