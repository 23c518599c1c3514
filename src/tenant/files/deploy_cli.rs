//! What auth0-deploy-cli deploys: a folder of JSON files, or a YAML file.

use std::collections::BTreeMap;

use super::model::{
    Client, Connection, Html, Keyword, LoginPage, Problem, Setter, Setting, Template, Tenant, Tool,
};
use super::names::Role;
use super::tree::{Node, Value};
use super::{Files, Parsed, Reading, html, insertion, path};
use crate::input::{FileId, Place};
use crate::span::Span;

/// The flag of a connection.
pub(super) const FLAG: &str = "is_domain_connection";

/// The key of auth0-deploy-cli's configuration that has keywords and what they become.
const MAPPINGS: &str = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

/// Reads the tenants of auth0-deploy-cli.
pub(super) fn read(files: &Files, reading: &mut Reading) {
    let mut roots: Vec<(String, Tenant)> = Vec::new();
    for (root, members) in folders(files) {
        if let Some(tenant) = folder(files, reading, &root, &members) {
            reading.members.extend(members);
            roots.push((root, tenant));
        }
    }
    for (id, file) in files.iter() {
        let tenant = match &*file.parsed {
            Parsed::Yaml(document) => document_tenant(files, reading, id, document),
            Parsed::Broken(problem) if file.role == Some(Role::Yaml) => {
                broken_document(id, problem, &file.source.text)
            }
            _ => None,
        };
        if let Some(tenant) = tenant {
            reading.members.insert(id);
            roots.push((path::folder(&file.path).to_owned(), tenant));
        }
    }
    for (root, mut tenant) in roots {
        want_neighbours(reading, &root);
        add_keywords(files, reading, &root, &mut tenant);
        reading.tenants.push(tenant);
    }
}

/// The files of each folder that may be one of auth0-deploy-cli.
fn folders(files: &Files) -> BTreeMap<String, Vec<FileId>> {
    let mut folders: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
    for (id, file) in files.iter() {
        let root = file.role.and_then(|role| role.root(&file.path));
        if let Some(root) = root {
            folders.entry(root.to_owned()).or_default().push(id);
        }
    }
    folders
}

/// The tenant of a folder, if it is one: a name alone is not enough.
fn folder(files: &Files, reading: &mut Reading, root: &str, members: &[FileId]) -> Option<Tenant> {
    let mut tenant = Tenant {
        tool: Tool::DeployCli,
        anchor: Place::new(*members.first()?, Span::empty(0)),
        ..Tenant::default()
    };
    let mut is_certain = false;
    for id in members {
        let file = files.files.get(id.0)?;
        let role = file.role?;
        let node = match &*file.parsed {
            Parsed::Json(node) => node,
            Parsed::Broken(problem) => {
                tenant.problems.push(Problem {
                    place: Place::new(*id, problem.span),
                    message: format!("the file is no JSON: {}", problem.message),
                    is_broken: true,
                });
                continue;
            }
            _ => continue,
        };
        let reader = Reader { files, file: *id };
        match role {
            Role::Connection | Role::Database => {
                tenant.connections.push(reader.connection(node));
                is_certain |= node.get("strategy").is_some();
            }
            Role::Client if is_client(node) => {
                let folder = path::folder(&file.path).to_owned();
                tenant.clients.push(reader.client(node));
                tenant
                    .pages
                    .extend(reader.client_page(reading, node, &folder));
                is_certain = true;
            }
            Role::Page if is_page(node) => {
                tenant.pages.extend(reader.page(reading, node, &file.path));
                is_certain = true;
            }
            Role::Prompts => tenant.experience = reader.string(node.get(EXPERIENCE)),
            Role::Template => {
                let folder = path::folder(&file.path).to_owned();
                tenant
                    .templates
                    .extend(reader.template(reading, node, &folder));
            }
            _ => {}
        }
    }
    if !is_certain {
        return None;
    }
    add_page_without_meta(files, reading, root, &mut tenant);
    Some(tenant)
}

