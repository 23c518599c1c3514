//! Predicting what Lock requests when it is constructed.
//!
//! Lock asks for one script that tells it which connections there are: the client's
//! (`<base>/client/<id>.js`), or, when `__useTenantInfo` is truthy, the tenant's
//! (`<base>/tenants/v1/<tenant>.js` or `<base>/info-v1.js`). When that script does not come, the widget
//! shows an error and nobody can log in. Which base it takes depends on the release, the domain and
//! four options; this module follows Lock's own code through that, with values that may be known in
//! part only. `tests/observed.txt` has the addresses that builds were seen to request.

mod domain;
mod language;
mod login;
mod options;
mod pattern;
mod script;

pub use login::{Application, predict_login};
pub use options::need;
pub use pattern::UrlPattern;

use semver::Version;

use self::domain::Domain;
use self::options::{Reading, Standing};
use super::catalog::{self, Target};
use super::model::{Arguments, Object, Value};

/// What a construction of Lock will request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prediction {
    /// The client's script, for applications of the tenant's own: each way it can go.
    pub client: Vec<Request>,
    /// The tenant's script, for third-party applications: each way it can go.
    pub tenant: Vec<Request>,
    /// The dictionary of the language; empty when none is asked for. Whether Lock goes on without it
    /// is up to the release, see [`needs_dictionary`].
    pub language: Vec<Request>,
}

/// One way that a request can go.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What is requested, without the query (`?t` and the time) that Lock adds against caches; `None`
    /// when Lock does not get so far.
    pub url: Option<UrlPattern>,
    /// What comes of it.
    pub outcome: Outcome,
}

impl Request {
    fn doubt_success(&mut self, why: &str) {
        if self.outcome == Outcome::Works {
            self.outcome = Outcome::unknown(why);
        }
    }

    /// The request fails, for this reason if there is no other.
    fn fail(&mut self, why: &str) {
        if !matches!(self.outcome, Outcome::Fails { .. }) {
            self.outcome = Outcome::fails(why);
        }
    }
}

/// What comes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Auth0 serves the script at that address.
    Works,
    /// It is known to fail.
    Fails {
        /// A sentence without its full stop.
        why: String,
    },
    /// It depends on what is not known.
    Unknown {
        /// A sentence without its full stop.
        why: String,
    },
}

impl Outcome {
    fn fails(why: impl Into<String>) -> Self {
        Self::Fails { why: why.into() }
    }

    fn unknown(why: impl Into<String>) -> Self {
        Self::Unknown { why: why.into() }
    }

    /// The outcome when it is itself in doubt: what would work, or fail, is unknown then.
    fn in_doubt(self, why: &str) -> Self {
        match self {
            Self::Unknown { .. } => self,
            Self::Works | Self::Fails { .. } => Self::unknown(why),
        }
    }
}

/// The first release that goes on in English when a dictionary does not come.
const ENGLISH_WITHOUT_DICTIONARY_SINCE: Version = Version::new(11, 26, 2);

/// The one release whose build has no constructor.
const WITHOUT_CONSTRUCTOR: Version = Version::new(10, 6, 0);

/// Whether the widget of that release shows an error, and nobody can log in, when the dictionary that
/// it asks for does not come.
#[must_use]
pub fn needs_dictionary(release: &Version) -> bool {
    *release < ENGLISH_WITHOUT_DICTIONARY_SINCE
}

/// Predicts what a construction requests, in either mode, whatever its flag is. Both constructors
/// request the same.
///
/// `version` is the release in force; without one, what is predicted is what the newest release
/// requests, and only such failures are told as every release has.
#[must_use]
pub fn predict(version: Option<&Version>, target: Target, arguments: &Arguments) -> Prediction {
    let newest = catalog::newest();
    let Some(release) = version.or(newest.as_ref()) else {
        return Prediction::default();
    };
    let mut prediction = match obstacle(release, arguments) {
        Some(why) => Prediction::stopped(&why),
        None => each_way(release, target, arguments),
    };
    if let Some(why) = catalog::defect(release) {
        prediction.fail(why);
    }
    if version.is_none() {
        prediction.doubt_success("which release of Lock runs here is not known");
    }
    prediction
}

/// Why no script is requested at all, whatever the options are.
fn obstacle(release: &Version, arguments: &Arguments) -> Option<String> {
    if release.major < 10 {
        return Some(format!(
            "Lock {release} takes its options in `show()` and knows no third-party applications"
        ));
    }
    if *release == WITHOUT_CONSTRUCTOR {
        return catalog::defect(release).map(str::to_owned);
    }
    for (value, position) in [
        (&arguments.client_id, "first"),
        (&arguments.domain, "second"),
    ] {
        if is_no_string(value) {
            return Some(format!(
                "the {position} argument is not a string, so the constructor throws"
            ));
        }
    }
    (arguments.options == Value::Null)
        .then(|| "the options are `null`, so the constructor throws".to_owned())
}

