//! Errors.

use super::Rows;
use crate::lock::interpret::domain::builtin::Builtin;

pub(super) static ERROR: Rows = &[
    Builtin::function("Error", "captureStackTrace", 2),
    Builtin::function("Error", "isError", 1),
    Builtin::function("Error", "prepareStackTrace", 2),
    Builtin::object("Error", "prototype"),
    Builtin::value("Error", "stackTraceLimit"),
];

pub(super) static ERROR_PROTOTYPE: Rows = &[
    Builtin::value("Error.prototype", "message"),
    Builtin::value("Error.prototype", "name"),
    Builtin::function("Error.prototype", "toString", 0).pure(),
];
