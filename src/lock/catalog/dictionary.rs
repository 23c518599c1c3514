//! The texts and languages that Lock has, by release.

use std::sync::LazyLock;

use semver::Version;

use super::range::{Lifetime, Moment};
use super::table::{Row, rows};

const KEYS: &str = include_str!("data/dictionary.tsv");
const LANGUAGES: &str = include_str!("data/languages.tsv");

static DICTIONARY: LazyLock<Vec<DictionaryKey>> =
    LazyLock::new(|| rows(KEYS).filter_map(DictionaryKey::parse).collect());

static LANGUAGE_CODES: LazyLock<Vec<Language>> =
    LazyLock::new(|| rows(LANGUAGES).filter_map(Language::parse).collect());

/// A text of Lock that `languageDictionary` can replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryKey {
    /// The keys from the outermost object to the text.
    pub path: Vec<&'static str>,
    /// The releases that have it.
    pub lifetime: Lifetime,
}

/// A language that Lock has a dictionary for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The code, in lower case: `pt-br`.
    pub code: &'static str,
    /// The releases that have it.
    pub lifetime: Lifetime,
}

/// Every key of the dictionary, sorted.
#[must_use]
pub fn dictionary() -> &'static [DictionaryKey] {
    &DICTIONARY
}

/// Every language, the oldest first.
#[must_use]
pub fn languages() -> &'static [Language] {
    &LANGUAGE_CODES
}

/// Whether a release has a dictionary for a language, as Lock compares them. `None` when no release is
/// known to have one.
#[must_use]
pub fn language_at(code: &str, release: &Version) -> Option<Moment> {
    let code = code.trim().to_ascii_lowercase();
    let mut known = languages().iter().filter(|language| language.code == code);
    known.next().map(|language| language.lifetime.at(release))
}

impl DictionaryKey {
    fn parse(mut row: Row) -> Option<Self> {
        Some(Self {
            path: row.text()?.split(" / ").collect(),
            lifetime: lifetime(&mut row)?,
        })
    }
}

impl Language {
    fn parse(mut row: Row) -> Option<Self> {
        Some(Self {
            code: row.text()?,
            lifetime: lifetime(&mut row)?,
        })
    }
}

fn lifetime(row: &mut Row) -> Option<Lifetime> {
    Some(Lifetime {
        since: row.release()?,
        last: row.release()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(dictionary().len(), rows(KEYS).count());
        assert_eq!(languages().len(), rows(LANGUAGES).count());
    }

    #[test]
    fn languages_by_release() {
        let newest = Version::new(14, 3, 0);
        for (code, expected) in [
            ("en", Some(Moment::Within)),
            (" pt-BR ", Some(Moment::Within)),
            ("kr", Some(Moment::After)),
            ("en-us", None),
        ] {
            assert_eq!(language_at(code, &newest), expected, "{code}");
        }
        assert_eq!(
            language_at("az", &Version::new(11, 0, 0)),
            Some(Moment::Before)
        );
    }
}
