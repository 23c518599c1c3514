//! The requests of the Management API that are made here: what is asked for, and what is sent.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::credentials::{Access, Credentials};
use super::error::{ApiError, ErrorKind, TOKEN_PATH};
use super::exchange::{Exchange, Question};
use super::listing::{Listing, Next, PAGE};
use super::transport::Method;

/// What is asked for of a connection: all but `options`, which hold secrets, take more scopes, and would be
/// replaced whole if they were sent back.
pub(crate) const CONNECTION_FIELDS: &str =
    "id,name,display_name,strategy,is_domain_connection,realms,show_as_button,metadata";

/// The same said the other way round. The API's specification does not list `is_domain_connection` and `realms`
/// among the fields that can be asked for, and who keeps to it refuses [`CONNECTION_FIELDS`].
pub(crate) const CONNECTION_FIELDS_LEFT_OUT: &str = "options";

const CLIENT_FIELDS: &str = "client_id,name,global,is_first_party,third_party_security_mode,\
                             custom_login_page,custom_login_page_on";

/// Applications come with a login page each, at worst.
const CLIENTS_PAGE: usize = 50;

/// What may stand in an address as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The Management API of a tenant.
#[derive(Debug)]
pub(crate) struct Management {
    access: Access,
    exchange: Exchange,
    token: OnceLock<SecretString>,
    /// Whether the server has refused [`CONNECTION_FIELDS`].
    leaves_out: AtomicBool,
}

/// A connection as the API gives it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct ConnectionAnswer {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) display_name: Option<String>,
    #[serde(default)]
    pub(crate) strategy: String,
    #[serde(default)]
    pub(crate) is_domain_connection: bool,
    /// All of it.
    #[serde(skip)]
    pub(crate) all: Map<String, Value>,
}

/// An application as the API gives it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct ClientAnswer {
    pub(crate) client_id: String,
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) global: bool,
    #[serde(default)]
    pub(crate) is_first_party: Option<bool>,
    #[serde(default)]
    pub(crate) third_party_security_mode: Option<String>,
    #[serde(default)]
    pub(crate) custom_login_page: Option<String>,
    #[serde(default)]
    pub(crate) custom_login_page_on: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct PromptsAnswer {
    #[serde(default)]
    universal_login_experience: Option<String>,
}

/// A domain of the tenant's own, as the API gives it.
#[derive(Debug, Deserialize)]
pub(crate) struct CustomDomainAnswer {
    pub(crate) domain: String,
    #[serde(default)]
    pub(crate) status: Option<String>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
}

/// A request of the API.
struct Call {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
    scopes: &'static [&'static str],
}

impl Call {
    fn get(path: impl Into<String>, scopes: &'static [&'static str]) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            query: Vec::new(),
            body: None,
            scopes,
        }
    }

    fn patch(path: impl Into<String>, body: Value, scopes: &'static [&'static str]) -> Self {
        Self {
            method: Method::Patch,
            body: Some(body),
            ..Self::get(path, scopes)
        }
    }

    fn query(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.query.push((key, value.into()));
        self
    }
}

impl Management {
    pub(crate) fn new(access: Access, exchange: Exchange) -> Self {
        Self {
            access,
            exchange,
            token: OnceLock::new(),
            leaves_out: AtomicBool::new(false),
        }
    }

    /// Which tenant it is, and who asks.
    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    /// Every connection. `came` is told how many have come.
    pub(crate) fn connections(
        &self,
        came: &dyn Fn(usize),
    ) -> Result<Vec<ConnectionAnswer>, ApiError> {
        let listing = || Listing::new("connections", "id");
        self.with_fields(|fields| self.list(listing(), fields("connections"), Some(PAGE), came))?
            .into_iter()
            .map(|item| self.connection_of(item, "connections"))
            .collect()
    }

    /// One connection.
    pub(crate) fn connection(&self, id: &str) -> Result<ConnectionAnswer, ApiError> {
        let path = connection_path(id);
        let value = self.with_fields(|fields| self.call(&fields(&path)))?;
        match value {
            Value::Object(item) => self.connection_of(item, &path),
            other => self.decode::<ConnectionAnswer>(other, "a connection", &path),
        }
    }

