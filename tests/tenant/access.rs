//! Which tenant, and who asks.

use crate::run::{Run, bare};
use crate::standin::authority::Authority;
use crate::standin::state::State;
use crate::standin::{CLIENT_ID, CLIENT_SECRET, StandIn, TOKEN};

#[test]
fn what_is_missing_is_named_with_all_ways_to_give_it() {
    let run = Run::of(&mut bare(&["connections"]));
    run.assert_code(2).assert_says(&[
        "--domain",
        "AUTH0_DOMAIN",
        "AUTH0_ACCESS_TOKEN",
        "AUTH0_API_TOKEN",
        "--client-id",
        "AUTH0_CLIENT_ID",
        "AUTH0_CLIENT_SECRET",
    ]);
    let mut command = bare(&["connections", "--domain", "a.b", "--client-id", "x"]);
    Run::of(&mut command)
        .assert_code(2)
        .assert_says(&["secret", "AUTH0_CLIENT_SECRET"]);
}

#[test]
fn a_token_comes_from_either_variable() {
    let tenant = StandIn::start(State::default());
    for variable in ["AUTH0_ACCESS_TOKEN", "AUTH0_API_TOKEN"] {
        let mut command = bare(&["connections"]);
        command
            .env("AUTH0_DOMAIN", format!("https://{}/", tenant.domain()))
            .env(variable, TOKEN)
            .env("SSL_CERT_FILE", tenant.ca_certificate());
        Run::of(&mut command).assert_code(0);
    }
}

#[test]
fn an_application_gets_a_token_for_the_audience() {
    let tenant = StandIn::start(State::default());
    let client = |arguments: &[&str], secret: &str| {
        let mut command = bare(arguments);
        command
            .args(["--client-id", CLIENT_ID, "--domain", &tenant.domain()])
            .arg("--ca-certificate")
            .arg(tenant.ca_certificate())
            .env("AUTH0_CLIENT_SECRET", secret);
        Run::of(&mut command)
    };
    client(&["connections"], CLIENT_SECRET).assert_code(0);
    let audience = |tenant: &StandIn| tenant.requests().last_of("POST oauth/token");
    let default = format!("https://{}/api/v2/", tenant.domain());
    assert_eq!(audience(&tenant)["audience"], default);
    client(
        &[
            "connections",
            "--audience",
            "https://acme.auth0.com/api/v2/",
        ],
        CLIENT_SECRET,
    )
    .assert_code(0);
    assert_eq!(
        audience(&tenant)["audience"],
        "https://acme.auth0.com/api/v2/"
    );
    client(&["connections"], "wrong-secret")
        .assert_code(2)
        .assert_says(&["/oauth/token", "Unauthorized", "AUTH0_CLIENT_SECRET"]);
}

trait LastOf {
    fn last_of(&self, line: &str) -> serde_json::Value;
}

impl LastOf for Vec<crate::standin::Request> {
    /// The body of the last request of that line.
    fn last_of(&self, line: &str) -> serde_json::Value {
        let found = self.iter().rev().find(|request| request.line() == line);
        found
            .and_then(|request| request.body.clone())
            .unwrap_or_default()
    }
}

#[test]
fn secrets_are_no_arguments() {
    for arguments in [
        ["connections", "--client-secret", "hush"],
        ["connections", "--token", "hush"],
    ] {
        let run = Run::of(&mut bare(&arguments));
        run.assert_code(2);
        assert!(!run.stderr.contains("hush"), "{run:?}");
    }
}

#[test]
fn a_token_that_is_refused_says_what_to_do() {
    let tenant = StandIn::start(State::default());
    let run = Run::of(
        tenant
            .command(&["connections"])
            .env("AUTH0_ACCESS_TOKEN", "another"),
    );
    run.assert_code(2)
        .assert_says(&["401", "Invalid token", "audience", "/api/v2/connections"]);
    let run = Run::of(
        tenant
            .command(&["connections"])
            .env("AUTH0_ACCESS_TOKEN", "no token\u{e9}"),
    );
    run.assert_code(2).assert_says(&["AUTH0_ACCESS_TOKEN"]);
}

#[test]
fn only_https_is_spoken() {
    let run = Run::of(
        bare(&["connections", "--domain", "http://acme.auth0.com"]).env("AUTH0_ACCESS_TOKEN", "x"),
    );
    run.assert_code(2).assert_says(&["HTTPS only"]);
}

