use super::*;
use crate::edit::{self, Edit};
use crate::tenant::files::{json, yaml};
use proptest::prelude::*;

/// The string under `page` in a file, with its map, and how it is written.
fn page(file: &str, text: &str) -> Option<(Written, Notation)> {
    let node = match file {
        "json" => json::parse(text).ok()?,
        _ => yaml::parse(text).ok()?,
    };
    let entry = node.get("page")?;
    let super::super::tree::Value::String(string) = &entry.value else {
        return None;
    };
    let written = read(
        string.notation,
        text,
        FileId(0),
        entry.span,
        Some(&string.value),
    )?;
    // What the parser was given has its keywords masked.
    assert_eq!(written.text.replace("@@", "__"), string.value, "{text}");
    Some((written, string.notation))
}

#[test]
fn strings_are_read_as_the_parsers_read_them() {
    for (file, text, value) in [
        (
            "json",
            r#"{"page": "a\n\"\\\/\u00e9\ud83d\ude00é"}"#,
            "a\n\"\\/é😀é",
        ),
        ("yaml", "page: a b", "a b"),
        ("yaml", "page: a\n  b\n\n\n  c # d\nx: 1", "a b\n\nc"),
        ("yaml", "page: 'it''s\n\n  <b>'\n", "it's\n<b>"),
        (
            "yaml",
            "page: \"\\x41\\u00e9\\\n   b  \n  c\\n\"",
            "Aéb c\n",
        ),
        (
            "yaml",
            "x:\n  - 1\npage: |\n    <p>\n      a\n\n    b\nx2: 1",
            "<p>\n  a\n\nb\n",
        ),
        ("yaml", "page: |-\r\n  <p>\r\n  a\r\n", "<p>\na"),
        ("yaml", "page: |+\n  a\n\n\nb: 1", "a\n\n\n"),
        ("yaml", "page: |2\n    a\n   b\n", "  a\n b\n"),
        (
            "yaml",
            "page: >\n  a\n  b\n\n  c\n    d\n    e\n  f\n",
            "a b\nc\n  d\n  e\nf\n",
        ),
        (
            "yaml",
            "page: |\n  é\n  <@@config@@>\n",
            "é\n<@@config@@>\n",
        ),
        ("yaml", "\u{feff}page: |\n  a\n", "a\n"),
    ] {
        let (written, _) = page(file, text).unwrap_or_else(|| panic!("{text:?}"));
        assert_eq!(written.text, value, "{text:?}");
    }
}

#[test]
fn heredocs_lose_their_indentation() {
    let host = "    <p>\n\n      a\r\n    b\n";
    let span = Span::new(0, host.len());
    let notation = Notation::Heredoc { indent: 4 };
    let written = read(notation, host, FileId(0), span, None).expect("it is a heredoc");
    assert_eq!(written.text, "<p>\n\n  a\r\nb\n");
    let edit = Edit::insertion(written.text.find('b').unwrap_or_default(), "x\n  y\n");
    let edit = written
        .map
        .edit(&edit, |text| write(notation, host, Span::empty(18), text));
    let after = edit::apply(host, &[edit.expect("it can be written")]);
    assert_eq!(
        after.as_deref(),
        Ok("    <p>\n\n      a\r\n    x\n      y\n    b\n")
    );
}

#[test]
fn templates_keep_what_is_escaped_and_hide_what_is_evaluated() {
    let text = "a $${b} ${c.d({x = \"}\"})} %%{ $ ${e";
    let mut seen = Vec::new();
    let found = interpolations(text, &mut |it| {
        seen.push(it.span.text(text).to_owned());
        it.body.is_some()
    });
    assert_eq!(seen, ["${c.d({x = \"}\"})}", "${"]);
    let written = read_template(text, &found);
    assert_eq!(written.text, "a ${b} @@terraform_0@@ %{ $ ${e");
    let b = written.text.find("{b").unwrap_or_default();
    assert_eq!(written.map.place(Span::empty(b + 1)).span.start, 5);
}

/// What a page may hold, with what the notations treat in a special way.
fn texts() -> impl Strategy<Value = String> {
    "(<p>|\"|'|\\\\|é|😀|\\$\\{|: | #|\t|  |\n|a|b){0,12}"
}

/// A file with the text in every notation that can hold it.
fn hosts(text: &str) -> Vec<(&'static str, String)> {
    let quoted = write(Notation::JsonString, "", Span::empty(0), text).unwrap_or_default();
    let block: String = text
        .split('\n')
        .map(|line| format!("    {line}\n"))
        .collect();
    let mut hosts = vec![
        (
            "json",
            format!("{{\"a\": 1, \"page\": \"{quoted}\", \"b\": \"c\"}}"),
        ),
        ("yaml", format!("a: 1\npage: \"{quoted}\"\nb: c\n")),
        (
            "yaml",
            format!("a: 1\npage: |2-\n{block}b: c\n").replace("|2-\n    ", "|4-\n    "),
        ),
        (
            "yaml",
            format!("page: |4-\r\n{}b: c\r\n", block.replace('\n', "\r\n")),
        ),
    ];
    if let Some(single) = write(Notation::YamlSingle, "", Span::empty(0), text) {
        hosts.push(("yaml", format!("page: '{single}'\nb: c\n")));
    }
    hosts
}

proptest! {
    /// An edit of the text is an edit of the file, or is refused.
    #[test]
    fn edits_of_a_text_are_edits_of_its_file(
        text in texts(), content in texts(), from in 0..12_usize, length in 0..4_usize,
    ) {
        for (file, host) in hosts(&text) {
            let Some((written, notation)) = page(file, &host) else {
                continue;
            };
            // An empty block is none to write into: it has no line.
            if written.text.is_empty() && matches!(notation, Notation::YamlBlock { .. }) {
                continue;
            }
            let offsets: Vec<usize> = written.text.char_indices().map(|(at, _)| at)
                .chain([written.text.len()]).collect();
            let start = offsets[from.min(offsets.len() - 1)];
            let end = offsets[(from + length).min(offsets.len() - 1)];
            let inner = Edit::replacement(Span::new(start, end), content.clone());
            let expected = edit::apply(&written.text, std::slice::from_ref(&inner)).expect("it fits");
            let Ok(outer) = written.map.edit(&inner, |new| {
                write(notation, &host, written.map.place(inner.range).span, new)
            }) else {
                continue;
            };
            let after = edit::apply(&host, &[outer]).expect("it fits");
            let Some((read_again, _)) = page(file, &after) else {
                prop_assert_ne!(file, "json", "{} became {}", host, after);
                continue;
            };
            // Line ends at the end of these blocks do not count.
            let (read_again, expected) = match notation {
                Notation::YamlBlock { .. } => {
                    (read_again.text.trim_end_matches('\n'), expected.trim_end_matches('\n'))
                }
                _ => (read_again.text.as_str(), expected.as_str()),
            };
            prop_assert_eq!(read_again, expected, "{:?} became {:?}", host, after);
        }
    }
}
