//! JUnit XML: a test suite a page, a failed test case a finding.
//!
//! A page without findings is a test case that passed, and what could not be read is one with an
//! error, so that a run that saw nothing does not look like one that found nothing.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::places::Places;
use super::xml::escaped;
use super::{Checked, Paths, Report, Run, severity_name};
use crate::finding::Finding;

/// The JUnit format.
pub(super) struct Junit {
    paths: Paths,
    /// The suites written so far: their root element needs counts that are known at the end.
    suites: String,
    tests: usize,
}

impl Junit {
    pub(super) fn new(paths: Paths) -> Self {
        Self {
            paths,
            suites: String::new(),
            tests: 0,
        }
    }

    /// Adds a suite with the test cases in `cases`.
    fn suite(&mut self, name: &str, cases: &[String], failures: usize, errors: usize) {
        let tests = cases.len();
        self.tests += tests;
        // Writing to a string cannot fail.
        let _ = write!(
            self.suites,
            "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n\
             {}  </testsuite>\n",
            escaped(name),
            cases.concat()
        );
    }
}

impl Report for Junit {
    fn page(&mut self, page: Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        let name = self.paths.name(page.path);
        let places = Places::new(page.text);
        let findings = page.findings.iter();
        let mut cases: Vec<_> = findings
            .map(|finding| failed(finding, &name, &places))
            .collect();
        if cases.is_empty() {
            cases.push(format!(
                "    <testcase name=\"no findings\" classname=\"{0}\" file=\"{0}\"/>\n",
                escaped(&name)
            ));
        }
        self.suite(&name, &cases, page.findings.len(), 0);
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        if !run.troubles.is_empty() {
            let cases: Vec<_> = run
                .troubles
                .iter()
                .map(|trouble| error(&trouble.message))
                .collect();
            self.suite("lockwright", &cases, 0, cases.len());
        }
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"lockwright\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n\
             {}</testsuites>\n",
            self.tests,
            run.summary.findings,
            run.troubles.len(),
            self.suites
        )
    }
}

/// The test case of a finding.
fn failed(finding: &Finding, name: &str, places: &Places<'_>) -> String {
    let start = places.position(finding.span.start);
    let mut text = format!(
        "{name}:{}:{}: {}",
        start.line, start.column, finding.message
    );
    if let Some(help) = &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    format!(
        "    <testcase name=\"{rule} at {line}:{column}\" classname=\"{name}\" file=\"{name}\" line=\"{line}\">\n      \
         <failure type=\"{severity}\" message=\"{message}\">{text}</failure>\n    \
         </testcase>\n",
        rule = finding.rule,
        line = start.line,
        column = start.column,
        name = escaped(name),
        severity = severity_name(finding.severity),
        message = escaped(&finding.message),
        text = escaped(&text),
    )
}

/// The test case of something that could not be done.
fn error(trouble: &str) -> String {
    format!(
        "    <testcase name=\"{0}\" classname=\"lockwright\">\n      \
         <error message=\"{0}\"/>\n    \
         </testcase>\n",
        escaped(trouble)
    )
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;
    use snapbox::{IntoData, assert_data_eq, str};

    use crate::report::Format;
    use crate::report::tests::{
        PAGE, checked, findings, hostile, report, report_on, report_run, trouble,
    };

    #[test]
    fn a_suite_a_page() {
        assert_data_eq!(report(Format::Junit, PAGE, &findings(PAGE)), str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="lockwright" tests="2" failures="2" errors="0">
  <testsuite name="login.html" tests="2" failures="2" errors="0">
    <testcase name="missing-tenant-info at 6:14" classname="login.html" file="login.html" line="6">
      <failure type="error" message="Lock is constructed without `__useTenantInfo`">login.html:6:14: Lock is constructed without `__useTenantInfo`&#10;help: Add `__useTenantInfo: config.isThirdPartyClient` to the options</failure>
    </testcase>
    <testcase name="script-syntax at 3:6" classname="login.html" file="login.html" line="3">
      <failure type="note" message="Something to know">login.html:3:6: Something to know</failure>
    </testcase>
  </testsuite>
</testsuites>

"#]].raw());
    }

    #[test]
    fn counts_are_those_of_the_cases() {
        let found = findings(PAGE);
        let pages = [checked(PAGE, &found), checked(PAGE, &[])];
        let troubles = [trouble("a.html", "a.html: <gone>")];
        let text = report_run(Format::Junit, &pages, 2, &troubles);
        let document = Document::parse(&text).expect("it is XML");
        for suite in document.descendants() {
            let count = |tag| suite.descendants().filter(|n| n.has_tag_name(tag)).count();
            if suite.tag_name().name().starts_with("testsuite") {
                for (attribute, tag) in [
                    ("tests", "testcase"),
                    ("failures", "failure"),
                    ("errors", "error"),
                ] {
                    let counted = count(tag).to_string();
                    assert_eq!(suite.attribute(attribute), Some(counted.as_str()), "{text}");
                }
            }
        }
    }

    #[test]
    fn is_xml_whatever_the_page_says() {
        let (text, findings) = hostile();
        let out = report_on(Format::Junit, &[checked(&text, &findings)]);
        let document = Document::parse(&out).expect("it is XML");
        let failure = document.descendants().find(|n| n.has_tag_name("failure"));
        let message = failure.and_then(|failure| failure.attribute("message"));
        assert!(
            message.is_some_and(|m| m.contains("]]></failure>\n")),
            "{out}"
        );
    }
}
