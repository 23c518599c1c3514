//! What is found on a page, and what its ignore comments make of it.

use super::{Analysis, Settings};
use crate::finding::Finding;
use crate::lock::catalog::Target;
use crate::page::{Body, Page};
use crate::rules::page::{ignore_without_reason, unknown_rule_in_ignore, unused_ignore};
use crate::rules::{self, Draft, Group};
use crate::suppress::{self, Ignores, Name};

/// Everything that the rules have to say about a page.
#[derive(Debug)]
pub(super) struct Verdict {
    /// What is found in the page's code and markup, whether it counts or not.
    pub(super) drafts: Vec<Draft>,
    /// The ignore comments.
    pub(super) ignores: Ignores,
    /// What is found in the ignore comments, whether it counts or not.
    pub(super) about_ignores: Vec<Draft>,
}

/// What a finding is compared by when the page has changed around it.
pub(super) type Identity<'a> = (&'static str, &'a str);

impl Verdict {
    /// Runs the rules on a page that has been analysed.
    pub(super) fn of(analysis: &Analysis, text: &str, settings: &Settings) -> Self {
        let drafts = analysis.drafts(text, settings);
        let mut verdict = Self {
            drafts,
            ignores: suppress::find(text, &analysis.page, &rules::ids_named),
            about_ignores: Vec::new(),
        };
        if !verdict.ignores.is_empty() {
            verdict.judge_ignores(analysis, text, settings);
        }
        verdict
    }

    /// Whether a finding counts: no comment suppresses it.
    pub(super) fn counts(&self, finding: &Finding) -> bool {
        self.ignores.suppressing(finding).is_none()
    }

    /// What every finding is compared by, in order.
    pub(super) fn identities(&self) -> Vec<Identity<'_>> {
        self.identities_where(|_| true)
    }

    /// What the findings that count are compared by, in order.
    pub(super) fn counted_identities(&self) -> Vec<Identity<'_>> {
        self.identities_where(|finding| self.counts(finding))
    }

    /// What the findings that are wanted are compared by, in order.
    pub(super) fn identities_where(&self, wanted: impl Fn(&Finding) -> bool) -> Vec<Identity<'_>> {
        let drafts = self.drafts.iter().chain(&self.about_ignores);
        let findings = drafts.map(|draft| &draft.finding);
        let mut identities: Vec<_> = findings
            .filter(|finding| wanted(finding))
            .map(|finding| (finding.rule, finding.message.as_str()))
            .collect();
        identities.sort_unstable();
        identities
    }

    /// Finds out which names in the comments are of use, and what is to be said of the comments.
    fn judge_ignores(&mut self, analysis: &Analysis, text: &str, settings: &Settings) {
        mark_used(&mut self.ignores, &self.drafts);
        let about = |ignores: &Ignores, rules: &[&'static crate::rules::Rule]| {
            analysis.drafts_about(ignores, rules, text, settings)
        };
        let on_writing = [&unknown_rule_in_ignore::RULE, &ignore_without_reason::RULE];
        self.about_ignores = about(&self.ignores, &on_writing);
        mark_used(&mut self.ignores, &self.about_ignores);
        // Where not all was read, nobody knows what else would have been found.
        if !is_read_whole(&analysis.page) {
            return;
        }
        self.mark_used_elsewhere(analysis, text, settings);
        let is_judged = |name: &Name| is_judged_on_page(name, settings);
        let on_use = [&unused_ignore::RULE];
        // What suppresses findings of this very rule can be judged only when these are known.
        let ignores_unused = |name: &Name| name.names(unused_ignore::RULE.id);
        self.ignores
            .mark_unused(|name| is_judged(name) && !ignores_unused(name));
        let unused = about(&self.ignores, &on_use);
        mark_used(&mut self.ignores, &unused);
        self.ignores.mark_unused(is_judged);
        let unused = about(&self.ignores, &on_use);
        self.about_ignores.extend(unused);
    }

    /// A page can be checked for several targets, and a comment be meant for one of them.
    fn mark_used_elsewhere(&mut self, analysis: &Analysis, text: &str, settings: &Settings) {
        let others = Target::ALL.into_iter().filter(|t| *t != settings.target);
        for target in others {
            if !self.ignores.has_open_names() {
                return;
            }
            let settings = Settings {
                target,
                ..settings.clone()
            };
            mark_used(&mut self.ignores, &analysis.drafts(text, &settings));
        }
    }
}

/// Whether all rules that a name stands for were run on the page. Rules about tenants are run elsewhere.
fn is_judged_on_page(name: &Name, settings: &Settings) -> bool {
    let about_tenants = |id: &str| rules::find(id).is_some_and(|it| it.group == Group::Tenant);
    let mut on_page = name.rules.iter().filter(|id| !about_tenants(id)).peekable();
    on_page.peek().is_some() && on_page.all(|id| is_run(name, id, settings))
}

/// Whether a rule that a name stands for was run. Of a group, and of all rules, those that are off by default
/// do not count.
pub(super) fn is_run(name: &Name, id: &str, settings: &Settings) -> bool {
    let is_off = |id: &str| rules::find(id).is_some_and(|rule| !rule.enabled);
    settings.selection.has(id) || name.rules.len() > 1 && is_off(id)
}

fn mark_used(ignores: &mut Ignores, drafts: &[Draft]) {
    for draft in drafts {
        ignores.mark_used(&draft.finding);
    }
}

/// Whether every script of a page could be parsed.
fn is_read_whole(page: &Page) -> bool {
    let scripts = page.scripts.iter().map(|script| &script.body);
    let handlers = page.handlers.iter().map(|handler| &handler.body);
    page.problems.is_empty()
        && scripts
            .chain(handlers)
            .all(|body| matches!(body, Body::Parsed(_) | Body::None))
}
