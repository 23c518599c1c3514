//! Typed arrays and what else the language has: nothing is known of them but that they are there.

use super::Rows;
use crate::lock::interpret::domain::builtin::Builtin;

pub(super) static AGGREGATE_ERROR: Rows = &[Builtin::object("AggregateError", "prototype")];

pub(super) static AGGREGATE_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("AggregateError.prototype", "message"),
    Builtin::value("AggregateError.prototype", "name"),
];

pub(super) static ARRAY_BUFFER: Rows = &[
    Builtin::accessor("ArrayBuffer", "@@species"),
    Builtin::function("ArrayBuffer", "isView", 1),
    Builtin::object("ArrayBuffer", "prototype"),
];

pub(super) static ARRAY_BUFFER_PROTOTYPE: Rows = &[
    Builtin::value("ArrayBuffer.prototype", "@@toStringTag"),
    Builtin::accessor("ArrayBuffer.prototype", "byteLength"),
    Builtin::accessor("ArrayBuffer.prototype", "maxByteLength"),
    Builtin::accessor("ArrayBuffer.prototype", "resizable"),
    Builtin::function("ArrayBuffer.prototype", "resize", 1),
    Builtin::function("ArrayBuffer.prototype", "slice", 2),
];

pub(super) static ATOMICS: Rows = &[
    Builtin::value("Atomics", "@@toStringTag"),
    Builtin::function("Atomics", "add", 3).pure(),
    Builtin::function("Atomics", "and", 3).pure(),
    Builtin::function("Atomics", "compareExchange", 4).pure(),
    Builtin::function("Atomics", "exchange", 3).pure(),
    Builtin::function("Atomics", "isLockFree", 1).pure(),
    Builtin::function("Atomics", "load", 2).pure(),
    Builtin::function("Atomics", "notify", 3).pure(),
    Builtin::function("Atomics", "or", 3).pure(),
    Builtin::function("Atomics", "store", 3).pure(),
    Builtin::function("Atomics", "sub", 3).pure(),
    Builtin::function("Atomics", "wait", 4).pure(),
    Builtin::function("Atomics", "waitAsync", 4).pure(),
    Builtin::function("Atomics", "xor", 3).pure(),
];

pub(super) static BIG_INT64ARRAY: Rows = &[
    Builtin::value("BigInt64Array", "BYTES_PER_ELEMENT"),
    Builtin::object("BigInt64Array", "prototype"),
];

pub(super) static BIG_INT64ARRAY_PROTOTYPE: Rows = &[Builtin::value(
    "BigInt64Array.prototype",
    "BYTES_PER_ELEMENT",
)];

pub(super) static BIG_UINT64ARRAY: Rows = &[
    Builtin::value("BigUint64Array", "BYTES_PER_ELEMENT"),
    Builtin::object("BigUint64Array", "prototype"),
];

pub(super) static BIG_UINT64ARRAY_PROTOTYPE: Rows = &[Builtin::value(
    "BigUint64Array.prototype",
    "BYTES_PER_ELEMENT",
)];

pub(super) static BOOLEAN: Rows = &[Builtin::object("Boolean", "prototype")];

pub(super) static DATA_VIEW: Rows = &[Builtin::object("DataView", "prototype")];

pub(super) static DATA_VIEW_PROTOTYPE: Rows = &[
    Builtin::value("DataView.prototype", "@@toStringTag"),
    Builtin::accessor("DataView.prototype", "buffer"),
    Builtin::accessor("DataView.prototype", "byteLength"),
    Builtin::accessor("DataView.prototype", "byteOffset"),
    Builtin::function("DataView.prototype", "getBigInt64", 1),
    Builtin::function("DataView.prototype", "getBigUint64", 1),
    Builtin::function("DataView.prototype", "getFloat32", 1),
    Builtin::function("DataView.prototype", "getFloat64", 1),
    Builtin::function("DataView.prototype", "getInt16", 1),
    Builtin::function("DataView.prototype", "getInt32", 1),
    Builtin::function("DataView.prototype", "getInt8", 1),
    Builtin::function("DataView.prototype", "getUint16", 1),
    Builtin::function("DataView.prototype", "getUint32", 1),
    Builtin::function("DataView.prototype", "getUint8", 1),
    Builtin::function("DataView.prototype", "setBigInt64", 2),
    Builtin::function("DataView.prototype", "setBigUint64", 2),
    Builtin::function("DataView.prototype", "setFloat32", 2),
    Builtin::function("DataView.prototype", "setFloat64", 2),
    Builtin::function("DataView.prototype", "setInt16", 2),
    Builtin::function("DataView.prototype", "setInt32", 2),
    Builtin::function("DataView.prototype", "setInt8", 2),
    Builtin::function("DataView.prototype", "setUint16", 2),
    Builtin::function("DataView.prototype", "setUint32", 2),
    Builtin::function("DataView.prototype", "setUint8", 2),
];

pub(super) static EVAL_ERROR: Rows = &[Builtin::object("EvalError", "prototype")];

pub(super) static EVAL_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("EvalError.prototype", "message"),
    Builtin::value("EvalError.prototype", "name"),
];

pub(super) static FINALIZATION_REGISTRY: Rows =
    &[Builtin::object("FinalizationRegistry", "prototype")];

pub(super) static FINALIZATION_REGISTRY_PROTOTYPE: Rows = &[
    Builtin::value("FinalizationRegistry.prototype", "@@toStringTag"),
    Builtin::function("FinalizationRegistry.prototype", "register", 2),
    Builtin::function("FinalizationRegistry.prototype", "unregister", 1),
];

pub(super) static FLOAT32ARRAY: Rows = &[
    Builtin::value("Float32Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Float32Array", "prototype"),
];

