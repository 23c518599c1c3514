//! YAML, as js-yaml reads it for auth0-deploy-cli.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use super::Problem;
use super::json::is_page;
use super::keyword;
use super::notation::{self, Notation};
use super::tree::{Entry, MOST_LEVELS, Node, Text, Value};
use crate::span::Span;

/// Reads the first document of a YAML file. Keywords in it are not known values.
pub(super) fn parse(text: &str) -> Result<Node, Problem> {
    let masked = keyword::masked_in_yaml(text);
    let mark = if masked.starts_with('\u{feff}') { 3 } else { 0 };
    let body = masked.get(mark..).unwrap_or_default();
    let mut reader = Reader {
        text,
        masked: &masked,
        offsets: Offsets::new(body, mark),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        copied: 0,
    };
    for event in Parser::new_from_str(body) {
        let (event, marks) = event.map_err(|error| {
            let at = reader.offsets.of(error.marker().index());
            reader.problem(at, error.info())
        })?;
        if let Some(node) = reader.event(event, marks)? {
            return Ok(node);
        }
    }
    Err(reader.problem(mark, "the file is empty"))
}

/// Byte offsets of the characters that the parser counts.
struct Offsets {
    mark: usize,
    /// One for each character and one for the end; none where all are one byte.
    starts: Option<Vec<usize>>,
    length: usize,
}

impl Offsets {
    fn new(body: &str, mark: usize) -> Self {
        let starts = || {
            let starts = body.char_indices().map(|(at, _)| at);
            starts.chain([body.len()]).collect()
        };
        Self {
            mark,
            starts: (!body.is_ascii()).then(starts),
            length: body.len(),
        }
    }

    fn of(&self, index: usize) -> usize {
        let offset = match &self.starts {
            Some(starts) => starts.get(index).copied().unwrap_or(self.length),
            None => index.min(self.length),
        };
        self.mark + offset
    }
}

/// A list or map whose end has not come.
struct Open {
    start: usize,
    anchor: usize,
    kind: Collection,
}

enum Collection {
    List(Vec<Node>),
    /// With the key whose value is next.
    Map(Vec<Entry>, Option<(String, Span)>),
}

/// Values that aliases may copy in all: a document can make them as many as it likes.
const MOST_COPIED: usize = 100_000;

struct Reader<'t> {
    text: &'t str,
    masked: &'t str,
    offsets: Offsets,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    copied: usize,
}

impl Reader<'_> {
    fn problem(&self, at: usize, message: &str) -> Problem {
        Problem {
            span: Span::empty(at.min(self.text.len())),
            message: message.to_owned(),
        }
    }

    /// Takes the next event. Gives the document when it is complete.
    fn event(&mut self, event: Event<'_>, marks: Marks) -> Result<Option<Node>, Problem> {
        let start = self.offsets.of(marks.start.index());
        let end = self.offsets.of(marks.end.index());
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let is_string = tag.is_some_and(|tag| tag.suffix == "str");
                let node = self.scalar(&value, style, is_string, Span::new(start, end));
                self.complete(node, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                self.enter(start, anchor, Collection::List(Vec::new()))
            }
            Event::MappingStart(anchor, _) => {
                self.enter(start, anchor, Collection::Map(Vec::new(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(end),
            Event::Alias(anchor) => {
                let node = self.aliased(anchor, Span::new(start, end))?;
                self.complete(node, 0)
            }
            _ => Ok(None),
        }
    }

    fn enter(
        &mut self,
        start: usize,
        anchor: usize,
        kind: Collection,
    ) -> Result<Option<Node>, Problem> {
        if self.open.len() >= MOST_LEVELS {
            return Err(self.problem(start, "values are nested too deep"));
        }
        self.open.push(Open {
            start,
            anchor,
            kind,
        });
        Ok(None)
    }

    fn leave(&mut self, end: usize) -> Result<Option<Node>, Problem> {
        let Some(open) = self.open.pop() else {
            return Ok(None);
        };
        let is_flow = self
            .masked
            .get(open.start..)
            .is_some_and(|it| it.starts_with(['{', '[']));
        let (value, last) = match open.kind {
            Collection::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::List(items), last)
            }
            Collection::Map(entries, _) => {
                let last = entries
                    .iter()
                    .map(|entry| entry.value.span.end.max(entry.key_span.end));
                let last = last.max();
                (Value::Map(merged(entries)), last)
            }
        };
        // A block ends where its last value does; the parser sees its end at what comes next.
        let end = match last {
            Some(last) if !is_flow => last,
            _ => end,
        };
        let node = Node {
            span: Span::new(open.start, end.max(open.start)),
            value,
        };
        self.complete(node, open.anchor)
    }

    /// What an alias stands for, in the place of the alias.
    fn aliased(&mut self, anchor: usize, span: Span) -> Result<Node, Problem> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(self.problem(span.start, "unknown anchor"));
        };
        self.copied += size(node);
        if self.copied > MOST_COPIED {
            return Err(self.problem(span.start, "aliases copy too many values"));
        }
        Ok(Node {
            span,
            ..node.clone()
        })
    }

    /// Puts a value to where it belongs. Gives it back when it is the document.
    fn complete(&mut self, node: Node, anchor: usize) -> Result<Option<Node>, Problem> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            return Ok(Some(node));
        };
        match &mut open.kind {
            Collection::List(items) => items.push(node),
            Collection::Map(entries, key) => match key.take() {
                None => *key = Some((node.as_str().unwrap_or_default().to_owned(), node.span)),
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                }),
            },
        }
        Ok(None)
    }

    fn scalar(&self, value: &str, style: ScalarStyle, is_string: bool, marks: Span) -> Node {
        let span = self.span(style, marks);
        let notation = match style {
            ScalarStyle::Plain => Notation::YamlPlain,
            ScalarStyle::SingleQuoted => Notation::YamlSingle,
            ScalarStyle::DoubleQuoted => Notation::YamlDouble,
            ScalarStyle::Literal | ScalarStyle::Folded => Notation::YamlBlock {
                folded: style == ScalarStyle::Folded,
                indent: notation::indentation(self.masked, span.start, value),
            },
        };
        let written = span.text(self.text);
        let value = match style {
            _ if keyword::is_in(written) && !is_page(written) => Value::Keyword,
            ScalarStyle::Plain if !is_string => plain(value, notation),
            _ => Value::String(Text {
                value: value.to_owned(),
                notation,
            }),
        };
        Node { span, value }
    }

    /// Where a scalar stands. The parser's end of one in quotes may be that of its line, and a block begins
    /// for it behind its mark.
    fn span(&self, style: ScalarStyle, marks: Span) -> Span {
        let written = marks.text(self.masked);
        let trimmed = marks.start + written.trim_end().len();
        match style {
            ScalarStyle::Plain => Span::new(marks.start, trimmed),
            ScalarStyle::SingleQuoted => Span::new(marks.start, self.closing_quote(marks, '\'')),
            ScalarStyle::DoubleQuoted => Span::new(marks.start, self.closing_quote(marks, '"')),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let start = self.block_mark(marks.start).unwrap_or(marks.start);
                Span::new(start, trimmed.max(start))
            }
        }
    }

    /// Just past the quote that ends a scalar.
    fn closing_quote(&self, marks: Span, quote: char) -> usize {
        let inside = self.masked.get(marks.start + 1..).unwrap_or_default();
        let mut characters = inside.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' if quote == '"' => {
                    characters.next();
                }
                c if c == quote => {
                    let doubled =
                        quote == '\'' && characters.peek().is_some_and(|it| it.1 == quote);
                    if !doubled {
                        return marks.start + 1 + at + 1;
                    }
                    characters.next();
                }
                _ => {}
            }
        }
        marks.end
    }

    /// Where the `|` or `>` is of a block whose content begins at an offset.
    fn block_mark(&self, content: usize) -> Option<usize> {
        let before = self.masked.get(..content)?;
        let above = before.get(..before.rfind('\n')?)?;
        let above = above.trim_end();
        let start = above.rfind('\n').map_or(0, |newline| newline + 1);
        let header = above.get(start..)?;
        let header = header.split(" #").next()?.trim_end();
        let header =
            header.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        header
            .ends_with(['|', '>'])
            .then(|| start + header.len() - 1)
    }
}

