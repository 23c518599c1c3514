//! From what files say to the state that `audit` judges.

use super::model::{self, Html, Setting, Tool};
use super::{Files, Tenant, keyword};
use crate::input::{LineIndex, Place};
use crate::span::Span;
use crate::tenant::state::{
    self, Client, Connection, Experience, Host, LoginPage, Origin, Part, SecurityMode,
};

/// The state of a tenant, as far as its files tell.
#[must_use]
pub fn state(files: &Files, tenant: &Tenant) -> state::Tenant {
    let reader = Reader { files, tenant };
    state::Tenant {
        domain: None,
        connections: reader.connections(),
        clients: reader.clients(),
        page: reader.page(),
        experience: match &tenant.experience {
            Setting::Known(name, _) => match Experience::named(name) {
                Some(experience) => Part::Known(experience),
                None => Part::Unknown(format!("`{name}` is no login experience")),
            },
            _ => Part::Unknown("the files do not tell the login experience".to_owned()),
        },
        custom_domains: Part::Unknown("custom domains are not read from files".to_owned()),
    }
}

struct Reader<'a> {
    files: &'a Files,
    tenant: &'a Tenant,
}

impl Reader<'_> {
    fn origin(&self, place: Place) -> Option<Origin> {
        let source = self.files.source(place.file)?;
        Some(Origin {
            file: source.name.clone().into(),
            span: place.span,
            start: LineIndex::new(&source.text).position(&source.text, place.span.start),
        })
    }

    fn connections(&self) -> Part<Vec<Connection>> {
        let connections = &self.tenant.connections;
        if connections.is_empty() {
            return Part::Unknown("the files have no connections".to_owned());
        }
        let connection = |it: &model::Connection| Connection {
            id: None,
            name: it.name.known().cloned().unwrap_or_default(),
            display_name: None,
            strategy: it.strategy.known().cloned().unwrap_or_default(),
            is_domain_connection: it.flag.is(&true),
            is_decided: !it.flag.is_unknown(),
            origin: self.origin(it.flag_place()),
        };
        Part::Known(connections.iter().map(connection).collect())
    }

    fn clients(&self) -> Part<Vec<Client>> {
        let clients = &self.tenant.clients;
        if clients.is_empty() {
            return Part::Unknown("the files have no applications".to_owned());
        }
        let client = |it: &model::Client| Client {
            id: None,
            name: it.name.known().cloned().unwrap_or_default(),
            is_first_party: !it.is_third_party(),
            security_mode: it
                .security_mode
                .known()
                .and_then(|it| SecurityMode::named(it)),
            page: self.page_of_client(it),
            origin: self.origin(it.place),
        };
        Part::Known(clients.iter().map(client).collect())
    }

    fn page_of_client(&self, client: &model::Client) -> Option<LoginPage> {
        let name = client.name.known()?;
        let mut pages = self.tenant.pages.iter();
        let page = pages.find(|page| page.client.as_ref() == Some(name))?;
        match self.login_page(page) {
            Part::Known(page) => Some(page),
            Part::Unknown(_) => None,
        }
    }

    fn page(&self) -> Part<LoginPage> {
        let mut pages = self.tenant.pages.iter();
        match pages.find(|page| page.client.is_none()) {
            Some(page) => self.login_page(page),
            None => Part::Unknown("the files have no login page".to_owned()),
        }
    }

    fn login_page(&self, page: &model::LoginPage) -> Part<LoginPage> {
        let enabled = match (&page.enabled, &page.html) {
            (Setting::Unknown(_), _) => {
                let reason = "whether the login page is switched on is decided on deployment";
                return Part::Unknown(reason.to_owned());
            }
            (_, Html::Skipped(_)) => false,
            (enabled, _) => !enabled.is(&false),
        };
        let html = match &page.html {
            Html::File(place) => Some(self.files.text(place.file).to_owned()),
            Html::Embedded(embedded) => Some(embedded.text.clone()),
            Html::Skipped(place) => Some(self.files.text(place.file).to_owned()),
            Html::FileName(name, _) => Some(name.clone()),
            Html::Missing => None,
            Html::NoSuchFile(name, _) => {
                return Part::Unknown(format!("there is no file `{name}`"));
            }
            Html::Unknown(_) => {
                return Part::Unknown("the login page is made on deployment".to_owned());
            }
        };
        let file = match &page.html {
            Html::File(place) | Html::Skipped(place) => place.file,
            Html::Embedded(embedded) => embedded.file(),
            _ => page.place.file,
        };
        let name = self.files.source(file).map(|it| it.name.clone());
        let host = match &page.html {
            Html::Embedded(embedded) => Some(Host {
                text: self.files.text(embedded.file()).to_owned(),
                map: embedded.map.clone(),
            }),
            _ => None,
        };
        let evaluated = match self.tenant.tool {
            Tool::DeployCli => keyword::replaced(html.as_deref().unwrap_or_default()),
            Tool::Terraform => Vec::new(),
        };
        let interpolations: Vec<Span> = host.iter().flat_map(|it| it.map.evaluated()).collect();
        Part::Known(LoginPage {
            html,
            enabled,
            name: name.unwrap_or_default(),
            origin: self.origin(page.place),
            host,
            evaluated: [evaluated, interpolations].concat(),
        })
    }
}
