//! Which file applies to which page.

use crate::folder::{Folder, Run, UNREADY};

/// The names of the pages on which something was found.
fn pages_with_findings(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--output-format", "json"];
    all.extend(arguments);
    let json = folder.run(&all).json();
    let findings = json["findings"].as_array().expect("there is a list");
    let paths = findings
        .iter()
        .filter_map(|finding| finding["path"].as_str());
    paths.map(|path| path.replace('\\', "/")).collect()
}

#[test]
fn the_nearest_file_applies_up_to_the_repository() {
    let folder = Folder::new();
    let silent = "ignore = ['all']";
    for page in [
        "a.html",
        "loud/b.html",
        "loud/deep/c.html",
        "repository/d.html",
    ] {
        folder.put(page, UNREADY);
    }
    folder.put("lockwright.toml", silent);
    folder.put("loud/.lockwright.toml", "");
    folder.put("repository/.git/HEAD", "");
    let found = pages_with_findings(&folder, &[]);
    assert_eq!(
        found,
        ["loud/b.html", "loud/deep/c.html", "repository/d.html"]
    );

    folder.put("loud/deep/lockwright.toml", silent);
    assert_eq!(
        pages_with_findings(&folder, &[]),
        ["loud/b.html", "repository/d.html"]
    );
    let all = pages_with_findings(&folder, &["--isolated"]);
    assert_eq!(all.len(), 4);
}

#[test]
fn paths_lead_to_the_same_file_however_they_are_written() {
    let folder = Folder::with("pages/a.html", UNREADY);
    folder.put("pages/lockwright.toml", "ignore = ['all']");
    folder.put("elsewhere/b.html", UNREADY);
    let absolute = folder.path("pages/a.html");
    let absolute = absolute.to_str().expect("the path is text");
    for path in [
        "pages/a.html",
        "./pages/a.html",
        "elsewhere/../pages/a.html",
        "pages",
        absolute,
    ] {
        assert_eq!(folder.run(&["check", path]).code, Some(0), "{path}");
    }
    let run = Run::of(
        folder
            .command(&["check", "../pages/a.html"])
            .current_dir(folder.path("elsewhere")),
    );
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_file_that_is_named_applies_to_every_page() {
    let folder = Folder::with("pages/a.html", UNREADY);
    folder.put("pages/lockwright.toml", "ignore = ['all']");
    folder.put("strict.toml", "[severity]\nall = 'error'");
    assert_eq!(folder.run(&["check"]).code, Some(0));
    for arguments in [
        &["check", "--config", "strict.toml"][..],
        &["check", "--config", "strict.toml", "--isolated"],
    ] {
        assert_eq!(folder.run(arguments).code, Some(1), "{arguments:?}");
    }
}

#[test]
fn standard_input_is_where_its_name_says() {
    let folder = Folder::with("quiet/lockwright.toml", "ignore = ['all']");
    let run = |name| {
        folder
            .run_on(UNREADY, &["check", "-", "--stdin-filename", name])
            .code
    };
    assert_eq!(run("login.html"), Some(1));
    assert_eq!(run("quiet/login.html"), Some(0));
}

#[test]
fn every_command_on_pages_takes_the_target_of_its_file() {
    let folder = Folder::with("login.html", UNREADY);
    folder.put("lockwright.toml", "target = 'private-cloud'");
    let compiled = folder.run(&["compile", "login.html"]);
    assert_eq!(compiled.code, Some(0), "{compiled:?}");
    assert!(
        compiled.stdout.contains("configurationBaseUrl"),
        "{compiled:?}"
    );
    // Where the flag is missing, Lock asks for the same on every target.
    let ready = UNREADY.replace(
        "closable: false",
        "__useTenantInfo: config.isThirdPartyClient, closable: false",
    );
    folder.put("ready.html", &ready);
    let inspected = |arguments: &[&str]| folder.run(arguments).stdout;
    assert_eq!(
        inspected(&["inspect", "ready.html"]),
        inspected(&[
            "inspect",
            "ready.html",
            "--isolated",
            "--target",
            "private-cloud"
        ])
    );
    let cloud = inspected(&["inspect", "ready.html", "--target", "cloud"]);
    assert_ne!(inspected(&["inspect", "ready.html"]), cloud);
}
