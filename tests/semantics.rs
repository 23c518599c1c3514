//! Facts of JavaScript: for each there is a page that sets the flag `if (condition)`, and one that does
//! `if (!(condition))`. One of the two is ready. Which one, Node has said (`tests/semantics/run`).

#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says what it counted"
)]

use lockwright::check::{Settings, find};
use lockwright::finding::Severity;
use lockwright::input::Source;
use lockwright::witness::{When, Witness};

/// As many of the pages may be left undecided at most. The number may only fall.
const MOST_UNDECIDED: usize = 507;

/// As many unready pages may pass, and as many ready ones be called unready, when the proof stands alone. The numbers
/// may only fall.
const MOST_WRONG_ALONE: (usize, usize) = (10, 11);

/// Facts of which the engine of the witness is wrong as well: QuickJS spreads no string into an object.
const WRONG_IN_THE_ENGINE: &[&str] = &["spread-null-object"];

/// A fact: its name, what comes before, a condition, and whether that holds.
type Fact = (String, String, String, bool);

/// What is said of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// No error: it is ready.
    Ready,
    /// Lock is constructed without the flag.
    Unready,
    /// Something was not followed.
    Undecided,
}

fn facts() -> Vec<Fact> {
    let text = include_str!("semantics/facts.json");
    serde_json::from_str(text).expect("the facts can be read")
}

fn page(setup: &str, condition: &str) -> Source {
    let text = format!(
        "<!DOCTYPE html>
<title>Log in</title>
<script src=\"https://cdn.auth0.com/js/lock/11.35.1/lock.min.js\"></script>
<script>
var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
var options = {{}};
</script>
<script>
{setup}
if ({condition}) {{ options.__useTenantInfo = config.isThirdPartyClient; }}
new Auth0Lock(config.clientID, config.auth0Domain, options).show();
</script>
"
    );
    Source {
        name: "login.html".to_owned(),
        text,
    }
}

fn verdict(page: &Source, when: When) -> Verdict {
    let settings = Settings {
        witness: Witness {
            when,
            ..Witness::default()
        },
        ..Settings::default()
    };
    let findings = find(page, &settings).findings;
    let mut errors = findings.iter().filter(|it| it.severity == Severity::Error);
    let Some(first) = errors.next() else {
        return Verdict::Ready;
    };
    let is_told = |message: &str| message.contains("is constructed without");
    if is_told(&first.message) || errors.any(|it| is_told(&it.message)) {
        Verdict::Unready
    } else {
        Verdict::Undecided
    }
}

/// What was said of all pages.
#[derive(Debug, Default)]
struct Tally {
    /// Unready pages that pass.
    silent: Vec<String>,
    /// Ready pages that are called unready.
    untrue: Vec<String>,
    undecided: usize,
}

fn judge(when: When) -> Tally {
    let mut tally = Tally::default();
    for (name, setup, condition, holds) in facts() {
        let pages = [
            (condition.clone(), holds),
            (format!("!({condition})"), !holds),
        ];
        for (condition, is_ready) in pages {
            let told = format!("{name}: {setup} if ({condition})");
            match (verdict(&page(&setup, &condition), when), is_ready) {
                (Verdict::Ready, true) | (Verdict::Unready, false) => {}
                (Verdict::Ready, false) => tally.silent.push(told),
                (Verdict::Unready, true) => tally.untrue.push(told),
                (Verdict::Undecided, _) => tally.undecided += 1,
            }
        }
    }
    tally
}

#[test]
fn nothing_untrue_is_said_of_facts() {
    let mut tally = judge(When::Needed);
    let is_excused = |told: &String| {
        let name = told.split(':').next();
        name.is_some_and(|name| WRONG_IN_THE_ENGINE.contains(&name))
    };
    tally.silent.retain(|told| !is_excused(told));
    tally.untrue.retain(|told| !is_excused(told));
    assert!(
        tally.silent.is_empty(),
        "pass silently:\n{}",
        tally.silent.join("\n")
    );
    assert!(
        tally.untrue.is_empty(),
        "are called unready:\n{}",
        tally.untrue.join("\n")
    );
    let undecided = tally.undecided;
    eprintln!("{undecided} pages are undecided");
    assert!(
        undecided <= MOST_UNDECIDED,
        "{undecided} pages are undecided"
    );
}

#[test]
fn the_proof_alone_gets_no_worse() {
    let tally = judge(When::Never);
    let (silent, untrue) = (tally.silent.len(), tally.untrue.len());
    eprintln!(
        "the proof alone: {silent} pass silently, {untrue} are called unready, {} are undecided",
        tally.undecided
    );
    let (most_silent, most_untrue) = MOST_WRONG_ALONE;
    assert!(
        silent <= most_silent,
        "pass silently:\n{}",
        tally.silent.join("\n")
    );
    assert!(
        untrue <= most_untrue,
        "are called unready:\n{}",
        tally.untrue.join("\n")
    );
}
