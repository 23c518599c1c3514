//! Strings of whole lines: block scalars of YAML and heredocs of HCL.

use crate::input::Builder;
use crate::span::Span;

/// A line of a block.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// What is in it, indentation included, without its end.
    content: Span,
    /// Just past its end.
    end: usize,
}

impl Line {
    fn is_blank(self, host: &str) -> bool {
        self.content.text(host).trim_matches([' ', '\t']).is_empty()
    }

    /// What is left of it without `indent` spaces, as far as there are so many.
    fn without(self, host: &str, indent: usize) -> Span {
        let spaces = self.content.text(host).bytes();
        let spaces = spaces.take_while(|byte| *byte == b' ').take(indent).count();
        Span::new(self.content.start + spaces, self.content.end)
    }
}

/// The lines from an offset to another. A `\r` belongs to the line end.
fn lines(host: &str, start: usize, end: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = start;
    for line in host
        .get(start..end)
        .unwrap_or_default()
        .split_inclusive('\n')
    {
        let content = line.trim_end_matches('\n');
        let content = content.strip_suffix('\r').unwrap_or(content);
        lines.push(Line {
            content: Span::new(at, at + content.len()),
            end: at + line.len(),
        });
        at += line.len();
    }
    lines
}

/// By how many spaces the lines of a block scalar are indented, which begins at `start` with its mark: what
/// they have more in the file than in the value.
pub(in super::super) fn indentation(host: &str, start: usize, value: &str) -> usize {
    let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let is_text = |line: &&str| !line.trim_matches([' ', '\t', '\r']).is_empty();
    let rest = host.get(start..).unwrap_or_default();
    let outer = rest.lines().skip(1).find(is_text).map_or(0, spaces);
    let inner = value.lines().find(is_text).map_or(0, spaces);
    outer.saturating_sub(inner)
}

/// Reads a block scalar of YAML, of which the parser says that it is `value`. `span` begins with the `|` or
/// `>`.
pub(super) fn read(
    folded: bool,
    indent: usize,
    host: &str,
    span: Span,
    value: &str,
    builder: &mut Builder,
) -> Option<()> {
    let rest = host.get(span.start..)?;
    let header = rest.find('\n')? + 1;
    let lines = lines(host, span.start + header, host.len());
    let is_content = |line: &&Line| {
        line.is_blank(host) || line.content.text(host).starts_with(&" ".repeat(indent))
    };
    let lines: Vec<Line> = lines.iter().take_while(is_content).copied().collect();
    for (index, line) in lines.iter().enumerate() {
        if builder.text().len() >= value.len() {
            break;
        }
        let content = line.without(host, indent);
        builder.copy(host, content);
        let has_end = line.end > line.content.end && builder.text().len() < value.len();
        let next = lines.get(index + 1);
        let end = next.map_or(line.end, |next| next.without(host, indent).start);
        let line_end = Span::new(content.end, end);
        match folded {
            true if has_end => fold(host, &lines, index, indent, line_end, builder),
            false if has_end => builder.escaped("\n", line_end),
            _ => {}
        }
    }
    Some(())
}

/// Reads the end of a line of a folded scalar: a space between two lines, unless one of them is indented
/// further; an empty line is a line end.
fn fold(
    host: &str,
    lines: &[Line],
    index: usize,
    indent: usize,
    line_end: Span,
    builder: &mut Builder,
) {
    let content = |index: usize| {
        lines
            .get(index)
            .map(|it| it.without(host, indent).text(host))
    };
    let is_text = |text: &str| !text.is_empty() && !text.starts_with([' ', '\t']);
    let (this, next) = (content(index).unwrap_or_default(), content(index + 1));
    let after = (index + 1..lines.len()).find_map(|it| content(it).filter(|it| !it.is_empty()));
    let text = match next {
        _ if !is_text(this) && !this.is_empty() => "\n",
        Some(next) if is_text(next) && is_text(this) => " ",
        // The first of several line ends between two lines of text does not count.
        Some("") if is_text(this) && after.is_some_and(is_text) => "",
        _ => "\n",
    };
    if text.is_empty() {
        return;
    }
    builder.escaped(text, line_end);
}

/// Reads the lines of a heredoc without `indent` characters of white space in front of each.
pub(super) fn read_heredoc(indent: usize, host: &str, span: Span, builder: &mut Builder) {
    for line in lines(host, span.start, span.end) {
        let text = host.get(line.content.start..line.end).unwrap_or_default();
        let spaces: usize = match line.is_blank(host) {
            true => 0,
            false => {
                let spaces = text.chars().take(indent).take_while(|c| c.is_whitespace());
                spaces.map(char::len_utf8).sum()
            }
        };
        builder.copy(host, Span::new(line.content.start + spaces, line.end));
    }
}

/// A text that comes into a block scalar of YAML at `at`. Where lines are joined, a line end takes an empty
/// line.
pub(super) fn written_in_yaml(
    folded: bool,
    indent: usize,
    host: &str,
    at: Span,
    text: &str,
) -> Option<String> {
    let newline = match host.get(at.end..)?.find('\n') {
        Some(next) if host.get(..at.end + next)?.ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let indent = " ".repeat(indent);
    let line_end = match folded {
        true => format!("{newline}{newline}"),
        false => newline.to_owned(),
    };
    let is_writable = text
        .chars()
        .all(|c| c == '\n' || c == '\t' || !c.is_control());
    is_writable.then(|| with_lines(text, &line_end, &indent))
}

/// A text that comes into a heredoc at `at`. A `\r` is a part of the text there, so that line ends are as
/// the text has them.
pub(super) fn written_in_heredoc(indent: usize, host: &str, at: Span, text: &str) -> String {
    let before = host.get(..at.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = host.get(start..).unwrap_or_default().chars();
    let indent: String = line
        .take(indent)
        .take_while(|c| c.is_whitespace())
        .collect();
    with_lines(text, "\n", &indent)
}

/// The text with these line ends, and with indentation in front of every line but the first and empty ones
/// within.
fn with_lines(text: &str, line_end: &str, indent: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut parts = text.split('\n').peekable();
    let mut is_first = true;
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        if !is_first && (is_last || !part.trim_end_matches('\r').is_empty()) {
            written.push_str(indent);
        }
        written.push_str(part);
        if !is_last {
            written.push_str(line_end);
        }
        is_first = false;
    }
    written
}
