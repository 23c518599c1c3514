//! Functions: their parameters, and the strictness that their body begins with.

use std::collections::HashSet;

use swc_ecma_ast::{
    ArrowExpr, ArrowFunctionBody, BlockStmt, Constructor, Expr, FnDecl, Function, Id, Ident, Lit,
    ParamOrTsParamProp, Pat, Stmt,
};
use swc_ecma_visit::VisitWith;

use super::Checker;
use super::declarations::Role;

/// Whether code begins with the directive `'use strict'`.
pub(super) fn is_strict(body: &[Stmt]) -> bool {
    body.iter()
        .map_while(|statement| match statement {
            Stmt::Expr(statement) => match &*statement.expr {
                Expr::Lit(Lit::Str(directive)) => Some(directive),
                _ => None,
            },
            _ => None,
        })
        .any(|directive| {
            // A directive is what is written: an escape in it makes it another.
            matches!(
                directive.raw.as_deref(),
                Some("'use strict'" | "\"use strict\"")
            )
        })
}

impl Checker {
    pub(super) fn check_function_declaration(&mut self, declaration: &FnDecl) {
        let function = &declaration.function;
        let is_plain = !function.is_async && !function.is_generator;
        let role = self.declarations.function_role(is_plain, self.strict);
        let name = &declaration.ident;
        self.declare(name.to_id(), role, name.span);
        self.check_function_name(name, function);
        self.check_function(function, false);
    }

    /// A function that is strict by its own directive cannot have every name.
    pub(super) fn check_function_name(&mut self, name: &Ident, function: &Function) {
        let body = function.body.as_ref();
        let outer = self.strict;
        self.strict |= body.is_some_and(|body| is_strict(&body.stmts));
        self.check_name(&name.sym, name.span);
        self.strict = outer;
    }

    pub(super) fn check_function(&mut self, function: &Function, is_method: bool) {
        let parameters: Vec<&Pat> = function.params.iter().map(|p| &p.pat).collect();
        let body = function.body.as_ref().map(|body| body.stmts.as_slice());
        let super_call = std::mem::take(&mut self.in_derived_constructor);
        self.check_code(
            &parameters,
            Body::Statements(body.unwrap_or_default()),
            is_method,
        );
        self.in_derived_constructor = super_call;
    }

    /// `super` means in an arrow function what it means around it.
    pub(super) fn check_arrow(&mut self, arrow: &ArrowExpr) {
        let parameters: Vec<&Pat> = arrow.params.iter().collect();
        let body = match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => Body::Statements(&body.stmts),
            ArrowFunctionBody::Expr(value) => Body::Expression(value),
        };
        self.check_code(&parameters, body, true);
    }

    pub(super) fn check_constructor(&mut self, constructor: &Constructor, is_derived: bool) {
        let parameters = constructor.params.iter();
        let parameters: Vec<&Pat> = parameters
            .filter_map(|parameter| match parameter {
                ParamOrTsParamProp::Param(parameter) => Some(&parameter.pat),
                ParamOrTsParamProp::TsParamProp(_) => None,
            })
            .collect();
        let body = constructor.body.as_ref().map(|body| body.stmts.as_slice());
        let super_call = std::mem::replace(&mut self.in_derived_constructor, is_derived);
        self.check_code(
            &parameters,
            Body::Statements(body.unwrap_or_default()),
            true,
        );
        self.in_derived_constructor = super_call;
    }

    /// The block of a class that runs when the class is made.
    pub(super) fn check_initializer(&mut self, block: &BlockStmt) {
        let super_call = std::mem::take(&mut self.in_derived_constructor);
        self.check_code(&[], Body::Statements(&block.stmts), true);
        self.in_derived_constructor = super_call;
    }

    fn check_code(&mut self, parameters: &[&Pat], body: Body<'_>, unique_parameters: bool) {
        let strict = self.strict;
        if let Body::Statements(statements) = body {
            self.strict |= is_strict(statements);
        }
        let labels = std::mem::take(&mut self.labels);
        self.declarations.open(true);
        let is_simple = parameters.iter().all(|p| matches!(p, Pat::Ident(_)));
        self.declare_parameters(parameters, unique_parameters || self.strict || !is_simple);
        for parameter in parameters {
            parameter.visit_with(self);
        }
        match body {
            Body::Statements(statements) => statements.visit_with(self),
            Body::Expression(value) => value.visit_with(self),
        }
        self.close_scope();
        self.labels = labels;
        self.strict = strict;
    }

    fn declare_parameters(&mut self, parameters: &[&Pat], unique: bool) {
        let mut seen: HashSet<Id> = HashSet::new();
        let mut repeated = None;
        for parameter in parameters {
            bound_identifiers(parameter, &mut |name| {
                if unique && !seen.insert(name.to_id()) {
                    repeated.get_or_insert_with(|| name.clone());
                }
                self.declare(name.to_id(), Role::Parameter, name.span);
            });
        }
        if let Some(name) = repeated {
            let message = format!("the parameter `{}` is there twice", name.sym);
            self.fail(message, name.span);
        }
    }

    pub(super) fn declare_pattern(&mut self, pattern: &Pat, role: Role) {
        bound_identifiers(pattern, &mut |name| {
            self.declare(name.to_id(), role, name.span);
        });
    }
}

#[derive(Clone, Copy)]
enum Body<'a> {
    Statements(&'a [Stmt]),
    Expression(&'a Expr),
}

/// Calls `found` with every identifier that a pattern binds.
fn bound_identifiers(pattern: &Pat, found: &mut impl FnMut(&Ident)) {
    use swc_ecma_ast::ObjectPatProp;
    match pattern {
        Pat::Ident(name) => found(&name.id),
        Pat::Array(array) => {
            let elements = array.elems.iter().flatten();
            elements.for_each(|element| bound_identifiers(element, found));
        }
        Pat::Rest(rest) => bound_identifiers(&rest.arg, found),
        Pat::Assign(assign) => bound_identifiers(&assign.left, found),
        Pat::Object(object) => object.props.iter().for_each(|property| match property {
            ObjectPatProp::KeyValue(property) => bound_identifiers(&property.value, found),
            ObjectPatProp::Assign(property) => found(&property.key.id),
            ObjectPatProp::Rest(rest) => bound_identifiers(&rest.arg, found),
        }),
        Pat::Invalid(_) | Pat::Expr(_) => {}
    }
}
