//! `lockwright init`.

use std::fs;

use crate::folder::{Folder, Run};

/// An empty repository whose configuration has that remote.
fn repository(remote: &str) -> Folder {
    let folder = Folder::new();
    let config = format!("[remote \"origin\"]\n\turl = {remote}\n");
    folder.put(".git/config", config);
    folder
}

fn init(folder: &Folder, options: &[&str]) -> Run {
    let run = folder.run(&[&["init"], options].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    run
}

#[test]
fn a_repository_gets_a_configuration_a_hook_and_a_job() {
    for (remote, job) in [
        (
            "git@github.com:acme/pages.git",
            ".github/workflows/lockwright.yml",
        ),
        ("https://gitlab.com/acme/pages", ".gitlab-ci.yml"),
    ] {
        let folder = repository(remote);
        let run = init(&folder, &[]);
        assert_eq!(
            run.stdout,
            format!(
                "wrote lockwright.toml\nwrote .pre-commit-config.yaml\nwrote {job}\nthe job \
                 installs the binary of Lockwright {} that is released at {}; without such a release it \
                 builds Lockwright from there (--from URL names another repository)\n",
                env!("CARGO_PKG_VERSION"),
                env!("CARGO_PKG_REPOSITORY"),
            )
        );
        assert!(folder.get(job).contains("lockwright check"));
        let again = init(&folder, &[]);
        assert_eq!(again.stdout.matches("left ").count(), 3, "{}", again.stdout);
        assert!(!again.stdout.contains("wrote"), "{}", again.stdout);
    }
}

#[test]
fn files_tell_where_the_remote_does_not() {
    let folder = repository("https://git.acme.example/pages");
    folder.put(".github/CODEOWNERS", "");
    assert!(
        init(&folder, &[])
            .stdout
            .contains("workflows/lockwright.yml")
    );
    let folder = repository("https://git.acme.example/pages");
    let said = init(&folder, &[]).stdout;
    assert!(said.contains("no CI job was written"), "{said}");
    let said = init(&folder, &["--ci", "gitlab"]).stdout;
    assert!(said.contains("wrote .gitlab-ci.yml"), "{said}");
}

#[test]
fn the_configuration_is_one() {
    let folder = repository("");
    init(&folder, &["--target", "psaas", "--ci", "none"]);
    let shown = folder.run(&["config", "show"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    assert!(
        shown.stdout.contains("private-cloud  lockwright.toml"),
        "{}",
        shown.stdout
    );
}

#[test]
fn nothing_is_overwritten() {
    let there = [
        (".lockwright.toml", "target = \"cloud\"\n"),
        (".pre-commit-config.yaml", "repos: []\n"),
        (".gitlab-ci.yml", "test:\n  script: make test\n"),
    ];
    let folder = repository("https://gitlab.com/acme/pages");
    for (name, text) in there {
        folder.put(name, text);
    }
    let said = init(&folder, &[]).stdout;
    for (name, text) in there {
        assert_eq!(folder.get(name), text);
        assert!(said.contains(&format!("left {name} as it is")), "{said}");
    }
    assert!(!folder.path("lockwright.toml").exists());
    assert!(
        said.contains("add under `repos:`:\n\n  - repo: local\n"),
        "{said}"
    );
    assert!(said.contains("add at its end:\n\nlockwright:\n"), "{said}");
}

#[test]
fn the_root_of_the_repository_is_set_up_from_any_folder_in_it() {
    let folder = repository("");
    folder.put("tenants/acme/login.html", "");
    let mut command = folder.command(&["init"]);
    command.current_dir(folder.path("tenants/acme"));
    assert_eq!(Run::of(&mut command).code, Some(0));
    assert!(folder.path("lockwright.toml").exists());
    let entries = fs::read_dir(folder.path("tenants/acme")).expect("a folder");
    assert_eq!(entries.count(), 1);
}

#[test]
fn outside_of_a_repository_there_is_no_hook() {
    let folder = Folder::new();
    let said = init(&folder, &[]).stdout;
    assert!(
        said.starts_with("wrote lockwright.toml\nno hook was written"),
        "{said}"
    );
    assert!(!folder.path(".pre-commit-config.yaml").exists());
}

#[test]
fn a_source_of_ones_own() {
    let folder = repository("https://gitlab.com/acme/pages");
    let url = "https://git.acme.example/tools/lockwright";
    init(&folder, &["--from", url]);
    assert!(
        folder
            .get(".pre-commit-config.yaml")
            .contains(&format!("repo: {url}\n"))
    );
    let job = folder.get(".gitlab-ci.yml");
    assert!(job.contains(&format!("SOURCE: {url}\n")), "{job}");
    let run = folder.run(&["init", "--from", "$(rm -rf ~)://"]);
    assert_eq!(run.code, Some(2));
}

#[test]
fn what_cannot_be_written_is_an_error_and_the_rest_goes_on() {
    let folder = repository("https://github.com/acme/pages");
    folder.put(".github/workflows", "not a folder");
    let run = folder.run(&["init"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("cannot write"), "{}", run.stderr);
    assert!(folder.path(".pre-commit-config.yaml").exists());
    assert_eq!(folder.get(".github/workflows"), "not a folder");
}
