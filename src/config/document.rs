//! One configuration: a file, or what `--config KEY=VALUE` says.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::error::{ASSIGNMENT, ConfigError};
use super::merge::{Layer, Voice};
use super::names::RequiredVersion;
use super::patterns::Patterns;
use super::schema::File;
use super::scripts::ScriptEntry;
use crate::report::Format;

/// A configuration that has been read.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The path as it is shown; `--config` when there is none.
    pub(super) name: String,
    /// How findings are written, unless the command says otherwise.
    pub(super) output_format: Option<Format>,
    base: Layer,
    excluded: Patterns,
    overrides: Vec<(Patterns, Layer)>,
    scripts: Vec<ScriptEntry>,
}

impl Document {
    /// Reads the text of a file that goes by `name`. Its patterns are relative to `folder`.
    pub(super) fn of_file(name: &str, text: &str, folder: &Path) -> Result<Self, ConfigError> {
        let file = parse(name, text)?;
        let lines = DeTable::parse(text).map(|table| lines(table.get_ref(), text));
        let lines = lines.unwrap_or_default();
        let mut document = Self::new(name, &file, folder, &lines);
        // As the file itself is shown.
        let shown = Path::new(name).parent().unwrap_or(Path::new(""));
        document.scripts = scripts(&file, shown, |address| {
            match lines.get(&format!("scripts.{address}")) {
                Some(line) => format!("{name}:{line}"),
                None => name.to_owned(),
            }
        })?;
        Ok(document)
    }

    /// Reads what `--config` says, one assignment. Its patterns are relative to `folder`.
    pub(super) fn of_assignment(text: &str, folder: &Path) -> Result<Self, ConfigError> {
        let file = parse(ASSIGNMENT, text)?;
        let mut document = Self::new(ASSIGNMENT, &file, folder, &BTreeMap::new());
        document.scripts = scripts(&file, Path::new(""), |_| ASSIGNMENT.to_owned())?;
        document.base.voice = Voice::Inline;
        for (_, layer) in &mut document.overrides {
            layer.voice = Voice::Inline;
        }
        Ok(document)
    }

    fn new(name: &str, file: &File, folder: &Path, lines: &BTreeMap<String, usize>) -> Self {
        let voice = |prefix: &str| Voice::File {
            path: name.to_owned(),
            lines: lines
                .iter()
                .filter_map(|(key, line)| Some((key.strip_prefix(prefix)?.to_owned(), *line)))
                .collect(),
        };
        let overrides = file.overrides.iter().enumerate();
        Self {
            name: name.to_owned(),
            output_format: file.output_format,
            base: Layer {
                options: file.options(),
                voice: voice(""),
            },
            excluded: Patterns::new(folder, &file.exclude),
            scripts: Vec::new(),
            overrides: overrides
                .map(|(number, table)| {
                    let voice = voice(&format!("overrides.{number}."));
                    let layer = Layer {
                        options: table.options(),
                        voice,
                    };
                    (Patterns::new(folder, &table.paths), layer)
                })
                .collect(),
        }
    }

    /// What the configuration says of the page at `path`, which is absolute.
    pub(super) fn layers<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a Layer> {
        let overrides = self
            .overrides
            .iter()
            .filter(|(patterns, _)| patterns.match_path(path, false))
            .map(|(_, layer)| layer);
        std::iter::once(&self.base).chain(overrides)
    }

    /// Which files are the code of scripts.
    pub(super) fn scripts(&self) -> &[ScriptEntry] {
        &self.scripts
    }

    /// What the configuration leaves out.
    pub(super) fn excluded(&self) -> &Patterns {
        &self.excluded
    }
}

/// Which files are the code of scripts, as a configuration says that is shown in `folder`.
fn scripts(
    file: &File,
    folder: &Path,
    origin: impl Fn(&str) -> String,
) -> Result<Vec<ScriptEntry>, ConfigError> {
    let entries = file.scripts.iter().map(|(address, path)| {
        let origin = origin(address);
        ScriptEntry::new(address, path, folder, origin.clone()).map_err(|error| {
            ConfigError::new(
                format!("{origin}: {error}"),
                "write \"https://cdn.acme.example/login/*.js\" = \"dist/*.js\"",
            )
        })
    });
    entries.collect()
}

fn parse(name: &str, text: &str) -> Result<File, ConfigError> {
    toml::from_str(text).map_err(|error| {
        // What another version knows may be unknown to this one: that explains everything else.
        let error = toml::from_str::<Header>(text).err().unwrap_or(error);
        ConfigError::in_text(name, text, &error)
    })
}

/// The part of a configuration that every version can read.
#[derive(Deserialize)]
struct Header {
    #[serde(rename = "required-version")]
    _required_version: Option<RequiredVersion>,
}

