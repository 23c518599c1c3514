//! Recognising Lock by the URL of a script.

use std::ops::Range;

use super::classify::{is_filled_in_later, known_version, npm_specifier, version_text};
use crate::lock::{Library, LoadedVersion, catalog};

/// What the URL of a script says of the Lock it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptUrl {
    /// What it brings.
    pub library: Library,
    /// Which release.
    pub version: LoadedVersion,
    /// Where the URL says so; `None` when it does not.
    pub place: Option<UrlVersion>,
    /// Who serves it.
    pub origin: Origin,
    /// How the address is laid out.
    pub(super) layout: Layout,
}

/// How the address of a script is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// `…/lock/11.30.4/lock.min.js`: Lock 10 and later.
    Folder,
    /// `…/lock-9.2.min.js`: Lock 9 and older.
    FileName,
    /// `…/auth0-lock@11.30.4/…`, and `…/auth0-lock/6.1/…` as Lock 6 had it on the CDN.
    Package,
}

/// The version within a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlVersion {
    /// The bytes of the URL, as it was given, that are the version.
    pub range: Range<usize>,
    /// How much of a version is there.
    pub form: UrlForm,
}

/// How much of a version a URL names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlForm {
    /// A release, `11.30.4`, or a stand-in for one, `11.x.y`.
    Exact,
    /// The newest patch of a minor: `11.30`, `11.x`.
    Minor,
    /// The newest of a major: `9`. Auth0's CDN has no such alias from Lock 10 on.
    Major,
}

/// Who serves a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `cdn.auth0.com`
    Auth0,
    /// `cdn.eu.auth0.com` and the like, which serve the files of clients and tenants but not Lock.
    Auth0Regional,
    /// A mirror of npm: `unpkg.com`, `cdn.jsdelivr.net`. The package has no build for browsers.
    Npm,
    /// The page's own server, or one that is not known.
    Elsewhere,
}

/// What the URL of a script brings, when it is Lock or one of its relatives.
///
/// Takes the value of a `src` attribute as it stands, white space around it included. A script whose
/// name only resembles Lock's (`padlock.js`), auth0.js, and Lock's language files are `None`. So is a
/// file named plain `lock.js` that nothing else marks as Lock: it may be the page's own.
#[must_use]
pub fn from_url(src: &str) -> Option<ScriptUrl> {
    let address = Address::parse(src)?;
    from_npm(&address)
        .or_else(|| from_folder(&address))
        .or_else(|| from_file_name(&address))
}

/// A URL taken apart as far as needed.
struct Address<'a> {
    src: &'a str,
    origin: Origin,
    /// The segments of the path, as ranges of `src`.
    segments: Vec<Range<usize>>,
}

impl<'a> Address<'a> {
    fn parse(src: &'a str) -> Option<Self> {
        // A browser strips control characters and spaces from both ends of a URL.
        let is_stripped = |c: char| c <= ' ';
        let start = src.len() - src.trim_start_matches(is_stripped).len();
        let trimmed = src.trim_matches(is_stripped);
        let (host, path_start) = host_of(trimmed)?;
        let path = trimmed.get(path_start..path_end(trimmed))?;
        let mut segments = Vec::new();
        let mut at = start + path_start;
        for segment in path.split('/') {
            segments.push(at..at + segment.len());
            at += segment.len() + 1;
        }
        let origin = host.map_or(Origin::Elsewhere, origin_of);
        Some(Self {
            src,
            origin,
            segments,
        })
    }

    /// The segment so many places before the last one, and where it is.
    fn nth_last(&self, places: usize) -> Option<(&'a str, Range<usize>)> {
        let range = self.segments.iter().rev().nth(places)?.clone();
        Some((self.src.get(range.clone())?, range))
    }
}

