//! Networks, proxies and servers that fail.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::run::outcomes;
use crate::standin::fault::{Effect, Fault};
use crate::standin::state::State;
use crate::standin::{Response, StandIn};

fn refusal(status: u16) -> Response {
    Response::error(status, "trouble", "Later")
}

#[test]
fn what_passes_is_tried_again() {
    for status in [408, 429, 500, 502, 503, 504] {
        let tenant = StandIn::start(State::default());
        let later = refusal(status).header("Retry-After", 0);
        for line in ["GET connections", "PATCH connections/"] {
            tenant.fault(Fault::answer(line, later.clone()).times(2));
        }
        let run = tenant.run(&["promote", "Users", "--yes", "--output-format", "json"]);
        assert_eq!(outcomes(run.assert_code(0)), "Users: promoted", "{status}");
    }
}

#[test]
fn a_server_says_how_long_to_wait() {
    let now = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.expect("it is past 1970").as_secs()
    };
    for is_plain in [true, false] {
        let headers = match is_plain {
            true => vec![
                ("Retry-After", "1".to_owned()),
                ("X-RateLimit-Reset", (now() + 50).to_string()),
            ],
            false => vec![("X-RateLimit-Reset", (now() + 3).to_string())],
        };
        let tenant = StandIn::start(State::default());
        let limited = headers
            .iter()
            .fold(refusal(429), |it, (name, value)| it.header(name, value));
        tenant.fault(Fault::answer("GET connections", limited).times(1));
        let since = Instant::now();
        tenant.run(&["connections"]).assert_code(0);
        let waited = since.elapsed();
        assert!(
            waited > Duration::from_millis(900) && waited < Duration::from_secs(30),
            "{waited:?}"
        );
    }
}

#[test]
fn what_does_not_pass_is_given_up() {
    let tenant = StandIn::start(State::default());
    tenant.fault(Fault::answer(
        "GET connections",
        refusal(503).header("Retry-After", 0),
    ));
    let run = tenant.run(&["connections"]);
    run.assert_code(2)
        .assert_says(&["GET https://localhost", "503 trouble, Later", "6 times"]);
    assert_eq!(tenant.requests().len(), 6);
}

#[test]
fn refusals_are_not_tried_again() {
    for (status, told) in [
        (400, "400"),
        (401, "audience"),
        (403, "not allow"),
        (404, "404"),
        (409, "try again"),
    ] {
        let tenant = StandIn::start(State::default());
        tenant.fault(Fault::answer("GET connections", refusal(status)));
        tenant
            .run(&["connections"])
            .assert_code(2)
            .assert_says(&[told, "/api/v2/connections"]);
        // The other way to ask for fields is tried after a 400.
        assert_eq!(tenant.requests().len(), if status == 400 { 2 } else { 1 });
    }
}

#[test]
fn dropped_connections_are_tried_again() {
    for effect in [Effect::Dropped, Effect::Cut] {
        let tenant = StandIn::start(State::default());
        tenant.fault(Fault::on("GET connections", effect.clone()).times(1));
        tenant.fault(Fault::on("PATCH connections/", effect.clone()).times(1));
        let run = tenant.run(&["promote", "Users", "--yes", "--output-format", "json"]);
        assert_eq!(outcomes(run.assert_code(0)), "Users: promoted");
        let tenant = StandIn::start(State::default());
        tenant.fault(Fault::on("GET connections", effect));
        let run = tenant.run(&["connections"]);
        run.assert_code(2)
            .assert_says(&["broke off", "GET https://localhost"]);
        assert_eq!(tenant.requests().len(), 4);
    }
}

#[test]
fn an_answer_that_ends_in_the_middle_is_told() {
    let tenant = StandIn::start(State::default());
    let shorten = |mut response: Response| {
        response.body.truncate(40);
        response
    };
    tenant.fault(Fault::on(
        "GET connections",
        Effect::Rewritten(Arc::new(shorten)),
    ));
    tenant
        .run(&["connections"])
        .assert_code(2)
        .assert_says(&["ends in the middle, after 40 bytes"]);
}

#[test]
fn redirects_are_not_followed() {
    let other = StandIn::start(State::default());
    for status in [301, 302, 307, 308] {
        let tenant = StandIn::start(State::default());
        let location = format!("https://{}/api/v2/connections", other.domain());
        let redirect = Response::text(status, "text/html", "").header("Location", &location);
        tenant.fault(Fault::answer("GET connections", redirect));
        tenant
            .run(&["connections"])
            .assert_code(2)
            .assert_says(&["redirect", &location, "token"]);
    }
    assert!(other.requests().is_empty());
}

#[test]
fn html_is_told_from_an_answer() {
    let tenant = StandIn::start(State::default());
    let token = tenant_token_page();
    tenant.fault(Fault::answer(
        "GET connections",
        Response::text(200, "text/html", &token),
    ));
    let run = tenant.run(&["connections"]);
    run.assert_code(2).assert_says(&[
        "expected JSON, found text/html",
        "Sign in to the proxy",
        "proxy or a firewall",
        "[secret]",
    ]);
}

/// A proxy's page that shows the request, as some do.
fn tenant_token_page() -> String {
    format!(
        "<html><h1>Sign in to the proxy</h1>authorization: Bearer {}",
        crate::standin::TOKEN
    )
}

#[test]
fn answers_of_other_shapes_are_told() {
    for (answer, told) in [
        (json!("x"), "a string"),
        (json!({}), "without a list `connections`"),
        (json!([{ "id": "con_1" }]), "name"),
        (json!([{ "id": "con_1", "name": 7 }]), "expected a string"),
        (
            json!([{ "id": "con_1", "name": "a", "is_domain_connection": "yes" }]),
            "expected a boolean",
        ),
        (json!([[]]), "the list holds a list"),
        (json!({ "connections": [], "next": 5 }), "`next` is 5"),
    ] {
        let tenant = StandIn::start(State::default());
        tenant.fault(Fault::answer(
            "GET connections",
            Response::json(200, &answer),
        ));
        let run = tenant.run(&["connections"]);
        run.assert_code(2)
            .assert_says(&["/api/v2/connections: expected", told]);
    }
}

#[test]
fn a_list_without_an_end_is_given_up() {
    for next in ["same", "other"] {
        let tenant = StandIn::start(State::default());
        let page = json!({ "connections": [{ "id": "con_1", "name": "a", "strategy": "auth0" }], "next": next });
        tenant.fault(Fault::answer("GET connections", Response::json(200, &page)));
        tenant
            .run(&["connections"])
            .assert_code(2)
            .assert_says(&["does not end"]);
        assert_eq!(tenant.requests().len(), 2);
    }
}

#[test]
fn slow_answers_end() {
    let tenant = StandIn::start(State::default());
    tenant.fault(Fault::on(
        "GET connections",
        Effect::Slow(Duration::from_secs(20)),
    ));
    let since = Instant::now();
    let run = tenant.run(&["connections", "--timeout", "0.3"]);
    run.assert_code(2)
        .assert_says(&["within 0.3 s", "--timeout"]);
    assert!(since.elapsed() < Duration::from_secs(15));
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let run = crate::run::Run::of(
        crate::run::bare(&["connections", "--domain", "localhost:9"])
            .env("AUTH0_ACCESS_TOKEN", "x"),
    );
    run.assert_code(2).assert_says(&[
        "GET https://localhost:9/api/v2/connections: no connection",
        "domain",
    ]);
}
