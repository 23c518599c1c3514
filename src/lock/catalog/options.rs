//! The options of Lock, by release.

use std::sync::LazyLock;

use semver::Version;

use super::range::{Lifetime, Moment};
use super::table::{Row, rows, sources};
use crate::lock::Constructor;

const FILE: &str = include_str!("data/options.tsv");

static OPTIONS: LazyLock<Vec<LockOption>> =
    LazyLock::new(|| rows(FILE).filter_map(LockOption::parse).collect());

/// An option of Lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockOption {
    /// Where it stands: `auth.params`, `additionalSignUpFields[].name`, `theme.authButtons.*.icon`.
    pub path: &'static str,
    /// The values that it takes.
    pub kind: Kind,
    /// The releases whose constructors read it.
    pub lifetime: Lifetime,
    /// Who reads it.
    pub given: Given,
    /// The first release whose `show()` reads it.
    pub show_since: Option<Version>,
    /// Its value when none is given, in words.
    pub default: Option<&'static str>,
    /// What replaces it; a path, or several in words. After `!` the meaning is turned round.
    pub instead: Option<&'static str>,
    /// What else is to be known of it.
    pub note: Option<&'static str>,
    /// The keys of the [sources](option_sources).
    pub source: &'static str,
}

/// Who reads an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Constructors of Lock 10 and later.
    Constructors(Constructors),
    /// `show()` of Lock 10 and later only.
    Show,
    /// No release, although documentation or types have it.
    Never,
    /// `show()` of Lock 9.
    ShowOfLock9,
    /// The constructor of Lock 9.
    ConstructorOfLock9,
}

/// Constructors of Lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Constructors {
    /// `Auth0Lock` and `Auth0LockPasswordless`.
    Both,
    /// `Auth0Lock` alone.
    #[default]
    Auth0Lock,
    /// `Auth0LockPasswordless` alone.
    Auth0LockPasswordless,
}

impl Constructors {
    /// Whether a constructor is among them.
    #[must_use]
    pub fn include(self, constructor: Constructor) -> bool {
        match self {
            Self::Both => true,
            Self::Auth0Lock => constructor == Constructor::Auth0Lock,
            Self::Auth0LockPasswordless => constructor == Constructor::Auth0LockPasswordless,
        }
    }

    /// That constructor alone.
    #[must_use]
    pub fn only(constructor: Constructor) -> Self {
        match constructor {
            Constructor::Auth0Lock => Self::Auth0Lock,
            Constructor::Auth0LockPasswordless => Self::Auth0LockPasswordless,
        }
    }
}

/// The values that an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Any of these.
    pub types: Vec<Type>,
    /// What Lock makes of any other value.
    pub otherwise: Otherwise,
}

/// A type of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Every value.
    Any,
    /// `true` and `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// This string alone, from a release on.
    Word(&'static str, Option<Version>),
    /// A function.
    Function,
    /// An object; its keys are options of their own.
    Object,
    /// An object with any keys.
    Map,
    /// An array.
    Array,
}

/// What Lock makes of a value that is none of those that an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// It goes where the right one would go; a boolean by its truthiness.
    Used,
    /// It is ignored, as if the option were not given.
    Ignored,
    /// It counts as `true`: only `false` does not.
    True,
    /// It counts as `false`: only `true` does not.
    False,
}

/// Every option, those of one object together.
#[must_use]
pub fn options() -> &'static [LockOption] {
    &OPTIONS
}

/// Where the facts about options come from, by the keys that they name.
pub fn option_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    sources(FILE)
}

impl LockOption {
    fn parse(mut row: Row) -> Option<Self> {
        Some(Self {
            path: row.text()?,
            kind: Kind::parse(row.text()?)?,
            lifetime: Lifetime {
                since: row.release()?,
                last: row.release()?,
            },
            given: Given::parse(row.text()?)?,
            show_since: row.release()?,
            default: row.optional()?,
            instead: row.optional()?,
            note: row.optional()?,
            source: row.text()?,
        })
    }

