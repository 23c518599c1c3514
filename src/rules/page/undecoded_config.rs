//! # undecoded-config
//!
//! The config is decoded from base64 and not from UTF-8.
//!
//! ## Why it matters
//!
//! The tenant serves the config as base64 of UTF-8. `atob` gives one character for each byte, so that
//! `é` becomes `Ã©` in the name of a connection or an application, in a title, in an address. Texts in
//! plain English work, which is why nobody notices at first.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(window.atob('@@config@@'));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Use instead:
//!
//! ```html,fixed
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! Safe. Of texts in ASCII both give the same.
//!
//! ## When to ignore it
//!
//! When the page turns the bytes into text itself, later on.
//!
//! ## References
//!
//! - [The Unicode problem of `atob`](https://developer.mozilla.org/docs/Web/API/Window/btoa#unicode_strings)

use swc_common::Spanned;
use swc_ecma_ast::{
    AssignExpr, AssignTarget, Callee, Expr, MemberProp, Pat, SimpleAssignTarget, VarDeclarator,
};
use swc_ecma_visit::{Visit, VisitWith};

use crate::Span;
use crate::edit::{Applicability, Edit, Fix};
use crate::finding::Severity;
use crate::rules::{Context, Draft, Effect, FixAvailability, Group, Remedy, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "undecoded-config",
    group: Group::Page,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Sometimes,
    source: include_str!("undecoded_config.rs"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let decodes = context.model.decodes.iter();
    decodes
        .filter_map(|decode| {
            let parse = context.expression(*decode)?;
            let Expr::Call(parse) = *parse else {
                return None;
            };
            let bytes = bytes(context, &parse.args.first()?.expr)?;
            let fix = Fix {
                title: "Decode it as UTF-8".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![
                    Edit::insertion(bytes.start, "decodeURIComponent(escape("),
                    Edit::insertion(bytes.end, "))"),
                ],
            };
            let draft = Draft::new(
                &RULE,
                "the config is UTF-8 and is not decoded as such",
                bytes,
            )
            .label("letters with accents come out wrong")
            .help("write `decodeURIComponent(escape(…))` around it")
            .remedies(vec![Remedy {
                fix,
                effect: Effect::none(),
            }]);
            Some(if decode.contains(bytes) {
                draft
            } else {
                draft.related(*decode, "the config is decoded here")
            })
        })
        .collect()
}

/// The call of `atob` that the expression is, itself or by way of a variable that is set once.
fn bytes(context: &Context<'_>, expression: &Expr) -> Option<Span> {
    match expression {
        Expr::Paren(paren) => bytes(context, &paren.expr),
        Expr::Ident(name) => {
            let mut values = Values {
                name: &name.sym,
                found: Vec::new(),
            };
            for program in context.programs() {
                program.visit_with(&mut values);
            }
            match values.found.as_slice() {
                [value] => *value,
                _ => None,
            }
        }
        _ => call_of_atob(expression),
    }
}

fn call_of_atob(expression: &Expr) -> Option<Span> {
    let Expr::Call(call) = expression else {
        return None;
    };
    let Callee::Expr(callee) = &call.callee else {
        return None;
    };
    let is_atob = match &**callee {
        Expr::Ident(name) => name.sym == *"atob",
        Expr::Member(member) => {
            matches!(&member.prop, MemberProp::Ident(name) if name.sym == *"atob")
        }
        _ => false,
    };
    is_atob.then(|| expression.span().into())
}

/// What variables of a name are set to: calls of `atob`, or something else.
struct Values<'n> {
    name: &'n str,
    found: Vec<Option<Span>>,
}

impl Visit for Values<'_> {
    fn visit_var_declarator(&mut self, node: &VarDeclarator) {
        if let (Pat::Ident(name), Some(value)) = (&node.name, &node.init)
            && name.sym == *self.name
        {
            self.found.push(call_of_atob(value));
        }
        node.visit_children_with(self);
    }

    fn visit_assign_expr(&mut self, node: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = &node.left
            && name.sym == *self.name
        {
            self.found.push(call_of_atob(&node.right));
        }
        node.visit_children_with(self);
    }
}
