//! Moving the URL of a script to another release.

use std::ops::Range;

use semver::Version;

use super::classify::is_filled_in_later;
use super::url::{Layout, Origin, UrlForm, from_url};
use crate::lock::{Library, LoadedVersion, catalog};

/// The edit that makes a URL bring the release `to`: the range of `src` to replace, and its new text.
///
/// The form of the URL stays: an alias (`11.27`) becomes the alias of the other minor version, an
/// exact version another exact version. `None` where that URL cannot bring that release: the host is
/// not `cdn.auth0.com`, there is no such release, `to` is not the one its alias serves, a file name of
/// Lock 9 would have to become a folder of Lock 10, or a deployment tool fills the version in.
#[must_use]
pub fn replacement(src: &str, to: &Version) -> Option<(Range<usize>, String)> {
    let url = from_url(src)?;
    let place = url.place?;
    let served = url.origin == Origin::Auth0
        && url.library == Library::Lock
        && url.layout == layout_of(to)
        && catalog::exists(to);
    if !served {
        return None;
    }
    let filled_in_later =
        matches!(&url.version, LoadedVersion::StandIn(text) if is_filled_in_later(text));
    if filled_in_later {
        return None;
    }
    let text = match place.form {
        UrlForm::Exact => to.to_string(),
        UrlForm::Minor => {
            let newest = catalog::newest_patch(to.major, to.minor);
            (newest.as_ref() == Some(to)).then(|| format!("{}.{}", to.major, to.minor))?
        }
        UrlForm::Major => {
            let newest = catalog::newest_of_major(to.major);
            (url.layout == Layout::FileName && newest.as_ref() == Some(to))
                .then(|| to.major.to_string())?
        }
    };
    Some((place.range, text))
}

/// How the CDN lays out the address of a release.
fn layout_of(release: &Version) -> Layout {
    if release.major >= 10 {
        Layout::Folder
    } else {
        Layout::FileName
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The URL that brings the release `to` and is otherwise as it was.
    fn with_version(src: &str, to: &Version) -> Option<String> {
        let (range, text) = replacement(src, to)?;
        let mut moved = src.to_owned();
        moved.replace_range(range, &text);
        Some(moved)
    }

    #[test]
    fn the_form_stays() {
        for (src, to, expected) in [
            (
                "https://cdn.auth0.com/js/lock/11.27/lock.min.js",
                "11.35.1",
                Some("https://cdn.auth0.com/js/lock/11.35/lock.min.js"),
            ),
            (
                " //CDN.auth0.com/js/lock/10.2.1/lock.min.js?v=10.2.1#x ",
                "10.24.3",
                Some(" //CDN.auth0.com/js/lock/10.24.3/lock.min.js?v=10.2.1#x "),
            ),
            (
                "https://cdn.auth0.com/js/lock/11.x.y/lock.min.js",
                "11.35.1",
                Some("https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"),
            ),
            (
                "https://cdn.auth0.com/js/lock/11.x/lock.js",
                "11.35.1",
                Some("https://cdn.auth0.com/js/lock/11.35/lock.js"),
            ),
            (
                "https://cdn.auth0.com/js/lock-9.1.min.js",
                "9.2.3",
                Some("https://cdn.auth0.com/js/lock-9.2.min.js"),
            ),
            // An alias serves the newest patch alone.
            (
                "https://cdn.auth0.com/js/lock/11.27/lock.min.js",
                "11.34.1",
                None,
            ),
            // There is no such release.
            (
                "https://cdn.auth0.com/js/lock/11.27.0/lock.min.js",
                "11.99.0",
                None,
            ),
            // The file names of Lock 9 and the folders of Lock 10 are different forms.
            ("https://cdn.auth0.com/js/lock-9.2.min.js", "10.24.3", None),
            (
                "https://cdn.auth0.com/js/lock/10.24.3/lock.min.js",
                "9.2.3",
                None,
            ),
            (
                "https://cdn.auth0.com/auth0-lock/6.1.2/auth0-lock.min.js",
                "10.24.3",
                None,
            ),
            (
                "https://cdn.auth0.com/auth0-lock/6.1.2/auth0-lock.min.js",
                "9.2.3",
                None,
            ),
            // There is no alias of a major from Lock 10 on.
            (
                "https://cdn.auth0.com/js/lock/11/lock.min.js",
                "11.35.1",
                None,
            ),
            // What other servers have is not known.
            ("/assets/lock-11.27.0.min.js", "11.35.1", None),
            (
                "https://cdn.example.com/js/lock/11.27/lock.min.js",
                "11.35.1",
                None,
            ),
            (
                "https://cdn.eu.auth0.com/js/lock/11.27/lock.min.js",
                "11.35.1",
                None,
            ),
            (
                "https://unpkg.com/auth0-lock@11.27.0/lib/index.js",
                "11.35.1",
                None,
            ),
            // The deployment decides.
            (
                "https://cdn.auth0.com/js/lock/@@LOCK@@/lock.min.js",
                "11.35.1",
                None,
            ),
            (
                "https://cdn.auth0.com/js/lock/{version}/lock.min.js",
                "11.35.1",
                None,
            ),
            (
                "https://cdn.auth0.com/js/auth0/9.18/auth0.min.js",
                "11.35.1",
                None,
            ),
        ] {
            let to = Version::parse(to).unwrap();
            assert_eq!(with_version(src, &to).as_deref(), expected, "{src} → {to}");
        }
    }

    #[test]
    fn what_comes_out_brings_what_was_asked_for() {
        let to = Version::new(11, 35, 1);
        for src in [
            "https://cdn.auth0.com/js/lock/11.2.0/lock.min.js",
            "https://cdn.auth0.com/js/lock/latest/lock.min.js",
        ] {
            let moved = with_version(src, &to).unwrap();
            let found = from_url(&moved).unwrap();
            assert_eq!(found.version, LoadedVersion::Exact(to.clone()));
        }
    }
}
