//! What `inspect` says of a model made by hand.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::lock::{
    Arguments, ConfigName, Construction, Constructor, Item, LateWrite, Library, Load,
    LoadedVersion, Object, Part, Property, Site, SiteKind, Unknown, Value,
};
use crate::span::Span;

const PAGE: &str = r#"<script src="https://cdn.auth0.com/js/lock/11.30/lock.min.js"></script>
<script>
var config = JSON.parse(atob('@@config@@'));
if (config.isThirdPartyClient) {
  var lock = new Auth0Lock(config.clientID, settings.domain, {
    auth: { redirectUrl: config.callbackURL },
    configurationBaseUrl: 'https://' + config.auth0Domain + '/',
    closable: small ? false : null
  });
}
</script>
"#;

fn item(value: Value) -> Item {
    Item {
        value,
        span: Span::default(),
    }
}

fn place(needle: &str) -> Span {
    let start = PAGE.find(needle).expect("the page holds the needle");
    Span::new(start, start + needle.len())
}

fn property(key: &str, value: Value) -> Property {
    let span = place(&format!("{key}:"));
    let key_span = Span::new(span.start, span.end - 1);
    Property {
        key: key.to_owned(),
        value,
        maybe_absent: false,
        key_span,
        value_span: span,
    }
}

fn config(field: &str) -> Value {
    Value::Config(vec![field.to_owned()])
}

fn page() -> Inspected {
    let settings = Unknown {
        cause: crate::lock::Cause::UnsetGlobal("settings".into()),
        span: place("settings"),
    };
    let base_url = Value::Pattern(vec![
        Part::Text("https://".to_owned()),
        Part::Config(vec!["auth0Domain".to_owned()]),
        Part::Text("/".to_owned()),
    ]);
    let auth = Object {
        properties: vec![property("redirectUrl", config("callbackURL"))],
        ..Object::default()
    };
    let options = Object {
        properties: vec![
            property("auth", Value::Object(auth)),
            property("configurationBaseUrl", base_url),
            Property {
                maybe_absent: true,
                ..property(
                    "closable",
                    Value::OneOf(vec![Value::Bool(false), Value::Null]),
                )
            },
        ],
        open: Some(settings.clone()),
        ..Object::default()
    };
    let literal = Span::new(place("{\n    auth").start, place("});").end - 2);
    let name = ConfigName {
        expression: "config".to_owned(),
        path: Vec::new(),
        pattern: None,
    };
    let construction = Construction {
        span: place("new Auth0Lock"),
        constructor: Constructor::Auth0Lock,
        load: Some(0),
        arguments: Arguments {
            client_id: config("clientID"),
            domain: Value::Unknown(settings.clone()),
            options: Value::Object(options),
            spans: Vec::new(),
        },
        assumed: vec![(vec!["isThirdPartyClient".to_owned()], true)],
        sites: vec![Site {
            kind: SiteKind::Literal(literal),
            names: vec![name],
            alternative: 0,
            shared: None,
        }],
        late_writes: vec![LateWrite {
            key: "language".to_owned(),
            span: place("});"),
        }],
    };
    let load = Load {
        library: Library::Lock,
        version: LoadedVersion::Minor(11, 30),
        span: place("https://cdn.auth0.com/js/lock/11.30/lock.min.js"),
        script: 0,
    };
    let model = Model {
        loads: vec![load],
        constructions: vec![construction],
        decodes: vec![place("JSON.parse(atob('@@config@@'))")],
        unfollowed: vec![settings],
        ..Model::default()
    };
    Inspected {
        linked: None,
        source: Source {
            name: "login.html".to_owned(),
            text: PAGE.to_owned(),
        },
        model,
        target: Target::Cloud,
    }
}

fn page_without_lock() -> Inspected {
    let source = Source {
        name: "plain.html".to_owned(),
        text: "<p>Hello</p>\n".to_owned(),
    };
    Inspected {
        linked: None,
        source,
        model: Model::default(),
        target: Target::Cloud,
    }
}

