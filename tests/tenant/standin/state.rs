//! What the tenant remembers, and what it answers.

use serde_json::{Map, Value, json};

use super::http::{Request, Response};
use super::{CLIENT_ID, CLIENT_SECRET, TOKEN, lists};

/// The fields of connections that the API's specification lists.
const LISTED_FIELDS: [&str; 14] = [
    "name",
    "display_name",
    "strategy",
    "options",
    "id",
    "provisioning_ticket_url",
    "metadata",
    "show_as_button",
    "clients",
    "authentication",
    "connected_accounts",
    "cross_app_access_requesting_app",
    "cross_app_access_resource_app",
    "enabled_clients",
];

/// The properties that a connection can be sent.
const WRITABLE: [&str; 9] = [
    "display_name",
    "options",
    "enabled_clients",
    "is_domain_connection",
    "show_as_button",
    "realms",
    "metadata",
    "authentication",
    "connected_accounts",
];

/// The state of a tenant.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) connections: Vec<Value>,
    pub(crate) clients: Vec<Value>,
    pub(crate) prompts: Value,
    pub(crate) custom_domains: Vec<Value>,
    /// The scopes of the token.
    pub(crate) scopes: Vec<&'static str>,
    /// Whether only [`LISTED_FIELDS`] can be asked for.
    pub(crate) is_strict_about_fields: bool,
    /// Whether lists come in pages of a server that knows no checkpoints, and in which shape.
    pub(crate) shape: Shape,
}

/// The shapes of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As asked for.
    Asked,
    /// Arrays, whatever is asked for.
    Array,
    /// Objects with totals, whatever is asked for.
    Totals,
}

/// The page of a tenant whose third-party applications cannot log in.
pub(crate) const UNREADY: &str = r#"<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>Grüße</title></head>
<body>
<script src="https://cdn.auth0.com/js/lock/15.0.2/lock.min.js"></script>
<script>
  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
  var lock = new Auth0Lock(config.clientID, config.auth0Domain, {
    auth: { params: config.internalOptions },
    closable: false
  });
  lock.show();
</script>
</body>
</html>
"#;

/// The same page made ready.
pub(crate) fn ready() -> String {
    UNREADY.replace(
        "closable: false",
        "closable: false,\n    __useTenantInfo: config.isThirdPartyClient",
    )
}

/// A connection as the API has it.
pub(crate) fn connection(number: usize, name: &str, strategy: &str) -> Value {
    json!({
        "id": format!("con_{number:016}"),
        "name": name,
        "display_name": name,
        "strategy": strategy,
        "is_domain_connection": false,
        "show_as_button": false,
        "realms": [name],
        "options": { "client_secret": "an-option-that-is-nobodys-business" },
        "enabled_clients": [],
    })
}

impl Default for State {
    fn default() -> Self {
        let client = |id: &str, name: &str, is_first_party: bool| {
            json!({
                "client_id": id, "name": name, "global": false, "is_first_party": is_first_party,
                "custom_login_page_on": true,
            })
        };
        let global = json!({
            "client_id": "global", "name": "All Applications", "global": true, "is_first_party": true,
            "custom_login_page": ready(), "custom_login_page_on": true,
        });
        Self {
            connections: vec![
                connection(1, "Users", "auth0"),
                connection(2, "google-oauth2", "google-oauth2"),
                connection(3, "Staff", "samlp"),
            ],
            clients: vec![
                global,
                client("own", "Own", true),
                client("partner", "Partner", false),
            ],
            prompts: json!({ "universal_login_experience": "classic", "identifier_first": false }),
            custom_domains: Vec::new(),
            scopes: vec![
                "read:connections",
                "update:connections",
                "read:clients",
                "update:clients",
                "read:prompts",
                "read:custom_domains",
            ],
            is_strict_about_fields: false,
            shape: Shape::Asked,
        }
    }
}

impl State {
    /// The same with so many connections.
    pub(crate) fn with_connections(count: usize) -> Self {
        let named = |number| connection(number, &format!("db-{number}"), "auth0");
        Self {
            connections: (1..=count).map(named).collect(),
            ..Self::default()
        }
    }

