//! The browser's objects, instances of Lock, and methods that objects of the browser and of libraries have (`*`).

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Calls, Gives, Throws, Transfer};

pub(super) static CONSOLE: Rows = &[
    Builtin::function("console", "assert", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "clear", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "count", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "debug", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "dir", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "dirxml", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "error", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "group", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "groupCollapsed", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "groupEnd", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "info", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "log", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "profile", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "profileEnd", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "table", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "time", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "timeEnd", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "timeLog", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "trace", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
    Builtin::function("console", "warn", 0)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Console),
];

pub(super) static DOCUMENT: Rows = &[
    Builtin::function("document", "addEventListener", 2)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Events),
    Builtin::function("document", "createDocumentFragment", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "createElement", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "createEvent", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "createTextNode", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "getElementById", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "getElementsByClassName", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "getElementsByName", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "getElementsByTagName", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "querySelector", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "querySelectorAll", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("document", "removeEventListener", 2)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined),
    Builtin::function("document", "write", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Markup),
    Builtin::function("document", "writeln", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Markup),
];

pub(super) static LOCAL_STORAGE: Rows = &[
    Builtin::function("localStorage", "clear", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("localStorage", "getItem", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("localStorage", "key", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("localStorage", "removeItem", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("localStorage", "setItem", 2).pure(),
];

pub(super) static SESSION_STORAGE: Rows = &[
    Builtin::function("sessionStorage", "clear", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("sessionStorage", "getItem", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("sessionStorage", "key", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("sessionStorage", "removeItem", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("sessionStorage", "setItem", 2).pure(),
];

pub(super) static LOCATION: Rows = &[
    Builtin::function("location", "assign", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("location", "reload", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("location", "replace", 1)
        .pure()
        .calls(Calls::Never),
];

pub(super) static HISTORY: Rows = &[
    Builtin::function("history", "back", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("history", "forward", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("history", "go", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("history", "pushState", 2).pure(),
    Builtin::function("history", "replaceState", 2).pure(),
];

pub(super) static PERFORMANCE: Rows = &[
    Builtin::function("performance", "mark", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("performance", "measure", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("performance", "now", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Number),
];

pub(super) static LOCK: Rows = &[
    Builtin::function("lock", "addListener", 2)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never),
    Builtin::function("lock", "checkSession", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("lock", "destroy", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined)
        .throws(Throws::Never),
    Builtin::function("lock", "getProfile", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("lock", "getUserInfo", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("lock", "hide", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined)
        .throws(Throws::Never),
    Builtin::function("lock", "logout", 1)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never),
    Builtin::function("lock", "on", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .throws(Throws::Never),
    Builtin::function("lock", "once", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .throws(Throws::Never),
    Builtin::function("lock", "removeAllListeners", 1)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never),
    Builtin::function("lock", "removeListener", 2)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never),
    Builtin::function("lock", "resumeAuth", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("lock", "setPrimaryColor", 1)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never),
    Builtin::function("lock", "show", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Undefined)
        .throws(Throws::Never),
];

pub(super) static ANY_OBJECT: Rows = &[
    Builtin::function("*", "addEventListener", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Events),
    Builtin::function("*", "addListener", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::function("*", "always", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "appendChild", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "bind", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Events),
    Builtin::function("*", "blur", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "catch", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::function("*", "change", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "click", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "delegate", 3)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "done", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "each", 1)
        .pure()
        .calls(Calls::AtOnce)
        .gives(Gives::Receiver),
    Builtin::function("*", "every", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "fail", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "filter", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "finally", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::function("*", "find", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "findIndex", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "flatMap", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "forEach", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "getAttribute", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "hover", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "insertBefore", 2)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "keydown", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "keypress", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "keyup", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "load", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "map", 1).pure().calls(Calls::AtOnce),
    Builtin::function("*", "observe", 2)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "off", 2)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Receiver),
    Builtin::function("*", "on", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Events),
    Builtin::function("*", "once", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Events),
    Builtin::function("*", "one", 2)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Events),
    Builtin::function("*", "open", 2).pure().calls(Calls::Never),
    Builtin::function("*", "ready", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver)
        .by(Transfer::Ready),
    Builtin::function("*", "reduce", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "reduceRight", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "removeChild", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "removeEventListener", 2)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "replace", 2)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "replaceAll", 2)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "replaceChild", 2)
        .pure()
        .calls(Calls::Never),
    Builtin::function("*", "resize", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "scroll", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "send", 1).pure().calls(Calls::Never),
    Builtin::function("*", "setAttribute", 2).pure(),
    Builtin::function("*", "some", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "sort", 1)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("*", "submit", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Receiver),
    Builtin::function("*", "subscribe", 1)
        .pure()
        .calls(Calls::Anytime),
    Builtin::function("*", "then", 2).pure().calls(Calls::Later),
];
