//! One visitor over the options that a page gives to Lock, so that a rule need not walk values.

use super::{Object, Property, Value};
use crate::span::Span;

/// Objects in objects are visited this deep.
const DEEPEST: usize = 8;

/// Options that are visited; a page has some dozen.
const MOST: usize = 2_000;

/// An option as it is given, at any depth.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenOption<'m> {
    /// The way to it from the outermost object.
    pub path: Vec<Step<'m>>,
    /// The property, with the value in force and where it is set.
    pub property: &'m Property,
    /// The object that has it.
    pub holder: &'m Object,
}

/// A step on the way to an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'m> {
    /// The property of that name.
    Key(&'m str),
    /// An item of an array.
    Item,
}

impl Value {
    /// The values that it can be, none of them one of several.
    pub fn alternatives(&self) -> impl Iterator<Item = &Value> {
        let mut pending = vec![self];
        std::iter::from_fn(move || {
            loop {
                match pending.pop()? {
                    Value::OneOf(values) => pending.extend(values.iter().rev()),
                    value => return Some(value),
                }
            }
        })
    }

    /// The objects among the values that it can be.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.alternatives().filter_map(|value| match value {
            Value::Object(object) => Some(object),
            _ => None,
        })
    }
}

impl GivenOption<'_> {
    /// The path as the catalog writes it: `additionalSignUpFields[].name`.
    #[must_use]
    pub fn name(&self) -> String {
        path_text(&self.path)
    }

    /// The option's own key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.property.key
    }

    /// Where to point at the option itself: its key, or where that stands nowhere the value.
    #[must_use]
    pub fn key_span(&self) -> Span {
        if self.property.key_span.is_empty() {
            self.property.value_span
        } else {
            self.property.key_span
        }
    }

    /// Where to point at the value.
    #[must_use]
    pub fn value_span(&self) -> Span {
        if self.property.value_span.is_empty() {
            self.property.key_span
        } else {
            self.property.value_span
        }
    }
}

/// A path as the catalog writes it.
#[must_use]
pub fn path_text(path: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Step::Item => text.push_str("[]"),
        }
    }
    text
}

/// Every option that a value gives, in objects, arrays and alternatives, an object before what is in it.
/// What several alternatives have in common is there once.
#[must_use]
pub fn given(options: &Value) -> Vec<GivenOption<'_>> {
    let mut visitor = Visitor { found: Vec::new() };
    visitor.value(options, &[]);
    visitor.found
}

struct Visitor<'m> {
    found: Vec<GivenOption<'m>>,
}

impl<'m> Visitor<'m> {
    fn value(&mut self, value: &'m Value, path: &[Step<'m>]) {
        if path.len() > DEEPEST {
            return;
        }
        for value in value.alternatives() {
            match value {
                Value::Object(object) => self.object(object, path),
                Value::Array(Some(items)) => {
                    let path = extended(path, Step::Item);
                    for item in items {
                        self.value(&item.value, &path);
                    }
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, holder: &'m Object, path: &[Step<'m>]) {
        for property in &holder.properties {
            if self.found.len() >= MOST {
                return;
            }
            let path = extended(path, Step::Key(&property.key));
            let option = GivenOption {
                path: path.clone(),
                property,
                holder,
            };
            let is_new = |found: &GivenOption<'_>| {
                found.path != option.path || found.property != option.property
            };
            if self.found.iter().all(is_new) {
                self.found.push(option);
                self.value(&property.value, &path);
            }
        }
    }
}

fn extended<'m>(path: &[Step<'m>], step: Step<'m>) -> Vec<Step<'m>> {
    path.iter().copied().chain([step]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::Item;

    fn object(properties: Vec<(&str, Value)>) -> Value {
        let property = |(key, value): (&str, Value)| Property {
            key: key.to_owned(),
            value,
            maybe_absent: false,
            key_span: Span::default(),
            value_span: Span::default(),
        };
        Value::Object(Object {
            properties: properties.into_iter().map(property).collect(),
            ..Object::default()
        })
    }

    #[test]
    fn options_are_found_at_any_depth_and_once() {
        let item = Item {
            value: object(vec![("name", Value::Null)]),
            span: Span::default(),
        };
        let one = object(vec![
            ("auth", object(vec![("sso", Value::Bool(true))])),
            ("fields", Value::Array(Some(vec![item]))),
        ]);
        let other = object(vec![("auth", Value::Undefined), ("x", Value::Null)]);
        let options = Value::OneOf(vec![one.clone(), one, other]);
        let names: Vec<String> = given(&options).iter().map(GivenOption::name).collect();
        let expected = ["auth", "auth.sso", "fields", "fields[].name", "auth", "x"];
        assert_eq!(names, expected);
    }

    #[test]
    fn what_holds_itself_ends() {
        let mut deep = object(vec![]);
        for _ in 0..100 {
            deep = object(vec![("in", deep)]);
        }
        assert_eq!(given(&deep).len(), DEEPEST + 1);
    }
}