    /// Makes a connection a domain connection, or none. `before` is what it is now: without `display_name` in the
    /// request the API would set that to the name.
    pub(crate) fn set_domain_connection(
        &self,
        before: &ConnectionAnswer,
        to: bool,
    ) -> Result<(), ApiError> {
        let mut body = Map::new();
        body.insert("is_domain_connection".to_owned(), to.into());
        for key in ["display_name", "realms"] {
            if let Some(value) = before.all.get(key).filter(|value| !value.is_null()) {
                body.insert(key.to_owned(), value.clone());
            }
        }
        let call = Call::patch(
            connection_path(&before.id),
            body.into(),
            &["update:connections"],
        );
        self.call(&call).map(drop)
    }

    /// The third-party applications.
    pub(crate) fn third_party_clients(
        &self,
        came: &dyn Fn(usize),
    ) -> Result<Vec<ClientAnswer>, ApiError> {
        let call = Call::get("clients", &["read:clients"])
            .query("is_first_party", "false")
            .query("fields", CLIENT_FIELDS);
        let clients = self.clients(call, came)?.into_iter();
        // A server that knows no such question gives all.
        Ok(clients
            .filter(|client| !client.global && client.is_first_party != Some(true))
            .collect())
    }

    /// The client that stands for all applications and has the tenant's login page.
    pub(crate) fn global_client(&self) -> Result<ClientAnswer, ApiError> {
        let call = Call::get("clients", &["read:clients"])
            .query("is_global", "true")
            .query("fields", CLIENT_FIELDS);
        let mut clients = self.clients(call, &|_| {})?;
        if clients.iter().any(|client| client.global) {
            clients.retain(|client| client.global);
        }
        let count = clients.len();
        match clients.pop() {
            Some(client) if count == 1 => Ok(client),
            _ => Err(self.shape(
                "the one global client",
                format!("{count} clients"),
                "clients",
            )),
        }
    }

    /// Replaces the login page of a client.
    pub(crate) fn set_page(&self, client_id: &str, html: &str, on: bool) -> Result<(), ApiError> {
        let id = utf8_percent_encode(client_id, UNRESERVED);
        let body = json!({ "custom_login_page": html, "custom_login_page_on": on });
        let call = Call::patch(format!("clients/{id}"), body, &["update:clients"]);
        self.call(&call).map(drop)
    }

    /// What serves logins where no page is in use: `new`, `classic`, or nothing.
    pub(crate) fn universal_login_experience(&self) -> Result<Option<String>, ApiError> {
        let value = self.call(&Call::get("prompts", &["read:prompts"]))?;
        let prompts: PromptsAnswer = self.decode(value, "the settings of prompts", "prompts")?;
        Ok(prompts.universal_login_experience)
    }

    /// The tenant's own domains.
    pub(crate) fn custom_domains(&self) -> Result<Vec<CustomDomainAnswer>, ApiError> {
        let path = "custom-domains";
        let listing = Listing::new("custom_domains", "domain");
        let items = self.list(
            listing,
            Call::get(path, &["read:custom_domains"]),
            None,
            &|_| {},
        )?;
        let decode = |item| self.decode(Value::Object(item), "a custom domain", path);
        items.into_iter().map(decode).collect()
    }

    fn clients(&self, call: Call, came: &dyn Fn(usize)) -> Result<Vec<ClientAnswer>, ApiError> {
        let listing = Listing::new("clients", "client_id");
        let items = self.list(listing, call, Some(CLIENTS_PAGE), came)?;
        let decode = |item| self.decode(Value::Object(item), "an application", "clients");
        items.into_iter().map(decode).collect()
    }

    /// Asks for the fields of connections one way, and the other way if the server will not have that.
    fn with_fields<T>(
        &self,
        ask: impl Fn(&dyn Fn(&str) -> Call) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let get = |path: &str| Call::get(path, &["read:connections"]);
        let included = |path: &str| get(path).query("fields", CONNECTION_FIELDS);
        let left_out = |path: &str| {
            get(path)
                .query("fields", CONNECTION_FIELDS_LEFT_OUT)
                .query("include_fields", "false")
        };
        if !self.leaves_out.load(Ordering::Relaxed) {
            match ask(&included) {
                Err(error) if matches!(error.status(), Some(400 | 422)) => {}
                outcome => return outcome,
            }
        }
        let outcome = ask(&left_out)?;
        self.leaves_out.store(true, Ordering::Relaxed);
        Ok(outcome)
    }

