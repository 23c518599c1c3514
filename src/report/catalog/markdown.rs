//! The reference of Lock's options: `docs/lock-options.md`.

use super::{lifetime, otherwise, reader, types};
use crate::lock::catalog::{Given, LockOption, option_sources, options, releases};

const HEAD: &str = "\
# The options of Lock

What each release of [Lock](https://github.com/auth0/lock) reads of its options, made from the catalog of Lockwright
(`lockwright catalog options`). \"Releases\" are those whose constructor, or `show()`, reads the option; with nothing
behind the dash the newest one does. What a release does not read it ignores, without a word.

";

/// The page, in Markdown.
#[must_use]
pub fn options_page() -> String {
    let mut page = HEAD.to_owned();
    let newest = releases()
        .iter()
        .rev()
        .find(|release| release.version.pre.is_empty());
    if let Some(newest) = newest {
        page.push_str(&format!(
            "The newest release that is known here is {}.\n\n",
            newest.version
        ));
    }
    let is_constructor = |option: &&LockOption| matches!(option.given, Given::Constructors(_));
    section(&mut page, "Options of the constructors", is_constructor);
    section(&mut page, "Options of `show()` alone", |option| {
        option.given == Given::Show
    });
    in_show(&mut page);
    section(&mut page, "Options that no release reads", |option| {
        option.given == Given::Never
    });
    section(&mut page, "Options of Lock 9", |option| {
        matches!(option.given, Given::ShowOfLock9 | Given::ConstructorOfLock9)
    });
    page.push_str("## Sources\n\n");
    for (key, words) in option_sources() {
        page.push_str(&format!("- `{key}`: {words}\n"));
    }
    page
}

fn section(page: &mut String, title: &str, belongs: impl Fn(&&LockOption) -> bool) {
    page.push_str(&format!("## {title}\n\n"));
    page.push_str("| option | type | releases | read by | default | instead, notes | source |\n");
    page.push_str("|---|---|---|---|---|---|---|\n");
    for option in options().iter().filter(belongs) {
        page.push_str(&row(option));
    }
    page.push('\n');
}

fn row(option: &LockOption) -> String {
    let kind = match otherwise(&option.kind) {
        Some(otherwise) => format!("{}; {otherwise}", types(&option.kind)),
        None => types(&option.kind),
    };
    let mut notes = Vec::new();
    if let Some(instead) = option.instead {
        let instead = match instead.strip_prefix('!') {
            Some(opposite) => format!("`{opposite}` with the opposite value"),
            None => format!("`{}`", instead.replace(", ", "`, `")),
        };
        let word = if option.is_deprecated() {
            "deprecated for"
        } else {
            "instead:"
        };
        notes.push(format!("{word} {instead}"));
    }
    notes.extend(option.note.map(str::to_owned));
    let cells = [
        format!("`{}`", option.path),
        kind,
        lifetime(option),
        reader(option).to_owned(),
        option.default.unwrap_or_default().to_owned(),
        notes.join("; "),
        option.source.replace(',', ", "),
    ];
    format!(
        "| {} |\n",
        cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
    )
}

/// What `show()` reads of the constructors' options.
fn in_show(page: &mut String) {
    page.push_str(
        "## What `show()` reads of the constructors' options\n\n| option | from |\n|---|---|\n",
    );
    for option in options() {
        if let (Given::Constructors(_), Some(since)) = (option.given, &option.show_since) {
            page.push_str(&format!("| `{}` | {since} |\n", option.path));
        }
    }
    page.push('\n');
}
