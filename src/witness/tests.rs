//! Pages, and what a run of them says.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use super::{When, Witness};
use crate::check::{self, Settings};
use crate::edit::Applicability;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::input::Source;
use crate::lock::{Construction, Constructor, Model, Value};
use crate::page::Page;
use crate::stack;
use crate::witness::quickjs;
use crate::witness::testimony::{Event, Seen, Testimony};
use crate::witness::transaction::World;

const LOAD: &str = "<script src=https://cdn.auth0.com/js/lock/11.30.4/lock.min.js></script>";
const DECODE: &str =
    "var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));";

fn page(script: &str) -> String {
    format!("{LOAD}\n<script>\n{DECODE}\n{script}\n</script>")
}

/// The runs of a page, each with what it saw.
fn runs(text: &str) -> Vec<(World, Vec<Event>, bool)> {
    stack::with_room(|| {
        let page = Page::read(text, true);
        let testimony = Testimony::of(&page, text, &Model::default(), quickjs::realm);
        let runs = testimony.expect("there is an engine").runs;
        runs.into_iter()
            .map(|it| (it.world, it.events, it.completed))
            .collect()
    })
}

/// What `Auth0Lock` was given as its first argument in each run, in order.
fn first_arguments(script: &str) -> Vec<Vec<Seen>> {
    let first = |event: &Event| match event {
        Event::Constructed { arguments, .. } => arguments.first().cloned(),
        _ => None,
    };
    let runs = runs(&page(script)).into_iter();
    runs.map(|(_, events, _)| events.iter().filter_map(first).collect())
        .collect()
}

fn settings(when: When) -> Settings {
    let witness = Witness {
        when,
        ..Witness::default()
    };
    Settings {
        witness,
        ..Settings::default()
    }
}

fn source(text: &str) -> Source {
    Source {
        name: "login.html".to_owned(),
        text: text.to_owned(),
    }
}

fn findings(text: &str) -> Vec<Finding> {
    check::find(&source(text), &settings(When::Always)).findings
}

#[test]
fn a_run_sees_what_lock_is_given() {
    let text = page(
        "new Auth0Lock(config.clientID, config.auth0Domain, { closable: !1, __useTenantInfo: config.isThirdPartyClient });",
    );
    for (world, events, completed) in runs(&text) {
        assert!(completed);
        let [
            Event::Constructed {
                constructor,
                arguments,
                doubtful,
            },
        ] = &events[..]
        else {
            panic!("{events:?}");
        };
        assert_eq!(*constructor, Constructor::Auth0Lock);
        assert!(!doubtful);
        let options = Seen::Object(vec![
            ("closable".to_owned(), Seen::Bool(false)),
            (
                "__useTenantInfo".to_owned(),
                Seen::Bool(world.is_third_party()),
            ),
        ]);
        let text = |text: &str| Seen::String(text.to_owned());
        let id = text("Zx4kQw9T1bVfR7mYc2LhN8dJs5GpAe3U");
        assert_eq!(*arguments, [id, text("acme.auth0.com"), options]);
    }
}

#[test]
fn what_happens_later_happens_in_the_order_of_a_browser() {
    let table = [
        // Microtasks, the document, the window, timers by their delay.
        "setTimeout(function () { new Auth0Lock(5) }, 20); setTimeout(function () { new Auth0Lock(4) }, 10);
         addEventListener('load', function () { new Auth0Lock(3) });
         document.addEventListener('DOMContentLoaded', function () { new Auth0Lock(2) });
         Promise.resolve().then(function () { new Auth0Lock(1) }); new Auth0Lock(0);",
        "window.onload = function () { new Auth0Lock(1) }; queueMicrotask(function () { new Auth0Lock(0) });",
        "</script><script type=module>new Auth0Lock(1)</script><script>new Auth0Lock(0);",
        "</script><body onload='new Auth0Lock(1)'><script>new Auth0Lock(0);",
        "(async function () { await 1; new Auth0Lock(1) })(); new Auth0Lock(0);",
        "var turns = 0; var id = setInterval(function () { new Auth0Lock(turns++); if (turns == 2) clearInterval(id) }, 5);",
    ];
    for script in table {
        for seen in first_arguments(script) {
            let numbers: Vec<_> = (0..seen.len()).map(|n| Seen::Number(n as f64)).collect();
            assert!(seen.len() > 1, "{script}");
            assert_eq!(seen, numbers, "{script}");
        }
    }
}

