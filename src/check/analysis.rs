//! From a page's text to what is known of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memmem;

use super::Settings;
use crate::edit::{self, Edit};
use crate::lock::{self, Load, LoadedVersion, Model, version};
use crate::page::{LinkedText, Page, Script, ScriptKind};
use crate::rules::{Context, Draft, Rule};
use crate::span::Span;
use crate::suppress::Ignores;

/// A page that has been read, and its use of Lock.
#[derive(Debug)]
pub struct Analysis {
    /// The page as a browser reads it.
    pub page: Page,
    /// What it gives to Lock.
    pub model: Model,
}

impl Analysis {
    /// Reads a page and follows its scripts.
    ///
    /// Scripts of a page that mentions neither Lock nor the config nor Lockwright are not parsed: there
    /// is nothing to be said of them. Must run on a thread with a big stack, see [`crate::stack`].
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_linked(&LinkedText::alone(text))
    }

    /// The same with scripts from elsewhere whose code is at hand.
    #[must_use]
    pub fn of_linked(linked: &LinkedText) -> Self {
        let text = linked.text();
        if mentions_lock(text) {
            return Self::of_page(Page::read_linked(linked, true), text);
        }
        Self {
            page: Page::read_linked(linked, has_ignores(text)),
            model: Model::default(),
        }
    }

    /// The same, unless the page is none about which there is anything to be said.
    pub(super) fn if_needed(linked: &LinkedText) -> Option<Self> {
        let text = linked.text();
        let is_needed =
            mentions_lock(text) || has_ignores(text) || !Page::is_sound(linked.page_text());
        is_needed.then(|| Self::of_linked(linked))
    }

    /// Whether the page loads or constructs Lock, or may do so where it cannot be followed.
    pub(super) fn found_lock(&self) -> bool {
        let model = &self.model;
        !(model.loads.is_empty() && model.constructions.is_empty() && model.unfollowed.is_empty())
    }

    /// Follows the scripts of a page that has been read and mentions Lock.
    fn of_page(page: Page, text: &str) -> Self {
        let loads = loads(&page, text);
        let is_followed =
            !loads.is_empty() || may_construct_lock(text) || gives_config_away(&page, text);
        let model = if !is_followed {
            Model::default()
        } else {
            lock::interpret(&page, text, loads)
        };
        Self { page, model }
    }

    /// What those of some rules about ignore comments that are selected have to say.
    pub(super) fn drafts_about(
        &self,
        ignores: &Ignores,
        rules: &[&'static Rule],
        text: &str,
        settings: &Settings,
    ) -> Vec<Draft> {
        let mut context = Context::new(text, &self.page, &self.model, settings.target);
        context.ignores = ignores;
        context.require_reason = settings.require_reason;
        let selected = rules.iter().filter(|rule| settings.selection.has(rule.id));
        selected.flat_map(|rule| rule.run(&context)).collect()
    }

    /// What becomes of a page by edits, with the text that its positions refer to: where only code of
    /// scripts is edited, that is not the text that comes out, see [`Page::with_code`].
    ///
    /// `text` is that of the page as it is, `edited` the page that comes out.
    pub(super) fn after<'t>(
        &self,
        text: &str,
        edits: &[Edit],
        edited: &'t LinkedText,
    ) -> (Self, Cow<'t, str>) {
        let quick = code_after(&self.page, text, edits)
            .and_then(|code| self.page.with_code(text, &code))
            .filter(|(_, text)| mentions_lock(text));
        match quick {
            Some((page, text)) => (Self::of_page(page, &text), Cow::Owned(text)),
            None => (Self::of_linked(edited), Cow::Borrowed(edited.text())),
        }
    }

    /// What the selected rules have to say of code and markup, with remedies that have not been verified.
    pub(super) fn drafts(&self, text: &str, settings: &Settings) -> Vec<Draft> {
        let context = Context::new(text, &self.page, &self.model, settings.target);
        let mut drafts: Vec<Draft> = Vec::new();
        for rule in settings.selection.rules() {
            for draft in rule.run(&context) {
                let again = drafts.iter().any(|d| {
                    d.finding.rule == draft.finding.rule
                        && d.finding.span == draft.finding.span
                        && d.finding.message == draft.finding.message
                });
                if !again {
                    drafts.push(draft);
                }
            }
        }
        drafts
    }
}

