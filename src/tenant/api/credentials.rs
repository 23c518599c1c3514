//! Who asks, and which tenant: from options and variables to what requests need.

use std::ffi::OsString;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::domain::{Domain, DomainError};

/// The variable that names the tenant.
pub(crate) const DOMAIN: &str = "AUTH0_DOMAIN";
/// The variable that names the audience of tokens.
pub(crate) const AUDIENCE: &str = "AUTH0_AUDIENCE";
/// The variables that hold a token, the first one going before the second.
pub(crate) const TOKENS: [&str; 2] = ["AUTH0_ACCESS_TOKEN", "AUTH0_API_TOKEN"];
/// The variable that names the application that gets a token for itself.
pub(crate) const CLIENT_ID: &str = "AUTH0_CLIENT_ID";
/// The variable that holds that application's secret.
pub(crate) const CLIENT_SECRET: &str = "AUTH0_CLIENT_SECRET";

/// What options say. They go before variables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given<'a> {
    pub(crate) domain: Option<&'a str>,
    pub(crate) audience: Option<&'a str>,
    pub(crate) client_id: Option<&'a str>,
}

/// Which tenant, and who asks.
#[derive(Debug)]
pub(crate) struct Access {
    pub(crate) domain: Domain,
    pub(crate) audience: String,
    pub(crate) credentials: Credentials,
}

/// Who asks. What is secret is shown by no formatter.
#[derive(Debug)]
pub(crate) enum Credentials {
    /// Whoever has this token.
    Token(SecretString),
    /// An application, which gets a token for itself.
    Client { id: String, secret: SecretString },
}

impl Credentials {
    /// What must never be shown.
    pub(crate) fn secret(&self) -> &SecretString {
        match self {
            Self::Token(token) => token,
            Self::Client { secret, .. } => secret,
        }
    }
}

/// Why it is not known which tenant is meant, or who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AccessError {
    /// Things are missing: each, and all ways to give it.
    Missing(Vec<Missing>),
    /// The domain is none.
    Domain(String, DomainError),
    /// A variable holds what cannot be sent.
    Unusable(&'static str),
}

/// Something that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The domain.
    Domain,
    /// Everything that says who asks.
    Credentials,
    /// The application's secret.
    ClientSecret,
    /// The application's id.
    ClientId,
}

/// The domain and the audience alone, for who sends no request.
pub(crate) fn domain(
    given: Given<'_>,
    get: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<Domain>, AccessError> {
    let text = value(given.domain, DOMAIN, &get)?;
    text.map(|text| parse(&text)).transpose()
}

/// What options and variables come to. A variable that is set to nothing counts as not set: that is how CI
/// systems pass on what nobody filled in.
pub(crate) fn access(
    given: Given<'_>,
    get: impl Fn(&str) -> Option<OsString>,
) -> Result<Access, AccessError> {
    let mut missing = Vec::new();
    let domain = domain(given, &get)?;
    if domain.is_none() {
        missing.push(Missing::Domain);
    }
    let credentials = match credentials(given, &get)? {
        Ok(credentials) => Some(credentials),
        Err(lacking) => {
            missing.push(lacking);
            None
        }
    };
    let audience = value(given.audience, AUDIENCE, &get)?;
    match (domain, credentials) {
        (Some(domain), Some(credentials)) => Ok(Access {
            audience: audience.unwrap_or_else(|| domain.audience()),
            domain,
            credentials,
        }),
        _ => Err(AccessError::Missing(missing)),
    }
}

fn parse(text: &str) -> Result<Domain, AccessError> {
    text.parse().map_err(|error| match error {
        // What stands before an @ may be a password.
        DomainError::User => AccessError::Domain("the domain".to_owned(), error),
        error => AccessError::Domain(format!("the domain `{text}`"), error),
    })
}

fn credentials(
    given: Given<'_>,
    get: &impl Fn(&str) -> Option<OsString>,
) -> Result<Result<Credentials, Missing>, AccessError> {
    for variable in TOKENS {
        if let Some(token) = value(None, variable, get)? {
            let token = SecretString::from(token);
            if !token
                .expose_secret()
                .bytes()
                .all(|byte| byte.is_ascii_graphic())
            {
                return Err(AccessError::Unusable(variable));
            }
            return Ok(Ok(Credentials::Token(token)));
        }
    }
    let id = value(given.client_id, CLIENT_ID, get)?;
    let secret = value(None, CLIENT_SECRET, get)?.map(SecretString::from);
    Ok(match (id, secret) {
        (Some(id), Some(secret)) => Ok(Credentials::Client { id, secret }),
        (Some(_), None) => Err(Missing::ClientSecret),
        (None, Some(_)) => Err(Missing::ClientId),
        (None, None) => Err(Missing::Credentials),
    })
}

/// The value of an option, or else of a variable, without the white space around it.
fn value(
    option: Option<&str>,
    variable: &'static str,
    get: &impl Fn(&str) -> Option<OsString>,
) -> Result<Option<String>, AccessError> {
    let text = match option {
        Some(text) => Some(text.to_owned()),
        None => match get(variable).map(OsString::into_string) {
            Some(Ok(text)) => Some(text),
            Some(Err(_)) => return Err(AccessError::Unusable(variable)),
            None => None,
        },
    };
    Ok(text
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty()))
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(missing) => {
                for (index, missing) in missing.iter().enumerate() {
                    f.write_str(if index > 0 { ", and " } else { "" })?;
                    f.write_str(missing.what())?;
                }
                Ok(())
            }
            Self::Domain(shown, error) => write!(f, "{shown} cannot be used: {error}"),
            Self::Unusable(variable) => write!(
                f,
                "the variable {variable} holds characters that cannot be sent"
            ),
        }
    }
}

