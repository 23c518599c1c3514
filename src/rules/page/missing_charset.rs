//! # missing-charset
//!
//! The page has letters beyond ASCII and does not say how they are encoded.
//!
//! ## Why it matters
//!
//! A browser guesses then, unless the server says it, and guesses wrong: `Anmelden für Gäste` becomes
//! `Anmelden fÃ¼r GÃ¤ste`. A `<meta charset>` has to stand within the first 1024 bytes.
//!
//! ## Example
//!
//! ```html,fail
//! <html>
//! <head><title>Anmelden für Gäste</title></head>
//! <body>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! </body>
//! </html>
//! ```
//!
//! Use instead:
//!
//! ```html,pass
//! <html>
//! <head><meta charset="utf-8"><title>Anmelden für Gäste</title></head>
//! <body>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! </body>
//! </html>
//! ```
//!
//! ## Fix
//!
//! None.
//!
//! ## When to ignore it
//!
//! When the server names the encoding, as Auth0's does, and the page is served by no other.

use crate::Span;
use crate::finding::Severity;
use crate::page::Element;
use crate::rules::texts::texts;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-charset",
    group: Group::Page,
    severity: Severity::Note,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("missing_charset.rs"),
    check,
};

/// A browser looks for the encoding this far, in bytes.
const WITHIN: usize = 1024;

fn check(context: &Context<'_>) -> Vec<Draft> {
    let text = context.text;
    let uses_lock = !context.model.loads.is_empty() || !context.model.constructions.is_empty();
    // A byte order mark says it as well.
    if !uses_lock || text.starts_with('\u{feff}') {
        return Vec::new();
    }
    let Some(letter) = first_letter(context) else {
        return Vec::new();
    };
    let elements = context.page.elements.iter();
    let says_so = |element: &&Element| names_encoding(element, text);
    let found = elements
        .filter(|element| *element.name == *"meta")
        .find(says_so);
    let draft = match found {
        Some(element) if element.start_tag.end <= WITHIN => return Vec::new(),
        Some(element) => Draft::new(
            &RULE,
            format!("the encoding is named after the first {WITHIN} bytes, where no browser looks"),
            element.start_tag,
        )
        .label("too late")
        .help("make it the first element of the head"),
        None => Draft::new(
            &RULE,
            "the page does not say how its text is encoded",
            place(context).unwrap_or(letter),
        )
        .label("no `<meta charset>`")
        .help("put `<meta charset=\"utf-8\">` first into the head")
        .related(letter, "the first letter that depends on it"),
    };
    vec![draft]
}

/// The first letter beyond ASCII that a browser may show: in markup, or in a string of a script.
fn first_letter(context: &Context<'_>) -> Option<Span> {
    let mut letters = context
        .text
        .char_indices()
        .filter(|(_, c)| !c.is_ascii())
        .peekable();
    letters.peek()?;
    let texts = texts(context);
    let scripts = &context.page.scripts;
    let comments = &context.page.comments;
    letters
        .map(|(start, letter)| Span::new(start, start + letter.len_utf8()))
        .find(|letter| {
            let in_script = scripts
                .iter()
                .any(|script| script.content.contains(*letter));
            let in_comment = comments
                .iter()
                .any(|comment| comment.span.contains(*letter));
            let in_text = || texts.iter().any(|text| text.contains(*letter));
            let is_elsewhere = context.page.links.is_elsewhere(*letter);
            !in_comment && !is_elsewhere && (!in_script || in_text())
        })
}

/// The start tag of the head, or of the first element where the head has none.
fn place(context: &Context<'_>) -> Option<Span> {
    let mut elements = context.page.elements.iter();
    let head = elements.clone().find(|element| *element.name == *"head");
    head.or_else(|| elements.next())
        .map(|element| element.start_tag)
}

fn names_encoding(element: &Element, text: &str) -> bool {
    let value = |name: &str| {
        element
            .attribute(name)
            .map(|attribute| attribute.value(text))
    };
    let is_content_type =
        value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-type"));
    let in_content =
        value("content").is_some_and(|content| content.to_ascii_lowercase().contains("charset="));
    value("charset").is_some() || is_content_type && in_content
}
