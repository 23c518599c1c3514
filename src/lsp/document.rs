//! A document that the client has open, and what is known of it.

use std::cell::OnceCell;

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::client::Client;
use super::position::{Encoding, Positions};
use super::uri;
use crate::check::{self, Settings};
use crate::edit::{Applicability, Edit};
use crate::finding::Finding;
use crate::input::{DEFAULT_MAX_BYTES, Source};
use crate::lock::Model;

/// A document that the client has open.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// The client's number for the text.
    pub(super) version: i32,
    /// The text as the client has it, saved or not.
    pub(super) source: Source,
    /// What is known of the text; `None` when it changed since it was checked.
    pub(super) checked: Option<Checked>,
}

/// What is known of a page. What only some requests need is worked out when one asks for it.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// What the page was checked for; `None` for one that is left alone.
    pub(super) settings: Option<Settings>,
    /// The findings, without their fixes: these are not what one waits for while typing.
    pub(super) findings: Vec<Finding>,
    fixable: OnceCell<Vec<Finding>>,
    model: OnceCell<Model>,
    fixed: OnceCell<String>,
}

/// A checked document as one client sees it.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) checked: &'a Checked,
    pub(super) positions: Positions<'a>,
    pub(super) client: Client,
}

impl Document {
    /// The document, if it is a page: the client says that it is HTML, or its name does.
    pub(super) fn open(item: TextDocumentItem) -> Option<Self> {
        let is_page = item.language_id == "html" || uri::is_page(&item.uri);
        let source = Source {
            name: item.uri.to_string(),
            text: item.text,
        };
        is_page.then_some(Self {
            uri: item.uri,
            version: item.version,
            source,
            checked: None,
        })
    }

    /// Makes the client's changes, each on the text that the one before it left.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        let text = &mut self.source.text;
        for change in changes {
            match change.range {
                None => *text = change.text,
                Some(range) => {
                    let span = Positions::new(text, encoding).span(range);
                    text.replace_range(span.start..span.end, &change.text);
                }
            }
        }
        self.version = version;
        self.checked = None;
    }

    /// Whether the text is larger than pages are.
    pub(super) fn is_too_large(&self) -> bool {
        self.source.text.len() as u64 > DEFAULT_MAX_BYTES
    }

    /// Checks the text. Without settings, or when it is larger than pages are, it is left alone.
    pub(super) fn check(&mut self, settings: Option<Settings>) {
        let settings = settings.filter(|_| !self.is_too_large());
        // When checking fails, it is not tried again before the text changes.
        self.checked = Some(Checked::default());
        let findings = match &settings {
            Some(settings) => check::find(&self.source, settings).findings,
            None => Vec::new(),
        };
        self.checked = Some(Checked {
            settings,
            findings,
            ..Checked::default()
        });
    }
}

impl Page<'_> {
    pub(super) fn text(&self) -> &str {
        &self.document.source.text
    }

    /// What Lock is given; nothing is known of a page that is left alone.
    pub(super) fn model(&self) -> &Model {
        self.checked.model.get_or_init(|| {
            let settings = self.checked.settings.as_ref();
            settings.map_or_else(Model::default, |_| check::inspect(&self.document.source))
        })
    }

    /// The findings with their fixes.
    pub(super) fn findings(&self) -> &[Finding] {
        self.checked.fixable.get_or_init(|| {
            let settings = self.checked.settings.as_ref();
            settings.map_or_else(Vec::new, |settings| {
                check::check(&self.document.source, &settings.for_writing())
            })
        })
    }

    /// The comment that ignores a finding.
    pub(super) fn ignoring(&self, finding: &Finding) -> Option<Edit> {
        let settings = self.checked.settings.as_ref()?;
        check::add_ignore(&self.document.source, settings, finding, None)
    }

    /// The text after all safe fixes.
    pub(super) fn fixed(&self) -> &str {
        self.checked.fixed.get_or_init(|| {
            let source = &self.document.source;
            let Some(settings) = &self.checked.settings else {
                return source.text.clone();
            };
            check::fix(source, settings, Applicability::Safe).text
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    /// A page with this text, unsaved.
    pub(in crate::lsp) fn document(text: &str) -> Document {
        let uri = "untitled:login".parse().expect("it is a URI");
        let item = TextDocumentItem::new(uri, "html".into(), 1, text.into());
        Document::open(item).expect("it is a page")
    }

    /// Checks a page, and lets `look` at it.
    pub(in crate::lsp) fn with_page<T>(
        text: &str,
        client: Client,
        look: impl FnOnce(&Page<'_>) -> T,
    ) -> T {
        let mut document = document(text);
        document.check(Some(Settings::default()));
        look(&Page {
            document: &document,
            checked: document.checked.as_ref().expect("it has been checked"),
            positions: Positions::new(&document.source.text, client.encoding),
            client,
        })
    }

    fn change(range: Option<[u32; 4]>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|[line, column, end_line, end_column]| {
            Range::new(
                Position::new(line, column),
                Position::new(end_line, end_column),
            )
        });
        TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text.into(),
        }
    }

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut document = document("one\ntwo\n");
        let changes = vec![
            change(Some([0, 0, 1, 0]), "𝄞"),
            change(Some([0, 2, 0, 2]), "é"),
            change(Some([9, 0, 9, 0]), "end"),
        ];
        document.change(2, changes, Encoding::Utf16);
        assert_eq!(document.source.text, "𝄞étwo\nend");
        assert_eq!(document.version, 2);
        document.change(3, vec![change(None, "new")], Encoding::Utf16);
        assert_eq!(document.source.text, "new");
    }

    #[test]
    fn only_pages_are_opened() {
        for (uri, language, expected) in [
            ("file:///a.html", "html", true),
            ("file:///a.html", "handlebars", true),
            ("file:///a.txt", "html", true),
            ("file:///a.js", "javascript", false),
        ] {
            let uri = uri.parse().expect("it is a URI");
            let item = TextDocumentItem::new(uri, language.into(), 1, String::new());
            assert_eq!(Document::open(item).is_some(), expected, "{language}");
        }
    }
}