    /// The same with this page.
    pub(crate) fn with_page(page: &str) -> Self {
        let mut state = Self::default();
        state.global()["custom_login_page"] = page.into();
        state
    }

    /// The same with connections that are domain connections.
    pub(crate) fn promoted(mut self, names: &[&str]) -> Self {
        for name in names {
            self.connection(name)["is_domain_connection"] = true.into();
        }
        self
    }

    pub(crate) fn connection(&mut self, name: &str) -> &mut Value {
        let mut all = self.connections.iter_mut();
        all.find(|it| it["name"] == name)
            .expect("there is such a connection")
    }

    /// The client with the tenant's login page.
    pub(crate) fn global(&mut self) -> &mut Value {
        let mut all = self.clients.iter_mut();
        all.find(|it| it["global"] == true)
            .expect("there is a global client")
    }

    pub(crate) fn client(&mut self, id: &str) -> &mut Value {
        let mut all = self.clients.iter_mut();
        all.find(|it| it["client_id"] == id)
            .expect("there is such a client")
    }

    pub(super) fn answer(&mut self, request: &Request) -> Response {
        let parts: Vec<&str> = request.path.split('/').collect();
        let (method, path) = (request.method.as_str(), parts.as_slice());
        if let ("POST", ["oauth", "token"]) = (method, path) {
            return token(request);
        }
        if request.token.as_deref() != Some(TOKEN) {
            return Response::error(401, "invalid_token", "Invalid token");
        }
        let scope = match (method, path) {
            ("GET", ["connections", ..]) => "read:connections",
            ("PATCH", ["connections", _]) => "update:connections",
            ("GET", ["clients", ..]) => "read:clients",
            ("PATCH", ["clients", _]) => "update:clients",
            ("GET", ["prompts"]) => "read:prompts",
            ("GET", ["custom-domains"]) => "read:custom_domains",
            _ => return self.rest(request),
        };
        if !self.scopes.contains(&scope) {
            let message = format!("Insufficient scope, expected any of: {scope}");
            return Response::error(403, "insufficient_scope", &message);
        }
        match (method, path) {
            ("GET", ["connections"]) => self.connections(request),
            ("GET", ["connections", id]) => match self.unlisted_field(request) {
                Some(refusal) => refusal,
                None => match self.connections.iter().find(|it| it["id"] == *id) {
                    Some(found) => Response::json(200, &lists::fields(request, found)),
                    None => missing("inexistent_connection"),
                },
            },
            ("GET", ["connections", _, "clients"]) => {
                Response::json(200, &json!({ "clients": [] }))
            }
            ("PATCH", ["connections", id]) => self.change_connection(id, request),
            ("GET", ["clients"]) => self.clients(request),
            ("PATCH", ["clients", id]) => self.change_client(id, request),
            ("GET", ["prompts"]) => Response::json(200, &self.prompts),
            ("GET", ["custom-domains"]) => Response::json(200, &self.custom_domains.clone().into()),
            _ => self.rest(request),
        }
    }

