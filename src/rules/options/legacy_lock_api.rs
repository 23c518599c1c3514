//! # legacy-lock-api
//!
//! The page uses Lock 10 or later as Lock 9 was used.
//!
//! ## Why it matters
//!
//! Lock 10 moved options and callbacks from `show()` to the constructor and to events, and dropped several
//! methods. A call of a method that is gone throws; options of Lock 9 and callbacks given to `show()` do
//! nothing.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.showSignin();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed-unsafely
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show();
//! </script>
//! ```
//!
//! These options were those of Lock 9:
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
//!     __useTenantInfo: config.isThirdPartyClient
//!   });
//!   lock.show({ callbackURL: config.callbackURL });
//! </script>
//! ```
//!
//! ## Fix
//!
//! Unsafe, where a method has only another name now and is called without arguments.
//!
//! ## When to ignore it
//!
//! Never: rewrite the page for the release that it loads.
//!
//! ## References
//!
//! - [Migrating to Lock 10](https://auth0.com/docs/libraries/lock/migration-guide)

use super::judgement::{Verdict, replacement, verdicts};
use crate::Span;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::lock::{MethodCall, Value};
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "legacy-lock-api",
    group: Group::Options,
    severity: Severity::Error,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("legacy_lock_api.rs"),
    check,
};

/// Methods that are gone since Lock 10: of Lock 9, and of the separate library for passwordless logins.
/// Each with what to do instead, and the method that does the same.
const GONE: &[(&str, &str, Option<&str>)] = &[
    ("showSignin", "call `show()`", Some("show")),
    (
        "showSignup",
        "call `show({ initialScreen: 'signUp' })`",
        None,
    ),
    (
        "showReset",
        "call `show({ initialScreen: 'forgotPassword' })`",
        None,
    ),
    (
        "parseHash",
        "listen to the events `authenticated` and `authorization_error`",
        None,
    ),
    ("getClient", "use auth0.js for what Lock does not do", None),
    (
        "emailcode",
        "set `passwordlessMethod: 'code'` and call `show()`",
        None,
    ),
    (
        "magiclink",
        "set `passwordlessMethod: 'link'` and call `show()`",
        None,
    ),
    ("sms", "call `show()`", None),
    (
        "socialOrEmailcode",
        "set `passwordlessMethod: 'code'` and call `show()`",
        None,
    ),
    (
        "socialOrMagiclink",
        "set `passwordlessMethod: 'link'` and call `show()`",
        None,
    ),
    ("socialOrSms", "call `show()`", None),
];

fn check(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for call in &context.model.calls {
        let Some(construction) = context.model.constructions.get(call.construction) else {
            continue;
        };
        let Some(release) = context
            .release(construction)
            .filter(|release| release.major >= 10)
        else {
            continue;
        };
        let draft = match GONE.iter().find(|(method, ..)| *method == call.method) {
            Some((method, help, same)) => {
                let message = format!("Lock {release} has no method `{method}`: this call throws");
                let draft = Draft::new(&RULE, message, call.span)
                    .label("no such method")
                    .help(*help);
                same.map_or(draft.clone(), |same| {
                    draft.remedies(renamed(context, call, same))
                })
            }
            None => match old_use(call, release.major) {
                Some(draft) => draft,
                None => continue,
            },
        };
        drafts.push(draft.related(construction.span, "Lock is constructed here"));
    }
    drafts.extend(options_of_lock_9(context));
    drafts
}

/// A method that is still there, called as in Lock 9.
fn old_use(call: &MethodCall, major: u64) -> Option<Draft> {
    let place = |index: usize| call.spans.get(index).copied().unwrap_or(call.span);
    let is_function = |value: &Value| matches!(value, Value::Function);
    match call.method.as_str() {
        "show" => {
            let index = call.arguments.iter().position(is_function)?;
            Some(
                Draft::new(
                    &RULE,
                    "`show()` takes no callback since Lock 10",
                    place(index),
                )
                .label("it is never called")
                .help("listen to an event: `lock.on('authenticated', function (result) { … })`")
                .severity(Severity::Warning),
            )
        }
        "getProfile" if major >= 11 && names_id_token(call) => Some(
            Draft::new(
                &RULE,
                "`getProfile()` takes an access token since Lock 11",
                place(0),
            )
            .label("this is an id token")
            .help("call `lock.getUserInfo(result.accessToken, …)`"),
        ),
        _ => None,
    }
}

/// Whether the first argument says that it is an id token, which has another form than an access token.
fn names_id_token(call: &MethodCall) -> bool {
    matches!(call.arguments.first(), Some(Value::String(text)) if text.matches('.').count() == 2)
}

fn options_of_lock_9(context: &Context<'_>) -> Vec<Draft> {
    verdicts(context)
        .filter_map(|(receiver, option, verdict)| {
            let Verdict::OfLock9(old) = verdict else {
                return None;
            };
            receiver.call?;
            let message = format!(
                "`{}` is an option of Lock 9, which `show()` does not read",
                old.path
            );
            let draft = Draft::new(&RULE, message, receiver.key_span(option))
                .label("`show()` does not read it")
                .severity(Severity::Warning);
            let draft = match replacement(old) {
                Some(replacement) => {
                    draft.help(format!("{replacement}, in the constructor's options"))
                }
                None => draft.help("remove it: nothing replaces it"),
            };
            Some(receiver.explain(context, draft))
        })
        .collect()
}

/// The remedy that calls the method by its present name.
fn renamed(context: &Context<'_>, call: &MethodCall, new: &str) -> Vec<Remedy> {
    let code = context.code(call.span);
    let call_of_old = format!(".{}(", call.method);
    let Some(at) = code
        .rfind(&call_of_old)
        .filter(|_| call.arguments.is_empty())
    else {
        return Vec::new();
    };
    let start = call.span.start + at + 1;
    let fix = Fix {
        title: format!("Call `{new}()` instead"),
        applicability: Applicability::Unsafe,
        edits: vec![Edit::replacement(
            Span::new(start, start + call.method.len()),
            new,
        )],
    };
    vec![Remedy {
        fix,
        effect: Effect::calls(),
    }]
}
