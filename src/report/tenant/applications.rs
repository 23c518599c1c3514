//! What an audit came to: which applications can log in, and why the others cannot.

use serde::Serialize;

use super::super::places::Places;
use super::super::table::table;
use super::super::{self as report, Checked, Paths, markdown, severity_name};
use super::{Style, TenantFormat, code, count, json, markdown_table};
use crate::tenant::audit::{Application, Effect, PageAudit, Reason, Whose};
use crate::tenant::json::{ConnectionEntry, VERSION};
use crate::tenant::{Audit, Tenant};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tenant: TenantEntry<'a>,
    page: PageEntry<'a>,
    connections: Vec<ConnectionEntry>,
    applications: Vec<ApplicationEntry<'a>>,
    unknown: Vec<UnknownEntry<'a>>,
}

#[derive(Serialize)]
struct TenantEntry<'a> {
    domain: Option<&'a str>,
    target: &'static str,
    universal_login_experience: Option<&'static str>,
    custom_domains: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct PageEntry<'a> {
    present: Option<bool>,
    in_use: Option<bool>,
    findings: Vec<report::json::Finding<'a>>,
}

#[derive(Serialize)]
struct ApplicationEntry<'a> {
    client_id: Option<&'a str>,
    name: &'a str,
    security_mode: Option<&'static str>,
    can_log_in: Option<bool>,
    reasons: Vec<String>,
}

impl<'a> From<&'a Application> for ApplicationEntry<'a> {
    fn from(application: &'a Application) -> Self {
        Self {
            client_id: application.client_id.as_deref(),
            name: &application.name,
            security_mode: application.security_mode.map(|mode| mode.name()),
            can_log_in: application.can_log_in,
            reasons: application.reasons.iter().map(coded).collect(),
        }
    }
}

#[derive(Serialize)]
struct UnknownEntry<'a> {
    part: &'static str,
    reason: &'a str,
}

/// The audit of a tenant in a format.
#[must_use]
pub fn applications(tenant: &Tenant, audit: &Audit, format: TenantFormat, style: Style) -> String {
    match format {
        TenantFormat::Json => document(tenant, audit),
        TenantFormat::Markdown => in_markdown(tenant, audit),
        TenantFormat::Text => in_text(tenant, audit, style),
    }
}

fn document(tenant: &Tenant, audit: &Audit) -> String {
    let page = &audit.page;
    let places = page
        .source
        .as_ref()
        .map(|source| (source, Places::new(&source.text)));
    let paths = Paths::default();
    let findings = places.iter().flat_map(|(source, places)| {
        let checked = Checked::new(&source.name, &source.text, &page.findings);
        let findings = page.findings.iter();
        let paths = &paths;
        findings.map(move |finding| {
            report::json::Finding::new(&source.name, finding, places, &checked, paths)
        })
    });
    let domains = tenant.custom_domains.known();
    json(&Document {
        version: VERSION,
        tenant: TenantEntry {
            domain: tenant.domain.as_deref(),
            target: audit.target.name(),
            universal_login_experience: tenant.experience.known().map(|it| it.name()),
            custom_domains: domains
                .map(|domains| domains.iter().map(|it| it.domain.as_str()).collect()),
        },
        page: PageEntry {
            present: page.present,
            in_use: page.in_use,
            findings: findings.collect(),
        },
        connections: tenant
            .connections
            .items()
            .iter()
            .map(ConnectionEntry::from)
            .collect(),
        applications: audit
            .applications
            .iter()
            .map(ApplicationEntry::from)
            .collect(),
        unknown: audit
            .unknown
            .iter()
            .map(|(part, reason)| UnknownEntry { part, reason })
            .collect(),
    })
}

/// A reason with the code in front that programs know it by.
fn coded(reason: &Reason) -> String {
    format!("{}: {reason}", reason.code())
}

fn in_text(tenant: &Tenant, audit: &Audit, style: Style) -> String {
    let mut text = String::new();
    if !audit.applications.is_empty() {
        let rows: Vec<_> = audit.applications.iter().map(row).collect();
        text += &table(["LOG IN", "APPLICATION", "CLIENT ID", "WHY"], &rows, style);
        text.push('\n');
    }
    text += &format!("{}\n", summary(tenant, audit));
    text += &format!("{}\n", page(audit));
    for line in findings(&audit.page) {
        text += &format!("  {line}\n");
    }
    text += &format!("{}\n", domain_connections(tenant));
    for (part, reason) in &audit.unknown {
        text += &format!("not known: {part}: {}\n", report::printable(reason));
    }
    for help in help(tenant, audit) {
        text += &format!("help: {help}\n");
    }
    text
}

fn row(application: &Application) -> [String; 4] {
    let reasons: Vec<_> = application.reasons.iter().map(Reason::to_string).collect();
    [
        answer(application.can_log_in).to_owned(),
        application.name.clone(),
        application.client_id.clone().unwrap_or_default(),
        reasons.join("; "),
    ]
}

fn answer(can_log_in: Option<bool>) -> &'static str {
    match can_log_in {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not known",
    }
}

fn summary(tenant: &Tenant, audit: &Audit) -> String {
    let name = tenant
        .domain
        .as_deref()
        .map(|domain| format!("{domain}: "))
        .unwrap_or_default();
    if tenant.clients.known().is_none() {
        return format!("{name}the third-party applications are not known");
    }
    let number = |answer| {
        let applications = audit.applications.iter();
        applications.filter(|it| it.can_log_in == answer).count()
    };
    let all = count(audit.applications.len(), "third-party application");
    if audit.applications.is_empty() {
        return format!("{name}no third-party applications");
    }
    let (yes, no, unknown) = (number(Some(true)), number(Some(false)), number(None));
    format!("{name}{all}: {yes} can log in, {no} cannot, {unknown} not known")
}