impl std::error::Error for AccessError {}

impl AccessError {
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Missing(missing) => {
                let ways: Vec<_> = missing.iter().map(|missing| missing.ways()).collect();
                ways.join("; ")
            }
            Self::Domain(..) => {
                "expected a name, a name with a port, or an https:// address without \
                                 a path, such as acme.eu.auth0.com"
                    .to_owned()
            }
            Self::Unusable(_) => {
                "expected a token as it was issued, without quotes, spaces or `Bearer`".to_owned()
            }
        }
    }
}

impl Missing {
    fn what(self) -> &'static str {
        match self {
            Self::Domain => "the tenant's domain is missing",
            Self::Credentials => "a token or an application's id and secret are missing",
            Self::ClientSecret => "the secret of the application is missing",
            Self::ClientId => "the id of the application is missing",
        }
    }

    fn ways(self) -> &'static str {
        match self {
            Self::Domain => "give the domain with --domain DOMAIN or in the variable AUTH0_DOMAIN",
            Self::Credentials => {
                "give a token for the Management API in the variable AUTH0_ACCESS_TOKEN or \
                 AUTH0_API_TOKEN, or an application's id with --client-id ID or in the variable \
                 AUTH0_CLIENT_ID and its secret in the variable AUTH0_CLIENT_SECRET"
            }
            Self::ClientSecret => {
                "give the secret in the variable AUTH0_CLIENT_SECRET, or a token instead in \
                 AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN"
            }
            Self::ClientId => {
                "give the id with --client-id ID or in the variable AUTH0_CLIENT_ID, or a token \
                 instead in AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: Given<'_>, variables: &[(&str, &str)]) -> Result<Access, AccessError> {
        access(given, |wanted| {
            let found = variables.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn who(variables: &[(&str, &str)]) -> String {
        let domain = [(DOMAIN, "acme.auth0.com")];
        match read(Given::default(), &[variables, &domain].concat()) {
            Ok(access) => match access.credentials {
                Credentials::Token(token) => format!("token {}", token.expose_secret()),
                Credentials::Client { id, secret } => {
                    format!("client {id} {}", secret.expose_secret())
                }
            },
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn a_token_goes_before_an_application() {
        let client = [(CLIENT_ID, "id"), (CLIENT_SECRET, "hush")];
        assert_eq!(who(&client), "client id hush");
        let both = [&client[..], &[("AUTH0_API_TOKEN", "b")]].concat();
        assert_eq!(who(&both), "token b");
        let all = [&both[..], &[("AUTH0_ACCESS_TOKEN", " a\n")]].concat();
        assert_eq!(who(&all), "token a");
        assert_eq!(
            who(&[("AUTH0_ACCESS_TOKEN", ""), ("AUTH0_API_TOKEN", "b")]),
            "token b"
        );
    }

    #[test]
    fn options_go_before_variables() {
        let variables = [
            (DOMAIN, "acme.auth0.com"),
            (AUDIENCE, "https://other/"),
            (CLIENT_ID, "id"),
            (CLIENT_SECRET, "hush"),
        ];
        let given = Given {
            domain: Some("https://login.example.com/"),
            client_id: Some("mine"),
            audience: None,
        };
        let access = read(given, &variables).expect("nothing is missing");
        assert_eq!(access.domain.as_str(), "login.example.com");
        assert_eq!(access.audience, "https://other/");
        assert!(matches!(&access.credentials, Credentials::Client { id, .. } if id == "mine"));
        let default = read(
            Given::default(),
            &[(DOMAIN, "a.b:1"), ("AUTH0_API_TOKEN", "t")],
        );
        assert_eq!(
            default.expect("nothing is missing").audience,
            "https://a.b:1/api/v2/"
        );
    }

    #[test]
    fn what_is_missing_is_named_with_all_ways_to_give_it() {
        let error = read(Given::default(), &[]).expect_err("all is missing");
        let text = format!("{error}\n{}", error.help());
        for way in [
            "--domain",
            "AUTH0_DOMAIN",
            "AUTH0_ACCESS_TOKEN",
            "AUTH0_API_TOKEN",
            "--client-id",
            "AUTH0_CLIENT_ID",
            "AUTH0_CLIENT_SECRET",
        ] {
            assert!(text.contains(way), "{way}: {text}");
        }
        assert_eq!(who(&[(CLIENT_ID, "id")]), "Missing([ClientSecret])");
        assert_eq!(who(&[(CLIENT_SECRET, "hush")]), "Missing([ClientId])");
        assert_eq!(who(&[]), "Missing([Credentials])");
    }

    #[test]
    fn secrets_are_not_shown() {
        let access = read(
            Given::default(),
            &[(DOMAIN, "a.b"), ("AUTH0_ACCESS_TOKEN", "sesame")],
        );
        assert!(!format!("{access:?}").contains("sesame"));
        assert_eq!(
            who(&[("AUTH0_ACCESS_TOKEN", "Bearer sesame")]),
            "Unusable(\"AUTH0_ACCESS_TOKEN\")"
        );
        let given = Given {
            domain: Some("me:sesame@a.b"),
            ..Given::default()
        };
        let error = read(given, &[("AUTH0_ACCESS_TOKEN", "t")]).expect_err("a user is refused");
        assert!(!format!("{error}{}", error.help()).contains("sesame"));
    }
}
