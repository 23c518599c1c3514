//! Reading the text that stands where a version goes.

use semver::Version;

use super::url::UrlForm;
use crate::lock::LoadedVersion;

/// What the text means, and which form it has. Whatever is no version is a stand-in: `11.x.y`,
/// `latest`, `{version}`.
pub(super) fn version_text(text: &str) -> (LoadedVersion, UrlForm) {
    if let Some(known) = known_version(text) {
        return known;
    }
    let form = match text.split('.').count() {
        2 => UrlForm::Minor,
        _ => UrlForm::Exact,
    };
    (LoadedVersion::StandIn(text.to_owned()), form)
}

/// What the text means, when it is a version, whole or cut short.
pub(super) fn known_version(text: &str) -> Option<(LoadedVersion, UrlForm)> {
    if let Ok(version) = Version::parse(text) {
        return Some((LoadedVersion::Exact(version), UrlForm::Exact));
    }
    let number = |part: &str| {
        let canonical = part == "0" || !part.starts_with('0');
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (canonical && digits).then(|| part.parse().ok()).flatten()
    };
    match text.split_once('.') {
        Some((major, minor)) => {
            let version = LoadedVersion::Minor(number(major)?, number(minor)?);
            Some((version, UrlForm::Minor))
        }
        None => Some((LoadedVersion::Major(number(text)?), UrlForm::Major)),
    }
}

/// What the version of an npm specifier (`auth0-lock@^11.30.0`) means. The ranges `^` and `~` are
/// served as the newest of that major, or minor, version.
pub(super) fn npm_specifier(text: &str) -> (LoadedVersion, UrlForm) {
    let range = |text: &str| match known_version(text)?.0 {
        LoadedVersion::Exact(version) => Some((version.major, Some(version.minor))),
        LoadedVersion::Minor(major, minor) => Some((major, Some(minor))),
        LoadedVersion::Major(major) => Some((major, None)),
        LoadedVersion::StandIn(_) | LoadedVersion::Unknown => None,
    };
    if let Some((major, _)) = text.strip_prefix('^').and_then(range) {
        return (LoadedVersion::Major(major), UrlForm::Major);
    }
    match text.strip_prefix('~').and_then(range) {
        Some((major, Some(minor))) => (LoadedVersion::Minor(major, minor), UrlForm::Minor),
        Some((major, None)) => (LoadedVersion::Major(major), UrlForm::Major),
        None => version_text(text),
    }
}

/// Whether a stand-in is one that a deployment tool or a template engine fills in, as opposed to one
/// that was copied from documentation.
pub(crate) fn is_filled_in_later(stand_in: &str) -> bool {
    stand_in.contains(['@', '#', '{', '}', '<', '$', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_fill_in_bears_their_marks() {
        for (text, expected) in [
            ("@@LOCK@@", true),
            ("@lock.version@", true),
            ("##LOCK##", true),
            ("#{lock}", true),
            ("{{ version }}", true),
            ("${version}", true),
            ("<%= version %>", true),
            ("%LOCK%", true),
            ("11.x.y", false),
            ("latest", false),
        ] {
            assert_eq!(is_filled_in_later(text), expected, "{text}");
        }
    }
}
