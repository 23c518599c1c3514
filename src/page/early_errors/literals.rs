//! Literals: objects and strings.

use swc_ecma_ast::{ObjectLit, Prop, PropName, PropOrSpread, Str};

use super::Checker;

impl Checker {
    pub(super) fn check_object(&mut self, literal: &ObjectLit) {
        let mut has_prototype = false;
        for property in &literal.props {
            let PropOrSpread::Prop(property) = property else {
                continue;
            };
            match &**property {
                // What is a default in a pattern has no meaning in an object.
                Prop::Assign(default) => {
                    self.fail(
                        "a property has `:` between its name and its value",
                        default.span,
                    );
                }
                Prop::KeyValue(pair) if is_prototype(&pair.key) => {
                    if has_prototype {
                        let span = swc_common::Spanned::span(&pair.key);
                        self.fail("`__proto__` is there twice", span);
                    }
                    has_prototype = true;
                }
                _ => {}
            }
        }
    }

    /// A directive before `'use strict'` may have what strict code may not.
    pub(super) fn check_string(&mut self, literal: &Str) {
        if self.strict && literal.raw.as_deref().is_some_and(has_legacy_escape) {
            self.fail("strict code has no octal escapes", literal.span);
        }
    }
}

fn is_prototype(key: &PropName) -> bool {
    match key {
        PropName::Ident(name) => &*name.sym == "__proto__",
        PropName::Str(name) => name.value.as_str() == Some("__proto__"),
        _ => false,
    }
}

/// Whether a string has an octal escape, or `\8` or `\9`. `\0` alone is none.
fn has_legacy_escape(raw: &str) -> bool {
    let mut bytes = raw.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            continue;
        }
        match bytes.next() {
            Some(b'0') if !bytes.peek().is_some_and(u8::is_ascii_digit) => {}
            Some(b'0'..=b'9') => return true,
            _ => {}
        }
    }
    false
}
