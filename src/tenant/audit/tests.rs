use super::super::state::CustomDomain;
use super::*;

const LOCK: &str = "<script src=https://cdn.auth0.com/js/lock/11.35.1/lock.min.js></script>
    <script>var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
    new Auth0Lock(config.clientID, config.auth0Domain, OPTIONS).show();</script>";

const READY: &str = "{ __useTenantInfo: config.isThirdPartyClient }";

fn page(options: &str) -> LoginPage {
    LoginPage {
        html: Some(LOCK.replace("OPTIONS", options)),
        enabled: true,
        name: "login page".to_owned(),
        ..LoginPage::default()
    }
}

fn connection(name: &str, is_domain_connection: bool) -> Connection {
    Connection {
        id: None,
        name: name.to_owned(),
        display_name: None,
        strategy: "auth0".to_owned(),
        is_domain_connection,
        is_decided: true,
        origin: None,
    }
}

fn client(security_mode: Option<SecurityMode>) -> Client {
    Client {
        id: Some("partner".to_owned()),
        name: "Partner".to_owned(),
        is_first_party: false,
        security_mode,
        page: None,
        origin: None,
    }
}

/// A tenant whose one third-party application can log in.
fn tenant() -> Tenant {
    Tenant {
        domain: None,
        connections: Part::Known(vec![connection("Users", true), connection("Staff", false)]),
        clients: Part::Known(vec![client(None)]),
        page: Part::Known(page(READY)),
        experience: Part::Known(Experience::Classic),
        custom_domains: Part::Known(Vec::new()),
    }
}

fn off(mut page: LoginPage) -> LoginPage {
    page.enabled = false;
    page
}

/// The verdict on the application of a tenant, with the codes of the reasons.
fn verdict(change: impl FnOnce(&mut Tenant)) -> (Option<bool>, String) {
    let mut tenant = tenant();
    change(&mut tenant);
    let audit = audit(&tenant, &Settings::default());
    let application = audit.applications.first().expect("it is third-party");
    let codes: Vec<_> = application.reasons.iter().map(Reason::code).collect();
    (application.can_log_in, codes.join(" "))
}

#[track_caller]
fn assert_verdict(can_log_in: Option<bool>, codes: &str, change: impl FnOnce(&mut Tenant)) {
    assert_eq!(verdict(change), (can_log_in, codes.to_owned()));
}

#[test]
fn a_ready_tenant_serves() {
    assert_verdict(Some(true), "", |_| {});
    assert_verdict(Some(true), "", |it| {
        it.clients = Part::Known(vec![client(Some(SecurityMode::Permissive))])
    });
}

#[test]
fn strict_applications_are_for_new_universal_login() {
    let strict = || Part::Known(vec![client(Some(SecurityMode::Strict))]);
    assert_verdict(Some(false), "strict", |it| it.clients = strict());
    assert_verdict(Some(false), "strict", |it| {
        it.clients = strict();
        it.page = Part::Known(off(page(READY)));
    });
    assert_verdict(Some(true), "new-universal-login", |it| {
        it.clients = strict();
        it.page = Part::Known(off(page(READY)));
        it.experience = Part::Known(Experience::New);
    });
    // The page serves beside New Universal Login, as long as it is switched on.
    assert_verdict(Some(false), "strict", |it| {
        it.clients = strict();
        it.experience = Part::Known(Experience::New);
    });
}

#[test]
fn the_page_decides_where_it_is_in_use() {
    assert_verdict(Some(false), "page-not-ready", |it| {
        it.page = Part::Known(page("{}"))
    });
    assert_verdict(None, "page-not-followed", |it| {
        it.page = Part::Known(page("window.others"))
    });
    assert_verdict(None, "page-not-in-use", |it| {
        it.page = Part::Known(off(page("{}")))
    });
    assert_verdict(None, "page-not-in-use", |it| {
        it.page = Part::Known(LoginPage {
            enabled: true,
            ..LoginPage::default()
        })
    });
    assert_verdict(None, "empty-page", |it| {
        it.page = Part::Known(LoginPage {
            html: Some(" \n".to_owned()),
            enabled: true,
            ..LoginPage::default()
        });
    });
    assert_verdict(Some(true), "new-universal-login", |it| {
        it.page = Part::Known(off(page("{}")));
        it.experience = Part::Known(Experience::New);
    });
}