    fn list(
        &self,
        mut listing: Listing,
        call: Call,
        take: Option<usize>,
        came: &dyn Fn(usize),
    ) -> Result<Vec<Map<String, Value>>, ApiError> {
        let mut next = None;
        loop {
            let mut query = call.query.clone();
            match next {
                Some(Next::Page { page, per_page }) => query.extend([
                    ("page", page.to_string()),
                    ("per_page", per_page.to_string()),
                    ("include_totals", "true".to_owned()),
                ]),
                Some(Next::From(cursor)) => {
                    query.push(("from", cursor));
                    query.extend(take.map(|take| ("take", take.to_string())));
                }
                None => query.extend(take.map(|take| ("take", take.to_string()))),
            }
            let page = Call {
                query,
                ..Call::get(call.path.clone(), call.scopes)
            };
            let value = self.call(&page)?;
            next = listing
                .add(value)
                .map_err(|kind| self.question(&page, None).error(kind))?;
            came(listing.len());
            if next.is_none() {
                return Ok(listing.into_items());
            }
        }
    }

    fn connection_of(
        &self,
        mut all: Map<String, Value>,
        path: &str,
    ) -> Result<ConnectionAnswer, ApiError> {
        // Not asked for, and nothing here is to see or show it.
        all.remove("options");
        let read = Value::Object(all.clone());
        let answer: ConnectionAnswer = self.decode(read, "a connection", path)?;
        Ok(ConnectionAnswer { all, ..answer })
    }

    fn decode<T: DeserializeOwned>(
        &self,
        value: Value,
        expected: &'static str,
        path: &str,
    ) -> Result<T, ApiError> {
        serde_json::from_value(value).map_err(|error| self.shape(expected, error.to_string(), path))
    }

    fn shape(&self, expected: &'static str, problem: String, path: &str) -> ApiError {
        let kind = ErrorKind::Shape { expected, problem };
        self.question(&Call::get(path, &[]), None).error(kind)
    }

    fn call(&self, call: &Call) -> Result<Value, ApiError> {
        let token = self.token()?;
        self.exchange.ask(&self.question(call, Some(token)))
    }

    fn question<'a>(&'a self, call: &Call, token: Option<&'a SecretString>) -> Question<'a> {
        let mut url = format!("https://{}/api/v2/{}", self.access.domain, call.path);
        for (index, (key, value)) in call.query.iter().enumerate() {
            let sign = if index == 0 { '?' } else { '&' };
            // Commas between fields are legible, and allowed.
            let value = utf8_percent_encode(value, UNRESERVED)
                .to_string()
                .replace("%2C", ",");
            url.push_str(&format!("{sign}{key}={value}"));
        }
        Question {
            method: call.method,
            url,
            scopes: call.scopes,
            token,
            body: call
                .body
                .as_ref()
                .map(|body| SecretString::from(body.to_string())),
            secrets: self.secrets(),
        }
    }

    fn secrets(&self) -> Vec<&SecretString> {
        let own = Some(self.access.credentials.secret());
        own.into_iter().chain(self.token.get()).collect()
    }

    /// The token that requests are made with.
    fn token(&self) -> Result<&SecretString, ApiError> {
        let (id, secret) = match &self.access.credentials {
            Credentials::Token(token) => return Ok(token),
            Credentials::Client { id, secret } => (id, secret),
        };
        if let Some(token) = self.token.get() {
            return Ok(token);
        }
        let body = json!({
            "grant_type": "client_credentials",
            "client_id": id,
            "client_secret": secret.expose_secret(),
            "audience": self.access.audience,
        });
        let question = Question {
            method: Method::Post,
            url: format!("https://{}{TOKEN_PATH}", self.access.domain),
            scopes: &[],
            token: None,
            body: Some(SecretString::from(body.to_string())),
            secrets: vec![secret],
        };
        let value = self.exchange.ask(&question)?;
        // What the answer holds beside the token must not be shown either.
        let answer = serde_json::from_value::<TokenAnswer>(value);
        let token = answer.map(|answer| answer.access_token).unwrap_or_default();
        let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_token {
            return Err(question.error(ErrorKind::Shape {
                expected: "an access token",
                problem: "there is no `access_token` in the answer".to_owned(),
            }));
        }
        Ok(self.token.get_or_init(|| SecretString::from(token)))
    }
}

fn connection_path(id: &str) -> String {
    format!("connections/{}", utf8_percent_encode(id, UNRESERVED))
}
