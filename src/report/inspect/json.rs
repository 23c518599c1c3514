//! What was seen, as one JSON object.

use serde::Serialize;

use super::requests::{self, Predicted};
use super::{Inspected, describe};
use crate::lock;
use crate::report::json::VERSION;
use crate::report::places::{Places, Range};

/// One JSON object with every page, and a line break.
#[must_use]
pub fn json(pages: &[Inspected]) -> String {
    let pages = pages.iter().map(Page::new).collect();
    // Only maps with keys that are no strings fail, and there are none.
    let mut json = serde_json::to_string_pretty(&Pages {
        version: VERSION,
        pages,
    })
    .unwrap_or_default();
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Pages<'a> {
    version: u32,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize)]
struct Page<'a> {
    path: &'a str,
    loads: Vec<Load>,
    decodes: Vec<Range>,
    constructions: Vec<Construction<'a>>,
    foreign_scripts: Vec<ForeignHost<'a>>,
    unfollowed: Vec<Unknown>,
}

impl<'a> Page<'a> {
    fn new(page: &'a Inspected) -> Self {
        let places = Places::linked(&page.source.text, page.linked.as_ref());
        let model = &page.model;
        let constructions = model.constructions.iter();
        Self {
            path: &page.source.name,
            loads: model
                .loads
                .iter()
                .map(|load| Load::new(load, &places))
                .collect(),
            decodes: model
                .decodes
                .iter()
                .map(|span| places.range(*span))
                .collect(),
            constructions: constructions
                .map(|c| Construction::new(page, c, &places))
                .collect(),
            foreign_scripts: model
                .foreign_scripts
                .iter()
                .map(|script| ForeignHost {
                    host: &script.host,
                    range: places.range(script.span),
                })
                .collect(),
            unfollowed: model
                .unfollowed
                .iter()
                .map(|u| Unknown::new(u, &places))
                .collect(),
        }
    }
}

/// Another host that runs code on the page.
#[derive(Serialize)]
struct ForeignHost<'a> {
    host: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Load {
    library: &'static str,
    /// As the page has it; null when it does not say.
    version: Option<String>,
    range: Range,
}

impl Load {
    fn new(load: &lock::Load, places: &Places<'_>) -> Self {
        Self {
            library: describe::library_name(load.library),
            version: describe::version(&load.version),
            range: places.range(load.span),
        }
    }
}

#[derive(Serialize)]
struct Construction<'a> {
    constructor: &'static str,
    range: Range,
    /// Index into the page's loads; null when the page loads no Lock before.
    load: Option<usize>,
    client_id: Value<'a>,
    domain: Value<'a>,
    options: Value<'a>,
    assumed: Vec<Assumed>,
    late_writes: Vec<LateWrite<'a>>,
    sites: Vec<Site<'a>>,
    requests: Vec<Request>,
}

impl<'a> Construction<'a> {
    fn new(page: &Inspected, construction: &'a lock::Construction, places: &Places<'_>) -> Self {
        let arguments = &construction.arguments;
        let late = construction.late_writes.iter();
        Self {
            constructor: describe::constructor_name(construction.constructor),
            range: places.range(construction.span),
            load: construction.load,
            client_id: Value::new(&arguments.client_id, places),
            domain: Value::new(&arguments.domain, places),
            options: Value::new(&arguments.options, places),
            assumed: construction.assumed.iter().map(Assumed::new).collect(),
            late_writes: late
                .map(|write| LateWrite {
                    key: &write.key,
                    range: places.range(write.span),
                })
                .collect(),
            sites: construction
                .sites
                .iter()
                .map(|site| Site::new(site, places))
                .collect(),
            requests: requests::predicted(page, construction)
                .into_iter()
                .map(Request::from)
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Assumed {
    field: String,
    value: bool,
}

impl Assumed {
    fn new((path, value): &(Vec<String>, bool)) -> Self {
        Self {
            field: describe::config(path),
            value: *value,
        }
    }
}

#[derive(Serialize)]
struct LateWrite<'a> {
    key: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Site<'a> {
    kind: &'static str,
    range: Range,
    names: Vec<Name<'a>>,
}

impl<'a> Site<'a> {
    fn new(site: &'a lock::Site, places: &Places<'_>) -> Self {
        let (kind, span) = match site.kind {
            lock::SiteKind::Literal(span) => ("object-literal", span),
            lock::SiteKind::ThirdArgument(offset) => ("third-argument", crate::Span::empty(offset)),
            lock::SiteKind::Statement { statement, .. } => ("statement", statement),
        };
        let name = |name: &'a lock::ConfigName| Name {
            expression: &name.expression,
            field: describe::config(&name.path),
            destructured: name.pattern.is_some(),
        };
        Self {
            kind,
            range: places.range(span),
            names: site.names.iter().map(name).collect(),
        }
    }
}

#[derive(Serialize)]
struct Name<'a> {
    expression: &'a str,
    field: String,
    destructured: bool,
}

