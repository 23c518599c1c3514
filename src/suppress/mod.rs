//! Comments that say which findings do not count.
//!
//! `lockwright-ignore RULE[, RULE] -- reason` stands in a `//`, `/* */` or `<!-- -->` comment. Names are
//! those of rules and groups, or `all`. What such a comment covers is told in [`Scope`]'s module;
//! `lockwright-ignore-file` covers the page, and without a name every rule. Only real comments count:
//! none in a string, a `<textarea>` or a `<template>`, and none in a script that does not parse.
//!
//! The order of work: [`find`] reads the comments, [`Ignores::suppressing`] says which of them suppresses
//! a finding, [`Usage`] remembers which of their names were of use, and three rules report on the
//! comments themselves.

mod add;
mod coverage;
mod grammar;
mod layout;
mod nodes;
mod remove;

#[cfg(test)]
mod tests;

pub(crate) use add::comments_for;
pub use add::{BadReason, Reason};
pub use coverage::Scope;
pub(crate) use remove::remove_name;

use grammar::{Directive, Verb};

use crate::finding::Finding;
use crate::page::{Comment, Page};
use crate::span::Span;

/// The comments that are honoured on one page. Everything found is compared with each of them, which
/// a hostile page could make a matter of hours.
const MOST_IGNORES: usize = 10_000;

/// A finding that does not count, for somebody has said so.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Where it was said.
    pub by: Suppressor,
    /// Why, in the words of who said so.
    pub reason: Option<String>,
}

/// Where it is said that a finding does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suppressor {
    /// In this comment on the page.
    Comment(Span),
    /// In the file that lists what was there before.
    Baseline,
}

/// The ignore comments of a page, in order.
#[derive(Debug, Clone, Default)]
pub struct Ignores(Vec<Ignore>);

/// An ignore comment.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// Where it is and how it is written.
    pub comment: Comment,
    /// Its first word.
    pub keyword: Span,
    /// Whether the first word is one that Lockwright knows.
    pub is_known: bool,
    /// What it covers.
    pub scope: Scope,
    /// The file that it stands in, where the text has several: nothing else is covered.
    pub part: Option<Span>,
    /// What it names.
    pub names: Vec<Name>,
    /// Words that are neither a name nor part of the reason.
    pub stray: Option<Span>,
    /// Why, in the words of who wrote it.
    pub reason: Option<String>,
}

/// What an ignore comment names.
#[derive(Debug, Clone)]
pub struct Name {
    /// Where.
    pub span: Span,
    /// The ids of the rules that go by this name; empty when there are none.
    pub rules: Vec<&'static str>,
    /// Whether it suppresses anything.
    pub usage: Usage,
}

/// Whether a name in an ignore comment suppresses anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Usage {
    /// It cannot be said: not all of its rules were run on all of the page.
    #[default]
    Unknown,
    /// It does.
    Used,
    /// It does not.
    Unused,
}

impl Ignore {
    /// Whether a finding stands in what the comment covers. What is found in the comment itself does
    /// not: it would be for ever of use to itself.
    fn covers(&self, finding: &Finding) -> bool {
        self.part.is_none_or(|part| part.contains(finding.span))
            && self.scope.covers(finding.span)
            && !self.comment.span.contains(finding.span)
    }
}

impl Name {
    /// Whether a rule goes by this name.
    pub(crate) fn names(&self, rule: &str) -> bool {
        self.rules.contains(&rule)
    }
}

/// What tells the ids of the rules that go by a name.
type RulesNamed<'a> = &'a dyn Fn(&str) -> Vec<&'static str>;