#[test]
fn what_nobody_knows_is_there_in_some_worlds() {
    let table = [
        ("new Auth0Lock(typeof someLibrary === 'undefined')", 2),
        ("new Auth0Lock(!window.someLibrary)", 2),
        ("new Auth0Lock(!document.querySelector('.login'))", 2),
        ("new Auth0Lock(!localStorage.getItem('language'))", 2),
        ("new Auth0Lock(!location.hash)", 2),
        // These are there in every browser, or in none.
        ("new Auth0Lock(!document.createElement('script'))", 0),
        ("new Auth0Lock(!window.addEventListener)", 0),
        ("new Auth0Lock(typeof module === 'undefined')", 4),
        ("new Auth0Lock(window.onunload == null)", 4),
    ];
    for (script, expected) in table {
        let seen = first_arguments(script);
        let truthy = seen.iter().filter(|seen| **seen == [Seen::Bool(true)]);
        assert_eq!(truthy.count(), expected, "{script}");
    }
}

#[test]
fn what_a_run_made_up_is_no_evidence() {
    for script in [
        "new Auth0Lock(someLibrary)",
        "new Auth0Lock('https://' + someLibrary.host())",
        "new Auth0Lock(fetch('/options').then)",
        "fetch('/options').then(function (answer) { new Auth0Lock(answer) })",
    ] {
        let [third, ..] = &first_arguments(script)[..] else {
            panic!("there are runs");
        };
        assert_eq!(third[..], [Seen::Unknown], "{script}");
    }
}

#[test]
fn a_run_is_the_same_every_time() {
    let script = "new Auth0Lock(Date.now() + Math.random() + new Date().getHours() + performance.now() + String(new Date()));";
    assert_eq!(runs(&page(script)), runs(&page(script)));
    for seen in first_arguments(script) {
        assert!(
            matches!(&seen[..], [Seen::String(text)] if text.ends_with("GMT")),
            "{seen:?}"
        );
    }
}

#[test]
fn hostile_scripts_end_and_what_was_before_counts() {
    let table = [
        "for (;;);",
        "while (true) { try { while (true); } finally { continue; } }",
        "var all = []; for (;;) all.push(new Array(1000).fill(1));",
        "var text = 'x'; for (;;) text += text;",
        "(function again() { again(); })(); ",
        "(function again() { try { again(); } finally { again(); } })();",
        "/(a+)+$/.test('a'.repeat(40) + 'b');",
        "Array.prototype.indexOf.call({ length: Math.pow(2, 53) - 1 }, 1);",
        "new Array(4294967295).forEach(function () {});",
        "var a = 'a'.repeat(1e6), b = a + 'b'; for (;;) b.indexOf(a + 'c');",
        "(function again() { Promise.resolve().then(again); })();",
        "var n = 1n; for (;;) n *= n + 3n;",
        "function* all() { for (;;) yield 1; } Array.from(all());",
        "setInterval(function () { for (var i = 0; i < 1e9; i++); }, 0);",
        "new Proxy({}, { get: function (t, k, r) { return r[k]; } }).x;",
        "JSON.parse('['.repeat(1e6));",
        "throw { get message() { for (;;); } };",
    ];
    for script in table {
        let start = std::time::Instant::now();
        let seen = first_arguments(&format!("new Auth0Lock(0);\n{script}\nnew Auth0Lock(1);"));
        for seen in seen {
            assert_eq!(seen.first(), Some(&Seen::Number(0.0)), "{script}");
        }
        assert!(start.elapsed().as_secs() < 60, "{script}");
    }
}

/// A model of a page that claims something else than the page does.
fn claimed(text: &str, change: impl FnOnce(&mut Construction)) -> Vec<String> {
    let mut model = check::inspect(&source(text));
    change(
        model
            .constructions
            .first_mut()
            .expect("there is a construction"),
    );
    stack::with_room(|| {
        let page = Page::read(text, true);
        let testimony = Testimony::of(&page, text, &model, quickjs::realm);
        let contradictions = testimony
            .expect("there is an engine")
            .contradictions(&model);
        contradictions
            .into_iter()
            .map(|it| it.unknown.cause.to_string())
            .collect()
    })
}