#[test]
fn a_page_of_its_own_goes_before_the_tenants() {
    let own = |options: &str| {
        let mut client = client(None);
        client.page = Some(page(options));
        Part::Known(vec![client])
    };
    assert_verdict(Some(false), "page-not-ready", |it| it.clients = own("{}"));
    assert_verdict(Some(true), "", |it| {
        it.clients = own(READY);
        it.page = Part::Known(page("{}"));
    });
}

#[test]
fn a_domain_connection_is_needed() {
    let only = |connections: &[(&str, bool)]| {
        Part::Known(
            connections
                .iter()
                .map(|(name, flag)| connection(name, *flag))
                .collect(),
        )
    };
    assert_verdict(Some(false), "no-domain-connection", |it| {
        it.connections = only(&[("Users", false)])
    });
    assert_verdict(Some(false), "no-domain-connection", |it| {
        it.connections = only(&[])
    });
    assert_verdict(Some(false), "page-not-ready no-domain-connection", |it| {
        it.connections = only(&[]);
        it.page = Part::Known(page("{}"));
    });
    let restricted = |names: &str| {
        page(&format!(
            "{{ __useTenantInfo: config.isThirdPartyClient, allowedConnections: [{names}] }}"
        ))
    };
    assert_verdict(Some(false), "connections-shut-out", |it| {
        it.page = Part::Known(restricted("'Staff'"))
    });
    assert_verdict(Some(true), "", |it| {
        it.page = Part::Known(restricted("'Staff', 'Users'"))
    });
    assert_verdict(Some(true), "some-connections-shut-out", |it| {
        it.page = Part::Known(restricted("'Users'"));
        it.connections = only(&[("Users", true), ("google-oauth2", true)]);
    });
}

#[test]
fn what_is_not_known_is_neither_right_nor_wrong() {
    fn lacking<T>() -> Part<T> {
        Part::Unknown("the token lacks a scope".to_owned())
    }
    assert_verdict(None, "unknown", |it| it.connections = lacking());
    assert_verdict(None, "unknown", |it| it.page = lacking());
    assert_verdict(Some(true), "", |it| it.experience = lacking());
    assert_verdict(None, "unknown", |it| {
        it.experience = lacking();
        it.page = Part::Known(off(page(READY)));
    });
    // What is known to prevent it decides.
    assert_verdict(Some(false), "no-domain-connection unknown", |it| {
        it.page = lacking();
        it.connections = Part::Known(Vec::new());
    });
    let mut tenant = tenant();
    tenant.clients = lacking();
    let audit = audit(&tenant, &Settings::default());
    assert_eq!(
        audit.unknown,
        [("applications", "the token lacks a scope".to_owned())]
    );
    assert!(!audit.fails());
}

#[test]
fn first_party_applications_are_not_judged() {
    let mut tenant = tenant();
    let mut own = client(None);
    own.is_first_party = true;
    tenant.clients = Part::Known(vec![own]);
    tenant.connections = Part::Known(Vec::new());
    let audit = audit(&tenant, &Settings::default());
    assert!(audit.applications.is_empty() && !audit.fails());
}

#[test]
fn a_domain_of_its_own_sets_the_target() {
    let mut tenant = tenant();
    assert_eq!(target(&tenant), Some(Target::Cloud));
    let domain = |is_ready| CustomDomain {
        domain: "login.example.com".to_owned(),
        is_ready,
    };
    tenant.custom_domains = Part::Known(vec![domain(false)]);
    assert_eq!(target(&tenant), Some(Target::Cloud));
    tenant.custom_domains = Part::Known(vec![domain(false), domain(true)]);
    assert_eq!(target(&tenant), Some(Target::CustomDomain));
    tenant.custom_domains = Part::Unknown(String::new());
    assert_eq!(target(&tenant), None);
}
