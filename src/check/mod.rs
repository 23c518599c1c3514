//! Checking a page and mending it: the whole way, from text to findings and verified fixes.

mod add_ignores;
#[cfg(not(feature = "witness"))]
mod alone;
mod analysis;
mod fixing;
mod ignores;
mod outcome;
mod policy;
mod tenant;
mod verify;
#[cfg(feature = "witness")]
mod witness;

#[cfg(not(feature = "witness"))]
use alone::confirm;
#[cfg(feature = "witness")]
use witness::confirm;

pub use add_ignores::{Ignored, add_ignore, add_ignores};
pub use analysis::{Analysis, loads_scripts};
pub use fixing::{Fixed, fix};
pub use tenant::{
    JudgedFiles, Original, Scripts, TenantFixed, Together, add_tenant_ignores, find_tenant,
    fix_tenant, judge_tenant, pages,
};

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use ignores::Verdict;
use verify::Known;

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::input::{FileId, Source, SourceMap};
use crate::lock::catalog::Target;
use crate::lock::{ForeignHost, Model};
use crate::page::{LinkedText, foreign_scripts};
use crate::rules::{Selection, is_auth0};
use crate::stack;
use crate::suppress::{Suppressed, Suppressor};
use crate::tenant::files::Files;

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
    /// The connections that are to be domain connections, by name or, as in `samlp:*`, by strategy.
    pub domain_connections: Option<Vec<String>>,
    /// Whether pages are also run, and by what.
    #[cfg(feature = "witness")]
    pub witness: crate::witness::Witness,
}

impl Settings {
    /// The same for fixes that may be written at once: each is confirmed by runs of the page, whatever code it has.
    #[must_use]
    pub fn for_writing(&self) -> Self {
        #[allow(unused_mut, reason = "without the feature no page is run")]
        let mut settings = self.clone();
        #[cfg(feature = "witness")]
        settings.witness.always();
        settings
    }
}

impl Settings {
    /// Whether pages are checked for the same, running them left aside.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.target == other.target
            && self.selection == other.selection
            && self.severities == other.severities
            && self.unfixable == other.unfixable
            && self.require_reason == other.require_reason
    }
}

/// What is found on a page.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Judged {
    /// The findings that count, in the order of the text.
    pub findings: Vec<Finding>,
    /// The findings that a comment on the page suppresses, in the order of the text. They have no
    /// fixes.
    pub suppressed: Vec<Suppressed>,
    /// Whether the page loads or constructs Lock, as far as can be seen.
    pub found_lock: bool,
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
/// let missing = findings.iter().find(|finding| finding.rule == "missing-tenant-info");
/// assert!(missing.is_some_and(|finding| finding.fix.is_some()));
/// ```
#[must_use]
pub fn check(source: &Source, settings: &Settings) -> Vec<Finding> {
    judge(source, settings).findings
}

/// Checks a page, and also tells of the findings that a comment suppresses.
#[must_use]
pub fn judge(source: &Source, settings: &Settings) -> Judged {
    stack::with_room(|| look(&LinkedText::alone(&source.text), settings, Fixes::Verified))
}

/// Checks a page without looking for fixes, which takes longer than all the rest: findings say neither
/// how they can be mended nor why not.
#[must_use]
pub fn find(source: &Source, settings: &Settings) -> Judged {
    stack::with_room(|| look(&LinkedText::alone(&source.text), settings, Fixes::LeftOut))
}

/// What the analyser sees of a page's use of Lock.
#[must_use]
pub fn inspect(source: &Source) -> Model {
    stack::with_room(|| with_foreign_hosts(Analysis::of(&source.text), &source.text))
}

/// What the analyser sees of a page and of the scripts that it loads, and the map from the places in it to the
/// files.
#[must_use]
pub fn inspect_linked(page: FileId, files: &Files, scripts: &Scripts) -> (Model, SourceMap) {
    stack::with_room(|| {
        let linked = tenant::linked(page, files, scripts);
        let map = linked.links().map();
        let model = with_foreign_hosts(Analysis::of_linked(&linked), linked.text());
        (model, map)
    })
}

/// The model of a page, with the other hosts that run code on it.
fn with_foreign_hosts(analysis: Analysis, text: &str) -> Model {
    let scripts = foreign_scripts(&analysis.page, text).into_iter();
    let hosts = scripts
        .filter(|script| !is_auth0(script.address))
        .map(|script| ForeignHost::new(script.host, script.span))
        .collect();
    let mut model = analysis.model;
    model.foreign_scripts = hosts;
    model
}