/// The host, when the URL names one, and where the path begins. `None` for what no server is asked
/// for, such as `data:`.
fn host_of(url: &str) -> Option<(Option<&str>, usize)> {
    let starts_with = |scheme: &str| {
        let head = url.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let scheme = ["https:", "http:"].into_iter().find(|s| starts_with(s));
    let after_scheme = scheme.map_or(0, str::len);
    let rest = url.get(after_scheme..)?;
    if let Some(rest) = rest.strip_prefix("//") {
        let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        return Some((rest.get(..length), after_scheme + 2 + length));
    }
    let first_segment = url.split('/').next()?;
    let other_scheme = scheme.is_none() && first_segment.contains(':');
    (!other_scheme).then_some((None, after_scheme))
}

/// Where the path ends: at the query or the fragment. The `#` of a placeholder, `##KEY##` or
/// `#{key}`, begins no fragment, because it is gone when a browser sees the URL.
fn path_end(url: &str) -> usize {
    let mut at = 0;
    while let Some(offset) = url.get(at..).and_then(|rest| rest.find(['?', '#'])) {
        let mark = at + offset;
        match url.get(mark..).and_then(placeholder_len) {
            Some(len) => at = mark + len,
            None => return mark,
        }
    }
    url.len()
}

/// The length of the placeholder that `text` begins with, if it is written with `#`.
fn placeholder_len(text: &str) -> Option<usize> {
    let (inner, closing) = if let Some(inner) = text.strip_prefix("##") {
        (inner, "##")
    } else {
        (text.strip_prefix("#{")?, "}")
    };
    let key_len = inner.find(closing)?;
    let key = inner.get(..key_len)?;
    let is_key = !key.is_empty() && !key.contains(['/', '?', '#']);
    is_key.then_some(2 + key_len + closing.len())
}

fn origin_of(host: &str) -> Origin {
    let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    if name == "cdn.auth0.com" {
        return Origin::Auth0;
    }
    if is_regional_cdn(&name) {
        return Origin::Auth0Regional;
    }
    let npm = [
        "unpkg.com",
        "jsdelivr.net",
        "esm.sh",
        "skypack.dev",
        "jspm.io",
    ];
    let is_npm = |mirror: &str| {
        let prefix = name.strip_suffix(mirror);
        prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('.'))
    };
    if npm.into_iter().any(is_npm) {
        return Origin::Npm;
    }
    Origin::Elsewhere
}

/// Whether a host is one of Auth0's CDNs outside the United States: `cdn.eu.auth0.com`.
pub(in crate::lock) fn is_regional_cdn(host: &str) -> bool {
    let region = host
        .strip_prefix("cdn.")
        .and_then(|rest| rest.strip_suffix(".auth0.com"));
    region.is_some_and(|region| !region.is_empty() && !region.contains('.'))
}

/// `…/auth0-lock@11.30.4/…`, and package folders whose next segment is the version.
fn from_npm(address: &Address<'_>) -> Option<ScriptUrl> {
    let mut segments = address.segments.iter();
    let (library, package, range) = segments.find_map(|range| {
        let text = address.src.get(range.clone())?;
        Some((package_library(text)?, text, range))
    })?;
    let next = segments.next();
    let (file, _) = address.nth_last(0)?;
    let package_itself = next.is_none() || file == "+esm";
    let served = address.origin == Origin::Npm && package_itself;
    if !served && !is_file_of_package(file) {
        return None;
    }

    let mut found = ScriptUrl {
        library,
        version: LoadedVersion::Unknown,
        place: None,
        origin: address.origin,
        layout: Layout::Package,
    };
    if let Some((name, specifier)) = package.split_once('@') {
        let start = range.start + name.len() + 1;
        found.set(npm_specifier(specifier), start..range.end);
    } else if let Some(range) = next
        && let Some(known) = address.src.get(range.clone()).and_then(known_version)
    {
        found.set(known, range.clone());
    }
    Some(found)
}

/// The library of an npm package, from its name with or without `@` and a version.
fn package_library(segment: &str) -> Option<Library> {
    match segment.split('@').next()? {
        "auth0-lock" => Some(Library::Lock),
        "auth0-lock-passwordless" => Some(Library::LegacyPasswordless),
        _ => None,
    }
}

/// Whether a file is the package's code, rather than one of its language files or styles.
fn is_file_of_package(file: &str) -> bool {
    let stem = file.strip_suffix(".js").map(|stem| {
        let stem = stem.strip_suffix(".min").unwrap_or(stem);
        stem.strip_suffix(".production").unwrap_or(stem)
    });
    matches!(
        stem,
        Some("lock" | "auth0-lock" | "index" | "browser" | "lock-passwordless" | "standalone")
    )
}

impl ScriptUrl {
    fn set(&mut self, (version, form): (LoadedVersion, UrlForm), range: Range<usize>) {
        self.version = version;
        self.place = Some(UrlVersion { range, form });
    }
}

