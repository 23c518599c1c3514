#![cfg(unix)]

use std::os::unix::fs::MetadataExt;

use super::super::replace;
use super::*;

fn page(folder: &Path, name: &str, content: &str) -> PathBuf {
    let page = folder.join(name);
    fs::write(&page, content).expect("a page");
    page
}

fn names(folder: &Path) -> Vec<String> {
    let entries = entries(folder);
    let names = entries.iter().filter_map(|path| path.file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn hard_links_keep_belonging_together() {
    let folder = tempfile::tempdir().expect("a folder");
    for (old, new) in [("old", "a longer text"), ("a longer text", "new")] {
        let page = page(folder.path(), "page.html", old);
        let link = folder.path().join("link.html");
        let _ = fs::hard_link(&page, &link);
        replace(&page, old.as_bytes(), new.as_bytes()).expect("a replacement");
        assert_eq!(fs::read_to_string(&link).expect("the link"), new);
        let inode = |path: &Path| fs::metadata(path).expect("metadata").ino();
        assert_eq!(inode(&page), inode(&link));
        assert_eq!(names(folder.path()), ["link.html", "page.html"]);
    }
}

#[test]
fn what_a_killed_run_left_is_put_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let torn = page(folder.path(), "torn.html", "new cont");
    page(folder.path(), ".lockwright-backup-torn.html", "old content");
    page(folder.path(), ".lockwright-aB3dE6", "a new file");
    page(folder.path(), ".lockwright-notes.txt", "somebody's own");
    let busy = page(folder.path(), "busy.html", "half");
    let backup = page(folder.path(), ".lockwright-backup-busy.html", "whole");
    let lock = File::open(&backup).expect("the backup");
    lock.lock().expect("a lock");

    let folders = BTreeSet::from([folder.path().to_owned()]);
    let restored: Vec<_> = tidy(&folders).into_iter().flatten().collect();
    assert_eq!(restored, std::slice::from_ref(&torn));
    assert_eq!(fs::read_to_string(&torn).expect("the page"), "old content");
    assert_eq!(fs::read_to_string(&busy).expect("the page"), "half");
    assert_eq!(
        names(folder.path()),
        [
            ".lockwright-backup-busy.html",
            ".lockwright-notes.txt",
            "busy.html",
            "torn.html"
        ]
    );
}

#[test]
fn a_backup_has_the_old_content_and_is_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = page(folder.path(), "page.html", "old");
    let backup = Backup::of(&target, b"old").expect("a backup");
    assert_eq!(fs::read(&backup.path).expect("the backup"), b"old");
    assert!(backup.path.starts_with(folder.path()));
    // A run is at work: nothing is put back.
    let folders = BTreeSet::from([folder.path().to_owned()]);
    assert!(tidy(&folders).is_empty());
    backup.remove();
    assert_eq!(names(folder.path()), ["page.html"]);

    let elsewhere = folder.path().join("state");
    let backup = Backup::elsewhere(elsewhere.clone(), &target, b"old").expect("a backup");
    let named = fs::read_to_string(elsewhere.join(PATH)).expect("the path");
    assert_eq!(Path::new(&named), target);
    backup.remove();
    assert_eq!(names(folder.path()), ["page.html"]);
}
