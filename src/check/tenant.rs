//! Checking a tenant's files together: the pages wherever they stand, and the rules about the tenant.
//!
//! A page in another file is checked as any page, in its own offsets; what is found is taken to the file
//! by the page's map. A fix in it is made in the file, the file is parsed again, and the page that is in
//! it then has to be the page that was meant.

mod essence;
mod fixing;
mod ignores;
mod original;
mod pages;
mod scripts;
mod verify;

pub use fixing::{TenantFixed, add_tenant_ignores, fix_tenant};
pub use scripts::{Original, Scripts};

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::{Judged, Settings, by_place};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::input::FileId;
use crate::lock::Model;
use crate::page::{LinkedText, Page, Trees};
use crate::rules::tenant::unreachable_connection;
use crate::rules::third_party::restricted_connections;
use crate::rules::{Context, Draft, Group, RULES, TenantContext};
use crate::stack;
use crate::suppress::{Suppressed, Suppressor};
use crate::tenant::files::{Files, Html, Reading, Tenant};
use ignores::HostIgnores;

/// What is checked, and what for: files and the settings of each.
#[derive(Debug, Clone, Copy)]
pub struct Together<'a> {
    /// The files.
    pub files: &'a Files,
    /// The settings of each file, in the order of the files.
    pub settings: &'a [Settings],
    /// Which of the files are scripts that pages load.
    pub scripts: &'a Scripts,
}

/// The pages among some files and in them: the file that each stands in, and its text.
#[must_use]
pub fn pages(files: &Files) -> Vec<(FileId, String)> {
    let pages = pages::all(files, &files.tenants());
    pages
        .iter()
        .map(|page| (page.file(), page.text(files).to_owned()))
        .collect()
}

/// A page with its scripts as one text.
pub(super) fn linked(page: FileId, files: &Files, scripts: &Scripts) -> LinkedText {
    let together = Together {
        files,
        settings: &[],
        scripts,
    };
    let page = pages::PageAt::File(page);
    page.linked(together, &Trees::default()).text
}

/// What is found in each file of a tenant. Findings and their fixes are about places in the files.
pub type JudgedFiles = BTreeMap<FileId, Judged>;

/// Checks the files of a tenant, and the pages among them.
#[must_use]
pub fn judge_tenant(together: Together<'_>) -> JudgedFiles {
    stack::with_room(|| Looker::default().look(together, Fixes::Verified))
}

/// The same without looking for fixes.
#[must_use]
pub fn find_tenant(together: Together<'_>) -> JudgedFiles {
    stack::with_room(|| Looker::default().look(together, Fixes::LeftOut))
}

/// Whether findings come with their fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fixes {
    Verified,
    LeftOut,
}

/// Remembers what pages give to Lock: a tenant is read many times, and its pages stay the same.
#[derive(Debug, Default)]
struct Looker {
    models: RefCell<HashMap<String, Rc<Model>>>,
    trees: Trees,
}

impl From<Fixes> for super::Fixes {
    fn from(fixes: Fixes) -> Self {
        match fixes {
            Fixes::Verified => Self::Verified,
            Fixes::LeftOut => Self::LeftOut,
        }
    }
}

impl Together<'_> {
    /// The settings of a file.
    fn settings(&self, file: FileId) -> Settings {
        self.settings.get(file.0).cloned().unwrap_or_default()
    }
}

impl Looker {
    /// Everything that is found.
    fn look(&self, together: Together<'_>, fixes: Fixes) -> JudgedFiles {
        let reading = together.files.tenants();
        let mut judged = pages::judge(together, &reading, fixes, &self.trees);
        let drafts = self.drafts(together, &reading);
        for (index, draft) in drafts.iter().enumerate() {
            let mut finding = draft.finding.clone();
            if fixes == Fixes::Verified {
                self.add_fix(&mut finding, index, &drafts, together, &reading);
            }
            let found = &mut judged.entry(finding.file).or_default().findings;
            leave_out_weaker(found, &finding);
            found.push(finding);
        }
        self.leave_out_ignored(together, &mut judged, fixes);
        judged
    }