const EXPERIENCE: &str = "universal_login_experience";

/// HTML without its JSON is left out by the tool.
fn add_page_without_meta(files: &Files, reading: &mut Reading, root: &str, tenant: &mut Tenant) {
    let meta = path::join(root, "pages/login.json");
    let page = path::join(root, "pages/login.html");
    if files.at(&meta).is_some() {
        return;
    }
    reading.wanted.insert(meta);
    let Some(file) = files.at(&page) else {
        reading.wanted.insert(page);
        return;
    };
    reading.members.insert(file);
    let place = Place::new(file, Span::empty(0));
    tenant.pages.push(LoginPage {
        client: None,
        enabled: Setting::Absent,
        html: Html::Skipped(files.whole(file)),
        place,
    });
}

/// The tenant of a YAML file, if it is one of auth0-deploy-cli.
fn document_tenant(
    files: &Files,
    reading: &mut Reading,
    file: FileId,
    document: &Node,
) -> Option<Tenant> {
    let reader = Reader { files, file };
    let name = &files.files.get(file.0)?.path;
    let folder = path::folder(name).to_owned();
    let items = |key: &str| document.get(key).map_or(&[][..], Node::items);
    let connections = items("connections")
        .iter()
        .filter(|it| it.get("strategy").is_some());
    let databases = items("databases")
        .iter()
        .filter(|it| it.get("name").is_some());
    let clients: Vec<&Node> = items("clients").iter().filter(|it| is_client(it)).collect();
    let mut tenant = Tenant {
        tool: Tool::DeployCli,
        connections: connections
            .chain(databases)
            .map(|it| reader.connection(it))
            .collect(),
        clients: clients.iter().map(|it| reader.client(it)).collect(),
        anchor: Place::new(file, Span::empty(document.span.start)),
        ..Tenant::default()
    };
    // Paths in clients are relative to the folder that an export has them in.
    let clients_folder = path::join(&folder, "clients");
    for client in clients {
        tenant
            .pages
            .extend(reader.client_page(reading, client, &clients_folder));
    }
    for page in items("pages").iter().filter(|it| is_page(it)) {
        tenant
            .pages
            .extend(reader.page_of_document(reading, page, &folder));
    }
    let branding = document.get("branding").and_then(|it| it.get("templates"));
    for template in branding.map_or(&[][..], Node::items) {
        tenant
            .templates
            .extend(reader.template(reading, template, &folder));
    }
    let prompts = document.get("prompts");
    tenant.experience = reader.string(prompts.and_then(|it| it.get(EXPERIENCE)));
    let says_something = !tenant.connections.is_empty()
        || !tenant.clients.is_empty()
        || !tenant.pages.is_empty()
        || !tenant.templates.is_empty()
        || tenant.experience != Setting::Absent;
    says_something.then_some(tenant)
}

/// A YAML file that does not parse, and can hardly be anything but auth0-deploy-cli's.
fn broken_document(file: FileId, problem: &super::Problem, text: &str) -> Option<Tenant> {
    let keys = [
        "clients:",
        "connections:",
        "databases:",
        "pages:",
        "prompts:",
        "tenant:",
    ];
    let lines = || text.lines();
    let known = keys
        .iter()
        .filter(|key| lines().any(|line| line.starts_with(**key)));
    let place = Place::new(file, problem.span);
    (known.count() >= 2).then(|| Tenant {
        anchor: place,
        problems: vec![Problem {
            place,
            message: format!("the file is no YAML: {}", problem.message),
            is_broken: true,
        }],
        ..Tenant::default()
    })
}

/// Whether a value is an application, and not something else that is called client.
fn is_client(node: &Node) -> bool {
    const KEYS: [&str; 8] = [
        "app_type",
        "callbacks",
        "client_id",
        "custom_login_page",
        "grant_types",
        "is_first_party",
        "oidc_conformant",
        "third_party_security_mode",
    ];
    node.get("name").is_some() && KEYS.iter().any(|key| node.get(key).is_some())
}

