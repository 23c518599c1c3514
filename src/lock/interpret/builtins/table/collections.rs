//! `Map`, `Set` and `Promise`.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Calls, Changes, Throws, Transfer};

pub(super) static MAP: Rows = &[
    Builtin::accessor("Map", "@@species"),
    Builtin::function("Map", "groupBy", 2),
    Builtin::object("Map", "prototype"),
];

pub(super) static MAP_PROTOTYPE: Rows = &[
    Builtin::function("Map.prototype", "@@iterator", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::value("Map.prototype", "@@toStringTag"),
    Builtin::function("Map.prototype", "clear", 0)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "delete", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "entries", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "forEach", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "get", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "getOrInsert", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "getOrInsertComputed", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "has", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "keys", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Map.prototype", "set", 2)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::accessor("Map.prototype", "size"),
    Builtin::function("Map.prototype", "values", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
];

pub(super) static SET: Rows = &[
    Builtin::accessor("Set", "@@species"),
    Builtin::object("Set", "prototype"),
];

pub(super) static SET_PROTOTYPE: Rows = &[
    Builtin::function("Set.prototype", "@@iterator", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::value("Set.prototype", "@@toStringTag"),
    Builtin::function("Set.prototype", "add", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "clear", 0)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "delete", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "difference", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "entries", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "forEach", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "has", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "intersection", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "isDisjointFrom", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "isSubsetOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "isSupersetOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "keys", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::accessor("Set.prototype", "size"),
    Builtin::function("Set.prototype", "symmetricDifference", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "union", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("Set.prototype", "values", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
];

pub(super) static WEAK_MAP: Rows = &[Builtin::object("WeakMap", "prototype")];

pub(super) static WEAK_MAP_PROTOTYPE: Rows = &[
    Builtin::value("WeakMap.prototype", "@@toStringTag"),
    Builtin::function("WeakMap.prototype", "delete", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("WeakMap.prototype", "get", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("WeakMap.prototype", "getOrInsert", 2),
    Builtin::function("WeakMap.prototype", "getOrInsertComputed", 2),
    Builtin::function("WeakMap.prototype", "has", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("WeakMap.prototype", "set", 2)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
];

pub(super) static WEAK_SET: Rows = &[Builtin::object("WeakSet", "prototype")];

pub(super) static WEAK_SET_PROTOTYPE: Rows = &[
    Builtin::value("WeakSet.prototype", "@@toStringTag"),
    Builtin::function("WeakSet.prototype", "add", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("WeakSet.prototype", "delete", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
    Builtin::function("WeakSet.prototype", "has", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Collection),
];

pub(super) static PROMISE: Rows = &[
    Builtin::accessor("Promise", "@@species"),
    Builtin::function("Promise", "all", 1)
        .pure()
        .by(Transfer::Promise),
    Builtin::function("Promise", "allSettled", 1)
        .pure()
        .calls(Calls::Later)
        .by(Transfer::Promise),
    Builtin::function("Promise", "any", 1)
        .pure()
        .calls(Calls::Later)
        .by(Transfer::Promise),
    Builtin::object("Promise", "prototype"),
    Builtin::function("Promise", "race", 1)
        .pure()
        .calls(Calls::Later)
        .by(Transfer::Promise),
    Builtin::function("Promise", "reject", 1)
        .pure()
        .calls(Calls::Later)
        .by(Transfer::Promise),
    Builtin::function("Promise", "resolve", 1)
        .pure()
        .throws(Throws::Never)
        .by(Transfer::Promise),
    Builtin::function("Promise", "try", 1),
    Builtin::function("Promise", "withResolvers", 0),
];

pub(super) static PROMISE_PROTOTYPE: Rows = &[
    Builtin::value("Promise.prototype", "@@toStringTag"),
    Builtin::function("Promise.prototype", "catch", 1)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::PromiseMethod),
    Builtin::function("Promise.prototype", "finally", 1)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::PromiseMethod),
    Builtin::function("Promise.prototype", "then", 2)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::PromiseMethod),
];