pub(super) static FLOAT32ARRAY_PROTOTYPE: Rows = &[Builtin::value(
    "Float32Array.prototype",
    "BYTES_PER_ELEMENT",
)];

pub(super) static FLOAT64ARRAY: Rows = &[
    Builtin::value("Float64Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Float64Array", "prototype"),
];

pub(super) static FLOAT64ARRAY_PROTOTYPE: Rows = &[Builtin::value(
    "Float64Array.prototype",
    "BYTES_PER_ELEMENT",
)];

pub(super) static FUNCTION: Rows = &[Builtin::function("Function", "prototype", 0)];

pub(super) static INT16ARRAY: Rows = &[
    Builtin::value("Int16Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Int16Array", "prototype"),
];

pub(super) static INT16ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Int16Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static INT32ARRAY: Rows = &[
    Builtin::value("Int32Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Int32Array", "prototype"),
];

pub(super) static INT32ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Int32Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static INT8ARRAY: Rows = &[
    Builtin::value("Int8Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Int8Array", "prototype"),
];

pub(super) static INT8ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Int8Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static INTL: Rows = &[
    Builtin::value("Intl", "@@toStringTag"),
    Builtin::function("Intl", "Collator", 0).pure(),
    Builtin::function("Intl", "DateTimeFormat", 0).pure(),
    Builtin::function("Intl", "DisplayNames", 2).pure(),
    Builtin::function("Intl", "ListFormat", 0).pure(),
    Builtin::function("Intl", "Locale", 1).pure(),
    Builtin::function("Intl", "NumberFormat", 0).pure(),
    Builtin::function("Intl", "PluralRules", 0).pure(),
    Builtin::function("Intl", "RelativeTimeFormat", 0).pure(),
    Builtin::function("Intl", "Segmenter", 0).pure(),
    Builtin::function("Intl", "getCanonicalLocales", 1).pure(),
    Builtin::function("Intl", "supportedValuesOf", 1).pure(),
];

pub(super) static PROXY: Rows = &[Builtin::function("Proxy", "revocable", 2)];

pub(super) static RANGE_ERROR: Rows = &[Builtin::object("RangeError", "prototype")];

pub(super) static RANGE_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("RangeError.prototype", "message"),
    Builtin::value("RangeError.prototype", "name"),
];

pub(super) static REFERENCE_ERROR: Rows = &[Builtin::object("ReferenceError", "prototype")];

pub(super) static REFERENCE_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("ReferenceError.prototype", "message"),
    Builtin::value("ReferenceError.prototype", "name"),
];

pub(super) static SHARED_ARRAY_BUFFER: Rows = &[
    Builtin::accessor("SharedArrayBuffer", "@@species"),
    Builtin::object("SharedArrayBuffer", "prototype"),
];

pub(super) static SHARED_ARRAY_BUFFER_PROTOTYPE: Rows = &[
    Builtin::value("SharedArrayBuffer.prototype", "@@toStringTag"),
    Builtin::accessor("SharedArrayBuffer.prototype", "byteLength"),
    Builtin::function("SharedArrayBuffer.prototype", "grow", 1),
    Builtin::accessor("SharedArrayBuffer.prototype", "growable"),
    Builtin::accessor("SharedArrayBuffer.prototype", "maxByteLength"),
    Builtin::function("SharedArrayBuffer.prototype", "slice", 2),
];

pub(super) static SYNTAX_ERROR: Rows = &[Builtin::object("SyntaxError", "prototype")];

pub(super) static SYNTAX_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("SyntaxError.prototype", "message"),
    Builtin::value("SyntaxError.prototype", "name"),
];

pub(super) static TYPE_ERROR: Rows = &[Builtin::object("TypeError", "prototype")];

pub(super) static TYPE_ERROR_PROTOTYPE: Rows = &[
    Builtin::value("TypeError.prototype", "message"),
    Builtin::value("TypeError.prototype", "name"),
];

pub(super) static URIERROR: Rows = &[Builtin::object("URIError", "prototype")];

pub(super) static URIERROR_PROTOTYPE: Rows = &[
    Builtin::value("URIError.prototype", "message"),
    Builtin::value("URIError.prototype", "name"),
];

pub(super) static UINT16ARRAY: Rows = &[
    Builtin::value("Uint16Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Uint16Array", "prototype"),
];

pub(super) static UINT16ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Uint16Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static UINT32ARRAY: Rows = &[
    Builtin::value("Uint32Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Uint32Array", "prototype"),
];

pub(super) static UINT32ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Uint32Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static UINT8ARRAY: Rows = &[
    Builtin::value("Uint8Array", "BYTES_PER_ELEMENT"),
    Builtin::object("Uint8Array", "prototype"),
];

pub(super) static UINT8ARRAY_PROTOTYPE: Rows =
    &[Builtin::value("Uint8Array.prototype", "BYTES_PER_ELEMENT")];

pub(super) static UINT8CLAMPED_ARRAY: Rows = &[
    Builtin::value("Uint8ClampedArray", "BYTES_PER_ELEMENT"),
    Builtin::object("Uint8ClampedArray", "prototype"),
];

pub(super) static UINT8CLAMPED_ARRAY_PROTOTYPE: Rows = &[Builtin::value(
    "Uint8ClampedArray.prototype",
    "BYTES_PER_ELEMENT",
)];

pub(super) static WEAK_REF: Rows = &[Builtin::object("WeakRef", "prototype")];

pub(super) static WEAK_REF_PROTOTYPE: Rows = &[
    Builtin::value("WeakRef.prototype", "@@toStringTag"),
    Builtin::function("WeakRef.prototype", "deref", 0),
];
