//! Parsing JavaScript as a browser does, at the offsets it has in the page.

use swc_common::{BytePos, Spanned};
use swc_ecma_ast::{EsVersion, Expr, Lit, Program, Regex, Str, Tpl, TplElement};
use swc_ecma_parser::error::{Error, SyntaxError as Kind};
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::{ProblemKind, nesting, placeholder};
use crate::span::Span;

/// The most bytes of code that are parsed: 5 MB.
const MAX_BYTES: usize = 5_000_000;

/// Why a script does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What the parser says.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// What code is parsed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// A classic script.
    Script,
    /// A module.
    Module,
    /// The body of a function, as an event handler is.
    FunctionBody,
}

/// Why there is no syntax tree.
#[derive(Debug)]
pub(super) enum Unparsed {
    /// A browser would not run it either.
    Syntax(SyntaxError),
    /// It is more than the parser may be given.
    Refused(ProblemKind),
}

/// Parses code that stands at `offset` of the page; every span is a file offset plus one.
///
/// Where the code does not parse for the placeholders in it (`var env = @@ENV@@;`), each counts as an
/// identifier of the same length. Strings, templates and regular expressions keep their placeholders.
pub(super) fn parse(code: &str, offset: usize, goal: Goal) -> Result<Program, Unparsed> {
    if code.len() > MAX_BYTES {
        return Err(Unparsed::Refused(ProblemKind::TooLarge));
    }
    if nesting::is_too_deep(code) {
        return Err(Unparsed::Refused(ProblemKind::TooDeep));
    }
    let Some(end) = u32::try_from(offset + code.len())
        .ok()
        .filter(|&end| end < LAST_OFFSET)
    else {
        return Err(Unparsed::Refused(ProblemKind::TooLarge));
    };
    let start = BytePos(end + 1 - code.len() as u32);
    program(code, start, goal).or_else(|error| {
        let masked = placeholder::mask(code).ok_or_else(|| Unparsed::Syntax(error.clone()))?;
        // The error to report is the one about what the user wrote, unless only the mask shows it.
        let mut program = program(&masked, start, goal).map_err(Unparsed::Syntax)?;
        program.visit_mut_with(&mut Unmask { code, start });
        Ok(program)
    })
}

/// Parses code that stands nowhere in the page as it is: the value of an attribute with character
/// references. Every span is that of the place it comes from.
pub(super) fn parse_elsewhere(code: &str, place: Span, goal: Goal) -> Result<Program, Unparsed> {
    let mut program = parse(code, place.start, goal).map_err(|unparsed| match unparsed {
        Unparsed::Syntax(SyntaxError { message, .. }) => Unparsed::Syntax(SyntaxError {
            message,
            span: place,
        }),
        refused @ Unparsed::Refused(_) => refused,
    })?;
    let position = |offset: usize| BytePos(u32::try_from(offset + 1).unwrap_or(u32::MAX));
    let span = swc_common::Span::new(position(place.start), position(place.end));
    program.visit_mut_with(&mut Relocate { span });
    Ok(program)
}

/// swc reserves the last positions for itself.
const LAST_OFFSET: u32 = u32::MAX - (1 << 16) - 1;

/// Parses code as it is.
fn program(code: &str, start: BytePos, goal: Goal) -> Result<Program, SyntaxError> {
    let mut parser = parser(code, start, goal);
    let parsed = match goal {
        Goal::Module => parser.parse_module().map(Program::Module),
        Goal::Script | Goal::FunctionBody => parser.parse_script().map(Program::Script),
    };
    let program = parsed.map_err(|error| syntax_error(&error))?;
    let rejected = |error: &&Error| is_rejected_by_browsers(error.kind());
    match parser.take_errors().iter().find(rejected) {
        Some(error) => Err(syntax_error(error)),
        None => Ok(program),
    }
}

fn parser(code: &str, start: BytePos, goal: Goal) -> Parser<Lexer<'_>> {
    let syntax = EsSyntax {
        import_attributes: true,
        explicit_resource_management: true,
        allow_return_outside_function: goal == Goal::FunctionBody,
        ..EsSyntax::default()
    };
    let input = StringInput::new(code, start, BytePos(start.0 + code.len() as u32));
    Parser::new_from(Lexer::new(
        Syntax::Es(syntax),
        EsVersion::latest(),
        input,
        None,
    ))
}

fn syntax_error(error: &Error) -> SyntaxError {
    SyntaxError {
        message: error.kind().msg().into_owned(),
        span: error.span().into(),
    }
}

/// Whether an error after which swc goes on keeps browsers from running the script.
fn is_rejected_by_browsers(error: &Kind) -> bool {
    match error {
        Kind::WithLabel { inner, .. } => is_rejected_by_browsers(inner.kind()),
        _ => true,
    }
}

/// Gives literals of masked code the text they really have.
struct Unmask<'a> {
    code: &'a str,
    start: BytePos,
}

impl Unmask<'_> {
    /// The real text of a node, if there is a placeholder in it.
    fn original(&self, span: swc_common::Span) -> Option<&str> {
        let from = span.lo.0.checked_sub(self.start.0)? as usize;
        let to = span.hi.0.checked_sub(self.start.0)? as usize;
        let text = self.code.get(from..to)?;
        (!placeholder::find(text).is_empty()).then_some(text)
    }
}

/// Parses a single expression.
fn expression(code: &str, start: BytePos) -> Option<Expr> {
    parser(code, start, Goal::Script)
        .parse_expr()
        .ok()
        .map(|expression| *expression)
}

impl VisitMut for Unmask<'_> {
    fn visit_mut_str(&mut self, node: &mut Str) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Lit(Lit::Str(original))) = expression(text, node.span.lo) {
            *node = original;
        }
    }

    fn visit_mut_tpl_element(&mut self, node: &mut TplElement) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Tpl(Tpl { quasis, .. })) = expression(&format!("`{text}`"), BytePos(1))
            && let [original] = quasis.as_slice()
        {
            node.cooked.clone_from(&original.cooked);
            node.raw.clone_from(&original.raw);
        }
    }

    fn visit_mut_regex(&mut self, node: &mut Regex) {
        let Some(text) = self.original(node.span) else {
            return;
        };
        if let Some(Expr::Lit(Lit::Regex(original))) = expression(text, node.span.lo) {
            *node = original;
        }
    }
}

/// Gives every node the same span.
struct Relocate {
    span: swc_common::Span,
}

impl VisitMut for Relocate {
    fn visit_mut_span(&mut self, span: &mut swc_common::Span) {
        *span = self.span;
    }
}
