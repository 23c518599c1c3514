//! What compilers and bundlers make of newer code: their own functions for spreads, classes and modules.

use super::check;

/// Rows of code that use these functions.
#[track_caller]
fn check_with(functions: &str, rows: &[(&str, &str)]) {
    let rows: Vec<(String, &str)> = rows
        .iter()
        .map(|(code, expected)| (format!("{functions}\n{code}"), *expected))
        .collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(code, e)| (code.as_str(), *e)).collect();
    check(&rows);
}

#[test]
fn spreads_by_descriptors() {
    check_with(
        "function keysOf(o, all) {
            var keys = Object.keys(o);
            if (Object.getOwnPropertySymbols) {
                var more = Object.getOwnPropertySymbols(o);
                all && (more = more.filter(function (key) {
                    return Object.getOwnPropertyDescriptor(o, key).enumerable;
                }));
                keys.push.apply(keys, more);
            }
            return keys;
        }
        function put(o, key, value) {
            return key in o
                ? Object.defineProperty(o, key, { value: value, enumerable: !0, configurable: !0, writable: !0 })
                : o[key] = value, o;
        }
        function spread(o) {
            for (var i = 1; i < arguments.length; i++) {
                var from = arguments[i] != null ? arguments[i] : {};
                i % 2
                    ? keysOf(Object(from), true).forEach(function (key) { put(o, key, from[key]); })
                    : Object.getOwnPropertyDescriptors
                        ? Object.defineProperties(o, Object.getOwnPropertyDescriptors(from))
                        : keysOf(Object(from)).forEach(function (key) {
                            Object.defineProperty(o, key, Object.getOwnPropertyDescriptor(from, key));
                        });
            }
            return o;
        }",
        &[
            (
                "LOCK(spread(spread({}, { a: 1 }), {}, { FLAG: THIRD }))",
                "{a: 1, FLAG: THIRD}",
            ),
            (
                "LOCK(spread({ FLAG: THIRD }, { FLAG: false }))",
                "{FLAG: false}",
            ),
            (
                "LOCK(spread({}, THIRD ? { FLAG: true } : {}))",
                "{FLAG: !!THIRD}",
            ),
            ("LOCK(spread({ FLAG: THIRD }, null))", "{FLAG: THIRD}"),
            ("LOCK(spread({}, other()))", "{…}"),
        ],
    );
}

#[test]
fn spreads_by_keys() {
    check_with(
        "var merge = (this && this.merge) || function () {
            merge = Object.assign || function (o) {
                for (var from, i = 1, n = arguments.length; i < n; i++) {
                    from = arguments[i];
                    for (var key in from) if (Object.prototype.hasOwnProperty.call(from, key)) o[key] = from[key];
                }
                return o;
            };
            return merge.apply(this, arguments);
        };
        var rest = (this && this.rest) || function (from, without) {
            var o = {};
            for (var key in from)
                if (Object.prototype.hasOwnProperty.call(from, key) && without.indexOf(key) < 0) o[key] = from[key];
            if (from != null && typeof Object.getOwnPropertySymbols === 'function')
                for (var i = 0, more = Object.getOwnPropertySymbols(from); i < more.length; i++)
                    if (without.indexOf(more[i]) < 0 && Object.prototype.propertyIsEnumerable.call(from, more[i]))
                        o[more[i]] = from[more[i]];
            return o;
        };",
        &[
            (
                "LOCK(merge(merge({}, { a: 1 }), { FLAG: THIRD }))",
                "{a: 1, FLAG: THIRD}",
            ),
            (
                "var o = { a: 1, FLAG: THIRD, b: 2 }; LOCK(rest(o, ['a', 'b']))",
                "{FLAG: THIRD}",
            ),
            ("LOCK(rest({ a: 1, FLAG: THIRD }, ['__useTenantInfo']))", "{a: 1}"),
        ],
    );
}

#[test]
fn spreads_in_short() {
    check_with(
        "var define = Object.defineProperty, symbols = Object.getOwnPropertySymbols;
        var has = Object.prototype.hasOwnProperty, lists = Object.prototype.propertyIsEnumerable;
        var put = (o, key, value) => key in o
            ? define(o, key, { enumerable: true, configurable: true, writable: true, value })
            : o[key] = value;
        var values = (a, b) => {
            for (var key in b || (b = {})) if (has.call(b, key)) put(a, key, b[key]);
            if (symbols) for (var key of symbols(b)) { if (lists.call(b, key)) put(a, key, b[key]); }
            return a;
        };
        var props = (a, b) => Object.defineProperties(a, Object.getOwnPropertyDescriptors(b));",
        &[
            (
                "LOCK(props(values({}, { a: 1 }), { FLAG: THIRD }))",
                "{a: 1, FLAG: THIRD}",
            ),
            ("LOCK(values({ FLAG: THIRD }, undefined))", "{FLAG: THIRD}"),
            ("var c = values({}, config); LOCK({ FLAG: c.isThirdPartyClient })", "{FLAG: THIRD}"),
        ],
    );
}

