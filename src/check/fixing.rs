//! Making fixes, one after the other.

use super::add_ignores::is_about_ignores;
use super::outcome::{Tolerance, unexpected};
use super::{Fixes, Judged, MOST_FIXES, Settings, look};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::input::Source;
use crate::page::LinkedText;
use crate::stack;
use crate::suppress::Suppressed;

/// A page after fixing.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fixed {
    /// The text that comes out.
    pub text: String,
    /// The findings whose fixes were made. Their places are those of the page as it was, except
    /// where an earlier fix moved them.
    pub applied: Vec<Finding>,
    /// The findings that are left, with places in [`Fixed::text`].
    pub remaining: Vec<Finding>,
    /// The findings that a comment suppresses, with places in [`Fixed::text`].
    pub suppressed: Vec<Suppressed>,
    /// Whether the page loads or constructs Lock, as far as can be seen.
    pub found_lock: bool,
}

/// Checks a page and makes every fix that can be trusted at least as far as `least`.
///
/// A fix has been verified before it is made. What comes out is read as a whole once more, and a fix that
/// did not lead to what was expected is taken back.
#[must_use]
pub fn fix(source: &Source, settings: &Settings, least: Applicability) -> Fixed {
    stack::with_room(|| {
        let (linked, applied, judged) =
            fix_linked(LinkedText::alone(&source.text), settings, least);
        Fixed {
            text: linked.text().to_owned(),
            applied,
            remaining: judged.findings,
            suppressed: judged.suppressed,
            found_lock: judged.found_lock,
        }
    })
}

/// The same for a page with its scripts: what comes out, the findings whose fixes were made, and what is found
/// then.
pub(super) fn fix_linked(
    mut linked: LinkedText,
    settings: &Settings,
    least: Applicability,
) -> (LinkedText, Vec<Finding>, Judged) {
    let mut applied = Vec::new();
    let mut last: Option<Step> = None;
    loop {
        let mut judged = look(&linked, settings, Fixes::Last(least));
        if let Some(step) = last.take().filter(|step| !step.led_to(&judged)) {
            applied.pop();
            (linked, judged) = step.taken_back(settings);
        } else if let Some(step) = Step::next(&linked, &judged, least) {
            if applied.len() < MOST_FIXES
                && let Some((finding, after)) = step.make()
            {
                applied.push(finding);
                linked = after;
                last = Some(step);
                continue;
            }
            judged = look(&linked, settings, Fixes::Verified);
        }
        return (linked, applied, judged);
    }
}

/// A page, and the fix that is made next.
struct Step {
    linked: LinkedText,
    judged: Judged,
    /// The finding whose fix it is, as an index into the findings that count.
    index: usize,
}

impl Step {
    /// The last fix in the text that may be made: then the places before it stay what they were.
    fn next(linked: &LinkedText, judged: &Judged, least: Applicability) -> Option<Self> {
        let mut findings = judged.findings.iter();
        let index = findings.rposition(|finding| finding.is_fixable(least))?;
        Some(Self {
            linked: linked.clone(),
            judged: judged.clone(),
            index,
        })
    }

    /// The finding, and the text with its fix.
    fn make(&self) -> Option<(Finding, LinkedText)> {
        let finding = self.judged.findings.get(self.index)?;
        let after = self.linked.edited(&finding.fix.as_ref()?.edits).ok()?;
        Some((finding.clone(), after))
    }

    /// Whether the finding is gone from the page, and no other has come that must not. What is said of
    /// comments depends on all the rest, and may change.
    fn led_to(&self, after: &Judged) -> bool {
        let Some(mended) = self.judged.findings.get(self.index) else {
            return false;
        };
        let tolerance = Tolerance {
            mended: mended.rule,
            // Verification has looked at what a fix may change.
            release: true,
            applicability: mended
                .fix
                .as_ref()
                .map_or(Applicability::Safe, |fix| fix.applicability),
        };
        let before = findings(&self.judged, Some(self.index));
        unexpected(before, findings(after, None), tolerance).is_none()
    }

    /// The page as it was, on which nothing is fixed any more.
    fn taken_back(self, settings: &Settings) -> (LinkedText, Judged) {
        let mut judged = look(&self.linked, settings, Fixes::Verified);
        if let Some(finding) = judged.findings.get_mut(self.index) {
            finding.fix = None;
            finding.unfixable = Some("the page that came out was not what was expected".to_owned());
        }
        (self.linked, judged)
    }
}

/// What is found on a page after a script has been changed for a fix on another page, and was not expected.
pub(super) fn unexpected_after<'j>(
    before: &'j Judged,
    after: &'j Judged,
    mended: &'static str,
) -> Option<&'j Finding> {
    let tolerance = Tolerance {
        mended,
        release: false,
        applicability: Applicability::Safe,
    };
    unexpected(findings(before, None), findings(after, None), tolerance)
}

/// The findings in code and markup, whether they count or not, but for one of those that do.
fn findings(judged: &Judged, except: Option<usize>) -> impl Iterator<Item = &Finding> {
    let counted = judged.findings.iter().enumerate();
    let counted = counted.filter_map(move |(index, it)| (Some(index) != except).then_some(it));
    let suppressed = judged.suppressed.iter().map(|it| &it.finding);
    counted
        .chain(suppressed)
        .filter(|finding| !is_about_ignores(finding))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script src=https://cdn.auth0.com/js/lock/15.0.2/lock.min.js></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions } }).show();
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions } }).show();
</script>";

    fn judge(text: &str) -> Judged {
        let source = Source {
            name: "login.html".to_owned(),
            text: text.to_owned(),
        };
        crate::check::judge(&source, &Settings::default())
    }

    #[test]
    fn a_step_that_leads_elsewhere_is_taken_back() {
        let judged = judge(PAGE);
        let page = LinkedText::alone(PAGE);
        let step = Step::next(&page, &judged, Applicability::Safe).expect("there is a fix");
        assert_eq!(step.index, 1, "the last one");
        let (_, after) = step.make().expect("it fits");
        let after = after.text();
        assert!(step.led_to(&judge(after)));
        // The finding is still there, and another has come.
        assert!(!step.led_to(&judged));
        assert!(!step.led_to(&judge(&after.replace("</script>", "x( </script>"))));
        let (linked, judged) = step.taken_back(&Settings::default());
        assert_eq!(linked.text(), PAGE);
        assert_eq!(judged.findings.len(), 2);
        assert!(judged.findings[1].unfixable.is_some());
    }
}