#[derive(Serialize)]
struct Request {
    client: &'static str,
    url: Option<String>,
    outcome: &'static str,
    why: Option<String>,
    required: bool,
}

impl From<Predicted> for Request {
    fn from(
        Predicted {
            client,
            url,
            outcome,
            why,
            required,
        }: Predicted,
    ) -> Self {
        Self {
            client,
            url,
            outcome,
            why,
            required,
        }
    }
}

#[derive(Serialize)]
struct Unknown {
    reason: String,
    range: Range,
}

impl Unknown {
    fn new(unknown: &lock::Unknown, places: &Places<'_>) -> Self {
        Self {
            reason: unknown.cause.to_string(),
            range: places.range(unknown.span),
        }
    }
}

/// A value: what kind it is, how it reads, and what it is made of.
#[derive(Serialize)]
struct Value<'a> {
    kind: &'static str,
    text: String,
    /// A string in whole; the text may leave some of it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    string: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<Unknown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Vec<Property<'a>>>,
    /// Why an object may have more properties.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Unknown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<Vec<Value<'a>>>,
}

impl<'a> Value<'a> {
    fn new(value: &'a lock::Value, places: &Places<'_>) -> Self {
        let mut shown = Self {
            kind: kind(value),
            text: describe::value(value),
            string: None,
            unknown: None,
            properties: None,
            open: None,
            alternatives: None,
        };
        match value {
            lock::Value::String(text) => shown.string = Some(text),
            lock::Value::Unknown(unknown) => shown.unknown = Some(Unknown::new(unknown, places)),
            lock::Value::Object(object) => {
                let properties = object.properties.iter();
                shown.properties = Some(properties.map(|p| Property::new(p, places)).collect());
                shown.open = object
                    .open
                    .as_ref()
                    .map(|unknown| Unknown::new(unknown, places));
            }
            lock::Value::OneOf(values) => {
                shown.alternatives = Some(values.iter().map(|v| Value::new(v, places)).collect());
            }
            _ => {}
        }
        shown
    }
}

fn kind(value: &lock::Value) -> &'static str {
    match value {
        lock::Value::Unknown(_) => "unknown",
        lock::Value::Undefined => "undefined",
        lock::Value::Null => "null",
        lock::Value::Bool(_) => "boolean",
        lock::Value::Number(_) => "number",
        lock::Value::String(_) => "string",
        lock::Value::Pattern(_) => "pattern",
        lock::Value::Config(_) => "config",
        lock::Value::Test { .. } => "test",
        lock::Value::Object(_) => "object",
        lock::Value::Array(_) => "array",
        lock::Value::Function => "function",
        lock::Value::Lock(_) => "constructor",
        lock::Value::OneOf(_) => "one-of",
    }
}

#[derive(Serialize)]
struct Property<'a> {
    key: &'a str,
    value: Value<'a>,
    maybe_absent: bool,
    key_range: Range,
    value_range: Range,
}

impl<'a> Property<'a> {
    fn new(property: &'a lock::Property, places: &Places<'_>) -> Self {
        Self {
            key: &property.key,
            value: Value::new(&property.value, places),
            maybe_absent: property.maybe_absent,
            key_range: places.range(property.key_span),
            value_range: places.range(property.value_span),
        }
    }
}