/// What is known of the page, as a line.
fn page(audit: &Audit) -> String {
    let PageAudit {
        present,
        in_use,
        findings,
        ..
    } = &audit.page;
    match (present, in_use) {
        (Some(true), Some(true)) | (Some(true), None) => format!(
            "login page: in use, checked for {}, {}",
            audit.target,
            count(findings.len(), "finding")
        ),
        (Some(true), Some(false)) => format!(
            "login page: switched off, checked for {}, {}",
            audit.target,
            count(findings.len(), "finding")
        ),
        (Some(false), _) => "login page: none".to_owned(),
        (None, _) => "login page: not known".to_owned(),
    }
}

/// The findings of the page, a line each.
fn findings(page: &PageAudit) -> Vec<String> {
    let Some(source) = &page.source else {
        return Vec::new();
    };
    let places = Places::new(&source.text);
    let file = match page.is_in_file {
        true => format!("{}:", report::printable(&source.name)),
        false => String::new(),
    };
    let line = |finding: &crate::finding::Finding| {
        let place = places.position(finding.span.start);
        let severity = severity_name(finding.severity);
        let message = report::printable(&finding.message);
        format!(
            "{file}{}:{}: {severity} {}: {message}",
            place.line, place.column, finding.rule
        )
    };
    page.findings.iter().map(line).collect()
}

fn domain_connections(tenant: &Tenant) -> String {
    const MOST: usize = 20;
    if tenant.connections.known().is_none() {
        return "domain connections: not known".to_owned();
    }
    let domain = tenant
        .connections
        .items()
        .iter()
        .filter(|it| it.is_domain_connection);
    let mut names: Vec<_> = domain
        .map(|it| report::printable(&it.name).into_owned())
        .collect();
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.is_empty() {
        true => "domain connections: none".to_owned(),
        false => format!("domain connections: {}", names.join(", ")),
    }
}

/// What to do about what stands in the way, each once.
fn help(tenant: &Tenant, audit: &Audit) -> Vec<&'static str> {
    let from_files = tenant.is_from_files();
    let reasons = || audit.applications.iter().flat_map(|it| &it.reasons);
    let any = |test: fn(&Reason) -> bool| reasons().any(test);
    let mut help = Vec::new();
    let not_ready = |page| {
        let is = |it: &Reason| matches!(it, Reason::PageNotReady { whose, .. } if *whose == page);
        reasons().any(is)
    };
    let (tenant_page, own_page) = (not_ready(Whose::Tenant), not_ready(Whose::Application));
    if from_files && (tenant_page || own_page) {
        help.push("`lockwright fix` makes pages ready where they stand in the files; `lockwright check` shows what it finds");
    }
    if !from_files && tenant_page {
        help.push("`lockwright tenant pull -o login.html`, `lockwright fix login.html` and `lockwright tenant push login.html` make the page ready");
    }
    if !from_files && own_page {
        help.push("an application's own login page is in its `custom_login_page`; save it to a file, and `lockwright fix` makes it ready");
    }
    if any(|it| matches!(it, Reason::NoDomainConnection)) {
        help.push(match from_files {
            true => "set `is_domain_connection` to true for a connection in the files; `lockwright fix` does it for those that `domain-connections` of lockwright.toml names",
            false => "`lockwright tenant promote CONNECTION` makes a domain connection; `lockwright tenant connections` lists what there is",
        });
    }
    if any(|it| matches!(it, Reason::ConnectionsShutOut { .. })) {
        help.push("name a domain connection in the page's `allowedConnections`, or make one that it names a domain connection");
    }
    if any(|it| matches!(it, Reason::Strict)) {
        help.push("strict applications need New Universal Login: the custom login page has to be switched off");
    }
    help
}

fn in_markdown(tenant: &Tenant, audit: &Audit) -> String {
    let mut text = format!(
        "### Third-party applications\n\n{}.\n",
        markdown::inline(&summary(tenant, audit))
    );
    if !audit.applications.is_empty() {
        let rows: Vec<_> = audit.applications.iter().map(markdown_row).collect();
        text += &format!(
            "\n{}",
            markdown_table(["", "Application", "Client id", "Why"], &rows)
        );
    }
    let facts = [page(audit), domain_connections(tenant)];
    let unknown = audit
        .unknown
        .iter()
        .map(|(part, reason)| format!("not known: {part}: {reason}"));
    text.push('\n');
    for fact in facts.into_iter().chain(unknown) {
        text += &format!("- {}\n", markdown::inline(&fact));
    }
    for help in help(tenant, audit) {
        text += &format!("- help: {}\n", markdown::inline(help));
    }
    let findings = findings(&audit.page);
    if !findings.is_empty() {
        text += "\nThe login page:\n\n";
    }
    for line in findings {
        text += &format!("- {}\n", markdown::inline(&line));
    }
    text
}

fn markdown_row(application: &Application) -> [String; 4] {
    let sign = match application.can_log_in {
        Some(true) => "✅ can log in",
        Some(false) => "❌ cannot log in",
        None => "❔ not known",
    };
    let mut reasons = application.reasons.clone();
    reasons.sort_by_key(Reason::effect);
    let shown = |reason: &Reason| match reason.effect() {
        Effect::Informs => format!("<i>{}</i>", markdown::inline(&reason.to_string())),
        Effect::Prevents | Effect::MayPrevent => markdown::inline(&reason.to_string()),
    };
    let reasons: Vec<_> = reasons.iter().map(shown).collect();
    [
        sign.to_owned(),
        code(&application.name),
        code(application.client_id.as_deref().unwrap_or_default()),
        reasons.join("<br>"),
    ]
}