/// Which findings come with their fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fixes {
    /// Each that counts comes with the first of its fixes that holds.
    Verified,
    /// The last does that has a fix that can be trusted so far, and those behind it.
    Last(Applicability),
    /// None does.
    LeftOut,
}

impl Fixes {
    /// Whether no more fixes are wanted once this finding has been given its own.
    fn end_with(self, finding: &Finding) -> bool {
        matches!(self, Self::Last(least) if finding.is_fixable(least))
    }
}

/// The draft of a finding, by its index.
#[derive(Debug, Clone, Copy)]
enum Origin {
    /// One about code and markup.
    Page(usize),
    /// One about ignore comments.
    Comments(usize),
}

/// The findings of a page and its scripts.
fn look(linked: &LinkedText, settings: &Settings, fixes: Fixes) -> Judged {
    match Analysis::if_needed(linked) {
        Some(analysis) => {
            let analysis = analysis.witnessed(linked.text(), settings);
            judged(&analysis, linked, settings, fixes)
        }
        None => Judged::default(),
    }
}

/// The findings of a page that has been analysed.
fn judged(analysis: &Analysis, linked: &LinkedText, settings: &Settings, fixes: Fixes) -> Judged {
    let text = linked.text();
    let verdict = Verdict::of(analysis, text, settings);
    let known = Known {
        analysis,
        verdict: &verdict,
        text,
        linked,
        is_written: matches!(fixes, Fixes::Last(_)),
    };
    let (mut found, suppressed) = found(&verdict, settings);
    if fixes != Fixes::LeftOut && analysis.page.positions_are_certain() {
        for (finding, origin) in found.iter_mut().rev() {
            add_fix(finding, *origin, &known, settings);
            if fixes.end_with(finding) {
                break;
            }
        }
    }
    Judged {
        findings: found.into_iter().map(|(finding, _)| finding).collect(),
        suppressed,
        found_lock: analysis.found_lock(),
    }
}

/// The findings that count, without their fixes, and those that a comment suppresses, each in the order of
/// the text.
fn found(verdict: &Verdict, settings: &Settings) -> (Vec<(Finding, Origin)>, Vec<Suppressed>) {
    let in_page = verdict.drafts.iter().enumerate();
    let in_page = in_page.map(|(index, draft)| (draft, Origin::Page(index)));
    let in_comments = verdict.about_ignores.iter().enumerate();
    let in_comments = in_comments.map(|(index, draft)| (draft, Origin::Comments(index)));
    let (mut found, mut suppressed) = (Vec::new(), Vec::new());
    for (draft, origin) in in_page.chain(in_comments) {
        let mut finding = draft.finding.clone();
        if let Some(severity) = settings.severities.get(finding.rule) {
            finding.severity = *severity;
        }
        match verdict.ignores.suppressing(&finding) {
            Some(ignore) => suppressed.push(Suppressed {
                finding,
                by: Suppressor::Comment(ignore.comment.span),
                reason: ignore.reason.clone(),
            }),
            None => found.push((finding, origin)),
        }
    }
    found.sort_by(|(a, _), (b, _)| by_place(a, b));
    suppressed.sort_by(|a, b| by_place(&a.finding, &b.finding));
    (found, suppressed)
}

fn by_place(a: &Finding, b: &Finding) -> Ordering {
    (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message))
}

/// Gives a finding the first of its fixes that holds.
fn add_fix(finding: &mut Finding, origin: Origin, known: &Known<'_>, settings: &Settings) {
    let draft = match origin {
        Origin::Page(index) => known.verdict.drafts.get(index),
        Origin::Comments(index) => known.verdict.about_ignores.get(index),
    };
    for remedy in draft.map_or(&[][..], |draft| &draft.remedies) {
        let verified = match origin {
            Origin::Page(index) => verify::verify(known, index, remedy, settings),
            // Verifying thousands would take minutes, and after some fixes comes another look.
            Origin::Comments(index) if index >= MOST_FIXES => {
                Err("there are many such comments, of which others come first".into())
            }
            Origin::Comments(_) => verify::verify_removal(known, finding, remedy, settings),
        };
        match verified {
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
