//! Moving the page to another release of Lock.

use semver::Version;

use super::{Context, Draft, Effect, Remedy};
use crate::Span;
use crate::edit::{Applicability, Edit, Fix};
use crate::lock::catalog::{self, Advisory, Need, Readiness, Recommendation, Target, advisories};
use crate::lock::{Constructor, Load, requests, version};

/// What the constructions that a load is in force for ask of it; `None` when there are none.
pub(super) fn need(context: &Context<'_>, index: usize) -> Option<Need> {
    let mut needs = context
        .model
        .constructions
        .iter()
        .filter(|c| c.load == Some(index) && c.constructor == Constructor::Auth0Lock)
        .map(|c| requests::need(context.target, &c.arguments.options));
    let first = needs.next()?;
    let mut need = needs.fold(first, |a, b| Need {
        target: a.target,
        configuration_base: a.configuration_base || b.configuration_base,
        overrides_tenant: a.overrides_tenant || b.overrides_tenant,
    });
    // What `missing-configuration-base-url` asks for is needed, whether or not the page has it yet.
    need.configuration_base |= context.target != Target::Cloud;
    need.overrides_tenant |= context.target == Target::CustomDomain;
    Some(need)
}

/// What to do about a release, in words.
pub(super) fn advice(found: Option<&Recommendation>) -> String {
    match found {
        Some(found) if found.same_major => {
            format!("load Lock {}, which changes nothing else", found.version)
        }
        Some(found) => format!(
            "load Lock {}, and read Auth0's migration guide for that major version first",
            found.version
        ),
        None => "load a newer Lock".into(),
    }
}

/// Adds the advice to load another release, and the remedy that does: within the major version the one
/// with the fewest and lightest advisories, the newest of these.
pub(super) fn with_upgrade(
    context: &Context<'_>,
    draft: Draft,
    index: usize,
    release: &Version,
    is_better: impl Fn(&Version) -> bool,
) -> Draft {
    let need = need(context, index).unwrap_or(Need {
        target: context.target,
        ..Need::default()
    });
    let same_major = best_of_major(release, need, &is_better).map(|version| Recommendation {
        version,
        same_major: true,
    });
    let found = same_major
        .or_else(|| catalog::recommended(release, need).filter(|found| is_better(&found.version)));
    let draft = draft.help(advice(found.as_ref()));
    let Some(load) = context.model.loads.get(index) else {
        return draft;
    };
    match found {
        Some(found) => with_remedy(context, draft, load, &found),
        None => draft.unfixable("no later release of that major version is better"),
    }
}

/// Adds the remedy that loads the recommended release.
pub(super) fn with_remedy(
    context: &Context<'_>,
    draft: Draft,
    load: &Load,
    to: &Recommendation,
) -> Draft {
    let applicability = if to.same_major {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    match edit(context, load, &to.version) {
        Ok(edit) => draft.remedies(vec![Remedy {
            fix: Fix {
                title: format!("Load Lock {} instead", to.version),
                applicability,
                edits: vec![edit],
            },
            effect: Effect::release(),
        }]),
        Err(reason) => draft.unfixable(reason),
    }
}

/// The best later release of the same major version.
pub(super) fn best_of_major(
    release: &Version,
    need: Need,
    is_better: impl Fn(&Version) -> bool,
) -> Option<Version> {
    catalog::releases()
        .iter()
        .map(|candidate| &candidate.version)
        .filter(|candidate| {
            candidate.major == release.major
                && *candidate > release
                && candidate.pre.is_empty()
                && catalog::readiness(candidate, need) == Readiness::Ready
                && is_better(candidate)
        })
        .max_by(|a, b| burden(b).cmp(&burden(a)).then_with(|| a.cmp(b)))
        .cloned()
}

/// How bad the advisories of a release are: the weights, the heaviest first.
pub(super) fn burden(release: &Version) -> Vec<catalog::Weight> {
    let hit = |advisory: &&Advisory| advisory.lock.contains(release);
    let mut weights: Vec<_> = advisories().iter().filter(hit).map(|a| a.weight).collect();
    weights.sort_by(|a, b| b.cmp(a));
    weights
}

/// The edit of a script's URL.
pub(super) fn edit(context: &Context<'_>, load: &Load, to: &Version) -> Result<Edit, &'static str> {
    let script = context
        .page
        .scripts
        .get(load.script)
        .ok_or("the script is not known")?;
    let element = context.page.elements.get(script.element);
    if element.is_some_and(|element| element.attribute("integrity").is_some()) {
        return Err(
            "the script has an `integrity` attribute, which another release would not match",
        );
    }
    let src = script
        .src
        .as_deref()
        .filter(|_| !script.is_linked)
        .ok_or("this copy of Lock is part of a script")?;
    let (range, content) = version::replacement(src, to)
        .ok_or("the script's address cannot be moved to that release")?;
    // Character references after the version do no harm.
    let start = src
        .get(..range.end)
        .and_then(|up_to_version| context.code(load.span).find(up_to_version))
        .ok_or("the script's address is written with character references")?;
    let start = load.span.start + start;
    let range = Span::new(start + range.start, start + range.end);
    Ok(Edit::replacement(range, content))
}
