//! What each format says of the same findings.

use snapbox::{assert_data_eq, str};

mod full;

use super::*;
use crate::edit::{Edit, Fix};
use crate::finding::Related;
use crate::input::FileId;
use crate::span::Span;

pub(super) const PAGE: &str = r#"<!DOCTYPE html>
<script src="https://cdn.auth0.com/js/lock/11.30/lock.min.js"></script>
<p>Grüße</p>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
    closable: false
  });
</script>
"#;

/// The place of the first `needle` in `text`.
pub(super) fn place(text: &str, needle: &str) -> Span {
    let start = text.find(needle).expect("the page holds the needle");
    Span::new(start, start + needle.len())
}

pub(super) fn missing_flag(text: &str) -> Finding {
    let option = place(text, "closable: false");
    Finding {
        rule: "missing-tenant-info",
        severity: Severity::Error,
        message: "Lock is constructed without `__useTenantInfo`".to_owned(),
        file: FileId::default(),
        span: place(text, "new Auth0Lock"),
        label: "knows only the first-party client's connections".to_owned(),
        help: Some("Add `__useTenantInfo: config.isThirdPartyClient` to the options".to_owned()),
        related: vec![
            Related {
                file: FileId::default(),
                span: place(text, "https://cdn.auth0.com/js/lock/11.30/lock.min.js"),
                message: "Lock is loaded here".to_owned(),
            },
            Related {
                file: FileId::default(),
                span: place(text, "'@@config@@'"),
                message: "the config is decoded here".to_owned(),
            },
        ],
        fix: Some(Fix {
            title: "Add `__useTenantInfo`".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                file: FileId::default(),
                range: Span::empty(option.end),
                content: ",\n    __useTenantInfo: config.isThirdPartyClient".to_owned(),
            }],
        }),
        unfixable: None,
    }
}

pub(super) fn note(text: &str, needle: &str) -> Finding {
    Finding {
        rule: "script-syntax",
        severity: Severity::Note,
        message: "Something to know".to_owned(),
        file: FileId::default(),
        span: place(text, needle),
        label: "here".to_owned(),
        help: None,
        related: Vec::new(),
        fix: None,
        unfixable: None,
    }
}

/// An error that can be fixed, and a note.
pub(super) fn findings(text: &str) -> Vec<Finding> {
    vec![missing_flag(text), note(text, "üße")]
}

/// A page and a finding that mean harm to whatever reads the report.
pub(super) fn hostile() -> (String, Vec<Finding>) {
    let text = "a\u{1b}[2J <script>alert(1)</script> | `x` @name \u{ffff}".to_owned();
    let finding = Finding {
        message: format!("]]></failure>\n\"'&<!-- {text}"),
        help: Some(format!("{text}\n</details>\n# {text}")),
        ..note(&text, &text)
    };
    (text, vec![finding])
}

/// What was found on one page.
pub(super) fn checked<'a>(text: &'a str, findings: &'a [Finding]) -> Checked<'a> {
    Checked::new("login.html", text, findings)
}

/// A whole report on one page.
pub(super) fn report(format: Format, text: &str, findings: &[Finding]) -> String {
    report_on(format, &[checked(text, findings)])
}