/// What a scalar without quotes is, by the core schema of YAML 1.2.
fn plain(value: &str, notation: Notation) -> Value {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if value.parse::<f64>().is_ok() && value.starts_with(|c: char| !c.is_alphabetic()) => {
            Value::Number
        }
        _ => Value::String(Text {
            value: value.to_owned(),
            notation,
        }),
    }
}

/// The entries with those that a merge key (`<<`) brings.
fn merged(mut entries: Vec<Entry>) -> Vec<Entry> {
    let is_merge = |entry: &Entry| entry.key == "<<";
    let Some(at) = entries.iter().position(is_merge) else {
        return entries;
    };
    let from = entries.remove(at).value;
    let maps = match &from.value {
        Value::List(maps) => maps.as_slice(),
        _ => std::slice::from_ref(&from),
    };
    for entry in maps.iter().flat_map(Node::entries) {
        if !entries.iter().any(|it| it.key == entry.key) {
            entries.push(entry.clone());
        }
    }
    entries
}

/// The comments of a document that was parsed: all of each, and what it says. A `#` in a string begins
/// none.
pub(super) fn comments(text: &str, document: &Node) -> Vec<(Span, Span)> {
    let mut strings = Vec::new();
    add_strings(text, document, &mut strings);
    strings.sort_unstable();
    let mut strings = strings.into_iter().peekable();
    let mut comments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        for (offset, _) in content.match_indices('#') {
            let start = at + offset;
            while strings.peek().is_some_and(|string| string.end <= start) {
                strings.next();
            }
            let is_string = strings.peek().is_some_and(|string| string.start <= start);
            let before = content.get(..offset).unwrap_or_default();
            if !is_string && (before.is_empty() || before.ends_with([' ', '\t'])) {
                let span = Span::new(start, at + content.len());
                comments.push((span, Span::new(start + 1, span.end)));
                break;
            }
        }
        at += line.len();
    }
    comments
}

/// Adds the places of strings, keys included.
fn add_strings(text: &str, node: &Node, strings: &mut Vec<Span>) {
    if let Value::String(string) = &node.value {
        strings.push(match string.notation {
            Notation::YamlBlock { indent, .. } => block_content(text, node.span, indent),
            _ => node.span,
        });
    }
    for item in node.items() {
        add_strings(text, item, strings);
    }
    for entry in node.entries() {
        strings.push(entry.key_span);
        add_strings(text, &entry.value, strings);
    }
}

/// The lines of a block scalar that begins with its mark. A comment may stand behind the mark.
fn block_content(text: &str, span: Span, indent: usize) -> Span {
    let rest = text.get(span.start..).unwrap_or_default();
    let mut lines = rest.split_inclusive('\n');
    let start = span.start + lines.next().map_or(0, str::len);
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let content = lines.take_while(|line| line.trim().is_empty() || spaces(line) >= indent.max(1));
    Span::new(start, start + content.map(str::len).sum::<usize>())
}

/// How many values there are in a value. Recursive, but no deeper than values are nested.
fn size(node: &Node) -> usize {
    let items: usize = node.items().iter().map(size).sum();
    let entries: usize = node.entries().iter().map(|it| size(&it.value)).sum();
    1 + items + entries
}
