//! Tables of URLs and what they bring.

use super::*;
use semver::Version;

/// The finding in short: library, version, the text of the version in the URL, form.
fn read(src: &str) -> String {
    let Some(found) = from_url(src) else {
        return "nothing".to_owned();
    };
    let version = match &found.version {
        LoadedVersion::Exact(version) => format!("exact {version}"),
        LoadedVersion::Minor(major, minor) => format!("minor {major}.{minor}"),
        LoadedVersion::Major(major) => format!("major {major}"),
        LoadedVersion::StandIn(text) => format!("stand-in {text}"),
        LoadedVersion::Unknown => "unknown".to_owned(),
    };
    let place = found.place.map_or(String::new(), |place| {
        format!(" [{}] {:?}", &src[place.range], place.form)
    });
    format!("{:?} {version}{place}", found.library)
}

fn check(table: &[(&str, &str)]) {
    for (src, expected) in table {
        assert_eq!(read(src), *expected, "{src}");
    }
}

#[test]
fn the_cdn_of_auth0() {
    check(&[
        (
            "https://cdn.auth0.com/js/lock/11.30.4/lock.min.js",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        (
            "http://cdn.auth0.com/js/lock/11.30/lock.min.js",
            "Lock minor 11.30 [11.30] Minor",
        ),
        (
            "//cdn.auth0.com/js/lock/10.2/lock.js",
            "Lock minor 10.2 [10.2] Minor",
        ),
        (
            "\n  HTTPS://CDN.AUTH0.COM/js/lock/11.30.4/lock.min.js?11.2#11.3 ",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        (
            "https://cdn.auth0.com:443/js/lock/11.0.0-beta.3/lock.min.js",
            "Lock exact 11.0.0-beta.3 [11.0.0-beta.3] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/11/lock.min.js",
            "Lock major 11 [11] Major",
        ),
    ]);
}

#[test]
fn lock_9_and_older() {
    check(&[
        (
            "https://cdn.auth0.com/js/lock-9.2.min.js",
            "Lock minor 9.2 [9.2] Minor",
        ),
        ("//cdn.auth0.com/js/lock-9.js", "Lock major 9 [9] Major"),
        (
            "http://cdn.auth0.com/js/lock-9.2.2.js",
            "Lock exact 9.2.2 [9.2.2] Exact",
        ),
        (
            "//cdn.auth0.com/w2/auth0-widget-4.0.js",
            "LegacyWidget minor 4.0 [4.0] Minor",
        ),
        (
            "//cdn.auth0.com/js/lock-passwordless-2.2.min.js",
            "LegacyPasswordless minor 2.2 [2.2] Minor",
        ),
        ("/js/lock-passwordless.min.js", "LegacyPasswordless unknown"),
    ]);
}

#[test]
fn stand_ins() {
    check(&[
        (
            "https://cdn.auth0.com/js/lock/11.x.y/lock.min.js",
            "Lock stand-in 11.x.y [11.x.y] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/11.x/lock.min.js",
            "Lock stand-in 11.x [11.x] Minor",
        ),
        (
            "https://cdn.auth0.com/js/lock/11.30.x/lock.min.js",
            "Lock stand-in 11.30.x [11.30.x] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/x.y.z/lock.min.js",
            "Lock stand-in x.y.z [x.y.z] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/latest/lock.min.js",
            "Lock stand-in latest [latest] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/{version}/lock.min.js",
            "Lock stand-in {version} [{version}] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/%7Bversion%7D/lock.min.js",
            "Lock stand-in %7Bversion%7D [%7Bversion%7D] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/@@LOCK_VERSION@@/lock.min.js",
            "Lock stand-in @@LOCK_VERSION@@ [@@LOCK_VERSION@@] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/##LOCK##/lock.min.js#11.2",
            "Lock stand-in ##LOCK## [##LOCK##] Exact",
        ),
        (
            "https://cdn.auth0.com/js/lock/11.03/lock.min.js",
            "Lock stand-in 11.03 [11.03] Minor",
        ),
        (
            "#{CDN_URI}/js/lock/11.27/lock.min.js",
            "Lock minor 11.27 [11.27] Minor",
        ),
        (
            "@@CDN@@/js/lock/##LOCK##/lock.min.js",
            "Lock stand-in ##LOCK## [##LOCK##] Exact",
        ),
        (
            "/assets/lock-@@LOCK_VERSION@@.min.js",
            "Lock stand-in @@LOCK_VERSION@@ [@@LOCK_VERSION@@] Exact",
        ),
    ]);
}

#[test]
fn copies_elsewhere() {
    check(&[
        ("/assets/lock.min.js", "Lock unknown"),
        ("lock.min.js", "Lock unknown"),
        ("/assets/lock.min.3f2a9c1d.js", "Lock unknown"),
        (
            "assets/lock-11.30.4.min.js",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        (
            "/static/Lock-v11.30.4.min.js",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        ("/static/auth0-lock.js", "Lock unknown"),
        (
            "https://static.example.com/js/lock/11.27.1/lock.min.js",
            "Lock exact 11.27.1 [11.27.1] Exact",
        ),
        (
            "https://static.example.com/vendor/11.27.1/lock.js",
            "Lock exact 11.27.1 [11.27.1] Exact",
        ),
        (
            "https://static.example.com/lock/assets/lock.min.js",
            "Lock unknown",
        ),
        // The page's own version, not Lock's.
        ("https://static.example.com/2/lock.min.js", "Lock unknown"),
        (
            "https://static.example.com/1.4.2/lock.min.js",
            "Lock unknown",
        ),
        ("/bower_components/auth0-lock/build/lock.js", "Lock unknown"),
        (
            "https://cdn.eu.auth0.com/js/lock/11.27/lock.min.js",
            "Lock minor 11.27 [11.27] Minor",
        ),
    ]);
}

#[test]
fn mirrors_of_npm() {
    check(&[
        (
            "https://unpkg.com/auth0-lock@11.30.4/lib/index.js",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        (
            "https://cdn.jsdelivr.net/npm/auth0-lock@11.30/lib/browser.js",
            "Lock minor 11.30 [11.30] Minor",
        ),
        (
            "https://unpkg.com/auth0-lock@^11.30.0",
            "Lock major 11 [^11.30.0] Major",
        ),
        (
            "https://cdn.jsdelivr.net/npm/auth0-lock@~11.30.0/+esm",
            "Lock minor 11.30 [~11.30.0] Minor",
        ),
        (
            "https://unpkg.com/auth0-lock@latest",
            "Lock stand-in latest [latest] Exact",
        ),
        ("https://unpkg.com/auth0-lock", "Lock unknown"),
        (
            "https://cdnjs.cloudflare.com/ajax/libs/auth0-lock/11.30.4/lock.min.js",
            "Lock exact 11.30.4 [11.30.4] Exact",
        ),
        (
            "https://unpkg.com/auth0-lock@11.30.4/lib/i18n/de.js",
            "nothing",
        ),
    ]);
}

#[test]
fn what_is_not_lock() {
    for src in [
        "",
        "   ",
        "/",
        "#",
        "?",
        "https://",
        "https://cdn.auth0.com",
        "https://cdn.auth0.com/js/auth0/9.18/auth0.min.js",
        "https://cdn.auth0.com/w2/auth0-7.6.1.min.js",
        "https://cdn.auth0.com/js/polyfills/1.0/object-assign.min.js",
        "https://cdn.auth0.com/js/lock/11.30.4/de.js",
        "https://cdn.auth0.com/js/lock/11.30.4/",
        "https://example.com/padlock.js",
        "https://example.com/padlock.min.js",
        "https://example.com/block.min.js",
        "https://example.com/lock-screen.js",
        "https://example.com/lock-icon.min.js",
        "https://example.com/locker.min.js",
        "https://example.com/lockfile.js",
        "https://example.com/js/lock.js",
        "https://example.com/app.js?src=/js/lock/11.30/lock.min.js",
        "https://example.com/app.js#/js/lock/11.30/lock.min.js",
        "https://example.com/lock.min.css",
        "data:text/javascript,/js/lock/11.30/lock.min.js",
        "blob:https://example.com/lock.min.js",
        "javascript:lock.min.js",
        "https://cdn.auth0.com/js/lock-ü.min.js",
    ] {
        assert_eq!(read(src), "nothing", "{src}");
    }
}

#[test]
fn who_serves_it() {
    for (src, expected) in [
        ("//cdn.auth0.com/js/lock-9.js", Origin::Auth0),
        (
            "https://cdn.eu.auth0.com/js/lock/11.27/lock.min.js",
            Origin::Auth0Regional,
        ),
        ("https://unpkg.com/auth0-lock@11.30.4", Origin::Npm),
        ("https://notunpkg.com/lock.min.js", Origin::Elsewhere),
        ("/js/lock/11.27/lock.min.js", Origin::Elsewhere),
        (
            "https://acme.auth0.com/js/lock/11.27/lock.min.js",
            Origin::Elsewhere,
        ),
    ] {
        assert_eq!(from_url(src).unwrap().origin, expected, "{src}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(src in ".*", host in "(https:)?//cdn\\.auth0\\.com/js/lock[-/]") {
        for src in [src.clone(), format!("{host}{src}"), format!("{host}{src}/lock.min.js")] {
            if let Some(place) = from_url(&src).and_then(|found| found.place) {
                proptest::prop_assert!(src.get(place.range).is_some());
            }
        }
    }

    #[test]
    fn every_release_is_read_back(major in 0u64..99, minor in 0u64..99, patch in 0u64..99) {
        let version = Version::new(major, minor, patch);
        let src = format!("https://cdn.auth0.com/js/lock/{version}/lock.min.js");
        let found = from_url(&src).unwrap();
        proptest::prop_assert_eq!(found.version, LoadedVersion::Exact(version));
    }
}
