//! What a fix keeps of the page.

use lockwright::check::{Settings, fix};
use lockwright::edit::Applicability;
use lockwright::finding::Severity;
use lockwright::input::Source;
use lockwright::rules::named;
use proptest::prelude::*;

use crate::pages::unready;

/// The most that one option adds: its text, a comma and a line's indentation.
const MOST_ADDED: usize = 120;

/// Whether `long` is `short` with something put in.
fn is_insertion(short: &str, long: &str) -> bool {
    let mut rest = long.bytes();
    short.bytes().all(|byte| rest.any(|b| b == byte))
}

/// How many newlines of each kind a text has: `\r\n`, `\r`, `\n`.
fn newlines(text: &str) -> [usize; 3] {
    let pairs = text.matches("\r\n").count();
    [
        pairs,
        text.matches('\r').count() - pairs,
        text.matches('\n').count() - pairs,
    ]
}

/// Where the part that fixing changed starts, and where it ends before and after.
fn changed(before: &str, after: &str) -> (usize, usize, usize) {
    let same = |a: u8, b: u8| a == b;
    let start = before
        .bytes()
        .zip(after.bytes())
        .take_while(|&(a, b)| same(a, b))
        .count();
    let most = before.len().min(after.len()) - start;
    let end = before
        .bytes()
        .rev()
        .zip(after.bytes().rev())
        .take(most)
        .take_while(|&(a, b)| same(a, b))
        .count();
    (start, before.len() - end, after.len() - end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_page_becomes_ready_and_nothing_else_of_it_changes(page in unready()) {
        let rules = named("third-party").expect("there is such a group");
        let settings = Settings {
            selection: rules.into_iter().collect(),
            ..Settings::default()
        };
        let fixed = fix(&page, &settings, Applicability::Safe);
        let error = fixed.remaining.iter().find(|f| f.severity == Severity::Error);
        prop_assert_eq!(error, None, "in {:?}", fixed.text);
        prop_assert_eq!(fixed.applied.len(), 1);

        let (before, after) = (page.text.as_str(), fixed.text.as_str());
        prop_assert!(is_insertion(before, after), "{:?}", after);
        prop_assert!(after.len() - before.len() <= MOST_ADDED);
        let (start, end_before, end_after) = changed(before, after);
        let script = before.rfind("new Auth0Lock(").unwrap_or_default();
        let decode = before.find("@@config@@").unwrap_or_default();
        prop_assert!(decode < start && decode < script, "{:?}", after);
        prop_assert_eq!(before.get(end_before..), after.get(end_after..));

        let (old, new) = (newlines(before), newlines(after));
        for (old, new) in old.into_iter().zip(new) {
            prop_assert!(old <= new && (old > 0 || new == 0), "{:?}", after);
        }
    }

    #[test]
    fn fixing_twice_is_fixing_once(page in unready()) {
        let settings = Settings::default();
        let once = fix(&page, &settings, Applicability::Safe);
        let again = Source { text: once.text.clone(), name: page.name };
        let twice = fix(&again, &settings, Applicability::Safe);
        prop_assert_eq!(twice.applied, vec![]);
        prop_assert_eq!(twice.text, once.text);
        prop_assert_eq!(twice.remaining, once.remaining);
    }
}
