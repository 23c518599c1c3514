//! The texts of the files that `init` writes.

use crate::lock::catalog::Target;
use crate::rules::REPOSITORY;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The configuration.
pub(super) fn configuration(target: Target) -> String {
    include_str!("lockwright.toml").replace("@target@", target.name())
}

/// The item of `repos` in pre-commit's configuration. `from` is the Git repository that pre-commit
/// builds Lockwright from; without it the command that is installed runs.
pub(super) fn hook(from: Option<&str>) -> String {
    match from {
        Some(from) => include_str!("hook-of-repository.yaml")
            .replace("@from@", from)
            .replace("@version@", VERSION),
        None => include_str!("hook-of-installed-command.yaml").to_owned(),
    }
}

/// A configuration of pre-commit with nothing but that item.
pub(super) fn pre_commit(hook: &str) -> String {
    format!("repos:\n{hook}")
}

/// A workflow of GitHub Actions.
pub(super) fn github(from: Option<&str>) -> String {
    job(include_str!("github.yml"), from)
}

/// A job of GitLab CI/CD.
pub(super) fn gitlab(from: Option<&str>) -> String {
    job(include_str!("gitlab.yml"), from)
}

/// A job that installs this very version: the release at `from`, or a build of the repository there.
fn job(template: &str, from: Option<&str>) -> String {
    let source = from.unwrap_or(REPOSITORY);
    let release = release(source).unwrap_or_else(|| "''".to_owned());
    let lines = template.lines().map(|line| {
        let line = match line.split_once("@install@") {
            Some((indentation, _)) => indented(include_str!("install.sh"), indentation),
            None => line.to_owned(),
        };
        let line = line.replace("@version@", VERSION);
        line.replace("@release@", &release)
            .replace("@source@", source)
            + "\n"
    });
    lines.collect()
}

/// Where the files of this version's release are, when the repository is at `source`; `None` for one that is not on the web.
fn release(source: &str) -> Option<String> {
    let (scheme, rest) = source.split_once("://")?;
    let is_web = ["http", "https"].contains(&scheme);
    let repository = source.trim_end_matches('/').trim_end_matches(".git");
    let host = rest.split('/').next().unwrap_or_default();
    // Gitea and Forgejo have the path of GitHub.
    is_web.then(|| match host.contains("gitlab") {
        true => format!("{repository}/-/releases/v{VERSION}/downloads"),
        false => format!("{repository}/releases/download/v{VERSION}"),
    })
}

/// A text as a block of YAML.
fn indented(text: &str, indentation: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{indentation}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Option<&str> = Some("https://git.example.com/tools/lockwright");

    #[test]
    fn nothing_is_left_to_fill_in() {
        for text in [
            configuration(Target::PrivateCloud),
            hook(None),
            hook(FROM),
            github(None),
            github(FROM),
            gitlab(None),
            gitlab(FROM),
        ] {
            for placeholder in [
                "@target@",
                "@from@",
                "@version@",
                "@install@",
                "@release@",
                "@source@",
            ] {
                assert!(!text.contains(placeholder), "{text}");
            }
            assert!(text.ends_with('\n') && !text.contains('\t'), "{text}");
        }
    }

    #[test]
    fn releases_are_where_the_forge_has_them() {
        let version = VERSION;
        for (source, expected) in [
            (
                "https://github.com/a/b.git",
                "https://github.com/a/b/releases/download/v",
            ),
            (
                "https://git.example.com/a/b/",
                "https://git.example.com/a/b/releases/download/v",
            ),
            (
                "https://gitlab.com/a/b",
                "https://gitlab.com/a/b/-/releases/v",
            ),
        ] {
            let found = release(source).unwrap_or_default();
            assert!(
                found.starts_with(&format!("{expected}{version}")),
                "{found}"
            );
        }
        assert_eq!(release("ssh://git@github.com/a/b"), None);
        assert_eq!(release("file:///srv/b"), None);
    }

    #[test]
    fn what_is_commented_out_is_valid_too() {
        let text = configuration(Target::Cloud);
        let keys = text.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with('[') || rest.contains(" = ") => rest,
            _ => line,
        });
        let text = keys.collect::<Vec<_>>().join("\n");
        let file: crate::config::File = toml::from_str(&text).expect("it is a configuration");
        assert_eq!(file.overrides.len(), 1);
        assert_eq!(file.severity.len(), 1);
        assert_eq!(file.exclude.len(), 2);
    }
}