/// `…/js/lock/11.30.4/lock.min.js`: the form of Lock 10 and later.
fn from_folder(address: &Address<'_>) -> Option<ScriptUrl> {
    let (file, _) = address.nth_last(0)?;
    let is_lock = ["lock.min.js", "lock.js"]
        .iter()
        .any(|name| file.eq_ignore_ascii_case(name));
    let (version, range) = address.nth_last(1)?;
    let parent = address.nth_last(2).map_or("", |(text, _)| text);
    if !is_lock || version.is_empty() {
        return None;
    }
    let on_auth0 = address.origin == Origin::Auth0 || address.origin == Origin::Auth0Regional;
    let (version, form) = if parent == "lock" && (on_auth0 || looks_like_version(version)) {
        version_text(version)
    } else {
        // Any other folder is named by its page's owner, unless its name is that of a release.
        known_version(version).filter(|(version, _)| is_release(version))?
    };
    Some(ScriptUrl {
        library: Library::Lock,
        version,
        place: Some(UrlVersion { range, form }),
        origin: address.origin,
        layout: Layout::Folder,
    })
}

fn is_release(version: &LoadedVersion) -> bool {
    matches!(version, LoadedVersion::Exact(version) if catalog::exists(version))
}

/// Whether a folder inside a folder `lock` is named by a version or by something that stands for one.
fn looks_like_version(text: &str) -> bool {
    is_filled_in_later(text) || text == "latest" || text.starts_with(|c: char| c.is_ascii_digit())
}

/// The names of files that are Lock or a relative, the longer of two with the same beginning first.
const FILE_NAMES: [(&str, Library); 6] = [
    ("auth0-lock-passwordless", Library::LegacyPasswordless),
    ("lock-passwordless", Library::LegacyPasswordless),
    ("auth0-widget", Library::LegacyWidget),
    ("auth0-lock", Library::Lock),
    ("auth0lock", Library::Lock),
    ("lock", Library::Lock),
];

/// `…/js/lock-9.2.min.js`, the form of Lock 9 and older, and copies that someone named so.
fn from_file_name(address: &Address<'_>) -> Option<ScriptUrl> {
    let (file, range) = address.nth_last(0)?;
    let lower = file.to_ascii_lowercase();
    let stem = lower.strip_suffix(".js")?;
    let (name, library, rest) = FILE_NAMES.iter().find_map(|(name, library)| {
        let rest = stem.strip_prefix(name)?;
        Some((*name, *library, rest))
    })?;
    let (version_part, minified) = strip_minified(rest);
    let mut found = ScriptUrl {
        library,
        version: LoadedVersion::Unknown,
        place: None,
        origin: address.origin,
        layout: Layout::FileName,
    };
    if version_part.is_empty() {
        let own_script = name == "lock" && !minified && address.origin == Origin::Elsewhere;
        return (!own_script).then_some(found);
    }

    let text = version_part.strip_prefix(['-', '.', '_'])?;
    let text = text.strip_prefix('v').unwrap_or(text);
    let start = range.start + name.len() + version_part.len() - text.len();
    let range = start..start + text.len();
    let as_written = address.src.get(range.clone())?;
    let meaning = match known_version(as_written) {
        Some(meaning) => meaning,
        None if address.origin == Origin::Auth0 || has_placeholder(as_written) => {
            looks_like_version(as_written).then(|| version_text(as_written))?
        }
        None => return None,
    };
    found.set(meaning, range);
    Some(found)
}

fn has_placeholder(text: &str) -> bool {
    text.contains("@@") || text.contains("##") || text.contains('{')
}

/// What is left of a file's stem without `.min` and the content hash that build tools put after it,
/// and whether there was a `.min`.
fn strip_minified(stem: &str) -> (&str, bool) {
    if let Some(stem) = stem
        .strip_suffix(".min")
        .or_else(|| stem.strip_suffix("-min"))
    {
        return (stem, true);
    }
    let is_hash = |text: &str| text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match stem.rsplit_once(".min") {
        Some((before, hash)) if hash.strip_prefix(['.', '-']).is_some_and(is_hash) => {
            (before, true)
        }
        _ => (stem, false),
    }
}

#[cfg(test)]
#[path = "url_tests.rs"]
mod tests;