/// Whether a value is a page, and not something else that is called page.
fn is_page(node: &Node) -> bool {
    let has = |key: &str| node.get(key).is_some();
    has("name") && (has("enabled") || has("html"))
}

/// Asks for the files in which keywords may be given values.
fn want_neighbours(reading: &mut Reading, root: &str) {
    for folder in [root.to_owned(), path::join(root, "..")] {
        for name in ["config.json", ".env"] {
            reading.wanted.insert(path::join(&folder, name));
        }
    }
}

/// Adds the keywords that the tool replaces in the files of a folder.
fn add_keywords(files: &Files, reading: &mut Reading, root: &str, tenant: &mut Tenant) {
    let above = path::join(root, "..");
    for (id, file) in files.iter() {
        let folder = path::folder(&file.path);
        let names: Vec<(String, Span, bool)> = match &*file.parsed {
            Parsed::Json(node)
                if file.role == Some(Role::Config) && path::is_within(root, folder) =>
            {
                let mappings = node.get(MAPPINGS).map_or(&[][..], Node::entries).iter();
                mappings
                    .map(|it| (it.key.clone(), it.key_span, false))
                    .collect()
            }
            Parsed::Variables(names) if folder == root || folder == above => {
                let names = names.iter();
                names
                    .map(|(name, span)| (name.clone(), *span, true))
                    .collect()
            }
            _ => continue,
        };
        reading.members.insert(id);
        let keywords = names.into_iter().map(|(name, span, is_variable)| Keyword {
            name,
            place: Place::new(id, span),
            is_variable,
        });
        tenant.keywords.extend(keywords);
    }
}

/// Reads the values of one file.
struct Reader<'f> {
    files: &'f Files,
    file: FileId,
}

