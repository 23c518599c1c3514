//! The hosts that a page asks for scripts, styles and frames.

/// Hosts that are known to serve everything over `https:` that they serve over `http:`.
const SECURE: [&str; 26] = [
    "ajax.aspnetcdn.com",
    "ajax.googleapis.com",
    "cdn.auth0.com",
    "cdn.jsdelivr.net",
    "cdn.mxpnl.com",
    "cdnjs.cloudflare.com",
    "code.ionicframework.com",
    "code.jquery.com",
    "connect.facebook.net",
    "fonts.googleapis.com",
    "fonts.gstatic.com",
    "kit.fontawesome.com",
    "maxcdn.bootstrapcdn.com",
    "netdna.bootstrapcdn.com",
    "oss.maxcdn.com",
    "pro.fontawesome.com",
    "s.gravatar.com",
    "s3.amazonaws.com",
    "secure.gravatar.com",
    "stackpath.bootstrapcdn.com",
    "unpkg.com",
    "use.fontawesome.com",
    "www.google-analytics.com",
    "www.google.com",
    "www.googletagmanager.com",
    "www.gstatic.com",
];

/// The host of an absolute or protocol-relative address, in lower case and without its port.
pub(super) fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = ["https://", "http://", "//"].iter().find_map(|start| {
        let head = address.get(..start.len())?;
        head.eq_ignore_ascii_case(start)
            .then(|| address.get(start.len()..))?
    })?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end)?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// Whether an address is one of Auth0's.
pub(crate) fn is_auth0(address: &str) -> bool {
    host(address).is_some_and(|host| is_or_is_below(&host, "auth0.com"))
}

/// Whether a host is the browser's own machine.
pub(super) fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[") || host.ends_with(".localhost")
}

/// Whether a host is known to serve over `https:` what it serves over `http:`.
pub(super) fn is_known_to_be_secure(host: &str) -> bool {
    SECURE.binary_search(&host).is_ok() || is_or_is_below(host, "auth0.com")
}

fn is_or_is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        for (address, expected) in [
            ("https://CDN.auth0.com/js", Some("cdn.auth0.com")),
            ("//cdn.auth0.com:443/js", Some("cdn.auth0.com")),
            (" http://a.example?x", Some("a.example")),
            ("/js/a.js", None),
            ("js/a.js", None),
            ("data:,x", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
        assert!(SECURE.is_sorted());
        assert!(is_auth0("https://acme.eu.auth0.com/x"));
        assert!(!is_auth0("https://notauth0.com/x"));
    }
}
