//! # unsafe-html
//!
//! Text that others than the page decide becomes markup, code or an address.
//!
//! ## Why it matters
//!
//! Whoever makes a link to the login page can write what follows `#` or `?` in it, and with it most of
//! `config.extraParams`. As markup or code that text runs on the page where users type their passwords. As
//! the address to go to it may begin with `javascript:`, or lead to a page that looks like this one.
//!
//! The text is followed through variables and functions, from the config, `location`, `document.referrer`,
//! messages of other windows and the browser's storage. A listener that looks at the `origin` of a message
//! is left alone, and so is text out of which something is replaced that has a meaning in markup.
//!
//! ## Example
//!
//! ```html,fail
//! <p id="hint"></p>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   function say(text) {
//!     document.getElementById('hint').innerHTML = '<b>' + text + '</b>';
//!   }
//!   say(config.extraParams.login_hint);
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Set the text as text:
//!
//! ```html,pass
//! <p id="hint"></p>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   function say(text) {
//!     document.getElementById('hint').textContent = text;
//!   }
//!   say(config.extraParams.login_hint);
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! Or clean it first:
//!
//! ```html,pass
//! <p id="hint"></p>
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   document.getElementById('hint').innerHTML = DOMPurify.sanitize(location.hash.slice(1));
//!   new Auth0Lock(config.clientID, config.auth0Domain, {
//!     auth: { redirectUrl: config.callbackURL, params: config.internalOptions },
//!     __useTenantInfo: config.isThirdPartyClient
//!   }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: what the text may hold is for a person to say.
//!
//! ## When to ignore it
//!
//! When the text has been checked in a way that Lockwright does not see, or the field of the config is one
//! that only the tenant's administrators can set.

use crate::finding::Severity;
use crate::lock::{Flow, Sink};
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unsafe-html",
    group: Group::Security,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unsafe_html.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    context.model.flows.iter().map(report).collect()
}

fn report(flow: &Flow) -> Draft {
    let Flow { source, name, .. } = flow;
    let (becomes, label, help) = match flow.sink {
        Sink::Markup => (
            "is read as markup by",
            "scripts in the text can run",
            "set `textContent`, or clean the text with DOMPurify",
        ),
        Sink::Code => (
            "is run as code by",
            "the text runs as it is",
            "do not make code of text",
        ),
        Sink::Address => (
            "decides where the browser goes, by",
            "it may begin with `javascript:`, or lead anywhere",
            "go to addresses of your own only",
        ),
    };
    Draft::new(&RULE, format!("`{source}` {becomes} `{name}`"), flow.span)
        .label(label)
        .help(help)
}
