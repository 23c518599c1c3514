//! Classes: private names, and members that may not be.

use swc_common::{Span, SyntaxContext};
use swc_ecma_ast::{Class, ClassMember, Id, Key, MethodKind, PrivateName, PropName, StaticBlock};
use swc_ecma_visit::VisitWith;

use super::Checker;

/// How a class declares a private name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Private {
    kind: MethodKind,
    is_field: bool,
    is_static: bool,
}

impl Private {
    /// Only a getter and a setter may share a name, and both or none are static.
    fn goes_with(self, other: Self) -> bool {
        let kinds = (self.kind, other.kind);
        !self.is_field
            && !other.is_field
            && self.is_static == other.is_static
            && matches!(
                kinds,
                (MethodKind::Getter, MethodKind::Setter) | (MethodKind::Setter, MethodKind::Getter)
            )
    }
}

impl Checker {
    pub(super) fn check_class(&mut self, class: &Class) {
        let strict = std::mem::replace(&mut self.strict, true);
        class.super_class.visit_with(self);
        let names = self.declared_private_names(class);
        self.private_names.push(names);
        for member in &class.body {
            self.check_member(member, class.super_class.is_some());
        }
        self.private_names.pop();
        self.strict = strict;
    }

    fn declared_private_names(&mut self, class: &Class) -> Vec<Id> {
        let mut declared: Vec<(Id, Private)> = Vec::new();
        for member in &class.body {
            let Some((name, private)) = private_declaration(member) else {
                continue;
            };
            let id = private_id(name);
            let mut others = declared.iter().filter(|(other, _)| *other == id);
            let is_repeated = match (others.next(), others.next()) {
                (None, _) => false,
                (Some((_, other)), None) => !private.goes_with(*other),
                _ => true,
            };
            if is_repeated {
                let message = format!("`#{}` has already been declared", name.name);
                self.fail(message, name.span);
            }
            declared.push((id, private));
        }
        declared.into_iter().map(|(id, _)| id).collect()
    }

    fn check_member(&mut self, member: &ClassMember, is_derived: bool) {
        match member {
            ClassMember::Constructor(constructor) => {
                self.check_constructor(constructor, is_derived);
            }
            ClassMember::Method(method) => {
                self.check_static_name(&method.key, method.is_static);
                method.key.visit_with(self);
                self.check_function(&method.function, true);
            }
            ClassMember::PrivateMethod(method) => self.check_function(&method.function, true),
            ClassMember::ClassProp(field) => {
                self.check_static_name(&field.key, field.is_static);
                self.check_field(field);
            }
            ClassMember::PrivateProp(field) => self.check_field(field),
            ClassMember::AutoAccessor(accessor) => {
                if let Key::Public(name) = &accessor.key {
                    self.check_static_name(name, accessor.is_static);
                }
                self.check_field(accessor);
            }
            _ => member.visit_children_with(self),
        }
    }

    /// `super` cannot be called in what a field is set to.
    fn check_field(&mut self, field: &impl VisitWith<Self>) {
        let super_call = std::mem::take(&mut self.in_derived_constructor);
        field.visit_children_with(self);
        self.in_derived_constructor = super_call;
    }

    fn check_static_name(&mut self, name: &PropName, is_static: bool) {
        let is_prototype = match name {
            PropName::Ident(name) => &*name.sym == "prototype",
            PropName::Str(name) => name.value.as_str() == Some("prototype"),
            _ => false,
        };
        if is_static && is_prototype {
            let span: Span = swc_common::Spanned::span(name);
            self.fail("no static member can be called `prototype`", span);
        }
    }

    pub(super) fn check_static_block(&mut self, block: &StaticBlock) {
        self.check_initializer(&block.body);
    }

    pub(super) fn check_private_name(&mut self, name: &PrivateName) {
        let id = private_id(name);
        if !self.private_names.iter().any(|names| names.contains(&id)) {
            let message = format!("`#{}` is declared by no class around", name.name);
            self.fail(message, name.span);
        }
    }
}

fn private_id(name: &PrivateName) -> Id {
    (name.name.clone(), SyntaxContext::empty())
}

fn private_declaration(member: &ClassMember) -> Option<(&PrivateName, Private)> {
    let field = |is_static| Private {
        kind: MethodKind::Method,
        is_field: true,
        is_static,
    };
    match member {
        ClassMember::PrivateMethod(method) => Some((
            &method.key,
            Private {
                kind: method.kind,
                is_field: false,
                is_static: method.is_static,
            },
        )),
        ClassMember::PrivateProp(property) => Some((&property.key, field(property.is_static))),
        ClassMember::AutoAccessor(accessor) => match &accessor.key {
            Key::Private(name) => Some((name, field(accessor.is_static))),
            Key::Public(_) => None,
        },
        _ => None,
    }
}
