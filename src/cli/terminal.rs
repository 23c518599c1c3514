//! What the terminal can show, decided from the arguments, the environment and what is connected.

use std::ffi::OsString;

use clap::ValueEnum;

use crate::report::Style;
use crate::system;

/// When to use colors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The variables that say what a terminal can show. A variable that is set to nothing counts as not
/// set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Environment<F>(pub(super) F);

impl Environment<fn(&str) -> Option<OsString>> {
    /// That of this process.
    pub(super) fn of_process() -> Self {
        Self(|name| system::variable(name))
    }
}

impl<F: Fn(&str) -> Option<OsString>> Environment<F> {
    fn get(&self, name: &str) -> Option<OsString> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn is(&self, name: &str, expected: &str) -> bool {
        self.get(name).is_some_and(|value| value == expected)
    }

    /// The style for a stream that is, or is not, a terminal. Whether that terminal follows links is
    /// for others to say: it takes a list of terminals.
    pub(super) fn style(&self, choice: ColorChoice, terminal: bool) -> Style {
        Style {
            is_terminal: terminal,
            links: false,
            color: self.color(choice, terminal),
            unicode: self.unicode(terminal),
            width: match terminal {
                true => system::columns(),
                false => Style::PLAIN.width,
            },
        }
    }

    /// Whether to use colors: as asked; or else with `FORCE_COLOR` (force-color.org); or else with
    /// `CLICOLOR_FORCE` (bixense.com/clicolors); or else not with `NO_COLOR` (no-color.org); or else on a
    /// terminal. ruff has the same order.
    fn color(&self, choice: ColorChoice, terminal: bool) -> bool {
        let is_set = |name: &str| self.get(name).is_some();
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if is_set("FORCE_COLOR") => true,
            ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !self.is("CLICOLOR_FORCE", "0") => {
                true
            }
            ColorChoice::Auto if is_set("NO_COLOR") => false,
            ColorChoice::Auto => terminal && !self.is("TERM", "dumb") && !self.is("CLICOLOR", "0"),
        }
    }

    /// Whether to use characters beyond ASCII. A pipe gets them unless the locale says that they
    /// cannot be read: logs of CI systems, which set no locale, show them well.
    fn unicode(&self, terminal: bool) -> bool {
        if terminal && (self.is("TERM", "dumb") || self.is("TERM", "linux")) {
            return false;
        }
        match ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| self.get(name))
        {
            Some(locale) => {
                let locale = locale.to_string_lossy().to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            }
            // Windows sets no locale; its newer terminals name themselves.
            None if cfg!(windows) && terminal => {
                self.get("WT_SESSION").is_some() || self.get("TERM_PROGRAM").is_some()
            }
            None => !terminal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(
        variables: &'static [(&str, &str)],
    ) -> Environment<impl Fn(&str) -> Option<OsString>> {
        Environment(|wanted: &str| {
            let found = variables.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn colours() {
        use ColorChoice::{Always, Auto, Never};
        let cases: [(&'static [_], _, _, _); 15] = [
            (&[("FORCE_COLOR", "1")], Auto, false, true),
            (
                &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")],
                Auto,
                false,
                true,
            ),
            (&[("FORCE_COLOR", "")], Auto, false, false),
            (&[("CLICOLOR_FORCE", "0")], Auto, false, false),
            (&[], Auto, true, true),
            (&[], Auto, false, false),
            (&[], Always, false, true),
            (&[], Never, true, false),
            (&[("NO_COLOR", "1")], Auto, true, false),
            (&[("NO_COLOR", "")], Auto, true, true),
            (
                &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
                Auto,
                true,
                true,
            ),
            (&[("NO_COLOR", "1")], Always, true, true),
            (&[("CLICOLOR_FORCE", "1")], Auto, false, true),
            (&[("TERM", "dumb")], Auto, true, false),
            (&[("CLICOLOR", "0")], Auto, true, false),
        ];
        for (variables, choice, terminal, color) in cases {
            let style = environment(variables).style(choice, terminal);
            assert_eq!(style.color, color, "{variables:?} {choice:?} {terminal}");
        }
    }

    #[test]
    fn characters() {
        let cases: [(&'static [_], _, _); 8] = [
            (&[], false, true),
            (&[("LANG", "en_GB.UTF-8")], true, true),
            (&[("LANG", "de_DE.utf8")], true, true),
            (&[("LANG", "C")], true, false),
            (&[("LANG", "C")], false, false),
            (&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], false, false),
            (&[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")], true, true),
            (&[("TERM", "linux"), ("LANG", "en_GB.UTF-8")], true, false),
        ];
        for (variables, terminal, unicode) in cases {
            let style = environment(variables).style(ColorChoice::Auto, terminal);
            assert_eq!(style.unicode, unicode, "{variables:?} {terminal}");
        }
    }
}
