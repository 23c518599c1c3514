//! The table of builtins: what the language, browsers and well-known libraries provide.
//!
//! Each row says what a builtin is, when it calls the functions that it can reach, what it may change, when it
//! throws, what it gives, and which transfer function follows it. A row says as much as is known: one
//! without a word about effects has any effect on what it can reach.

mod array;
mod binary;
mod browser;
mod collections;
mod errors;
mod language;
mod libraries;
mod number;
mod object;
mod string;

use crate::lock::interpret::domain::builtin::Builtin;

/// The properties of an object, sorted by their names.
type Rows = &'static [Builtin];

/// The rows by their owners, sorted.
static OWNERS: &[(&str, &Rows)] = &[
    ("", &language::GLOBAL),
    ("$", &libraries::JQUERY),
    ("*", &browser::ANY_OBJECT),
    ("AggregateError", &binary::AGGREGATE_ERROR),
    (
        "AggregateError.prototype",
        &binary::AGGREGATE_ERROR_PROTOTYPE,
    ),
    ("Array", &array::ARRAY),
    ("Array.prototype", &array::ARRAY_PROTOTYPE),
    ("ArrayBuffer", &binary::ARRAY_BUFFER),
    ("ArrayBuffer.prototype", &binary::ARRAY_BUFFER_PROTOTYPE),
    ("Atomics", &binary::ATOMICS),
    ("BigInt", &number::BIG_INT),
    ("BigInt.prototype", &number::BIG_INT_PROTOTYPE),
    ("BigInt64Array", &binary::BIG_INT64ARRAY),
    ("BigInt64Array.prototype", &binary::BIG_INT64ARRAY_PROTOTYPE),
    ("BigUint64Array", &binary::BIG_UINT64ARRAY),
    (
        "BigUint64Array.prototype",
        &binary::BIG_UINT64ARRAY_PROTOTYPE,
    ),
    ("Boolean", &binary::BOOLEAN),
    ("Boolean.prototype", &language::BOOLEAN_PROTOTYPE),
    ("DataView", &binary::DATA_VIEW),
    ("DataView.prototype", &binary::DATA_VIEW_PROTOTYPE),
    ("Date", &number::DATE),
    ("Date.prototype", &number::DATE_PROTOTYPE),
    ("Error", &errors::ERROR),
    ("Error.prototype", &errors::ERROR_PROTOTYPE),
    ("EvalError", &binary::EVAL_ERROR),
    ("EvalError.prototype", &binary::EVAL_ERROR_PROTOTYPE),
    ("FinalizationRegistry", &binary::FINALIZATION_REGISTRY),
    (
        "FinalizationRegistry.prototype",
        &binary::FINALIZATION_REGISTRY_PROTOTYPE,
    ),
    ("Float32Array", &binary::FLOAT32ARRAY),
    ("Float32Array.prototype", &binary::FLOAT32ARRAY_PROTOTYPE),
    ("Float64Array", &binary::FLOAT64ARRAY),
    ("Float64Array.prototype", &binary::FLOAT64ARRAY_PROTOTYPE),
    ("Function", &binary::FUNCTION),
    ("Function.prototype", &language::FUNCTION_PROTOTYPE),
    ("Generator.prototype", &language::GENERATOR_PROTOTYPE),
    ("Int16Array", &binary::INT16ARRAY),
    ("Int16Array.prototype", &binary::INT16ARRAY_PROTOTYPE),
    ("Int32Array", &binary::INT32ARRAY),
    ("Int32Array.prototype", &binary::INT32ARRAY_PROTOTYPE),
    ("Int8Array", &binary::INT8ARRAY),
    ("Int8Array.prototype", &binary::INT8ARRAY_PROTOTYPE),
    ("Intl", &binary::INTL),
    ("Iterator", &language::ITERATOR),
    ("Iterator.prototype", &language::ITERATOR_PROTOTYPE),
    ("JSON", &language::JSON),
    ("Map", &collections::MAP),
    ("Map.prototype", &collections::MAP_PROTOTYPE),
    ("Math", &number::MATH),
    ("Number", &number::NUMBER),
    ("Number.prototype", &number::NUMBER_PROTOTYPE),
    ("Object", &object::OBJECT),
    ("Object.prototype", &object::OBJECT_PROTOTYPE),
    ("Promise", &collections::PROMISE),
    ("Promise.prototype", &collections::PROMISE_PROTOTYPE),
    ("Proxy", &binary::PROXY),
    ("RangeError", &binary::RANGE_ERROR),
    ("RangeError.prototype", &binary::RANGE_ERROR_PROTOTYPE),
    ("ReferenceError", &binary::REFERENCE_ERROR),
    (
        "ReferenceError.prototype",
        &binary::REFERENCE_ERROR_PROTOTYPE,
    ),
    ("Reflect", &object::REFLECT),
    ("RegExp", &string::REG_EXP),
    ("RegExp.prototype", &string::REG_EXP_PROTOTYPE),
    ("Set", &collections::SET),
    ("Set.prototype", &collections::SET_PROTOTYPE),
    ("SharedArrayBuffer", &binary::SHARED_ARRAY_BUFFER),
    (
        "SharedArrayBuffer.prototype",
        &binary::SHARED_ARRAY_BUFFER_PROTOTYPE,
    ),
    ("String", &string::STRING),
    ("String.prototype", &string::STRING_PROTOTYPE),
    ("Symbol", &language::SYMBOL),
    ("Symbol.prototype", &language::SYMBOL_PROTOTYPE),
    ("SyntaxError", &binary::SYNTAX_ERROR),
    ("SyntaxError.prototype", &binary::SYNTAX_ERROR_PROTOTYPE),
    ("TypeError", &binary::TYPE_ERROR),
    ("TypeError.prototype", &binary::TYPE_ERROR_PROTOTYPE),
    ("URIError", &binary::URIERROR),
    ("URIError.prototype", &binary::URIERROR_PROTOTYPE),
    ("Uint16Array", &binary::UINT16ARRAY),
    ("Uint16Array.prototype", &binary::UINT16ARRAY_PROTOTYPE),
    ("Uint32Array", &binary::UINT32ARRAY),
    ("Uint32Array.prototype", &binary::UINT32ARRAY_PROTOTYPE),
    ("Uint8Array", &binary::UINT8ARRAY),
    ("Uint8Array.prototype", &binary::UINT8ARRAY_PROTOTYPE),
    ("Uint8ClampedArray", &binary::UINT8CLAMPED_ARRAY),
    (
        "Uint8ClampedArray.prototype",
        &binary::UINT8CLAMPED_ARRAY_PROTOTYPE,
    ),
    ("WeakMap", &collections::WEAK_MAP),
    ("WeakMap.prototype", &collections::WEAK_MAP_PROTOTYPE),
    ("WeakRef", &binary::WEAK_REF),
    ("WeakRef.prototype", &binary::WEAK_REF_PROTOTYPE),
    ("WeakSet", &collections::WEAK_SET),
    ("WeakSet.prototype", &collections::WEAK_SET_PROTOTYPE),
    ("_", &libraries::UNDERSCORE),
    ("angular", &libraries::ANGULAR),
    ("console", &browser::CONSOLE),
    ("document", &browser::DOCUMENT),
    ("history", &browser::HISTORY),
    ("localStorage", &browser::LOCAL_STORAGE),
    ("location", &browser::LOCATION),
    ("lock", &browser::LOCK),
    ("performance", &browser::PERFORMANCE),
    ("sessionStorage", &browser::SESSION_STORAGE),
];