#[test]
fn descriptors_say_what_they_say() {
    check(&[
        (
            "var o = { FLAG: THIRD }; Object.defineProperty(o, '__useTenantInfo', { enumerable: false }); LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = {}; Object.defineProperty(o, '__useTenantInfo', { value: THIRD }); o.__useTenantInfo = false; LOCK(o)",
            "{FLAG: THIRD}",
        ),
        (
            "var o = Object.defineProperty({}, '__useTenantInfo', { value: THIRD }); LOCK(Object.assign({}, o))",
            "{}",
        ),
        (
            "var d = Object.getOwnPropertyDescriptor({ FLAG: THIRD }, '__useTenantInfo'); LOCK({ FLAG: d.value })",
            "{FLAG: THIRD}",
        ),
        (
            "var d = Object.getOwnPropertyDescriptor({}, 'x'); LOCK({ a: d === undefined })",
            "{a: true}",
        ),
        ("var o = {}; Object.defineProperties(o, x); LOCK(o)", "{…}"),
    ]);
}

#[test]
fn wrappers_for_all_places() {
    let wrapped = "(function (root, factory) {
            typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports)
            : typeof define === 'function' && define.amd ? define(['exports'], factory)
            : (root = typeof globalThis !== 'undefined' ? globalThis : root || self, factory(root.Login = {}));
        })(this, function (exports) { exports.options = { FLAG: THIRD }; });
        LOCK(Login.options)";
    check(&[(wrapped, "{FLAG: THIRD}")]);
    // With scripts from elsewhere there may be a loader.
    let beside = format!("<script>{wrapped}</script><script src=other.js></script>");
    check(&[(&beside, "? | {FLAG: THIRD}")]);
    check(&[
        (
            "LOCK({ a: typeof module, b: typeof process === 'undefined' })",
            "{a: 'undefined', b: true}",
        ),
        (
            "var module = {}; LOCK({ a: typeof module })",
            "{a: 'object'}",
        ),
        (
            "LOCK({ a: typeof Symbol, b: typeof JSON, c: typeof Symbol.iterator, d: typeof other })",
            "{a: 'function', b: 'object', c: 'symbol', d: ?}",
        ),
    ]);
}

#[test]
fn literals_as_json() {
    check(&[
        (
            r#"LOCK(Object.assign(JSON.parse('{"a":[1,"x\\u0041"],"b":{"c":null,"d":-1.5e1}, "e" : true}'), { FLAG: THIRD }))"#,
            "{a: [1, 'xA'], b: {c: null, d: -15}, e: true, FLAG: THIRD}",
        ),
        (r#"LOCK(JSON.parse('{"a":1,"a":2}'))"#, "{a: 2}"),
        (
            r#"LOCK({ a: JSON.parse(' [ ] '), b: JSON.parse('"x"') })"#,
            "{a: [], b: 'x'}",
        ),
        (
            r#"LOCK({ a: JSON.parse('{a:1}'), b: JSON.parse("['x']"), c: JSON.parse('01'), d: JSON.parse('[1,]') })"#,
            "{a: ?, b: ?, c: ?, d: ?}",
        ),
    ]);
}

/// What compilers make of `async function` and `await` for old browsers: a state machine, and what drives it.
const AWAITER: &str = "
    function drive(machine) {
        return new Promise(function (resolve, reject) {
            function go(value) { try { step(machine.next(value)); } catch (e) { reject(e); } }
            function fail(value) { try { step(machine['throw'](value)); } catch (e) { reject(e); } }
            function step(result) {
                result.done ? resolve(result.value) : Promise.resolve(result.value).then(go, fail);
            }
            step(machine.next());
        });
    }
    function machine(body) {
        var state = { label: 0, sent: function () { if (op[0] & 1) throw op[1]; return op[1]; } }, op, running;
        return { next: verb(0), 'throw': verb(1) };
        function verb(n) { return function (v) { return run([n, v]); }; }
        function run(given) {
            if (running) throw new TypeError('running');
            while (state) try {
                running = 1;
                switch (given[0]) {
                    case 0: case 1: op = given; break;
                    case 4: state.label++; return { value: given[1], done: false };
                    default: state = 0; continue;
                }
                given = body(state);
            } catch (e) { given = [6, e]; } finally { running = 0; }
            if (given[0] & 5) throw given[1];
            return { value: given[1], done: true };
        }
    }";

#[test]
fn async_functions_as_state_machines() {
    check_with(
        AWAITER,
        &[
            (
                "function load() { return drive(machine(function (s) { return [2, config]; })); }
                 drive(machine(function (s) { switch (s.label) {
                   case 0: return [4, load()];
                   case 1: var c = s.sent(); LOCK({ FLAG: c.isThirdPartyClient }); return [2];
                 } }));",
                "{FLAG: THIRD}",
            ),
            // What drives it may as well be something else.
            (
                "machine = function () { return { next: function () { LOCK({ a: 1 }); return { done: true } } } };
                 drive(machine(function (s) { return [2, 1] }));",
                "{a: 1}",
            ),
            // A callback that goes on for ever.
            (
                "x.on('a', function (e) { drive(machine(function (s) { return [4, e.b()]; })); }); LOCK({ FLAG: THIRD })",
                "{FLAG: THIRD}",
            ),
        ],
    );
}

#[test]
fn lists_by_iterators() {
    check_with(
        "function read(o, n) {
            var m = typeof Symbol === 'function' && o[Symbol.iterator];
            if (!m) return o;
            var i = m.call(o), r, list = [], error;
            try { while ((n === void 0 || n-- > 0) && !(r = i.next()).done) list.push(r.value); }
            catch (e) { error = { error: e }; }
            finally { try { if (r && !r.done && (m = i['return'])) m.call(i); } finally { if (error) throw error.error; } }
            return list;
        }
        function spread(to, from) {
            for (var i = 0, l = from.length, list; i < l; i++)
                if (list || !(i in from)) { if (!list) list = Array.prototype.slice.call(from, 0, i); list[i] = from[i]; }
            return to.concat(list || Array.prototype.slice.call(from));
        }",
        &[
            (
                "var o = {}; Object.entries({ FLAG: THIRD, a: 1 }).forEach(function (e) { var p = read(e, 2); o[p[0]] = p[1] }); LOCK(o)",
                "{FLAG: THIRD, a: 1}",
            ),
            (
                "LOCK({ a: spread(spread([], read([1, 2])), read(new Set([3]))), b: read(read) })",
                "{a: [1, 2, 3], b: function}",
            ),
        ],
    );
}

