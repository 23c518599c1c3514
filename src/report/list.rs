//! A JSON list that is written while it grows, so that no report has to be kept in memory. It is laid out as
//! serde_json's pretty printer lays it out.

use std::io::{self, Write};

use serde_json::Value;

/// A list whose brackets stand `indent` columns in.
pub(super) struct List {
    indent: usize,
    is_empty: bool,
}

impl List {
    pub(super) fn new(indent: usize) -> Self {
        Self {
            indent,
            is_empty: true,
        }
    }

    /// Writes the next value.
    pub(super) fn push(&mut self, value: &Value, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_empty { b"[" } else { b"," })?;
        self.is_empty = false;
        lines(&serde_json::to_string_pretty(value)?, self.indent + 2, out)
    }

    /// Writes the end.
    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.is_empty {
            true => out.write_all(b"[]"),
            false => write!(out, "\n{:width$}]", "", width = self.indent),
        }
    }
}

/// Writes each line of a text on a new line, indented. (A line break within a JSON string is escaped.)
pub(super) fn lines(text: &str, indent: usize, out: &mut dyn Write) -> io::Result<()> {
    text.lines()
        .try_for_each(|line| write!(out, "\n{:indent$}{line}", ""))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn looks_like_a_list_that_is_written_at_once() {
        for values in [
            vec![],
            vec![json!(1)],
            vec![json!({ "a": [1, "b\nc"] }), json!([]), json!("d")],
        ] {
            let mut out = Vec::new();
            let mut list = List::new(0);
            for value in &values {
                list.push(value, &mut out).expect("a Vec takes all");
            }
            list.end(&mut out).expect("a Vec takes all");
            let at_once = serde_json::to_string_pretty(&values).expect("it is JSON");
            assert_eq!(String::from_utf8(out).expect("it is text"), at_once);
        }
    }
}