/// A whole report on some pages.
pub(super) fn report_on(format: Format, pages: &[Checked<'_>]) -> String {
    report_run(format, pages, 1, &[])
}

/// Something that could not be read.
pub(super) fn trouble(path: &str, message: &str) -> Trouble {
    Trouble {
        path: Some(path.to_owned()),
        message: message.to_owned(),
    }
}

/// A whole report of a run.
pub(super) fn report_run(
    format: Format,
    pages: &[Checked<'_>],
    exit_code: u8,
    troubles: &[Trouble],
) -> String {
    report_in(Style::PLAIN, format, pages, exit_code, troubles)
}

fn report_in(
    style: Style,
    format: Format,
    pages: &[Checked<'_>],
    exit_code: u8,
    troubles: &[Trouble],
) -> String {
    let least = Applicability::Safe;
    let paths = Paths::new("/repository", "");
    let mut report = new(
        format,
        Options {
            style,
            least,
            paths,
        },
    );
    let mut summary = Summary::default();
    let mut out = Vec::new();
    for page in pages {
        summary.add(page.findings, 0, least);
        report.page(*page, &mut out).expect("a Vec takes all");
    }
    let run = Run {
        summary: &summary,
        exit_code,
        troubles,
        changed: &[],
    };
    report.end(run, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("reports are text")
}

#[test]
fn concise_is_one_line_a_finding() {
    assert_data_eq!(
        report(Format::Concise, PAGE, &findings(PAGE)),
        str![[r#"
login.html:6:14: error[missing-tenant-info] Lock is constructed without `__useTenantInfo` [*]
login.html:3:6: note[script-syntax] Something to know
1 file checked, 2 findings (1 error, 1 note); 1 fixable with --fix

"#]]
    );
}

#[test]
fn json_is_the_documented_object() {
    let text = report(Format::Json, PAGE, &findings(PAGE));
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    // The snapshot cannot tell: it takes every backslash for a slash.
    let content = &value["findings"][0]["fix"]["edits"][0]["content"];
    assert_eq!(content, ",\n    __useTenantInfo: config.isThirdPartyClient");
    assert_data_eq!(
        text,
        str![[r#"
{"version":1,"findings":[
{"rule":"missing-tenant-info","group":"third-party","severity":"error","message":"Lock is constructed without `__useTenantInfo`","path":"login.html","range":{"start":{"offset":207,"line":6,"column":14},"end":{"offset":220,"line":6,"column":27}},"help":"Add `__useTenantInfo: config.isThirdPartyClient` to the options","related":[{"message":"Lock is loaded here","path":"login.html","range":{"start":{"offset":29,"line":2,"column":14},"end":{"offset":76,"line":2,"column":61}}},{"message":"the config is decoded here","path":"login.html","range":{"start":{"offset":176,"line":5,"column":65},"end":{"offset":188,"line":5,"column":77}}}],"fix":{"title":"Add `__useTenantInfo`","applicability":"safe","edits":[{"path":"login.html","range":{"start":{"offset":279,"line":7,"column":20},"end":{"offset":279,"line":7,"column":20}},"content":",/n    __useTenantInfo: config.isThirdPartyClient"}]},"unfixable":null},
{"rule":"script-syntax","group":"page","severity":"note","message":"Something to know","path":"login.html","range":{"start":{"offset":93,"line":3,"column":6},"end":{"offset":98,"line":3,"column":9}},"help":null,"related":[],"fix":null,"unfixable":null}
],"changed":[],"failures":[],"summary":{"files":1,"failed":0,"findings":2,"errors":1,"warnings":0,"notes":1,"fixable":1,"fixed":0}}

"#]]
    );
}

#[test]
fn json_without_findings_is_whole() {
    assert_data_eq!(
        report(Format::Json, PAGE, &[]),
        str![[r#"
{"version":1,"findings":[
],"changed":[],"failures":[],"summary":{"files":1,"failed":0,"findings":0,"errors":0,"warnings":0,"notes":0,"fixable":0,"fixed":0}}

"#]]
    );
}

/// What could not be read is an entry of its own in the formats that have entries for places only.
#[test]
fn pages_that_cannot_be_read_are_told() {
    let troubles = [trouble("a/gone.html", "a/gone.html: permission denied")];
    let told = |format| report_run(format, &[checked(PAGE, &[])], 2, &troubles);
    assert_data_eq!(
        told(Format::Gitlab),
        str![[r#"
[
  {
    "check_name": "unreadable-page",
    "description": "a/gone.html: permission denied",
    "fingerprint": "[..]",
    "location": {
      "lines": {
        "begin": 1,
        "end": 1
      },
      "path": "a/gone.html"
    },
    "severity": "blocker"
  }
]

"#]]
    );
    assert_data_eq!(
        told(Format::Rdjson),
        str![[r#"
{
  "diagnostics": [
    {
      "code": {
        "value": "unreadable-page"
      },
      "location": {
        "path": "a/gone.html"
      },
      "message": "a/gone.html: permission denied",
      "severity": "ERROR"
    }
  ],
...
"#]]
    );
    assert_data_eq!(
        told(Format::Checkstyle),
        str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="10.3">
  <file name="a/gone.html">
    <error line="1" column="1" severity="error" message="a/gone.html: permission denied" source="lockwright.unreadable-page"/>
  </file>
</checkstyle>

"#]]
    );
    for format in [Format::Json, Format::JsonLines, Format::Sarif] {
        let text = told(format);
        assert!(text.contains("a/gone.html: permission denied"), "{text}");
    }
    assert!(told(Format::Json).contains(r#""failures":[{"path":"a/gone.html","#));
}
