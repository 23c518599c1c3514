//! Libraries and services that pages load from elsewhere and that do not construct Lock.
//!
//! Sources: the scripts of public login pages, and the lists of what cdnjs.com and jsdelivr.com serve most.
//! A script that is not listed may be anything: it is better to name a harmless one than to pass over one
//! that constructs Lock.

/// Hosts that serve one library or service and nothing of the page's own.
const SERVICES: [&str; 41] = [
    "ajax.aspnetcdn.com",
    "bat.bing.com",
    "browser.sentry-cdn.com",
    "cdn.amplitude.com",
    "cdn.auth0.com",
    "cdn.cookielaw.org",
    "cdn.heapanalytics.com",
    "cdn.mxpnl.com",
    "cdn.optimizely.com",
    "cdn.segment.com",
    "cdn.tailwindcss.com",
    "cdn.walkme.com",
    "challenges.cloudflare.com",
    "code.highcharts.com",
    "code.ionicframework.com",
    "code.jquery.com",
    "connect.facebook.net",
    "consent.cookiebot.com",
    "edge.fullstory.com",
    "hcaptcha.com",
    "js-agent.newrelic.com",
    "js.hcaptcha.com",
    "js.hs-scripts.com",
    "js.intercomcdn.com",
    "js.stripe.com",
    "kit.fontawesome.com",
    "maxcdn.bootstrapcdn.com",
    "netdna.bootstrapcdn.com",
    "oss.maxcdn.com",
    "plausible.io",
    "polyfill.io",
    "snap.licdn.com",
    "stackpath.bootstrapcdn.com",
    "static.cloudflareinsights.com",
    "static.hotjar.com",
    "static.zdassets.com",
    "use.fontawesome.com",
    "use.typekit.net",
    "widget.intercom.io",
    "www.google-analytics.com",
    "www.googletagmanager.com",
];

/// Hosts of Google whose scripts below these paths are services.
const PATHS: [&str; 4] = [
    "apis.google.com/js/",
    "maps.googleapis.com/maps/",
    "www.google.com/recaptcha/",
    "www.gstatic.com/recaptcha/",
];

/// Hosts that serve packages, each in a folder of its name.
const PACKAGE_HOSTS: [&str; 7] = [
    "ajax.googleapis.com",
    "cdn.jsdelivr.net",
    "cdn.skypack.dev",
    "cdnjs.cloudflare.com",
    "esm.sh",
    "polyfill-fastly.io",
    "unpkg.com",
];

/// The names of packages and of their files, without versions and the names of builds.
const LIBRARIES: [&str; 82] = [
    "alpine",
    "alpinejs",
    "analytics",
    "angular",
    "angular-animate",
    "angular-cookies",
    "angular-resource",
    "angular-route",
    "angular-sanitize",
    "angularjs",
    "animejs",
    "auth0",
    "auth0-js",
    "axios",
    "babel-polyfill",
    "backbone",
    "base64",
    "bluebird",
    "bootstrap",
    "cash",
    "cash-dom",
    "chart",
    "chartjs",
    "clipboard",
    "cookieconsent",
    "core-js",
    "cssuseragent",
    "d3",
    "dayjs",
    "dompurify",
    "ember",
    "es5-shim",
    "es6-promise",
    "es6-shim",
    "fetch",
    "fontawesome",
    "foundation",
    "ga",
    "gsap",
    "gtag",
    "gtm",
    "handlebars",
    "html5shiv",
    "htmx",
    "i18next",
    "ie8",
    "intl-tel-input",
    "jquery",
    "jquery-migrate",
    "jquery-ui",
    "jquery-validate",
    "js-cookie",
    "json2",
    "knockout",
    "lodash",
    "mailcheck",
    "materialize",
    "mixpanel",
    "modernizr",
    "moment",
    "mootools",
    "mustache",
    "placeholders",
    "polyfill",
    "popper",
    "preact",
    "promise-polyfill",
    "prototype",
    "react",
    "react-dom",
    "require",
    "respond",
    "rollbar",
    "semantic-ui",
    "sweetalert",
    "sweetalert2",
    "swiper",
    "underscore",
    "vue",
    "whatwg-fetch",
    "zepto",
    "zxcvbn",
];