#[test]
fn polyfills() {
    check(&[
        (
            "function polyfill(path, make) {
               var at = window, names = path.split('.');
               for (var i = 0; i < names.length - 1; i++) { if (!(names[i] in at)) return; at = at[names[i]]; }
               var last = names[names.length - 1], old = at[last], value = make(old);
               if (value != old && value != null) Object.defineProperty(at, last, { value: value });
             }
             polyfill('Object.entries', function (old) { return old ? old : function () { return [] } });
             LOCK(Object.fromEntries(Object.entries({ FLAG: THIRD })))",
            "{FLAG: THIRD}",
        ),
        // Nobody calls it; what it constructs is not known.
        (
            "function put(name, value) { window[name] = value; return window[name](value) } LOCK({ FLAG: THIRD })",
            "{FLAG: THIRD}",
        ),
        (
            "function make(name) { return new window[name]('id', 'domain', {}) } LOCK({ FLAG: THIRD })",
            "{FLAG: THIRD}; ! what `window[name]` is here is not known: it is a global whose name is not known",
        ),
    ]);
}

#[test]
fn lists_of_arguments() {
    check(&[
        (
            "function f() { for (var n = arguments.length, a = new Array(n), i = 0; i < n; i++) a[i] = arguments[i]; return a; }
            LOCK({ a: f(1, 2) })",
            "{a: [1, 2]}",
        ),
        (
            "var a = [1, 2, 3, 4]; LOCK({ a: a.slice(1, 3), b: a.slice(2), c: a.slice(0, 9), d: a.slice(3, 1), e: a.slice(-1) })",
            "{a: [2, 3], b: [3, 4], c: [1, 2, 3, 4], d: [], e: [4]}",
        ),
        (
            "LOCK({ a: ['x', 'y'].indexOf('y'), b: ['x'].indexOf('z'), c: ['x'].includes('x'), d: [x].indexOf('x') })",
            "{a: 1, b: -1, c: true, d: ?}",
        ),
        (
            "LOCK({ a: [1, 2, 3].filter(n => n > 1), b: [1, 2].filter(n => n > x) })",
            "{a: [2, 3], b: ?}",
        ),
        ("LOCK({ a: 5 & 3, b: 4 | 1, c: x & 1 })", "{a: 1, b: 5, c: ?}"),
    ]);
}

#[test]
fn classes_as_functions() {
    check_with(
        "function extend(child, parent) {
            child.prototype = Object.create(parent.prototype, { constructor: { value: child, writable: true, configurable: true } });
            Object.setPrototypeOf ? Object.setPrototypeOf(child, parent) : child.__proto__ = parent;
        }
        function guard(self, wanted) { if (!(self instanceof wanted)) throw new TypeError('not called with new'); }
        function define(proto, methods) {
            for (var i = 0; i < methods.length; i++) {
                var method = methods[i];
                method.enumerable = method.enumerable || false;
                method.configurable = true;
                if ('value' in method) method.writable = true;
                Object.defineProperty(proto, method.key, method);
            }
        }
        var Base = function () {
            function Base(extra) { guard(this, Base); this.extra = extra; }
            define(Base.prototype, [{ key: 'options', value: function () { return { FLAG: THIRD, a: this.extra }; } }]);
            return Base;
        }();",
        &[
            ("LOCK(new Base(1).options())", "{FLAG: THIRD, a: 1}"),
            (
                "var Page = function (Parent) {
                    function Page() {
                        guard(this, Page);
                        return Reflect.construct(Parent, [2], Object.getPrototypeOf(this).constructor);
                    }
                    extend(Page, Parent);
                    return Page;
                }(Base);
                LOCK(new Page().options())",
                "{FLAG: THIRD, a: 2}",
            ),
        ],
    );
}
