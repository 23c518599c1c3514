//! What runs later: callbacks, handlers, timers, promises, other scripts.

use super::check;

#[test]
fn timers_run_in_the_order_of_their_times() {
    check(&[
        (
            "var o = {}; setTimeout(function () { LOCK(o) }, 20); setTimeout(function () { o.FLAG = THIRD }, 10)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; setTimeout(function () { setTimeout(function () { LOCK(o) }, 10) }, 100);
          setTimeout(function () { o.a = 1 }, 105)",
            "{a: 1}",
        ),
        (
            "var o = {}; Promise.resolve().then(function () { o.a = 1 }); setTimeout(function () { LOCK(o) })",
            "{a: 1}",
        ),
        (
            "var o = {}; if (x) setTimeout(function () { o.a = 1 }, 0); setTimeout(function () { LOCK(o) }, 9)",
            "{a?: 1}",
        ),
        (
            "var o = {}; function f() { if (x) return; setTimeout(function () { o.a = 1 }, 0) } f(); setTimeout(function () { LOCK(o) }, 9)",
            "{a?: 1}",
        ),
    ]);
}

#[test]
fn callbacks_that_set_themselves_again_come_to_rest() {
    check(&[
        (
            "var o = {}; function tick() { setTimeout(tick, 10) } tick(); LOCK(o)",
            "{}",
        ),
        (
            "var o = {}, ready; function wait() { if (ready) LOCK(o); else setTimeout(wait, 10) } wait();
          setTimeout(function () { o.a = 1; ready = true }, 100)",
            "{a: 1}",
        ),
    ]);
}

#[test]
fn what_pages_bring_for_old_browsers_does_not_run() {
    check(&[(
        "if (!String.prototype.startsWith) { String.prototype.startsWith = function () {} }
      if (typeof Object.assign !== 'function') { Object.assign = function (t) { return t } }
      LOCK(Object.assign({}, { a: 1 }))",
        "{a: 1}",
    )]);
}

#[test]
fn handlers() {
    check(&[
        (
            "var o = {}; window.onload = function () { o.a = 1 }; window.onload = function () { LOCK(o) }",
            "{a?: 1}",
        ),
        (
            "var o = {}; addEventListener('load', function () { o.a = 1 }); window.onload = function () { LOCK(o) }",
            "{a: 1}",
        ),
        (
            "var o = {}; b.onclick = function () { o.FLAG = THIRD; LOCK(o) }",
            "{FLAG: THIRD}",
        ),
        // Users click in any order.
        (
            "var o = { FLAG: THIRD }; b.onclick = function () { LOCK(o) }; c.onclick = function () { o.FLAG = true }",
            "{FLAG: THIRD}; {FLAG: true | THIRD}",
        ),
        (
            "var o = { FLAG: THIRD }; function show() { LOCK(o) } function toggle() { o.FLAG = true }",
            "{FLAG: THIRD}; {FLAG: true | THIRD}",
        ),
        (
            "var ready = false; b.onclick = function () { if (ready) LOCK({}) }; c.onclick = function () { ready = true }",
            "{}",
        ),
        (
            "var ready = false; var t = setInterval(function () { if (ready) LOCK({}) }, 10); c.onclick = function () { ready = true }",
            "{}",
        ),
        (
            "var o = { FLAG: THIRD }; var n = 0; b.onclick = function () { if (n++ > 0) o.FLAG = false; LOCK(o) }",
            "{FLAG: THIRD}; {FLAG: false | THIRD}",
        ),
    ]);
}

#[test]
fn async_functions_and_promises() {
    check(&[
        (
            "var o = {}; (async function () { await null; LOCK(o) })(); o.FLAG = THIRD",
            "{FLAG: THIRD}",
        ),
        (
            "(async () => { const o = await Promise.resolve({ a: 1 }); LOCK(o) })()",
            "{a: 1}",
        ),
        (
            "Promise.resolve({ a: 1 }).then(function (o) { LOCK(o) })",
            "{a: 1}",
        ),
        (
            "new Promise(function (resolve) { resolve({ a: 1 }) }).then(o => LOCK(o))",
            "{a: 1}",
        ),
        ("fetch('/o').then(r => r.json()).then(o => LOCK(o))", "?"),
    ]);
}