/// Reads the ignore comments of a page; `rules_named` tells the ids of the rules that go by a name.
/// Must run on a thread with a big stack, see [`crate::stack`].
#[must_use]
pub fn find(text: &str, page: &Page, rules_named: RulesNamed<'_>) -> Ignores {
    let comments = page.comments.iter().enumerate();
    let found: Vec<(usize, Directive)> = comments
        .filter_map(|(index, comment)| Some((index, grammar::parse(text, comment)?)))
        .take(MOST_IGNORES)
        .collect();
    if found.is_empty() {
        return Ignores::default();
    }
    let indices: Vec<usize> = found.iter().map(|(index, _)| *index).collect();
    let scopes = coverage::of_comments(text, page, &indices);
    let ignores = found.into_iter().zip(scopes);
    Ignores(
        ignores
            .filter_map(|((index, directive), scope)| {
                let comment = *page.comments.get(index)?;
                let part = page.links.part_at(comment.span);
                let is_part = !page.links.scripts().is_empty();
                let ignore = ignore(text, comment, directive, scope, rules_named);
                Some(Ignore {
                    part: is_part.then_some(part),
                    ..ignore
                })
            })
            .collect(),
    )
}

/// The ignore comments among those of a file that is no page, each with what it covers.
pub(crate) fn find_in(
    text: &str,
    comments: Vec<(Comment, Scope)>,
    rules_named: RulesNamed<'_>,
) -> Ignores {
    let found = comments.into_iter().filter_map(|(comment, scope)| {
        let directive = grammar::parse(text, &comment)?;
        Some(ignore(text, comment, directive, scope, rules_named))
    });
    Ignores(found.take(MOST_IGNORES).collect())
}

/// Looks up what a comment says.
fn ignore(
    text: &str,
    comment: Comment,
    directive: Directive,
    scope: Scope,
    rules_named: RulesNamed<'_>,
) -> Ignore {
    let Directive {
        verb,
        keyword,
        names,
        stray,
        reason,
    } = directive;
    let scope = match verb {
        Verb::Ignore => scope,
        Verb::IgnoreFile => Scope::File,
        Verb::Unknown => Scope::Nothing,
    };
    let name = |span: Span, name: &str| Name {
        span,
        rules: rules_named(name),
        usage: Usage::Unknown,
    };
    let names = match verb {
        Verb::Unknown => Vec::new(),
        Verb::IgnoreFile if names.is_empty() => vec![name(keyword, "all")],
        _ => names
            .iter()
            .map(|span| name(*span, span.text(text)))
            .collect(),
    };
    Ignore {
        comment,
        keyword,
        is_known: verb != Verb::Unknown,
        scope,
        part: None,
        names,
        stray,
        reason,
    }
}

impl Ignores {
    /// No comments.
    pub(crate) const NONE: Self = Self(Vec::new());

    /// The comments, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Ignore> {
        self.0.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The comment that suppresses a finding: of several the innermost, which is the last to start
    /// that does not cover the whole page.
    #[must_use]
    pub fn suppressing(&self, finding: &Finding) -> Option<&Ignore> {
        let suppresses = |ignore: &&Ignore| {
            ignore.covers(finding) && ignore.names.iter().any(|name| name.names(finding.rule))
        };
        let innermost = |ignore: &&Ignore| (ignore.scope != Scope::File, ignore.comment.span);
        self.0.iter().filter(suppresses).max_by_key(innermost)
    }

    /// Remembers that every name that suppresses this finding is of use.
    pub(crate) fn mark_used(&mut self, finding: &Finding) {
        for ignore in &mut self.0 {
            if !ignore.covers(finding) {
                continue;
            }
            for name in &mut ignore.names {
                if name.names(finding.rule) {
                    name.usage = Usage::Used;
                }
            }
        }
    }

    /// Says of the names that were of no use, and that `is_judged` holds for, that they are unused.
    pub(crate) fn mark_unused(&mut self, is_judged: impl Fn(&Name) -> bool) {
        let names = self.0.iter_mut().flat_map(|ignore| &mut ignore.names);
        for name in names {
            if name.usage == Usage::Unknown && !name.rules.is_empty() && is_judged(name) {
                name.usage = Usage::Unused;
            }
        }
    }

    /// Whether it is left open of any name whether it is of use.
    pub(crate) fn has_open_names(&self) -> bool {
        let mut names = self.0.iter().flat_map(|ignore| &ignore.names);
        names.any(|name| name.usage == Usage::Unknown && !name.rules.is_empty())
    }
}
