//! What Terraform deploys with the provider `auth0`: the resources of a module and those it calls.

mod page;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use super::deploy_cli::FLAG;
use super::hcl::{Block, Body, Kind, Value};
use super::model::{
    Client, Connection, LoginPage, Problem, Setter, Setting, Template, Tenant, Tool,
};
use super::names::Role;
use super::{Files, Parsed, Reading, insertion, path};
use crate::input::{FileId, Place};
use crate::span::Span;
use value::{Located, Module};

/// Reads the tenants of Terraform: one for each module that no other calls.
pub(super) fn read(files: &Files, reading: &mut Reading) {
    let modules = modules(files);
    let called: BTreeSet<String> = modules
        .iter()
        .flat_map(|(folder, ids)| {
            ids.iter()
                .flat_map(|id| calls(files, *id, folder))
                .collect::<Vec<_>>()
        })
        .collect();
    for root in modules.keys().filter(|folder| !called.contains(*folder)) {
        let mut tenant = Tenant {
            tool: Tool::Terraform,
            ..Tenant::default()
        };
        let mut members = Vec::new();
        for folder in reachable(files, &modules, root) {
            let ids = modules.get(&folder).map_or(&[][..], Vec::as_slice);
            add_module(files, reading, &folder, root, ids, &mut tenant);
            members.extend(ids);
        }
        if says_something(&tenant) {
            tenant.anchor = anchor(&tenant, &members);
            reading.members.extend(members);
            reading.tenants.push(tenant);
        }
    }
}

/// The files of each folder that is a module. A file without the provider's resources may call a module.
fn modules(files: &Files) -> BTreeMap<String, Vec<FileId>> {
    let mut modules: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
    for (id, file) in files.iter() {
        if matches!(file.role, Some(Role::Terraform | Role::TerraformJson)) {
            let folder = path::folder(&file.path).to_owned();
            modules.entry(folder).or_default().push(id);
        }
    }
    modules
}

/// The folders of the modules that a file calls.
fn calls(files: &Files, id: FileId, folder: &str) -> Vec<String> {
    let Some(body) = body(files, id) else {
        return Vec::new();
    };
    let sources = body.blocks("module").filter_map(|block| {
        match &block.body.attribute("source")?.value.kind {
            Kind::String(source, _) if source.starts_with('.') => Some(path::join(folder, source)),
            _ => None,
        }
    });
    sources.collect()
}

fn body(files: &Files, id: FileId) -> Option<&Body> {
    match &*files.files.get(id.0)?.parsed {
        Parsed::Terraform(body, _) | Parsed::TerraformJson(body) => Some(body),
        _ => None,
    }
}

/// A module and those it calls, each once.
fn reachable(files: &Files, modules: &BTreeMap<String, Vec<FileId>>, root: &str) -> Vec<String> {
    let mut found = vec![root.to_owned()];
    let mut at = 0;
    while let Some(folder) = found.get(at).cloned() {
        at += 1;
        for id in modules.get(&folder).into_iter().flatten() {
            for called in calls(files, *id, &folder) {
                if modules.contains_key(&called) && !found.contains(&called) {
                    found.push(called);
                }
            }
        }
    }
    found
}

fn says_something(tenant: &Tenant) -> bool {
    !tenant.connections.is_empty()
        || !tenant.clients.is_empty()
        || !tenant.pages.is_empty()
        || !tenant.templates.is_empty()
        || tenant.experience != Setting::Absent
        || !tenant.problems.is_empty()
}

/// The place of the first thing that is said of the tenant.
fn anchor(tenant: &Tenant, members: &[FileId]) -> Place {
    let connections = tenant.connections.iter().map(|it| it.place);
    let clients = tenant.clients.iter().map(|it| it.place);
    let pages = tenant.pages.iter().map(|it| it.place);
    let first = connections.chain(clients).chain(pages).min();
    let file = members.first().copied().unwrap_or_default();
    let first = first.unwrap_or(Place::new(file, Span::empty(0)));
    Place::new(first.file, Span::empty(first.span.start))
}

/// Adds what the files of a module say.
fn add_module(
    files: &Files,
    reading: &mut Reading,
    folder: &str,
    root: &str,
    ids: &[FileId],
    tenant: &mut Tenant,
) {
    let module = Module::new(files, folder, root, ids);
    for id in ids {
        let Some(file) = files.files.get(id.0) else {
            continue;
        };
        if let Parsed::Broken(problem) = &*file.parsed {
            // What is broken may be about something else altogether.
            if has_resource(&file.source.text) {
                tenant.problems.push(Problem {
                    place: Place::new(*id, problem.span),
                    message: format!("the file could not be parsed: {}", problem.message),
                    is_broken: true,
                });
            }
            continue;
        }
        for block in body(files, *id)
            .into_iter()
            .flat_map(|body| body.blocks("resource"))
        {
            let mut reader = Reader {
                module: &module,
                reading,
                tenant,
                file: *id,
            };
            reader.resource(block);
        }
    }
}

/// Whether a file that was not parsed has a resource of the provider.
fn has_resource(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let mut resources = lines.filter_map(|line| line.strip_prefix("resource"));
    resources.any(|rest| rest.trim_start().starts_with("\"auth0_"))
}

