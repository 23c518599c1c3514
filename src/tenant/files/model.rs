//! A tenant as its files have it: everything with the file and the place it stands in.

use super::notation::{Notation, write};
use crate::edit::Edit;
use crate::input::{EditError, FileId, Place, SourceMap};

/// A tenant as its files have it.
#[derive(Debug, Clone, Default)]
pub struct Tenant {
    /// The tool that deploys it.
    pub tool: Tool,
    /// The connections, databases included.
    pub connections: Vec<Connection>,
    /// The applications.
    pub clients: Vec<Client>,
    /// Login pages: the tenant's, and those of applications.
    pub pages: Vec<LoginPage>,
    /// Templates of New Universal Login.
    pub templates: Vec<Template>,
    /// `universal_login_experience`.
    pub experience: Setting<String>,
    /// Keywords that the tool replaces.
    pub keywords: Vec<Keyword>,
    /// Marks of templates that a page means for itself.
    pub strays: Vec<Stray>,
    /// What could not be read or followed.
    pub problems: Vec<Problem>,
    /// The place of what is about the whole tenant.
    pub anchor: Place,
}

/// What deploys a tenant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tool {
    /// auth0-deploy-cli.
    #[default]
    DeployCli,
    /// Terraform.
    Terraform,
}

/// A value of the configuration.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Setting<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is written here.
    Known(T, Place),
    /// It is made here, when the files are deployed.
    Unknown(Place),
}

impl<T> Setting<T> {
    /// The value, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value, _) => Some(value),
            Self::Absent | Self::Unknown(_) => None,
        }
    }

    /// Where it is written.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Known(_, place) | Self::Unknown(place) => Some(*place),
            Self::Absent => None,
        }
    }

    /// Whether it is there and not known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

impl<T: PartialEq> Setting<T> {
    /// Whether it is known to be `value`.
    #[must_use]
    pub fn is(&self, value: &T) -> bool {
        self.known() == Some(value)
    }
}

/// A connection.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Its name.
    pub name: Setting<String>,
    /// `auth0` for a database.
    pub strategy: Setting<String>,
    /// `is_domain_connection`.
    pub flag: Setting<bool>,
    /// How the flag is written.
    pub setter: Option<Setter>,
    /// The place of the connection: its name, or where it begins.
    pub place: Place,
}

impl Connection {
    /// What it is called in messages.
    #[must_use]
    pub fn title(&self) -> String {
        match self.name.known() {
            Some(name) => format!("`{name}`"),
            None => "a connection whose name is not known".to_owned(),
        }
    }

    /// Where the flag is, or would be.
    #[must_use]
    pub fn flag_place(&self) -> Place {
        self.flag.place().unwrap_or(self.place)
    }
}

/// How a boolean is written into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setter {
    /// What goes.
    pub place: Place,
    /// What comes in front of the value.
    pub before: String,
}

impl Setter {
    /// The edit that writes `value`.
    #[must_use]
    pub fn edit(&self, value: bool) -> Edit {
        Edit {
            file: self.place.file,
            ..Edit::replacement(self.place.span, format!("{}{value}", self.before))
        }
    }
}

/// An application.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its name.
    pub name: Setting<String>,
    /// `is_first_party`.
    pub first_party: Setting<bool>,
    /// `third_party_security_mode`.
    pub security_mode: Setting<String>,
    /// Where it begins.
    pub place: Place,
}

impl Client {
    /// Whether it is known to be somebody else's.
    #[must_use]
    pub fn is_third_party(&self) -> bool {
        self.first_party.is(&false)
    }

    /// What it is called in messages.
    #[must_use]
    pub fn title(&self) -> String {
        match self.name.known() {
            Some(name) => format!("`{name}`"),
            None => "an application whose name is not known".to_owned(),
        }
    }

    /// Where it says that it is a third-party application.
    #[must_use]
    pub fn third_party_place(&self) -> Place {
        self.first_party.place().unwrap_or(self.place)
    }
}

/// A hosted login page.
#[derive(Debug, Clone)]
pub struct LoginPage {
    /// The application whose page it is; `None` for the tenant's.
    pub client: Option<String>,
    /// Whether it is switched on: `enabled`, `custom_login_page_on`.
    pub enabled: Setting<bool>,
    /// The page.
    pub html: Html,
    /// Where the page is named.
    pub place: Place,
}

/// A template of New Universal Login.
#[derive(Debug, Clone)]
pub struct Template {
    /// The template.
    pub html: Html,
    /// Where it is named.
    pub place: Place,
}

/// Where the HTML of a page is.
#[derive(Debug, Clone)]
pub enum Html {
    /// It is a file of its own.
    File(Place),
    /// It stands in another file, or is not what its file reads.
    Embedded(Box<Embedded>),
    /// It has none: an empty page is deployed.
    Missing,
    /// It has a file that the tool leaves out: HTML without its JSON.
    Skipped(Place),
    /// There is the name of a file in the place of the HTML.
    FileName(String, Place),
    /// The file of this name is not there.
    NoSuchFile(String, Place),
    /// It is made when the files are deployed.
    Unknown(Place),
}

/// A page that is not a file as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded {
    /// The page.
    pub text: String,
    /// Where it is from.
    pub map: SourceMap,
    /// How its file writes it, the innermost first.
    notations: Vec<Notation>,
}

impl Embedded {
    pub(super) fn new(text: String, map: SourceMap, notations: Vec<Notation>) -> Self {
        Self {
            text,
            map,
            notations,
        }
    }

    /// The file it stands in.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.map.whole().file
    }

    /// The edit of the file that makes an edit of the page; `host` is the text of the file.
    ///
    /// # Errors
    /// When it cannot be made there.
    pub fn edit(&self, edit: &Edit, host: &str) -> Result<Edit, EditError> {
        if self.text.is_empty() {
            return Err(EditError::Unwritable);
        }
        let at = self.map.place(edit.range).span;
        self.map.edit(edit, |text| {
            let notations = self.notations.iter();
            notations
                .into_iter()
                .try_fold(text.to_owned(), |text, notation| {
                    write(*notation, host, at, &text)
                })
        })
    }
}

/// A keyword that the tool replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword {
    /// `config` of `@@config@@`.
    pub name: String,
    /// Where it is given.
    pub place: Place,
    /// Whether it is a variable of an `.env` file, and not a mapping of the tool's configuration.
    pub is_variable: bool,
}

/// A `${` or `%{` that a page means for itself and that Terraform takes for its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The mark.
    pub place: Place,
    /// Whether it is a `%{`.
    pub is_directive: bool,
    /// Whether the page stands in a heredoc or string, and not in the file of a `templatefile()`.
    pub is_embedded: bool,
}

/// What could not be read or followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, in one sentence without a full stop.
    pub message: String,
    /// Whether the tool that deploys the files would fail too.
    pub is_broken: bool,
}
