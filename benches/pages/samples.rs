//! The pages that are measured.

use std::fmt;

const SMALL: &str = include_str!("../../fixtures/ready/documentation-sample.html");
const TEMPLATE: &str = include_str!("../../fixtures/unready/current-default-template.html");
const WITHOUT_LOCK: &str = include_str!("../../fixtures/no-lock/auth0-js-only.html");
const OTHER: &str = include_str!("../../fixtures/no-lock/plain.html");

/// About what a page of 13 kB has in bytes.
const LARGE_BYTES: usize = 13_000;

/// A page that is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sample {
    /// The documentation's sample: about 1 kB, nothing to say.
    Small,
    /// Auth0's template with styles and code of the customer's around it, ready: 13 kB.
    Ready,
    /// The same without the flag: a fix has to be found and verified.
    Unready,
    /// A page with the tenant's config and without Lock: 13 kB.
    WithoutLock,
    /// A page that has nothing to do with Auth0: 13 kB.
    Other,
}

impl Sample {
    pub(crate) const ALL: [Self; 5] = [
        Self::Small,
        Self::Ready,
        Self::Unready,
        Self::WithoutLock,
        Self::Other,
    ];

    pub(crate) fn text(self) -> String {
        const LAST: &str = "defaultADUsernameFromEmailPrefix: false";
        let flag = format!("{LAST},\n      __useTenantInfo: config.isThirdPartyClient");
        match self {
            Self::Small => SMALL.to_owned(),
            Self::Ready => grown(&TEMPLATE.replace(LAST, &flag)),
            Self::Unready => grown(TEMPLATE),
            Self::WithoutLock => grown(WITHOUT_LOCK),
            Self::Other => grown(OTHER),
        }
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Small => "1 kB",
            Self::Ready => "13 kB, ready",
            Self::Unready => "13 kB, not ready",
            Self::WithoutLock => "13 kB, without Lock",
            Self::Other => "13 kB, another page",
        })
    }
}

/// The page with as much as real ones have around Lock: styles, markup and code, a third each.
fn grown(page: &str) -> String {
    let (head, body) = page.split_once("</head>").expect("the page has a head");
    let (body, end) = body.split_once("</body>").expect("the page has a body");
    let share = LARGE_BYTES.saturating_sub(page.len()) / 3;
    let styles = repeated(share, |n| {
        format!("    .panel-{n} > a:hover {{ color: #{n:06x}; margin: 0 {n}px; }}\n")
    });
    let markup = repeated(share, |n| {
        format!(
            "  <p class=\"panel-{n}\"><a href=\"/help?topic={n}\">Topic {n} &amp; more</a></p>\n"
        )
    });
    let code = repeated(share, |n| {
        format!(
            "    function onPanel{n}(event) {{\n      var panel = document.getElementById('panel-{n}');\n      \
             if (panel && event.target !== panel) {{ panel.className = 'open ' + {n}; }}\n    }}\n"
        )
    });
    format!(
        "{head}<style>\n{styles}</style>\n</head>{body}{markup}<script>\n{code}</script>\n</body>{end}"
    )
}

/// About so many bytes of numbered pieces.
fn repeated(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        text += &piece(number);
        number += 1;
    }
    text
}
