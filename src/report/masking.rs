//! Secrets of a page do not go into reports.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::rules::CONFIDENTIAL;

/// What stands for each byte of a secret.
const MASK: char = '*';

/// Bytes at the start of a secret that stay: they say what kind it is.
const SHOWN: usize = 3;

/// The text with asterisks where findings stand at secrets. Offsets, lines and columns of all else stay.
#[must_use]
pub fn masked<'t, 'f>(
    text: &'t str,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Cow<'t, str> {
    let secrets = findings
        .into_iter()
        .filter(|finding| CONFIDENTIAL.contains(&finding.rule));
    let mut spans: Vec<_> = secrets.map(|finding| finding.span).collect();
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    spans.sort();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        let shown = (span.start + SHOWN).min(span.end);
        let shown = (shown..=span.end).find(|at| text.is_char_boundary(*at));
        let start = shown.unwrap_or(span.end).max(at);
        let (Some(before), Some(secret)) = (text.get(at..start), text.get(start..span.end)) else {
            continue;
        };
        masked.push_str(before);
        for c in secret.chars() {
            if matches!(c, '\n' | '\r') {
                masked.push(c);
            } else {
                masked.extend(std::iter::repeat_n(MASK, c.len_utf8()));
            }
        }
        at = span.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::input::FileId;
    use crate::span::Span;

    fn finding(rule: &'static str, span: Span) -> Finding {
        Finding {
            rule,
            severity: Severity::Error,
            message: String::new(),
            file: FileId::default(),
            span,
            label: String::new(),
            help: None,
            related: Vec::new(),
            fix: None,
            unfixable: None,
        }
    }

    #[test]
    fn only_secrets_are_masked() {
        let text = "a = 'sécret\nmore' + b";
        let secret = Span::new(5, 17);
        let other = [finding("missing-tenant-info", secret)];
        assert_eq!(masked(text, &other), text);
        let findings = [
            finding("leaked-secret", secret),
            finding("leaked-secret", secret),
        ];
        let masked = masked(text, &findings);
        assert_eq!(masked, "a = 'sé****\n****' + b");
        assert_eq!(masked.len(), text.len());
    }
}