/// The rows of an owner.
fn rows(owner: &str) -> Option<Rows> {
    let at = OWNERS.binary_search_by_key(&owner, |(name, _)| name).ok()?;
    OWNERS.get(at).map(|(_, rows)| **rows)
}

/// The builtin of that name on an owner.
pub(crate) fn find(owner: &str, name: &str) -> Option<&'static Builtin> {
    let rows = rows(owner)?;
    let at = rows.binary_search_by_key(&name, |row| row.name).ok()?;
    rows.get(at)
}

/// The builtin of a whole path, `Array.prototype.map`.
pub(crate) fn of_path(path: &str) -> Option<&'static Builtin> {
    match path.rsplit_once('.') {
        Some((owner, name)) => find(owner, name),
        None => find("", path),
    }
}

/// Owners all of whose properties have rows, sorted.
static COMPLETE: &[&str] = &[
    "Array",
    "Array.prototype",
    "BigInt.prototype",
    "Boolean.prototype",
    "Date.prototype",
    "Error.prototype",
    "Function.prototype",
    "Generator.prototype",
    "Iterator.prototype",
    "JSON",
    "Map",
    "Map.prototype",
    "Math",
    "Number",
    "Number.prototype",
    "Object",
    "Object.prototype",
    "Promise",
    "Promise.prototype",
    "Reflect",
    "RegExp.prototype",
    "Set",
    "Set.prototype",
    "String",
    "String.prototype",
    "Symbol",
    "Symbol.prototype",
    "WeakMap.prototype",
    "WeakSet.prototype",
];

/// Whether all properties of an owner have rows, so that one without is not there.
pub(crate) fn is_complete(owner: &str) -> bool {
    COMPLETE.binary_search(&owner).is_ok()
}

/// Whether an owner is part of the language.
pub(crate) fn is_language(owner: &str) -> bool {
    let class = owner.strip_suffix(".prototype").unwrap_or(owner);
    is_complete(owner)
        || (class.starts_with(|c: char| c.is_ascii_uppercase()) && rows(class).is_some())
}

/// The owner that another one inherits from.
pub(crate) fn parent(owner: &str) -> Option<&'static str> {
    if owner == "Object.prototype" {
        return None;
    }
    match owner {
        "Generator.prototype" => return Some("Iterator.prototype"),
        "Function.prototype" => return Some("Object.prototype"),
        _ => {}
    }
    let is_function = of_path(owner).is_some_and(|row| row.type_name() == Some("function"));
    Some(if is_function {
        "Function.prototype"
    } else {
        "Object.prototype"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(OWNERS.is_sorted_by_key(|(owner, _)| owner));
        assert!(COMPLETE.is_sorted());
        for (owner, rows) in OWNERS {
            assert!(rows.is_sorted_by_key(|row| row.name), "{owner}");
            assert!(rows.iter().all(|row| row.owner == *owner), "{owner}");
        }
    }
}