/// What builds of a library are told apart by, at the end of a file's name.
const BUILDS: [&str; 17] = [
    "min",
    "slim",
    "umd",
    "esm",
    "module",
    "bundle",
    "all",
    "full",
    "core",
    "global",
    "cdn",
    "prod",
    "production",
    "dev",
    "development",
    "browser",
    "pkgd",
];

/// Whether a script's address is that of a library or service that does not construct Lock.
#[must_use]
pub(crate) fn is_known_library(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match path.split_once("//") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", path),
    };
    let is_service = SERVICES.binary_search(&host).is_ok()
        || PATHS.iter().any(|known| {
            let known = known.split_once('/');
            known.is_some_and(|(at, below)| at == host && path.starts_with(below))
        });
    if is_service {
        return true;
    }
    let mut segments = path.rsplit('/');
    let file = segments.next().unwrap_or_default();
    let is_library = |name: &str| LIBRARIES.binary_search(&plain_name(name)).is_ok();
    is_library(file.trim_end_matches(".js"))
        || PACKAGE_HOSTS.binary_search(&host).is_ok() && path.split('/').any(is_library)
}

/// A name without its release and the name of a build: `jquery-3.7.1.slim.min` is `jquery`.
fn plain_name(name: &str) -> &str {
    let mut name = name.split('@').next().unwrap_or(name);
    loop {
        let Some(at) = name.rfind(['.', '-', '_']) else {
            return name;
        };
        let (stem, last) = name.split_at(at);
        let last = last.get(1..).unwrap_or_default();
        let is_number = last.trim_start_matches('v').parse::<u32>().is_ok();
        let is_extension = last == "js";
        if stem.is_empty() || !(is_number || is_extension || BUILDS.contains(&last)) {
            return name;
        }
        name = stem;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(SERVICES.is_sorted());
        assert!(PACKAGE_HOSTS.is_sorted());
        assert!(LIBRARIES.is_sorted());
    }

    #[test]
    fn libraries_are_known_by_their_names() {
        for known in [
            "https://code.jquery.com/jquery-3.7.1.min.js",
            "js/jquery.min.js",
            "/vendor/jquery-3.7.1.slim.min.js?v=2",
            "https://cdnjs.cloudflare.com/ajax/libs/underscore.js/1.13.6/underscore-min.js",
            "https://cdn.jsdelivr.net/npm/lodash@4.17.21/lodash.min.js",
            "https://cdn.jsdelivr.net/npm/bootstrap@5/dist/js/bootstrap.bundle.min.js",
            "https://unpkg.com/vue@3",
            "https://unpkg.com/react@18/umd/react.production.min.js",
            "//cdn.auth0.com/js/auth0/9.23.0/auth0.min.js",
            "https://www.google.com/recaptcha/api.js",
            "https://www.googletagmanager.com/gtag/js?id=G-1",
            "lib/zxcvbn.js",
        ] {
            assert!(is_known_library(known), "{known}");
        }
    }

    #[test]
    fn what_a_page_has_of_its_own_is_not_known() {
        for own in [
            "bundle.js",
            "/js/login.js",
            "https://login.example.com/jquery-3/app.js",
            "https://cdn.jsdelivr.net/npm/@acme/login@1/dist/login.js",
            "https://cdn.jsdelivr.net/gh/acme/login/main.js",
            "https://www.google.com/acme.js",
            "https://s3.amazonaws.com/acme/main.js",
            "vendor.js",
            "",
            "-.js",
        ] {
            assert!(!is_known_library(own), "{own}");
        }
    }
}
