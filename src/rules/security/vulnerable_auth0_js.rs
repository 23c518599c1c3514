//! # vulnerable-auth0-js
//!
//! The page loads a release of auth0.js with a known vulnerability.
//!
//! ## Why it matters
//!
//! Lock brings its own auth0.js. A page that loads another one beside it, for a login of its own or a
//! password reset, has to keep that up to date as well.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/auth0/9.10.4/auth0.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var auth = new auth0.WebAuth({ domain: config.auth0Domain, clientID: config.clientID });
//! </script>
//! ```
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/auth0/10.3.0/auth0.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var auth = new auth0.WebAuth({ domain: config.auth0Domain, clientID: config.clientID });
//! </script>
//! ```
//!
//! A warning where the same major version has a release without the advisory; otherwise a note.
//!
//! ## Fix
//!
//! None: what the page does with auth0.js has to be tried.
//!
//! ## When to ignore it
//!
//! When what the advisory needs is known not to be so.
//!
//! ## References
//!
//! - [Advisories for auth0-js](https://github.com/auth0/auth0.js/security/advisories)

use semver::Version;

use crate::Span;
use crate::finding::Severity;
use crate::lock::catalog::{Advisory, Package, advisories};
use crate::page::ScriptKind;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "vulnerable-auth0-js",
    group: Group::Security,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("vulnerable_auth0_js.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for script in &context.page.scripts {
        let src = script
            .src
            .as_deref()
            .filter(|_| script.kind != ScriptKind::Data);
        let Some(release) = src.and_then(Loaded::of) else {
            continue;
        };
        let place = script.src_span.unwrap_or(script.content);
        let all = advisories().iter();
        let hit = all.filter(|a| a.package == Package::Auth0Js && release.is_affected(a));
        drafts.extend(hit.map(|advisory| draft(advisory, &release, place)));
    }
    drafts
}

fn draft(advisory: &Advisory, release: &Loaded, place: Span) -> Draft {
    let fixed = advisory.fixed_in_major(&release.lowest());
    let (help, severity) = match fixed {
        Some(fixed) => (format!("load auth0.js {fixed} or later"), Severity::Warning),
        None => (
            format!("no release of auth0.js {} is without it", release.major),
            Severity::Note,
        ),
    };
    let message = format!(
        "{} ({}) in auth0.js, when {}",
        advisory.id,
        advisory.weight.name(),
        advisory.when
    );
    Draft::new(&RULE, message, place)
        .label(format!("auth0.js {} has it", advisory.affected_text))
        .help(help)
        .severity(severity)
}

/// A release of auth0.js as an address names it; an alias means the newest of its line.
struct Loaded {
    major: u64,
    minor: Option<u64>,
    patch: Option<u64>,
}

impl Loaded {
    /// Reads `…/js/auth0/9.18/auth0.min.js` and `…/auth0-js@9.18.0/…`.
    fn of(src: &str) -> Option<Self> {
        let (_, rest) = src
            .split_once("/js/auth0/")
            .or_else(|| src.split_once("auth0-js@"))
            .or_else(|| src.split_once("/auth0-js/"))?;
        let version = rest.split('/').next()?;
        let mut numbers = version.split('.').map(|number| number.parse::<u64>().ok());
        let loaded = Self {
            major: numbers.next()??,
            minor: numbers.next().flatten(),
            patch: numbers.next().flatten(),
        };
        Some(loaded)
    }

    fn lowest(&self) -> Version {
        Version::new(self.major, self.minor.unwrap_or(0), self.patch.unwrap_or(0))
    }

    /// Whether every release that it may be is affected: an alias is the newest of its line, of which the
    /// number is not known here.
    fn is_affected(&self, advisory: &Advisory) -> bool {
        const LAST: u64 = 999;
        let highest = Version::new(
            self.major,
            self.minor.unwrap_or(LAST),
            self.patch.unwrap_or(LAST),
        );
        advisory.affected.contains(&highest)
    }
}
