//! Verifying a fix before anybody sees it: the page that would come out is read, as far as the fix changes
//! it, and interpreted again.

mod comments;

pub(super) use comments::{verify_ignore, verify_removal};

use super::ignores::Verdict;
use super::outcome::{Tolerance, unexpected};
use super::{Analysis, Settings, confirm, policy};
use crate::edit::{self, Edit};
use crate::lock::{Construction, Constructor, MethodCall, Model, Object, Value};
use crate::page::LinkedText;
use crate::rules::{Draft, Effect, OptionPath, Remedy};

/// A page, and what was found on it.
pub(super) struct Known<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) verdict: &'a Verdict,
    pub(super) text: &'a str,
    /// The same text, and where the files in it are.
    pub(super) linked: &'a LinkedText,
    /// Whether what comes out may be written at once, rather than told.
    #[cfg_attr(
        not(feature = "witness"),
        expect(dead_code, reason = "the witness asks for it")
    )]
    pub(super) is_written: bool,
}

/// Whether a remedy for one of the drafts does what it says and nothing else. The error completes "not
/// fixed because".
///
/// Drafts count whether or not a comment suppresses them: what is suppressed must not change unseen.
pub(super) fn verify(
    before: &Known<'_>,
    index: usize,
    remedy: &Remedy,
    settings: &Settings,
) -> Result<(), String> {
    let edits = &remedy.fix.edits;
    let comes_out = edited(before, edits)?;
    let (after, after_text) = before.analysis.after(before.text, edits, &comes_out);
    let verdict = judge(before, index, remedy, &after, &after_text, settings);
    debug_assert_eq!(
        verdict,
        judge(
            before,
            index,
            remedy,
            &Analysis::of_linked(&comes_out),
            comes_out.text(),
            settings
        ),
        "reading only what changed makes no difference"
    );
    verdict?;
    confirm(before, &after, &after_text, &remedy.effect, settings)
}

/// The text with edits that may be made there.
fn edited(before: &Known<'_>, edits: &[Edit]) -> Result<LinkedText, String> {
    let text = edit::apply(before.text, edits).map_err(|error| error.to_string())?;
    if !edit::is_untouched(before.text, &text, edits) {
        return Err("the edit would change other parts of the page".into());
    }
    if let Some(reason) = policy::refusal(&before.analysis.page, before.text, edits) {
        return Err(reason.to_owned());
    }
    before.linked.edited(edits)
}

/// Compares the page before and after.
fn judge(
    before: &Known<'_>,
    index: usize,
    remedy: &Remedy,
    after: &Analysis,
    text: &str,
    settings: &Settings,
) -> Result<(), String> {
    if !after.page.positions_are_certain() {
        return Err("the page could not be read with certainty afterwards".into());
    }
    same_page(before.analysis, after)?;
    same_constructions(&before.analysis.model, &after.model, &remedy.effect)?;
    let drafts = after.drafts(text, settings);
    nothing_new(&before.verdict.drafts, index, &drafts, remedy)
}

/// The elements and scripts are the same ones.
fn same_page(before: &Analysis, after: &Analysis) -> Result<(), String> {
    let (a, b) = (&before.page, &after.page);
    let same_elements = a.elements.len() == b.elements.len()
        && a.elements
            .iter()
            .zip(&b.elements)
            .all(|(a, b)| a.name == b.name);
    let same_scripts = a.scripts.len() == b.scripts.len()
        && a.scripts.iter().zip(&b.scripts).all(|(a, b)| {
            a.kind == b.kind && std::mem::discriminant(&a.body) == std::mem::discriminant(&b.body)
        });
    if same_elements && same_scripts && a.problems.len() == b.problems.len() {
        Ok(())
    } else {
        Err("a browser would see other elements or scripts afterwards".into())
    }
}

/// Lock is constructed as before but for what the remedy is to change.
fn same_constructions(before: &Model, after: &Model, effect: &Effect) -> Result<(), String> {
    if before.constructions.len() != after.constructions.len()
        || before.unfollowed.len() != after.unfollowed.len()
        || before.refused.len() != after.refused.len()
        || before.decodes.len() != after.decodes.len()
    {
        return Err("Lock would be constructed in other ways afterwards".into());
    }
    for (a, b) in before.constructions.iter().zip(&after.constructions) {
        same_construction(a, b, effect)?;
    }
    if !effect.calls && !same_calls(&before.calls, &after.calls) {
        return Err("methods of Lock would be called in other ways afterwards".into());
    }
    let same_loads = before.loads.len() == after.loads.len()
        && before.loads.iter().zip(&after.loads).all(|(a, b)| {
            a.library == b.library
                && a.script == b.script
                && (effect.release || a.version == b.version)
        });
    if same_loads {
        Ok(())
    } else {
        Err("the page would load another Lock afterwards".into())
    }
}

