//! Addresses that are known in part.

use std::fmt;

use crate::lock::model::{Part, Value};

/// An address, parts of which may come from the config or be unknown.
///
/// Displayed with braces: `https://{config.auth0Domain}/info-v1.js`, and `{?}` for what is not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UrlPattern {
    parts: Vec<Part>,
}

impl UrlPattern {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::default().then(Part::Text(text.into()))
    }

    pub(super) fn config(path: &[&str]) -> Self {
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        Self::default().then(Part::Config(path))
    }

    pub(super) fn hole() -> Self {
        Self::default().then(Part::Hole)
    }

    /// The text that a value becomes when it is put into an address.
    pub(super) fn of_value(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::text(text),
            Value::Pattern(parts) => parts.iter().cloned().fold(Self::default(), Self::then),
            Value::Config(path) if !path.is_empty() => {
                Self::default().then(Part::Config(path.clone()))
            }
            _ => Self::hole(),
        }
    }

    /// The parts, no two texts next to each other and none of them empty.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The whole address, when all of it is known.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// This pattern and a part more.
    pub(super) fn then(mut self, part: Part) -> Self {
        match (self.parts.last_mut(), part) {
            (_, Part::Text(text)) if text.is_empty() => {}
            (Some(Part::Text(last)), Part::Text(text)) => last.push_str(&text),
            (_, part) => self.parts.push(part),
        }
        self
    }

    /// This pattern with another one after it.
    pub(super) fn followed_by(self, other: &Self) -> Self {
        other.parts.iter().cloned().fold(self, Self::then)
    }

    /// This pattern with a text after it.
    pub(super) fn followed_by_text(self, text: &str) -> Self {
        self.then(Part::Text(text.to_owned()))
    }

    /// The pattern of a path below this base, with one slash between the two, as Lock joins them.
    pub(super) fn join(mut self, path: &str) -> Self {
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.truncate(last.trim_end_matches('/').len());
        }
        self.followed_by_text("/").followed_by_text(path)
    }
}

impl fmt::Display for UrlPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(text)?,
                Part::Config(path) => write!(f, "{{config.{}}}", path.join("."))?,
                Part::Derived(path) => write!(f, "{{from config.{}}}", path.join("."))?,
                Part::Hole => f.write_str("{?}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slash_joins_a_base_and_a_path() {
        for (base, expected) in [
            (UrlPattern::text("https://a"), "https://a/info-v1.js"),
            (UrlPattern::text("https://a//"), "https://a/info-v1.js"),
            (UrlPattern::config(&["cdn"]), "{config.cdn}/info-v1.js"),
            (
                UrlPattern::text("https://")
                    .followed_by(&UrlPattern::config(&["auth0Domain"]))
                    .followed_by_text("/"),
                "https://{config.auth0Domain}/info-v1.js",
            ),
        ] {
            assert_eq!(base.join("info-v1.js").to_string(), expected);
        }
    }

    #[test]
    fn texts_grow_together() {
        let pattern = UrlPattern::text("a")
            .followed_by_text("")
            .followed_by_text("b");
        assert_eq!(pattern.as_text(), Some("ab"));
        assert_eq!(UrlPattern::default().as_text(), Some(""));
        assert_eq!(pattern.followed_by(&UrlPattern::hole()).as_text(), None);
    }
}