    /// What other programs ask for: the tenant has none of it.
    fn rest(&self, request: &Request) -> Response {
        let last = request.path.rsplit('/').next().unwrap_or_default();
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "tenants/settings") => {
                Response::json(200, &json!({ "friendly_name": "Acme", "flags": {} }))
            }
            ("GET", "branding/templates/universal-login") => missing("template_not_found"),
            ("GET", "branding" | "attack-protection" | "guardian/policies") => {
                Response::json(200, &json!({}))
            }
            ("GET", _) if request.query.contains_key("take") => {
                Response::json(200, &json!({ last: [] }))
            }
            ("GET", _) if request.query.contains_key("include_totals") => Response::json(
                200,
                &json!({ "start": 0, "limit": 100, "length": 0, "total": 0, last: [] }),
            ),
            ("GET", _) => Response::json(200, &json!([])),
            _ => missing("not_found"),
        }
    }

    fn connections(&self, request: &Request) -> Response {
        if let Some(refusal) = self.unlisted_field(request) {
            return refusal;
        }
        let strategy = request.query.get("strategy");
        let name = request.query.get("name");
        let is_wanted = |it: &&Value| {
            strategy.is_none_or(|wanted| it["strategy"] == *wanted)
                && name.is_none_or(|wanted| it["name"] == *wanted)
        };
        let items: Vec<Value> = self.connections.iter().filter(is_wanted).cloned().collect();
        lists::page(&self.shaped(request), "connections", &items)
    }

    fn clients(&self, request: &Request) -> Response {
        let matches = |it: &Value, key: &str, field: &str| {
            let wanted = request.query.get(key);
            wanted.is_none_or(|wanted| it[field] == (wanted == "true"))
        };
        let is_wanted = |it: &&Value| {
            matches(it, "is_global", "global") && matches(it, "is_first_party", "is_first_party")
        };
        let items: Vec<Value> = self.clients.iter().filter(is_wanted).cloned().collect();
        lists::page(&self.shaped(request), "clients", &items)
    }

    /// The request as a server understands it that knows no checkpoints.
    fn shaped(&self, request: &Request) -> Request {
        let mut request = request.clone();
        if self.shape != Shape::Asked {
            request.query.remove("take");
            let totals = (self.shape == Shape::Totals).to_string();
            request.query.insert("include_totals".to_owned(), totals);
        }
        request
    }

    fn unlisted_field(&self, request: &Request) -> Option<Response> {
        let fields = request
            .query
            .get("fields")
            .filter(|_| self.is_strict_about_fields)?;
        let is_unlisted = |field: &str| !LISTED_FIELDS.contains(&field);
        fields.split(',').any(is_unlisted).then(|| {
            let message =
                "Query validation error: 'String does not match pattern' on property fields";
            Response::error(400, "invalid_query_string", message)
        })
    }

    fn change_connection(&mut self, id: &str, request: &Request) -> Response {
        let Some(found) = self.connections.iter_mut().find(|it| it["id"] == id) else {
            return missing("inexistent_connection");
        };
        let body = match changes(request, &WRITABLE) {
            Ok(body) => body,
            Err(refusal) => return refusal,
        };
        for (key, value) in body {
            found[key] = value.clone();
        }
        // As documented of the API.
        if !body.contains_key("display_name") {
            found["display_name"] = found["name"].clone();
        }
        Response::json(200, found)
    }

    fn change_client(&mut self, id: &str, request: &Request) -> Response {
        let Some(found) = self.clients.iter_mut().find(|it| it["client_id"] == id) else {
            return missing("inexistent_client");
        };
        let body = match changes(
            request,
            &["custom_login_page", "custom_login_page_on", "name"],
        ) {
            Ok(body) => body,
            Err(refusal) => return refusal,
        };
        for (key, value) in body {
            found[key] = value.clone();
        }
        Response::json(200, found)
    }
}

/// The properties that are sent, unless there is one that cannot be, or none.
fn changes<'a>(
    request: &'a Request,
    writable: &[&str],
) -> Result<&'a Map<String, Value>, Response> {
    let refuse = |message: &str| Response::error(400, "invalid_body", message);
    let Some(Value::Object(body)) = &request.body else {
        return Err(refuse("Payload validation error: expected an object"));
    };
    if body.is_empty() {
        return Err(refuse(
            "Payload validation error: 'Too few properties defined (0), minimum 1'",
        ));
    }
    match body.keys().find(|key| !writable.contains(&key.as_str())) {
        Some(key) => Err(refuse(&format!(
            "Payload validation error: 'Additional properties not allowed: {key}'"
        ))),
        None => Ok(body),
    }
}

fn token(request: &Request) -> Response {
    let body = request.body.clone().unwrap_or_default();
    let is_known = body["client_id"] == CLIENT_ID
        && body["client_secret"] == CLIENT_SECRET
        && body["grant_type"] == "client_credentials";
    let audience = body["audience"].as_str().unwrap_or_default();
    match is_known && audience.starts_with("https://") && audience.ends_with("/api/v2/") {
        true => Response::json(
            200,
            &json!({ "access_token": TOKEN, "token_type": "Bearer", "expires_in": 86_400 }),
        ),
        false => Response::json(
            403,
            &json!({ "error": "access_denied", "error_description": "Unauthorized" }),
        ),
    }
}

fn missing(code: &str) -> Response {
    Response::error(404, code, "It does not exist.")
}