fn same_construction(a: &Construction, b: &Construction, effect: &Effect) -> Result<(), String> {
    let same_options = same_value(
        &a.arguments.options,
        &b.arguments.options,
        &paths(effect.options_of(a.constructor)),
    );
    if !same_options
        && a.constructor == Constructor::Auth0LockPasswordless
        && !effect.constructors.include(a.constructor)
    {
        return Err("`Auth0LockPasswordless` would be given the option too".into());
    }
    let may_change = |index: usize| effect.arguments.contains(&index);
    let same_client = same_value(&a.arguments.client_id, &b.arguments.client_id, &[]);
    let same_domain = same_value(&a.arguments.domain, &b.arguments.domain, &[]);
    let same = a.constructor == b.constructor
        && a.load == b.load
        && a.assumed == b.assumed
        && (same_client || may_change(0))
        && (same_domain || may_change(1))
        && same_options;
    if same {
        Ok(())
    } else {
        Err("Lock would be given something else as well afterwards".into())
    }
}

fn same_calls(a: &[MethodCall], b: &[MethodCall]) -> bool {
    let same_arguments = |a: &[Value], b: &[Value]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b, &[]))
    };
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            a.method == b.method
                && a.construction == b.construction
                && same_arguments(&a.arguments, &b.arguments)
        })
}

/// A path below some object.
type Path<'p> = &'p [String];

fn paths(options: &[OptionPath]) -> Vec<Path<'_>> {
    options.iter().map(Vec::as_slice).collect()
}

/// Whether two values are the same, places left aside, but for the properties at the excepted paths.
fn same_value(a: &Value, b: &Value, except: &[Path<'_>]) -> bool {
    match (a, b) {
        (Value::Unknown(a), Value::Unknown(b)) => a.cause == b.cause,
        (Value::Object(a), Value::Object(b)) => same_object(a, b, except),
        // No object is as good as an empty one when something is added to it or removed.
        (Value::Undefined, Value::Object(object)) | (Value::Object(object), Value::Undefined)
            if !except.is_empty() =>
        {
            same_object(&Object::default(), object, except)
        }
        (Value::OneOf(a), Value::OneOf(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b, except))
        }
        (Value::Array(Some(a)), Value::Array(Some(b))) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| same_value(&a.value, &b.value, &[]))
        }
        (Value::Number(a), Value::Number(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    }
}

fn same_object(a: &Object, b: &Object, except: &[Path<'_>]) -> bool {
    /// The keys of which at least a part has to stay, in their order.
    fn kept<'o>(object: &'o Object, except: &[Path<'_>]) -> Vec<&'o str> {
        let keys = object.properties.iter().map(|p| p.key.as_str());
        keys.filter(|key| {
            !except
                .iter()
                .any(|path| path.first().is_some_and(|k| k == key))
        })
        .collect()
    }
    let same_property = |key: &str| {
        let below: Vec<Path<'_>> = except
            .iter()
            .filter_map(|path| path.split_first())
            .filter(|(first, _)| *first == key)
            .map(|(_, rest)| rest)
            .collect();
        if below.iter().any(|rest| rest.is_empty()) {
            return true;
        }
        let (a, b) = (a.get(key), b.get(key));
        let value = |property: Option<&crate::lock::Property>| {
            property.map_or(Value::Undefined, |p| p.value.clone())
        };
        a.is_some_and(|p| p.maybe_absent) == b.is_some_and(|p| p.maybe_absent)
            && same_value(&value(a), &value(b), &below)
    };
    a.open.is_some() == b.open.is_some()
        && kept(a, except) == kept(b, except)
        && a.properties
            .iter()
            .chain(&b.properties)
            .all(|p| same_property(&p.key))
}

/// The finding is gone, and no other has come that must not.
pub(super) fn nothing_new(
    before: &[Draft],
    index: usize,
    after: &[Draft],
    remedy: &Remedy,
) -> Result<(), String> {
    let Some(mended) = before.get(index) else {
        return Ok(());
    };
    let others = before
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    let tolerance = Tolerance {
        mended: mended.finding.rule,
        release: remedy.effect.release,
        applicability: remedy.fix.applicability,
    };
    let unexpected = unexpected(
        others.map(|(_, draft)| &draft.finding),
        after.iter().map(|draft| &draft.finding),
        tolerance,
    );
    match unexpected {
        None => Ok(()),
        Some(finding)
            if before
                .iter()
                .any(|draft| draft.finding.rule == finding.rule) =>
        {
            Err("the finding would still be there afterwards".into())
        }
        Some(finding) => Err(format!(
            "the page would break the rule `{}` afterwards",
            finding.rule
        )),
    }
}
