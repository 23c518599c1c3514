//! Pages made of parts, every one of which a safe fix makes ready.

use lockwright::input::Source;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// How the page gets its config, and how it names it then.
const CONFIGS: [(&str, &str); 6] = [
    (
        "var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));",
        "config",
    ),
    (
        "window.settings = JSON.parse(decodeURIComponent(escape(atob(\"@@config@@\"))));",
        "settings",
    ),
    (
        "const encoded = '@@config@@';\n  let e = JSON.parse(atob(encoded));",
        "e",
    ),
    (
        "function decode(t) { return JSON.parse(window.atob(t)); }\n  var c = decode('@@config@@');",
        "c",
    ),
    (
        "var app = {};\n  app.config = JSON.parse(atob('@@config@@'));",
        "app.config",
    ),
    ("const größe = JSON.parse(atob(`@@config@@`));", "größe"),
];

/// How the options reach Lock: `LOCK` is the constructor with its first two arguments, and `{}`
/// stands for the options.
const CONSTRUCTIONS: [&str; 9] = [
    "LOCK, {}).show();",
    "var options = {};\n  LOCK, options).show();",
    "(function () {\n    var lock = LOCK, {});\n    lock.show();\n  })();",
    "var options = Object.assign({ avatar: null }, {});\n  LOCK, options).show();",
    "document.addEventListener('click', function () {\n  LOCK, {}).show() })",
    "function start(options) { LOCK, options).show(); }\n  start({});",
    "var options = {};\n  options.auth = { redirect: true };\n  LOCK, options).show();",
    "if (document.cookie) { LOCK, {}).show(); }",
    "window.onload = () => { const given = {}; LOCK, given).show() };",
];

const PROPERTIES: [&str; 8] = [
    "closable: false",
    "'language' : \"grüß\"",
    "auth: { redirect: true, }",
    "theme: {\n      logo: '🔒', // our own\n    }",
    "rememberLastLogin:!1",
    "languageDictionary: { title: '}, {' }",
    "allowedConnections: /[,}]/.test(document.title) ? ['a'] : null",
    "additionalSignUpFields: [{ name: 'a', validator: function (v) { return { valid: !!v } } }]",
];

/// What stands between the tokens of the options.
const GAPS: [&str; 10] = [
    "",
    " ",
    "\n      ",
    "\n\t\t\t",
    " /* } , */ ",
    " // it's {\n      ",
    "\n      // closable: true,\n      ",
    "/**/",
    " \u{a0}",
    "\n\n\n",
];

/// What stands around the scripts.
const MARKUP: [&str; 9] = [
    "<p>Grüße 🔒</p>\n",
    "<!-- new Auth0Lock(a, b, { c: 1 }) -->\n",
    "\t<div title=\"a > b\" TITLE='x'>\u{0}</div>\n",
    "<textarea><script>new Auth0Lock(a, b)</script></textarea>\n",
    "<SCRIPT>var unrelated = '<!--';</SCRIPT>\n",
    "<!--[if lt IE 9]><script src=\"//x/html5.js\"></script><![endif]-->\n",
    "<svg><path d='M0 0'/></svg>&amp;&#x0;<br>\n",
    "<script type=application/json>{\"new Auth0Lock(\": 1}</script >\n",
    "<b><i></b></i>\n",
];

fn options() -> impl Strategy<Value = String> {
    let gap = || select(GAPS.to_vec());
    let property = (gap(), select(PROPERTIES.to_vec()), gap());
    (vec(property, 0..5), any::<bool>(), gap()).prop_map(|(properties, trails, last)| {
        let count = properties.len();
        let mut code = "{".to_owned();
        for (index, (before, property, after)) in properties.into_iter().enumerate() {
            let comma = if index + 1 < count || trails { "," } else { "" };
            code += &format!("{before}{property}{after}{comma}");
        }
        code + last + "}"
    })
}

fn script() -> impl Strategy<Value = String> {
    let config = select(CONFIGS.to_vec());
    let construction = select(CONSTRUCTIONS.to_vec());
    (config, construction, options()).prop_map(|((decode, name), construction, options)| {
        let lock = format!("new Auth0Lock({name}.clientID, {name}.auth0Domain");
        let code = construction
            .replace("{})", "OPTIONS)")
            .replace("= {};", "= OPTIONS;");
        let code = code.replace("LOCK", &lock).replace("OPTIONS", &options);
        format!("<script>\n  {decode}\n  {code}\n</script>\n")
    })
}

/// A page that is not ready, in any style: byte order mark, newlines, odd characters.
pub(crate) fn unready() -> impl Strategy<Value = Source> {
    let markup = || vec(select(MARKUP.to_vec()), 0..3).prop_map(|parts| parts.concat());
    let newline = select(vec!["\n", "\r\n", "\r"]);
    let start = option::of(Just("\u{feff}"));
    (start, markup(), markup(), script(), markup(), newline).prop_map(
        |(start, before, between, script, after, newline)| {
            let load = "<script src=https://cdn.auth0.com/js/lock/11.30/lock.min.js></script>\n";
            let page = format!("<!DOCTYPE html>\n{before}{load}{between}{script}{after}");
            Source {
                name: "page.html".to_owned(),
                text: start.unwrap_or_default().to_owned() + &page.replace('\n', newline),
            }
        },
    )
}
