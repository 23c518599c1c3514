//! A page's own Content-Security-Policy, which may name scripts by the hash of their text.

use crate::edit::Edit;
use crate::page::Page;

/// Why edits must not be made, if that is so: a browser would refuse to run the code that comes out, or
/// the program that wrote it would write it anew. The reason completes "not fixed because".
pub(super) fn refusal(page: &Page, text: &str, edits: &[Edit]) -> Option<&'static str> {
    if edits.iter().any(|edit| is_generated(page, edit)) {
        return Some("the script is generated: change the source that it is made from");
    }
    if edits.iter().any(|edit| has_integrity(page, edit)) {
        return Some("the page names the script by its hash, in the attribute `integrity`");
    }
    forbids(page, text, edits)
        .then_some("the page's Content-Security-Policy names its scripts by their hash")
}

/// Whether an edit is in a script that a program wrote.
fn is_generated(page: &Page, edit: &Edit) -> bool {
    let script = page.links.script_at(edit.range);
    script.is_some_and(|script| script.is_generated)
}

/// Whether an edit is in a script whose element has the hash of its code.
fn has_integrity(page: &Page, edit: &Edit) -> bool {
    let mut scripts = page.scripts.iter();
    scripts.any(|script| {
        let element = page.elements.get(script.element);
        script.is_linked
            && script.content.contains(edit.range)
            && element.is_some_and(|element| element.attribute("integrity").is_some())
    })
}

/// Whether a policy of the page names inline code by its hash and an edit changes such code, which a
/// browser would then refuse to run.
fn forbids(page: &Page, text: &str, edits: &[Edit]) -> bool {
    let has_hash = page.elements.iter().any(|element| {
        let value = |name: &str| element.attribute(name).map(|a| a.value(text));
        let is_policy = |kind: &str| kind.trim().eq_ignore_ascii_case("content-security-policy");
        &*element.name == "meta"
            && value("http-equiv").is_some_and(is_policy)
            && value("content").is_some_and(names_hashes)
    });
    has_hash && edits.iter().any(|edit| is_in_code(page, edit))
}

fn names_hashes(policy: &str) -> bool {
    let policy = policy.to_ascii_lowercase();
    ["'sha256-", "'sha384-", "'sha512-"]
        .iter()
        .any(|hash| policy.contains(hash))
}

fn is_in_code(page: &Page, edit: &Edit) -> bool {
    let scripts = page.scripts.iter().map(|script| script.content);
    let handlers = page.handlers.iter().map(|handler| handler.span);
    scripts
        .chain(handlers)
        .any(|code| code.contains(edit.range))
}

#[cfg(test)]
mod tests {
    use crate::check::{Settings, add_ignores, check};
    use crate::input::Source;

    fn page(policy: &str) -> String {
        format!(
            "<meta http-equiv=Content-Security-Policy content=\"{policy}\">
             <script src=https://cdn.auth0.com/js/lock/15.0.2/lock.min.js></script>
             <script>var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
             new Auth0Lock(config.clientID, config.auth0Domain, {{ auth: {{ params: config.internalOptions }} }}).show()</script>"
        )
    }

    /// Why the first finding of a page has no fix, if it has none.
    fn refusal(policy: &str) -> Option<String> {
        let source = Source {
            name: "login.html".to_owned(),
            text: page(policy),
        };
        let findings = check(&source, &Settings::default());
        findings
            .first()
            .and_then(|finding| finding.unfixable.clone())
    }

    #[test]
    fn comments_are_written_beside_such_code() {
        let ignored = |policy: &str| {
            let source = Source {
                name: "login.html".to_owned(),
                text: page(policy),
            };
            add_ignores(&source, &Settings::default(), None).text
        };
        let beside = "<!-- lockwright-ignore missing-tenant-info -->";
        assert!(ignored("script-src 'sha256-abc'").contains(beside));
        let within = "// lockwright-ignore missing-tenant-info\n";
        assert!(ignored("script-src 'unsafe-inline'").contains(within));
    }

    #[test]
    fn code_that_a_policy_names_by_its_hash_is_not_edited() {
        for hashed in [
            "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "default-src 'SHA384-abc' 'unsafe-inline'",
        ] {
            let refusal = refusal(hashed).unwrap_or_default();
            assert!(refusal.contains("hash"), "{hashed}: {refusal}");
        }
        for free in ["script-src 'unsafe-inline'", "script-src 'nonce-abc'"] {
            assert_eq!(refusal(free), None, "{free}");
        }
    }
}
