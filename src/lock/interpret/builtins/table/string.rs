//! `String` and `RegExp`.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Gives, Throws, Transfer};

pub(super) static STRING: Rows = &[
    Builtin::function("String", "fromCharCode", 1).pure(),
    Builtin::function("String", "fromCodePoint", 1).pure(),
    Builtin::object("String", "prototype"),
    Builtin::function("String", "raw", 1).pure(),
];

pub(super) static STRING_PROTOTYPE: Rows = &[
    Builtin::function("String.prototype", "@@iterator", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "anchor", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "at", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "big", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "blink", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "bold", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "charAt", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "charCodeAt", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "codePointAt", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "concat", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "endsWith", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "fixed", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "fontcolor", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "fontsize", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "includes", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "indexOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "isWellFormed", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "italics", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "lastIndexOf", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::value("String.prototype", "length"),
    Builtin::function("String.prototype", "link", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "localeCompare", 1)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "match", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "matchAll", 1)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "normalize", 0)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "padEnd", 1)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "padStart", 1)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "repeat", 1)
        .pure()
        .by(Transfer::String),
    Builtin::function("String.prototype", "replace", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "replaceAll", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "search", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "slice", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "small", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "split", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "startsWith", 1)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "strike", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "sub", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "substr", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "substring", 2)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "sup", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toLocaleLowerCase", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toLocaleUpperCase", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toLowerCase", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toString", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toUpperCase", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "toWellFormed", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "trim", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "trimEnd", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "trimLeft", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "trimRight", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "trimStart", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
    Builtin::function("String.prototype", "valueOf", 0)
        .pure()
        .throws(Throws::UnlessReceiver)
        .by(Transfer::String),
];

pub(super) static REG_EXP: Rows = &[
    Builtin::accessor("RegExp", "$&"),
    Builtin::accessor("RegExp", "$'"),
    Builtin::accessor("RegExp", "$+"),
    Builtin::accessor("RegExp", "$1"),
    Builtin::accessor("RegExp", "$2"),
    Builtin::accessor("RegExp", "$3"),
    Builtin::accessor("RegExp", "$4"),
    Builtin::accessor("RegExp", "$5"),
    Builtin::accessor("RegExp", "$6"),
    Builtin::accessor("RegExp", "$7"),
    Builtin::accessor("RegExp", "$8"),
    Builtin::accessor("RegExp", "$9"),
    Builtin::accessor("RegExp", "$_"),
    Builtin::accessor("RegExp", "$`"),
    Builtin::accessor("RegExp", "@@species"),
    Builtin::function("RegExp", "escape", 1),
    Builtin::accessor("RegExp", "input"),
    Builtin::accessor("RegExp", "lastMatch"),
    Builtin::accessor("RegExp", "lastParen"),
    Builtin::accessor("RegExp", "leftContext"),
    Builtin::object("RegExp", "prototype"),
    Builtin::accessor("RegExp", "rightContext"),
];

pub(super) static REG_EXP_PROTOTYPE: Rows = &[
    Builtin::function("RegExp.prototype", "@@match", 1).pure(),
    Builtin::function("RegExp.prototype", "@@matchAll", 1).pure(),
    Builtin::function("RegExp.prototype", "@@replace", 2).pure(),
    Builtin::function("RegExp.prototype", "@@search", 1).pure(),
    Builtin::function("RegExp.prototype", "@@split", 2).pure(),
    Builtin::function("RegExp.prototype", "compile", 2).pure(),
    Builtin::accessor("RegExp.prototype", "dotAll"),
    Builtin::function("RegExp.prototype", "exec", 1).pure(),
    Builtin::accessor("RegExp.prototype", "flags"),
    Builtin::accessor("RegExp.prototype", "global"),
    Builtin::accessor("RegExp.prototype", "hasIndices"),
    Builtin::accessor("RegExp.prototype", "ignoreCase"),
    Builtin::accessor("RegExp.prototype", "multiline"),
    Builtin::accessor("RegExp.prototype", "source"),
    Builtin::accessor("RegExp.prototype", "sticky"),
    Builtin::function("RegExp.prototype", "test", 1)
        .pure()
        .gives(Gives::Boolean),
    Builtin::function("RegExp.prototype", "toString", 0)
        .pure()
        .gives(Gives::Text),
    Builtin::accessor("RegExp.prototype", "unicode"),
    Builtin::accessor("RegExp.prototype", "unicodeSets"),
];
