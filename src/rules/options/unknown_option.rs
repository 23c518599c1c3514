//! # unknown-option
//!
//! Lock is given an option that this release does not know, or one in the wrong object.
//!
//! ## Why it matters
//!
//! Lock ignores what it does not know, without a word. A misspelt option does nothing, and neither does
//! one that stands beside `auth` instead of in it.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closeable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     closable: false,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! This one belongs in `auth`:
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     redirectUrl: config.callbackURL,
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Parameters of the request to the server may have any name:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { params: Object.assign({ campaign: 'spring' }, config.internalOptions) },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe: a misspelt option gets the name that it resembles, when there is only one. Lock reads it
//! then, and does what it says.
//!
//! ## When to ignore it
//!
//! When the option is meant for other code that is given the same object.
//!
//! ## References
//!
//! - [Lock's options](https://github.com/auth0/lock#customization)

use super::judgement::{Verdict, verdicts};
use super::rename;
use crate::finding::Severity;
use crate::lock::GivenOption;
use crate::lock::catalog::{Constructors, LockOption};
use crate::rules::receiver::Receiver;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-option",
    group: Group::Options,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("unknown_option.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter_map(|(receiver, option, verdict)| {
            let draft = match verdict {
                Verdict::Unknown(meant) => unknown(context, receiver, option, meant),
                Verdict::Misplaced(elsewhere) => misplaced(receiver, option, elsewhere),
                Verdict::OfOtherConstructor(constructors) => {
                    of_other_constructor(receiver, option, constructors)
                }
                _ => return None,
            };
            Some(receiver.explain(context, draft))
        })
        .collect()
}

fn unknown(
    context: &Context<'_>,
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    meant: Option<&'static LockOption>,
) -> Draft {
    let message = format!(
        "{} has no option `{}`",
        receiver.release_text(),
        option.name()
    );
    let draft =
        Draft::new(&RULE, message, receiver.key_span(option)).label("Lock does not read it");
    match meant {
        Some(meant) => {
            let draft = draft.help(format!("did you mean `{}`?", meant.path));
            let is_sibling = meant.path.rsplit_once('.').map_or("", |(parent, _)| parent)
                == option
                    .name()
                    .rsplit_once('.')
                    .map_or("", |(parent, _)| parent);
            if is_sibling {
                draft.remedies(rename::remedies(context, receiver, option, meant.name()))
            } else {
                draft
            }
        }
        None => {
            draft.help("remove it, or look its name up: `lockwright catalog options` lists them")
        }
    }
}

fn misplaced(
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    elsewhere: &'static LockOption,
) -> Draft {
    let place = match elsewhere.parent() {
        "" => "at the top level of the options".to_owned(),
        parent => format!("in `{parent}`"),
    };
    let message = format!("`{}` is not read here: it belongs {place}", option.name());
    Draft::new(&RULE, message, receiver.key_span(option))
        .label("Lock does not read it here")
        .help(format!("move it: Lock reads `{}`", elsewhere.path))
}

fn of_other_constructor(
    receiver: &Receiver<'_>,
    option: &GivenOption<'_>,
    constructors: Constructors,
) -> Draft {
    let other = match constructors {
        Constructors::Auth0LockPasswordless => "Auth0LockPasswordless",
        _ => "Auth0Lock",
    };
    let name = receiver.name();
    let message = format!("`{name}` does not read `{}`", option.name());
    Draft::new(&RULE, message, receiver.key_span(option))
        .label(format!("only `{other}` reads it"))
        .help("remove it")
}
