//! Findings that were there before: an old repository starts to be checked, and only what is new
//! counts.
//!
//! A baseline is a JSON file that lists findings by their page, rule and fingerprint. A fingerprint
//! is made of the line that a finding starts on, so that lines which come and go elsewhere, and new
//! indentation, leave it the same; findings that have all of this in common are counted.

mod file;

pub(crate) use file::{BaselineError, read, write};

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::finding::Finding;
use crate::fingerprint::Fingerprint;

/// The findings that were there before, each as often as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Baseline(BTreeMap<Entry, usize>);

/// A finding as a baseline knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// The page, relative to the baseline's folder, with forward slashes.
    pub(crate) path: String,
    /// The rule's id.
    pub(crate) rule: String,
    /// What the place looks like, as 32 hexadecimal digits.
    pub(crate) fingerprint: String,
}

impl Baseline {
    /// Adds the findings of a page. `path` is how a baseline names it, see [`page_path`].
    pub(crate) fn add(&mut self, path: &str, text: &str, findings: &[Finding]) {
        for finding in findings {
            *self.0.entry(entry(path, text, finding)).or_default() += 1;
        }
    }

    /// Takes the findings out that were there before, so that the entries left are those that no
    /// longer match. Gives the findings that are new, and those that are not.
    pub(crate) fn take(
        &mut self,
        path: &str,
        text: &str,
        findings: Vec<Finding>,
    ) -> (Vec<Finding>, Vec<Finding>) {
        findings
            .into_iter()
            .partition(|finding| !self.take_one(&entry(path, text, finding)))
    }

    fn take_one(&mut self, entry: &Entry) -> bool {
        let Some(count) = self.0.get_mut(entry) else {
            return false;
        };
        *count -= 1;
        if *count == 0 {
            self.0.remove(entry);
        }
        true
    }

    /// Keeps only the entries of pages that `wanted` holds for.
    pub(crate) fn retain_pages(&mut self, wanted: impl Fn(&str) -> bool) {
        self.0.retain(|entry, _| wanted(&entry.path));
    }

    /// Adds all entries of another baseline.
    pub(crate) fn extend(&mut self, other: Self) {
        for (entry, count) in other.0 {
            *self.0.entry(entry).or_default() += count;
        }
    }

    /// The entries in order, with how often each finding was there.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Entry, usize)> {
        self.0.iter().map(|(entry, count)| (entry, *count))
    }

    /// How many findings there were.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.0.values().sum()
    }
}

fn entry(path: &str, text: &str, finding: &Finding) -> Entry {
    Entry {
        path: path.to_owned(),
        rule: finding.rule.to_owned(),
        fingerprint: Fingerprint::of_finding(finding.rule, text, finding.span.start).to_string(),
    }
}

/// How a baseline in `folder` names a page; both paths are absolute. It is the same whatever folder
/// the command is run in.
#[must_use]
pub(crate) fn page_path(folder: &Path, page: &Path) -> String {
    let (folder, page) = (normal(folder), normal(page));
    let shared = folder
        .components()
        .zip(page.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = page.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path without `.` and, as far as names tell, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Settings, check};
    use crate::input::Source;

    /// A page with two findings on lines that are alike.
    const PAGE: &str = "<script src=\"https://cdn.auth0.com/js/lock/15.0/lock.min.js\"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@')))); var auth = { redirectUrl: config.callbackURL, params: config.internalOptions };
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: auth }).show();
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: auth }).show();
</script>
";

    fn findings(text: &str) -> Vec<Finding> {
        let source = Source {
            name: "login.html".to_owned(),
            text: text.to_owned(),
        };
        check(&source, &Settings::default())
    }

    fn baseline(text: &str) -> Baseline {
        let mut baseline = Baseline::default();
        baseline.add("login.html", text, &findings(text));
        baseline
    }

    /// How many findings of a page are new, were there before, and are no longer there.
    fn compare(before: &str, path: &str, after: &str) -> (usize, usize, usize) {
        let mut baseline = baseline(before);
        let (new, old) = baseline.take(path, after, findings(after));
        (new.len(), old.len(), baseline.count())
    }

    #[test]
    fn only_new_findings_count() {
        let one = PAGE.replacen(
            "  new Auth0Lock(config.clientID, config.auth0Domain, { auth: auth }).show();\n",
            "",
            1,
        );
        let moved = PAGE
            .replace("<script>", "<p>\r\n</p>\n\n<script>")
            .replace("  new", "\t\tnew");
        let other = PAGE.replace("auth: auth }).show", "auth: auth, closable: true }).show");
        assert_eq!(compare(PAGE, "login.html", PAGE), (0, 2, 0));
        assert_eq!(compare(PAGE, "login.html", &moved), (0, 2, 0));
        assert_eq!(compare(&one, "login.html", PAGE), (1, 1, 0));
        assert_eq!(compare(PAGE, "login.html", &one), (0, 1, 1));
        assert_eq!(compare(PAGE, "login.html", &other), (2, 0, 2));
        assert_eq!(compare(PAGE, "other.html", PAGE), (2, 0, 2));
    }

    #[test]
    fn pages_have_one_name_wherever_the_command_is_run() {
        let table = [
            ("/a/b", "/a/b/c.html", "c.html"),
            ("/a/b", "/a/b/./d/../c.html", "c.html"),
            ("/a/b", "/a/b/d e/c.html", "d e/c.html"),
            ("/a/b", "/a/c.html", "../c.html"),
            ("/a/b/", "/d/c.html", "../../d/c.html"),
        ];
        for (folder, page, expected) in table {
            assert_eq!(page_path(Path::new(folder), Path::new(page)), expected);
        }
    }
}
