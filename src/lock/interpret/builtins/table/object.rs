//! `Object` and `Reflect`.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Gives, Throws, Transfer};

pub(super) static OBJECT: Rows = &[
    Builtin::function("Object", "assign", 2)
        .throws(Throws::UnlessWritable)
        .by(Transfer::Assign),
    Builtin::function("Object", "create", 2)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Object", "defineProperties", 2)
        .throws(Throws::UnlessWritable)
        .by(Transfer::Object),
    Builtin::function("Object", "defineProperty", 3)
        .throws(Throws::UnlessWritable)
        .by(Transfer::Object),
    Builtin::function("Object", "entries", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "freeze", 1)
        .throws(Throws::UnlessObject)
        .by(Transfer::Freeze),
    Builtin::function("Object", "fromEntries", 1)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Object", "getOwnPropertyDescriptor", 2)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "getOwnPropertyDescriptors", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "getOwnPropertyNames", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "getOwnPropertySymbols", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "getPrototypeOf", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "groupBy", 2)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Object", "hasOwn", 2)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "is", 2)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::Object),
    Builtin::function("Object", "isExtensible", 1)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::Object),
    Builtin::function("Object", "isFrozen", 1)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::Object),
    Builtin::function("Object", "isSealed", 1)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::Object),
    Builtin::function("Object", "keys", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
    Builtin::function("Object", "preventExtensions", 1)
        .throws(Throws::UnlessObject)
        .by(Transfer::Freeze),
    Builtin::object("Object", "prototype"),
    Builtin::function("Object", "seal", 1)
        .throws(Throws::UnlessObject)
        .by(Transfer::Freeze),
    Builtin::function("Object", "setPrototypeOf", 2)
        .throws(Throws::UnlessWritable)
        .by(Transfer::Object),
    Builtin::function("Object", "values", 1)
        .pure()
        .throws(Throws::UnlessObject)
        .by(Transfer::Object),
];

pub(super) static OBJECT_PROTOTYPE: Rows = &[
    Builtin::function("Object.prototype", "__defineGetter__", 2).by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "__defineSetter__", 2).by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "__lookupGetter__", 1).by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "__lookupSetter__", 1).by(Transfer::ObjectMethod),
    Builtin::accessor("Object.prototype", "__proto__"),
    Builtin::function("Object.prototype", "hasOwnProperty", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .gives(Gives::Boolean)
        .by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "isPrototypeOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .gives(Gives::Boolean)
        .by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "propertyIsEnumerable", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .gives(Gives::Boolean)
        .by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "toLocaleString", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "toString", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::ObjectMethod),
    Builtin::function("Object.prototype", "valueOf", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::ObjectMethod),
];

pub(super) static REFLECT: Rows = &[
    Builtin::value("Reflect", "@@toStringTag"),
    Builtin::function("Reflect", "apply", 3)
        .throws(Throws::Maybe)
        .by(Transfer::Call),
    Builtin::function("Reflect", "construct", 2)
        .throws(Throws::Maybe)
        .by(Transfer::Call),
    Builtin::function("Reflect", "defineProperty", 3).by(Transfer::Object),
    Builtin::function("Reflect", "deleteProperty", 2).by(Transfer::Object),
    Builtin::function("Reflect", "get", 2)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "getOwnPropertyDescriptor", 2)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "getPrototypeOf", 1)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "has", 2)
        .throws(Throws::UnlessObject)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "isExtensible", 1)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "ownKeys", 1)
        .throws(Throws::UnlessObject)
        .pure()
        .by(Transfer::Object),
    Builtin::function("Reflect", "preventExtensions", 1).by(Transfer::Object),
    Builtin::function("Reflect", "set", 3).by(Transfer::Object),
    Builtin::function("Reflect", "setPrototypeOf", 2).by(Transfer::Object),
];