#[test]
fn text_is_an_outline() {
    assert_data_eq!(
        text(&[page(), page_without_lock()]),
        str![[r#"
login.html
  1:14  loads Lock 11.30
  3:14  decodes the config
  5:14  constructs Auth0Lock of Lock 11.30 (loaded at 1:14)
    only when config.isThirdPartyClient
    client id: config.clientID
    domain: unknown, because `settings` is set by no script of this page (5:45)
    options:
      6:5  auth:
        6:13  redirectUrl: config.callbackURL
      7:5  configurationBaseUrl: 'https://' + config.auth0Domain + '/'
      8:5  closable (or absent): false or null
      perhaps more, because `settings` is set by no script of this page (5:45)
    language is set only afterwards, at 9:3
    options can be added to the object at 5:62; the config there is config
    third-party logins request https://{config.auth0Domain}/info-v1.js: unknown, because what the options are is not known because `settings` is set by no script of this page
    third-party logins request https://{config.auth0Domain}/client/{config.clientID}.js: unknown, because what the options are is not known because `settings` is set by no script of this page
    all logins request https://cdn.auth0.com/js/lock/11.30.6/en.js: unknown, because what the options are is not known because `settings` is set by no script of this page
  5:45  not followed, because `settings` is set by no script of this page

plain.html
  no Lock

"#]]
    );
}

#[test]
fn json_is_one_object() {
    let json = json(&[page(), page_without_lock()]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let construction = &value["pages"][0]["constructions"][0];
    assert_eq!(value["version"], 1);
    assert_eq!(value["pages"][1]["constructions"], serde_json::json!([]));
    assert_eq!(construction["domain"]["kind"], "unknown");
    assert_eq!(
        construction["options"]["properties"][2]["maybe_absent"],
        true
    );
    assert_eq!(construction["sites"][0]["names"][0]["expression"], "config");
    let closable = &construction["options"]["properties"][2];
    let one_of = serde_json::json!({
        "kind": "one-of",
        "text": "false or null",
        "alternatives": [
            { "kind": "boolean", "text": "false" },
            { "kind": "null", "text": "null" },
        ],
    });
    assert_eq!(closable["value"], one_of);
    assert_eq!(closable["key_range"]["start"]["line"], 8);
}

#[test]
fn values_read_like_the_page() {
    let cases = [
        (Value::Number(5.0), "5"),
        (Value::Number(0.5), "0.5"),
        (Value::Number(f64::NEG_INFINITY), "-Infinity"),
        (Value::String("it's".to_owned()), r"'it\'s'"),
        (Value::Config(Vec::new()), "config"),
        (
            Value::Test {
                path: vec!["a".to_owned(), "b".to_owned()],
                negated: true,
            },
            "!config.a.b",
        ),
        (
            Value::Pattern(vec![Part::Hole, Part::Text("/".to_owned())]),
            "… + '/'",
        ),
        (
            Value::Array(Some(vec![item(Value::Null), item(Value::Function)])),
            "[null, a function]",
        ),
        (Value::Object(Object::default()), "{}"),
        (
            Value::Lock(Constructor::Auth0LockPasswordless),
            "Auth0LockPasswordless",
        ),
    ];
    for (value, text) in cases {
        assert_eq!(describe::value(&value), text);
    }
    let many = Value::Array(Some(vec![item(Value::Null); 1000]));
    assert!(describe::value(&many).ends_with(", null, …]"));
    let mut deep = Value::Null;
    for _ in 0..100 {
        deep = Value::Array(Some(vec![item(deep)]));
    }
    assert_eq!(describe::value(&deep), "[[[[…]]]]");
    let long = describe::value(&Value::String("x".repeat(1000)));
    assert!(long.chars().count() < 100, "{long}");
}
