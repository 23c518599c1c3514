//! Valid code that swc refuses, made palatable to it.
//!
//! Three constructs are valid and swc does not parse them:
//!
//! - a call as the target of an assignment (`f() = 1`, `f()++`, `for (f() in o)`). In sloppy code it is a
//!   `ReferenceError` when it runs, and nothing before (ECMAScript, AssignmentTargetType);
//! - `using` in the head of a `for (;;)` loop;
//! - `for (var a = 1 in b)` within a function.
//!
//! The code is rewritten byte by byte, so that no offset moves, and the tree is corrected afterwards: a
//! call as a target becomes the member of a member of `undefined`, which throws once the call has been
//! made; what heads of loops declare moves in front of the loop, into a block around both.

use std::borrow::Cow;

use oxc_diagnostics::OxcDiagnostic;
use swc_common::{BytePos, Spanned};
use swc_ecma_ast::{
    ArrowExpr, ArrowFunctionBody, AssignExpr, AssignOp, AssignTarget, BlockStmt, Callee, Class,
    Decl, Expr, ForHead, Function, Ident, IdentName, Lit, MemberExpr, MemberProp, Number,
    ParenExpr, Pat, Program, Script, SeqExpr, SimpleAssignTarget, Stmt, UnaryExpr, UnaryOp,
    UpdateExpr, UsingDecl, VarDeclOrExpr,
};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::grammar::{self, Head, HeadKind, Refusal};
use super::{Goal, parser};
use crate::span::Span;

/// How many calls in one script may be targets; nobody writes even one.
const MAX_TARGETS: usize = 64;

/// Code that swc can parse, and what has to be corrected in its tree.
#[derive(Debug)]
pub(super) struct Tolerated<'a> {
    /// The code, with the same length as the original.
    pub(super) code: Cow<'a, str>,
    /// The calls that are targets, in the order in which they were found: a target inside of another
    /// one's arguments comes first.
    targets: Vec<Target>,
    heads: Vec<Special>,
}

/// A head of a loop that was rewritten.
#[derive(Debug)]
struct Special {
    head: Head,
    /// The text of an initializer, from `=` on.
    text: Option<String>,
}

/// A call that is the target of an assignment.
#[derive(Debug)]
struct Target {
    /// Where it is in the code.
    span: Span,
    /// Its text, in which targets found earlier are masked.
    text: String,
    /// What a browser says if it cannot be a target here.
    error: OxcDiagnostic,
}

/// Judges code as [`grammar::judge`] does, but accepts calls as targets. Whether each may be one is only
/// known when the tree is there, see [`Tolerated::restore`].
pub(super) fn judge(code: &str, goal: Goal) -> Result<Tolerated<'_>, Refusal> {
    let mut code = Cow::Borrowed(code);
    let mut targets = Vec::new();
    let heads = loop {
        match grammar::judge(&code, goal) {
            Ok(heads) => break heads,
            Err(Refusal::Invalid(error)) if targets.len() < MAX_TARGETS => {
                let Some(target) = target(&code, &error, goal) else {
                    return Err(Refusal::Invalid(error));
                };
                let mask = "_".repeat(target.text.len());
                replace(&mut code, target.span.start, &mask);
                targets.push(target);
            }
            Err(refusal) => return Err(refusal),
        }
    };
    let heads = heads.into_iter().map(|head| rewrite(&mut code, head));
    let heads = heads.collect();
    Ok(Tolerated {
        code,
        targets,
        heads,
    })
}

/// Writes other code of the same length.
fn replace(code: &mut Cow<'_, str>, start: usize, with: &str) {
    let end = start + with.len();
    code.to_mut().replace_range(start..end, with);
}

/// Writes a loop's head as swc parses it.
fn rewrite(code: &mut Cow<'_, str>, head: Head) -> Special {
    let declaration = head.span.text(code);
    match head.kind {
        HeadKind::Using | HeadKind::AwaitUsing => {
            // `const` has the length of `using`; there may be more between the words of `await using`.
            let length = declaration.find("using").map_or(0, |at| at + "using".len());
            let word = format!("{:length$}", "const");
            replace(code, head.span.start, &word);
            Special { head, text: None }
        }
        HeadKind::Initializer(equals) => {
            let text = equals.text(code).to_owned();
            replace(code, equals.start, &" ".repeat(text.len()));
            Special {
                head,
                text: Some(text),
            }
        }
    }
}

