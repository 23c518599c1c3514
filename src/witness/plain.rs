//! Which scripts are plain code: statements and expressions of which the interpreter could hardly be wrong.
//!
//! Only what is listed here is plain. Auth0's template is, and so are handlers that touch the document.

use swc_ecma_ast::{
    AssignOp, AssignTarget, BinaryOp, BlockStmt, CallExpr, Callee, Decl, Expr, ExprOrSpread,
    Function, Lit, MemberExpr, MemberProp, ModuleItem, NewExpr, ObjectLit, OptChainBase, Param,
    Pat, Program, Prop, PropName, PropOrSpread, SimpleAssignTarget, Stmt, UnaryOp, VarDecl,
};

use crate::page::{Body, Page};

/// Methods and functions that do nothing to the values that reach Lock, or that decode the config.
const METHODS: &[&str] = &[
    "addEventListener",
    "appendChild",
    "atob",
    "createElement",
    "createTextNode",
    "decodeURIComponent",
    "encodeURIComponent",
    "escape",
    "getElementById",
    "hide",
    "log",
    "on",
    "parse",
    "querySelector",
    "setAttribute",
    "show",
];

/// Names of properties that the language itself reads.
const SPECIAL: &[&str] = &[
    "__proto__",
    "arguments",
    "callee",
    "caller",
    "constructor",
    "length",
    "name",
    "prototype",
    "then",
    "toJSON",
    "toString",
    "valueOf",
];

/// Globals that cannot be assigned to.
const CONSTANTS: &[&str] = &["Infinity", "NaN", "undefined"];

/// Whether all scripts and handlers of a page are plain code. Those that do not run are.
pub(crate) fn is_plain(page: &Page) -> bool {
    let scripts = page.scripts.iter().map(|script| &script.body);
    let handlers = page.handlers.iter().map(|handler| &handler.body);
    scripts.chain(handlers).all(|body| match body {
        Body::Parsed(program) => match &**program {
            Program::Script(script) => script.body.iter().all(statement),
            Program::Module(module) => module.body.iter().all(|item| match item {
                ModuleItem::Stmt(item) => statement(item),
                ModuleItem::ModuleDecl(_) => false,
            }),
        },
        _ => true,
    })
}

fn statement(it: &Stmt) -> bool {
    match it {
        Stmt::Empty(_) | Stmt::Debugger(_) => true,
        Stmt::Block(BlockStmt { stmts, .. }) => stmts.iter().all(branch),
        Stmt::Expr(it) => expression(&it.expr),
        Stmt::If(it) => {
            expression(&it.test) && branch(&it.cons) && it.alt.as_deref().is_none_or(branch)
        }
        Stmt::Return(it) => it.arg.as_deref().is_none_or(expression),
        Stmt::Decl(Decl::Var(it)) => variables(it),
        Stmt::Decl(Decl::Fn(it)) => function(&it.function),
        _ => false,
    }
}

/// A statement below the top of a script or function, where a function's declaration has rules of its own.
fn branch(it: &Stmt) -> bool {
    !matches!(it, Stmt::Decl(Decl::Fn(_))) && statement(it)
}

fn variables(it: &VarDecl) -> bool {
    it.decls
        .iter()
        .all(|it| matches!(it.name, Pat::Ident(_)) && it.init.as_deref().is_none_or(expression))
}

/// Calls of the page's own functions are not plain, but having some is.
fn function(it: &Function) -> bool {
    let is_simple = |it: &Param| it.decorators.is_empty() && matches!(it.pat, Pat::Ident(_));
    !it.is_async
        && !it.is_generator
        && it.params.iter().all(is_simple)
        && it.body.iter().all(|body| body.stmts.iter().all(statement))
}

