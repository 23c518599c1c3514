//! What is answered.

use serde::Serialize;

use super::folder::Folder;
use super::frame;
use super::gate::Gate;
use super::http::{Handler, Request, Response};
use super::switches::{Switches, Version};
use super::tenant::SimulatedTenant;
use super::view::View;
use super::workpiece::Workpiece;
use crate::bind::{Json, Kind, sample};
use crate::lock::catalog::Target;

/// The workbench: nothing but its own files, and nobody frames it.
const WORKBENCH_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types lockwright";

/// The service worker: its own files, and what it passes on.
const WORKER_POLICY: &str =
    "default-src 'none'; script-src 'self'; connect-src 'self' http: https:";

/// The header that the service worker asks with. A page that was asked for without it would run
/// without the worker, and what is typed into it would reach the tenant.
const WORKER_HEADER: &str = "x-lockwright-worker";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const JSON: &str = "application/json";

/// Everything that is served.
pub(super) struct Site {
    gate: Gate,
    workpiece: Workpiece,
    folder: Folder,
    tenant: SimulatedTenant,
}

/// What the service worker is told.
#[derive(Serialize)]
struct WorkerState<'a> {
    tenant: &'a SimulatedTenant,
    /// Whether there is a bundle to use in place of Lock.
    has_lock: bool,
    /// The addresses of the tenant on each target.
    sites: Vec<TenantSite>,
}

/// The addresses of the tenant on a target.
#[derive(Serialize)]
struct TenantSite {
    target: &'static str,
    name: String,
    domain: String,
    assets: String,
}

impl TenantSite {
    fn on(target: Target) -> Self {
        let config = sample(Kind::FirstParty, target);
        let text = |name: &str| {
            let value = config.get(&[name]).and_then(Json::as_str);
            value.unwrap_or_default().to_owned()
        };
        Self {
            target: target.name(),
            name: text("auth0Tenant"),
            domain: text("auth0Domain"),
            assets: text("assetsUrl"),
        }
    }
}

impl Site {
    pub(super) fn new(gate: Gate, workpiece: Workpiece, tenant: SimulatedTenant) -> Self {
        Self {
            folder: Folder::of(workpiece.path()),
            gate,
            workpiece,
            tenant,
        }
    }

    /// The path that all addresses begin with.
    pub(super) fn root(&self) -> &str {
        self.gate.root()
    }

    fn route(&self, path: &str, request: &Request) -> Option<Response> {
        let file = |content_type, text: &'static str| Response::new(content_type, text.as_bytes());
        Some(match path {
            "" => file(HTML, include_str!("assets/workbench.html"))
                .with("Content-Security-Policy", WORKBENCH_POLICY),
            "workbench.css" => file(CSS, include_str!("assets/workbench.css")),
            "workbench.js" => file(SCRIPT, include_str!("assets/workbench.js")),
            "predictions.js" => file(SCRIPT, include_str!("assets/predictions.js")),
            "icon.svg" => file("image/svg+xml", include_str!("assets/icon.svg")),
            "worker.js" => file(SCRIPT, include_str!("assets/worker.js"))
                .with("Content-Security-Policy", WORKER_POLICY),
            "simulated-tenant.js" => file(SCRIPT, include_str!("assets/simulated-tenant.js")),
            "reporter.js" => file(SCRIPT, include_str!("assets/reporter.js")),
            "lock.js" => Response::new(SCRIPT, self.workpiece.lock_bytes()?),
            "events" => Response::events(),
            "start.json" => Response::new(JSON, self.start()),
            "tenant.json" => Response::new(JSON, self.worker_state()),
            "view.json" => self.view(&request.query)?,
            path => self.frame(path.strip_prefix("frame/")?, request)?,
        })
    }

    /// The target that the workbench begins with.
    fn start(&self) -> Vec<u8> {
        serde_json::json!({ "target": self.workpiece.target().name() })
            .to_string()
            .into_bytes()
    }

    fn worker_state(&self) -> Vec<u8> {
        let state = WorkerState {
            tenant: &self.tenant,
            has_lock: self.workpiece.lock_name().is_some(),
            sites: Target::ALL.map(TenantSite::on).into(),
        };
        serde_json::to_vec(&state).unwrap_or_default()
    }

    /// `view.json?target=cloud&version=compiled&switches=-`
    fn view(&self, query: &str) -> Option<Response> {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value)
        };
        let target = value("target")?.parse().ok()?;
        let version = Version::named(value("version")?)?;
        let switches = Switches::read(value("switches")?)?;
        let view = View::of(&self.workpiece, &self.tenant, version, target, &switches);
        Some(Response::new(JSON, view.json()))
    }

    /// `frame/third-party/cloud/compiled/-/1/`: the page; and what comes after, files beside it. The
    /// number is the workbench's, which tells by it what belongs to which load.
    fn frame(&self, path: &str, request: &Request) -> Option<Response> {
        let mut parts = path.splitn(6, '/');
        let mut next = || parts.next();
        let (kind, target, version) = (next()?, next()?, next()?);
        let (switches, _load, file) = (next()?, next()?, next()?);
        let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
        let target: Target = target.parse().ok()?;
        let version = Version::named(version)?;
        let switches = Switches::read(switches)?;
        if !file.is_empty() {
            let asset = self.folder.read(file)?;
            return Some(
                Response::new(asset.content_type, asset.bytes)
                    .with("Content-Security-Policy", frame::POLICY),
            );
        }
        if !request.has_header(WORKER_HEADER) {
            let text =
                "the page runs in the workbench only, where a service worker stands for the tenant";
            return Some(Response::refusal(403, text));
        }
        let html = match self.workpiece.prepare(version, target) {
            Ok(prepared) => {
                let config = switches.config(kind, target);
                let reporter = format!("{}reporter.js", self.root());
                frame::html(&prepared.text, &config, &reporter)
            }
            // The workbench says what is wrong.
            Err(_) => String::new(),
        };
        Some(Response::new(HTML, html.into_bytes()).with("Content-Security-Policy", frame::POLICY))
    }
}

impl Handler for Site {
    fn answer(&self, request: &Request) -> Response {
        let path = match self.gate.admit(request) {
            Ok(path) => path,
            Err(refusal) => return refusal,
        };
        self.route(path, request)
            .unwrap_or_else(|| Response::refusal(404, "there is nothing here"))
    }

    fn moment(&self) -> u64 {
        self.workpiece.moment()
    }
}
