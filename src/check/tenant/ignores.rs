//! Ignore comments of files that are no pages, and of pages for what is found about their tenant.

use super::suppressed;
use crate::check::ignores::is_run;
use crate::check::{Judged, Settings};
use crate::finding::Finding;
use crate::input::FileId;
use crate::lock::Model;
use crate::page::{Comment, CommentKind, Page};
use crate::rules::page::{ignore_without_reason, unknown_rule_in_ignore, unused_ignore};
use crate::rules::{self, Context, Draft};
use crate::span::Span;
use crate::suppress::{self, Ignores, Scope, Suppressed};
use crate::tenant::files::Files;

/// What comments for Lockwright begin with.
const MARKER: &str = "lockwright-ignore";

/// The ignore comments of a file.
pub(super) struct HostIgnores {
    ignores: Ignores,
    /// Whether the file is no page: what is said of a page's comments is said where it is checked.
    is_configuration: bool,
}

impl HostIgnores {
    pub(super) fn of(files: &Files, file: FileId) -> Self {
        let text = files.text(file);
        let is_configuration = files.is_configuration(file);
        let ignores = match text.contains(MARKER) {
            false => Ignores::NONE,
            true if is_configuration => of_configuration(files, file),
            true => suppress::find(text, &Page::read(text, true), &rules::ids_named),
        };
        Self {
            ignores,
            is_configuration,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ignores.is_empty()
    }

    /// The findings that count, and those that a comment suppresses.
    pub(super) fn split(&mut self, found: Vec<Finding>) -> (Vec<Finding>, Vec<Suppressed>) {
        let (mut left, mut ignored) = (Vec::new(), Vec::new());
        for finding in found {
            self.ignores.mark_used(&finding);
            match self.suppressing(&finding) {
                Some(it) => ignored.push(it),
                None => left.push(finding),
            }
        }
        (left, ignored)
    }

    /// The finding as one that a comment suppresses, if one does.
    pub(super) fn suppressing(&self, finding: &Finding) -> Option<Suppressed> {
        let ignore = self.ignores.suppressing(finding)?;
        let reason = ignore.reason.clone();
        Some(suppressed(finding.clone(), ignore.comment.span, reason))
    }

    /// What is to be said of the comments.
    pub(super) fn about(
        &mut self,
        files: &Files,
        file: FileId,
        settings: &Settings,
        found: &Judged,
    ) -> Vec<Draft> {
        if !self.is_configuration {
            return Vec::new();
        }
        for it in &found.suppressed {
            self.ignores.mark_used(&it.finding);
        }
        self.ignores
            .mark_unused(|name| name.rules.iter().all(|rule| is_run(name, rule, settings)));
        let rules = [
            &unknown_rule_in_ignore::RULE,
            &ignore_without_reason::RULE,
            &unused_ignore::RULE,
        ];
        let page = Page::read("", false);
        let model = Model::default();
        let mut context = Context::new(files.text(file), &page, &model, settings.target);
        context.ignores = &self.ignores;
        context.require_reason = settings.require_reason;
        let rules = rules
            .into_iter()
            .filter(|rule| settings.selection.has(rule.id));
        let drafts = rules.flat_map(|rule| rule.run(&context));
        drafts
            .map(|mut draft| {
                let finding = &mut draft.finding;
                finding.file = file;
                if let Some(severity) = settings.severities.get(finding.rule) {
                    finding.severity = *severity;
                }
                for related in &mut finding.related {
                    related.file = file;
                }
                for edit in draft.remedies.iter_mut().flat_map(|it| &mut it.fix.edits) {
                    edit.file = file;
                }
                draft
            })
            .collect()
    }
}

/// The ignore comments of YAML and HCL. One at the end of a line covers the line; one on a line of its own
/// covers what comes next: an entry, an item, an attribute or a block.
fn of_configuration(files: &Files, file: FileId) -> Ignores {
    let text = files.text(file);
    let items = files.items(file);
    let comments = files.comments(file).into_iter().map(|(span, content)| {
        let kind = match span.text(text).starts_with("/*") {
            true => CommentKind::Block,
            false => CommentKind::Line,
        };
        let comment = Comment {
            kind,
            span,
            text: content,
        };
        (comment, scope(text, &items, span))
    });
    suppress::find_in(text, comments.collect(), &rules::ids_named)
}

fn scope(text: &str, items: &[Span], comment: Span) -> Scope {
    let before = text.get(..comment.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or_default();
    let line = Span::new(start, start + line.find('\n').unwrap_or(line.len()));
    if !Span::new(start, comment.start).text(text).trim().is_empty() {
        return Scope::Line(line);
    }
    let after = items.iter().filter(|item| item.start >= comment.end);
    let next = after.min_by_key(|item| (item.start, std::cmp::Reverse(item.end)));
    next.map_or(Scope::Nothing, |item| Scope::Range(*item))
}
