//! Reading the data files: tab-separated rows below a head of comments.
//!
//! The files are part of the program. What does not parse is left out here, and fails a test.

use semver::Version;

/// The rows of a data file, without its comments and the names of its columns.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Row> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| Row(line.split('\t')))
}

/// The sources that the head of a data file names, each by its key and in words.
pub(super) fn sources(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .map_while(|line| line.strip_prefix('#'))
        .filter_map(|line| line.trim_start().strip_prefix("source ")?.split_once(": "))
}

/// A row, read from left to right.
pub(super) struct Row(std::str::Split<'static, char>);

impl Row {
    /// The next field.
    pub(super) fn text(&mut self) -> Option<&'static str> {
        self.0.next()
    }

    /// The next field; `Some(None)` where it holds a dash, for nothing.
    pub(super) fn optional(&mut self) -> Option<Option<&'static str>> {
        self.text().map(|text| (text != "-").then_some(text))
    }

    /// The next field, a release or nothing.
    pub(super) fn release(&mut self) -> Option<Option<Version>> {
        match self.optional()? {
            None => Some(None),
            Some(text) => Version::parse(text).ok().map(Some),
        }
    }
}
