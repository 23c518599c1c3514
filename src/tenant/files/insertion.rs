//! New keys, written as their neighbours are.

use super::hcl::{Attribute, Body};
use super::model::Setter;
use super::tree::{Entry, Node, Value};
use crate::input::{FileId, Place};
use crate::span::Span;

/// A place in a file for what comes in front of a new value.
fn setter(file: FileId, at: usize, before: String) -> Setter {
    Setter {
        place: Place::new(file, Span::empty(at)),
        before,
    }
}

/// Where a key comes into an object of JSON: behind an entry with this key and value.
pub(super) fn in_json(
    host: &str,
    file: FileId,
    after_key: Span,
    after_value: Span,
    key: &str,
) -> Setter {
    let before = host.get(..after_key.start).unwrap_or_default();
    let white = before.len() - before.trim_end().len();
    let lead = before.get(before.len() - white..).unwrap_or_default();
    let lead = match lead.rfind('\n') {
        Some(newline) => {
            let start = lead.get(..newline).is_some_and(|it| it.ends_with('\r'));
            lead.get(newline - usize::from(start)..).unwrap_or_default()
        }
        None => " ",
    };
    let colon = Span::new(after_key.end, after_value.start).text(host);
    setter(file, after_value.end, format!(",{lead}\"{key}\"{colon}"))
}

/// Where a key comes into a map of YAML: behind the entry `after`.
pub(super) fn in_yaml(host: &str, file: FileId, map: &Node, after: &Entry, key: &str) -> Setter {
    let end = after.value.span.end.max(after.key_span.end);
    if map.span.text(host).starts_with('{') {
        return setter(file, end, format!(", {key}: "));
    }
    let before = host.get(..after.key_span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    // What else stands there is the dash of a list.
    let indent: String = line
        .chars()
        .map(|c| if c == '\t' { c } else { ' ' })
        .collect();
    let (end, newline) = end_of_line(host, end);
    setter(file, end, format!("{newline}{indent}{key}: "))
}

/// The entry of a map of YAML that a new key can come behind: one on a single line.
pub(super) fn yaml_anchor<'n>(host: &str, map: &'n Node, preferred: &[&str]) -> Option<&'n Entry> {
    let is_simple = |entry: &&Entry| {
        let whole = Span::new(entry.key_span.start, entry.value.span.end);
        map.span.contains(whole)
            && !whole.text(host).contains('\n')
            && !matches!(entry.value.value, Value::List(_) | Value::Map(_))
    };
    let preferred = preferred.iter().filter_map(|key| map.entry(key));
    preferred.chain(map.entries()).find(is_simple)
}

/// Where the line that holds an offset ends, and the line end that the file has there.
fn end_of_line(host: &str, at: usize) -> (usize, &'static str) {
    let rest = host.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let newline = match host.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    (at + line.trim_end_matches('\r').len(), newline)
}

/// Where an attribute comes into a block of HCL, behind one of `preferred`.
///
/// `terraform fmt` lines the equals signs of neighbouring attributes up. So a name that is too long for
/// its neighbours makes a paragraph of its own, and nobody else's line is changed.
pub(super) fn in_hcl(
    host: &str,
    file: FileId,
    body: &Body,
    preferred: &[&str],
    name: &str,
) -> Option<Setter> {
    let is_single = |attribute: &&Attribute| is_line(host, attribute);
    let named = preferred.iter().filter_map(|name| body.attribute(name));
    let after = named.chain(&body.attributes).find(is_single)?;
    let group = group(host, body, after);
    let (_, newline) = end_of_line(host, after.value.span.end);
    let line = line_start(host, after.name_span.start);
    let indent = Span::new(line, after.name_span.start).text(host);
    let equals = column_of_equals(host, after)?;
    if name.len() < equals {
        let padding = " ".repeat(equals - name.len());
        let (end, _) = end_of_line(host, after.value.span.end);
        return Some(setter(
            file,
            end,
            format!("{newline}{indent}{name}{padding}= "),
        ));
    }
    let (end, _) = end_of_line(host, group.last()?.value.span.end);
    Some(setter(
        file,
        end,
        format!("{newline}{newline}{indent}{name} = "),
    ))
}

/// Whether an attribute has a line of its own.
fn is_line(host: &str, attribute: &Attribute) -> bool {
    let whole = Span::new(attribute.name_span.start, attribute.value.span.end);
    let start = line_start(host, whole.start);
    let before = Span::new(start, whole.start).text(host);
    !whole.text(host).contains('\n') && before.trim().is_empty()
}

fn line_start(host: &str, at: usize) -> usize {
    let before = host.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// The attributes on the lines around one, without a gap, in order.
fn group<'b>(host: &str, body: &'b Body, around: &Attribute) -> Vec<&'b Attribute> {
    let mut group: Vec<&Attribute> = Vec::new();
    let mut found = false;
    let lines = body.attributes.iter().filter(|it| is_line(host, it));
    for attribute in lines {
        let is_next = group.last().is_some_and(|last| {
            let between = Span::new(last.value.span.end, attribute.name_span.start);
            between.text(host).matches('\n').count() == 1
        });
        if !is_next {
            if found {
                break;
            }
            group.clear();
        }
        group.push(attribute);
        found |= attribute.name_span == around.name_span;
    }
    group
}

/// How far the equals sign is from where the attribute's name starts.
fn column_of_equals(host: &str, attribute: &Attribute) -> Option<usize> {
    let between = Span::new(attribute.name_span.start, attribute.value.span.start);
    between.text(host).find('=')
}
