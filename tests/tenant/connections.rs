//! `lockwright tenant connections`: lists in every shape.

use serde_json::json;

use crate::standin::fault::Fault;
use crate::standin::state::{Shape, State};
use crate::standin::{Response, StandIn};

#[test]
fn connections_are_listed_for_programs_and_people() {
    let tenant = StandIn::start(State::default().promoted(&["Users"]));
    let run = tenant.run(&["connections", "--output-format", "json"]);
    let document = run.assert_code(0).json();
    assert_eq!(document["version"], 1);
    assert_eq!(
        document["connections"][0],
        json!({ "id": "con_0000000000000001", "name": "Users", "display_name": "Users",
                "strategy": "auth0", "is_domain_connection": true })
    );
    assert_eq!(document["connections"].as_array().map(Vec::len), Some(3));
    let text = tenant.run(&["connections"]).stdout;
    assert!(
        text.contains("Users") && text.contains("3 connections, of which 1 domain connection"),
        "{text}"
    );
    let markdown = tenant
        .run(&["connections", "--output-format", "markdown"])
        .stdout;
    assert!(markdown.contains("| <code>Users</code> |"), "{markdown}");
}

#[test]
fn options_are_never_asked_for() {
    let tenant = StandIn::start(State::default());
    tenant.run(&["promote", "Users", "--yes"]).assert_code(0);
    let reads: Vec<_> = tenant
        .requests()
        .into_iter()
        .filter(|it| it.method == "GET")
        .collect();
    assert_eq!(reads.len(), 3);
    for request in reads {
        let fields = request.query.get("fields").expect("fields are asked for");
        assert!(
            fields.contains("is_domain_connection") && !fields.contains("options"),
            "{fields}"
        );
    }
}

#[test]
fn options_are_left_out_where_fields_must_be_those_of_the_specification() {
    let state = State {
        is_strict_about_fields: true,
        ..State::with_connections(205)
    };
    let tenant = StandIn::start(state);
    let run = tenant.run(&[
        "promote",
        "db-1",
        "db-204",
        "--yes",
        "--output-format",
        "json",
    ]);
    run.assert_code(0);
    let reads: Vec<_> = tenant
        .requests()
        .into_iter()
        .filter(|it| it.method == "GET")
        .collect();
    let (refused, rest) = reads.split_first().expect("there are requests");
    assert!(!refused.query.contains_key("include_fields"));
    assert_eq!(rest.len(), 3 + 4, "the refusal is remembered");
    for request in rest {
        assert_eq!(
            request.query.get("fields").map(String::as_str),
            Some("options")
        );
        assert_eq!(
            request.query.get("include_fields").map(String::as_str),
            Some("false")
        );
    }
}

#[test]
fn either_refusal_of_fields_leads_to_the_other_way() {
    for status in [400, 422] {
        let tenant = StandIn::start(State::default());
        let refusal = Response::error(status, "invalid_query_string", "fields");
        tenant.fault(Fault::answer("GET connections", refusal).times(1));
        tenant.run(&["connections"]).assert_code(0);
        let queries: Vec<_> = tenant.requests().into_iter().map(|it| it.query).collect();
        assert_eq!(queries.len(), 2);
        assert_eq!(queries[1]["include_fields"], "false", "{status}");
    }
}

#[test]
fn a_thousand_connections_and_more_are_found() {
    let tenant = StandIn::start(State::with_connections(1205));
    let run = tenant.run(&["connections", "--output-format", "json"]);
    assert_eq!(
        run.assert_code(0).json()["connections"]
            .as_array()
            .map(Vec::len),
        Some(1205)
    );
    assert_eq!(tenant.requests().len(), 13);
    tenant.run(&["promote", "db-1205", "--yes"]).assert_code(0);
    assert_eq!(
        tenant.state().connection("db-1205")["is_domain_connection"],
        true
    );
}

#[test]
fn every_shape_of_answer_is_read() {
    for shape in [Shape::Asked, Shape::Array, Shape::Totals] {
        for count in [0, 1, 50, 100, 101, 333] {
            let tenant = StandIn::start(State {
                shape,
                ..State::with_connections(count)
            });
            let run = tenant.run(&["connections", "--output-format", "json"]);
            let found = run.assert_code(0).json()["connections"]
                .as_array()
                .map(Vec::len);
            assert_eq!(found, Some(count), "{shape:?}");
        }
    }
}

#[test]
fn names_do_what_they_like_to_no_terminal() {
    let mut state = State::default();
    state.connection("Staff")["display_name"] = "\u{1b}[31mred\u{7}".into();
    let tenant = StandIn::start(state);
    let run = tenant.run(&["connections"]);
    assert!(!run.assert_code(0).stdout.contains('\u{1b}'), "{run:?}");
}
