//! Parsing JavaScript as a browser does, at the offsets it has in the page.

mod unmask;

use std::borrow::Cow;

use swc_common::comments::{Comments, SingleThreadedComments};
use swc_common::{BytePos, Spanned};
use swc_ecma_ast::{EsVersion, Program};
use swc_ecma_parser::error::{Error, SyntaxError as Kind};
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax};
use swc_ecma_visit::{VisitMut, VisitMutWith};

use super::comment::{self, Comment};
use super::{ProblemKind, early_errors, nesting, placeholder};
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
    /// A browser would not run it either.
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
        let masked = placeholder::mask(&source).ok_or_else(|| Unparsed::Syntax(error.clone()))?;
        // The error to report is the one about what the user wrote, unless only the mask shows it.
        let mut program =
            program(&masked, start, goal, wanted.as_ref()).map_err(Unparsed::Syntax)?;
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
        Unparsed::Syntax(SyntaxError { message, .. }) => Unparsed::Syntax(SyntaxError {
            message,
            span: place,
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
) -> Result<Program, SyntaxError> {
    let mut parser = parser(code, start, goal, comments);
    let parsed = match goal {
        Goal::Module => parser.parse_module().map(Program::Module),
        Goal::Script | Goal::FunctionBody => parser.parse_script().map(Program::Script),
    };
    let program = parsed.map_err(|error| syntax_error(&error))?;
    let rejected = |error: &&Error| is_rejected_by_browsers(error.kind());
    match parser.take_errors().iter().find(rejected) {
        Some(error) => Err(syntax_error(error)),
        None => match early_errors::find(&program) {
            Some(error) => Err(error),
            None => Ok(program),
        },
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

fn syntax_error(error: &Error) -> SyntaxError {
    // What swc calls an `ident` people know as a name.
    let message = error.kind().msg().replace("'ident'", "a name");
    SyntaxError {
        message: message.replace("Expected ident", "Expected a name"),
        span: error.span().into(),
    }
}

/// Whether an error after which swc goes on keeps browsers from running the script, as all do but one:
/// browsers take `if (a) function f() {}` (ECMAScript, annex B.3.3). Where they do not, it is among the
/// [early errors](early_errors).
fn is_rejected_by_browsers(error: &Kind) -> bool {
    match error {
        Kind::DeclNotAllowed => false,
        Kind::WithLabel { inner, .. } => is_rejected_by_browsers(inner.kind()),
        _ => true,
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

#[cfg(test)]
mod tests {
    use swc_ecma_ast::{Regex, Str, TplElement};
    use swc_ecma_visit::{Visit, VisitWith};

    use super::*;

    fn parses(code: &str, goal: Goal) -> bool {
        parse(code, 0, goal).is_ok()
    }

    #[test]
    fn takes_what_browsers_take() {
        let sloppy = [
            "var a = 010, b = 08.5, c = '\\08\\1';",
            "with (a) { b }",
            "<!-- x\nvar a;\n--> y",
            "function f(a, a) {}",
            "if (1) function f() {}",
            "if (a) b(); else function f() {}",
            "arguments = 1; eval = 2; undefined = 3",
            "var yield = 1, let = 2, await = 3, static = 4, async = 5;",
            "for (var i = 0 in {}) ;",
            "try {} catch (e) { var e }",
            "/[/]/.test(1); 1..toString()",
            "import('x')",
            "a ||= b?.c ?? 1_000n",
            "class A { #x; static {} m() { return #x in this } }",
            "x --> 0",
            "'\u{2028}'",
        ];
        for code in sloppy {
            assert!(parses(code, Goal::Script), "{code}");
        }
        assert!(parses(
            "import a from 'b'; await 1; import.meta",
            Goal::Module
        ));
        assert!(parses("return f(this)", Goal::FunctionBody));
    }

    #[test]
    fn rejects_what_browsers_reject() {
        let rejected = [
            "return 1",
            "await 1",
            "import a from 'b'",
            "export var a",
            "import.meta",
            "'use strict'; with (a) {}",
            "'use strict'; 010",
            "'use strict'; delete a",
            "class A { constructor() {} constructor() {} }",
            "a?.b = 1",
            "1 = 2",
            "break",
            "const a",
            "({a = 1})",
            "let let = 1",
            "<div/>",
            "@a class B {}",
            "var a: string",
        ];
        for code in rejected {
            assert!(!parses(code, Goal::Script), "{code}");
        }
        for code in ["with (a) {}", "010", "<!-- a", "return"] {
            assert!(!parses(code, Goal::Module), "{code}");
        }
    }

    #[test]
    fn errors_stand_where_the_code_does() {
        let Err(Unparsed::Syntax(error)) = parse("a = ;", 100, Goal::Script) else {
            panic!()
        };
        assert_eq!(error.span, Span::new(104, 105));
    }

    #[test]
    fn large_scripts_are_refused() {
        let code = "a;".repeat(MAX_BYTES / 2 + 1);
        let Err(Unparsed::Refused(kind)) = parse(&code, 0, Goal::Script) else {
            panic!()
        };
        assert_eq!(kind, ProblemKind::TooLarge);
    }

    /// The identifiers and literals of a program, as their place in the code and their value.
    #[derive(Default)]
    struct Names(Vec<(u32, String)>);

    impl Visit for Names {
        fn visit_ident(&mut self, node: &swc_ecma_ast::Ident) {
            self.0.push((node.span.lo.0 - 1, node.sym.to_string()));
        }

        fn visit_str(&mut self, node: &Str) {
            self.0.push((
                node.span.lo.0 - 1,
                node.value.to_string_lossy().into_owned(),
            ));
        }

        fn visit_tpl_element(&mut self, node: &TplElement) {
            self.0.push((node.span.lo.0 - 1, node.raw.to_string()));
        }

        fn visit_regex(&mut self, node: &Regex) {
            self.0.push((node.span.lo.0 - 1, node.exp.to_string()));
        }
    }

    fn names(code: &str) -> Vec<(u32, String)> {
        let mut names = Names::default();
        parse(code, 0, Goal::Script)
            .unwrap()
            .program
            .visit_with(&mut names);
        names.0
    }

    #[test]
    fn html_comments_move_nothing() {
        let named = |at: u32, name: &str| (at, name.to_owned());
        assert_eq!(names("<!-- x\n/'/.b"), [named(7, "'")]);
        assert_eq!(
            names("<!--\na<!--\n--> '\nb"),
            [named(5, "a"), named(17, "b")]
        );
        assert_eq!(names("'<!--' + c"), [named(0, "<!--"), named(9, "c")]);
    }

    #[test]
    fn placeholders_are_identifiers_outside_literals_only() {
        let named = |at: u32, name: &str| (at, name.to_owned());
        assert_eq!(
            names("f('@@config@@')"),
            [named(0, "f"), named(2, "@@config@@")]
        );
        assert_eq!(
            names("a = @@E.x@@ || '\\n@@b@@' + __b__"),
            [
                named(0, "a"),
                named(4, "__E_x__"),
                named(15, "\n@@b@@"),
                named(27, "__b__")
            ]
        );
        assert_eq!(
            names("@@a@@(`##b##${c}##d##`, /@@e@@/g)"),
            [
                named(0, "__a__"),
                named(14, "c"),
                named(7, "##b##"),
                named(16, "##d##"),
                named(24, "@@e@@"),
            ]
        );
        assert!(!parses("a = @@b@@ @@c@@", Goal::Script));
    }
}
