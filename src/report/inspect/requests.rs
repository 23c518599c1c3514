//! The requests that a construction of Lock leads to, in words.

use super::Inspected;
use crate::lock::Construction;
use crate::lock::catalog;
use crate::lock::requests::{
    Application, Outcome, Request, needs_dictionary, predict, predict_login,
};

/// One way that a predicted request can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Predicted {
    /// Whose logins lead to the request: "first-party", "third-party" or "all".
    pub(super) client: &'static str,
    /// The URL with `{…}` for what is not known before the page runs; `None` when Lock does not get
    /// so far.
    pub(super) url: Option<String>,
    /// "works", "fails" or "unknown".
    pub(super) outcome: &'static str,
    /// Why it does not work, or may not.
    pub(super) why: Option<String>,
    /// Whether nobody can log in when it fails. Newer releases go on without a dictionary.
    pub(super) required: bool,
}

/// Each way that each request of a construction can go.
pub(super) fn predicted(page: &Inspected, construction: &Construction) -> Vec<Predicted> {
    let load = construction
        .load
        .and_then(|load| page.model.loads.get(load));
    let release = load.and_then(|load| catalog::served(&load.version));
    let login = |application| {
        let target = page.target;
        predict_login(release.as_ref(), target, construction, application)
    };
    let language = predict(release.as_ref(), page.target, &construction.arguments).language;
    // What stops Lock altogether stops the dictionary too, and is told once.
    let needs_dictionary = release.as_ref().is_some_and(needs_dictionary);
    let clients = [
        ("first-party", login(Application::FirstParty), true),
        ("third-party", login(Application::ThirdParty), true),
        ("all", language, needs_dictionary),
    ];
    let ways = clients
        .into_iter()
        .flat_map(|(client, requests, required)| {
            requests
                .into_iter()
                .map(move |request| Predicted::new(client, &request, required))
        });
    ways.collect()
}

impl Predicted {
    fn new(client: &'static str, request: &Request, required: bool) -> Self {
        let (outcome, why) = match &request.outcome {
            Outcome::Works => ("works", None),
            Outcome::Fails { why } => ("fails", Some(why.clone())),
            Outcome::Unknown { why } => ("unknown", Some(why.clone())),
        };
        Self {
            client,
            url: request.url.as_ref().map(ToString::to_string),
            outcome,
            why,
            required,
        }
    }
}
