//! The repository that `init` sets up: where it is, and which CI system it has.

use std::path::{Path, PathBuf};

use crate::cli::args::CiSystem;
use crate::system::fs;

/// The root of the Git repository that `folder`, which is absolute, is in.
pub(super) fn root(folder: &Path) -> Option<PathBuf> {
    let mut folders = folder.ancestors();
    folders
        .find(|folder| fs::metadata(folder.join(".git")).is_ok())
        .map(Path::to_owned)
}

/// The CI system of the repository at `root`: the one of the first remote whose host names it, or
/// else the one that has files there.
pub(super) fn ci_system(root: &Path) -> CiSystem {
    // In a worktree `.git` is a file; there only the files tell.
    let config = fs::read_to_string(root.join(".git/config")).unwrap_or_default();
    let of_remote = remote_urls(&config).find_map(ci_system_of_url);
    of_remote.unwrap_or_else(|| {
        if fs::metadata(root.join(".gitlab-ci.yml")).is_ok() {
            CiSystem::Gitlab
        } else if fs::metadata(root.join(".github")).is_ok() {
            CiSystem::Github
        } else {
            CiSystem::None
        }
    })
}

/// The URLs of the remotes in a Git configuration. Submodules have URLs too, which say nothing.
fn remote_urls(config: &str) -> impl Iterator<Item = &str> {
    let mut in_remote = false;
    config.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with('[') {
            in_remote = line.starts_with("[remote ");
        }
        let (key, value) = line.split_once('=')?;
        (in_remote && key.trim() == "url").then(|| value.trim())
    })
}

/// The CI system of the host of a URL, `ssh://git@host/path` or `git@host:path`.
fn ci_system_of_url(url: &str) -> Option<CiSystem> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split('/').next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.to_ascii_lowercase();
    if host.contains("github") {
        Some(CiSystem::Github)
    } else if host.contains("gitlab") {
        Some(CiSystem::Gitlab)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        use CiSystem::{Github, Gitlab};
        for (url, expected) in [
            ("https://github.com/acme/pages", Some(Github)),
            ("git@github.com:acme/gitlab-pages.git", Some(Github)),
            ("ssh://git@gitlab.acme.example:2222/pages", Some(Gitlab)),
            ("https://token@GitLab.com/acme/github", Some(Gitlab)),
            ("https://git.acme.example/github/pages", None),
            ("../gitlab", None),
            ("", None),
        ] {
            assert_eq!(ci_system_of_url(url), expected, "{url}");
        }
    }

    #[test]
    fn only_remotes_count() {
        let config = "\
[core]
\tbare = false
[submodule \"theme\"]
\turl = https://gitlab.com/acme/theme
[remote \"origin\"]
\turl = https://git.acme.example/pages
\tfetch = +refs/heads/*:refs/remotes/origin/*
[remote \"mirror\"]
\turl=git@github.com:acme/pages.git
[branch \"main\"]
\turl = https://gitlab.com/
";
        let urls: Vec<_> = remote_urls(config).collect();
        assert_eq!(
            urls,
            [
                "https://git.acme.example/pages",
                "git@github.com:acme/pages.git"
            ]
        );
    }
}
