//! The site as requests see it, attacks included.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;

use super::*;
use crate::input::DEFAULT_MAX_BYTES;

const PAGE: &str = "<!doctype html><html><head><title>Login</title></head><body>
<script src=\"https://cdn.auth0.com/js/lock/15.0.2/lock.min.js\"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  new Auth0Lock(config.clientID, config.auth0Domain, { auth: { params: config.internalOptions }, languageDictionary: { title: '##NAME##' } }).show();
</script></body></html>";

fn options(page: &Path) -> Options {
    Options {
        page: page.to_owned(),
        max_bytes: DEFAULT_MAX_BYTES,
        settings: Settings::default(),
        least: Applicability::Safe,
        mappings: None,
        lock: None,
        tenant: SimulatedTenant::default(),
        port: 0,
    }
}

/// A preview that runs while a test works with it.
struct Running {
    folder: tempfile::TempDir,
    address: SocketAddr,
    root: String,
    stop: http::Stop,
    thread: Option<thread::JoinHandle<()>>,
}

impl Running {
    fn start(change: impl FnOnce(&mut Options, &Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("login.html");
        std::fs::write(&page, PAGE).unwrap();
        let mut options = options(&page);
        change(&mut options, folder.path());
        let preview = Preview::open(options).unwrap();
        let (address, root) = (preview.address, preview.site.root().to_owned());
        assert_eq!(preview.url(), format!("http://{address}{root}"));
        let stop = preview.server.stop();
        let thread = thread::spawn(move || preview.run());
        Self {
            folder,
            address,
            root,
            stop,
            thread: Some(thread),
        }
    }

    /// The answer to a request for a path below the root, with the headers a browser would send.
    fn get(&self, path: &str, more: &str) -> String {
        let Self { address, root, .. } = self;
        self.send(&format!(
            "GET {root}{path} HTTP/1.1\r\nHost: {address}\r\n{more}\r\n"
        ))
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path, "");
        assert_eq!(status(&answer), 200, "{answer}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.ask(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn status(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_default()
}

#[test]
fn only_this_address_from_here_is_answered() {
    let preview = Running::start(|_, _| {});
    let (address, root) = (preview.address, preview.root.clone());
    let origin = format!("Origin: http://{address}\r\n");
    for (headers, expected) in [
        ("", 200),
        (origin.as_str(), 200),
        ("Sec-Fetch-Site: same-origin\r\n", 200),
        ("Sec-Fetch-Site: none\r\n", 200),
        ("Origin: https://evil.example\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Origin: http://127.0.0.1:1\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\n", 403),
        (
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
            403,
        ),
        (
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
            200,
        ),
        ("Host: evil.example\r\n", 421),
    ] {
        assert_eq!(status(&preview.get("", headers)), expected, "{headers}");
    }
    let link =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(status(&preview.get("tenant.json", link)), 403);
    for (request, expected) in [
        (
            format!(
                "GET {root} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
                address.port()
            ),
            421,
        ),
        (
            format!("GET {root} HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
            421,
        ),
        (format!("GET {root} HTTP/1.1\r\n\r\n"), 421),
        (format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n"), 404),
        (
            format!(
                "GET /{}/ HTTP/1.1\r\nHost: {address}\r\n\r\n",
                "0".repeat(32)
            ),
            404,
        ),
        (
            format!("POST {root} HTTP/1.1\r\nHost: {address}\r\n\r\n"),
            405,
        ),
    ] {
        assert_eq!(status(&preview.send(&request)), expected, "{request}");
    }
}

#[test]
fn two_previews_have_different_addresses() {
    let (one, other) = (Running::start(|_, _| {}), Running::start(|_, _| {}));
    assert_ne!(one.root, other.root);
    assert_eq!(one.root.len(), 34);
}

#[test]
fn the_page_is_served_to_the_worker_only() {
    let preview = Running::start(|_, _| {});
    let path = "frame/third-party/cloud/compiled/-/1/";
    assert_eq!(status(&preview.get(path, "")), 403);
    let page = preview.get(path, "X-Lockwright-Worker: 1\r\n");
    assert_eq!(status(&page), 200);
    assert!(
        page.contains("__useTenantInfo: config.isThirdPartyClient"),
        "{page}"
    );
    assert!(!page.contains("@@config@@"));
    assert!(page.contains("Content-Security-Policy: frame-ancestors 'self'; form-action 'self'"));
    let as_is = preview.get(
        "frame/third-party/cloud/as-is/-/1/",
        "X-Lockwright-Worker: 1\r\n",
    );
    assert!(!as_is.contains("__useTenantInfo"));
}

#[test]
fn what_is_beside_the_page_is_served_and_nothing_else() {
    let preview = Running::start(|_, folder| {
        std::fs::write(folder.join("style.css"), "body {}").unwrap();
        std::fs::write(folder.join("secrets.json"), "{}").unwrap();
    });
    let frame = "frame/first-party/cloud/as-is/-/1";
    for (path, expected) in [
        ("style.css", 200),
        ("secrets.json", 404),
        ("../style.css", 404),
        ("..%2f..%2fetc%2fpasswd.txt", 404),
        ("%2e%2e/style.css", 404),
        ("~/left", 404),
    ] {
        assert_eq!(
            status(&preview.get(&format!("{frame}/{path}"), "")),
            expected,
            "{path}"
        );
    }
    for path in [
        "frame/none/cloud/as-is/-/1/",
        "frame/first-party/mars/as-is/-/1/",
        "frame/first-party/cloud/other/-/1/",
        "frame/first-party/cloud/as-is/!/1/",
        "frame/first-party/cloud/as-is/-/1",
        "lock.js",
        "view.json",
        "view.json?target=cloud&version=compiled&switches=!",
        "workbench.html",
    ] {
        assert_eq!(status(&preview.get(path, "")), 404, "{path}");
    }
}

#[test]
fn the_view_has_findings_and_predictions_of_both_kinds() {
    let preview = Running::start(|_, _| {});
    let as_is = preview.json("view.json?target=cloud&version=as-is&switches=-");
    assert_eq!(as_is["findings"][0]["rule"], "missing-tenant-info");
    assert_eq!(as_is["lock"][0], "15.0.2");
    assert_eq!(as_is["logins"][1]["requests"][0]["outcome"], "fails");
    let compiled = preview.json("view.json?target=cloud&version=compiled&switches=-");
    assert_eq!(compiled["findings"], serde_json::json!([]));
    assert_eq!(compiled["applied"][0]["rule"], "missing-tenant-info");
    let third = &compiled["logins"][1];
    assert_eq!(third["kind"], "third-party");
    assert_eq!(
        third["requests"][0]["url"],
        "https://acme.eu.auth0.com/tenants/v1/acme.js"
    );
    assert_eq!(third["requests"][0]["outcome"], "works");
    assert_eq!(
        third["requests"][1]["url"],
        "https://cdn.auth0.com/js/lock/15.0.2/en.js"
    );
}

#[test]
fn mappings_are_replaced_first() {
    let preview = Running::start(|options, folder| {
        let path = folder.join("mappings.json");
        std::fs::write(&path, r#"{"NAME": "Café"}"#).unwrap();
        options.mappings = Some(path);
    });
    let page = preview.get(
        "frame/first-party/cloud/as-is/-/1/",
        "X-Lockwright-Worker: 1\r\n",
    );
    assert!(page.contains("title: 'Café'"), "{page}");
}

#[test]
fn a_change_of_the_page_is_seen() {
    let preview = Running::start(|_, _| {});
    let mut stream = TcpStream::connect(preview.address).unwrap();
    let Running { address, root, .. } = &preview;
    let request = format!("GET {root}events HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    let mut wait_for = |count: usize| {
        let mut chunk = [0; 512];
        while text.matches("data: ").count() < count {
            let read = stream.read(&mut chunk).unwrap();
            assert!(read > 0, "{text}");
            text.push_str(std::str::from_utf8(&chunk[..read]).unwrap());
        }
    };
    wait_for(1);
    std::fs::write(
        preview.folder.path().join("login.html"),
        format!("{PAGE}<p>"),
    )
    .unwrap();
    wait_for(2);
    std::fs::remove_file(preview.folder.path().join("login.html")).unwrap();
    wait_for(3);
    let view = preview.json("view.json?target=cloud&version=compiled&switches=-");
    assert!(
        view["error"].as_str().unwrap().contains("cannot be read"),
        "{view}"
    );
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("login.html");
    assert!(matches!(
        Preview::open(options(&page)),
        Err(PreviewError::Page(_))
    ));
    std::fs::write(&page, PAGE).unwrap();
    std::fs::write(folder.path().join("m.json"), "[]").unwrap();
    let missing = Some(folder.path().join("none"));
    for change in [
        Options {
            mappings: missing.clone(),
            ..options(&page)
        },
        Options {
            mappings: Some(folder.path().join("m.json")),
            ..options(&page)
        },
        Options {
            lock: missing.clone(),
            ..options(&page)
        },
    ] {
        assert!(Preview::open(change).is_err());
    }
    let first = Preview::open(options(&page)).unwrap();
    let port = first.address.port();
    let taken = Preview::open(Options {
        port,
        ..options(&page)
    });
    assert!(matches!(taken, Err(PreviewError::Port(..))));
}
