//! A summary in Markdown, for a comment on a pull request or the page of a CI job.
//!
//! What comes from a page is written with entities wherever Markdown or HTML would read more than
//! text into it: whoever can change a page must not be able to write the comment.

use std::io::{self, Write};

use super::places::Places;
use super::{Checked, Paths, Report, Run, applicability_name, printable};
use crate::edit::Applicability;
use crate::finding::{Finding, Severity};
use crate::rules;

/// As many findings are listed; a comment holds 65,536 characters.
const MOST_FINDINGS: usize = 50;

/// What is shown of a line of code at most, in characters.
const LONG: usize = 160;

/// The Markdown format.
pub(super) struct Markdown {
    paths: Paths,
    least: Applicability,
    /// The rows of the table.
    rows: String,
    /// What can be unfolded below it.
    details: String,
    listed: usize,
}

impl Markdown {
    pub(super) fn new(paths: Paths, least: Applicability) -> Self {
        Self {
            paths,
            least,
            rows: String::new(),
            details: String::new(),
            listed: 0,
        }
    }
}

impl Report for Markdown {
    fn page(&mut self, page: Checked<'_>, _: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(page.text);
        let path = self.paths.name(page.path);
        let room = MOST_FINDINGS - self.listed;
        for finding in page.findings.iter().take(room) {
            self.listed += 1;
            let start = places.position(finding.span.start);
            let place = format!("{path}:{}:{}", start.line, start.column);
            self.rows.push_str(&row(finding, &place, self.least));
            self.details
                .push_str(&detail(finding, &place, &shown(finding, &places)));
        }
        Ok(())
    }

    fn end(&mut self, run: Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let summary = run.summary;
        writeln!(out, "### Lockwright\n\n{summary}")?;
        if !run.troubles.is_empty() {
            writeln!(out)?;
        }
        for trouble in run.troubles {
            writeln!(out, "- Not checked: {}", inline(&trouble.message))?;
        }
        if self.listed > 0 {
            writeln!(out, "\n| | Where | Rule | What |\n|---|---|---|---|")?;
            write!(out, "{}\n{}", self.rows, self.details)?;
        }
        let left = summary.findings.saturating_sub(self.listed);
        if left > 0 {
            writeln!(
                out,
                "\nThe first {} are listed, not {left} more.",
                self.listed
            )?;
        }
        Ok(())
    }
}

fn row(finding: &Finding, place: &str, least: Applicability) -> String {
    let sign = match finding.severity {
        Severity::Error => "❌ error",
        Severity::Warning => "⚠️ warning",
        Severity::Note => "ℹ️ note",
    };
    let is_fixable = finding.is_fixable(least);
    format!(
        "| {sign} | {} | {} | {}{} |\n",
        code(place),
        rule(finding),
        inline(&finding.message),
        if is_fixable { " (fixable)" } else { "" }
    )
}

/// The rule, with a link to its documentation.
fn rule(finding: &Finding) -> String {
    match rules::find(finding.rule) {
        Some(rule) => format!("[{}]({})", rule.id, rule.url()),
        None => finding.rule.to_owned(),
    }
}

/// The code, what to do about it, and what can be done.
fn detail(finding: &Finding, place: &str, line: &str) -> String {
    let mut lines = vec![
        "<details>".to_owned(),
        format!("<summary>{} {}</summary>", code(place), finding.rule),
        String::new(),
        format!("<pre><code>{}</code></pre>", entities(line)),
        String::new(),
    ];
    if let Some(help) = &finding.help {
        lines.extend(help.lines().map(inline));
        lines.push(String::new());
    }
    if let Some(fix) = &finding.fix {
        let applicability = applicability_name(fix.applicability);
        let title = inline(&fix.title);
        lines.extend([format!("Fix ({applicability}): {title}"), String::new()]);
    }
    if let Some(reason) = &finding.unfixable {
        lines.extend([format!("No fix: {}", inline(reason)), String::new()]);
    }
    lines.push("</details>\n".to_owned());
    lines.join("\n")
}

/// What is shown of the line that a finding starts on.
fn shown(finding: &Finding, places: &Places<'_>) -> String {
    let line = places.line_text(finding.span.start);
    let place = places.position(finding.span.start).column - 1;
    // Of a minified line, the part around the finding.
    let skipped = match line.chars().count() {
        short if short <= LONG => 0,
        _ => place.saturating_sub(LONG / 4),
    };
    let part: String = line.chars().skip(skipped).take(LONG).collect();
    part.trim().to_owned()
}