fn option<'c>(construction: &'c mut Construction, key: &str) -> &'c mut Value {
    let Value::Object(options) = &mut construction.arguments.options else {
        panic!("the options are an object");
    };
    let mut properties = options.properties.iter_mut();
    &mut properties
        .find(|it| it.key == key)
        .expect("it is there")
        .value
}

#[test]
fn what_was_proven_wrongly_is_contradicted() {
    let text = page(
        "new Auth0Lock(config.clientID, config.auth0Domain, { closable: false, __useTenantInfo: config.isThirdPartyClient });",
    );
    let run = "but a run of the page for a third-party application gave";
    assert!(claimed(&text, |_| {}).is_empty());
    let path = |key: &str| vec![key.to_owned()];
    assert_eq!(
        claimed(&text, |it| *option(it, "__useTenantInfo") =
            Value::Bool(false)),
        [format!(
            "the option `__useTenantInfo` of `Auth0Lock` was proven to be `false`, {run} `true`"
        )],
    );
    assert_eq!(
        claimed(&text, |it| *option(it, "closable") =
            Value::Config(path("dict"))),
        [format!(
            "the option `closable` of `Auth0Lock` was proven to be `config.dict`, {run} `false`"
        )],
    );
    let test = Value::Test {
        path: path("isThirdPartyClient"),
        negated: true,
    };
    assert_eq!(
        claimed(&text, |it| *option(it, "__useTenantInfo") = test).len(),
        1
    );
    assert_eq!(
        claimed(&text, |it| it
            .assumed
            .push((path("isThirdPartyClient"), false)))
        .len(),
        1
    );
    assert_eq!(
        claimed(&text, |it| it.constructor =
            Constructor::Auth0LockPasswordless)
        .len(),
        1
    );
    // What is not known, or is one of several, covers it.
    let unknown = crate::lock::Unknown {
        cause: crate::lock::Cause::IsUnknownList,
        span: crate::Span::default(),
    };
    let either = Value::OneOf(vec![Value::Bool(true), Value::Bool(false)]);
    assert!(claimed(&text, |it| *option(it, "closable") = either).is_empty());
    assert!(claimed(&text, |it| it.arguments.options = Value::Unknown(unknown)).is_empty());
}

#[test]
fn pages_that_are_right_are_not_contradicted() {
    let table = [
        "var options = {}; if (config.isThirdPartyClient) options.__useTenantInfo = true;
         new Auth0Lock(config.clientID, config.auth0Domain, options);",
        // A stand-in for the config is not the tenant's.
        "if (typeof someLibrary === 'function') config = {};
         new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient });",
        "var f = function (o) { for (var k in o) this[k] = o[k]; };
         new Auth0Lock(config.clientID, config.auth0Domain, new f({ __useTenantInfo: config.isThirdPartyClient }));",
        "new Auth0Lock(config.clientID, config.auth0Domain, $.extend({}, { __useTenantInfo: config.isThirdPartyClient }));",
        "new Auth0Lock(config.clientID, config.auth0Domain, {
           __useTenantInfo: config.isThirdPartyClient, logo: 'https://' + config.auth0Domain + '/' + location.hash + '.png' });",
    ];
    for script in table {
        let mut findings = findings(&page(script));
        findings.retain(|finding| finding.severity == Severity::Error);
        assert_eq!(findings, [], "{script}");
    }
}

#[test]
fn every_fix_that_is_made_is_confirmed_by_a_run() {
    let text =
        page("new Auth0Lock(config.clientID, config.auth0Domain, { closable: false }).show();");
    let fixed = check::fix(&source(&text), &settings(When::Needed), Applicability::Safe);
    assert_eq!(fixed.applied.len(), 1);
    // The run sees that the page counts its options.
    let text = page(
        "var options = { closable: false };
        var count = 0; for (var key in options) count++;
        new Auth0Lock(config.clientID, config.auth0Domain, options).show({ count: count });",
    );
    let before = runs(&text);
    let after = runs(&text.replace(
        "false }",
        "false, __useTenantInfo: config.isThirdPartyClient }",
    ));
    assert_ne!(before, after);
}
