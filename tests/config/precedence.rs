//! Who has the last word.

use crate::folder::{Folder, Run, UNREADY};

/// The target and where it comes from, as `config show` tells it.
fn target(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> (String, String) {
    let mut all = vec![
        "config",
        "show",
        "special/login.html",
        "--output-format",
        "json",
    ];
    all.extend(arguments);
    let run = Run::of(folder.command(&all).envs(variables.iter().copied()));
    assert_eq!(run.code, Some(0), "{run:?}");
    let target = run.json()["target"].clone();
    let word = |field: &serde_json::Value| field.as_str().unwrap_or_default().to_owned();
    (word(&target["value"]), word(&target["origin"]["kind"]))
}

#[test]
fn each_voice_goes_before_the_one_below() {
    let folder = Folder::with("special/login.html", UNREADY);
    let is = |arguments: &[&str], variables: &[(&str, &str)], value: &str, kind: &str| {
        let expected = (value.to_owned(), kind.to_owned());
        assert_eq!(
            target(&folder, arguments, variables),
            expected,
            "{arguments:?} {variables:?}"
        );
    };
    is(&[], &[], "cloud", "default");
    folder.put("lockwright.toml", "target = 'private-cloud'");
    is(&[], &[], "private-cloud", "file");
    let with_override =
        "target = 'private-cloud'\n[[overrides]]\npaths = ['special/']\ntarget = 'custom-domain'";
    folder.put("lockwright.toml", with_override);
    is(&[], &[], "custom-domain", "file");
    let variable = [("LOCKWRIGHT_TARGET", "private-cloud")];
    is(&[], &variable, "private-cloud", "environment");
    is(&[], &[("LOCKWRIGHT_TARGET", "")], "custom-domain", "file");
    let inline = ["--config", "target = 'cloud'"];
    is(&inline, &variable, "cloud", "inline");
    let option = ["--config", "target = 'cloud'", "--target", "psaas"];
    is(&option, &variable, "private-cloud", "command-line");
    is(&["--isolated"], &[], "cloud", "default");
}

#[test]
fn options_are_variables() {
    let folder = Folder::with("login.html", UNREADY);
    for (variable, value, code) in [
        ("LOCKWRIGHT_FAIL_ON", "never", 0),
        ("LOCKWRIGHT_SELECT", "page", 0),
        ("LOCKWRIGHT_IGNORE", "page,third-party", 0),
        ("LOCKWRIGHT_SEVERITY", "all=note", 0),
        ("LOCKWRIGHT_CONFIG", "ignore=['all']", 0),
        ("LOCKWRIGHT_EXIT_ZERO", "1", 0),
        ("LOCKWRIGHT_EXIT_ZERO", "false", 1),
        ("LOCKWRIGHT_EXCLUDE", "*.html", 0),
        ("LOCKWRIGHT_MAX_FILE_SIZE", "10", 2),
        ("LOCKWRIGHT_NO_SUCH_OPTION", "1", 1),
    ] {
        let run = Run::of(folder.command(&["check"]).env(variable, value));
        assert_eq!(run.code, Some(code), "{variable}={value}: {run:?}");
    }
    let run = Run::of(
        folder
            .command(&["check"])
            .env("LOCKWRIGHT_OUTPUT_FORMAT", "json"),
    );
    assert_eq!(run.json()["version"], 1);
    let run = Run::of(folder.command(&["check"]).env("LOCKWRIGHT_FIX", "true"));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_ne!(folder.get("login.html"), UNREADY);
}
