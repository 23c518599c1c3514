//! SARIF, held against the official schema.

use serde_json::{Value, json};

use crate::report::tests::{PAGE, checked, findings, hostile, note, report_run, trouble};
use crate::report::{Checked, Format, Trouble};
use crate::span::Span;
use crate::suppress::{Suppressed, Suppressor};

/// The log of a run, after the official schema has had its say.
fn log(pages: &[Checked<'_>], exit_code: u8, troubles: &[Trouble]) -> Value {
    let text = report_run(Format::Sarif, pages, exit_code, troubles);
    let log: Value = serde_json::from_str(&text).expect("it is JSON");
    let schema = include_str!("../../../tests/formats/sarif-schema-2.1.0.json");
    // A bracket of a pattern is not escaped in it, which ECMA-262 lets pass and the validator does not.
    let schema = schema.replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let errors: Vec<_> = validator
        .iter_errors(&log)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    log
}

#[test]
fn results_say_what_and_where_and_how_to_mend_it() {
    let found = findings(PAGE);
    let log = log(&[checked(PAGE, &found)], 1, &[]);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let result = &run["results"][1];
    assert_eq!(result["ruleId"], "missing-tenant-info");
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap_or(99) as usize];
    assert_eq!(rule["id"], "missing-tenant-info");
    assert!(
        rule["help"]["markdown"]
            .as_str()
            .is_some_and(|help| help.contains("```html\n"))
    );
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"],
        json!({ "uri": "login.html", "uriBaseId": "%SRCROOT%" })
    );
    assert_eq!(
        location["region"],
        json!({ "startLine": 6, "startColumn": 14, "endLine": 6, "endColumn": 27 })
    );
    assert_eq!(
        result["relatedLocations"][1]["message"]["text"],
        "the config is decoded here"
    );
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        replacement,
        &json!({
            "deletedRegion": { "startLine": 7, "startColumn": 20, "endLine": 7, "endColumn": 20 },
            "insertedContent": { "text": ",\n    __useTenantInfo: config.isThirdPartyClient" },
        })
    );
    assert_eq!(result["suppressions"], json!([]));
}

#[test]
fn columns_count_utf16_units() {
    let text = "<p>𝄞é</p><b>";
    let found = [note(text, "<b>")];
    let log = log(&[checked(text, &found)], 0, &[]);
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startColumn"], 11);
}

#[test]
fn suppressed_findings_say_by_whom() {
    let suppressed = |by, reason: Option<&str>| Suppressed {
        finding: note(PAGE, "closable"),
        by,
        reason: reason.map(str::to_owned),
    };
    let suppressed = [
        suppressed(Suppressor::Comment(Span::new(0, 1)), Some("a test")),
        suppressed(Suppressor::Baseline, None),
    ];
    let page = Checked {
        suppressed: &suppressed,
        ..checked(PAGE, &[])
    };
    let log = log(&[page], 0, &[]);
    let results = &log["runs"][0]["results"];
    assert_eq!(
        results[0]["suppressions"],
        json!([{ "kind": "inSource", "justification": "a test" }])
    );
    assert_eq!(results[1]["suppressions"], json!([{ "kind": "external" }]));
    assert_ne!(
        results[0]["partialFingerprints"],
        results[1]["partialFingerprints"]
    );
}

#[test]
fn the_run_tells_how_it_went() {
    let invocation = |exit_code, troubles: &[Trouble]| {
        log(&[], exit_code, troubles)["runs"][0]["invocations"][0].take()
    };
    assert_eq!(
        invocation(1, &[]),
        json!({ "executionSuccessful": true, "exitCode": 1, "toolExecutionNotifications": [] })
    );
    let failed = invocation(2, &[trouble("a.html", "a.html: gone")]);
    assert_eq!(failed["executionSuccessful"], false);
    assert_eq!(
        failed["toolExecutionNotifications"][0]["message"]["text"],
        "a.html: gone"
    );
}

#[test]
fn paths_are_uris() {
    let found = findings(PAGE);
    let page = |path| Checked {
        path,
        ..checked(PAGE, &found)
    };
    let log = log(&[page("a b:c.html"), page("/else/where.html")], 1, &[]);
    let location = |index: usize| {
        &log["runs"][0]["results"][index]["locations"][0]["physicalLocation"]["artifactLocation"]
    };
    assert_eq!(location(0)["uri"], "a%20b%3Ac.html");
    assert_eq!(location(2), &json!({ "uri": "file:///else/where.html" }));
}

#[test]
fn is_valid_whatever_the_page_says() {
    let (text, found) = hostile();
    log(&[checked(&text, &found)], 1, &[trouble("a.html", &text)]);
}
