use super::*;

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

fn kind(result: Result<(), WriteError>) -> WriteErrorKind {
    result.expect_err("a refusal").kind
}

#[test]
fn the_content_is_replaced_and_nothing_else_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("pagé 1.html");
    fs::write(&page, "old").expect("a page");
    replace(&page, b"old", b"\xef\xbb\xbfnew\r\n\0").expect("a replacement");
    assert_eq!(fs::read(&page).expect("the page"), b"\xef\xbb\xbfnew\r\n\0");
    assert_eq!(names(folder.path()), ["pagé 1.html"]);
}

#[test]
fn a_file_that_changed_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    fs::write(&page, "theirs").expect("a page");
    let error = replace(&page, b"old", b"new").expect_err("a refusal");
    assert!(matches!(error.kind, WriteErrorKind::Changed));
    assert!(error.to_string().contains("page.html"));
    assert_eq!(fs::read(&page).expect("the page"), b"theirs");
    assert_eq!(names(folder.path()), ["page.html"]);
}

#[test]
fn a_new_file_takes_nobodys_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("new/page.html");
    create(&page, b"first").expect("a new file");
    let WriteErrorKind::Io(error) = kind(create(&page, b"second")) else {
        panic!("another kind");
    };
    assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    assert!(matches!(
        kind(create(&page.join("page.html"), b"third")),
        WriteErrorKind::Folder(_)
    ));
    assert_eq!(fs::read(&page).expect("the page"), b"first");
    put(&page, b"fourth").expect("the file is replaced");
    assert_eq!(fs::read(&page).expect("the page"), b"fourth");
    assert_eq!(names(&folder.path().join("new")), ["page.html"]);
}

#[test]
fn only_the_page_is_named_when_its_folder_takes_no_files() {
    let denied = "Permission denied at path /pages/.lockwright-1";
    let error = WriteError {
        path: "/pages/a.html".into(),
        kind: WriteErrorKind::Folder(io::Error::new(io::ErrorKind::PermissionDenied, denied)),
    };
    assert_eq!(
        error.to_string(),
        "cannot write /pages/a.html: no file can be created in its folder: permission denied"
    );
}

#[test]
fn what_is_not_a_writable_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        kind(replace(folder.path(), b"", b"new")),
        WriteErrorKind::NotAFile
    ));
    let absent = folder.path().join("absent.html");
    assert!(matches!(
        kind(replace(&absent, b"", b"new")),
        WriteErrorKind::Io(_)
    ));
    assert!(names(folder.path()).is_empty());

    let page = folder.path().join("page.html");
    fs::write(&page, "old").expect("a page");
    let mut permissions = fs::metadata(&page).expect("metadata").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&page, permissions).expect("permissions");
    assert!(matches!(
        kind(replace(&page, b"old", b"new")),
        WriteErrorKind::ReadOnly
    ));
    assert_eq!(fs::read(&page).expect("the page"), b"old");
    assert_eq!(names(folder.path()), ["page.html"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn mode_and_owner_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.html");
        for mode in [0o600, 0o644, 0o664, 0o755, 0o200 | 0o400] {
            fs::write(&page, "old").expect("a page");
            fs::set_permissions(&page, fs::Permissions::from_mode(mode)).expect("permissions");
            let old = fs::metadata(&page).expect("metadata");
            replace(&page, b"old", b"new").expect("a replacement");
            let new = fs::metadata(&page).expect("metadata");
            assert_eq!(
                (new.mode(), new.uid(), new.gid()),
                (old.mode(), old.uid(), old.gid())
            );
            assert_ne!(new.ino(), old.ino(), "the file was written in place");
        }
    }

    #[test]
    fn an_owner_that_only_the_system_may_give_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.html");
        fs::write(&page, "old").expect("a page");
        if std::os::unix::fs::chown(&page, Some(12345), Some(12346)).is_err() {
            return; // Only root gives files away.
        }
        replace(&page, b"old", b"new").expect("a replacement");
        let new = fs::metadata(&page).expect("metadata");
        assert_eq!((new.uid(), new.gid()), (12345, 12346));
    }

    #[test]
    fn a_link_stays_and_its_target_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let page = elsewhere.path().join("page.html");
        let link = folder.path().join("link.html");
        let link_to_link = folder.path().join("again.html");
        fs::write(&page, "old").expect("a page");
        symlink(&page, &link).expect("a link");
        symlink("link.html", &link_to_link).expect("a link");
        replace(&link_to_link, b"old", b"new").expect("a replacement");
        assert!(fs::symlink_metadata(&link).expect("metadata").is_symlink());
        assert!(
            fs::symlink_metadata(&link_to_link)
                .expect("metadata")
                .is_symlink()
        );
        assert!(fs::symlink_metadata(&page).expect("metadata").is_file());
        assert_eq!(fs::read(&page).expect("the page"), b"new");
        assert_eq!(names(folder.path()), ["again.html", "link.html"]);
        assert_eq!(names(elsewhere.path()), ["page.html"]);

        fs::remove_file(&page).expect("removed");
        assert!(matches!(
            kind(replace(&link, b"new", b"newer")),
            WriteErrorKind::Io(_)
        ));
    }

    #[test]
    fn a_folder_that_takes_no_file_leaves_the_old_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.html");
        fs::write(&page, "old").expect("a page");
        let set_mode = |mode| {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("mode");
        };
        set_mode(0o555);
        // Root may write all the same; then there is nothing to see.
        let is_denied = fs::write(folder.path().join("probe"), "").is_err();
        if is_denied {
            assert!(matches!(
                kind(replace(&page, b"old", b"new")),
                WriteErrorKind::Io(_)
            ));
            assert_eq!(fs::read(&page).expect("the page"), b"old");
            assert_eq!(names(folder.path()), ["page.html"]);
        }
        set_mode(0o755);
    }

    #[test]
    fn a_device_is_not_a_file() {
        assert!(matches!(
            kind(replace(Path::new("/dev/null"), b"", b"new")),
            WriteErrorKind::NotAFile
        ));
    }
}
