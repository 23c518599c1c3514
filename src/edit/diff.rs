//! Unified diffs that `git apply` and `patch` take.

use std::fmt::Write;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

/// How many unchanged lines stand before and after a change.
const CONTEXT: usize = 3;

/// The change of one file as a unified diff; empty when there is none.
///
/// `path` is relative to the folder in which the diff is to be applied; a leading `./` or `/` is
/// left out, as diffs name no files outside of that folder.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str) -> String {
    // Lines end with `\n` only, as git has it; a lone `\r` is a character of its line.
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let hunks = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    let mut diff = String::new();
    if before == after {
        return diff;
    }
    let path = portable(path);
    let (from, to) = (quoted(&format!("a/{path}")), quoted(&format!("b/{path}")));
    // A tab ends a name that has white space in it; without, git would cut the name there.
    let end = if path.contains(' ') { "\t" } else { "" };
    diff.push_str(&format!(
        "diff --git {from} {to}\n--- {from}{end}\n+++ {to}{end}\n"
    ));
    for hunk in &hunks {
        write_hunk(&mut diff, hunk, &old, &new);
    }
    diff
}

fn write_hunk(diff: &mut String, hunk: &[DiffOp], old: &[&str], new: &[&str]) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return;
    };
    let from = first.old_range().start..last.old_range().end;
    let to = first.new_range().start..last.new_range().end;
    diff.push_str(&format!(
        "@@ -{} +{} @@\n",
        hunk_range(&from),
        hunk_range(&to)
    ));
    for op in hunk {
        if op.tag() == DiffTag::Equal {
            write_lines(diff, ' ', old, op.old_range());
        } else {
            write_lines(diff, '-', old, op.old_range());
            write_lines(diff, '+', new, op.new_range());
        }
    }
}

/// `start,count` with lines from 1. An empty range names the line before it.
fn hunk_range(range: &Range<usize>) -> String {
    let start = if range.is_empty() {
        range.start
    } else {
        range.start + 1
    };
    format!("{start},{}", range.len())
}

