//! Checkstyle XML, which many CI systems and editors read.

use std::io::{self, Write};

use super::places::Places;
use super::xml::escaped;
use super::{Checked, Paths, Report, Run, Trouble, UNREADABLE};
use crate::finding::Severity;

/// The version of Checkstyle whose format this is.
const VERSION: &str = "10.3";

/// The Checkstyle format.
pub(super) struct Checkstyle {
    paths: Paths,
    begun: bool,
}

impl Checkstyle {
    pub(super) fn new(paths: Paths) -> Self {
        Self {
            paths,
            begun: false,
        }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"{VERSION}\">\n"
        )
    }
}

impl Report for Checkstyle {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        if page.findings.is_empty() {
            return Ok(());
        }
        let places = Places::new(page.text);
        let name = self.paths.name(page.path);
        writeln!(out, "  <file name=\"{}\">", escaped(&name))?;
        for finding in page.findings {
            let start = places.position(finding.span.start);
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"lockwright.{}\"/>",
                start.line,
                start.column,
                severity(finding.severity),
                escaped(&finding.message),
                finding.rule,
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        for Trouble { path, message } in run.troubles {
            let name = self.paths.name(path.as_deref().unwrap_or("-"));
            write!(
                out,
                "  <file name=\"{}\">\n    <error line=\"1\" column=\"1\" severity=\"error\" message=\"{}\" \
                 source=\"lockwright.{UNREADABLE}\"/>\n  </file>\n",
                escaped(&name),
                escaped(message),
            )?;
        }
        writeln!(out, "</checkstyle>")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;
    use snapbox::{IntoData, assert_data_eq, str};

    use crate::report::Format;
    use crate::report::tests::{PAGE, checked, findings, hostile, report, report_on};

    #[test]
    fn a_file_a_page() {
        assert_data_eq!(
            report(Format::Checkstyle, PAGE, &findings(PAGE)),
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="10.3">
  <file name="login.html">
    <error line="6" column="14" severity="error" message="Lock is constructed without `__useTenantInfo`" source="lockwright.missing-tenant-info"/>
    <error line="3" column="6" severity="info" message="Something to know" source="lockwright.script-syntax"/>
  </file>
</checkstyle>

"#]].raw()
        );
    }

    #[test]
    fn is_xml_without_findings_and_whatever_the_page_says() {
        let (text, findings) = hostile();
        for out in [
            report_on(Format::Checkstyle, &[]),
            report(Format::Checkstyle, PAGE, &[]),
            report_on(Format::Checkstyle, &[checked(&text, &findings)]),
        ] {
            let document = Document::parse(&out).expect("it is XML");
            assert!(document.root_element().has_tag_name("checkstyle"));
        }
    }
}
