//! Texts for reports, which show the lines around what they are about: without the secrets in them.

use super::hcl::{Body, Kind, Value};
use super::names::Role;
use super::tree::{self, Node};
use super::{Files, Parsed};
use crate::input::FileId;
use crate::span::Span;

/// Words in the names of keys whose values are secrets.
const SECRET: [&str; 9] = [
    "secret",
    "password",
    "passwd",
    "private_key",
    "api_key",
    "apikey",
    "access_token",
    "signing_key",
    "credential",
];

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    SECRET.iter().any(|word| key.contains(word))
}

impl Files {
    /// The text of a file with its secrets masked, byte for byte, so that every place stays where it is.
    #[must_use]
    pub fn redacted(&self, file: FileId) -> String {
        let text = self.text(file);
        let Some(file) = self.files.get(file.0) else {
            return String::new();
        };
        let mut secrets = Vec::new();
        match &*file.parsed {
            Parsed::Json(node) | Parsed::Yaml(node) => {
                add_of_tree(node, file.role == Some(Role::Config), &mut secrets);
            }
            Parsed::Terraform(body, _) | Parsed::TerraformJson(body) => {
                add_of_body(body, &mut secrets);
            }
            Parsed::Variables(names) => {
                let values = names.iter().map(|(_, name)| rest_of_line(text, name.end));
                secrets.extend(values);
            }
            Parsed::Broken(_) if file.role == Some(Role::Config) => {
                secrets.push(Span::new(0, text.len()));
            }
            Parsed::Page | Parsed::Script | Parsed::Broken(_) => {}
        }
        masked(text, secrets)
    }
}

/// What follows a name and its equals sign.
fn rest_of_line(text: &str, at: usize) -> Span {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let start = at + line.find('=').map_or(0, |equals| equals + 1);
    Span::new(start, at + line.len())
}

/// Adds the strings under keys whose names tell of secrets; with `all`, every string.
fn add_of_tree(node: &Node, all: bool, secrets: &mut Vec<Span>) {
    if all && matches!(node.value, tree::Value::String(_)) {
        secrets.push(node.span);
    }
    for item in node.items() {
        add_of_tree(item, all, secrets);
    }
    for entry in node.entries() {
        add_of_tree(&entry.value, all || is_secret(&entry.key), secrets);
    }
}

fn add_of_body(body: &Body, secrets: &mut Vec<Span>) {
    for attribute in &body.attributes {
        add_of_value(&attribute.value, is_secret(&attribute.name), secrets);
    }
    for block in &body.blocks {
        add_of_body(&block.body, secrets);
    }
}

fn add_of_value(value: &Value, is_hidden: bool, secrets: &mut Vec<Span>) {
    match &value.kind {
        Kind::String(..) | Kind::Template(..) if is_hidden => secrets.push(value.span),
        Kind::Heredoc(heredoc) if is_hidden => secrets.push(heredoc.content),
        Kind::Map(entries) => {
            for (key, value) in entries {
                add_of_value(value, is_hidden || is_secret(key), secrets);
            }
        }
        Kind::List(values) => {
            for value in values {
                add_of_value(value, is_hidden, secrets);
            }
        }
        _ => {}
    }
}

/// Masks the letters and digits in some places. Line ends and quotes stay.
fn masked(text: &str, mut secrets: Vec<Span>) -> String {
    secrets.sort_unstable();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets {
        if secret.start < at {
            continue;
        }
        masked.push_str(text.get(at..secret.start).unwrap_or_default());
        for character in secret.text(text).chars() {
            match character {
                '\n' | '\r' | '"' | '\'' | ' ' => masked.push(character),
                other => masked.push_str(&"*".repeat(other.len_utf8())),
            }
        }
        at = secret.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests {
    use super::super::tests::files;
    use super::*;

    #[test]
    fn secrets_are_masked_where_they_stand() {
        for (name, text, masked) in [
            (".env", "A=é\n# c\nB = 'x' \n", "A=**\n# c\nB = '*' \n"),
            (
                "config.json",
                r#"{"AUTH0_CLIENT_ID": "ab", "AUTH0_KEYWORD_REPLACE_MAPPINGS": {"K": "c"}}"#,
                r#"{"AUTH0_CLIENT_ID": "**", "AUTH0_KEYWORD_REPLACE_MAPPINGS": {"K": "*"}}"#,
            ),
            (
                "connections/a.json",
                r#"{"strategy": "b", "options": {"client_secret": "c d"}}"#,
                r#"{"strategy": "b", "options": {"client_secret": "* *"}}"#,
            ),
            (
                "main.tf",
                "resource \"auth0_x\" \"a\" {\n  client_secret = \"abc\"\n  b = \"c\"\n}\n",
                "resource \"auth0_x\" \"a\" {\n  client_secret = \"***\"\n  b = \"c\"\n}\n",
            ),
            (
                "tenant.yaml",
                "clients:\n- name: a\n  password: b c\n",
                "clients:\n- name: a\n  password: * *\n",
            ),
        ] {
            let files = files(&[(name, text)]);
            assert_eq!(files.redacted(FileId(0)), masked, "{name}");
            assert_eq!(masked.len(), text.len());
        }
    }
}
