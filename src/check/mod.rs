//! Checking a page and mending it: the whole way, from text to findings and verified fixes.

mod add_ignores;
mod analysis;
mod fixing;
mod ignores;
mod policy;
mod verify;

pub use add_ignores::{Ignored, add_ignore, add_ignores};
pub use analysis::Analysis;
pub use fixing::{Fixed, fix};

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use ignores::Verdict;
use verify::Known;

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::lock::Model;
use crate::lock::catalog::Target;
use crate::rules::{Draft, Remedy, Selection};
use crate::stack;
use crate::suppress::{Suppressed, Suppressor};

/// Fixes that are made one after the other on one page, or looked for in its comments. A page needs two
/// or three.
const MOST_FIXES: usize = 50;

/// What to check a page for.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where the page is served.
    pub target: Target,
    /// Which rules apply.
    pub selection: Selection,
    /// How bad the findings of rules are, by the rules' ids, where it is not as the rules say.
    pub severities: BTreeMap<&'static str, Severity>,
    /// The ids of rules whose fixes are shown and not made.
    pub unfixable: BTreeSet<&'static str>,
    /// Whether a comment that ignores findings must say why.
    pub require_reason: bool,
}

/// What is found on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// The findings that count, in the order of the text.
    pub findings: Vec<Finding>,
    /// The findings that a comment on the page suppresses, in the order of the text. They have no
    /// fixes.
    pub suppressed: Vec<Suppressed>,
}

/// Checks a page. The findings that count are in the order of the text; their fixes have been
/// verified.
///
/// ```
/// use lockwright::check::{Settings, check};
/// use lockwright::input::Source;
///
/// let source = Source {
///     name: "login.html".into(),
///     text: "<script src=https://cdn.auth0.com/js/lock/11.30.4/lock.min.js></script>
///         <script>
///           var config = JSON.parse(atob('@@config@@'));
///           new Auth0Lock(config.clientID, config.auth0Domain).show();
///         </script>".into(),
/// };
/// let findings = check(&source, &Settings::default());
/// assert_eq!(findings[0].rule, "missing-tenant-info");
/// assert!(findings[0].fix.is_some());
/// ```
#[must_use]
pub fn check(source: &Source, settings: &Settings) -> Vec<Finding> {
    judge(source, settings).findings
}

/// Checks a page, and also tells of the findings that a comment suppresses.
#[must_use]
pub fn judge(source: &Source, settings: &Settings) -> Judged {
    stack::with_room(|| {
        let analysis = Analysis::of(&source.text);
        judged(&analysis, &source.text, settings, Fixes::Verified)
    })
}

/// Checks a page without looking for fixes, which takes longer than all the rest: findings say neither
/// how they can be mended nor why not.
#[must_use]
pub fn find(source: &Source, settings: &Settings) -> Judged {
    stack::with_room(|| {
        let analysis = Analysis::of(&source.text);
        judged(&analysis, &source.text, settings, Fixes::LeftOut)
    })
}

/// What the analyser sees of a page's use of Lock.
#[must_use]
pub fn inspect(source: &Source) -> Model {
    stack::with_room(|| Analysis::of(&source.text).model)
}

/// Whether findings come with their fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fixes {
    /// Each finding that counts comes with the first of its fixes that holds.
    Verified,
    /// None does.
    LeftOut,
}

/// The findings of a page that has been analysed.
fn judged(analysis: &Analysis, text: &str, settings: &Settings, fixes: Fixes) -> Judged {
    let verdict = Verdict::of(analysis, text, settings);
    let known = Known {
        analysis,
        verdict: &verdict,
        text,
    };
    let fixes = match analysis.page.positions_are_certain() {
        true => fixes,
        false => Fixes::LeftOut,
    };
    let mut judged = Judged::default();
    for (index, draft) in verdict.drafts.iter().enumerate() {
        judged.add(draft, &verdict, settings, fixes, |remedy| {
            verify::verify(&known, index, remedy, settings)
        });
    }
    for (index, draft) in verdict.about_ignores.iter().enumerate() {
        judged.add(draft, &verdict, settings, fixes, |remedy| {
            // Verifying thousands would take minutes, and after some fixes comes another look.
            if index >= MOST_FIXES {
                return Err("there are many such comments, of which others come first".into());
            }
            verify::verify_removal(&known, &draft.finding, remedy, settings)
        });
    }
    judged.findings.sort_by(by_place);
    judged
        .suppressed
        .sort_by(|a, b| by_place(&a.finding, &b.finding));
    judged
}

fn by_place(a: &Finding, b: &Finding) -> Ordering {
    (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message))
}

impl Judged {
    /// Adds what a draft comes to: a finding, with a fix if one is wanted and can be verified, or one
    /// that does not count.
    fn add(
        &mut self,
        draft: &Draft,
        verdict: &Verdict,
        settings: &Settings,
        fixes: Fixes,
        verify: impl Fn(&Remedy) -> Result<(), String>,
    ) {
        let mut finding = draft.finding.clone();
        if let Some(severity) = settings.severities.get(finding.rule) {
            finding.severity = *severity;
        }
        if let Some(ignore) = verdict.ignores.suppressing(&finding) {
            self.suppressed.push(Suppressed {
                finding,
                by: Suppressor::Comment(ignore.comment.span),
                reason: ignore.reason.clone(),
            });
            return;
        }
        if fixes == Fixes::Verified {
            add_fix(&mut finding, &draft.remedies, settings, verify);
        }
        self.findings.push(finding);
    }
}

/// Gives a finding the first of its fixes that holds.
fn add_fix(
    finding: &mut Finding,
    remedies: &[Remedy],
    settings: &Settings,
    verify: impl Fn(&Remedy) -> Result<(), String>,
) {
    for remedy in remedies {
        match verify(remedy) {
            Ok(()) => {
                let mut fix = remedy.fix.clone();
                if settings.unfixable.contains(finding.rule) {
                    fix.applicability = Applicability::DisplayOnly;
                }
                finding.fix = Some(fix);
                finding.unfixable = None;
                return;
            }
            // The first choice tells most about why nothing can be done.
            Err(reason) => {
                finding.unfixable.get_or_insert(reason);
            }
        }
    }
}