fn is_no_string(value: &Value) -> bool {
    match value {
        Value::Undefined
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Test { .. }
        | Value::Object(_)
        | Value::Array(_)
        | Value::Function
        | Value::Lock(_) => true,
        Value::Config(path) => path.is_empty(),
        Value::Unknown(_) | Value::String(_) | Value::Pattern(_) | Value::OneOf(_) => false,
    }
}

/// Follows each of the objects and domains that the arguments can be.
fn each_way(release: &Version, target: Target, arguments: &Arguments) -> Prediction {
    let mut prediction = Prediction::default();
    for_each_situation(release, target, arguments, |situation| {
        prediction.add(situation.predict());
    });
    prediction
}

/// Visits each of the objects and domains that the arguments can be.
fn for_each_situation(
    release: &Version,
    target: Target,
    arguments: &Arguments,
    mut visit: impl FnMut(&Situation<'_>),
) {
    let client_id = UrlPattern::of_value(&arguments.client_id);
    let domains = domain::domains(&arguments.domain, target);
    let one_of = Standing::of_one_among(domains.len());
    for domain in &domains {
        for (object, standing) in options::objects(&arguments.options) {
            let standing = standing.and(&one_of);
            visit(&Situation {
                release,
                target,
                client_id: &client_id,
                domain,
                options: &object,
                standing: &standing,
            });
        }
    }
}

/// Everything a prediction depends on, with one domain and one options object.
struct Situation<'a> {
    release: &'a Version,
    target: Target,
    client_id: &'a UrlPattern,
    domain: &'a Domain,
    options: &'a Object,
    /// How sure it is that Lock is given these options.
    standing: &'a Standing,
}

impl Situation<'_> {
    fn predict(&self) -> Prediction {
        let mut prediction = Prediction {
            client: self.client_scripts(),
            tenant: self.tenant_scripts(),
            language: self.dictionaries(),
        };
        if let Some(outcome) = self.missing_issuer() {
            let stopped = Request { url: None, outcome };
            if matches!(stopped.outcome, Outcome::Fails { .. }) {
                prediction = Prediction::default();
            }
            prediction.client.push(stopped.clone());
            prediction.tenant.push(stopped);
        }
        prediction
    }

    /// What comes of `overrides.__tenant` without `__token_issuer`, in releases that mind.
    fn missing_issuer(&self) -> Option<Outcome> {
        if !catalog::requires_token_issuer(self.release) {
            return None;
        }
        let (tenants, tenant_standing) = options::overrides(self.options, "__tenant", self.target);
        let (issuers, issuer_standing) =
            options::overrides(self.options, "__token_issuer", self.target);
        let may_be_set = tenants.iter().any(|reading| *reading != Reading::NotText);
        let must_be_set = issuers
            .iter()
            .all(|reading| matches!(reading, Reading::Text(_)));
        let sure = [self.standing, &tenant_standing, &issuer_standing]
            .iter()
            .all(|standing| **standing == Standing::Certain);
        if !may_be_set || (must_be_set && sure) {
            return None;
        }
        let why = format!(
            "the constructor of Lock {} throws when `overrides` has `__tenant` without `__token_issuer`",
            self.release
        );
        let is_set = matches!(tenants.as_slice(), [Reading::Text(_)]);
        let is_missing = matches!(issuers.as_slice(), [Reading::NotText]);
        Some(if is_set && is_missing && sure {
            Outcome::fails(why)
        } else {
            Outcome::unknown(why)
        })
    }
}

impl Prediction {
    /// Nothing is requested, for this reason.
    fn stopped(why: &str) -> Self {
        let stopped = Request {
            url: None,
            outcome: Outcome::fails(why),
        };
        Self {
            client: vec![stopped.clone()],
            tenant: vec![stopped],
            language: Vec::new(),
        }
    }

    /// Adds the ways of another prediction that this one does not have.
    fn add(&mut self, other: Self) {
        for (ways, more) in [
            (&mut self.client, other.client),
            (&mut self.tenant, other.tenant),
            (&mut self.language, other.language),
        ] {
            for request in more {
                if !ways.contains(&request) {
                    ways.push(request);
                }
            }
        }
    }

    fn doubt_success(&mut self, why: &str) {
        let ways = [&mut self.client, &mut self.tenant, &mut self.language];
        ways.into_iter()
            .flatten()
            .for_each(|it| it.doubt_success(why));
    }

    /// Nothing comes of any login, whatever is requested.
    fn fail(&mut self, why: &str) {
        let ways = [&mut self.client, &mut self.tenant];
        ways.into_iter().flatten().for_each(|it| it.fail(why));
    }
}

#[cfg(test)]
mod tests;
