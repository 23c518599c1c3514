//! The catalog as text.

use semver::Version;

use super::{Topic, lifetime, otherwise, reader, types};
use crate::lock::catalog::{
    Lifetime, LockOption, advisories, defects, defects_of, dictionary, languages, options, releases,
};

/// A topic as a table, or with a name all that is known of what goes by it. `None` when nothing does.
#[must_use]
pub fn text(topic: Topic, name: Option<&str>) -> Option<String> {
    match name {
        None => Some(table(&rows(topic))),
        Some(name) => details(topic, name),
    }
}

fn rows(topic: Topic) -> Vec<Vec<String>> {
    match topic {
        Topic::Releases => releases()
            .iter()
            .map(|release| {
                let auth0_js = release.auth0_js.as_ref();
                vec![
                    release.version.to_string(),
                    release.date.unwrap_or("-").to_owned(),
                    auth0_js.map_or(String::new(), |version| format!("auth0.js {version}")),
                ]
            })
            .collect(),
        Topic::Options => options()
            .iter()
            .map(|option| {
                vec![
                    option.path.to_owned(),
                    lifetime(option),
                    reader(option).to_owned(),
                    types(&option.kind),
                ]
            })
            .collect(),
        Topic::Advisories => advisories()
            .iter()
            .map(|advisory| {
                vec![
                    advisory.id.to_owned(),
                    advisory.weight.name().to_owned(),
                    advisory.package.name().to_owned(),
                    format!("Lock {}", advisory.lock_text),
                    format!("when {}", advisory.when),
                ]
            })
            .collect(),
        Topic::Defects => defects()
            .iter()
            .map(|defect| vec![defect.releases_text.to_owned(), defect.what.to_owned()])
            .collect(),
        Topic::Dictionary => dictionary()
            .iter()
            .map(|key| vec![key.path.join(" / "), range(&key.lifetime)])
            .collect(),
        Topic::Languages => languages()
            .iter()
            .map(|language| vec![language.code.to_owned(), range(&language.lifetime)])
            .collect(),
    }
}

fn range(lifetime: &Lifetime) -> String {
    match (&lifetime.since, &lifetime.last) {
        (Some(since), Some(last)) => format!("{since} – {last}"),
        (Some(since), None) => format!("{since} –"),
        (None, _) => String::new(),
    }
}

/// Columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn details(topic: Topic, name: &str) -> Option<String> {
    match topic {
        Topic::Options => {
            let found: Vec<String> = options()
                .iter()
                .filter(|option| option.path == name)
                .map(option)
                .collect();
            (!found.is_empty()).then(|| found.join("\n"))
        }
        Topic::Releases => release(name),
        Topic::Advisories => {
            let found = advisories()
                .iter()
                .find(|advisory| advisory.id == name || advisory.ghsa == Some(name))?;
            let fixed: Vec<String> = found.fixed.iter().map(ToString::to_string).collect();
            Some(format!(
                "{} ({})\n  severity  {}\n  package   {} {}\n  fixed in  {}\n  Lock      {}\n  when      {}\n",
                found.id,
                found.ghsa.unwrap_or("not in the GitHub Advisory Database"),
                found.weight.name(),
                found.package.name(),
                found.affected_text,
                fixed.join(", "),
                found.lock_text,
                found.when
            ))
        }
        Topic::Defects | Topic::Dictionary | Topic::Languages => {
            let mut rows = rows(topic);
            rows.retain(|row| row.first().is_some_and(|first| first == name));
            (!rows.is_empty()).then(|| table(&rows))
        }
    }
}

/// The history of an option.
fn option(option: &LockOption) -> String {
    let mut lines = vec![option.path.to_owned()];
    let mut line = |what: &str, value: String| lines.push(format!("  {what:<11} {value}"));
    line("type", types(&option.kind));
    if let Some(otherwise) = otherwise(&option.kind) {
        line("", otherwise.to_owned());
    }
    line("read by", reader(option).to_owned());
    line("releases", lifetime(option));
    if let Some(since) = &option.show_since {
        line("in show()", format!("from {since}"));
    }
    if let Some(default) = option.default {
        line("default", default.to_owned());
    }
    if let Some(instead) = option.instead {
        let instead = match instead.strip_prefix('!') {
            Some(opposite) => format!("{opposite}, with the opposite value"),
            None => instead.to_owned(),
        };
        line(
            if option.is_deprecated() {
                "deprecated"
            } else {
                "instead"
            },
            instead,
        );
    }
    if let Some(note) = option.note {
        line("note", note.to_owned());
    }
    lines.join("\n") + "\n"
}

/// What is known of one release.
fn release(name: &str) -> Option<String> {
    let version = Version::parse(name).ok()?;
    let found = releases()
        .iter()
        .find(|release| release.version == version)?;
    let mut text = format!(
        "Lock {version}, {}\n",
        found.date.unwrap_or("date not known")
    );
    if let Some(auth0_js) = &found.auth0_js {
        text.push_str(&format!("  auth0.js {auth0_js}\n"));
    }
    for defect in defects_of(&version) {
        text.push_str(&format!("  defect: {}\n", defect.what));
    }
    for advisory in advisories()
        .iter()
        .filter(|advisory| advisory.lock.contains(&version))
    {
        let weight = advisory.weight.name();
        text.push_str(&format!(
            "  {} ({weight}): when {}\n",
            advisory.id, advisory.when
        ));
    }
    let current = options().iter().filter(|option| option.is_current());
    let new: Vec<&str> = current
        .clone()
        .filter(|option| option.lifetime.since.as_ref() == Some(&version))
        .map(|option| option.path)
        .collect();
    if !new.is_empty() {
        text.push_str(&format!("  new options: {}\n", new.join(", ")));
    }
    let last: Vec<&str> = current
        .filter(|option| option.lifetime.last.as_ref() == Some(&version))
        .map(|option| option.path)
        .collect();
    if !last.is_empty() {
        text.push_str(&format!("  reads for the last time: {}\n", last.join(", ")));
    }
    Some(text)
}