    /// What the rules about tenants have to say, with remedies that have not been verified.
    fn drafts(&self, together: Together<'_>, reading: &Reading) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        for tenant in &reading.tenants {
            for draft in self.drafts_of(together, tenant) {
                // Several modules may use one.
                let is_known = drafts.iter().any(|it| {
                    it.finding.rule == draft.finding.rule
                        && it.finding.file == draft.finding.file
                        && it.finding.span == draft.finding.span
                        && it.finding.message == draft.finding.message
                });
                if !is_known {
                    drafts.push(draft);
                }
            }
        }
        drafts
    }

    fn drafts_of(&self, together: Together<'_>, tenant: &Tenant) -> Vec<Draft> {
        let settings = together.settings(tenant.anchor.file);
        let pages = tenant.pages.iter().map(|page| &page.html);
        let models: Vec<_> = pages.map(|html| self.model(together.files, html)).collect();
        let tenant = TenantContext {
            files: together.files,
            tenant,
            models: &models,
            policy: settings.domain_connections.as_deref(),
        };
        let page = Page::read("", false);
        let model = Model::default();
        let mut context = Context::new("", &page, &model, settings.target);
        context.tenant = Some(&tenant);
        let rules = RULES.iter().filter(|rule| rule.group == Group::Tenant);
        let drafts = rules.flat_map(|rule| rule.run(&context));
        drafts
            .filter_map(|mut draft| {
                let finding = &mut draft.finding;
                let settings = together.settings(finding.file);
                if let Some(severity) = settings.severities.get(finding.rule) {
                    finding.severity = *severity;
                }
                settings.selection.has(finding.rule).then_some(draft)
            })
            .collect()
    }

    /// What a page gives to Lock.
    fn model(&self, files: &Files, html: &Html) -> Option<Rc<Model>> {
        let text = match html {
            Html::File(place) => files.text(place.file),
            Html::Embedded(embedded) => &embedded.text,
            _ => return None,
        };
        if let Some(model) = self.models.borrow().get(text) {
            return Some(Rc::clone(model));
        }
        let model = Rc::new(super::Analysis::of(text).model);
        let mut models = self.models.borrow_mut();
        models.insert(text.to_owned(), Rc::clone(&model));
        Some(model)
    }

    /// Gives a finding the first of its fixes that holds.
    fn add_fix(
        &self,
        finding: &mut Finding,
        index: usize,
        drafts: &[Draft],
        together: Together<'_>,
        reading: &Reading,
    ) {
        let remedies = drafts.get(index).map_or(&[][..], |draft| &draft.remedies);
        for remedy in remedies {
            match self.verify(index, drafts, remedy, together, reading) {
                Ok(()) => {
                    let mut fix = remedy.fix.clone();
                    let settings = together.settings(finding.file);
                    if settings.unfixable.contains(finding.rule) {
                        fix.applicability = Applicability::DisplayOnly;
                    }
                    finding.fix = Some(fix);
                    finding.unfixable = None;
                    return;
                }
                Err(reason) => {
                    finding.unfixable.get_or_insert(reason);
                }
            }
        }
    }

    /// Takes out what comments of the files suppress, and adds what is to be said of the comments.
    fn leave_out_ignored(&self, together: Together<'_>, judged: &mut JudgedFiles, fixes: Fixes) {
        let files = together.files.sources().map(|(file, _)| file);
        for file in files {
            let mut ignores = HostIgnores::of(together.files, file);
            if ignores.is_empty() || together.files.is_script(file) {
                continue;
            }
            let settings = together.settings(file);
            let found = judged.entry(file).or_default();
            let (left, ignored) = ignores.split(std::mem::take(&mut found.findings));
            found.findings = left;
            found.suppressed.extend(ignored);
            for mut draft in ignores.about(together.files, file, &settings, found) {
                if fixes == Fixes::Verified {
                    self.add_comment_fix(&mut draft, together, &settings);
                }
                match ignores.suppressing(&draft.finding) {
                    Some(by) => found.suppressed.push(by),
                    None => found.findings.push(draft.finding),
                }
            }
        }
        for found in judged.values_mut() {
            found.findings.sort_by(by_place);
            found
                .suppressed
                .sort_by(|a, b| by_place(&a.finding, &b.finding));
        }
    }
}

/// Leaves out what is said of a page alone where the tenant's configuration shows more: that the page restricts
/// connections, where none is left.
fn leave_out_weaker(found: &mut Vec<Finding>, finding: &Finding) {
    if finding.rule == unreachable_connection::RULE.id {
        let weaker = restricted_connections::RULE.id;
        found.retain(|other| other.rule != weaker || other.span != finding.span);
    }
}

/// A finding that a comment suppresses.
fn suppressed(finding: Finding, by: crate::Span, reason: Option<String>) -> Suppressed {
    Suppressed {
        finding: Finding {
            fix: None,
            unfixable: None,
            ..finding
        },
        by: Suppressor::Comment(by),
        reason,
    }
}