/// The scripts that edits change, by their index, with the code that these have then. `None` when an edit
/// changes anything else.
fn code_after(page: &Page, text: &str, edits: &[Edit]) -> Option<BTreeMap<usize, String>> {
    let mut by_script: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        let mut scripts = page.scripts.iter().enumerate();
        let (index, script) = scripts.find(|(_, s)| s.content.contains(edit.range))?;
        let start = script.content.start;
        let range = Span::new(edit.range.start - start, edit.range.end - start);
        let edit = Edit::replacement(range, edit.content.clone());
        by_script.entry(index).or_default().push(edit);
    }
    let code = |(script, edits): (usize, Vec<Edit>)| {
        let old = page.scripts.get(script)?.content.text(text);
        Some((script, edit::apply(old, &edits).ok()?))
    };
    by_script.into_iter().map(code).collect()
}

/// Whether the text has anything to do with Lock or with the config of a hosted page.
fn mentions_lock(text: &str) -> bool {
    contains_any(text, &["uth0", "UTH0", "@@config@@", "useTenantInfo"])
}

/// Whether the text has comments for Lockwright, which are told apart from strings by parsing.
fn has_ignores(text: &str) -> bool {
    contains_any(text, &["lockwright-ignore"])
}

/// Whether the page's own scripts may construct Lock although none that brings it is seen: they
/// take it from a bundle. Without the first letter, which may be written as an escape.
fn may_construct_lock(text: &str) -> bool {
    contains_any(text, &["uth0Lock", "auth0-lock", "useTenantInfo"])
}

/// Whether a script from elsewhere may take the config from the page and construct Lock with it.
fn gives_config_away(page: &Page, text: &str) -> bool {
    contains_any(text, &["@@config@@"]) && page.scripts.iter().any(Script::is_unread)
}

fn contains_any(text: &str, needles: &[&str]) -> bool {
    needles
        .iter()
        .any(|needle| memmem::find(text.as_bytes(), needle.as_bytes()).is_some())
}

/// The scripts that bring Lock, in document order.
fn loads(page: &Page, text: &str) -> Vec<Load> {
    let scripts = page.scripts.iter().enumerate();
    scripts
        .filter_map(|(index, script)| load(index, script, text))
        .collect()
}

fn load(index: usize, script: &Script, text: &str) -> Option<Load> {
    if script.kind == ScriptKind::Data {
        return None;
    }
    if let Some(src) = script.src.as_ref().filter(|_| !script.is_linked) {
        let url = version::from_url(src)?;
        let span = script.src_span.unwrap_or(script.content);
        return Some(Load {
            library: url.library,
            version: url.version,
            span,
            script: index,
        });
    }
    let code = script.content.text(text);
    let (version, range) = version::of_bundle(code)?;
    let start = script.content.start;
    let library = match &version {
        LoadedVersion::Exact(v) if v.major < 6 => lock::Library::LegacyWidget,
        _ => lock::Library::Lock,
    };
    Some(Load {
        library,
        version,
        span: Span::new(start + range.start, start + range.end),
        script: index,
    })
}

/// Whether a page has a script element with an address, as far as its text tells: what such a script does is
/// not known.
#[must_use]
pub fn loads_scripts(text: &str) -> bool {
    const TAG: &[u8] = b"<script";
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        let tag = text.as_bytes().get(at..)?;
        let is_script = tag.get(..TAG.len())?.eq_ignore_ascii_case(TAG);
        let end = memchr::memchr(b'>', tag)?;
        is_script.then(|| tag.get(TAG.len()..end)).flatten()
    });
    let has_address = |attributes: &[u8]| {
        let words = attributes.split(u8::is_ascii_whitespace);
        words.into_iter().any(|word| {
            word.get(..3)
                .is_some_and(|start| start.eq_ignore_ascii_case(b"src"))
                && matches!(word.get(3), None | Some(b'='))
        })
    };
    tags.into_iter().any(has_address)
}