/// A message as one line of Markdown; what stands in backticks in it becomes code.
pub(super) fn inline(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    // With a backtick too few or too many nobody can tell what is code.
    if parts.len() % 2 == 0 {
        return entities(text);
    }
    let parts = parts.iter().enumerate();
    parts
        .map(|(index, part)| {
            if index % 2 == 0 {
                entities(part)
            } else {
                code(part)
            }
        })
        .collect()
}

pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", entities(text))
}

/// Marks around a block of code that do not stand in it.
pub(super) fn fence(code: &str) -> String {
    let runs = code.split(|c| c != '`').map(str::len);
    "`".repeat(runs.max().unwrap_or_default().max(2) + 1)
}

/// The text with every character that Markdown or HTML could read something into as an entity.
fn entities(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            // A name after it would be told of the comment: the space of no width parts the two.
            '@' => written.push_str("@&#8203;"),
            '!' | '#' | '$' | '&' | '*' | '+' | '<' | '=' | '>' | '[' | '\\' | ']' | '^' | '_'
            | '`' | '{' | '|' | '}' | '~' => {
                written.push_str(&format!("&#{};", u32::from(character)));
            }
            other => written.push(other),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::report::Format;
    use crate::report::tests::{
        PAGE, checked, findings, hostile, note, report, report_run, trouble,
    };

    #[test]
    fn is_a_table_with_details() {
        assert_data_eq!(
            report(Format::Markdown, PAGE, &findings(PAGE)),
            str![[r#"
### Lockwright

1 file checked, 2 findings (1 error, 1 note); 1 fixable with --fix

| | Where | Rule | What |
|---|---|---|---|
| ❌ error | <code>login.html:6:14</code> | [missing-tenant-info](https://github.com/lockwright/lockwright/blob/v0.1.0/docs/rules/missing-tenant-info.md) | Lock is constructed without <code>&#95;&#95;useTenantInfo</code> (fixable) |
| ℹ️ note | <code>login.html:3:6</code> | [script-syntax](https://github.com/lockwright/lockwright/blob/v0.1.0/docs/rules/script-syntax.md) | Something to know |

<details>
<summary><code>login.html:6:14</code> missing-tenant-info</summary>

<pre><code>var lock &#61; new Auth0Lock(config.clientID, config.auth0Domain, &#123;</code></pre>

Add <code>&#95;&#95;useTenantInfo: config.isThirdPartyClient</code> to the options

Fix (safe): Add <code>&#95;&#95;useTenantInfo</code>

</details>
<details>
<summary><code>login.html:3:6</code> script-syntax</summary>

<pre><code>&#60;p&#62;Grüße&#60;/p&#62;</code></pre>

</details>

"#]].raw()
        );
    }

    #[test]
    fn is_short_when_there_is_nothing_to_say() {
        assert_data_eq!(
            report(Format::Markdown, PAGE, &[]),
            str![[r#"
### Lockwright

1 file checked, nothing found

"#]]
            .raw()
        );
    }

    #[test]
    fn text_of_a_page_stays_text() {
        for (text, written) in [
            ("plain `code` text", "plain <code>code</code> text"),
            ("a | b", "a &#124; b"),
            ("`<b>`", "<code>&#60;b&#62;</code>"),
            ("an odd ` tick", "an odd &#96; tick"),
            ("[x](y) @name", "&#91;x&#93;(y) @&#8203;name"),
            ("a\nb", "a�b"),
        ] {
            assert_eq!(inline(text), written);
        }
        let (text, findings) = hostile();
        let page = checked(&text, &findings);
        let out = report_run(Format::Markdown, &[page], 1, &[trouble("a", "a|b")]);
        assert!(!out.contains("<script"), "{out}");
        let cells = |line: &&str| line.starts_with('|');
        for row in out.lines().filter(cells) {
            assert_eq!(row.matches('|').count(), 5, "{row}");
        }
    }

    #[test]
    fn the_list_is_cut_and_says_so() {
        let many: Vec<_> = (0..60).map(|_| note(PAGE, "üße")).collect();
        let out = report(Format::Markdown, PAGE, &many);
        assert_eq!(out.matches("<details>").count(), MOST_FINDINGS);
        assert!(out.ends_with("The first 50 are listed, not 10 more.\n"));
    }

    #[test]
    fn a_minified_line_is_cut_around_the_finding() {
        let text = format!("{0}needle{0}", "x();".repeat(1000));
        let places = Places::new(&text);
        let line = shown(&note(&text, "needle"), &places);
        assert!(line.contains("needle") && line.chars().count() <= LONG);
    }
}
