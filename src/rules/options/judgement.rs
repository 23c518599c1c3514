//! What the catalog says of an option that is given: each gets one verdict, so that no two rules speak of
//! the same fault.

use semver::Version;
use strsim::osa_distance;

use crate::lock::catalog::{Constructors, Given, LockOption, Moment, Type, options};
use crate::lock::{GivenOption, Step};
use crate::rules::Context;
use crate::rules::receiver::Receiver;

/// What is to be said of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is read.
    Read(&'static LockOption),
    /// It is read, although something else replaces it.
    Deprecated(&'static LockOption),
    /// Only later releases read it.
    TooNew(&'static LockOption),
    /// Only earlier releases read it.
    Removed(&'static LockOption),
    /// Lock 9 read it, in `show()`.
    OfLock9(&'static LockOption),
    /// `show()` reads it, no constructor.
    ShowOnly,
    /// The constructors read it, `show()` does not.
    ConstructorOnly,
    /// The other constructor reads it.
    OfOtherConstructor(Constructors),
    /// It is read elsewhere among the options.
    Misplaced(&'static LockOption),
    /// No release reads it. What was meant, if something is like it.
    Unknown(Option<&'static LockOption>),
}

/// Each option that the catalog has something to say of, with the verdict.
pub(super) fn verdicts<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'c Receiver<'a>, &'c GivenOption<'a>, Verdict)> {
    context.receivers().iter().flat_map(move |receiver| {
        receiver.options.iter().filter_map(move |option| {
            let verdict = judge(context, receiver, option)?;
            Some((receiver, option, verdict))
        })
    })
}

/// `None` for what stands in an object with any keys, or in an object that is none of Lock's.
fn judge(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
) -> Option<Verdict> {
    let (last, parent) = option.path.split_last()?;
    if matches!(last, Step::Item) || !takes_listed_keys(parent) {
        return None;
    }
    let found = options()
        .iter()
        .find(|o| o.is_current() && matches(o.path, &option.path));
    let verdict = match found {
        Some(found) if receiver.call.is_some() => judge_in_show(receiver, found, option),
        Some(found) => judge_in_constructor(context, receiver, found),
        None => judge_unlisted(receiver, option),
    };
    Some(verdict)
}

fn judge_in_constructor(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    found: &'static LockOption,
) -> Verdict {
    let Given::Constructors(constructors) = found.given else {
        return Verdict::ShowOnly;
    };
    let constructor = receiver.construction.constructor;
    if !constructors.include(constructor) {
        // Options may be shared by both.
        let all = &context.model.constructions;
        return if all.iter().all(|c| c.constructor == constructor) {
            Verdict::OfOtherConstructor(constructors)
        } else {
            Verdict::Read(found)
        };
    }
    match receiver.moment(|release| found.lifetime.at(release)) {
        Some(Moment::Before) => Verdict::TooNew(found),
        Some(Moment::After) => Verdict::Removed(found),
        Some(Moment::Within) | None if found.is_deprecated() => Verdict::Deprecated(found),
        Some(Moment::Within) | None => Verdict::Read(found),
    }
}

fn judge_in_show(
    receiver: &Receiver<'_>,
    found: &'static LockOption,
    option: &GivenOption<'_>,
) -> Verdict {
    // What is within an option that show() does not read, the option itself is told of.
    let is_within = option.path.len() > 1;
    let moment = match &receiver.release {
        Some(release) => found.in_show(release),
        None => found.show_since.is_some().then_some(Moment::Within),
    };
    match moment {
        Some(Moment::Within) => Verdict::Read(found),
        Some(Moment::Before) => Verdict::TooNew(found),
        Some(Moment::After) => Verdict::Removed(found),
        None if is_within && !is_read_in_show(option) => Verdict::Read(found),
        None => Verdict::ConstructorOnly,
    }
}

/// Whether `show()` reads the outermost option that this one is in.
fn is_read_in_show(option: &GivenOption<'_>) -> bool {
    let Some(Step::Key(outermost)) = option.path.first() else {
        return false;
    };
    options()
        .iter()
        .any(|o| o.path == *outermost && o.show_since.is_some())
}

fn judge_unlisted(receiver: &Receiver<'_>, option: &GivenOption<'_>) -> Verdict {
    let key = option.key();
    let name = option.name();
    if option.path.len() == 1
        && let Some(old) = options().iter().find(|o| {
            matches!(o.given, Given::ShowOfLock9 | Given::ConstructorOfLock9) && o.path == key
        })
    {
        return Verdict::OfLock9(old);
    }
    if let Some(never) = options()
        .iter()
        .find(|o| o.given == Given::Never && o.path == name)
    {
        let meant = never.instead.and_then(current);
        return Verdict::Unknown(meant);
    }
    if let Some(elsewhere) = elsewhere(receiver, key) {
        return Verdict::Misplaced(elsewhere);
    }
    Verdict::Unknown(near_miss(receiver, option))
}

/// The option of Lock 10 and later that has this path.
pub(super) fn current(path: &str) -> Option<&'static LockOption> {
    options().iter().find(|o| o.is_current() && o.path == path)
}

/// The option of that name that stands in another object, the outermost one first.
fn elsewhere(receiver: &Receiver<'_>, key: &str) -> Option<&'static LockOption> {
    available(receiver)
        .filter(|o| o.name() == key && !o.path.contains(['*', '[']))
        .min_by_key(|o| o.path.matches('.').count())
}

/// The option in the same object that the key is a misspelling of, when there is only one.
fn near_miss(receiver: &Receiver<'_>, option: &GivenOption<'_>) -> Option<&'static LockOption> {
    let key = option.key();
    let folded = |text: &str| text.replace(['_', '-'], "").to_ascii_lowercase();
    let (_, parent) = option.path.split_last()?;
    let mut near: Vec<(usize, &'static LockOption)> = available(receiver)
        .filter(|o| matches(o.parent(), parent))
        .filter(|o| !option.holder.properties.iter().any(|p| p.key == o.name()))
        .map(|o| {
            let same_letters = folded(key) == folded(o.name());
            let distance = if same_letters {
                0
            } else {
                osa_distance(key, o.name())
            };
            (distance, o)
        })
        .filter(|(distance, o)| *distance <= (o.name().len() / 4).min(2))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, nearest), (second, _), ..] if first < second => Some(nearest),
        _ => None,
    }
}

/// The options that the receiver reads, or that some release reads when it is not known which there is.
fn available(receiver: &Receiver<'_>) -> impl Iterator<Item = &'static LockOption> {
    let constructor = receiver.construction.constructor;
    let in_show = receiver.call.is_some();
    let release = receiver.release.clone();
    options().iter().filter(move |option| {
        let Given::Constructors(constructors) = option.given else {
            return in_show && option.given == Given::Show;
        };
        let is_read = |release: &Version| {
            if in_show {
                option.in_show(release) == Some(Moment::Within)
            } else {
                option.lifetime.at(release) == Moment::Within
            }
        };
        constructors.include(constructor) && release.as_ref().is_none_or(is_read)
    })
}

/// Whether an object at that place has options as its keys, and no others.
fn takes_listed_keys(path: &[Step<'_>]) -> bool {
    if path.is_empty() {
        return true;
    }
    let mut around = options().iter().filter(|o| o.is_current());
    match path.split_last() {
        Some((Step::Item, list)) => {
            let items = options().iter().filter(|o| o.is_current());
            let items = items.filter(|o| matches(o.parent(), path));
            !list.is_empty() && items.count() > 0
        }
        _ => around.any(|o| {
            let is_it = matches(o.path, path) && o.kind.types.contains(&Type::Object);
            // The objects below `*` are in no list of their own.
            is_it || matches(o.parent(), path) && o.parent().ends_with('*')
        }),
    }
}

/// Whether a path of the catalog is that of an option.
fn matches(pattern: &str, path: &[Step<'_>]) -> bool {
    let mut steps = path.iter().peekable();
    if pattern.is_empty() {
        return path.is_empty();
    }
    for part in pattern.split('.') {
        let (name, is_item) = match part.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (part, false),
        };
        let Some(Step::Key(key)) = steps.next() else {
            return false;
        };
        if name != "*" && name != *key {
            return false;
        }
        let at_item = matches!(steps.peek(), Some(Step::Item));
        if is_item != at_item {
            return false;
        }
        if is_item {
            steps.next();
        }
    }
    steps.next().is_none()
}

/// What replaces an option, in words: "use `allowSignUp` with the opposite value".
pub(super) fn replacement(option: &LockOption) -> Option<String> {
    let instead = option.instead?;
    Some(match instead.strip_prefix('!') {
        Some(opposite) => format!("use `{opposite}` with the opposite value"),
        None if instead.contains(", ") => {
            let names: Vec<String> = instead
                .split(", ")
                .map(|name| format!("`{name}`"))
                .collect();
            format!("use {}", names.join(" and "))
        }
        None => format!("use `{instead}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_paths_match() {
        use Step::{Item, Key};
        for (pattern, path, expected) in [
            ("auth", &[Key("auth")][..], true),
            ("auth", &[Key("auth"), Key("sso")], false),
            ("auth.sso", &[Key("auth"), Key("sso")], true),
            (
                "theme.authButtons.*.icon",
                &[Key("theme"), Key("authButtons"), Key("x"), Key("icon")],
                true,
            ),
            ("fields[].name", &[Key("fields"), Item, Key("name")], true),
            ("fields", &[Key("fields"), Item], false),
            ("fields[]", &[Key("fields")], false),
            ("", &[], true),
            ("", &[Key("auth")], false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path:?}");
        }
    }

    #[test]
    fn which_objects_take_listed_keys_only() {
        use Step::{Item, Key};
        for (path, expected) in [
            (&[][..], true),
            (&[Key("auth")], true),
            (&[Key("auth"), Key("params")], false),
            (&[Key("theme"), Key("authButtons")], false),
            (&[Key("theme"), Key("authButtons"), Key("google")], true),
            (&[Key("additionalSignUpFields"), Item], true),
            (
                &[Key("additionalSignUpFields"), Item, Key("options"), Item],
                false,
            ),
            (&[Key("allowedConnections"), Item], false),
            (&[Key("languageDictionary")], false),
            (&[Key("of the page")], false),
        ] {
            assert_eq!(takes_listed_keys(path), expected, "{path:?}");
        }
    }
}
