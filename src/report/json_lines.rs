//! One JSON object a line: a finding as in the JSON format, a page that was changed, a failure, and last the
//! summary. `type` tells which.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Failure, Finding};
use super::places::Places;
use super::{Checked, Paths, Report, Run, Summary};

/// The JSON lines format.
pub(super) struct JsonLines {
    paths: Paths,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line<'a> {
    Finding(Box<Finding<'a>>),
    Changed { path: String },
    Failure(Failure<'a>),
    Summary(&'a Summary),
}

impl JsonLines {
    pub(super) fn new(paths: Paths) -> Self {
        Self { paths }
    }
}

impl Report for JsonLines {
    fn page(&mut self, page: Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        for finding in page.findings {
            let finding = Finding::new(&path, finding, &places, &page, &self.paths);
            write_line(&Line::Finding(Box::new(finding)), out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        for path in run.changed {
            let path = self.paths.name(path);
            write_line(&Line::Changed { path }, out)?;
        }
        for trouble in run.troubles {
            write_line(&Line::Failure(Failure::new(trouble, &self.paths)), out)?;
        }
        write_line(&Line::Summary(run.summary), out)
    }
}

fn write_line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use crate::report::Format;
    use crate::report::tests::{PAGE, findings, report};

    #[test]
    fn every_line_is_an_object() {
        assert_data_eq!(
            report(Format::JsonLines, PAGE, &findings(PAGE)),
            str![[r#"
{"type":"finding","rule":"missing-tenant-info","group":"third-party","severity":"error","message":"Lock is constructed without `__useTenantInfo`","path":"login.html","range":{"start":{"offset":207,"line":6,"column":14},"end":{"offset":220,"line":6,"column":27}},"help":"Add `__useTenantInfo: config.isThirdPartyClient` to the options","related":[{"message":"Lock is loaded here","path":"login.html","range":{"start":{"offset":29,"line":2,"column":14},"end":{"offset":76,"line":2,"column":61}}},{"message":"the config is decoded here","path":"login.html","range":{"start":{"offset":176,"line":5,"column":65},"end":{"offset":188,"line":5,"column":77}}}],"fix":{"title":"Add `__useTenantInfo`","applicability":"safe","edits":[{"path":"login.html","range":{"start":{"offset":279,"line":7,"column":20},"end":{"offset":279,"line":7,"column":20}},"content":",\n    __useTenantInfo: config.isThirdPartyClient"}]},"unfixable":null}
{"type":"finding","rule":"script-syntax","group":"page","severity":"note","message":"Something to know","path":"login.html","range":{"start":{"offset":93,"line":3,"column":6},"end":{"offset":98,"line":3,"column":9}},"help":null,"related":[],"fix":null,"unfixable":null}
{"type":"summary","files":1,"failed":0,"findings":2,"errors":1,"warnings":0,"notes":1,"fixable":1,"fixed":0}

"#]].raw()
        );
    }
}
