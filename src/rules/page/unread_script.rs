//! # unread-script
//!
//! The page constructs no Lock that could be followed, and loads scripts that were not read: one of them may do it.
//!
//! ## Why it matters
//!
//! Many login pages are a shell: they decode the config, and a script from elsewhere constructs Lock with it.
//! Whether `__useTenantInfo` is `config.isThirdPartyClient` is then decided in that script. That nothing else was
//! found on the page says nothing about it.
//!
//! ## Example
//!
//! ```html,fail
//! <script>
//!   window.config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//! </script>
//! <script src="https://cdn.acme.example/login.js"></script>
//! ```
//!
//! Lock in the page itself can be followed:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! <script src="https://cdn.acme.example/footer.js"></script>
//! ```
//!
//! A warning where the config leaves the page's own scripts: in a global, as an argument of a function that is not in
//! the page, in a message or an event, or in the browser's storage. A note where it does not, and where the page loads
//! no Lock and logs users in with auth0.js itself. Well-known libraries and services, such as jQuery and Google
//! Analytics, are not counted among the scripts, and a page that has neither the config nor Lock is not reported.
//!
//! A warning does not fail a run by itself: where such a page is to fail it, `--severity unread-script=error` does that.
//!
//! Nothing is fetched. Where the code is at hand, say so with `--script URL=FILE`, or under `[scripts]` in
//! `lockwright.toml` as `"https://cdn.acme.example/login/*.js" = "dist/*.js"`. Then the script is followed as if it stood
//! in the page. A script with a relative address needs no entry where its file is beside the page. A script that has Lock in it is read and not followed, which is told as well.
//!
//! ## Fix
//!
//! None: what was not read is not edited.
//!
//! ## When to ignore it
//!
//! When a person has read the scripts, and none of them constructs Lock, or the one that does passes the option.

use crate::finding::Severity;
use crate::lock::catalog::is_known_library;
use crate::lock::{FIELD, FLAG, Handover, HandoverKind, Library, Load, is_lock_module};
use crate::page::Script;
use crate::rules::hosts::is_auth0;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};
use crate::span::Span;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unread-script",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("unread_script.rs"),
    check,
};

/// So many other scripts are shown, and so many places where the config leaves.
const MOST_SHOWN: usize = 4;

fn check(context: &Context<'_>) -> Vec<Draft> {
    let model = context.model;
    let load = model.loads.iter().find(|it| it.library == Library::Lock);
    let is_concerned = load.is_some() || has_config(context);
    if !is_concerned || !model.constructions.is_empty() {
        return Vec::new();
    }
    if let Some(draft) = bundled(context) {
        return vec![draft];
    }
    let unread: Vec<(String, Span)> = unread(context).chain(imports(context)).collect();
    let Some(((address, span), others)) = unread.split_first() else {
        return Vec::new();
    };
    let leaves = leaves(context);
    // Who logs users in with auth0.js has no need of Lock.
    let handovers = &model.handovers;
    let is_own_login =
        load.is_none() && handovers.iter().any(|it| it.kind == HandoverKind::Auth0Js);
    let severity = match leaves.is_empty() || is_own_login {
        true => Severity::Note,
        false => Severity::Warning,
    };
    let mut draft = Draft::new(&RULE, message(address, others.len()), *span)
        .label("this script is not part of the page")
        .severity(severity);
    for (_, other) in others.iter().take(MOST_SHOWN) {
        draft = draft.related(*other, "nor was this script");
    }
    if let Some(load) = load {
        draft = draft.related(load.span, "Lock is loaded here");
    }
    for (place, how) in leaves.into_iter().take(MOST_SHOWN) {
        draft = draft.related(place, how);
    }
    vec![draft.help(format!(
        "name the file with its code, with `--script URL=FILE` or under `[scripts]` in lockwright.toml, or \
         check by hand that whatever constructs Lock passes `{FLAG}: config.{FIELD}`"
    ))]
}

/// A script with a build of Lock in it, which is not followed, where nothing else constructs Lock.
fn bundled(context: &Context<'_>) -> Option<Draft> {
    let load = context.model.loads.iter().find(|load| {
        let script = context.page.scripts.get(load.script);
        load.library == Library::Lock
            && script.is_some_and(|script| script.body_is_read() && load_is_in(load, script))
    })?;
    let draft = Draft::new(
        &RULE,
        "this script brings Lock with it, and what it constructs was not followed",
        load.span,
    );
    let draft = draft
        .label("the release of Lock in the script")
        .help(format!(
            "check by hand that whatever constructs Lock passes `{FLAG}: config.{FIELD}`"
        ));
    Some(match leaves(context).is_empty() {
        true => draft.severity(Severity::Note),
        false => draft,
    })
}