/// The call that the error says cannot be assigned to, if it is one.
fn target(code: &str, error: &OxcDiagnostic, goal: Goal) -> Option<Target> {
    let messages = ["Cannot assign to this expression", "Invalid left-hand side"];
    if goal == Goal::Module || !messages.iter().any(|m| error.message.starts_with(m)) {
        return None;
    }
    let span = grammar::span(error.labels.first()?.span());
    let text = code.get(span.start..span.end)?.to_owned();
    let expression = expression(&text, BytePos(1))?;
    is_call(&expression).then(|| Target {
        span,
        text,
        error: error.clone(),
    })
}

fn is_call(expression: &Expr) -> bool {
    match expression {
        Expr::Paren(paren) => is_call(&paren.expr),
        Expr::Call(call) => matches!(call.callee, Callee::Expr(_)),
        _ => false,
    }
}

fn expression(code: &str, start: BytePos) -> Option<Box<Expr>> {
    parser(code, start, Goal::Script, None).parse_expr().ok()
}

impl Tolerated<'_> {
    /// Corrects the tree of code that begins at `start`.
    pub(super) fn restore(&self, program: &mut Program, start: BytePos) -> Result<(), Unrestored> {
        if self.targets.is_empty() && self.heads.is_empty() {
            return Ok(());
        }
        let mut restorer = Restorer {
            tolerated: self,
            start,
            strict: matches!(program, Program::Module(_)),
            targets: vec![false; self.targets.len()],
            heads: 0,
        };
        program.visit_mut_with(&mut restorer);
        let misplaced = restorer.targets.iter().position(|restored| !restored);
        if let Some(target) = misplaced.and_then(|index| self.targets.get(index)) {
            return Err(Unrestored::Misplaced(target.error.clone()));
        }
        if restorer.heads != self.heads.len() {
            return Err(Unrestored::Unknown);
        }
        Ok(())
    }
}

/// Why the tree cannot be corrected.
#[derive(Debug)]
pub(super) enum Unrestored {
    /// A call is a target where it cannot be one: in strict code, in a pattern, or left of `&&=`.
    Misplaced(OxcDiagnostic),
    /// The tree is not as expected.
    Unknown,
}

struct Restorer<'a> {
    tolerated: &'a Tolerated<'a>,
    start: BytePos,
    strict: bool,
    /// Which of the targets have been found where they may be.
    targets: Vec<bool>,
    /// How many loops have been corrected.
    heads: usize,
}

impl Restorer<'_> {
    /// The expression in place of a mask, if `name` is one and may be a target here.
    fn target(&mut self, name: &Ident) -> Option<MemberExpr> {
        if self.strict {
            return None;
        }
        let at = name.span.lo.0.checked_sub(self.start.0)? as usize;
        let mut targets = self.tolerated.targets.iter();
        let index = targets.position(|t| t.span.start == at && name.sym.len() == t.text.len())?;
        let target = self.tolerated.targets.get(index)?;
        let mut call = expression(&target.text, name.span.lo)?;
        *self.targets.get_mut(index)? = true;
        call.visit_mut_with(self);
        Some(throwing(call, name.span))
    }

    fn target_of(&mut self, expression: &Expr) -> Option<MemberExpr> {
        match expression {
            Expr::Ident(name) => self.target(name),
            Expr::Paren(paren) => self.target_of(&paren.expr),
            _ => None,
        }
    }

    /// Visits code that is strict if it says so, or if the code around it is.
    fn in_code(&mut self, is_strict: bool, visit: impl FnOnce(&mut Self)) {
        let outer = self.strict;
        self.strict |= is_strict;
        visit(self);
        self.strict = outer;
    }

    /// The declaration that belongs in front of a loop with a special head, which is taken out.
    fn declaration(&self, statement: &mut Stmt) -> Option<Stmt> {
        match statement {
            Stmt::Labeled(labeled) => self.declaration(&mut labeled.body),
            Stmt::For(statement) => {
                let Some(VarDeclOrExpr::VarDecl(declaration)) = &statement.init else {
                    return None;
                };
                let special = self.special(declaration.span)?;
                let is_await = special.head.kind == HeadKind::AwaitUsing;
                let Some(VarDeclOrExpr::VarDecl(declaration)) = statement.init.take() else {
                    return None;
                };
                Some(Stmt::Decl(Decl::Using(Box::new(UsingDecl {
                    span: declaration.span,
                    is_await,
                    decls: declaration.decls,
                }))))
            }
            Stmt::ForIn(statement) => {
                let ForHead::VarDecl(declaration) = &statement.left else {
                    return None;
                };
                let special = self.special(declaration.span)?;
                let HeadKind::Initializer(equals) = special.head.kind else {
                    return None;
                };
                let text = special.text.as_deref()?;
                let value = text.trim_start().strip_prefix('=')?;
                let start = equals.start + text.len() - value.len();
                let start = self.start + BytePos(u32::try_from(start).ok()?);
                let mut declaration = declaration.clone();
                declaration.decls.first_mut()?.init = Some(expression(value, start)?);
                Some(Stmt::Decl(Decl::Var(declaration)))
            }
            _ => None,
        }
    }

    /// The rewritten head whose declaration starts there.
    fn special(&self, span: swc_common::Span) -> Option<&Special> {
        let at = span.lo.0.checked_sub(self.start.0)? as usize;
        let mut heads = self.tolerated.heads.iter();
        heads.find(|special| special.head.span.start == at)
    }
}