impl Reader<'_> {
    fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    fn text(&self) -> &str {
        self.files.text(self.file)
    }

    fn is_yaml(&self) -> bool {
        let file = self.files.files.get(self.file.0);
        file.is_some_and(|file| matches!(*file.parsed, Parsed::Yaml(_)))
    }

    fn string(&self, node: Option<&Node>) -> Setting<String> {
        let Some(node) = node else {
            return Setting::Absent;
        };
        let place = self.place(node.span);
        match &node.value {
            Value::Null => Setting::Absent,
            Value::String(text) => Setting::Known(text.value.clone(), place),
            _ => Setting::Unknown(place),
        }
    }

    fn boolean(&self, node: Option<&Node>) -> Setting<bool> {
        let Some(node) = node else {
            return Setting::Absent;
        };
        let place = self.place(node.span);
        match &node.value {
            Value::Null => Setting::Absent,
            Value::Bool(value) => Setting::Known(*value, place),
            _ => Setting::Unknown(place),
        }
    }

    fn connection(&self, node: &Node) -> Connection {
        let name = self.string(node.get("name"));
        let start = Place::new(self.file, Span::empty(node.span.start));
        Connection {
            place: name.place().unwrap_or(start),
            strategy: match self.string(node.get("strategy")) {
                Setting::Absent => Setting::Known("auth0".to_owned(), start),
                strategy => strategy,
            },
            flag: self.boolean(node.get(FLAG)),
            setter: self.flag_setter(node),
            name,
        }
    }

    /// How the flag is written: in the place of what is there, or as a key of its own.
    fn flag_setter(&self, node: &Node) -> Option<Setter> {
        if let Some(entry) = node.entry(FLAG) {
            let is_literal = matches!(entry.value.value, Value::Bool(_) | Value::Null);
            let is_written = is_literal && !entry.value.span.is_empty();
            return is_written.then(|| Setter {
                place: self.place(entry.value.span),
                before: String::new(),
            });
        }
        let preferred = ["strategy", "name"];
        if self.is_yaml() {
            let after = insertion::yaml_anchor(self.text(), node, &preferred)?;
            return Some(insertion::in_yaml(
                self.text(),
                self.file,
                node,
                after,
                FLAG,
            ));
        }
        let preferred = preferred.iter().find_map(|key| node.entry(key));
        let after = preferred.or(node.entries().last())?;
        Some(insertion::in_json(
            self.text(),
            self.file,
            after.key_span,
            after.value.span,
            FLAG,
        ))
    }

    fn client(&self, node: &Node) -> Client {
        let name = self.string(node.get("name"));
        Client {
            place: name
                .place()
                .unwrap_or(self.place(Span::empty(node.span.start))),
            first_party: self.boolean(node.get("is_first_party")),
            security_mode: self.string(node.get("third_party_security_mode")),
            name,
        }
    }

    /// The login page of an application, if it has one.
    fn client_page(&self, reading: &mut Reading, node: &Node, folder: &str) -> Option<LoginPage> {
        let value = node.get("custom_login_page")?;
        let place = self.place(value.span);
        let html = match &value.value {
            Value::Null => return None,
            Value::String(text) if text.value.is_empty() => return None,
            Value::String(text) if path::is_file_name(&text.value) => {
                let name = path::join(folder, &text.value);
                match html::of_file(self.files, reading, &name, place) {
                    // The tool takes what is no file for the page.
                    Html::NoSuchFile(..) => Html::FileName(text.value.clone(), place),
                    html => html,
                }
            }
            Value::String(text) => html::of_text(self.files, text, place),
            _ => Html::Unknown(place),
        };
        let name = self.string(node.get("name"));
        Some(LoginPage {
            client: Some(name.known().cloned().unwrap_or_default()),
            enabled: self.boolean(node.get("custom_login_page_on")),
            html,
            place,
        })
    }

    /// The login page of a folder: `pages/login.json`, and the HTML beside it.
    fn page(&self, reading: &mut Reading, node: &Node, path: &str) -> Option<LoginPage> {
        let name = self.string(node.get("name"));
        if name.known().is_some_and(|name| name != "login") {
            return None;
        }
        let page = format!("{}.html", path.strip_suffix(".json")?);
        let place = self.place(node.get("name")?.span);
        let html = match html::of_file(self.files, reading, &page, place) {
            // The tool does not look at what the JSON says of the HTML.
            Html::NoSuchFile(..) => Html::Missing,
            html => html,
        };
        Some(LoginPage {
            client: None,
            enabled: self.boolean(node.get("enabled")),
            html,
            place,
        })
    }

    /// The login page of a YAML file, whose `html` is the path of a file.
    fn page_of_document(
        &self,
        reading: &mut Reading,
        node: &Node,
        folder: &str,
    ) -> Option<LoginPage> {
        if node.get("name").and_then(Node::as_str) != Some("login") {
            return None;
        }
        let value = node.get("html");
        let place = self.place(value.unwrap_or(node.get("name")?).span);
        let html = match value.map(|node| &node.value) {
            None | Some(Value::Null) => Html::Missing,
            Some(Value::String(text)) if path::is_file_name(&text.value) => {
                html::of_file(self.files, reading, &path::join(folder, &text.value), place)
            }
            Some(Value::String(text)) => html::of_text(self.files, text, place),
            Some(_) => Html::Unknown(place),
        };
        Some(LoginPage {
            client: None,
            enabled: self.boolean(node.get("enabled")),
            html,
            place,
        })
    }

    /// A template of New Universal Login, whose `body` is the path of a file.
    fn template(&self, reading: &mut Reading, node: &Node, folder: &str) -> Option<Template> {
        let body = node.get("body")?;
        let place = self.place(body.span);
        let html = match &body.value {
            Value::String(text) if path::is_file_name(&text.value) => {
                html::of_file(self.files, reading, &path::join(folder, &text.value), place)
            }
            Value::String(text) => html::of_text(self.files, text, place),
            _ => Html::Unknown(place),
        };
        Some(Template { html, place })
    }
}