/// Reads the resources of one file.
struct Reader<'a, 'f> {
    module: &'a Module<'f>,
    reading: &'a mut Reading,
    tenant: &'a mut Tenant,
    file: FileId,
}

impl Reader<'_, '_> {
    fn resource(&mut self, block: &Block) {
        match block.labels.first().map(String::as_str) {
            Some("auth0_connection") => {
                let connection = self.connection(block);
                self.tenant.connections.push(connection);
            }
            Some("auth0_client") => {
                let client = self.client(block);
                self.custom_page(
                    block,
                    client.name.known().cloned().unwrap_or_default().into(),
                );
                self.tenant.clients.push(client);
            }
            Some("auth0_global_client") => self.custom_page(block, None),
            Some("auth0_pages") => {
                for login in block.body.blocks("login") {
                    self.login_page(login);
                }
            }
            Some("auth0_branding") => {
                for login in block.body.blocks("universal_login") {
                    self.template(login);
                }
            }
            Some("auth0_prompt") => {
                self.tenant.experience = self.string(block, "universal_login_experience");
            }
            _ => {}
        }
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// The value of an attribute, followed through locals.
    fn value<'b>(&'b self, block: &'b Block, name: &str) -> Option<Located<'b>> {
        let value = &block.body.attribute(name)?.value;
        Some(self.module.resolved(Located {
            file: self.file,
            value,
        }))
    }

    fn string(&self, block: &Block, name: &str) -> Setting<String> {
        let Some(Located { file, value }) = self.value(block, name) else {
            return Setting::Absent;
        };
        let place = Place::new(file, value.span);
        match &value.kind {
            Kind::Null => Setting::Absent,
            Kind::String(text, _) => Setting::Known(text.clone(), place),
            _ => Setting::Unknown(place),
        }
    }

    fn boolean(&self, block: &Block, name: &str) -> Setting<bool> {
        let Some(Located { file, value }) = self.value(block, name) else {
            return Setting::Absent;
        };
        let place = Place::new(file, value.span);
        match &value.kind {
            Kind::Null => Setting::Absent,
            Kind::Bool(value) => Setting::Known(*value, place),
            Kind::String(text, _) if text == "true" => Setting::Known(true, place),
            Kind::String(text, _) if text == "false" => Setting::Known(false, place),
            _ => Setting::Unknown(place),
        }
    }

    fn connection(&self, block: &Block) -> Connection {
        Connection {
            name: self.string(block, "name"),
            strategy: self.string(block, "strategy"),
            flag: self.boolean(block, FLAG),
            setter: self.flag_setter(block),
            place: self.place(block.header),
        }
    }

    /// How the flag is written. One that comes from elsewhere may be another's as well.
    fn flag_setter(&self, block: &Block) -> Option<Setter> {
        let text = self.module.files.text(self.file);
        if let Some(attribute) = block.body.attribute(FLAG) {
            let is_literal = match &attribute.value.kind {
                Kind::Bool(_) | Kind::Null => true,
                Kind::String(text, _) => text == "true" || text == "false",
                _ => false,
            };
            return is_literal.then(|| Setter {
                place: self.place(attribute.value.span),
                before: String::new(),
            });
        }
        let preferred = ["strategy", "name"];
        if !self.module.is_json(self.file) {
            return insertion::in_hcl(text, self.file, &block.body, &preferred, FLAG);
        }
        let named = preferred.iter().find_map(|name| block.body.attribute(name));
        let after = named.or(block.body.attributes.last())?;
        Some(insertion::in_json(
            text,
            self.file,
            after.name_span,
            after.value.span,
            FLAG,
        ))
    }

    fn client(&self, block: &Block) -> Client {
        Client {
            name: self.string(block, "name"),
            first_party: self.boolean(block, "is_first_party"),
            security_mode: self.string(block, "third_party_security_mode"),
            place: self.place(block.header),
        }
    }

    /// A login page that is an attribute of its application, or of the tenant's global one.
    fn custom_page(&mut self, block: &Block, client: Option<String>) {
        let Some(attribute) = block.body.attribute("custom_login_page") else {
            return;
        };
        let enabled = self.boolean(block, "custom_login_page_on");
        if let Some(html) = self.html(&attribute.value) {
            self.tenant.pages.push(LoginPage {
                client,
                enabled,
                html,
                place: self.place(attribute.value.span),
            });
        }
    }

    /// The block `login` of `auth0_pages`.
    fn login_page(&mut self, block: &Block) {
        let enabled = self.boolean(block, "enabled");
        let attribute = block.body.attribute("html");
        let html = attribute.and_then(|it| self.html(&it.value));
        self.tenant.pages.push(LoginPage {
            client: None,
            enabled,
            html: html.unwrap_or(super::Html::Missing),
            place: self.place(attribute.map_or(block.header, |it| it.value.span)),
        });
    }

    /// The block `universal_login` of `auth0_branding`.
    fn template(&mut self, block: &Block) {
        let Some(attribute) = block.body.attribute("body") else {
            return;
        };
        if let Some(html) = self.html(&attribute.value) {
            let place = self.place(attribute.value.span);
            self.tenant.templates.push(Template { html, place });
        }
    }

    fn html(&mut self, value: &Value) -> Option<super::Html> {
        let located = Located {
            file: self.file,
            value,
        };
        page::html(self.module, self.reading, self.tenant, located)
    }
}