/// `(call, void 0).x.x`: throws when the call has been made.
fn throwing(call: Box<Expr>, span: swc_common::Span) -> MemberExpr {
    let zero = Lit::Num(Number {
        span,
        value: 0.0,
        raw: None,
    });
    let undefined = UnaryExpr {
        span,
        op: UnaryOp::Void,
        arg: Box::new(Expr::Lit(zero)),
    };
    let sequence = SeqExpr {
        span,
        exprs: vec![call, Box::new(undefined.into())],
    };
    let member = |object: Expr| MemberExpr {
        span,
        obj: Box::new(object),
        prop: MemberProp::Ident(IdentName::new("x".into(), span)),
    };
    let parenthesized = ParenExpr {
        span,
        expr: Box::new(sequence.into()),
    };
    member(member(parenthesized.into()).into())
}

impl VisitMut for Restorer<'_> {
    fn visit_mut_script(&mut self, node: &mut Script) {
        self.strict |= is_strict(&node.body);
        node.visit_mut_children_with(self);
    }

    fn visit_mut_function(&mut self, node: &mut Function) {
        let body = node.body.as_ref();
        let is_strict = body.is_some_and(|body| is_strict(&body.stmts));
        self.in_code(is_strict, |me| node.visit_mut_children_with(me));
    }

    fn visit_mut_arrow_expr(&mut self, node: &mut ArrowExpr) {
        let is_strict = match &*node.body {
            ArrowFunctionBody::FunctionBody(body) => is_strict(&body.stmts),
            ArrowFunctionBody::Expr(_) => false,
        };
        self.in_code(is_strict, |me| node.visit_mut_children_with(me));
    }

    fn visit_mut_class(&mut self, node: &mut Class) {
        self.in_code(true, |me| node.visit_mut_children_with(me));
    }

    fn visit_mut_assign_expr(&mut self, node: &mut AssignExpr) {
        let is_logical = matches!(
            node.op,
            AssignOp::AndAssign | AssignOp::OrAssign | AssignOp::NullishAssign
        );
        let target = match &node.left {
            _ if is_logical => None,
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) => self.target(&name.id),
            AssignTarget::Simple(SimpleAssignTarget::Paren(paren)) => self.target_of(&paren.expr),
            _ => None,
        };
        if let Some(target) = target {
            node.left = AssignTarget::Simple(SimpleAssignTarget::Member(target));
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_update_expr(&mut self, node: &mut UpdateExpr) {
        if let Some(target) = self.target_of(&node.arg) {
            *node.arg = target.into();
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_for_head(&mut self, node: &mut ForHead) {
        if let ForHead::Pat(pattern) = node {
            let target = match &**pattern {
                Pat::Ident(name) => self.target(&name.id),
                Pat::Expr(expression) => self.target_of(expression),
                _ => None,
            };
            if let Some(target) = target {
                **pattern = Pat::Expr(Box::new(target.into()));
            }
        }
        node.visit_mut_children_with(self);
    }

    fn visit_mut_stmt(&mut self, node: &mut Stmt) {
        // Before the children: to these the loop stands alone, without its labels.
        if let Some(mut declaration) = self.declaration(node) {
            self.heads += 1;
            declaration.visit_mut_with(self);
            let span = node.span();
            let mut statement = std::mem::take(node);
            statement.visit_mut_children_with(self);
            *node = Stmt::Block(BlockStmt {
                span,
                stmts: vec![declaration, statement],
                ..BlockStmt::default()
            });
        } else {
            node.visit_mut_children_with(self);
        }
    }
}

/// Whether code begins with the directive `'use strict'`.
fn is_strict(body: &[Stmt]) -> bool {
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