#[test]
fn scripts_share_their_globals() {
    check(&[
        (
            "<script>var o = { a: 1 }</script><script>LOCK(o)</script>",
            "{a: 1}",
        ),
        (
            "<script>window.o = { a: 1 }</script><script>LOCK(o)</script>",
            "{a: 1}",
        ),
        (
            "<script>o = { a: 1 }</script><script>LOCK(window.o)</script>",
            "{a: 1}",
        ),
        (
            "<script>const o = { a: 1 }</script><script>LOCK(o)</script>",
            "{a: 1}",
        ),
        (
            "<script>const o = { a: 1 }</script><script>LOCK(window.o)</script>",
            "?",
        ),
        (
            "<script>class Auth0Lock {}</script><script>new window.Auth0Lock(1, 2, { a: 1 })</script>",
            "{a: 1}",
        ),
        (
            "<script type=module>LOCK(o)</script><script>var o = { a: 1 }</script>",
            "{a: 1}",
        ),
        (
            "<script>if (x) window.o = { FLAG: THIRD }; LOCK(window.o || {})</script>",
            "{FLAG: THIRD} | ? | {}",
        ),
        (
            "<script>if (x) window.Auth0Lock = function () {}; LOCK({ a: 1 })</script>",
            "{a: 1}",
        ),
    ]);
}

#[test]
fn the_document_is_parsed_before_it_is_loaded() {
    check(&[
        (
            "var o = {}; window.addEventListener('load', function () { o.FLAG = THIRD });
             document.addEventListener('DOMContentLoaded', function () { LOCK(o) })",
            "{}",
        ),
        (
            "var o = {}; setTimeout(function () { LOCK(o) }, 0);
             $(function () { o.FLAG = THIRD })",
            "{FLAG: THIRD}",
        ),
    ]);
}

#[test]
fn promises_wait_for_each_other() {
    check(&[
        (
            "async function load() { await x(); return config } async function main() { const c = await load(); LOCK({ FLAG: c.isThirdPartyClient }) } main()",
            "{FLAG: THIRD}",
        ),
        (
            "function later() { return new Promise(function (r) { setTimeout(function () { r(config) }, 9) }) }
             later().then(function (c) { LOCK({ FLAG: c.isThirdPartyClient }) })",
            "{FLAG: THIRD}",
        ),
        (
            "Promise.all([Promise.resolve(THIRD), Promise.resolve(1).then(function (n) { return n + 1 }), 3]).then(function (v) {
               LOCK({ FLAG: v[0], a: v[1], b: v[2] }) })",
            "{FLAG: THIRD, a: 2, b: 3}",
        ),
        (
            "var o = {}; Promise.resolve({ a: 1 }).then(function (v) { o.a = v.a }, function () { o.b = 1 }); setTimeout(function () { LOCK(o) }, 9)",
            "{a: 1}",
        ),
        (
            "var o = {}; x().then(function () {}, function () { o.b = 1 }); setTimeout(function () { LOCK(o) }, 9)",
            "{}",
        ),
        // What is thrown where a promise is made goes to the promise.
        (
            "async function f() { throw 1 } f(); new Promise(function () { throw 1 }); LOCK({ a: 1 })",
            "{a: 1}",
        ),
        // A promise that waits for itself.
        (
            "async function f() { return await f() } f(); LOCK({ a: 1 })",
            "{a: 1}",
        ),
    ]);
}

#[test]
fn lists_that_are_not_known_call_back_at_once() {
    check(&[
        (
            "var o = {}; x.split(' ').forEach(function (k) { o[k] = false }); LOCK(o)",
            "{…}",
        ),
        (
            "var o = {}; document.querySelectorAll('a').forEach(function () { o.FLAG = THIRD });
             LOCK(o)",
            "{FLAG?: THIRD}",
        ),
        (
            "var o = {}; x.then(function () { o.FLAG = THIRD }); LOCK(o)",
            "{}",
        ),
    ]);
}
