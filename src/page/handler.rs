//! Code in attributes: event handlers and `javascript:` URLs.

use super::html::Code;
use super::javascript::Goal;
use super::script::Reader;
use super::{Attribute, Body, Element};
use crate::span::Span;

/// An inline event handler, which runs as a function body in the page's global scope, or a
/// `javascript:` URL, which runs as a script.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Handler {
    /// Index into [`Page::elements`](super::Page::elements).
    pub element: usize,
    /// The attribute's name: `onclick`, or `href` for a `javascript:` URL.
    pub name: String,
    /// Where the code stands.
    pub span: Span,
    /// The code. Positions are file offsets only when the attribute is verbatim; otherwise every
    /// node's span has been set to [`Handler::span`].
    pub body: Body,
}

/// The event handler content attributes of the HTML, SVG, pointer, touch, animation and transition
/// specifications, without `on`. Other attributes that begin with `on` are not code.
const EVENTS: [&str; 115] = [
    "abort",
    "afterprint",
    "animationcancel",
    "animationend",
    "animationiteration",
    "animationstart",
    "auxclick",
    "beforeinput",
    "beforematch",
    "beforeprint",
    "beforetoggle",
    "beforeunload",
    "begin",
    "blur",
    "cancel",
    "canplay",
    "canplaythrough",
    "change",
    "click",
    "close",
    "command",
    "contextlost",
    "contextmenu",
    "contextrestored",
    "copy",
    "cuechange",
    "cut",
    "dblclick",
    "drag",
    "dragend",
    "dragenter",
    "dragleave",
    "dragover",
    "dragstart",
    "drop",
    "durationchange",
    "emptied",
    "end",
    "ended",
    "error",
    "focus",
    "focusin",
    "focusout",
    "formdata",
    "gotpointercapture",
    "hashchange",
    "input",
    "invalid",
    "keydown",
    "keypress",
    "keyup",
    "languagechange",
    "load",
    "loadeddata",
    "loadedmetadata",
    "loadstart",
    "lostpointercapture",
    "message",
    "messageerror",
    "mousedown",
    "mouseenter",
    "mouseleave",
    "mousemove",
    "mouseout",
    "mouseover",
    "mouseup",
    "mousewheel",
    "offline",
    "online",
    "pagehide",
    "pageshow",
    "paste",
    "pause",
    "play",
    "playing",
    "pointercancel",
    "pointerdown",
    "pointerenter",
    "pointerleave",
    "pointermove",
    "pointerout",
    "pointerover",
    "pointerup",
    "popstate",
    "progress",
    "ratechange",
    "repeat",
    "reset",
    "resize",
    "scroll",
    "scrollend",
    "search",
    "seeked",
    "seeking",
    "select",
    "selectstart",
    "stalled",
    "storage",
    "submit",
    "suspend",
    "timeupdate",
    "toggle",
    "touchcancel",
    "touchend",
    "touchmove",
    "touchstart",
    "transitioncancel",
    "transitionend",
    "transitionrun",
    "transitionstart",
    "unhandledrejection",
    "unload",
    "volumechange",
    "waiting",
    "wheel",
];

/// Reads the code in the attributes of an element.
pub(super) fn read(reader: &mut Reader<'_>, index: usize, element: &Element) -> Vec<Handler> {
    if element.inert {
        return Vec::new();
    }
    let mut handlers = Vec::new();
    for attribute in &element.attributes {
        let Some((code, goal)) = code_of(reader.text, element, attribute) else {
            continue;
        };
        handlers.push(Handler {
            element: index,
            name: attribute.name.to_string(),
            span: code.span(),
            body: reader.body(&code, goal),
        });
    }
    handlers
}

/// The code in an attribute, if it is one that holds code.
fn code_of(text: &str, element: &Element, attribute: &Attribute) -> Option<(Code, Goal)> {
    let span = attribute.value_span?;
    if is_event_handler(&attribute.name) {
        let code = if attribute.is_verbatim() {
            Code::Verbatim(span)
        } else {
            Code::Decoded(attribute.value(text).to_owned(), span)
        };
        return Some((code, Goal::FunctionBody));
    }
    if !navigates(&element.name, &attribute.name) {
        return None;
    }
    let value = attribute.value(text);
    let script = javascript_url(value)?;
    let at = value.len() - script.len();
    let code = if attribute.is_verbatim() && !script.contains('%') {
        Code::Verbatim(Span::new(span.start + at, span.end))
    } else {
        Code::Decoded(percent_decoded(script), span)
    };
    Some((code, Goal::Script))
}

