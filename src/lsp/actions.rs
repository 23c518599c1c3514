//! What the editor can be asked to do: quick fixes, comments that ignore a finding, and all safe fixes
//! at once.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};
use similar::{Algorithm, DiffTag};

use super::diagnostics;
use super::document::Page;
use crate::edit::{Applicability, Edit};
use crate::finding::Finding;
use crate::span::Span;

/// All safe fixes at once. Editors can be told to do this when a page is saved.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.lockwright");

/// The kinds of actions that there are.
pub(super) fn kinds() -> Vec<CodeActionKind> {
    vec![CodeActionKind::QUICKFIX, FIX_ALL]
}

/// What can be done about the findings in `range`, and, if that is wanted, on the whole page.
pub(super) fn offer(
    page: &Page<'_>,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    if !page.client.code_actions {
        return Vec::new();
    }
    let mut actions = Vec::new();
    if wants(context, &CodeActionKind::QUICKFIX) {
        let span = page.positions.span(range);
        let findings = page.findings().iter();
        let there: Vec<&Finding> = findings.filter(|it| touches(it.span, span)).collect();
        actions.extend(there.iter().filter_map(|finding| quick_fix(page, finding)));
        if !is_idle(context) {
            actions.extend(there.iter().filter_map(|finding| ignore(page, finding)));
        }
    }
    if wants(context, &FIX_ALL) && !is_idle(context) {
        actions.extend(fix_all(page));
    }
    actions.into_iter().map(Into::into).collect()
}

/// Whether the client asks for actions of this kind. `source` stands for `source.fixAll` too.
fn wants(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let Some(only) = &context.only else {
        return true;
    };
    only.iter().any(|wanted| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('.') || wanted.as_str().is_empty()
        })
    })
}

/// Whether nobody asked for actions: the cursor moved, and the editor wants to know whether to show
/// a light bulb.
fn is_idle(context: &CodeActionContext) -> bool {
    context.only.is_none() && context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC)
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The fix of a finding, preferred when it is safe.
fn quick_fix(page: &Page<'_>, finding: &Finding) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let title = match fix.applicability {
        Applicability::Safe => fix.title.clone(),
        Applicability::Unsafe => format!("{} (unsafe: look at what it changes)", fix.title),
        Applicability::DisplayOnly => return None,
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostics::one(page, finding)]),
        edit: Some(workspace_edit(page, &fix.edits)),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        ..CodeAction::default()
    })
}

/// A comment that ignores a finding, where one can be written.
fn ignore(page: &Page<'_>, finding: &Finding) -> Option<CodeAction> {
    let edit = page.ignoring(finding)?;
    Some(CodeAction {
        title: format!("Ignore {} here", finding.rule),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostics::one(page, finding)]),
        edit: Some(workspace_edit(page, &[edit])),
        ..CodeAction::default()
    })
}

/// All safe fixes, if there are any.
fn fix_all(page: &Page<'_>) -> Option<CodeAction> {
    let mut fixes = page.findings().iter().filter_map(|f| f.fix.as_ref());
    if !fixes.any(|fix| fix.applicability == Applicability::Safe) {
        return None;
    }
    let edits = changed_lines(page.text(), page.fixed());
    Some(CodeAction {
        title: "Lockwright: make all safe fixes".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(workspace_edit(page, &edits)),
        ..CodeAction::default()
    })
}

/// The lines that differ, so that the editor keeps cursors and folds everywhere else.
fn changed_lines(old: &str, new: &str) -> Vec<Edit> {
    let (old, new) = (lines(old), lines(new));
    let mut edits = Vec::new();
    let mut offset = 0;
    for operation in similar::capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, old_lines, new_lines) = operation.as_tag_tuple();
        let length = joined(&old, old_lines).len();
        if tag != DiffTag::Equal {
            let range = Span::new(offset, offset + length);
            edits.push(Edit::replacement(range, joined(&new, new_lines)));
        }
        offset += length;
    }
    edits
}

/// The lines of a text with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn joined(lines: &[&str], range: std::ops::Range<usize>) -> String {
    lines.get(range).unwrap_or_default().concat()
}

