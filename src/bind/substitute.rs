//! What Lock is given once the config is known.

use super::Config;
use super::json::{Json, Value as JsonValue, in_js_order};
use crate::lock::{Arguments, Construction, Item, Object, Part, Property, Value};
use crate::span::Span;

/// A construction with the fields of a config in the place of their names. What remains one of several
/// values does so because the page chooses between them.
#[must_use]
pub fn substitute(construction: &Construction, config: &Config) -> Construction {
    let Arguments {
        client_id,
        domain,
        options,
        spans,
    } = &construction.arguments;
    Construction {
        arguments: Arguments {
            client_id: value(client_id, config),
            domain: value(domain, config),
            options: value(options, config),
            spans: spans.clone(),
        },
        ..construction.clone()
    }
}

fn value(value: &Value, config: &Config) -> Value {
    match value {
        Value::Config(path) => match config.get(path) {
            Some(json) => of_json(json),
            // The config as a whole is no argument of Lock.
            None if path.is_empty() => value.clone(),
            None => Value::Undefined,
        },
        Value::Test { path, negated } => {
            let holds = config.get(path).is_some_and(is_truthy);
            Value::Bool(holds != *negated)
        }
        Value::Pattern(parts) => pattern(parts, config),
        Value::Object(object) => Value::Object(self::object(object, config)),
        Value::Array(Some(items)) => Value::Array(Some(
            items
                .iter()
                .map(|item| Item {
                    value: self::value(&item.value, config),
                    span: item.span,
                })
                .collect(),
        )),
        Value::OneOf(values) => one_of(values, config),
        Value::Unknown(_)
        | Value::Undefined
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(None)
        | Value::Function
        | Value::Lock(_) => value.clone(),
    }
}

/// One of several, without those that have become the same.
fn one_of(values: &[Value], config: &Config) -> Value {
    let mut known: Vec<Value> = Vec::with_capacity(values.len());
    for value in values.iter().map(|value| self::value(value, config)) {
        if !known.contains(&value) {
            known.push(value);
        }
    }
    match known.pop() {
        Some(only) if known.is_empty() => only,
        Some(last) => {
            known.push(last);
            Value::OneOf(known)
        }
        None => Value::OneOf(known),
    }
}

fn object(object: &Object, config: &Config) -> Object {
    let property = |property: &Property| Property {
        value: value(&property.value, config),
        ..property.clone()
    };
    Object {
        properties: object.properties.iter().map(property).collect(),
        ..object.clone()
    }
}

/// A string whose parts are texts where they were fields.
fn pattern(parts: &[Part], config: &Config) -> Value {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        let part = match part {
            Part::Config(path) => {
                let text = config.get(path).map(Json::to_js_string);
                Part::Text(text.unwrap_or_else(|| "undefined".to_owned()))
            }
            // What was made of it is not known.
            Part::Derived(_) => Part::Hole,
            part => part.clone(),
        };
        match (joined.last_mut(), part) {
            (Some(Part::Text(last)), Part::Text(text)) => last.push_str(&text),
            (_, part) => joined.push(part),
        }
    }
    match joined.as_slice() {
        [] => Value::String(String::new()),
        [Part::Text(text)] => Value::String(text.clone()),
        _ => Value::Pattern(joined),
    }
}

fn is_truthy(json: &Json) -> bool {
    match &json.value {
        JsonValue::Null => false,
        JsonValue::Bool(value) => *value,
        JsonValue::Number(number) => *number != 0.0,
        JsonValue::String(text) => !text.is_empty(),
        JsonValue::Array(_) | JsonValue::Object(_) => true,
    }
}

fn of_json(json: &Json) -> Value {
    match &json.value {
        JsonValue::Null => Value::Null,
        JsonValue::Bool(value) => Value::Bool(*value),
        JsonValue::Number(number) => Value::Number(*number),
        JsonValue::String(text) => Value::String(text.clone()),
        JsonValue::Array(items) => {
            let item = |item: &Json| Item {
                value: of_json(item),
                span: Span::default(),
            };
            Value::Array(Some(items.iter().map(item).collect()))
        }
        JsonValue::Object(members) => {
            let property = |key: &str, value: &Json| Property {
                key: key.to_owned(),
                value: of_json(value),
                maybe_absent: false,
                key_span: Span::default(),
                value_span: Span::default(),
            };
            let members = in_js_order(members).into_iter();
            Value::Object(Object {
                properties: members.map(|it| property(&it.key, &it.value)).collect(),
                ..Object::default()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Kind, sample};
    use crate::lock::catalog::Target;

    fn path(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn fields_become_what_they_hold() {
        let config = sample(Kind::ThirdParty, Target::Cloud).without("prompt");
        let text = |text: &str| Value::String(text.to_owned());
        let domain = Part::Config(path(&["auth0Domain"]));
        for (given, expected) in [
            (Value::Config(path(&["auth0Tenant"])), text("acme")),
            (
                Value::Config(path(&["authorizationServer", "url"])),
                text("https://acme.eu.auth0.com"),
            ),
            (Value::Config(path(&["prompt"])), Value::Undefined),
            (
                Value::Config(path(&["isThirdPartyClient"])),
                Value::Bool(true),
            ),
            (
                Value::Pattern(vec![
                    Part::Text("https://".into()),
                    domain.clone(),
                    Part::Text("/".into()),
                ]),
                text("https://acme.eu.auth0.com/"),
            ),
            (
                Value::Pattern(vec![domain, Part::Hole]),
                Value::Pattern(vec![Part::Text("acme.eu.auth0.com".into()), Part::Hole]),
            ),
            (
                Value::Test {
                    path: path(&["isThirdPartyClient"]),
                    negated: true,
                },
                Value::Bool(false),
            ),
            (
                Value::OneOf(vec![Value::Config(path(&["prompt"])), Value::Undefined]),
                Value::Undefined,
            ),
        ] {
            assert_eq!(value(&given, &config), expected, "{given:?}");
        }
    }
}
