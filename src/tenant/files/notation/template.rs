//! Templates of HCL: `${…}` and `%{…}` in strings, heredocs and the files of `templatefile()`.

use crate::input::{Builder, FileId, Place};
use crate::span::Span;

use super::Written;

/// A `${…}` or `%{…}` in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Interpolation {
    /// All of it; only the mark when it has no end.
    pub(in super::super) span: Span,
    /// What stands between the marks; `None` when it has no end.
    pub(in super::super) body: Option<Span>,
    /// Whether it is a `%{…}`.
    pub(in super::super) is_directive: bool,
}

impl Interpolation {
    /// Just behind the mark.
    pub(in super::super) fn after_mark(self) -> usize {
        self.span.start + 2
    }
}

/// The interpolations of a template, the outermost of those within each other. Those that `goes_on` is false
/// for are none: what they hold is looked at like any text.
pub(in super::super) fn interpolations(
    text: &str,
    goes_on: &mut dyn FnMut(Interpolation) -> bool,
) -> Vec<Interpolation> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(mark) = next_mark(text, &mut at) {
        let is_directive = text.get(mark..).is_some_and(|it| it.starts_with('%'));
        let end = end_of_body(text, mark + 2);
        let interpolation = Interpolation {
            span: Span::new(mark, end.map_or(mark + 2, |end| end + 1)),
            body: end.map(|end| Span::new(mark + 2, end)),
            is_directive,
        };
        if goes_on(interpolation) {
            at = interpolation.span.end;
            found.push(interpolation);
        }
    }
    found
}

/// The next `${` or `%{` that is no escape, from `at` on, which is moved behind it.
fn next_mark(text: &str, at: &mut usize) -> Option<usize> {
    loop {
        let brace = *at + memchr::memchr(b'{', text.as_bytes().get(*at..)?)?;
        *at = brace + 1;
        let before = text.get(..brace)?;
        let is_mark = before.ends_with(['$', '%']);
        let is_escaped = before.ends_with("$$") || before.ends_with("%%");
        if is_mark && !is_escaped {
            return Some(brace - 1);
        }
    }
}

/// Where the `}` is that ends an interpolation whose body starts at `start`.
fn end_of_body(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            b'"' => at = end_of_string(bytes, at + 1)?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the quote is that ends a string. Strings within its own interpolations are not told apart: their
/// quotes come in pairs.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            b'\n' => return None,
            _ => at += 1,
        }
    }
}

/// Reads the template in `text`: `$${` is `${`, and each of some interpolations, in order, is a placeholder.
/// The map leads to `text`.
pub(in super::super) fn read_template(text: &str, evaluated: &[Interpolation]) -> Written {
    let mut builder = Builder::new(Place::new(FileId::default(), Span::new(0, text.len())));
    let mut at = 0;
    for (index, interpolation) in evaluated.iter().enumerate() {
        copy(text, Span::new(at, interpolation.span.start), &mut builder);
        // Pages have placeholders for what is put in when they are deployed.
        builder.opaque(&format!("@@terraform_{index}@@"), interpolation.span);
        at = interpolation.span.end;
    }
    copy(text, Span::new(at, text.len()), &mut builder);
    let (text, map) = builder.finish();
    Written { text, map }
}

/// Copies text without interpolations that are evaluated.
fn copy(text: &str, span: Span, builder: &mut Builder) {
    let mut at = span.start;
    while let Some(rest) = text.get(at..span.end) {
        let escape = rest.match_indices('{').find_map(|(brace, _)| {
            let before = rest.get(..brace)?;
            (before.ends_with("$$") || before.ends_with("%%")).then(|| brace - 2)
        });
        let Some(escape) = escape else {
            break;
        };
        let mark = Span::new(at + escape, at + escape + 3);
        builder.copy(text, Span::new(at, mark.start));
        builder.escaped(Span::new(mark.start + 1, mark.end).text(text), mark);
        at = mark.end;
    }
    builder.copy(text, Span::new(at, span.end));
}