fn workspace_edit(page: &Page<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let document = page.document;
    let edits = edits.iter().map(|edit| {
        let range = page.positions.range(edit.range);
        TextEdit::new(range, edit.content.clone())
    });
    if !page.client.versioned_edits {
        return unversioned(document.uri.clone(), edits.collect());
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: document.uri.clone(),
                version: Some(document.version),
            },
            edits: edits.map(OneOf::Left).collect(),
        }])),
        ..WorkspaceEdit::default()
    }
}

fn unversioned(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri, edits)]))
}

#[cfg(test)]
mod tests {
    use super::super::client::Client;
    use super::super::document::tests::with_page;
    use super::*;
    use crate::edit;
    use lsp_types::Position;
    use proptest::prelude::*;

    const OUTDATED: &str = "<script src=https://cdn.auth0.com/js/lock/10.3.0/lock.min.js></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions } }).show();
</script>
";

    fn context(only: Option<&[&'static str]>) -> CodeActionContext {
        let kinds = |only: &[&'static str]| only.iter().map(|it| CodeActionKind::new(it)).collect();
        CodeActionContext {
            only: only.map(kinds),
            ..CodeActionContext::default()
        }
    }

    /// The kinds of what is offered on line `line` of the page.
    fn offered(line: u32, context: &CodeActionContext) -> Vec<String> {
        let client = Client {
            code_actions: true,
            ..Client::default()
        };
        let place = Position::new(line, 20);
        let actions = with_page(OUTDATED, client, |page| {
            offer(page, Range::new(place, place), context)
        });
        let kind = |action| match action {
            CodeActionOrCommand::CodeAction(action) => {
                action.kind.map(|kind| kind.as_str().to_owned())
            }
            CodeActionOrCommand::Command(_) => None,
        };
        actions.into_iter().filter_map(kind).collect()
    }

    #[test]
    fn what_is_offered_is_what_is_asked_for() {
        let (fix, all) = ("quickfix", "source.fixAll.lockwright");
        type Case<'a> = (u32, Option<&'a [&'static str]>, &'a [&'a str]);
        let cases: [Case<'_>; 9] = [
            (0, None, &[fix, fix, fix, fix, fix, all]),
            (2, None, &[all]),
            (3, None, &[fix, fix, all]),
            (3, Some(&["quickfix"]), &[fix, fix]),
            (3, Some(&["source"]), &[all]),
            (3, Some(&["source.fixAll"]), &[all]),
            (3, Some(&["source.fixAll.other"]), &[]),
            (3, Some(&["refactor", "quick"]), &[]),
            (3, Some(&[""]), &[fix, fix, all]),
        ];
        for (line, only, expected) in cases {
            assert_eq!(offered(line, &context(only)), expected, "{line} {only:?}");
        }
    }

    #[test]
    fn a_light_bulb_costs_no_fixing() {
        let idle = CodeActionContext {
            trigger_kind: Some(CodeActionTriggerKind::AUTOMATIC),
            ..context(None)
        };
        assert_eq!(offered(3, &idle), ["quickfix"]);
    }

    #[test]
    fn a_finding_can_be_ignored_where_it_is() {
        let ignored = with_page(OUTDATED, Client::default(), |page| {
            let finding = page.findings().last().expect("there are two");
            page.ignoring(finding)
                .map(|edit| edit::apply(OUTDATED, &[edit]))
        });
        let lock = "  new Auth0Lock(";
        let comment = "  // lockwright-ignore missing-tenant-info\n";
        let expected = OUTDATED.replace(lock, &format!("{comment}{lock}"));
        assert_eq!(ignored, Some(Ok(expected)));
    }

    proptest! {
        #[test]
        fn changed_lines_make_the_new_text(
            old in "[ab\\r\\né]{0,12}",
            new in "[ab\\r\\né]{0,12}",
        ) {
            let edits = changed_lines(&old, &new);
            prop_assert_eq!(edit::apply(&old, &edits), Ok(new));
        }
    }
}