#[test]
fn certificates_are_always_checked() {
    let trusted = Authority::new();
    let known = StandIn::start_with(State::default(), &trusted, &["localhost"], 0);
    let other = StandIn::start(State::default());
    let misnamed = StandIn::start_with(State::default(), &trusted, &["elsewhere.example"], 0);
    let expired = StandIn::start_with(State::default(), &Authority::expired(), &["localhost"], 0);
    let run = |tenant: &StandIn, file: Option<&StandIn>| {
        let mut command = bare(&["connections", "--domain", &tenant.domain()]);
        command.env("AUTH0_ACCESS_TOKEN", TOKEN);
        if let Some(file) = file {
            command.arg("--ca-certificate").arg(file.ca_certificate());
        }
        Run::of(&mut command)
    };
    run(&known, Some(&known)).assert_code(0);
    for (tenant, file) in [
        (&known, Some(&other)),
        (&known, None),
        (&misnamed, Some(&misnamed)),
        (&expired, Some(&expired)),
    ] {
        run(tenant, file).assert_code(2).assert_says(&[
            "certificate",
            "--ca-certificate",
            "SSL_CERT_FILE",
        ]);
        assert!(tenant.requests().iter().all(|request| request.path != "x"));
    }
    assert!(misnamed.requests().is_empty() && expired.requests().is_empty());
}

#[test]
fn a_file_without_certificates_is_told() {
    let tenant = StandIn::start(State::default());
    std::fs::write(tenant.folder().join("empty.pem"), "nothing").expect("a file can be written");
    let run = |file: &str| tenant.run(&["connections", "--ca-certificate", file]);
    run("empty.pem")
        .assert_code(2)
        .assert_says(&["empty.pem", "PEM"]);
    run("missing.pem")
        .assert_code(2)
        .assert_says(&["missing.pem"]);
}

/// A proxy that lets everything through. Gives its address, and the lines that it was asked with.
fn proxy() -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead, BufReader, Write, copy};
    use std::net::{TcpListener, TcpStream};
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound").to_string();
    let (told, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut lines = BufReader::new(client.try_clone().expect("it can be cloned")).lines();
            let head: Vec<String> = lines
                .by_ref()
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .collect();
            let to = head.first().and_then(|line| line.split(' ').nth(1));
            let mut server =
                TcpStream::connect(to.expect("it is asked for a host")).expect("it is there");
            told.send(head.join("\n")).expect("the test listens");
            client
                .write_all(b"HTTP/1.1 200 OK\r\n\r\n")
                .expect("it listens");
            let (mut up, mut down) = (
                client.try_clone().expect("it can be cloned"),
                server.try_clone().expect("it can be cloned"),
            );
            std::thread::spawn(move || copy(&mut up, &mut server));
            std::thread::spawn(move || copy(&mut down, &mut client));
        }
    });
    (address, asked)
}

#[test]
fn a_proxy_is_gone_through_and_sees_no_token() {
    let tenant = StandIn::start(State::default());
    for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        let (address, asked) = proxy();
        let mut command = tenant.command(&["connections"]);
        command.env(variable, format!("http://user:hush@{address}"));
        let run = Run::of(&mut command);
        run.assert_code(0);
        let head = asked.recv().expect("the proxy is asked");
        assert!(
            head.starts_with(&format!("CONNECT {} ", tenant.domain())),
            "{variable}: {head}"
        );
        assert!(
            head.to_ascii_lowercase()
                .contains("proxy-authorization: basic dxnlcjpodxno"),
            "{head}"
        );
        assert!(!head.contains(TOKEN) && !run.stderr.contains("hush"));
    }
}

#[test]
fn proxies_of_the_system_are_asked() {
    let tenant = StandIn::start(State::default());
    // Nothing listens there.
    let proxied = |no_proxy: &str| {
        let mut command = tenant.command(&["connections"]);
        command
            .env("HTTPS_PROXY", "http://127.0.0.1:9")
            .env("NO_PROXY", no_proxy);
        Run::of(&mut command)
    };
    proxied("").assert_code(2);
    proxied("localhost").assert_code(0);
    let run = Run::of(
        tenant
            .command(&["connections"])
            .env("HTTPS_PROXY", "://user:hush@"),
    );
    run.assert_code(2).assert_says(&["HTTPS_PROXY"]);
    assert!(!run.stderr.contains("hush"));
}
