//! jQuery, Underscore, Lodash and Angular.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Calls, Gives, Transfer};

pub(super) static JQUERY: Rows = &[
    Builtin::function("$", "ajax", 2).pure().calls(Calls::Later),
    Builtin::function("$", "each", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("$", "extend", 0)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("$", "get", 2).pure().calls(Calls::Later),
    Builtin::function("$", "getJSON", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("$", "getScript", 2)
        .pure()
        .calls(Calls::Later),
    Builtin::function("$", "grep", 2)
        .pure()
        .calls(Calls::AtOnce),
    Builtin::function("$", "inArray", 2)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Number),
    Builtin::function("$", "isArray", 1)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Boolean),
    Builtin::function("$", "isEmptyObject", 1)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Boolean),
    Builtin::function("$", "isFunction", 1)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Boolean),
    Builtin::function("$", "isPlainObject", 1)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Boolean),
    Builtin::function("$", "map", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("$", "noop", 0)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined),
    Builtin::function("$", "param", 1).pure().gives(Gives::Text),
    Builtin::function("$", "parseJSON", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("$", "post", 2).pure().calls(Calls::Later),
    Builtin::function("$", "proxy", 2).pure(),
    Builtin::function("$", "ready", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::function("$", "trim", 1).pure().gives(Gives::Text),
];

pub(super) static UNDERSCORE: Rows = &[
    Builtin::function("_", "assign", 1)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("_", "assignIn", 1)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("_", "clone", 1).pure().by(Transfer::Copy),
    Builtin::function("_", "cloneDeep", 1)
        .pure()
        .by(Transfer::Copy),
    Builtin::function("_", "defaults", 1)
        .pure()
        .by(Transfer::Defaults),
    Builtin::function("_", "each", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("_", "extend", 1)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("_", "forEach", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("_", "map", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("_", "merge", 1)
        .pure()
        .by(Transfer::Assign),
];

pub(super) static ANGULAR: Rows = &[
    Builtin::function("angular", "copy", 1)
        .pure()
        .by(Transfer::Copy),
    Builtin::function("angular", "element", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("angular", "extend", 1)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("angular", "forEach", 2)
        .pure()
        .calls(Calls::AtOnce)
        .by(Transfer::Library),
    Builtin::function("angular", "merge", 1)
        .pure()
        .by(Transfer::Assign),
    Builtin::function("angular", "module", 1)
        .pure()
        .calls(Calls::Never),
];
