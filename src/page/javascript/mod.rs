//! Parsing JavaScript as a browser does, at the offsets it has in the page.

mod grammar;
mod message;
mod tolerance;
mod unmask;

use std::borrow::Cow;

use swc_common::BytePos;
use swc_common::comments::{Comments, SingleThreadedComments};
use swc_ecma_ast::{EsVersion, Program};
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use self::grammar::Refusal;
use self::tolerance::Unrestored;
use super::comment::{self, Comment};
use super::{ProblemKind, nesting, placeholder};
use crate::span::Span;

/// The most bytes of code that are parsed: 5 MB.
const MAX_BYTES: usize = 5_000_000;

/// Why a browser does not run a script.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// What sort of error it is.
    pub kind: SyntaxErrorKind,
    /// What was expected and what was found.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do about it, where there is more to say than the message does.
    pub help: Option<String>,
    /// Another place that explains it, and what is there: "first declared here".
    pub related: Option<(Span, String)>,
}

/// The sorts of [`SyntaxError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// The code is not ECMAScript: it breaks the grammar or has an early error.
    Invalid,
    /// The code uses a feature of ECMAScript that browsers do not run yet.
    Unsupported,
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

/// What came of parsing code.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The syntax tree.
    pub(super) program: Program,
    /// The code's comments, in order, when it is one whose comments are wanted.
    pub(super) comments: Vec<Comment>,
}

/// Why there is no syntax tree.
#[derive(Debug)]
pub(super) enum Unparsed {
    /// A browser does not run it either.
    Syntax(SyntaxError),
    /// It is more than the parser may be given.
    Refused(ProblemKind),
}

/// Parses code that stands at `offset` of the page; every span is a file offset plus one.
///
/// Where the code does not parse for the placeholders in it (`var env = @@ENV@@;`), each counts as an
/// identifier of the same length. Strings, templates and regular expressions keep their placeholders.
pub(super) fn parse(code: &str, offset: usize, goal: Goal) -> Result<Parsed, Unparsed> {
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
    let source = match goal {
        Goal::Module => Cow::Borrowed(code),
        Goal::Script | Goal::FunctionBody => without_html_comments(code),
    };
    let wanted = comment::are_wanted(code).then(SingleThreadedComments::default);
    let program = program(&source, start, goal, wanted.as_ref()).or_else(|error| {
        let Some(masked) = placeholder::mask(&source) else {
            return Err(error);
        };
        let mut program = program(&masked, start, goal, wanted.as_ref())?;
        unmask::unmask(&mut program, code, start);
        Ok(program)
    })?;
    let comments = wanted.map_or_else(Vec::new, |comments| {
        comment::collected(comments, code, offset)
    });
    Ok(Parsed { program, comments })
}

/// Parses code that stands nowhere in the page as it is: the value of an attribute with character
/// references. Every span is that of the place it comes from.
pub(super) fn parse_elsewhere(code: &str, place: Span, goal: Goal) -> Result<Parsed, Unparsed> {
    let parsed = parse(code, place.start, goal).map_err(|unparsed| match unparsed {
        Unparsed::Syntax(error) => Unparsed::Syntax(SyntaxError {
            span: place,
            related: None,
            ..error
        }),
        refused @ Unparsed::Refused(_) => refused,
    })?;
    let mut program = parsed.program;
    let position = |offset: usize| BytePos(u32::try_from(offset + 1).unwrap_or(u32::MAX));
    let span = swc_common::Span::new(position(place.start), position(place.end));
    program.visit_mut_with(&mut Relocate { span });
    Ok(Parsed {
        program,
        comments: Vec::new(),
    })
}

/// swc reserves the last positions for itself.
const LAST_OFFSET: u32 = u32::MAX - (1 << 16) - 1;

/// Writes `<!--` and `-->` as `//`. swc lets the token behind such a comment begin with the comment, and
/// then takes a regular expression there for an error.
fn without_html_comments(code: &str) -> Cow<'_, str> {
    // Most code has no two hyphens in a row, which is found out fast.
    let hyphens = memchr::memmem::find(code.as_bytes(), b"--");
    if hyphens.is_none() || (!code.contains("<!--") && !code.contains("-->")) {
        return Cow::Borrowed(code);
    }
    let mut rewritten = code.to_owned();
    for at in nesting::html_comments(code) {
        rewritten.replace_range(at..at + 3, "// ");
    }
    Cow::Owned(rewritten)
}

/// Parses code as it is.
fn program(
    code: &str,
    start: BytePos,
    goal: Goal,
    comments: Option<&SingleThreadedComments>,
) -> Result<Program, Unparsed> {
    let offset = start.0 as usize - 1;
    let syntax_error = |refusal: &Refusal| {
        Unparsed::Syntax(message::syntax_error(refusal, code, goal).moved_by(offset))
    };
    let tolerated = tolerance::judge(code, goal).map_err(|refusal| syntax_error(&refusal))?;
    let mut parser = parser(&tolerated.code, start, goal, comments);
    let parsed = match goal {
        Goal::Module => parser.parse_module().map(Program::Module),
        Goal::Script | Goal::FunctionBody => parser.parse_script().map(Program::Script),
    };
    // The code is valid, so what swc cannot parse is swc's limit. The errors after which it has a tree
    // all the same are about valid code, too, and the tree is right.
    let mut program = parsed.map_err(|_| Unparsed::Refused(ProblemKind::Unsupported))?;
    match tolerated.restore(&mut program, start) {
        Ok(()) => Ok(program),
        Err(Unrestored::Misplaced(error)) => Err(syntax_error(&Refusal::Invalid(error))),
        Err(Unrestored::Unknown) => Err(Unparsed::Refused(ProblemKind::Unsupported)),
    }
}

impl SyntaxError {
    /// The same error in code that stands at `offset` of the page.
    fn moved_by(mut self, offset: usize) -> Self {
        let moved = |span: Span| Span::new(span.start + offset, span.end + offset);
        self.span = moved(self.span);
        self.related = self.related.map(|(span, text)| (moved(span), text));
        self
    }
}

fn parser<'a>(
    code: &'a str,
    start: BytePos,
    goal: Goal,
    comments: Option<&'a SingleThreadedComments>,
) -> Parser<Lexer<'a>> {
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
        comments.map(|comments| comments as &dyn Comments),
    ))
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

#[cfg(test)]
mod tests;
