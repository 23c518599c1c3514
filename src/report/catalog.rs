//! What is known of Lock, for people and machines.

mod json;
mod markdown;
mod text;

use clap::ValueEnum;

pub use json::json;
pub use markdown::options_page;
pub use text::text;

use crate::lock::catalog::{Given, Kind, LockOption, Otherwise, Type};

/// A part of the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Topic {
    /// The releases of Lock, and the auth0.js in each
    Releases,
    /// The options of the constructors and of show(), by release
    Options,
    /// The security advisories for Lock and auth0.js
    Advisories,
    /// The releases that are known to break logins
    Defects,
    /// The keys of languageDictionary, by release
    Dictionary,
    /// The languages that Lock has, by release
    Languages,
}

/// The types of an option in words: "a string or a function".
fn types(kind: &Kind) -> String {
    let names: Vec<String> = kind
        .types
        .iter()
        .map(|kind| match kind {
            Type::Word(word, Some(since)) => format!("'{word}' (from {since})"),
            kind => kind.name(),
        })
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// What becomes of a value of another type; `None` where that is as one expects.
fn otherwise(kind: &Kind) -> Option<&'static str> {
    match kind.otherwise {
        Otherwise::Ignored => Some("any other value is ignored"),
        Otherwise::True => Some("any other value counts as true"),
        Otherwise::False => Some("any other value counts as false"),
        Otherwise::Used if kind.types == [Type::Boolean] => {
            Some("any other value counts by its truthiness")
        }
        Otherwise::Used => None,
    }
}

/// Who reads an option.
fn reader(option: &LockOption) -> &'static str {
    use crate::lock::catalog::Constructors;
    match option.given {
        Given::Constructors(Constructors::Both) => "both constructors",
        Given::Constructors(Constructors::Auth0Lock) => "Auth0Lock",
        Given::Constructors(Constructors::Auth0LockPasswordless) => "Auth0LockPasswordless",
        Given::Show => "show()",
        Given::Never => "no release",
        Given::ShowOfLock9 => "show() of Lock 9",
        Given::ConstructorOfLock9 => "the constructor of Lock 9",
    }
}

/// The releases that read an option: "10.0.0 – 11.15.0", "11.8.0 –".
fn lifetime(option: &LockOption) -> String {
    match (&option.lifetime.since, &option.lifetime.last) {
        (Some(since), Some(last)) if since == last => since.to_string(),
        (Some(since), Some(last)) => format!("{since} – {last}"),
        (Some(since), None) => format!("{since} –"),
        (None, _) => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests;
