//! What is shown when somebody points at a place: why it is a finding, and what Lock is given there.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::document::Page;
use crate::finding::Finding;
use crate::lock::{Construction, Model};
use crate::report::inspect::{self, Inspected};
use crate::report::severity_name;
use crate::rules;
use crate::span::Span;

/// What is known of a place; `None` when that is nothing.
pub(super) fn at(page: &Page<'_>, position: Position) -> Option<Hover> {
    let offset = page.positions.offset(position);
    let here = |span: Span| span.contains(Span::empty(offset));
    let findings = page.findings().iter().filter(|f| here(f.span));
    let constructions = page.model().constructions.iter();
    let constructions = constructions.filter(|it| head(it).contains(Span::new(offset, offset + 1)));
    let markdown = page.client.markdown;
    let explained = findings.map(|finding| {
        let text = match markdown {
            true => explain(finding),
            false => explain_plainly(finding),
        };
        (finding.span, text)
    });
    let shown = constructions.map(|it| {
        let outline = show(page, it);
        let text = match markdown {
            true => format!("```text\n{outline}\n```\n"),
            false => outline,
        };
        (head(it), text)
    });
    let (spans, parts): (Vec<Span>, Vec<String>) = explained.chain(shown).unzip();
    // The editor marks what is explained: the smallest of the places.
    let span = spans.into_iter().min_by_key(|span| span.len())?;
    let (kind, between) = match markdown {
        true => (MarkupKind::Markdown, "\n---\n\n"),
        false => (MarkupKind::PlainText, "\n\n"),
    };
    let value = parts.join(between);
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(page.positions.range(span)),
    })
}

/// A finding and the documentation of its rule.
fn explain(finding: &Finding) -> String {
    let severity = severity_name(finding.severity);
    let mut text = format!("**{severity}: {}** ({})\n", finding.message, finding.rule);
    let reason = finding.unfixable.as_ref();
    let reason = reason.map(|reason| format!("not fixed, because {reason}"));
    for line in finding.help.iter().chain(&reason) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{line}\n");
    }
    if let Some(rule) = rules::find(finding.rule) {
        let documentation = rule.documentation();
        // The rule has been named.
        let untitled = documentation.split_once('\n').map_or("", |(_, rest)| rest);
        let (id, url) = (rule.id, rule.url());
        let _ = write!(text, "{untitled}\n[{id}]({url})\n");
    }
    text
}

/// The same for a client that does not render Markdown: what is wrong, what to do, and why it matters.
fn explain_plainly(finding: &Finding) -> String {
    let severity = severity_name(finding.severity);
    let mut paragraphs = vec![format!(
        "{severity}: {} ({})",
        finding.message, finding.rule
    )];
    paragraphs.extend(finding.help.clone());
    let reason = finding.unfixable.as_ref();
    paragraphs.extend(reason.map(|reason| format!("not fixed, because {reason}")));
    if let Some(rule) = rules::find(finding.rule) {
        paragraphs.push(rule.reason());
        paragraphs.push(format!("{}: {}", rule.id, rule.url()));
    }
    paragraphs.join("\n\n")
}

/// The part of a construction before its arguments: whoever points at an option means the option.
fn head(construction: &Construction) -> Span {
    let span = construction.span;
    let arguments = construction.arguments.spans.first();
    let end = arguments.map_or(span.end, |first| first.start);
    Span::new(span.start, end.max(span.start))
}

/// What Lock is given and will request, in the words of `lockwright inspect`.
fn show(page: &Page<'_>, construction: &Construction) -> String {
    let settings = page.checked.settings.as_ref();
    let inspected = Inspected {
        source: page.document.source.clone(),
        linked: None,
        model: Model {
            loads: page.model().loads.clone(),
            constructions: vec![construction.clone()],
            ..Model::default()
        },
        target: settings.map(|settings| settings.target).unwrap_or_default(),
    };
    let outline = inspect::text(&[inspected]);
    // The first line is the page's name; all others are indented below it.
    let lines = outline.lines().skip(1);
    let lines = lines.map(|line| line.strip_prefix("  ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::client::Client;
    use super::super::document::tests::with_page;
    use super::*;

    const PAGE: &str = "<script src=https://cdn.auth0.com/js/lock/15.0.2/lock.min.js></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, {
    closable: false, __useTenantInfo: FLAG, auth: { params: config.internalOptions }
  }).show();
</script>
";

    /// What is shown where `needle` first stands in the page with this value of the flag.
    fn shown(flag: &str, needle: &str) -> Option<String> {
        let text = PAGE.replace("FLAG", flag);
        let offset = text.find(needle).expect("it is there");
        let client = Client {
            markdown: true,
            ..Client::default()
        };
        let hover = with_page(&text, client, |page| {
            at(page, page.positions.position(offset))
        });
        hover.map(|hover| match hover.contents {
            HoverContents::Markup(content) => content.value,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_construction_shows_what_lock_is_given_and_requests() {
        let shown = shown("config.isThirdPartyClient", "Auth0Lock").expect("something is shown");
        for part in [
            "constructs Auth0Lock of Lock 15.0.2",
            "closable: false",
            "__useTenantInfo: config.isThirdPartyClient",
            "third-party logins request https://",
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(!shown.contains("untitled:"), "{shown}");
    }

    #[test]
    fn a_finding_shows_the_documentation_of_its_rule() {
        let shown = shown("'no'", "'no'").expect("something is shown");
        for part in ["(wrong-tenant-info)", "## Why it matters", "```html\n"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert!(!shown.contains("```html,"), "{shown}");
    }

    #[test]
    fn plain_text_has_no_marks() {
        let client = Client {
            markdown: false,
            ..Client::default()
        };
        let text = PAGE.replace("FLAG", "'no'");
        for (needle, part) in [
            ("'no'", "(wrong-tenant-info)"),
            ("Auth0Lock", "constructs Auth0Lock"),
        ] {
            let offset = text.find(needle).expect("it is there");
            let hover = with_page(&text, client, |page| {
                at(page, page.positions.position(offset))
            });
            let Some(HoverContents::Markup(content)) = hover.map(|hover| hover.contents) else {
                panic!("nothing is shown");
            };
            assert_eq!(content.kind, MarkupKind::PlainText);
            assert!(content.value.contains(part), "{}", content.value);
            for mark in ["**", "```", "## ", "---"] {
                assert!(!content.value.contains(mark), "{}", content.value);
            }
        }
    }

    #[test]
    fn elsewhere_nothing_is_shown() {
        for needle in [
            "closable",
            "var config",
            "</script>\n<script>",
            "config.clientID",
        ] {
            assert_eq!(shown("config.isThirdPartyClient", needle), None, "{needle}");
        }
    }
}
