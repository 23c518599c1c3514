//! A client's documents, and what applies to them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use lsp_types::{
    CodeActionParams, CodeActionResponse, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, Hover, HoverParams, PublishDiagnosticsParams, Uri,
};
use miette::Diagnostic as _;

use super::client::Client;
use super::document::{Document, Page};
use super::position::Positions;
use super::{Open, actions, diagnostics, hover, uri};
use crate::check::Settings;
use crate::config::{ConfigError, Configuration};
use crate::input::DEFAULT_MAX_BYTES;

/// What there is to tell the client after pages were checked.
#[derive(Debug)]
pub(super) enum News {
    /// The findings of a page.
    Findings(PublishDiagnosticsParams),
    /// What is wrong with the configuration.
    Trouble(String),
}

/// A client's documents, and what applies to them.
pub(super) struct Session<'a> {
    client: Client,
    open: Open<'a>,
    /// `None` when files of it may have changed.
    configuration: Option<Result<Configuration, Arc<ConfigError>>>,
    /// By URI.
    documents: BTreeMap<String, Document>,
    /// What the client has been told of the configurations of pages, by URI.
    told: BTreeMap<String, String>,
}

impl<'a> Session<'a> {
    pub(super) fn new(client: Client, open: Open<'a>) -> Self {
        Self {
            client,
            open,
            configuration: None,
            documents: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    pub(super) fn client(&self) -> Client {
        self.client
    }

    pub(super) fn did_open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let key = item.uri.to_string();
        if let Some(document) = Document::open(item) {
            self.documents.insert(key, document);
        }
    }

    pub(super) fn did_change(&mut self, params: DidChangeTextDocumentParams) {
        let identifier = params.text_document;
        if let Some(document) = self.documents.get_mut(identifier.uri.as_str()) {
            let encoding = self.client.encoding;
            document.change(identifier.version, params.content_changes, encoding);
        }
    }

    /// Forgets a document. The findings go with it.
    pub(super) fn did_close(&mut self, params: DidCloseTextDocumentParams) -> Option<News> {
        let uri = params.text_document.uri;
        self.documents.remove(uri.as_str())?;
        self.told.remove(uri.as_str());
        let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
        Some(News::Findings(nothing))
    }

    /// Files of the configuration may have changed: every page is checked anew.
    pub(super) fn forget_configuration(&mut self) {
        self.configuration = None;
        for document in self.documents.values_mut() {
            document.checked = None;
        }
    }

    /// The pages that changed since they were checked.
    pub(super) fn unchecked(&self) -> Vec<Uri> {
        let unchecked = self.documents.values().filter(|d| d.checked.is_none());
        unchecked.map(|document| document.uri.clone()).collect()
    }

    /// Checks a page, if it changed since it was checked.
    pub(super) fn check(&mut self, uri: &Uri) -> Vec<News> {
        let mut news = Vec::new();
        let is_checked = |document: &Document| document.checked.is_some();
        if self.documents.get(uri.as_str()).is_none_or(is_checked) {
            return news;
        }
        let document = self.documents.get(uri.as_str());
        let is_too_large = document.is_some_and(Document::is_too_large);
        let settings = match self.settings(uri) {
            Ok(Some(_)) if is_too_large => {
                let megabytes = DEFAULT_MAX_BYTES / 1_000_000;
                let name = uri.as_str();
                let message = format!("{name} is not checked: it is larger than {megabytes} MB");
                news.extend(self.tell(uri, message).map(News::Trouble));
                None
            }
            Ok(settings) => {
                self.told.remove(uri.as_str());
                settings
            }
            // What applies is not known: findings might be wrong, and fixes even more so.
            Err(error) => {
                news.extend(self.tell(uri, in_words(&error)).map(News::Trouble));
                None
            }
        };
        if let Some(document) = self.documents.get_mut(uri.as_str()) {
            document.check(settings);
        }
        news.extend(self.findings(uri).map(News::Findings));
        news
    }

    pub(super) fn code_actions(&self, params: &CodeActionParams) -> Option<CodeActionResponse> {
        let page = self.page(&params.text_document.uri)?;
        Some(actions::offer(&page, params.range, &params.context))
    }

    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let place = &params.text_document_position_params;
        let page = self.page(&place.text_document.uri)?;
        hover::at(&page, place.position)
    }

    fn findings(&self, uri: &Uri) -> Option<PublishDiagnosticsParams> {
        let page = self.page(uri)?;
        Some(PublishDiagnosticsParams {
            uri: uri.clone(),
            diagnostics: diagnostics::all(&page),
            version: Some(page.document.version),
        })
    }

    /// A page that has been checked.
    fn page(&self, uri: &Uri) -> Option<Page<'_>> {
        let document = self.documents.get(uri.as_str())?;
        Some(Page {
            document,
            checked: document.checked.as_ref()?,
            positions: Positions::new(&document.source.text, self.client.encoding),
            client: self.client,
        })
    }

    /// What to check a page for; `None` when the configuration leaves it out. What applies to a page
    /// without a file is what applies in the working directory.
    fn settings(&mut self, uri: &Uri) -> Result<Option<Settings>, Arc<ConfigError>> {
        let configuration = self
            .configuration
            .get_or_insert_with(|| (self.open)().map_err(Arc::new))
            .as_ref()
            .map_err(Arc::clone)?;
        let path = uri::path(uri);
        let path = path.as_deref().unwrap_or(Path::new("page.html"));
        if configuration.excludes(path, false)? {
            return Ok(None);
        }
        Ok(Some(configuration.of_page(path)?.settings()))
    }

    /// Why a page is not checked, unless the client knows already, be it from another page.
    fn tell(&mut self, uri: &Uri, message: String) -> Option<String> {
        let is_known = self.told.values().any(|told| *told == message);
        self.told.insert(uri.to_string(), message.clone());
        (!is_known).then_some(message)
    }
}

/// An error of the configuration with its place and what to do, in one line.
fn in_words(error: &ConfigError) -> String {
    let mut text = String::new();
    let label = error.labels().and_then(|mut labels| labels.next());
    let place = label.zip(error.source_code()).and_then(|(label, source)| {
        let contents = source.read_span(label.inner(), 0, 0).ok()?;
        let (name, line) = (contents.name()?, contents.line() + 1);
        Some(format!("{name}:{line}: "))
    });
    text.push_str(&place.unwrap_or_default());
    text.push_str(&error.to_string());
    if let Some(help) = error.help() {
        text.push_str(&format!(" (help: {help})"));
    }
    text
}