fn write_lines(diff: &mut String, sign: char, lines: &[&str], range: Range<usize>) {
    for line in lines.get(range).unwrap_or_default() {
        diff.push(sign);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// A path as diffs have it: with slashes and relative.
fn portable(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let mut relative = path.as_str();
    while let Some(rest) = relative
        .strip_prefix("./")
        .or_else(|| relative.strip_prefix('/'))
    {
        relative = rest;
    }
    relative.to_owned()
}

/// A name the way git quotes it: in double quotes with C's escapes, if it has a byte that is a
/// control character, a quote, a backslash or not ASCII.
fn quoted(name: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if name.bytes().all(is_plain) {
        return name.to_owned();
    }
    let mut quoted = String::from("\"");
    for byte in name.bytes() {
        match byte {
            b'"' => quoted.push_str("\\\""),
            b'\\' => quoted.push_str("\\\\"),
            b'\t' => quoted.push_str("\\t"),
            b'\n' => quoted.push_str("\\n"),
            b'\r' => quoted.push_str("\\r"),
            byte if is_plain(byte) => quoted.push(char::from(byte)),
            byte => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\{byte:03o}");
            }
        }
    }
    quoted.push('"');
    quoted
}

/// A diff in colours, for a terminal.
#[must_use]
pub fn colored(diff: &str) -> String {
    const BOLD: &str = "1";
    const CYAN: &str = "36";
    const GREEN: &str = "32";
    const RED: &str = "31";
    let mut colored = String::with_capacity(diff.len() * 2);
    let mut in_header = true;
    for line in diff.split_inclusive('\n') {
        in_header = line.starts_with("diff --git ") || in_header && !line.starts_with("@@ ");
        let color = match line.chars().next() {
            _ if in_header => Some(BOLD),
            Some('@') => Some(CYAN),
            Some('+') => Some(GREEN),
            Some('-') => Some(RED),
            _ => None,
        };
        let text = line.trim_end_matches(['\r', '\n']);
        let end = line.get(text.len()..).unwrap_or_default();
        match color {
            Some(color) => colored.push_str(&format!("\u{1b}[{color}m{text}\u{1b}[0m{end}")),
            None => colored.push_str(line),
        }
    }
    colored
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::*;

    /// What git makes of the file when it applies the diff.
    fn applied(path: &str, before: &str, diff: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(&file, before).expect("a file");
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command.args(["-c", "core.autocrlf=false"]).args(arguments);
            command.current_dir(folder.path()).stdin(Stdio::piped());
            // Hooks run tests with these set, to the project's own repository.
            command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
            // The test's own checkout must not be taken for the one to apply to.
            command.env(
                "GIT_CEILING_DIRECTORIES",
                folder.path().parent().unwrap_or(Path::new("/")),
            );
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("git")
        };
        assert!(
            git(&["init", "--quiet"])
                .wait()
                .expect("git init")
                .success()
        );
        let mut child = git(&["apply", "-"]);
        child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(diff.as_bytes())
            .expect("the diff");
        let output = child.wait_with_output().expect("git apply");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}\n{diff}");
        fs::read_to_string(&file).expect("the file")
    }

    #[test]
    fn git_applies_the_diffs() {
        let long: String = (0..40).map(|n| format!("line {n}\n")).collect();
        let changed = long
            .replace("line 5\n", "line five\n")
            .replace("line 30\n", "");
        let cases: &[(&str, &str)] = &[
            ("a\n", "b\n"),
            ("a\n", "a\nb\n"),
            ("a\nb\n", "a\n"),
            ("a", "b"),
            ("a", "a\n"),
            ("a\n", "a"),
            ("a\nb\nc", "x\nb\nc"),
            ("a\nb\nc", "a\nb\nc\nd"),
            ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"),
            ("a\r\nb", "a\r\nc"),
            ("a\rb\rc\r", "a\rB\rc\r"),
            ("a\r\r\nb\n", "a\r\r\nc\n"),
            ("\u{feff}é\n\u{2028}ü\n", "\u{feff}é\n\u{2028}ö\n"),
            ("a\u{b}\u{c}\u{85}\n", "b\u{b}\u{c}\u{85}\n"),
            ("  \t \n\n\n", "  \t \nx\n\n"),
            ("-- a\n++ b\n", "-- a\n++ c\n"),
            ("", "a\n"),
            ("a\n", ""),
            (&long, &changed),
        ];
        for (before, after) in cases {
            let diff = unified("page.html", before, after);
            assert_eq!(applied("page.html", before, &diff), *after, "{diff}");
        }
    }

    #[test]
    fn git_finds_the_files() {
        let mut paths = vec![
            "login page.html",
            "a/b/c.html",
            "käse/größe.html",
            "a b/日本 語.html",
            "b/b/b.html",
            "trailing ",
            "-dash.html",
            "it's (1) & [2].html",
        ];
        if cfg!(unix) {
            paths.extend([
                "quo\"te.html",
                "back\\slash.html",
                "tab\there.html",
                "line\nend.html",
            ]);
        }
        for path in paths {
            for prefix in ["", "./"] {
                let diff = unified(&format!("{prefix}{path}"), "a\n", "b\n");
                assert_eq!(applied(path, "a\n", &diff), "b\n", "{diff}");
            }
        }
    }

    #[test]
    fn the_headers_are_those_of_git() {
        assert_eq!(
            unified("./a b/é.html", "1\n2\n3\n4\n5", "1\n2\n3\n4\n6"),
            "diff --git \"a/a b/\\303\\251.html\" \"b/a b/\\303\\251.html\"\n\
             --- \"a/a b/\\303\\251.html\"\t\n\
             +++ \"b/a b/\\303\\251.html\"\t\n\
             @@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n\\ No newline at end of file\n\
             +6\n\\ No newline at end of file\n"
        );
        assert_eq!(
            unified("/abs/x.html", "a\n", "b\n"),
            "diff --git a/abs/x.html b/abs/x.html\n--- a/abs/x.html\n+++ b/abs/x.html\n\
             @@ -1,1 +1,1 @@\n-a\n+b\n"
        );
        assert_eq!(unified("x.html", "a\n", "a\n"), "");
    }

    #[test]
    fn colours_tell_what_goes_and_what_comes() {
        let diff = unified("a.html", "-- old\nsame\r\n", "++ new\nsame\r\n");
        assert_eq!(
            colored(&diff),
            "\u{1b}[1mdiff --git a/a.html b/a.html\u{1b}[0m\n\
             \u{1b}[1m--- a/a.html\u{1b}[0m\n\u{1b}[1m+++ b/a.html\u{1b}[0m\n\
             \u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[0m\n\
             \u{1b}[31m--- old\u{1b}[0m\n\u{1b}[32m+++ new\u{1b}[0m\n same\r\n"
        );
    }
}
