//! Pages that nobody would write: nothing panics over them, and what is fixed stays fixed.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use lockwright::check::{Settings, fix};
use lockwright::edit::Applicability;
use lockwright::input::Source;
use lockwright::lock::catalog::Target;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces of pages and scripts, most of them with something left open.
const PIECES: [&str; 40] = [
    "<script>",
    "</script>",
    "<script src=https://cdn.auth0.com/js/lock/11.30/lock.min.js>",
    "<!--",
    "-->",
    "<textarea>",
    "<svg>",
    "<button onclick='",
    "<p a=\"",
    "\"",
    "'",
    "`",
    "${",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    "new Auth0Lock(",
    "config.clientID",
    "var config = JSON.parse(atob('@@config@@'));",
    "@@config@@",
    "@@env@@",
    "##env##",
    "{ closable: false }",
    "__useTenantInfo: true",
    "function f(a) {",
    "return",
    "f(",
    "=> ",
    "...",
    "class A extends A {",
    "while (f())",
    "\r\n",
    "\r",
    "\u{feff}",
    "&quot;",
];

/// Every fixture's text.
static FIXTURES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<_> = ["unready", "ready", "refused", "no-lock"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    let read = |path| fs::read_to_string(path).expect("a fixture is UTF-8");
    paths.iter().map(read).collect()
});

/// A change that was not meant.
#[derive(Debug, Clone)]
enum Accident {
    /// Bytes went missing.
    Cut(Index, usize),
    /// Bytes are there twice.
    Repeat(Index, usize),
    /// A piece of something else came in.
    Insert(Index, &'static str),
}

fn accident() -> impl Strategy<Value = Accident> {
    prop_oneof![
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Accident::Cut(at, length)),
        (any::<Index>(), 1..400_usize).prop_map(|(at, length)| Accident::Repeat(at, length)),
        (any::<Index>(), select(PIECES.to_vec())).prop_map(|(at, it)| Accident::Insert(at, it)),
    ]
}

/// The text after the accident.
fn suffer(text: &str, accident: &Accident) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let range = |at: &Index, length: usize| {
        let start = at.index(text.len() + 1);
        start..(start + length).min(text.len())
    };
    match accident {
        Accident::Cut(at, length) => drop(bytes.drain(range(at, *length))),
        Accident::Repeat(at, length) => bytes.extend_from_within(range(at, *length)),
        Accident::Insert(at, piece) => {
            let at = range(at, 0);
            bytes.splice(at, piece.bytes()).for_each(drop);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Fixes a page for every target, and again.
fn fix_twice(text: &str) -> Result<(), TestCaseError> {
    for target in [Target::Cloud, Target::CustomDomain, Target::PrivateCloud] {
        let settings = Settings {
            target,
            ..Settings::default()
        };
        let page = |text: &str| Source {
            name: "page.html".to_owned(),
            text: text.to_owned(),
        };
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let once = fix(&page(text), &settings, least).text;
            let twice = fix(&page(&once), &settings, least).text;
            prop_assert_eq!(&twice, &once, "from {:?}", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_can_be_read(bytes in vec(any::<u8>(), 0..300)) {
        if let Ok(page) = Source::from_bytes("page.html", bytes) {
            fix_twice(&page.text)?;
        }
    }

    #[test]
    fn any_pieces_can_be_checked(pieces in vec(select(PIECES.to_vec()), 0..40)) {
        fix_twice(&pieces.concat())?;
    }

    #[test]
    fn any_characters_in_a_script_can_be_checked(code in "\\PC{0,80}") {
        fix_twice(&format!("<script>new Auth0Lock({code})</script>"))?;
    }

    #[test]
    fn fixtures_after_accidents_can_be_checked(
        fixture in any::<Index>(),
        accidents in vec(accident(), 1..4),
    ) {
        let text = fixture.get(&FIXTURES).clone();
        let text = accidents.iter().fold(text, |text, it| suffer(&text, it));
        fix_twice(&text)?;
    }
}
