//! Text that others than the page decide, and what becomes of it.

use super::{model_of, page};
use crate::lock::Sink;

/// Each row is a script and what becomes of text from outside in it: `source > name`.
#[track_caller]
fn check(rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (script, expected) in rows {
        let model = model_of(&page(script));
        let flows = model.flows.iter().map(|flow| {
            let arrow = match flow.sink {
                Sink::Markup => '>',
                Sink::Code => '!',
                Sink::Address => '@',
            };
            format!("{} {arrow} {}", flow.source, flow.name)
        });
        let found = flows.collect::<Vec<_>>().join("; ");
        if found != *expected {
            wrong += &format!("{script}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn text_from_outside_is_followed_into_markup() {
    check(&[
        (
            "document.getElementById('h').innerHTML = config.extraParams.login_hint;",
            "config.extraParams.login_hint > innerHTML",
        ),
        (
            "var q = location.hash.substring(1); document.write('<h1>' + q + '</h1>');",
            "location.hash > document.write()",
        ),
        (
            "function show(e, html) { e.innerHTML = html; } show(document.body, location.search.split('error=')[1]);",
            "location.search > innerHTML",
        ),
        (
            "function of(name) { var all = window.location.search.substring(1).split('&');
               for (var i = 0; i < all.length; i++) { var pair = all[i].split('=');
                 if (decodeURIComponent(pair[0]) == name) return decodeURIComponent(pair[1]); } }
             $('#h').html(of('m'));",
            "location.search > html()",
        ),
        (
            "var q = new URLSearchParams(window.location.search); h.insertAdjacentHTML('beforeend', q.get('m'));",
            "location.search > insertAdjacentHTML()",
        ),
        (
            "const q = Object.fromEntries(new URLSearchParams(location.search)); h.outerHTML = q.error;",
            "location.search > outerHTML",
        ),
        (
            "window.addEventListener('message', function (e) { document.body.innerHTML = e.data; });",
            "MessageEvent.data > innerHTML",
        ),
        (
            "window.onmessage = e => { document.body.innerHTML = e.data.html; };",
            "MessageEvent.data > innerHTML",
        ),
        (
            "h.innerHTML = `<b>${document.referrer}</b>`;",
            "document.referrer > innerHTML",
        ),
        (
            "var m = JSON.parse(localStorage.getItem('m')); h.srcdoc = m.html;",
            "localStorage.getItem() > srcdoc",
        ),
        (
            "$('#h').find('p').append('<p>' + config.dict.signin.title + '</p>');",
            "config.dict.signin.title > append()",
        ),
    ]);
}

#[test]
fn text_from_outside_is_followed_into_code_and_addresses() {
    check(&[
        (
            "eval(localStorage.getItem('x'));",
            "localStorage.getItem() ! eval()",
        ),
        (
            "setTimeout('go(' + location.hash + ')', 10);",
            "location.hash ! setTimeout()",
        ),
        (
            "new Function('return ' + location.hash.slice(1));",
            "location.hash ! new Function()",
        ),
        (
            "window.location.href = new URLSearchParams(location.search).get('r');",
            "location.search @ location",
        ),
        (
            "var r = /r=([^&]*)/.exec(location.search); if (r) location = decodeURIComponent(r[1]);",
            "location.search @ location",
        ),
        (
            "location.replace(config.extraParams.to);",
            "config.extraParams.to @ location.replace",
        ),
    ]);
}

#[test]
fn what_is_harmless_is_none() {
    let rows: Vec<(&str, &str)> = [
        "h.textContent = config.extraParams.login_hint;",
        "h.innerHTML = DOMPurify.sanitize(config.extraParams.login_hint);",
        "function esc(s) { return String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;'); }
         h.innerHTML = '<b>' + esc(config.extraParams.login_hint) + '</b>';",
        "function esc(s) { return s.replace(/[&<>]/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; }); }
         h.innerHTML = esc(location.hash);",
        "function esc(t) { var d = document.createElement('div'); d.textContent = t; return d.innerHTML; }
         document.body.innerHTML = esc(location.hash);",
        "h.innerHTML = encodeURIComponent(location.hash);",
        "h.innerHTML = parseInt(location.hash.slice(1), 10);",
        "h.innerHTML = location.search.indexOf('x') > 0 ? '<b>x</b>' : '';",
        "h.innerHTML = { en: '<b>Hi</b>' }[config.extraParams.ui_locales] || '';",
        "location.href = 'https://example.com/?x=' + location.hash;",
        "location.href = location.href;",
        "location.href = config.callbackURL;",
        "setTimeout(function () { document.title = location.hash; }, 10);",
        "var o = {}; o.innerHTML = location.hash;",
        "$('#h').text(location.hash);",
        "document.querySelector('#h').append(location.hash);",
        "function f(location) { location = config.extraParams.to; }",
        "addEventListener('message', e => { if (e.origin == 'https://a.b') document.body.innerHTML = e.data; });",
    ]
    .into_iter()
    .map(|script| (script, ""))
    .collect();
    check(&rows);
}
