//! What settings do to findings, fixes and the exit code.

use crate::folder::{Folder, UNREADY};

#[test]
fn settings_decide_on_the_exit_code() {
    for (text, code) in [
        ("", 1),
        ("select = ['page']", 0),
        ("select = []", 0),
        ("ignore = ['missing-tenant-info']", 0),
        ("severity.missing-tenant-info = 'off'", 0),
        ("severity.missing-tenant-info = 'warning'", 0),
        ("severity.third-party = 'note'\nfail-on = 'note'", 1),
        ("severity.third-party = 'note'\nfail-on = 'warning'", 0),
        ("fail-on = 'never'", 0),
        ("exclude = ['login.html']", 0),
        ("exclude = ['*.html', '!login.html']", 1),
        ("[[overrides]]\npaths = ['*.html']\nfail-on = 'never'", 0),
        ("[[overrides]]\npaths = ['*.htm']\nfail-on = 'never'", 1),
        (
            "ignore = ['all']\n[[overrides]]\npaths = ['/login.html']\nselect = ['all']",
            1,
        ),
        ("unfixable = ['all']", 1),
    ] {
        let folder = Folder::with("login.html", UNREADY);
        folder.put("lockwright.toml", text);
        let run = folder.run(&["check"]);
        assert_eq!(run.code, Some(code), "{text}: {run:?}");
    }
}

#[test]
fn a_severity_is_what_findings_say() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put(
        "lockwright.toml",
        "output-format = 'json'\nseverity.all = 'note'",
    );
    let json = folder.run(&["check"]).json();
    assert_eq!(json["findings"][0]["severity"], "note");
    assert_eq!(json["summary"]["notes"], 1);
    let text = folder.run(&["check", "--output-format", "concise"]).stdout;
    assert!(text.contains("note[missing-tenant-info]"), "{text}");
}

#[test]
fn what_is_not_to_be_fixed_is_left_to_a_person() {
    for text in ["unfixable = ['missing-tenant-info']", "fixable = ['page']"] {
        let folder = Folder::with("login.html", UNREADY);
        folder.put("lockwright.toml", text);
        let run = folder.run(&["fix", "--unsafe-fixes"]);
        assert_eq!(run.code, Some(1), "{text}: {run:?}");
        assert!(run.stdout.contains("missing-tenant-info"), "{run:?}");
        assert_eq!(folder.get("login.html"), UNREADY, "{text}");
        // The command line has the last word.
        assert_eq!(folder.run(&["fix", "--fixable", "all"]).code, Some(0));
    }
}

#[test]
fn pages_of_one_run_have_settings_of_their_own() {
    let folder = Folder::with("acme/login.html", UNREADY);
    folder.put("other/login.html", UNREADY);
    folder.put(
        "lockwright.toml",
        "[[overrides]]\npaths = ['acme/']\ntarget = 'private-cloud'\n",
    );
    assert_eq!(folder.run(&["fix"]).code, Some(0));
    assert!(
        folder
            .get("acme/login.html")
            .contains("configurationBaseUrl")
    );
    assert!(
        !folder
            .get("other/login.html")
            .contains("configurationBaseUrl")
    );
}
