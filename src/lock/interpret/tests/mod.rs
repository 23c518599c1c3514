//! What the interpreter makes of small scripts, in a compact form.
//!
//! `LOCK(o)` stands for a construction with the options `o`, `FLAG` for the option's name and
//! `THIRD` for the config's field. What comes out has the same words: `{FLAG: THIRD}`; `key?:` may
//! be absent, `a | b` is one of several, `?` is not known, and `…` says that there may be more
//! properties.

mod classes;
mod compiled;
mod control;
mod functions;
mod fuzzed;
mod heap;
mod inert;
mod iteration;
mod later;
mod limits;
mod objects;
mod scripts;

use std::fmt::Write;

use crate::lock::{Construction, Constructor, Model, Object, Part, Value};
use crate::page::Page;

/// The model of a page with these scripts.
fn model_of(scripts: &str) -> Model {
    crate::stack::with_room(|| {
        let page = Page::read(scripts, true);
        super::interpret(&page, scripts, Vec::new())
    })
}

/// A page of one script that decodes the config first.
fn page(script: &str) -> String {
    let script = script
        .replace("LOCK(", "new Auth0Lock('id', 'domain', ")
        .replace("FLAG", "__useTenantInfo")
        .replace("THIRD", "config.isThirdPartyClient");
    let decode = "var config = JSON.parse(decodeURIComponent(escape(atob('@@config@@'))));";
    if script.contains("<script") {
        script.replacen("<script>", &format!("<script>{decode}"), 1)
    } else {
        format!("<script>{decode}\n{script}</script>")
    }
}

/// Every construction of a page, and what was not followed.
fn shown(model: &Model) -> String {
    let mut lines: Vec<String> = model.constructions.iter().map(construction).collect();
    lines.extend(model.unfollowed.iter().map(|u| format!("! {}", u.cause)));
    lines.join("; ")
}

/// Each row is a script and what Lock is given in it.
#[track_caller]
fn check(rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (script, expected) in rows {
        let found = shown(&model_of(&page(script)));
        if found != *expected {
            let _ = write!(
                wrong,
                "\n{script}\n    expected {expected}\n    found    {found}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn construction(construction: &Construction) -> String {
    let mut text = String::new();
    for (path, holds) in &construction.assumed {
        let _ = write!(text, "[{}{}] ", if *holds { "" } else { "!" }, field(path));
    }
    if construction.constructor == Constructor::Auth0LockPasswordless {
        text.push_str("passwordless ");
    }
    text + &value(&construction.arguments.options)
}

fn field(path: &[String]) -> String {
    match path {
        [field] if field == super::FIELD => "THIRD".to_owned(),
        [] => "config".to_owned(),
        path => format!("config.{}", path.join(".")),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Unknown(_) => "?".to_owned(),
        Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::String(s) => format!("'{s}'"),
        Value::Pattern(parts) => format!("`{}`", parts.iter().map(part).collect::<String>()),
        Value::Config(path) => field(path),
        Value::Test { path, negated } => {
            format!("{}{}", if *negated { "!" } else { "!!" }, field(path))
        }
        Value::Object(object) => self::object(object),
        Value::Array(None) => "[…]".to_owned(),
        Value::Array(Some(items)) => {
            format!("[{}]", list(items.iter().map(|item| &item.value), ", "))
        }
        Value::Function => "function".to_owned(),
        Value::Lock(constructor) => format!("{constructor:?}"),
        Value::OneOf(values) => list(values, " | "),
    }
}

fn list<'v>(values: impl IntoIterator<Item = &'v Value>, between: &str) -> String {
    let texts: Vec<String> = values.into_iter().map(value).collect();
    texts.join(between)
}

fn part(part: &Part) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::Config(path) => format!("${{{}}}", field(path)),
        Part::Derived(path) => format!("${{from {}}}", field(path)),
        Part::Hole => "${?}".to_owned(),
    }
}

fn object(object: &Object) -> String {
    let mut parts: Vec<String> = object
        .properties
        .iter()
        .map(|p| {
            let key = if p.key == super::FLAG { "FLAG" } else { &p.key };
            let mark = if p.maybe_absent { "?" } else { "" };
            format!("{key}{mark}: {}", value(&p.value))
        })
        .collect();
    if object.open.is_some() {
        parts.push("…".to_owned());
    }
    format!("{{{}}}", parts.join(", "))
}
