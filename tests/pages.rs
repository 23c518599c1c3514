//! Mistakes in pages that are easy to make: what is said about them, and what fixing makes of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use lockwright::check::{Settings, check, fix};
use lockwright::edit::Applicability;
use lockwright::input::Source;
use lockwright::lock::catalog::Target;
use lockwright::rules::RULES;

const DECODE: &str =
    "var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));";
const LOAD: &str = "<script src=\"https://cdn.auth0.com/js/lock/11.30/lock.min.js\"></script>";

fn source(text: &str) -> Source {
    let bytes = text.as_bytes().to_vec();
    Source::from_bytes("page.html".to_owned(), bytes).expect("it is UTF-8")
}

fn settings(target: Target) -> Settings {
    // What is said of the release and of the transaction is no concern here.
    let others = ["vulnerable-lock", "lost-transaction", "lock-not-shown"];
    let rules = RULES.iter().filter(|rule| !others.contains(&rule.id));
    Settings {
        target,
        selection: rules.copied().collect(),
        ..Settings::default()
    }
}

/// Each finding as `rule: message`, with the code that it is about.
fn findings(text: &str, target: Target) -> Vec<String> {
    let findings = check(&source(text), &settings(target));
    let findings = findings.iter().map(|finding| {
        let (rule, message) = (finding.rule, &finding.message);
        format!("{rule}: {message} [{}]", finding.span.text(text))
    });
    findings.collect()
}

fn fixed(text: &str, target: Target) -> String {
    let source = source(text);
    fix(&source, &settings(target), Applicability::Safe).text
}

#[test]
fn a_script_that_is_left_open_is_named() {
    for first in ["<script>", "<SCRIPT>", "<script type=text/javascript>"] {
        let text = format!(
            "<!DOCTYPE html>\n{first}\n  document.title = 'Sign in';\n{LOAD}\n<script>\n{DECODE}\n\
             new Auth0Lock(config.clientID, config.auth0Domain, {{ \
             __useTenantInfo: config.isThirdPartyClient }}).show();\n</script>\n"
        );
        assert_eq!(
            findings(&text, Target::Cloud),
            [format!(
                "unclosed-script: this `<script>` is not closed before the next one, so a browser \
                 runs neither [{first}]"
            )]
        );
    }
    let elsewhere = "<!-- Auth0Lock --><script>a = ;\nvar b = '<script>';</script>";
    assert_eq!(
        findings(elsewhere, Target::Cloud),
        ["script-syntax: the script does not parse: unexpected `;` [;]"]
    );
}

#[test]
fn lock_in_an_application_gets_one_note() {
    let page = |id: &str, options: &str| {
        format!(
            "{LOAD}<script>var lock = new Auth0Lock({id}, 'acme.auth0.com', {options});</script>"
        )
    };
    let rules = |text: &str| -> Vec<_> {
        let findings = check(&source(text), &settings(Target::Cloud));
        let rules = findings.into_iter().map(|it| (it.rule, it.severity));
        rules.collect()
    };
    let note = lockwright::finding::Severity::Note;
    for options in [
        "{ auth: { redirectUrl: location.origin + '/callback' } }",
        "{ auth: { redirect: false } }",
    ] {
        let text = page("'CLIENT_ID'", options);
        assert_eq!(rules(&text), [("missing-config", note)], "{options}");
    }
    for (id, options) in [
        ("'CLIENT_ID'", "{ closable: false }"),
        ("clientId", "{ auth: { redirect: false } }"),
        ("'@@clientID@@'", "{ auth: { redirect: false } }"),
    ] {
        let text = page(id, options);
        assert!(!rules(&text).contains(&("missing-config", note)), "{text}");
        assert!(rules(&text).len() > 1, "{text}");
    }
}

#[test]
fn base64_text_has_no_members() {
    let text = format!(
        "{LOAD}<script>new Auth0Lock('@@config@@.clientID', '@@config@@.auth0Domain').show();</script>"
    );
    let told = findings(&text, Target::Cloud);
    let message = "missing-config: `@@config@@` is given to Lock without being decoded: it is base64 \
                   text and has no members [@@config@@]";
    assert!(told.iter().any(|told| told == message), "{told:?}");
}

#[test]
fn an_old_lock_on_a_custom_domain_is_replaced_along_with_the_options() {
    let text = format!(
        "<script src=\"https://cdn.auth0.com/js/lock/11.3/lock.min.js\"></script>\n<script>\n\t{DECODE}\n\
         \tvar lock = new Auth0Lock(config.clientID, config.auth0Domain, {{\n\t\tclosable: false\n\t}});\n\
         \tlock.show();\n</script>\n"
    );
    let told = findings(&text, Target::CustomDomain);
    assert!(
        told.iter()
            .any(|told| told.starts_with("outdated-lock: Lock 11.3.1 is older than 11.8.0")),
        "{told:?}"
    );
    let text = fixed(&text, Target::CustomDomain);
    assert!(text.contains("/js/lock/11.35/lock.min.js"), "{text}");
    let options = "\n\t\tclosable: false,\n\t\t__useTenantInfo: config.isThirdPartyClient,\n\
                   \t\tconfigurationBaseUrl: config.clientConfigurationBaseUrl,\n\t\toverrides: {\n\
                   \t\t\t__tenant: config.auth0Tenant,\n\
                   \t\t\t__token_issuer: config.authorizationServer.issuer\n\t\t}\n\t});";
    assert!(text.contains(options), "{text}");
    assert_eq!(findings(&text, Target::CustomDomain), [""; 0]);
}
