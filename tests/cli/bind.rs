//! `compile --bind` and `--mappings`: what takes the place of placeholders.

use crate::folder::{FLAG, Folder, UNREADY, ready};

/// The config that was filled in.
fn filled_in(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once("atob('").expect("the page decodes a text");
    let (encoded, _) = rest.split_once('\'').expect("the text ends");
    let bytes = data_encoding::BASE64.decode(encoded.as_bytes());
    serde_json::from_slice(&bytes.expect("it is base64")).expect("it is JSON")
}

#[test]
fn samples_have_everything() {
    let folder = Folder::with("login.html", UNREADY);
    for (kind, third) in [("first-party", false), ("third-party", true)] {
        let run = folder.run(&["compile", "login.html", "--bind", kind]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        assert!(run.stdout.contains(FLAG), "it is compiled too: {run:?}");
        let config = filled_in(&run.stdout);
        assert_eq!(config["isThirdPartyClient"], third);
        assert_eq!(config["dict"]["signin"]["title"], "Acme Café");
        assert_eq!(config["assetsUrl"], "");
    }
    let private = folder.run(&[
        "compile",
        "login.html",
        "--bind",
        "first-party",
        "--target",
        "private-cloud",
    ]);
    assert_eq!(
        filled_in(&private.stdout)["assetsUrl"],
        "https://assets.acme.example/"
    );
}

#[test]
fn a_file_fills_in_what_it_has() {
    let folder = Folder::with("login.html", ready());
    folder.put(
        "config.json",
        "\u{feff}{\n  \"clientID\": \"Zürich ✓\",\n  \"isThirdPartyClient\": true\n}\n",
    );
    let run = folder.run(&["compile", "login.html", "--bind", "config.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let config = filled_in(&run.stdout);
    assert_eq!(config["clientID"], "Zürich ✓");
    assert_eq!(config["auth0Tenant"], "acme");
}

#[test]
fn what_is_odd_is_told_with_its_place_and_used() {
    let folder = Folder::with("login.html", ready());
    folder.put(
        "config.json",
        "{\n  \"é\": 1, \"isThirdParty\": true,\n  \"clientID\": 7\n}",
    );
    let run = folder.run(&["compile", "login.html", "--bind", "config.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for expected in [
        "warning: config.json:2:3: unknown config field `é`",
        "warning: config.json:2:11: unknown config field `isThirdParty`",
        "help: a field with a similar name exists: `isThirdPartyClient`",
        "warning: config.json:3:15: wrong type of `clientID`: expected a string that is not empty, found a number",
    ] {
        assert!(run.stderr.contains(expected), "{expected}: {run:?}");
    }
    assert_eq!(filled_in(&run.stdout)["clientID"], 7);
    assert_eq!(filled_in(&run.stdout)["isThirdParty"], true);
}

#[test]
fn what_is_no_config_is_refused() {
    let folder = Folder::with("login.html", ready());
    folder.put("list.json", "[]");
    folder.put("broken.json", "{\n  \"a\": 1,\n}");
    for (file, message) in [
        (
            "list.json",
            "list.json:1:1: a config is an object, found an array",
        ),
        ("broken.json", "broken.json:2:9: "),
        ("missing", "cannot read the config missing"),
    ] {
        let run = folder.run(&["compile", "login.html", "--bind", file]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(message), "{message}: {run:?}");
    }
}

#[test]
fn a_page_without_a_placeholder_is_told() {
    let folder = Folder::with("plain.html", "<p>Hello</p>");
    let run = folder.run(&["compile", "plain.html", "--bind", "first-party"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "<p>Hello</p>"));
    assert!(
        run.stderr
            .contains("plain.html: there is no @@config@@ to fill in"),
        "{run:?}"
    );
}

#[test]
fn findings_have_their_places_in_the_page_as_it_is_written() {
    let page = UNREADY.replacen("<head>", "<head><!-- ##NOTE## -->", 1);
    assert_ne!(page, UNREADY);
    let folder = Folder::with("login.html", &page);
    folder.put(
        "mappings.json",
        "{\"NOTE\": \"a note\\nof several\\nlines\"}",
    );
    let place = |arguments: &[&str]| {
        let run = folder.run(
            &[
                &["check", "login.html", "--output-format", "json"],
                arguments,
            ]
            .concat(),
        );
        assert_eq!(run.code, Some(1), "{run:?}");
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("it is JSON");
        report["findings"][0].clone()
    };
    assert_eq!(place(&["--mappings", "mappings.json"]), place(&[]));
}

#[test]
fn what_the_mappings_bring_is_checked_and_never_fixed() {
    let page = UNREADY.replace("closable: false", "closable: false ##MORE##");
    let folder = Folder::with("login.html", &page);
    folder.put("mappings.json", format!("{{\"MORE\": \", {FLAG}\"}}"));
    let run = folder.run(&["check", "login.html", "--mappings", "mappings.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    folder.put("config.json", "{\"config\": {}}");
    let clobbered = folder.run(&["check", "login.html", "--mappings", "config.json"]);
    assert_eq!(clobbered.code, Some(1), "{clobbered:?}");
    for command in [
        &["fix"][..],
        &["check", "--diff"],
        &["check", "--add-ignore"],
    ] {
        let run = folder.run(&[command, &["login.html", "--mappings", "mappings.json"]].concat());
        assert_eq!(run.code, Some(2), "{command:?}: {run:?}");
        assert!(
            run.stderr
                .contains("--mappings does not go together with changing pages"),
            "{run:?}"
        );
    }
}

#[test]
fn compile_writes_what_is_deployed() {
    let folder = Folder::with(
        "login.html",
        UNREADY.replace("closable: false", "closable: @@CLOSABLE@@"),
    );
    folder.put(
        "mappings.json",
        "{\"AUTH0_KEYWORD_REPLACE_MAPPINGS\": {\"CLOSABLE\": false}}",
    );
    let run = folder.run(&["compile", "login.html", "--mappings", "mappings.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("closable: false"), "{run:?}");
    assert!(run.stdout.contains(FLAG), "{run:?}");
}