/// The line, from 1, of every key: `target`, `severity.all`, `overrides.0.target`.
fn lines(table: &DeTable<'_>, text: &str) -> BTreeMap<String, usize> {
    let line_of = |offset: usize| {
        let before = text.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count() + 1
    };
    let mut lines = BTreeMap::new();
    // The keys that are deeper than an override's table do not exist.
    let mut open = vec![(String::new(), table)];
    while let Some((prefix, table)) = open.pop() {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            lines.insert(name.clone(), line_of(key.span().start));
            match value.get_ref() {
                DeValue::Table(inner) => open.push((format!("{name}."), inner)),
                DeValue::Array(items) => {
                    open.extend(items.iter().enumerate().filter_map(|(number, item)| {
                        match item.get_ref() {
                            DeValue::Table(inner) => Some((format!("{name}.{number}."), inner)),
                            _ => None,
                        }
                    }))
                }
                _ => {}
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use miette::{GraphicalReportHandler, GraphicalTheme};
    use proptest::prelude::*;

    use super::*;
    use crate::config::Resolved;

    const TEXT: &str = "target = 'cloud'\nexclude = ['old/']\n[severity]\nall = 'note'\n\n\
                        [[overrides]]\npaths = ['acme/']\ntarget = 'private-cloud'\n\
                        severity.page = 'error'\n[[overrides]]\npaths = ['*.htm']\n\
                        target = 'custom-domain'\n";

    fn document() -> Document {
        Document::of_file("lockwright.toml", TEXT, Path::new("/site")).unwrap()
    }

    #[test]
    fn overrides_apply_to_their_paths_and_later_ones_win() {
        for (path, origin) in [
            ("/site/a.html", "lockwright.toml:1"),
            ("/site/acme/a.html", "lockwright.toml:8"),
            ("/site/acme/a.htm", "lockwright.toml:12"),
            ("/elsewhere/acme/a.htm", "lockwright.toml:1"),
        ] {
            let document = document();
            let resolved = Resolved::new(document.layers(Path::new(path)));
            assert_eq!(resolved.target.origin.to_string(), origin, "{path}");
        }
    }

    #[test]
    fn every_value_knows_its_line() {
        let document = document();
        let resolved = Resolved::new(document.layers(Path::new("/site/acme/a.html")));
        let origin = |id: &str| {
            let rule = resolved.rules.iter().find(|rule| rule.id == id).unwrap();
            rule.severity.origin.to_string()
        };
        assert_eq!(origin("outdated-lock"), "lockwright.toml:4");
        assert_eq!(origin("script-syntax"), "lockwright.toml:9");
    }

    #[test]
    fn folders_are_left_out() {
        let document = document();
        let excluded = document.excluded();
        assert!(excluded.match_path(Path::new("/site/old"), true));
        assert!(excluded.match_path(Path::new("/site/old/a.html"), false));
        assert!(!excluded.match_path(Path::new("/site/a.html"), false));
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_it_is_read_or_told(
            text in "(target|severity|paths|x|é|\u{1b}|\u{202e}|[=\\[\\].'\"{}, \n\r1-]){0,20}"
        ) {
            if let Err(error) = Document::of_file("lockwright.toml", &text, Path::new("/site")) {
                let mut told = String::new();
                let handler = GraphicalReportHandler::new_themed(GraphicalTheme::none());
                handler.render_report(&mut told, &error).unwrap();
                prop_assert!(!told.contains(['\u{1b}', '\u{202e}']), "{}", told);
            }
        }

        #[test]
        fn whatever_the_layers_before_a_selection_starts_anew(
            before in prop::collection::vec("(ignore|select|extend-select) = \\['(page|all|outdated-lock)'\\]", 0..4),
            last in "(page|all|outdated-lock)",
        ) {
            let layer = |text: &str| Document::of_assignment(text, Path::new("/")).unwrap().base;
            let select = layer(&format!("select = ['{last}']"));
            let before: Vec<_> = before.iter().map(|text| layer(text)).collect();
            let applying = |resolved: Resolved| {
                let rules = resolved.rules.into_iter();
                rules.map(|rule| rule.applies.value).collect::<Vec<_>>()
            };
            prop_assert_eq!(
                applying(Resolved::new(before.iter().chain([&select]))),
                applying(Resolved::new([&select]))
            );
        }
    }

    #[test]
    fn another_version_explains_unknown_keys() {
        let text = "colour = 'red'\nrequired-version = '>=999'";
        let error = Document::of_file("lockwright.toml", text, Path::new("/site")).unwrap_err();
        assert!(error.to_string().contains("is required"), "{error}");
    }

    #[test]
    fn an_assignment_is_toml() {
        let folder = Path::new("/site");
        let document = Document::of_assignment("severity.all = 'note'", folder).unwrap();
        let resolved = Resolved::new(document.layers(Path::new("/a.html")));
        assert!(
            resolved
                .rules
                .iter()
                .all(|rule| rule.severity.origin.to_string() == "--config")
        );
        for wrong in ["target=cloud", "target", "=", "colour='red'"] {
            assert!(Document::of_assignment(wrong, folder).is_err(), "{wrong}");
        }
    }
}
