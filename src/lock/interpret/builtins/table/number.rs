//! `Number`, `Math`, `BigInt` and `Date`.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Gives, Throws, Transfer};

pub(super) static NUMBER: Rows = &[
    Builtin::value("Number", "EPSILON"),
    Builtin::value("Number", "MAX_SAFE_INTEGER"),
    Builtin::value("Number", "MAX_VALUE"),
    Builtin::value("Number", "MIN_SAFE_INTEGER"),
    Builtin::value("Number", "MIN_VALUE"),
    Builtin::value("Number", "NEGATIVE_INFINITY"),
    Builtin::value("Number", "NaN"),
    Builtin::value("Number", "POSITIVE_INFINITY"),
    Builtin::function("Number", "isFinite", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::Never),
    Builtin::function("Number", "isInteger", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::Never),
    Builtin::function("Number", "isNaN", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::Never),
    Builtin::function("Number", "isSafeInteger", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::Never),
    Builtin::function("Number", "parseFloat", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Number", "parseInt", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::object("Number", "prototype"),
];

pub(super) static NUMBER_PROTOTYPE: Rows = &[
    Builtin::function("Number.prototype", "toExponential", 1)
        .pure()
        .gives(Gives::Text)
        .by(Transfer::Number),
    Builtin::function("Number.prototype", "toFixed", 1)
        .pure()
        .gives(Gives::Text)
        .by(Transfer::Number),
    Builtin::function("Number.prototype", "toLocaleString", 0)
        .pure()
        .gives(Gives::Text)
        .by(Transfer::Number),
    Builtin::function("Number.prototype", "toPrecision", 1)
        .pure()
        .gives(Gives::Text)
        .by(Transfer::Number),
    Builtin::function("Number.prototype", "toString", 1)
        .pure()
        .gives(Gives::Text)
        .by(Transfer::Number),
    Builtin::function("Number.prototype", "valueOf", 0)
        .pure()
        .by(Transfer::Number),
];

pub(super) static MATH: Rows = &[
    Builtin::value("Math", "@@toStringTag"),
    Builtin::value("Math", "E"),
    Builtin::value("Math", "LN10"),
    Builtin::value("Math", "LN2"),
    Builtin::value("Math", "LOG10E"),
    Builtin::value("Math", "LOG2E"),
    Builtin::value("Math", "PI"),
    Builtin::value("Math", "SQRT1_2"),
    Builtin::value("Math", "SQRT2"),
    Builtin::function("Math", "abs", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "acos", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "acosh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "asin", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "asinh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "atan", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "atan2", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "atanh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "cbrt", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "ceil", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "clz32", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "cos", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "cosh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "exp", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "expm1", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "f16round", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "floor", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "fround", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "hypot", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "imul", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "log", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "log10", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "log1p", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "log2", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "max", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "min", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "pow", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "random", 0)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "round", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "sign", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "sin", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "sinh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "sqrt", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "sumPrecise", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "tan", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "tanh", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("Math", "trunc", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
];

pub(super) static BIG_INT: Rows = &[
    Builtin::function("BigInt", "asIntN", 2).pure(),
    Builtin::function("BigInt", "asUintN", 2).pure(),
    Builtin::object("BigInt", "prototype"),
];

pub(super) static BIG_INT_PROTOTYPE: Rows = &[
    Builtin::value("BigInt.prototype", "@@toStringTag"),
    Builtin::function("BigInt.prototype", "toLocaleString", 0).pure(),
    Builtin::function("BigInt.prototype", "toString", 0).pure(),
    Builtin::function("BigInt.prototype", "valueOf", 0).pure(),
];

pub(super) static DATE: Rows = &[
    Builtin::function("Date", "UTC", 7)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date", "now", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date", "parse", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::object("Date", "prototype"),
];

pub(super) static DATE_PROTOTYPE: Rows = &[
    Builtin::function("Date.prototype", "@@toPrimitive", 1).pure(),
    Builtin::function("Date.prototype", "getDate", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getDay", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getFullYear", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getHours", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getMilliseconds", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getMinutes", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getMonth", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getSeconds", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getTime", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getTimezoneOffset", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCDate", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCDay", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCFullYear", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCHours", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCMilliseconds", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCMinutes", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCMonth", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getUTCSeconds", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "getYear", 0)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setDate", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setFullYear", 3)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setHours", 4)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setMilliseconds", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setMinutes", 3)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setMonth", 2)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setSeconds", 2)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setTime", 1).gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCDate", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCFullYear", 3)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCHours", 4)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCMilliseconds", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCMinutes", 3)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCMonth", 2)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setUTCSeconds", 2)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "setYear", 1)
        .pure()
        .gives(Gives::Number),
    Builtin::function("Date.prototype", "toDateString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toGMTString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toISOString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toJSON", 1).pure(),
    Builtin::function("Date.prototype", "toLocaleDateString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toLocaleString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toLocaleTimeString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toTimeString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "toUTCString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::function("Date.prototype", "valueOf", 0)
        .pure()
        .gives(Gives::Number),
];
