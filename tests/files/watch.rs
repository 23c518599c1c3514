//! `check --watch`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::folder::{Folder, UNREADY, ready};

/// Longer than any run takes, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run that watches, and the lines it writes to standard output.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut all = vec!["check", "--watch", "--output-format", "concise"];
        all.extend(arguments);
        let mut command = folder.command(&all);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the command starts");
        let out = child.stdout.take().expect("it is piped");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line with these words.
    fn wait_for(&self, words: &str) {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            if line.expect("the line comes in time").contains(words) {
                return;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_are_checked_again_when_something_changes() {
    let folder = Folder::with("a.html", ready());
    let watch = Watch::start(&folder, &[]);
    watch.wait_for("1 file checked, nothing found");
    folder.put("a.html", UNREADY);
    watch.wait_for("1 file checked, 1 finding");
    folder.put("b.html", ready());
    watch.wait_for("2 files checked, 1 finding");
    folder.put("lockwright.toml", "ignore = ['all']");
    watch.wait_for("2 files checked, nothing found");
    // A mistake is told, and watching goes on.
    folder.put("lockwright.toml", "ingore = ['all']");
    thread::sleep(Duration::from_millis(600));
    folder.put("lockwright.toml", "exclude = ['b.html']");
    watch.wait_for("1 file checked, 1 finding");
}

#[test]
fn pages_can_be_fixed_as_they_change() {
    let folder = Folder::with("a.html", ready());
    let watch = Watch::start(&folder, &["--fix"]);
    watch.wait_for("nothing found");
    folder.put("a.html", UNREADY);
    watch.wait_for("1 finding fixed");
    assert_ne!(folder.get("a.html"), UNREADY);
    // What it has written itself makes no other run, which would clear the screen of what was fixed.
    thread::sleep(Duration::from_millis(900));
    folder.put("b.html", UNREADY);
    let next = || watch.lines.recv_timeout(PATIENCE).expect("a line comes");
    assert_eq!(next(), "changed b.html");
    assert_eq!(next(), "2 files checked, 1 finding fixed, none left");
}

#[test]
fn standard_input_is_not_watched() {
    let folder = Folder::new();
    for arguments in [
        &["check", "--watch", "-"][..],
        &["check", "--watch", "--files-from", "-"],
    ] {
        let run = folder.run_on("", arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::with("a.html", ready());
    let mut watch = Watch::start(&folder, &[]);
    watch.wait_for("nothing found");
    let id = watch.child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status();
    assert!(sent.expect("there is `kill`").success());
    let status = watch.child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(2), "{status:?}");
}
