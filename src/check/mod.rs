//! Checking a page and mending it: the whole way, from text to findings and verified fixes.

mod analysis;
mod verify;

pub use analysis::Analysis;

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::{self, Applicability};
use crate::finding::{Finding, Severity};
use crate::input::Source;
use crate::lock::Model;
use crate::lock::catalog::Target;
use crate::rules::{Draft, Selection};
use crate::stack;

/// Fixes that are made one after the other on one page. A page needs two or three.
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
}

/// A page after fixing.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixed {
    /// The text that comes out.
    pub text: String,
    /// The findings whose fixes were made. Their places are those of the page as it was, except
    /// where an earlier fix moved them.
    pub applied: Vec<Finding>,
    /// The findings that are left, with places in [`Fixed::text`].
    pub remaining: Vec<Finding>,
}

/// Checks a page. The findings are in the order of the text; their fixes have been verified.
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
    stack::with_room(|| {
        let analysis = Analysis::of(&source.text);
        findings(&analysis, &source.text, settings)
    })
}

/// Checks a page and makes every fix that can be trusted at least as far as `least`.
#[must_use]
pub fn fix(source: &Source, settings: &Settings, least: Applicability) -> Fixed {
    stack::with_room(|| {
        let mut fixed = Fixed {
            text: source.text.clone(),
            applied: Vec::new(),
            remaining: Vec::new(),
        };
        loop {
            let analysis = Analysis::of(&fixed.text);
            fixed.remaining = findings(&analysis, &fixed.text, settings);
            // The last place first: then the places before it stay what they were.
            let next = fixed.remaining.iter().rev().find_map(|finding| {
                let fix = finding.fix.as_ref()?;
                (fix.applicability >= least).then_some((finding, fix))
            });
            let Some((finding, fix)) = next.filter(|_| fixed.applied.len() < MOST_FIXES) else {
                return fixed;
            };
            let Ok(text) = edit::apply(&fixed.text, &fix.edits) else {
                return fixed;
            };
            fixed.applied.push(finding.clone());
            fixed.text = text;
        }
    })
}

/// What the analyser sees of a page's use of Lock.
#[must_use]
pub fn inspect(source: &Source) -> Model {
    stack::with_room(|| Analysis::of(&source.text).model)
}

/// The findings of a page that has been analysed, each with the first of its fixes that holds.
fn findings(analysis: &Analysis, text: &str, settings: &Settings) -> Vec<Finding> {
    let drafts = analysis.drafts(text, settings);
    let mut findings: Vec<Finding> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        findings.push(with_fix(draft, index, &drafts, analysis, text, settings));
    }
    findings.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
    findings
}

fn with_fix(
    draft: &Draft,
    index: usize,
    drafts: &[Draft],
    analysis: &Analysis,
    text: &str,
    settings: &Settings,
) -> Finding {
    let mut finding = draft.finding.clone();
    if let Some(severity) = settings.severities.get(finding.rule) {
        finding.severity = *severity;
    }
    if !analysis.page.positions_are_certain() {
        return finding;
    }
    for remedy in &draft.remedies {
        let before = verify::Before {
            analysis,
            drafts,
            text,
            index,
        };
        match verify::verify(&before, remedy, settings) {
            Ok(()) => {
                let mut fix = remedy.fix.clone();
                if settings.unfixable.contains(finding.rule) {
                    fix.applicability = Applicability::DisplayOnly;
                }
                finding.fix = Some(fix);
                finding.unfixable = None;
                break;
            }
            // The first choice tells most about why nothing can be done.
            Err(reason) => {
                finding.unfixable.get_or_insert(reason);
            }
        }
    }
    finding
}