fn is_event_handler(name: &str) -> bool {
    name.strip_prefix("on")
        .is_some_and(|event| EVENTS.binary_search(&event).is_ok())
}

/// Whether a click or a submission navigates to the attribute's value.
fn navigates(element: &str, attribute: &str) -> bool {
    matches!(
        (element, attribute),
        ("a" | "area", "href" | "xlink:href")
            | ("form", "action")
            | ("button" | "input", "formaction")
            | ("iframe" | "frame", "src")
    )
}

/// What follows `javascript:` in a URL. Blanks and control characters in front of the scheme, and
/// tabs and newlines in it, do not count.
fn javascript_url(url: &str) -> Option<&str> {
    let (scheme, code) = url.split_once(':')?;
    let scheme: String = scheme
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    scheme.eq_ignore_ascii_case("javascript").then_some(code)
}

/// Text with its `%41` decoded; bytes that are then not UTF-8 become U+FFFD.
fn percent_decoded(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = after.get(..2).filter(|_| first == b'%').and_then(hex_byte);
        decoded.push(escape.unwrap_or(first));
        rest = match escape {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    std::str::from_utf8(digits)
        .ok()
        .and_then(|digits| u8::from_str_radix(digits, 16).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use swc_common::Spanned;

    /// Each handler as `name|code`, `!` in front when it does not parse.
    fn handlers(page: &str) -> Vec<String> {
        let describe = |handler: &Handler| {
            let failed = if matches!(handler.body, Body::Failed(_)) {
                "!"
            } else {
                ""
            };
            format!("{failed}{}|{}", handler.name, handler.span.text(page))
        };
        Page::read(page, true)
            .handlers
            .iter()
            .map(describe)
            .collect()
    }

    #[test]
    fn the_events_are_sorted() {
        assert!(EVENTS.is_sorted());
    }

    #[test]
    fn finds_code_in_attributes() {
        let table: [(&str, &[&str]); 13] = [
            ("<p onclick='return f()'>", &["onclick|return f()"]),
            ("<P ONCLICK=f()>", &["onclick|f()"]),
            (
                "<body onload=f() onunload=g()>",
                &["onload|f()", "onunload|g()"],
            ),
            ("<p onclick>", &[]),
            ("<p onboarding='step 1'>", &[]),
            ("<p onclick='f('>", &["!onclick|f("]),
            ("<template><p onclick=f()></template>", &[]),
            ("<a href='javascript:f()'>", &["href|f()"]),
            ("<a href=' Java\nScript:f()'>", &["href|f()"]),
            ("<a href='javascript:return'>", &["!href|return"]),
            ("<a href='/javascript:f()'>", &[]),
            ("<form action=javascript:f()>", &["action|f()"]),
            ("<link href=javascript:f()>", &[]),
        ];
        for (page, expected) in table {
            assert_eq!(handlers(page), expected, "{page}");
        }
    }

    #[test]
    fn decoded_code_has_the_span_of_the_attribute() {
        for page in [
            "<p onclick='a &amp;&amp; b()'>",
            "<a href='javascript:a%20%26%26b()'>",
        ] {
            let handler = Page::read(page, true).handlers.remove(0);
            let Body::Parsed(program) = handler.body else {
                panic!("{page}")
            };
            let script = program.as_script().unwrap();
            assert_eq!(script.body.len(), 1);
            assert_eq!(Span::from(script.body[0].span()), handler.span);
        }
    }

    #[test]
    fn verbatim_code_has_its_own_offsets() {
        let page = "\u{feff}<a href='javascript: f()'>";
        let handler = Page::read(page, true).handlers.remove(0);
        let Body::Parsed(program) = handler.body else {
            panic!()
        };
        assert_eq!(
            Span::from(program.as_script().unwrap().body[0].span()).text(page),
            "f()"
        );
    }

    #[test]
    fn decodes_percent_escapes() {
        assert_eq!(percent_decoded("a%20b%2"), "a b%2");
        assert_eq!(percent_decoded("%+1%zz%C3%A9%ff"), "%+1%zzé\u{fffd}");
    }
}