    /// Whether Lock 10 and later have, or had, the option.
    #[must_use]
    pub fn is_current(&self) -> bool {
        matches!(self.given, Given::Constructors(_) | Given::Show)
    }

    /// Whether the release's `show()` reads it; `None` when it never does.
    #[must_use]
    pub fn in_show(&self, release: &Version) -> Option<Moment> {
        let shown = Lifetime {
            since: Some(self.show_since.clone()?),
            last: self.lifetime.last.clone(),
        };
        Some(shown.at(release))
    }

    /// The option's own name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// The path of the object that it stands in; empty for the options themselves.
    #[must_use]
    pub fn parent(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    /// Whether it is still read although something else replaces it.
    #[must_use]
    pub fn is_deprecated(&self) -> bool {
        self.is_current() && self.lifetime.last.is_none() && self.instead.is_some()
    }
}

impl Given {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "both" => Self::Constructors(Constructors::Both),
            "lock" => Self::Constructors(Constructors::Auth0Lock),
            "passwordless" => Self::Constructors(Constructors::Auth0LockPasswordless),
            "show" => Self::Show,
            "never" => Self::Never,
            "show9" => Self::ShowOfLock9,
            "constructor9" => Self::ConstructorOfLock9,
            _ => return None,
        })
    }
}

impl Kind {
    fn parse(text: &'static str) -> Option<Self> {
        let (types, otherwise) = match text.split_once('/') {
            None => (text, Otherwise::Used),
            Some((types, "ignored")) => (types, Otherwise::Ignored),
            Some((types, "true")) => (types, Otherwise::True),
            Some((types, "false")) => (types, Otherwise::False),
            Some(_) => return None,
        };
        let types = types.split('|').map(Type::parse).collect::<Option<_>>()?;
        Some(Self { types, otherwise })
    }
}

impl Type {
    fn parse(text: &'static str) -> Option<Self> {
        if let Some(word) = text.strip_prefix('"') {
            let (word, since) = word.split_once('"')?;
            let since = match since.strip_prefix('@') {
                Some(release) => Some(Version::parse(release).ok()?),
                None => None,
            };
            return Some(Self::Word(word, since));
        }
        Some(match text {
            "any" => Self::Any,
            "boolean" => Self::Boolean,
            "number" => Self::Number,
            "string" => Self::Text,
            "function" => Self::Function,
            "object" => Self::Object,
            "map" => Self::Map,
            "array" | "string[]" | "object[]" => Self::Array,
            _ => return None,
        })
    }

    /// What values of the type are called.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text => "a string".to_owned(),
            Self::Word(word, _) => format!("'{word}'"),
            Self::Function => "a function".to_owned(),
            Self::Object | Self::Map => "an object".to_owned(),
            Self::Array => "an array".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_an_option() {
        assert_eq!(options().len(), rows(FILE).count());
    }

    #[test]
    fn every_option_stands_in_one() {
        for option in options() {
            let parent = option.parent();
            let parent = parent.strip_suffix(".*").unwrap_or(parent);
            let parent = parent.strip_suffix("[]").unwrap_or(parent);
            let is_known = parent.is_empty() || options().iter().any(|o| o.path == parent);
            assert!(is_known, "{}", option.path);
        }
    }

    #[test]
    fn sources_are_named() {
        let keys: Vec<&str> = option_sources().map(|(key, _)| key).collect();
        for option in options() {
            for source in option.source.split(',') {
                assert!(keys.contains(&source), "{}: {source}", option.path);
            }
        }
    }

    #[test]
    fn lifetimes_are_in_order_and_name_releases() {
        for option in options().iter().filter(|option| option.is_current()) {
            let Lifetime { since, last } = &option.lifetime;
            for release in [since, last, &option.show_since].into_iter().flatten() {
                assert!(super::super::exists(release), "{}: {release}", option.path);
            }
            if let (Some(since), Some(last)) = (since, last) {
                assert!(since <= last, "{}", option.path);
            }
        }
    }
}