fn expression(it: &Expr) -> bool {
    match it {
        Expr::Ident(it) => !SPECIAL.contains(&&*it.sym),
        Expr::Lit(it) => !matches!(it, Lit::BigInt(_) | Lit::Regex(_) | Lit::JSXText(_)),
        Expr::Paren(it) => expression(&it.expr),
        Expr::Tpl(it) => it.exprs.iter().all(|it| expression(it)),
        Expr::Unary(it) => it.op != UnaryOp::Delete && expression(&it.arg),
        Expr::Bin(it) => is_plain_operator(it.op) && expression(&it.left) && expression(&it.right),
        Expr::Cond(it) => expression(&it.test) && expression(&it.cons) && expression(&it.alt),
        Expr::Array(it) => it.elems.iter().flatten().all(argument),
        Expr::Object(it) => object(it),
        Expr::Member(it) => member(it),
        Expr::OptChain(it) => match &*it.base {
            OptChainBase::Member(it) => member(it),
            OptChainBase::Call(_) => false,
        },
        Expr::Assign(it) => it.op == AssignOp::Assign && target(&it.left) && expression(&it.right),
        Expr::Call(it) => call(it),
        Expr::New(it) => construction(it),
        _ => false,
    }
}

fn is_plain_operator(operator: BinaryOp) -> bool {
    use BinaryOp::{Add, EqEq, EqEqEq, LogicalAnd, LogicalOr, NotEq, NotEqEq, NullishCoalescing};
    matches!(
        operator,
        Add | EqEq | EqEqEq | LogicalAnd | LogicalOr | NotEq | NotEqEq | NullishCoalescing
    )
}

fn object(it: &ObjectLit) -> bool {
    it.props.iter().all(|it| match it {
        PropOrSpread::Prop(it) => match &**it {
            Prop::Shorthand(it) => !SPECIAL.contains(&&*it.sym),
            Prop::KeyValue(it) => key(&it.key) && value(&it.value),
            _ => false,
        },
        PropOrSpread::Spread(_) => false,
    })
}

fn key(it: &PropName) -> bool {
    match it {
        PropName::Ident(it) => !SPECIAL.contains(&&*it.sym),
        PropName::Str(it) => it
            .value
            .as_str()
            .is_some_and(|key| !SPECIAL.contains(&key) && !is_index(key)),
        _ => false,
    }
}

/// Such keys come before all others.
fn is_index(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_digit())
}

fn member(it: &MemberExpr) -> bool {
    let is_plain = match &it.prop {
        MemberProp::Ident(it) => !SPECIAL.contains(&&*it.sym),
        MemberProp::Computed(it) => match &*it.expr {
            Expr::Lit(Lit::Str(it)) => it.value.as_str().is_some_and(|key| !SPECIAL.contains(&key)),
            _ => false,
        },
        MemberProp::PrivateName(_) => false,
    };
    is_plain && expression(&it.obj)
}

fn target(it: &AssignTarget) -> bool {
    match it {
        AssignTarget::Simple(SimpleAssignTarget::Ident(it)) => {
            !SPECIAL.contains(&&*it.id.sym) && !CONSTANTS.contains(&&*it.id.sym)
        }
        AssignTarget::Simple(SimpleAssignTarget::Member(it)) => member(it),
        _ => false,
    }
}

fn call(it: &CallExpr) -> bool {
    let Callee::Expr(callee) = &it.callee else {
        return false;
    };
    let name = match &**callee {
        Expr::Ident(it) => &*it.sym,
        Expr::Member(it) => match &it.prop {
            MemberProp::Ident(property) if expression(&it.obj) => &*property.sym,
            _ => return false,
        },
        _ => return false,
    };
    METHODS.contains(&name) && it.args.iter().all(argument)
}

fn construction(it: &NewExpr) -> bool {
    let name = match &*it.callee {
        Expr::Ident(it) => &*it.sym,
        _ => return false,
    };
    name.starts_with("Auth0Lock") && it.args.iter().flatten().all(argument)
}

fn argument(it: &ExprOrSpread) -> bool {
    it.spread.is_none() && value(&it.expr)
}

/// A value that is handed on, which may be a function that somebody else calls.
fn value(it: &Expr) -> bool {
    match it {
        Expr::Fn(it) => it.ident.is_none() && function(&it.function),
        _ => expression(it),
    }
}
