//! `Array`.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Changes, Gives, Throws, Transfer};

pub(super) static ARRAY: Rows = &[
    Builtin::accessor("Array", "@@species"),
    Builtin::function("Array", "from", 1)
        .pure()
        .by(Transfer::ArrayFunction),
    Builtin::function("Array", "fromAsync", 1).pure(),
    Builtin::function("Array", "isArray", 1)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::ArrayFunction),
    Builtin::function("Array", "of", 0)
        .pure()
        .by(Transfer::ArrayFunction),
    Builtin::object("Array", "prototype"),
];

pub(super) static ARRAY_PROTOTYPE: Rows = &[
    Builtin::function("Array.prototype", "@@iterator", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::object("Array.prototype", "@@unscopables"),
    Builtin::function("Array.prototype", "at", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "concat", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "copyWithin", 2)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "entries", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "every", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "fill", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "filter", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "find", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "findIndex", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "findLast", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "findLastIndex", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "flat", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "flatMap", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "forEach", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "includes", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "indexOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "join", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "keys", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "lastIndexOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::value("Array.prototype", "length"),
    Builtin::function("Array.prototype", "map", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "pop", 0)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "push", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "reduce", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "reduceRight", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "reverse", 0)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "shift", 0)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "slice", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "some", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "sort", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "splice", 2)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "toLocaleString", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "toReversed", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "toSorted", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "toSpliced", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "toString", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "unshift", 1)
        .changes(Changes::Receiver)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "values", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
    Builtin::function("Array.prototype", "with", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Array),
];
