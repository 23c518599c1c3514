//! A glance at HCL: where its comments and heredocs are.
//!
//! Heredocs are masked before the file is parsed. What stands in them may be no template at all: a
//! page's own `${` makes the whole file one that does not parse, which is a finding of its own.

use crate::span::Span;

/// What a glance finds, each in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Scan {
    pub(in super::super) comments: Vec<Comment>,
    pub(in super::super) heredocs: Vec<Heredoc>,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Comment {
    /// All of it.
    pub(in super::super) span: Span,
    /// Without its marks.
    pub(in super::super) text: Span,
}

/// A heredoc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Heredoc {
    /// From `<<` to the end of the last mark.
    pub(in super::super) span: Span,
    /// The lines between the marks.
    pub(in super::super) content: Span,
    /// Whether it begins with `<<-`.
    pub(in super::super) is_indented: bool,
}

/// Finds comments and heredocs.
pub(in super::super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(found) = next(bytes, at) {
        at = match bytes.get(found..).unwrap_or_default() {
            [b'"', ..] => end_of_string(bytes, found + 1),
            [b'#', ..] => scan.comment(text, found, 1, "\n"),
            [b'/', b'/', ..] => scan.comment(text, found, 2, "\n"),
            [b'/', b'*', ..] => scan.comment(text, found, 2, "*/"),
            [b'<', b'<', ..] => scan.heredoc(text, found),
            _ => found + 1,
        };
    }
    scan
}

/// The next byte that may begin a string, a comment or a heredoc.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let at = rest
        .iter()
        .position(|it| matches!(it, b'"' | b'#' | b'/' | b'<'))?;
    Some(from + at)
}

/// Just past the quote that ends a string, whose interpolations may hold strings.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    // For each interpolation around, how many braces are open in it.
    let mut braces: Vec<usize> = Vec::new();
    let mut in_string = true;
    while let Some(byte) = bytes.get(at) {
        match (in_string, byte) {
            (true, b'\\') => at += 1,
            (true, b'"') if braces.is_empty() => return at + 1,
            (true, b'"') => in_string = false,
            (true, b'$' | b'%') if opens(bytes, at) => {
                braces.push(0);
                in_string = false;
                at += 1;
            }
            (true, b'\n') => return at + 1,
            (false, b'"') => in_string = true,
            (false, b'{') => {
                if let Some(open) = braces.last_mut() {
                    *open += 1;
                }
            }
            (false, b'}') => match braces.last_mut() {
                Some(0) => {
                    braces.pop();
                    in_string = true;
                }
                Some(open) => *open -= 1,
                None => {}
            },
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Whether an interpolation opens at a `$` or `%`.
fn opens(bytes: &[u8], at: usize) -> bool {
    let is_escaped = at > 0 && bytes.get(at - 1) == bytes.get(at);
    bytes.get(at + 1) == Some(&b'{') && !is_escaped
}

impl Scan {
    /// Takes a comment in. Gives the offset behind it.
    fn comment(&mut self, text: &str, start: usize, mark: usize, end: &str) -> usize {
        let content = text.get(start + mark..).unwrap_or_default();
        let length = content.find(end).unwrap_or(content.len());
        let content = Span::new(start + mark, start + mark + length);
        let span = match end {
            "\n" => Span::new(start, start + mark + content.text(text).trim_end().len()),
            _ => Span::new(start, (content.end + end.len()).min(text.len())),
        };
        self.comments.push(Comment {
            span,
            text: Span::new(content.start, content.end.min(span.end)),
        });
        span.end.max(start + 1)
    }

    /// Takes a heredoc in. Gives the offset behind it, or behind the `<<` that begins none.
    fn heredoc(&mut self, text: &str, start: usize) -> usize {
        match heredoc(text, start) {
            Some(heredoc) => {
                self.heredocs.push(heredoc);
                heredoc.span.end
            }
            None => start + 2,
        }
    }
}

fn heredoc(text: &str, start: usize) -> Option<Heredoc> {
    let after = text.get(start + 2..)?;
    let is_indented = after.starts_with('-');
    let after = after.strip_prefix('-').unwrap_or(after);
    let line = after.lines().next()?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if line.is_empty() || !line.chars().all(is_part) {
        return None;
    }
    let content = start + 2 + usize::from(is_indented) + after.find('\n')? + 1;
    let mut at = content;
    for candidate in text.get(content..)?.split_inclusive('\n') {
        if candidate.trim() == line {
            let end = at + candidate.trim_end().len();
            return Some(Heredoc {
                span: Span::new(start, end),
                content: Span::new(content, at),
                is_indented,
            });
        }
        at += candidate.len();
    }
    None
}

impl Heredoc {
    /// How many characters of white space its lines lose.
    pub(in super::super) fn indent(&self, text: &str) -> usize {
        if !self.is_indented {
            return 0;
        }
        let lines = self.content.text(text).lines();
        let lines = lines.filter(|line| !line.trim().is_empty());
        let indents = lines.map(|line| line.chars().take_while(|c| c.is_whitespace()).count());
        indents.min().unwrap_or_default()
    }
}

/// The text with what stands in its heredocs masked: each byte but those of line ends by a dot, which no
/// mark has.
pub(in super::super) fn without_heredocs(text: &str, scan: &Scan) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for heredoc in &scan.heredocs {
        masked.push_str(text.get(at..heredoc.content.start).unwrap_or_default());
        let content = heredoc.content.text(text).bytes();
        masked.extend(content.map(|byte| match byte {
            b'\n' => '\n',
            b'\r' => '\r',
            _ => '.',
        }));
        at = heredoc.content.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_heredocs_have_no_comments() {
        let text = "a = \"# ${b(\"}#\")} \\\" //\" # one\n/* two */ b = <<-EOT // no\n# no\n";
        let comments = |text: &str| -> Vec<String> {
            let comments = scan(text).comments;
            comments
                .iter()
                .map(|it| it.text.text(text).to_owned())
                .collect()
        };
        assert_eq!(comments(text), [" one", " two ", " no", " no"]);
        let heredoc = "a = <<EOT\n# no ${ \"\n  EOT\n// yes\r\n";
        assert_eq!(comments(heredoc), [" yes"]);
        assert_eq!(comments("a = 1 < 2 # y"), [" y"]);
    }

    #[test]
    fn heredocs_are_found_and_masked() {
        let text = "h = <<-EOT\n    <p>\n\n      é ${x}\n    EOT\nx = <<A\n1\nA\n";
        let scan = scan(text);
        let contents: Vec<_> = scan
            .heredocs
            .iter()
            .map(|it| it.content.text(text))
            .collect();
        assert_eq!(contents, ["    <p>\n\n      é ${x}\n", "1\n"]);
        assert_eq!(scan.heredocs[0].indent(text), 4);
        let masked = without_heredocs(text, &scan);
        assert_eq!(
            masked,
            "h = <<-EOT\n.......\n\n.............\n    EOT\nx = <<A\n.\nA\n"
        );
        assert_eq!(masked.len(), text.len());
    }
}
