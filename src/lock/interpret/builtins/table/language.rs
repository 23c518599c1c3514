//! Globals, functions, symbols and iterators.

use super::Rows;
use crate::lock::interpret::domain::builtin::{Builtin, Calls, Gives, Throws, Transfer};

pub(super) static GLOBAL: Rows = &[
    Builtin::function("", "$", 2)
        .pure()
        .by(Transfer::Ready)
        .of_a_library(),
    Builtin::constructor("", "AbortController", 0).pure(),
    Builtin::constructor("", "AggregateError", 2),
    Builtin::constructor("", "Array", 1)
        .pure()
        .by(Transfer::List),
    Builtin::constructor("", "ArrayBuffer", 1),
    Builtin::constructor("", "AsyncDisposableStack", 0),
    Builtin::object("", "Atomics"),
    Builtin::object("", "Base64").of_a_library(),
    Builtin::constructor("", "BigInt", 1),
    Builtin::constructor("", "BigInt64Array", 3),
    Builtin::constructor("", "BigUint64Array", 3),
    Builtin::constructor("", "Blob", 0).pure(),
    Builtin::constructor("", "Boolean", 1)
        .pure()
        .throws(Throws::Never)
        .gives(Gives::Boolean)
        .by(Transfer::Convert),
    Builtin::constructor("", "Buffer", 2).pure().of_a_library(),
    Builtin::object("", "CryptoJS").of_a_library(),
    Builtin::constructor("", "CustomEvent", 1).pure(),
    Builtin::constructor("", "DataView", 1),
    Builtin::constructor("", "Date", 7),
    Builtin::constructor("", "DisposableStack", 0),
    Builtin::constructor("", "Document", 0),
    Builtin::constructor("", "Element", 0),
    Builtin::constructor("", "Error", 1),
    Builtin::constructor("", "EvalError", 1),
    Builtin::constructor("", "Event", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "File", 2).pure(),
    Builtin::constructor("", "FinalizationRegistry", 1),
    Builtin::constructor("", "Float16Array", 3),
    Builtin::constructor("", "Float32Array", 3),
    Builtin::constructor("", "Float64Array", 3),
    Builtin::constructor("", "FormData", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "Function", 1),
    Builtin::constructor("", "HTMLElement", 0),
    Builtin::constructor("", "Headers", 0).pure(),
    Builtin::constructor("", "Image", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "Int16Array", 3),
    Builtin::constructor("", "Int32Array", 3),
    Builtin::constructor("", "Int8Array", 3),
    Builtin::constructor("", "IntersectionObserver", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::object("", "Intl"),
    Builtin::constructor("", "Iterator", 0),
    Builtin::object("", "JSON"),
    Builtin::constructor("", "Map", 0),
    Builtin::object("", "Math"),
    Builtin::constructor("", "MutationObserver", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::constructor("", "Node", 0),
    Builtin::constructor("", "Number", 1)
        .pure()
        .throws(Throws::UnlessPrimitive)
        .gives(Gives::Number)
        .by(Transfer::Convert),
    Builtin::constructor("", "Object", 1)
        .pure()
        .throws(Throws::Never)
        .by(Transfer::Convert),
    Builtin::constructor("", "Promise", 1),
    Builtin::constructor("", "Proxy", 2),
    Builtin::constructor("", "RangeError", 1),
    Builtin::constructor("", "ReferenceError", 1),
    Builtin::object("", "Reflect"),
    Builtin::constructor("", "RegExp", 2),
    Builtin::constructor("", "Request", 1).pure(),
    Builtin::constructor("", "ResizeObserver", 1)
        .pure()
        .calls(Calls::Later),
    Builtin::constructor("", "Set", 0),
    Builtin::constructor("", "SharedArrayBuffer", 1),
    Builtin::constructor("", "String", 1)
        .pure()
        .throws(Throws::UnlessPrimitive)
        .gives(Gives::Text)
        .by(Transfer::Convert),
    Builtin::constructor("", "SuppressedError", 3),
    Builtin::constructor("", "Symbol", 0)
        .pure()
        .by(Transfer::Symbol),
    Builtin::constructor("", "SyntaxError", 1),
    Builtin::object("", "Temporal"),
    Builtin::constructor("", "TextDecoder", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "TextEncoder", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "TypeError", 1),
    Builtin::constructor("", "URIError", 1),
    Builtin::constructor("", "URL", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::constructor("", "URLSearchParams", 0).pure(),
    Builtin::constructor("", "Uint16Array", 3),
    Builtin::constructor("", "Uint32Array", 3),
    Builtin::constructor("", "Uint8Array", 3),
    Builtin::constructor("", "Uint8ClampedArray", 3),
    Builtin::constructor("", "WeakMap", 0),
    Builtin::constructor("", "WeakRef", 1),
    Builtin::constructor("", "WeakSet", 0),
    Builtin::constructor("", "Window", 0),
    Builtin::constructor("", "XMLHttpRequest", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::function("", "_", 1).pure().of_a_library(),
    Builtin::function("", "addEventListener", 2)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never)
        .gives(Gives::Undefined)
        .by(Transfer::Events),
    Builtin::function("", "alert", 0).pure(),
    Builtin::object("", "angular").of_a_library(),
    Builtin::function("", "atob", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "btoa", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "cancelAnimationFrame", 1)
        .pure()
        .calls(Calls::Never)
        .gives(Gives::Undefined),
    Builtin::function("", "clearInterval", 1)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined),
    Builtin::function("", "clearTimeout", 1)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined),
    Builtin::function("", "close", 0).pure().calls(Calls::Never),
    Builtin::function("", "confirm", 0)
        .pure()
        .gives(Gives::Boolean),
    Builtin::object("", "console"),
    Builtin::object("", "crypto"),
    Builtin::object("", "customElements"),
    Builtin::function("", "decodeURI", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "decodeURIComponent", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "define", 3).pure().of_a_library(),
    Builtin::object("", "document"),
    Builtin::function("", "encodeURI", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "encodeURIComponent", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "escape", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::function("", "eval", 1).by(Transfer::Eval),
    Builtin::function("", "fetch", 1).pure().calls(Calls::Later),
    Builtin::function("", "focus", 0).pure().calls(Calls::Never),
    Builtin::function("", "getComputedStyle", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::object("", "history"),
    Builtin::function("", "isFinite", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("", "isNaN", 1)
        .pure()
        .gives(Gives::Boolean)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::object("", "localStorage"),
    Builtin::object("", "location"),
    Builtin::function("", "matchMedia", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::object("", "navigator"),
    Builtin::function("", "open", 0).pure().calls(Calls::Never),
    Builtin::function("", "parseFloat", 1)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::function("", "parseInt", 2)
        .pure()
        .gives(Gives::Number)
        .by(Transfer::Number)
        .throws(Throws::UnlessPrimitive),
    Builtin::object("", "performance"),
    Builtin::function("", "postMessage", 1)
        .pure()
        .calls(Calls::Never),
    Builtin::function("", "print", 0).pure().calls(Calls::Never),
    Builtin::function("", "prompt", 0).pure(),
    Builtin::function("", "queueMicrotask", 1)
        .pure()
        .calls(Calls::Later)
        .by(Transfer::Timer),
    Builtin::function("", "removeEventListener", 2)
        .pure()
        .calls(Calls::Never)
        .throws(Throws::Never)
        .gives(Gives::Undefined),
    Builtin::function("", "requestAnimationFrame", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Number)
        .by(Transfer::Timer),
    Builtin::function("", "requestIdleCallback", 1)
        .pure()
        .calls(Calls::Later)
        .gives(Gives::Number)
        .by(Transfer::Timer),
    Builtin::function("", "require", 1)
        .pure()
        .by(Transfer::Require)
        .of_a_library(),
    Builtin::object("", "screen"),
    Builtin::function("", "scrollTo", 0)
        .pure()
        .calls(Calls::Never),
    Builtin::object("", "sessionStorage"),
    Builtin::function("", "setInterval", 5)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never)
        .gives(Gives::Number)
        .by(Transfer::Timer),
    Builtin::function("", "setTimeout", 5)
        .pure()
        .calls(Calls::Later)
        .throws(Throws::Never)
        .gives(Gives::Number)
        .by(Transfer::Timer),
    Builtin::function("", "structuredClone", 0)
        .pure()
        .by(Transfer::Copy),
    Builtin::function("", "unescape", 1)
        .pure()
        .throws(Throws::UnlessText)
        .gives(Gives::Text)
        .by(Transfer::Recode),
    Builtin::object("", "window"),
];

pub(super) static FUNCTION_PROTOTYPE: Rows = &[
    Builtin::function("Function.prototype", "@@hasInstance", 1)
        .pure()
        .gives(Gives::Boolean),
    Builtin::function("Function.prototype", "apply", 2)
        .throws(Throws::Never)
        .by(Transfer::Function),
    Builtin::function("Function.prototype", "bind", 1)
        .throws(Throws::Never)
        .by(Transfer::Function),
    Builtin::function("Function.prototype", "call", 1)
        .throws(Throws::Never)
        .by(Transfer::Function),
    Builtin::function("Function.prototype", "toString", 0)
        .pure()
        .gives(Gives::Text),
];

pub(super) static BOOLEAN_PROTOTYPE: Rows = &[
    Builtin::function("Boolean.prototype", "toString", 0)
        .pure()
        .by(Transfer::Number),
    Builtin::function("Boolean.prototype", "valueOf", 0)
        .pure()
        .by(Transfer::Number),
];

pub(super) static SYMBOL: Rows = &[
    Builtin::symbol("Symbol", "asyncDispose"),
    Builtin::symbol("Symbol", "asyncIterator"),
    Builtin::symbol("Symbol", "dispose"),
    Builtin::function("Symbol", "for", 1)
        .pure()
        .by(Transfer::Symbol),
    Builtin::symbol("Symbol", "hasInstance"),
    Builtin::symbol("Symbol", "isConcatSpreadable"),
    Builtin::symbol("Symbol", "iterator"),
    Builtin::function("Symbol", "keyFor", 1)
        .pure()
        .by(Transfer::Symbol),
    Builtin::symbol("Symbol", "match"),
    Builtin::symbol("Symbol", "matchAll"),
    Builtin::object("Symbol", "prototype"),
    Builtin::symbol("Symbol", "replace"),
    Builtin::symbol("Symbol", "search"),
    Builtin::symbol("Symbol", "species"),
    Builtin::symbol("Symbol", "split"),
    Builtin::symbol("Symbol", "toPrimitive"),
    Builtin::symbol("Symbol", "toStringTag"),
    Builtin::symbol("Symbol", "unscopables"),
];

pub(super) static SYMBOL_PROTOTYPE: Rows = &[
    Builtin::function("Symbol.prototype", "@@toPrimitive", 1).pure(),
    Builtin::value("Symbol.prototype", "@@toStringTag"),
    Builtin::accessor("Symbol.prototype", "description"),
    Builtin::function("Symbol.prototype", "toString", 0).pure(),
    Builtin::function("Symbol.prototype", "valueOf", 0).pure(),
];

pub(super) static JSON: Rows = &[
    Builtin::value("JSON", "@@toStringTag"),
    Builtin::function("JSON", "isRawJSON", 1),
    Builtin::function("JSON", "parse", 2)
        .pure()
        .throws(Throws::UnlessText)
        .by(Transfer::Json),
    Builtin::function("JSON", "rawJSON", 1),
    Builtin::function("JSON", "stringify", 3)
        .pure()
        .by(Transfer::Json),
];

pub(super) static GENERATOR_PROTOTYPE: Rows = &[
    Builtin::value("Generator.prototype", "@@toStringTag"),
    Builtin::function("Generator.prototype", "next", 1).by(Transfer::Generator),
    Builtin::function("Generator.prototype", "return", 1).by(Transfer::Generator),
    Builtin::function("Generator.prototype", "throw", 1).by(Transfer::Generator),
];

pub(super) static ITERATOR: Rows = &[
    Builtin::function("Iterator", "concat", 0),
    Builtin::function("Iterator", "from", 1),
    Builtin::object("Iterator", "prototype"),
];

pub(super) static ITERATOR_PROTOTYPE: Rows = &[
    Builtin::function("Iterator.prototype", "@@iterator", 0)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Iterator),
    Builtin::function("Iterator.prototype", "drop", 1),
    Builtin::function("Iterator.prototype", "every", 1),
    Builtin::function("Iterator.prototype", "filter", 1),
    Builtin::function("Iterator.prototype", "find", 1),
    Builtin::function("Iterator.prototype", "flatMap", 1),
    Builtin::function("Iterator.prototype", "forEach", 1),
    Builtin::function("Iterator.prototype", "map", 1),
    Builtin::function("Iterator.prototype", "next", 0)
        .throws(Throws::UnlessReceiver)
        .by(Transfer::Iterator),
    Builtin::function("Iterator.prototype", "reduce", 1),
    Builtin::function("Iterator.prototype", "some", 1),
    Builtin::function("Iterator.prototype", "take", 1),
    Builtin::function("Iterator.prototype", "toArray", 0),
];
