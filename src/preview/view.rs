//! What the workbench shows around the frames, as JSON.

use serde::Serialize;

use super::switches::{Switches, Version};
use super::tenant::SimulatedTenant;
use super::workpiece::{Prepared, Unreadable, Workpiece, releases};
use crate::bind::{Kind, substitute};
use crate::finding::Finding;
use crate::input::LineIndex;
use crate::lock::catalog::{self, Target};
use crate::lock::requests::{
    Application, Outcome, Request, needs_dictionary, predict, predict_login,
};
use crate::lock::{Construction, Model};
use crate::report::severity_name;
use crate::rules;

/// Everything the workbench shows of one version of the page.
#[derive(Serialize)]
pub(super) struct View<'a> {
    page: String,
    target: &'static str,
    targets: [&'static str; 3],
    version: &'static str,
    /// Why there is nothing to show.
    error: Option<String>,
    /// The releases of Lock that run here.
    lock: Vec<String>,
    /// The releases that the page loads.
    lock_of_page: Vec<String>,
    /// The bundle that runs in their place.
    lock_file: Option<String>,
    /// What `compile` did.
    applied: Vec<Shown>,
    findings: Vec<Shown>,
    logins: Vec<Login>,
    connections: Vec<&'a str>,
    tenant: &'a str,
}

/// A finding.
#[derive(Serialize)]
struct Shown {
    rule: &'static str,
    url: Option<String>,
    severity: &'static str,
    message: String,
    help: Option<String>,
    line: usize,
    column: usize,
    fix: Option<String>,
}

/// What is predicted of the logins to one kind of application.
#[derive(Serialize)]
struct Login {
    kind: &'static str,
    requests: Vec<Predicted>,
}

#[derive(Serialize, PartialEq)]
struct Predicted {
    /// What it brings: "connections" or "dictionary".
    what: &'static str,
    url: Option<String>,
    outcome: &'static str,
    why: Option<String>,
    /// Whether nobody can log in without it.
    required: bool,
}

impl<'a> View<'a> {
    /// The view of a page in one of its versions, on one target.
    pub(super) fn of(
        workpiece: &Workpiece,
        tenant: &'a SimulatedTenant,
        version: Version,
        target: Target,
        switches: &Switches,
    ) -> Self {
        let prepared = workpiece.prepare(version, target);
        let mut view = Self {
            page: workpiece.path().display().to_string(),
            target: target.name(),
            targets: Target::ALL.map(Target::name),
            version: version.name(),
            error: prepared.as_ref().err().map(Unreadable::message),
            lock: Vec::new(),
            lock_of_page: Vec::new(),
            lock_file: workpiece.lock_name(),
            applied: Vec::new(),
            findings: Vec::new(),
            logins: Vec::new(),
            connections: tenant.names(),
            tenant: tenant.source(),
        };
        if let Ok(prepared) = prepared {
            view.add(&prepared, target, switches);
        }
        view
    }

    fn add(&mut self, prepared: &Prepared, target: Target, switches: &Switches) {
        let lines = LineIndex::new(&prepared.places);
        let shown = |finding: &Finding| Shown::new(finding, &prepared.places, &lines);
        self.findings = prepared.findings.iter().map(shown).collect();
        self.applied = prepared.applied.iter().map(shown).collect();
        self.lock = releases(&prepared.model);
        self.lock_of_page = prepared.releases.clone();
        self.logins = Kind::ALL
            .into_iter()
            .map(|kind| Login::of(kind, &prepared.model, target, switches))
            .collect();
    }
}

impl Shown {
    fn new(finding: &Finding, text: &str, lines: &LineIndex) -> Self {
        let position = lines.position(text, finding.span.start);
        Self {
            rule: finding.rule,
            url: rules::find(finding.rule).map(|rule| rule.url()),
            severity: severity_name(finding.severity),
            message: finding.message.clone(),
            help: finding.help.clone(),
            line: position.line,
            column: position.column,
            fix: finding.fix.as_ref().map(|fix| fix.title.clone()),
        }
    }
}

impl Login {
    fn of(kind: Kind, model: &Model, target: Target, switches: &Switches) -> Self {
        let config = switches.config(kind, target);
        let application = match kind {
            Kind::FirstParty => Application::FirstParty,
            Kind::ThirdParty => Application::ThirdParty,
        };
        let mut requests = Vec::new();
        for construction in &model.constructions {
            let bound = substitute(construction, &config);
            for request in predicted(&bound, model, target, application) {
                if !requests.contains(&request) {
                    requests.push(request);
                }
            }
        }
        Self {
            kind: kind.name(),
            requests,
        }
    }
}

fn predicted(
    construction: &Construction,
    model: &Model,
    target: Target,
    application: Application,
) -> Vec<Predicted> {
    let load = construction.load.and_then(|load| model.loads.get(load));
    let release = load.and_then(|load| catalog::served(&load.version));
    let connections = predict_login(release.as_ref(), target, construction, application);
    let dictionary = match connections.is_empty() {
        // The construction does not happen in such a login.
        true => Vec::new(),
        false => predict(release.as_ref(), target, &construction.arguments).language,
    };
    let needs_dictionary = release.as_ref().is_some_and(needs_dictionary);
    let connections = connections
        .iter()
        .map(|request| Predicted::new("connections", request, true));
    let dictionary = dictionary
        .iter()
        .map(|request| Predicted::new("dictionary", request, needs_dictionary));
    connections.chain(dictionary).collect()
}

impl Predicted {
    fn new(what: &'static str, request: &Request, required: bool) -> Self {
        let (outcome, why) = match &request.outcome {
            Outcome::Works => ("works", None),
            Outcome::Fails { why } => ("fails", Some(why.clone())),
            Outcome::Unknown { why } => ("unknown", Some(why.clone())),
        };
        Self {
            what,
            url: request.url.as_ref().map(ToString::to_string),
            outcome,
            why,
            required,
        }
    }
}

impl View<'_> {
    /// The view as JSON.
    pub(super) fn json(&self) -> Vec<u8> {
        // Only maps with keys that are no strings fail, and there are none.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
