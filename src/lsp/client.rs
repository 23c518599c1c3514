//! What the client can do.

use lsp_types::{ClientCapabilities, MarkupKind, TextDocumentClientCapabilities};

use super::position::Encoding;

/// What the client can do, as far as it changes what is sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Client {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// Whether diagnostics can point at other places.
    pub(super) related_places: bool,
    /// Whether code actions may be more than commands.
    pub(super) code_actions: bool,
    /// Whether an edit can say which version of a document it is for.
    pub(super) versioned_edits: bool,
    /// Whether hovers can be Markdown.
    pub(super) markdown: bool,
    /// Whether the client tells of files that change, when it is asked to.
    pub(super) watches_files: bool,
}

impl Client {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        Self {
            encoding: Encoding::choose(encodings.unwrap_or_default()),
            related_places: document.is_some_and(has_related_places),
            code_actions: document.is_some_and(has_code_actions),
            versioned_edits: has_versioned_edits(capabilities),
            markdown: document.is_some_and(has_markdown),
            watches_files: watches_files(capabilities),
        }
    }
}

fn has_related_places(document: &TextDocumentClientCapabilities) -> bool {
    let diagnostics = document.publish_diagnostics.as_ref();
    diagnostics.and_then(|it| it.related_information) == Some(true)
}

fn has_code_actions(document: &TextDocumentClientCapabilities) -> bool {
    let actions = document.code_action.as_ref();
    actions.is_some_and(|it| it.code_action_literal_support.is_some())
}

fn has_markdown(document: &TextDocumentClientCapabilities) -> bool {
    let hover = document.hover.as_ref();
    let formats = hover.and_then(|it| it.content_format.as_ref());
    formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown))
}

fn has_versioned_edits(capabilities: &ClientCapabilities) -> bool {
    let workspace = capabilities.workspace.as_ref();
    let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
    edit.and_then(|it| it.document_changes) == Some(true)
}

fn watches_files(capabilities: &ClientCapabilities) -> bool {
    let workspace = capabilities.workspace.as_ref();
    let watching = workspace.and_then(|it| it.did_change_watched_files.as_ref());
    watching.and_then(|it| it.dynamic_registration) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_says_nothing_can_do_nothing() {
        assert_eq!(
            Client::new(&ClientCapabilities::default()),
            Client::default()
        );
    }

    #[test]
    fn capabilities_are_found_where_the_protocol_has_them() {
        let capabilities = serde_json::json!({
            "general": { "positionEncodings": ["utf-8", "utf-16"] },
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [""] } }
                },
                "hover": { "contentFormat": ["plaintext", "markdown"] }
            },
            "workspace": {
                "workspaceEdit": { "documentChanges": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true }
            }
        });
        let capabilities = serde_json::from_value(capabilities).expect("they are capabilities");
        let expected = Client {
            encoding: Encoding::Utf8,
            related_places: true,
            code_actions: true,
            versioned_edits: true,
            markdown: true,
            watches_files: true,
        };
        assert_eq!(Client::new(&capabilities), expected);
    }
}
