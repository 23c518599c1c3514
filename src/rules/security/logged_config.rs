//! # logged-config
//!
//! The config of the login, or a token, is written to the console.
//!
//! ## Why it matters
//!
//! The config holds the state of the transaction and its tokens against forged requests. The console is
//! read by browser extensions and by scripts that report errors to a server, and shown to whoever is asked
//! to send a picture of it.
//!
//! ## Example
//!
//! ```html,fail
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   console.log(config);
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! Single fields that are no secrets may be logged:
//!
//! ```html,pass
//! <script src="https://cdn.auth0.com/js/lock/14.3.0/lock.min.js"></script>
//! <script>
//!   var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
//!   console.log('tenant', config.auth0Tenant);
//!   new Auth0Lock(config.clientID, config.auth0Domain, { __useTenantInfo: config.isThirdPartyClient }).show();
//! </script>
//! ```
//!
//! ## Fix
//!
//! None: remove the line.
//!
//! ## When to ignore it
//!
//! Never on a page that is served.

use swc_common::Spanned;
use swc_ecma_ast::{CallExpr, Callee, Expr, MemberExpr, MemberProp};
use swc_ecma_visit::{Visit, VisitWith};

use crate::Span;
use crate::finding::Severity;
use crate::rules::{Context, Draft, FixAvailability, Group, Rule};

/// The rule.
pub static RULE: Rule = Rule {
    id: "logged-config",
    group: Group::Security,
    severity: Severity::Warning,
    enabled: true,
    fix: FixAvailability::Never,
    source: include_str!("logged_config.rs"),
    check,
};

/// Names that tokens go by in Lock's events and in auth0.js.
const TOKENS: [&str; 6] = [
    "accessToken",
    "access_token",
    "authResult",
    "idToken",
    "id_token",
    "refreshToken",
];

fn check(context: &Context<'_>) -> Vec<Draft> {
    if !context.mentions(&["console"]) {
        return Vec::new();
    }
    let configs = context.model.logged.iter();
    let mut places: Vec<(Span, &str)> = configs
        .map(|span| (*span, "the config of the login is written to the console"))
        .collect();
    let mut search = Search(Vec::new());
    for program in context.programs() {
        program.visit_with(&mut search);
    }
    places.extend(
        search
            .0
            .into_iter()
            .map(|span| (span, "a token is written to the console")),
    );
    places
        .into_iter()
        .map(|(span, message)| {
            Draft::new(&RULE, message, span)
                .label("others than the user can read the console")
                .help("remove it")
        })
        .collect()
}

/// Finds arguments of the console's methods that are called tokens.
struct Search(Vec<Span>);

impl Visit for Search {
    fn visit_call_expr(&mut self, node: &CallExpr) {
        if is_of_console(&node.callee) {
            let arguments = node.args.iter().map(|argument| &*argument.expr);
            let tokens = arguments.filter(|argument| is_token(argument));
            self.0
                .extend(tokens.map(|argument| Span::from(argument.span())));
        }
        node.visit_children_with(self);
    }
}

fn is_of_console(callee: &Callee) -> bool {
    let Callee::Expr(callee) = callee else {
        return false;
    };
    matches!(&**callee, Expr::Member(MemberExpr { obj, .. })
        if matches!(&**obj, Expr::Ident(name) if name.sym == *"console"))
}

fn is_token(expression: &Expr) -> bool {
    let name = match expression {
        Expr::Ident(name) => &name.sym,
        Expr::Member(MemberExpr {
            prop: MemberProp::Ident(name),
            ..
        }) => &name.sym,
        Expr::Call(call) => return call.args.iter().any(|argument| is_token(&argument.expr)),
        _ => return false,
    };
    TOKENS.iter().any(|token| *name == **token)
}
