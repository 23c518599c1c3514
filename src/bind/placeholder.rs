//! Filling in `@@config@@`.

use super::Config;

/// The text that the tenant replaces.
const PLACEHOLDER: &str = "@@config@@";

/// A page with its config filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The page.
    pub text: String,
    /// How often the placeholder stood in it.
    pub count: usize,
}

/// Replaces `@@config@@` by the config, wherever it stands as text: also in comments, as the tenant
/// does. The text that comes in is base64 and nothing else, so it ends neither strings nor scripts.
#[must_use]
pub fn fill(text: &str, config: &Config) -> Filled {
    Filled {
        text: text.replace(PLACEHOLDER, &config.encode()),
        count: text.matches(PLACEHOLDER).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Kind, sample};
    use crate::lock::catalog::Target;

    #[test]
    fn only_the_text_itself_is_replaced() {
        let config = sample(Kind::FirstParty, Target::Cloud);
        let encoded = config.encode();
        for (page, expected, count) in [
            ("atob('@@config@@')", format!("atob('{encoded}')"), 1),
            (
                "<!-- @@config@@ -->@@config@@",
                format!("<!-- {encoded} -->{encoded}"),
                2,
            ),
            (
                "%40%40config%40%40 @@Config@@ @@config",
                "%40%40config%40%40 @@Config@@ @@config".to_owned(),
                0,
            ),
            ("@@@@config@@@@", format!("@@{encoded}@@"), 1),
        ] {
            let filled = fill(page, &config);
            assert_eq!((filled.text, filled.count), (expected, count), "{page}");
        }
    }
}
