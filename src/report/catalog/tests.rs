//! What the catalog looks like.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn the_history_of_an_option() {
    let history = text(Topic::Options, Some("socialButtonStyle")).expect("there is one");
    assert_data_eq!(
        history,
        str![[r#"
socialButtonStyle
  type        'big' or 'small'
              any other value is ignored
  read by     both constructors
  releases    10.0.0 – 11.15.0
  in show()   from 10.8.0
  note        all buttons are big since 11.16.0

"#]]
    );
    assert_eq!(text(Topic::Options, Some("closeable")), None);
}

#[test]
fn one_release() {
    let release = text(Topic::Releases, Some("11.24.3")).expect("there is one");
    assert!(release.starts_with("Lock 11.24.3, 20"), "{release}");
    for part in [
        "auth0.js 9.",
        "defect: each login asks",
        "CVE-2021-32641 (high)",
    ] {
        assert!(release.contains(part), "{part}: {release}");
    }
}

#[test]
fn every_topic_is_a_table_and_json() {
    for topic in Topic::value_variants() {
        let table = text(*topic, None).expect("there is a table");
        assert!(table.lines().count() > 3, "{topic:?}");
        let value: serde_json::Value =
            serde_json::from_str(&json(&[*topic], None)).expect("it is JSON");
        assert_eq!(value["version"], 1);
        let name = topic.to_possible_value().expect("it has a name");
        let entries = value[name.get_name()].as_array().expect("it is a list");
        assert_eq!(entries.len(), table.lines().count(), "{topic:?}");
    }
}

#[test]
fn json_of_one_option() {
    let value: serde_json::Value =
        serde_json::from_str(&json(&[Topic::Options], Some("auth.sso"))).expect("it is JSON");
    assert_eq!(value["options"][0]["path"], "auth.sso");
    assert_eq!(value["options"].as_array().map(Vec::len), Some(1));
}