fn load_is_in(load: &Load, script: &Script) -> bool {
    script.content.contains(load.span)
}

fn message(address: &str, others: usize) -> String {
    let scripts = match others {
        0 => format!("`{address}` was"),
        1 => format!("`{address}` and another script were"),
        count => format!("`{address}` and {count} other scripts were"),
    };
    format!("{scripts} not read and may construct Lock")
}

/// The addresses of scripts that were not read and may be anything, and where they stand.
fn unread(context: &Context<'_>) -> impl Iterator<Item = (String, Span)> {
    let loads = &context.model.loads;
    let scripts = context.page.scripts.iter().enumerate();
    scripts.filter_map(|(index, script)| {
        let address = script
            .src
            .as_deref()
            .filter(|_| Script::is_unread(script))?;
        let is_load = loads.iter().any(|load| load.script == index);
        let is_known = is_load || is_auth0(address) || is_known_library(address);
        let place = script.src_span.unwrap_or(script.content);
        (!is_known).then(|| (address.to_owned(), place))
    })
}

/// The modules that the page's code imports and that were not read, and where it does so.
fn imports<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (String, Span)> + 'a {
    let imports = context.page.imports().into_iter();
    imports.filter_map(|import| {
        let specifier = import.specifier;
        let is_known = import.is_linked
            || is_lock_module(&specifier)
            || is_auth0(&specifier)
            || is_known_library(&specifier);
        (!is_known).then_some((specifier, import.span))
    })
}

/// Whether the page has the config of a login, in its scripts or in its markup.
fn has_config(context: &Context<'_>) -> bool {
    let model = context.model;
    let is_in_code = !model.decodes.is_empty() || !model.handovers.is_empty();
    is_in_code || in_markup(context).next().is_some()
}

/// Where the config leaves the page's own scripts, and how.
fn leaves(context: &Context<'_>) -> Vec<(Span, String)> {
    let model = context.model;
    let decode = model.decodes.first().copied();
    let place = |handover: &Handover| match handover.span.is_empty() {
        true => decode.or_else(|| placeholder(context)),
        false => Some(handover.span),
    };
    let mut leaves: Vec<(Span, String)> = Vec::new();
    for handover in &model.handovers {
        let how = match &handover.kind {
            HandoverKind::Global(name) => format!("every script has it as the global `{name}`"),
            HandoverKind::Argument => {
                "the config is given to a function that is not in the page".to_owned()
            }
            HandoverKind::Auth0Js => continue,
            HandoverKind::Message => "the config is sent to other scripts".to_owned(),
            HandoverKind::Stored => "the config is put where other scripts can read it".to_owned(),
        };
        let Some(place) = place(handover) else {
            continue;
        };
        // Variables that hold the same config have one place.
        if leaves.iter().all(|(known, _)| *known != place) {
            leaves.push((place, how));
        }
    }
    leaves.extend(
        in_markup(context).map(|place| (place, "every script can read it here".to_owned())),
    );
    leaves
}

fn placeholder(context: &Context<'_>) -> Option<Span> {
    let mut placeholders = context.page.placeholders.iter();
    placeholders.find(|it| it.key == "config").map(|it| it.span)
}

/// Where the config's text stands in the document itself: in an attribute, in text, in a block of data.
fn in_markup<'a>(context: &Context<'a>) -> impl Iterator<Item = Span> + 'a {
    let page = context.page;
    let is_code = move |place: Span| {
        let scripts = page.scripts.iter().filter(|it| it.has_code());
        let handlers = page.handlers.iter().map(|handler| handler.span);
        let mut code = scripts.map(|it| it.content).chain(handlers);
        code.any(|code| code.contains(place))
    };
    let is_comment = move |place: Span| page.comments.iter().any(|it| it.span.contains(place));
    let is_inert = move |place: Span| {
        let mut inert = page.elements.iter().filter(|element| element.inert);
        inert.any(|element| element.content.contains(place))
    };
    let placeholders = page.placeholders.iter().filter(|it| it.key == "config");
    placeholders
        .map(|it| it.span)
        .filter(move |place| !is_code(*place) && !is_comment(*place) && !is_inert(*place))
}
