//! The texts of the files that `init` writes.

use crate::lock::catalog::Target;

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
    include_str!("github.yml").replace("@install@", &install(from))
}

/// A job of GitLab CI/CD.
pub(super) fn gitlab(from: Option<&str>) -> String {
    include_str!("gitlab.yml").replace("@install@", &install(from))
}

/// The command that installs this very version.
fn install(from: Option<&str>) -> String {
    match from {
        Some(from) => format!("cargo install --locked --git {from} --tag v{VERSION} lockwright"),
        None => format!("cargo install --locked lockwright@{VERSION}"),
    }
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
            for placeholder in ["@target@", "@from@", "@version@", "@install@"] {
                assert!(!text.contains(placeholder), "{text}");
            }
            assert!(text.ends_with('\n') && !text.contains('\t'), "{text}");
        }
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
